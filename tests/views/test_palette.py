"""The palette, the sheet of keys, and the as-at control, by keyboard."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel

from app.clock import SetClock
from app.commands.logbook import write_note
from app.commands.tasks import open_task
from tests.views.test_saving import Held
from views.console import SCREENS, Console
from views.palette import Palette

Key = Qt.Key
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Press = Callable[..., None]


@pytest.fixture
def press(console: Console) -> Press:
    """Presses keys where the focus is; a text is typed."""

    def act(*keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            target = QApplication.focusWidget() or console.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key, modifier)

    return act


def palette(console: Console) -> Palette:
    found = console.window.findChild(Palette)
    assert isinstance(found, Palette)
    return found


def shown(console: Console) -> list[str]:
    model = palette(console).list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_a_few_letters_and_enter_do_a_command(console: Console, press: Press) -> None:
    press(Key.Key_K, modifier=CONTROL)
    press("declare", Key.Key_Return)

    assert palette(console).isHidden()
    assert "declare" in console.panels.forms


def test_an_entry_is_gone_to_by_its_number(console: Console, press: Press) -> None:
    console.desk.do(console, write_note(), words="The <b>fuel</b> is ordered.")
    press(Key.Key_K, modifier=CONTROL)
    press("#2")
    found = shown(console)[0]
    press(Key.Key_Return)

    assert found == "#2 The <b>fuel</b> is ordered."
    assert type(console.window.shown_view).__name__ == "LogScreen"


def test_an_entry_is_gone_to_by_its_words(console: Console, press: Press) -> None:
    console.desk.do(console, write_note(), words="The zebra crossing is dark.")
    press(Key.Key_K, modifier=CONTROL)
    press("zebra")
    found = shown(console)
    press(Key.Key_Return)

    assert found == ["#2 The zebra crossing is dark."]
    assert type(console.window.shown_view).__name__ == "LogScreen"


def test_tasks_and_systems_are_found_and_arrows_choose(console: Console, press: Press) -> None:
    console.desk.do(console, open_task("Start GEN-2"))
    press(Key.Key_K, modifier=CONTROL)
    press("start gen", Key.Key_Down, Key.Key_Up)

    assert shown(console)[0] == "T-01 Start GEN-2"
    assert palette(console).list.currentIndex().row() == 0


def test_what_is_not_there_says_what_to_type(console: Console, press: Press) -> None:
    press(Key.Key_K, modifier=CONTROL)
    press("qqqqq")

    assert palette(console).list.isHidden()
    assert any("entry's number" in one.text() for one in palette(console).findChildren(QLabel) if one.isVisible())


def test_escape_leaves_it_and_gives_the_keyboard_back(console: Console, press: Press) -> None:
    press(Key.Key_K, modifier=CONTROL)
    press(Key.Key_Escape)

    assert palette(console).isHidden()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert not palette(console).isAncestorOf(focused)


def test_the_sheet_of_keys_names_every_key_that_acts(console: Console, press: Press) -> None:
    console.window.focus_screen()
    press("?")

    written = {one.text() for one in console.panels.forms["keys"].findChildren(QLabel)}
    spans = [re.fullmatch(r"(.*)(\d) … (\d)", one) for one in written]
    written |= {f"{one[1]}{figure}" for one in spans if one for figure in range(int(one[2]), int(one[3]) + 1)}
    acting = {key.sequence for group in console.keyboard.groups for key in group.keys}
    assert acting <= written
    assert "Board" in written


def test_no_key_is_given_twice_on_one_screen(console: Console) -> None:
    for group in console.keyboard.groups:
        sequences = [key.sequence for key in group.keys]
        assert len(sequences) == len(set(sequences)), group.name


def test_stepping_goes_entry_by_entry_and_one_key_comes_back(console: Console, press: Press, clock: SetClock) -> None:
    for words in ("One.", "Two."):
        clock.advance(minutes=5)
        console.desk.do(console, write_note(), words=words)
    clock.advance(minutes=5)
    console.window.focus_screen()
    press(Key.Key_Left, modifier=ALT)
    one_back = console.desk.moment()
    press(Key.Key_Left, modifier=ALT)
    two_back = console.desk.moment()
    press(Key.Key_Right, modifier=ALT)
    forth = console.desk.moment()
    press(Key.Key_Escape)

    assert [f"{moment:%H:%M}" for moment in (one_back, two_back, forth)] == ["07:48", "07:43", "07:48"]
    assert console.desk.as_at is None
    assert console.as_at.isHidden()


def test_dragging_shows_the_moment_under_the_handle(console: Console, press: Press, clock: SetClock) -> None:
    clock.advance(minutes=60)
    console.desk.do(console, write_note(), words="An hour later.")
    press(Key.Key_T, modifier=CONTROL)
    console.as_at.slider.setValue(30 * 60)
    dragged = console.desk.moment()
    frame = console.window.findChild(QFrame, "past")
    framed = frame is not None and frame.isVisible()
    console.as_at.slider.setValue(console.as_at.slider.maximum())

    assert f"{dragged:%H:%M}" == "08:13"
    assert framed
    assert console.desk.as_at is None


def test_steps_made_fast_are_all_taken(console: Console, press: Press, clock: SetClock) -> None:
    for words in ("One.", "Two.", "Three."):
        clock.advance(minutes=5)
        console.desk.do(console, write_note(), words=words)
    console.desk.reader = held = Held()
    for _ in range(3):
        console.as_at.step(-1)
    held.run()

    assert f"{console.desk.moment():%H:%M}" == "07:43"


def test_there_is_nothing_beyond_the_last_entry_and_the_bar_says_so(console: Console) -> None:
    console.as_at.step(1)
    said = console.as_at.refusal
    console._open_as_at()

    assert said == "There is no entry beyond this one."
    assert console.as_at.refusal == ""


def test_the_palette_lists_no_key_that_means_something_else_here(console: Console, press: Press) -> None:
    console.show_screen(SCREENS[4])
    press(Key.Key_K, modifier=CONTROL)
    press("correct")

    assert "Correct" not in shown(console)


def test_a_click_elsewhere_takes_the_palette_away_and_keeps_the_keyboard_there(console: Console, press: Press) -> None:
    press(Key.Key_K, modifier=CONTROL)
    console.entry_line.field.setFocus(Qt.FocusReason.MouseFocusReason)

    assert palette(console).isHidden()
    assert console.entry_line.field.hasFocus()
