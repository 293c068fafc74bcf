"""Quick texts: by key and by abbreviation in the line, their gaps, and the page of the set-up."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.commands.quick_texts import remove_quick_text, set_quick_text
from app.desk import Desk
from app.entry.quick import quick_texts_of
from app.picture import picture_at
from views.boards.set_up_quick_texts import QuickTextsSection
from views.console import Console
from views.desk import QtDesk
from views.entry_line import EntryLine
from views.forms.quick_text import QuickTextForm

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def line(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> EntryLine:
    desk.do(set_quick_text("fuel", "Fuel level", "Fuel at [place] is [figure] %.", 1))
    window_desk.refresh()
    made = EntryLine(window_desk)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


@pytest.fixture
def section(qtbot: QtBot, window_desk: QtDesk) -> QuickTextsSection:
    made = QuickTextsSection(window_desk)
    qtbot.addWidget(made)
    made.show_picture(window_desk.picture, window_desk.moment())
    made.resize(800, 600)
    made.show()
    return made


# --- in the line ------------------------------------------------------------------------------------------------------


def test_a_key_puts_a_quick_text_in_and_tab_goes_from_gap_to_gap(line: EntryLine) -> None:
    line.insert_quick(1)
    first = line.field.textCursor().selectedText()
    QTest.keyClicks(line.field, "tank 2")
    QTest.keyClick(line.field, Key.Key_Tab)
    second = line.field.textCursor().selectedText()
    QTest.keyClicks(line.field, "74")

    assert (first, second) == ("[place]", "[figure]")
    assert line.text == "Fuel at tank 2 is 74 %."


def test_a_gap_that_stays_open_is_passed_over_by_tab(line: EntryLine) -> None:
    line.insert_quick(1)
    QTest.keyClick(line.field, Key.Key_Tab)

    assert line.field.textCursor().selectedText() == "[figure]"


def test_an_abbreviation_and_tab_put_it_in_where_the_cursor_stands(line: EntryLine) -> None:
    QTest.keyClicks(line.field, "Now fuel")
    QTest.keyClick(line.field, Key.Key_Tab)

    assert line.text == "Now Fuel at [place] is [figure] %."
    assert line.field.textCursor().selectedText() == "[place]"


def test_control_z_takes_a_quick_text_back(line: EntryLine) -> None:
    QTest.keyClicks(line.field, "Now fuel")
    QTest.keyClick(line.field, Key.Key_Tab)
    QTest.keyClick(line.field, Key.Key_Z, CONTROL)

    assert line.text == "Now fuel"


def test_tab_stays_in_a_half_written_line_and_leaves_an_empty_one(line: EntryLine) -> None:
    leaves = not line.field.takes_tab()
    QTest.keyClicks(line.field, "Nothing of that name")

    assert leaves
    assert line.field.takes_tab()
    assert line.text == "Nothing of that name"


def test_a_key_without_a_quick_text_says_where_to_set_one(line: EntryLine, desk: Desk, window_desk: QtDesk) -> None:
    for one in quick_texts_of(desk.ask(picture_at())):
        desk.do(remove_quick_text(one.abbreviation, one.title))
    window_desk.refresh()
    line.insert_quick(1)

    assert line._foot.says.text() == "No quick text stands behind Alt+1. Set one in Set-up, Quick texts."


def test_alt_and_a_figure_go_to_the_line_from_anywhere(console: Console, desk: Desk) -> None:
    desk.do(set_quick_text("fuel", "Fuel level", "Fuel is low.", 1))
    console.desk.refresh()
    console.window.focus_screen()
    QTest.keyClick(QApplication.focusWidget() or console.window, Key.Key_1, ALT)

    assert console.entry_line.text == "Fuel is low."
    assert console.entry_line.field.hasFocus()


def test_the_sheet_of_keys_names_the_quick_texts(console: Console, desk: Desk) -> None:
    desk.do(set_quick_text("fuel", "Fuel level", "Fuel is low.", 1))
    console.desk.refresh()
    console._show_all_keys()

    shown = [one.text() for one in console.panels.forms["keys"].findChildren(QLabel)]
    assert {"Fuel level", "Alt+1 … 9", "Ctrl+1 … 9", "The form behind what is typed"} <= set(shown)


# --- the set-up -------------------------------------------------------------------------------------------------------


def test_the_page_lists_them_with_key_abbreviation_and_beginning(section: QuickTextsSection, desk: Desk) -> None:
    known = quick_texts_of(desk.ask(picture_at()))
    line = section.list.lines.lines[0]

    assert section.list.lines.rowCount() == len(known)
    assert (line.title, line.right, line.right_second) == (known[0].title, known[0].abbreviation, "Alt+1")
    QAbstractItemModelTester(section.list.lines)


def test_one_is_taken_away_by_delete(section: QuickTextsSection, desk: Desk, window_desk: QtDesk) -> None:
    known = quick_texts_of(desk.ask(picture_at()))
    section.list.setFocus()
    section.list.setCurrentIndex(section.list.lines.index(0))
    keys = {key.sequence: key for key in section.keys()}  # noqa: SIM118 - a view's, not a mapping's
    keys["Del"].act()

    assert [one.abbreviation for one in quick_texts_of(desk.ask(picture_at()))] == [
        one.abbreviation for one in known[1:]
    ]


def test_without_any_the_page_says_what_to_press(section: QuickTextsSection, desk: Desk, window_desk: QtDesk) -> None:
    for one in quick_texts_of(desk.ask(picture_at())):
        desk.do(remove_quick_text(one.abbreviation, one.title))
    section.show_picture(desk.ask(picture_at()), window_desk.moment())

    assert section.empty.isVisible()
    assert section.empty.text() == "No quick texts. Press + to add one."
    assert [button.isEnabled() for button in section.buttons] == [True, False, False]


@pytest.fixture
def form(qtbot: QtBot, window_desk: QtDesk) -> Callable[..., QuickTextForm]:
    def make(about: object = None) -> QuickTextForm:
        made = QuickTextForm(window_desk, None, about)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_a_quick_text_is_added(form: Callable[..., QuickTextForm], desk: Desk) -> None:
    made = form()
    made.title.setText("Fuel level")
    made.text.setPlainText("Fuel is [figure] %.")
    made.abbreviation.setText("FL")
    made.slot.setCurrentIndex(9)
    made.enter()

    found = next(one for one in quick_texts_of(desk.ask(picture_at())) if one.abbreviation == "fl")
    assert (found.title, found.text, found.slot, found.own) == ("Fuel level", "Fuel is [figure] %.", 9, True)


def test_another_abbreviation_takes_the_place_of_the_old_one(form: Callable[..., QuickTextForm], desk: Desk) -> None:
    known = quick_texts_of(desk.ask(picture_at()))
    made = form(known[0])
    made.abbreviation.setText("zz9")
    made.enter()

    now = [one.abbreviation for one in quick_texts_of(desk.ask(picture_at()))]
    assert "zz9" in now
    assert known[0].abbreviation not in now


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("title", "", "Say what the text is called"), ("text", "", "Say the text"), ("abbreviation", "a b", "12 letters")],
)
def test_what_is_missing_is_said_beside_its_field(
    form: Callable[..., QuickTextForm], field: str, value: str, why: str
) -> None:
    made = form()
    made.title.setText("Fuel level")
    made.text.setPlainText("Fuel is low.")
    made.abbreviation.setText("fl")
    made.fields[field].clear()  # type: ignore[attr-defined]
    QTest.keyClicks(made.fields[field], value)
    made.enter()

    assert why in made.refusal()
