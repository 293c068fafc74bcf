"""Importing a table: seen before it is done, done as one entry, and nothing of it lost that was refused."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.commands.register import edit_system, register_system
from app.csv_in import MOST_ROWS, read_bytes, read_file
from app.desk import Desk
from app.picture import picture_at
from app.register import register
from app.register_import import plan_register
from models.system import System
from models.terms import Tier
from views.desk import QtDesk
from views.forms.import_csv import ImportForm
from views.forms.preview import PlanModel

TABLE = "Ref;Name;Area;Tier;Owner\nGEN-8;Generator 8;Power;1;Estates\nGEN-9;Generator 9;Power;1;\nX;Bad;Power;7;\n"


def system(desk: Desk, ref: str) -> System | None:
    return next((one for one in register(desk.ask(picture_at())) if one.ref == ref), None)


@pytest.fixture
def table(tmp_path: Path, desk: Desk) -> Path:
    desk.do(register_system("GEN-8", "Generator 8", "Power", Tier.CRITICAL))
    path = tmp_path / "register.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.fixture
def form(qtbot: QtBot, window_desk: QtDesk) -> ImportForm:
    made = ImportForm(window_desk)
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    return made


def test_the_first_enter_shows_what_would_be_done(form: ImportForm, table: Path, desk: Desk) -> None:
    form.path.setText(str(table))

    form.enter()

    model = form.preview.rows
    assert [model.index(row).data() for row in range(form.preview.count)] == [
        "X Bad", "GEN-8 Generator 8", "GEN-9 Generator 9",
    ]  # fmt: skip
    assert model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Refused: X Bad, “7” is no tier: they go from 0 to 4., line 4"
    )
    assert form.says.text() == "1 new, 1 changed, 1 refused (semicolons, UTF-8). Enter imports 2 rows as one entry."
    assert system(desk, "GEN-9") is None


def test_the_second_enter_imports_it_as_one_entry(form: ImportForm, table: Path, desk: Desk, qtbot: QtBot) -> None:
    form.path.setText(str(table))
    form.enter()

    with qtbot.waitSignal(form.finished):
        form.enter()

    made, changed = system(desk, "GEN-9"), system(desk, "GEN-8")
    assert made is not None
    assert changed is not None
    assert (made.name, changed.owner) == ("Generator 9", "Estates")


def test_what_was_changed_meanwhile_is_imported_only_after_another_look(
    form: ImportForm, table: Path, desk: Desk
) -> None:
    form.path.setText(str(table))
    form.enter()
    known = system(desk, "GEN-8")
    assert known is not None
    desk.do(edit_system(known.id, owner="Facilities"))

    form.enter()

    assert "Nothing was imported. Enter reads it again." in form.refusal()
    assert system(desk, "GEN-9") is None
    form.enter()
    form.enter()
    assert system(desk, "GEN-9") is not None


def test_another_path_is_read_anew(form: ImportForm, table: Path) -> None:
    form.path.setText(str(table))
    form.enter()

    form.path.setText(str(table) + "x")
    form.enter()

    assert form.refusal() == f"There is no file {table}x."
    assert form.preview.isHidden()


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"Ref;Name\n", b"colour\nred\n", b'Ref;Name\n"' + b"x" * 200_000])
def test_a_hostile_file_is_a_sentence(form: ImportForm, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.csv").write_bytes(content)
    form.path.setText(str(tmp_path / "bad.csv"))

    form.enter()

    assert form.refusal().endswith(".")
    assert form.button.text() == "Read it"


def test_a_table_is_pasted(form: ImportForm, desk: Desk, table: Path) -> None:
    form.pasted.setPlainText(TABLE.replace(";", "\t"))

    form.enter()
    form.enter()

    assert system(desk, "GEN-9") is not None


def test_a_file_is_dropped(form: ImportForm, table: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(table))])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton

    form.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))

    assert form.preview.count == 3


def test_refused_rows_are_saved_beside_the_file(form: ImportForm, table: Path) -> None:
    form.path.setText(str(table))
    form.enter()

    form.keep.click()

    kept = read_file(table.parent / "register refused.csv")
    assert kept.rows[0].cells[:4] == ("4", "“7” is no tier: they go from 0 to 4.", "X", "Bad")
    assert str(table.parent / "register refused.csv") in form.says.text()


def test_nothing_new_is_nothing_to_import(form: ImportForm, desk: Desk, table: Path) -> None:
    form.pasted.setPlainText("Ref;Name\nGEN-8;Generator 8\n")

    form.enter()
    form.enter()

    assert form.refusal() == "There is nothing to import: no row is new or changed."


def test_nothing_typed_asks_for_a_file(form: ImportForm) -> None:
    form.enter()

    assert form.refusal() == "Type the path of a CSV file, drop one here, or paste the table."


def test_the_preview_keeps_qts_rules_and_takes_thousands(qapp: object, desk: Desk) -> None:
    rows = "".join(f"S-{number};System {number};Power;2\n" for number in range(MOST_ROWS))
    plan = plan_register(read_bytes(f"Ref;Name;Area;Tier\n{rows}".encode(), "big.csv"), desk.ask(picture_at()))
    model = PlanModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)

    model.show_plan(plan)

    assert model.rowCount() == MOST_ROWS


def test_a_home_of_nobody_is_a_sentence(form: ImportForm) -> None:
    form.path.setText("~nobody-of-this-name/register.csv")

    form.enter()

    assert form.refusal().startswith("~nobody-of-this-name/register.csv is no place here")
    assert form.button.text() == "Read it"


@pytest.mark.parametrize("pasted", ["GEN-1\t1\n" * 200_000, "x" * 30_000], ids=["too much", "a line too long"])
def test_a_paste_that_would_stop_the_window_stays_out(form: ImportForm, pasted: str) -> None:
    form.pasted.setPlainText("Ref")
    data = QMimeData()
    data.setText(pasted)

    form.pasted.insertFromMimeData(data)

    assert form.pasted.toPlainText() == "Ref"
    assert form.refusal().endswith("Nothing of it was put in.")


def test_typing_a_path_completes_it(form: ImportForm) -> None:
    QTest.keyClicks(form.path, "/")

    assert form.path.completer() is not None
