"""The register as a table, and the form of one entry."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.commands.register import edit_system, register_system, remove_system
from app.csv_in import read_file
from app.desk import Desk
from app.picture import picture_at
from app.register import register
from models.system import System
from models.terms import Tier
from views.boards.register import RegisterView
from views.boards.register_model import RegisterModel
from views.desk import QtDesk
from views.forms.system import SystemForm

Key = Qt.Key


def systems(desk: Desk) -> list[System]:
    return register(desk.ask(picture_at()))


def found(desk: Desk, ref: str) -> System:
    return next(system for system in register(desk.ask(picture_at()), removed=True) if system.ref == ref)


@pytest.fixture
def view(qtbot: QtBot, window_desk: QtDesk) -> RegisterView:
    made = RegisterView(window_desk)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    made.show_picture(window_desk.picture, window_desk.moment())
    made.table.setFocus()
    window_desk.picture_changed.connect(lambda: made.show_picture(window_desk.picture, window_desk.moment()))
    return made


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk) -> Callable[[UUID | str], SystemForm]:
    def show(about: UUID | str) -> SystemForm:
        window_desk.refresh()
        form = SystemForm(window_desk, None, about)
        qtbot.addWidget(form)
        form.resize(460, 800)
        form.show()
        return form

    return show


def refs(view: RegisterView) -> list[str]:
    model = view.table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


# --- the table --------------------------------------------------------------------------------------------------------


def test_the_register_stands_in_its_order_and_is_sorted_by_a_figure(view: RegisterView, desk: Desk) -> None:
    own = refs(view)
    assert own == [system.ref for system in systems(desk)]

    QTest.keyClicks(view.table, "1")
    up = refs(view)
    QTest.keyClicks(view.table, "1")
    down = refs(view)
    QTest.keyClicks(view.table, "0")

    assert (up, down, refs(view)) == (sorted(own, key=str.casefold), sorted(own, key=str.casefold, reverse=True), own)


def test_the_model_keeps_qts_rules(qapp: object, desk: Desk) -> None:
    model = RegisterModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_systems(systems(desk))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, *_: changed.append(first.row()))

    rows = systems(desk)
    model.show_systems([rows[0], found(desk, rows[1].ref), *rows[2:]])
    model.show_systems(rows[3:])

    assert model.rowCount() == len(rows) - 3
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == f"Ref: {rows[3].ref}"


def test_enter_edits_the_chosen_entry(view: RegisterView, desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(view.table, Key.Key_Down)

    with qtbot.waitSignal(view.asked) as asked:
        QTest.keyClick(view.table, Key.Key_Return)

    assert asked.args == ["system", systems(desk)[1].id]


def test_an_entry_is_moved_and_stays_chosen(view: RegisterView, desk: Desk) -> None:
    first, second = systems(desk)[:2]
    view.show_row(second.id)

    view._move(-1)

    assert refs(view)[:2] == [second.ref, first.ref]
    assert view.table.system_id == second.id
    view._move(-1)
    assert refs(view)[:2] == [second.ref, first.ref]


def test_what_was_taken_out_stands_at_the_end_and_says_so(view: RegisterView, desk: Desk, window_desk: QtDesk) -> None:
    first = systems(desk)[0]
    desk.do(remove_system(first.id, "scrapped"))

    window_desk.refresh()

    assert refs(view)[-1] == first.ref
    assert view.table.model().index(len(refs(view)) - 1, 1).data() == f"{first.name} (taken out)"
    assert view.card.count.text() == f"{len(systems(desk))} systems"


def test_the_register_is_exported_beside_what_was_there(
    view: RegisterView, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path))

    view._export()
    view._export()

    assert sorted(path.name for path in tmp_path.glob("*.csv")) == [
        "register 2026-08-12 2.csv", "register 2026-08-12.csv",
    ]  # fmt: skip
    assert len(read_file(tmp_path / "register 2026-08-12.csv").rows) == len(systems(desk))
    assert view.card.right.text() == f"Saved as {tmp_path / 'register 2026-08-12 2.csv'}"


# --- one entry --------------------------------------------------------------------------------------------------------


def test_a_new_system_is_added(open_form: Callable[[UUID | str], SystemForm], desk: Desk, qtbot: QtBot) -> None:
    form = open_form("new")
    for field, text in ((form.ref, "GEN-9"), (form.name, "Generator 9"), (form.group, "Power"), (form.rto, "1 h")):
        field.setText(text)
    form.tier.setCurrentIndex(1)

    with qtbot.waitSignal(form.finished):
        form.enter()

    made = found(desk, "GEN-9")
    assert (made.name, made.group, made.tier, made.rto_minutes, made.owner) == (
        "Generator 9", "Power", Tier.CRITICAL, 60, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "rto", "why"),
    [("", "", "Say a short code"), ("A B", "", "one word"), ("G-9", "soon", "no time to restore")],
)
def test_what_cannot_be_added_is_refused_beside_its_field(
    open_form: Callable[[UUID | str], SystemForm], ref: str, rto: str, why: str
) -> None:
    form = open_form("new")
    for field, text in ((form.ref, ref), (form.name, "x"), (form.group, "y"), (form.rto, rto)):
        field.setText(text)

    form.enter()

    assert why in form.refusal()


def test_only_what_was_changed_is_sent(open_form: Callable[[UUID | str], SystemForm], desk: Desk) -> None:
    desk.do(register_system("GEN-9", "Generator 9", "Power", Tier.CRITICAL, owner="Facilities", rto_minutes=2880))
    form = open_form(found(desk, "GEN-9").id)
    assert form.says.text() == "Nothing changed yet."
    form.location.setText("Roof")

    desk.do(edit_system(found(desk, "GEN-9").id, owner="Estates"))
    form.enter()

    now = found(desk, "GEN-9")
    assert (now.location, now.owner, now.rto_minutes) == ("Roof", "Estates", 2880)


def test_an_entry_that_was_changed_meanwhile_is_not_overwritten_unseen(
    open_form: Callable[[UUID | str], SystemForm], desk: Desk
) -> None:
    desk.do(register_system("GEN-9", "Generator 9", "Power", Tier.CRITICAL))
    form = open_form(found(desk, "GEN-9").id)
    form.location.setText("Roof")
    desk.do(edit_system(found(desk, "GEN-9").id, location="Yard"))

    form.enter()

    assert found(desk, "GEN-9").location == "Yard"
    assert form.refusal() == "Set to “Yard” meanwhile by another desk. Enter saves yours."
    form.enter()
    assert found(desk, "GEN-9").location == "Roof"


def test_a_system_is_taken_out_with_a_reason_and_brought_back(
    open_form: Callable[[UUID | str], SystemForm], desk: Desk
) -> None:
    desk.do(register_system("GEN-9", "Generator 9", "Power", Tier.CRITICAL))
    form = open_form(found(desk, "GEN-9").id)

    form.remove.click()
    form.enter()
    assert form.refusal() == "Say why it is taken out."
    form.reason.setText("replaced")
    form.enter()
    assert found(desk, "GEN-9").removed_at is not None

    back = open_form(found(desk, "GEN-9").id)
    assert back.button.text() == "Bring it back"
    back.enter()
    assert found(desk, "GEN-9").removed_at is None
