"""Several incidents at once: one key to the next, a mis-log moved in two, and what is said unasked, once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.decisions import end_decision, record_decision
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.commands.logbook import write_note
from app.commands.tasks import open_task
from app.desk import Desk
from app.logbook import log_page
from app.moving import move_offer
from app.picture import picture_at
from app.reminders import due_decision
from models.log import LogEntry
from views.console import Console
from views.desk import QtDesk
from views.forms.move import MoveForm
from views.inline import InlineExecutor
from views.status_bar import KeyHint
from views.windows import Windows

Key, CONTROL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def other(desk: Desk) -> UUID:
    """A second incident, open before the window is."""
    return desk.do(declare_incident("Chiller lost")).scope_id


def press(console: Console, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or console.window, key, modifier)


def focused() -> QWidget:
    there = QApplication.focusWidget()
    assert there is not None
    return there


def strip(console: Console, key: str) -> str:
    return console.window.strips.words(key) or ""


def words(desk: Desk) -> list[str]:
    return [line.entry.text for line in desk.ask(log_page(0, 1000))]


def last(desk: Desk) -> LogEntry:
    return desk.ask(log_page(0, 1000))[-1].entry


def mark(console: Console) -> str:
    return console.header.others.words


# --- going from one to the other -------------------------------------------------------------------------------------


def test_one_key_goes_to_the_next_incident_and_says_which(other: UUID, console: Console, desk: Desk) -> None:
    press(console, Key.Key_Tab, CONTROL)
    first = (console.desk.desk.incident_id, console.bar.told, console.window.windowTitle())
    press(console, Key.Key_Tab, CONTROL)

    assert first == (other, "Now at INC-2026-0002 Chiller lost.", "INC-2026-0002 Chiller lost – Watchkeeper")
    assert console.desk.desk.incident_id == desk.incident_id
    assert console.bar.told == "Now at INC-2026-0001 Loss of normal power."


def test_with_shift_it_goes_back(other: UUID, console: Console, desk: Desk) -> None:
    third = desk.do(declare_incident("Flood")).scope_id

    press(console, Key.Key_Backtab, CONTROL | SHIFT)

    assert console.desk.desk.incident_id == third


def test_it_goes_on_while_something_is_being_typed(other: UUID, console: Console) -> None:
    console.entry_line.setFocus()
    QTest.keyClicks(focused(), "half a wo")

    press(console, Key.Key_Tab, CONTROL)

    assert console.desk.desk.incident_id == other
    assert console.entry_line.text == ""


def test_alone_it_says_so(console: Console) -> None:
    press(console, Key.Key_Tab, CONTROL)

    assert strip(console, "refused") == "No other incident is open."


def test_a_half_done_form_is_asked_about_first(other: UUID, console: Console, desk: Desk) -> None:
    console.do_action("decide", None)
    QTest.keyClicks(focused(), "Divert?")

    press(console, Key.Key_Tab, CONTROL)

    assert strip(console, "refused").startswith("Half done:")
    assert console.desk.desk.incident_id == desk.incident_id


def test_what_is_said_goes_by_itself(other: UUID, console: Console) -> None:
    press(console, Key.Key_Tab, CONTROL)

    console.notices._told_over.timeout.emit()

    assert console.bar.told == ""


def test_saying_where_the_window_is_now_moves_nothing(other: UUID, console: Console) -> None:
    before = console.window.strips.isVisible()
    press(console, Key.Key_Tab, CONTROL)
    shown = [hint for hint in console.bar.findChildren(KeyHint) if hint.isVisible()]
    during = console.window.strips.isVisible(), shown
    console.notices._told_over.timeout.emit()

    assert (before, *during) == (False, False, [])
    assert any(hint.isVisible() for hint in console.bar.findChildren(KeyHint))


# --- the mark in the header ------------------------------------------------------------------------------------------


def test_the_header_says_how_many_others_are_open_and_whether_something_is_late_there(
    other: UUID, console: Console, desk: Desk, clock: SetClock
) -> None:
    before = mark(console)
    desk.do(declare_incident("Flood"))
    desk.at(other).do(open_task("Reset CH-2", due_at=clock() + timedelta(minutes=1)))
    console.watching.look()
    two = mark(console)
    clock.advance(minutes=3)
    console.watching.look()

    assert (before, two, mark(console)) == ("1 other open", "2 others open", "2 others open, late")
    assert "INC-2026-0002 Chiller lost, 1 late" in console.header.others.accessibleDescription()


def test_alone_and_in_the_past_the_header_says_nothing(console: Console, desk: Desk) -> None:
    alone = mark(console)
    desk.do(declare_incident("Flood"))
    console.watching.look()
    now = mark(console)

    console.desk.show_past(desk.clock())

    assert (alone, now, mark(console)) == ("", "1 other open", "")


def test_in_a_narrow_window_the_mark_is_a_number(other: UUID, console: Console) -> None:
    console.header.resize(700, 72)

    assert mark(console) == "+1"
    assert console.header.others.accessibleName() == "1 other open"


def test_the_mark_can_be_pressed(other: UUID, console: Console) -> None:
    QTest.mouseClick(console.header.others, Qt.MouseButton.LeftButton)

    assert console.desk.desk.incident_id == other


def test_it_is_looked_at_every_few_seconds(console: Console, desk: Desk) -> None:
    desk.do(declare_incident("Flood"))

    for _ in range(5):
        console.desk.ticked.emit()

    assert mark(console) == "1 other open"


# --- a mis-log is corrected in two keys ------------------------------------------------------------------------------


def test_a_mislog_is_corrected_in_two_keys(other: UUID, console: Console, desk: Desk) -> None:
    desk.do(write_note(), words="CH-2 trips again.")
    console.desk.refresh()
    console.window.focus_screen()

    press(console, Key.Key_E, SHIFT)
    press(console, Key.Key_Return)

    assert words(desk.at(other))[-1] == "CH-2 trips again."
    assert words(desk)[-1] == "#2 belongs to INC-2026-0002, where it stands as #2: written in the wrong log."
    assert console.bar.told == "#2 stands in INC-2026-0002 now. Ctrl+Tab goes there."
    assert not console.window.panel_open


def test_the_chosen_entry_moves_and_not_the_last(other: UUID, console: Console, desk: Desk) -> None:
    note = desk.do(write_note(), words="CH-2 trips again.")
    desk.do(write_note(), words="Something else.")
    line = next(one for one in desk.ask(log_page(0, 10)) if one.entry.id == note.entry_id)
    console.window.focus_screen()
    console._chosen[console._screen.name] = line

    press(console, Key.Key_E, SHIFT)
    press(console, Key.Key_Return)

    assert words(desk.at(other))[-1] == "CH-2 trips again."


def test_where_there_is_no_other_incident_the_strip_says_so(console: Console, desk: Desk) -> None:
    desk.do(write_note(), words="x")
    console.desk.refresh()
    console.window.focus_screen()

    press(console, Key.Key_E, SHIFT)

    assert strip(console, "refused") == "There is no other incident that #2 could go to."
    assert not console.window.panel_open


def test_in_the_past_nothing_moves(other: UUID, console: Console, desk: Desk) -> None:
    console.desk.show_past(desk.clock())
    console.window.focus_screen()

    press(console, Key.Key_E, SHIFT)

    assert strip(console, "refused").startswith("Read only")


@pytest.fixture
def move(qtbot: QtBot, window_desk: QtDesk, desk: Desk, other: UUID) -> Callable[[UUID], MoveForm]:
    def show(entry_id: UUID) -> MoveForm:
        made = MoveForm(window_desk, None, desk.ask(move_offer(entry_id, desk.seat_id)))
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def texts(form: MoveForm) -> str:
    return "\n".join(one.text() for one in form.findChildren(QLabel))


def test_the_panel_names_both_incidents_and_the_rows_that_stay(move: Callable[[UUID], MoveForm], desk: Desk) -> None:
    form = move(desk.do(open_task("Reset CH-2")).entry_id)

    said = texts(form)
    assert "From INC-2026-0001 Loss of normal power" in said
    assert form.incident.currentText() == "INC-2026-0002 Chiller lost"
    assert "Stays as it is here, and is put right by an entry of its own: task T-01 Reset CH-2." in said
    assert form.says.text() == "Writes it in INC-2026-0002 with its own time, and strikes #2 through here."


def test_every_control_of_the_panel_has_a_name_and_can_be_hit(move: Callable[[UUID], MoveForm], desk: Desk) -> None:
    form = move(desk.do(write_note(), words="x").entry_id)

    controls = [*form.fields.values(), form.button]
    assert [one.accessibleName() or form.button.text() for one in controls] == ["To", "Why it moves", "Move"]
    assert min(one.height() for one in controls) >= 24


def test_an_unknown_incident_and_a_missing_reason_are_asked_for(move: Callable[[UUID], MoveForm], desk: Desk) -> None:
    form = move(desk.do(write_note(), words="x").entry_id)
    form.incident.setCurrentText("nowhere")
    form.press()
    unknown = form.refusal()
    form.incident.setCurrentIndex(1)
    form.reason.clear()
    form.press()

    assert (unknown, form.refusal()) == ("Choose the incident it belongs to.", "Say why it moves.")
    assert last(desk).words == "x"


def test_a_closed_incident_is_offered_as_such(move: Callable[[UUID], MoveForm], desk: Desk, other: UUID) -> None:
    for bound in (resolve_incident(), close_incident()):
        desk.at(other).do(bound)
    form = move(desk.do(write_note(), words="x").entry_id)
    offered = form.incident.currentText()

    form.press()

    assert offered == "INC-2026-0002 Chiller lost, closed"
    assert words(desk.at(other))[-1] == "x"


def test_the_panel_is_about_its_entry(move: Callable[[UUID], MoveForm], desk: Desk) -> None:
    note = desk.do(write_note(), words="x").entry_id
    form = move(note)

    assert form.is_about(desk.ask(move_offer(note, desk.seat_id)))
    assert not form.is_about(None)


# --- what is said unasked --------------------------------------------------------------------------------------------


def decide(desk: Desk, minutes: int) -> None:
    review_at = desk.clock() + timedelta(minutes=minutes)
    desk.do(record_decision("Divert", "yes", "OR dark", ["yes", "no"], "IC", review_at=review_at))


def test_a_due_review_comes_up_once_without_taking_the_focus(console: Console, desk: Desk, clock: SetClock) -> None:
    decide(desk, 5)
    console.desk.refresh()
    console.entry_line.setFocus()
    focused = QApplication.focusWidget()
    clock.advance(minutes=6)
    console.watching.look()
    said, still = strip(console, "reminder"), QApplication.focusWidget()
    console.notices.drop_reminder()
    console.watching.look()

    assert said == "Review D-01 Divert: it was due 07:48."
    assert still is focused
    assert strip(console, "reminder") == ""


def test_one_key_opens_the_review_and_the_strip_goes_when_it_is_done(
    console: Console, desk: Desk, clock: SetClock
) -> None:
    decide(desk, 5)
    clock.advance(minutes=6)
    console.desk.refresh()
    console.window.focus_screen()

    press(console, Key.Key_D, SHIFT)
    opened = console.window.panel_open
    form = console.panels.forms["decision"]
    form.outcome.setText("still dark")  # type: ignore[attr-defined]
    form.press()

    assert opened
    assert strip(console, "reminder") == ""


def test_of_several_what_is_done_is_said_no_more(console: Console, desk: Desk, clock: SetClock) -> None:
    for _ in range(2):
        decide(desk, 5)
    clock.advance(minutes=6)
    console.desk.refresh()
    both = strip(console, "reminder")
    desk.do(end_decision(due(desk), "over"))
    console.desk.refresh()
    one = strip(console, "reminder")
    desk.do(end_decision(due(desk), "over"))
    console.desk.refresh()

    assert (both, one) == ("2 decisions are due for review.", "Review D-02 Divert: it was due 07:48.")
    assert strip(console, "reminder") == ""


def due(desk: Desk) -> UUID:
    found = due_decision(desk.ask(picture_at()), desk.clock())
    assert found is not None
    return found.id


def test_without_a_due_review_the_key_says_so(console: Console) -> None:
    console.window.focus_screen()

    press(console, Key.Key_D, SHIFT)

    assert strip(console, "refused") == "No review is due."


def test_silence_asks_for_an_entry_once_and_an_entry_ends_it(console: Console, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=30)
    console.watching.look()
    said = strip(console, "reminder")
    desk.do(write_note(), words="All quiet.")
    console.desk.refresh()

    assert said == "Nothing was written for 30 min. Press N to write what is so."
    assert strip(console, "reminder") == ""


def button(console: Console, words: str) -> QPushButton:
    return next(one for one in console.window.strips.findChildren(QPushButton) if one.text() == words)


def test_its_button_leads_to_the_entry_line(console: Console, clock: SetClock) -> None:
    clock.advance(minutes=30)
    console.watching.look()
    console.window.focus_screen()

    QTest.mouseClick(button(console, "Write (N)"), Qt.MouseButton.LeftButton)

    assert console.entry_line.isAncestorOf(focused())
    assert strip(console, "reminder") == ""


def test_escape_puts_it_away(console: Console, clock: SetClock) -> None:
    clock.advance(minutes=30)
    console.watching.look()
    console.window.focus_screen()

    press(console, Key.Key_Escape)

    assert strip(console, "reminder") == ""


def test_its_button_does_what_is_to_be_done(other: UUID, console: Console, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=30)
    desk.do(write_note(), words="Here all is well.")
    console.desk.refresh()
    said = strip(console, "reminder")

    QTest.mouseClick(button(console, "Go there"), Qt.MouseButton.LeftButton)

    assert said == "INC-2026-0002 Chiller lost: nothing was written for 30 min."
    assert console.desk.desk.incident_id == other


def test_the_past_is_silent(console: Console, desk: Desk, clock: SetClock) -> None:
    console.desk.show_past(desk.clock())
    clock.advance(minutes=45)

    console.watching.look()

    assert strip(console, "reminder") == ""


# --- two windows -----------------------------------------------------------------------------------------------------


@pytest.fixture
def windows(qtbot: QtBot, dark: None, settings: QSettings, desk: Desk, other: UUID) -> Iterator[Windows]:
    made = Windows(lambda: desk, settings, lambda: QtDesk(worker=InlineExecutor))
    made.first.window.show()
    qtbot.waitUntil(lambda: made.first.desk.picture is not None)
    yield made
    made.first.window.close()
    made.first.window.deleteLater()


def test_two_windows_at_two_incidents_write_each_in_its_own_and_move_to_the_other(
    windows: Windows, desk: Desk, other: UUID
) -> None:
    second = windows.open_beside(windows.first, None, other)
    for console in (windows.first, second):
        console.entry_line.setFocus()
        console.desk.do(console.entry_line, write_note(), words=f"Written in {console.desk.desk.incident_id}")
    first_id, second_id = (last(desk.at(one)).id for one in (desk.incident_id, other))
    windows.first.several.offer_move(first_id)
    windows.first.panels.forms["move"].press()

    assert words(desk)[1] == f"Written in {desk.incident_id}"
    assert words(desk.at(other))[1:] == [f"Written in {other}", f"Written in {desk.incident_id}"]
    assert second_id != last(desk.at(other)).id
    assert second.desk.desk.incident_id == other


def test_two_windows_say_one_thing_once(windows: Windows, desk: Desk, other: UUID, clock: SetClock) -> None:
    second = windows.open_beside(windows.first, None, other)
    clock.advance(minutes=30)

    for console in (windows.first, second):
        console.watching.look()

    assert [bool(strip(one, "reminder")) for one in (windows.first, second)] == [True, False]


def test_a_window_of_one_screen_says_nothing_unasked(windows: Windows, clock: SetClock) -> None:
    alone = windows.open_beside(windows.first, windows.first._screen)
    clock.advance(minutes=30)

    alone.watching.look()

    assert strip(alone, "reminder") == ""
    assert alone.header.others.words == "1 other open"


def test_nothing_is_written_while_the_window_turns_to_another_incident(
    other: UUID, console: Console, desk: Desk
) -> None:
    console.entry_line.setFocus()
    QTest.keyClicks(console.entry_line.field, "Riser 4 looked at.")
    console.desk.turning = True

    press(console, Key.Key_Return)

    assert "Riser 4 looked at." not in words(desk)
    assert console.entry_line.text == "Riser 4 looked at."
