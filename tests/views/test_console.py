"""One console by keyboard alone: declare, write, correct, look back, hand over; and what its strips say."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.clock import SetClock
from app.commands.handovers import issue_handover
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.incidents import incident_to_show, incidents
from app.logbook import log_page
from app.moments import told_time
from app.station import open_desk
from models.database import Database
from models.incident import Handover
from models.terms import Priority
from views import theme
from views.console import Console, station_opener
from views.desk import QtDesk
from views.inline import InlineExecutor
from views.work import Trouble

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[Callable[[], Desk]], Console]


@pytest.fixture
def press(qtbot: QtBot) -> Callable[..., None]:
    """Presses a key, or types a text, where the focus is."""

    def act(
        console: Console, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        for key in keys:
            target: QWidget = QApplication.focusWidget() or console.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key, modifier)

    return act


@pytest.fixture
def empty(open_console: Show, database: Database, clock: SetClock) -> Console:
    """A console at a station where nothing is open."""
    return open_console(lambda: open_desk(database, clock=clock))


Press = Callable[..., None]


def last(console: Console) -> str:
    lines = console.desk.desk.ask(log_page(0, 1000))
    return lines[-1].entry.text


def strip(console: Console, key: str) -> str:
    return console.window.strips.words(key) or ""


def test_the_first_start_offers_two_ways_and_has_the_focus_on_declaring(empty: Console) -> None:
    assert empty.window.shown_view is empty.start
    assert QApplication.focusWidget() is empty.start.declare
    assert not empty.entry_line.isVisible()


def test_an_incident_is_declared_by_its_title_and_two_enters(empty: Console, press: Press) -> None:
    press(empty, Key.Key_N, modifier=CONTROL)
    press(empty, "Loss of feed A", Key.Key_Return)
    before = empty.desk.desk.ask(incidents())
    press(empty, Key.Key_Return)

    assert before == []
    assert empty.desk.picture is not None
    assert empty.desk.picture.incident.ref == "INC-2026-0001"
    assert empty.desk.picture.incident.priority is Priority.CRITICAL
    assert empty.window.shown_view is not empty.start


def test_a_change_after_the_first_enter_asks_again(empty: Console, press: Press) -> None:
    press(empty, Key.Key_N, modifier=CONTROL)
    press(empty, "Loss of feed", Key.Key_Return, " A", Key.Key_Return)

    assert empty.desk.desk.ask(incidents()) == []


def test_a_declaration_without_words_is_refused_beside_its_field(empty: Console, press: Press) -> None:
    press(empty, Key.Key_N, modifier=CONTROL)
    press(empty, Key.Key_Return)

    assert empty.panels.forms["declare"].refusal() == "Say what happened."


def test_a_half_done_form_parks(empty: Console, press: Press) -> None:
    press(empty, Key.Key_N, modifier=CONTROL)
    press(empty, "Loss of", Key.Key_Escape)
    closed = empty.window.panel_open
    press(empty, Key.Key_N, modifier=CONTROL)
    press(empty, Key.Key_End, " feed A", Key.Key_Return, Key.Key_Return)

    assert not closed
    assert empty.desk.picture is not None
    assert empty.desk.picture.incident.title == "Loss of feed A"


def test_the_entry_line_is_one_key_away_and_the_bar_says_saved(console: Console, press: Press) -> None:
    press(console, Key.Key_Escape)
    press(console, Key.Key_N, "Generator 1 runs.", Key.Key_Return)

    assert last(console) == "Generator 1 runs."
    assert console.bar.says == "Saved 07:43:00 as #2"


def test_single_letters_are_text_in_the_entry_line(console: Console, press: Press) -> None:
    console.entry_line.setFocus()
    press(console, "neher", Key.Key_Return)

    assert last(console) == "neher"
    assert not console.window.panel_open


def test_an_entry_is_corrected_from_the_log(console: Console, press: Press) -> None:
    press(console, Key.Key_N, "Two people trapped.", Key.Key_Return, Key.Key_Escape, Key.Key_Up, Key.Key_Down)
    press(console, Key.Key_E)
    press(console, Key.Key_A, modifier=CONTROL)
    press(console, "Three people trapped.", Key.Key_Return, "roll-call by intercom", Key.Key_Return)

    lines = console.desk.desk.ask(log_page(0, 10))
    assert lines[1].struck
    assert lines[2].entry.text == "Three people trapped."
    assert lines[2].entry.reason == "roll-call by intercom"


def test_the_bar_offers_only_keys_that_can_act(empty: Console, desk: Desk) -> None:
    at_start = empty.bar.hints
    empty.desk.look_at(desk.incident_id)
    live = empty.bar.hints
    empty.desk.show_past(desk.clock())
    past = empty.bar.hints

    assert at_start == ["Declare", "Keys"]
    everywhere = ["Entry", "Task", "Decision", "Call", "Status", "Message", "Handover", "Correct", "Any command"]
    assert live == [*everywhere, "Acknowledge", "Keys"]
    assert past == ["Handover", "Any command", "Keys"]


def test_the_bar_says_up_to_where_the_log_is_saved_and_read_only_in_the_past(console: Console, desk: Desk) -> None:
    opened = console.bar.says
    desk.do(write_note(), words="From another desk.")
    console.desk.refresh()
    later = console.bar.says
    console.desk.show_past(desk.clock())
    past = console.bar.says
    console.desk.show_past(None)

    assert (opened, later, past) == ("Saved to #1, 07:43:00", "Saved to #2, 07:43:00", "Read only")
    assert console.bar.says == "Saved to #2, 07:43:00"


def test_a_form_that_writes_says_at_once_that_a_past_window_cannot_save(
    console: Console, press: Press, desk: Desk
) -> None:
    console.desk.show_past(desk.clock())
    press(console, Key.Key_N, modifier=CONTROL)
    form = console.panels.forms["declare"]
    said, alive = form._why.text(), [field for field in form.fields.values() if field.isEnabled()]
    console.desk.show_past(None)

    assert said == "Read only: this window shows 07:43. Nothing can be saved in it."
    assert alive == []
    assert form.button.isEnabled()
    assert not form._why.isVisible()


def test_keys_that_need_an_incident_say_so_where_none_is_open(empty: Console, press: Press) -> None:
    for key, modifier in ((Key.Key_N, None), (Key.Key_E, None), (Key.Key_H, None), (Key.Key_T, CONTROL)):
        press(empty, Key.Key_Escape)
        press(empty, key, modifier=modifier or Qt.KeyboardModifier.NoModifier)

        assert strip(empty, "refused") == "Open or declare an incident first."
        assert not empty.window.panel_open


def test_a_wide_window_makes_room_for_a_form_and_takes_it_back(console: Console) -> None:
    view = console.window.shown_view
    assert view is not None
    whole = view.width()
    console.do_action("declare", None)
    QApplication.processEvents()
    beside = view.width()
    console.window.close_panel()
    QApplication.processEvents()

    assert (whole - beside, view.width()) == (460 + theme.GAP, whole)


def test_going_to_a_screen_gives_its_list_the_focus(console: Console, press: Press) -> None:
    console.entry_line.setFocus()
    press(console, Key.Key_F2)

    view, focused = console.window.shown_view, QApplication.focusWidget()
    assert view is not None
    assert focused is not None
    assert view.isAncestorOf(focused)
    assert not console.entry_line.field.hasFocus()


def test_the_focus_moves_nothing_in_the_entry_line(console: Console) -> None:
    console.entry_line.setFocus()
    QApplication.processEvents()
    focused = console.entry_line.field.geometry()
    console.window.focus_screen()
    QApplication.processEvents()

    assert console.entry_line.field.geometry() == focused


def test_correcting_nothing_says_to_choose_an_entry(console: Console, press: Press) -> None:
    console.window.setFocus()
    press(console, Key.Key_E)

    assert "Choose an entry" in strip(console, "refused")


def test_the_console_shows_a_past_moment_and_comes_back_by_escape(
    console: Console, press: Press, clock: SetClock
) -> None:
    clock.advance(minutes=30)
    console.desk.desk.do(write_note(), words="Later.")
    press(console, Key.Key_T, modifier=CONTROL)
    press(console, "07:50", Key.Key_Return)
    shown, said = console.desk.as_at, console.as_at.says
    press(console, Key.Key_Escape, Key.Key_Escape)

    assert shown is not None
    assert "Shows 07:50 on Wed 12 Aug 2026. Read only." in said
    assert console.desk.as_at is None
    assert console.as_at.isHidden()


@pytest.mark.parametrize(
    ("typed", "why"), [("7", "not a time"), ("2026-08-12 07:30", "declared at"), ("23:00", "not come yet")]
)
def test_a_moment_that_cannot_be_shown_is_refused(console: Console, press: Press, typed: str, why: str) -> None:
    press(console, Key.Key_T, modifier=CONTROL)
    press(console, typed, Key.Key_Return)

    assert why in console.as_at.refusal
    assert console.desk.as_at is None


def test_who_sits_here_is_changed_and_stands_beside_the_next_entry(console: Console, press: Press) -> None:
    press(console, Key.Key_U, modifier=CONTROL)
    press(console, Key.Key_A, modifier=CONTROL)
    press(console, "Night Coordinator", Key.Key_Tab)
    press(console, Key.Key_A, modifier=CONTROL)
    press(console, "nc", Key.Key_Return)
    press(console, Key.Key_N, "On watch.", Key.Key_Return)

    assert console.desk.desk.ask(log_page(1, 1))[0].entry.initials == "NC"


def test_operators_words_are_plain_text_everywhere(console: Console, desk: Desk) -> None:
    hostile = "<b>Feed</b> <img src='/etc/passwd'> A"
    declared = desk.do(declare_incident(hostile))
    console.desk.look_at(declared.scope_id)

    labels = [label for label in console.window.findChildren(QLabel) if hostile in label.text()]
    assert labels
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


def test_the_theme_is_switched_and_remembered(console: Console, press: Press, settings: QSettings) -> None:
    press(console, Key.Key_F9, modifier=CONTROL)

    assert theme.theme().name == "light"
    assert settings.value("theme") == "light"


def test_every_control_has_a_name(console: Console) -> None:
    console.do_action("declare", None)
    nameless = [
        widget
        for widget in console.window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not widget.objectName().startswith("qt_")
    ]

    assert nameless == []


def test_the_console_comes_back_to_the_incident_it_showed_last(
    open_console: Show, desk: Desk, settings: QSettings
) -> None:
    second = desk.do(declare_incident("Water main burst")).scope_id
    console = open_console(lambda: desk.at(None))
    console.desk.look_at(desk.incident_id)

    assert settings.value("incident") == str(desk.incident_id)
    assert desk.ask(incident_to_show()) == second
    assert desk.ask(incident_to_show(desk.incident_id)) == desk.incident_id


def test_a_closed_incident_is_not_shown_at_the_start(desk: Desk) -> None:
    desk.do(resolve_incident())
    desk.do(close_incident())

    assert desk.ask(incident_to_show(desk.incident_id)) is None


def test_an_issue_by_another_desk_is_drawn(console: Console, desk: Desk) -> None:
    desk.do(issue_handover("Day Coordinator"))
    console.desk.refresh()

    assert console.desk.picture is not None
    assert console.desk.picture.all(Handover)


def test_a_told_time_is_the_last_such_time_before_now(clock: SetClock) -> None:
    zone = ZoneInfo("UTC")

    assert told_time("07:42", zone, clock()) == clock().replace(minute=42)
    yesterday = told_time("23:00", zone, clock())
    assert yesterday is not None
    assert yesterday.day == clock().day - 1
    assert told_time("", zone, clock()) is None


def test_control_o_shows_the_open_incidents_and_escape_goes_back(console: Console, press: Press, desk: Desk) -> None:
    desk.do(declare_incident("Water main burst"))
    press(console, Key.Key_O, modifier=CONTROL)
    shown, focused = console.window.shown_view, QApplication.focusWidget()
    offered = [button.accessibleName() for button in console.start.findChildren(QPushButton)]
    press(console, Key.Key_Escape)

    assert shown is console.start
    assert "Water main burst, INC-2026-0002, Priority 1 Critical, since 07:43, T+ 00:00, Respond" in offered
    assert focused is not None
    assert focused.accessibleName().startswith("Water main burst")
    assert console.window.shown_view is not console.start


def test_incidents_that_are_read_late_take_the_focus_from_nobody(
    console: Console, press: Press, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    late: list[Callable[[object], object]] = []
    monkeypatch.setattr(console.desk, "ask", lambda asker, question, answer, **_: late.append(answer))
    press(console, Key.Key_O, modifier=CONTROL)
    press(console, Key.Key_N, modifier=CONTROL)
    focused = QApplication.focusWidget()
    for answer in late:
        answer(desk.ask(incidents()))

    assert focused is console.panels.forms["declare"].fields["title"]
    assert QApplication.focusWidget() is focused


def test_closing_over_a_line_that_is_not_saved_asks_once(console: Console, press: Press) -> None:
    console.entry_line.setFocus()
    press(console, "Not yet")

    first, second = console.window.close(), console.window.close()

    assert (first, second) == (False, True)


def test_a_bug_is_a_strip_with_details_to_copy(console: Console) -> None:
    console.notices.show_failure(Trouble("Something in the console did not work.", "Traceback: the details"))
    [copy] = [one for one in console.window.strips.findChildren(QPushButton) if one.text() == "Copy details"]

    copy.click()

    assert QApplication.clipboard().text() == "Traceback: the details"
    assert strip(console, "failure").startswith("Something in the console")


def test_a_database_of_another_program_leaves_a_strip_and_the_window_in_service(
    qtbot: QtBot, dark: None, settings: QSettings, tmp_path: Path
) -> None:
    place = tmp_path / "other.db"
    place.write_text("this is a text, not a database, and long enough to be looked at " * 20)
    console = Console(station_opener(place), settings, QtDesk(worker=InlineExecutor))
    console.window.show()
    console.open_station()

    assert "not a database" in strip(console, "trouble")
    place.unlink()
    console.desk.try_again()
    assert console.desk.picture is not None
    assert strip(console, "trouble") == ""
    console.window.close()
    delete(console.window)


def test_the_demonstration_opens_from_the_start_and_leads_back(
    empty: Console, press: Press, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    empty.start.look.click()
    looked = (empty.desk.place, strip(empty, "place"), empty.desk.as_at)
    press(empty, Key.Key_T, modifier=CONTROL)
    press(empty, "07:00", Key.Key_Return)
    elsewhere = empty.desk.as_at
    press(empty, Key.Key_Escape, Key.Key_Escape)
    home = empty.desk.as_at
    empty.do_action("back", None)

    assert looked[0] == "look"
    assert "DEMONSTRATION. Nothing here is live" in looked[1]
    assert looked[2] == home != elsewhere
    assert empty.window.shown_view is empty.start
    assert strip(empty, "place") == ""
