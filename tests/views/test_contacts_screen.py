"""The contacts screen: whom to call is chosen, one key ends a call, and what is shown can be read out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.directory import add_contact, remove_contact, set_groups
from app.commands.incidents import declare_incident
from app.commands.methods import add_method
from app.contacts import call_down
from app.desk import Desk
from app.picture import picture_at
from models.contact import CallAttempt, Contact
from models.database import Database
from models.terms import CallOutcome, Method
from views import theme
from views.boards.contact_tabs import DIRECTORY, LOG, MESSAGES, MISSING, RUN
from views.boards.contacts_screen import ContactsScreen
from views.boards.directory import DirectoryView
from views.console import SCREENS, Console
from views.desk import QtDesk

Key = Qt.Key
CONTACTS = next(screen for screen in SCREENS if screen.words == "Contacts")


def add(desk: Desk, name: str, *numbers: str, group: str = "", alternate: UUID | None = None) -> UUID:
    contact_id = desk.do(add_contact(name, alternate_id=alternate)).made[0]
    for number in numbers:
        desk.do(add_method(contact_id, Method.PHONE, number))
    if group:
        desk.do(set_groups(contact_id, [group]))
    return contact_id


def calls(desk: Desk) -> list[tuple[str, CallOutcome, str | None]]:
    picture = desk.ask(picture_at())
    names = {one.id: one.name for one in picture.all(Contact)}
    return [(names[call.contact_id], call.outcome, call.address) for call in picture.all(CallAttempt)]


def press(*keys: Qt.Key | str) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


@pytest.fixture
def directory(desk: Desk) -> list[UUID]:
    """Three contacts of one group, the last with an alternate outside it, and one outside."""
    deputy = add(desk, "Deputy", "555-0104")
    return [
        add(desk, "Administrator", "555-0101", "555-0111", group="Command"),
        add(desk, "Facilities", "555-0102", group="Command"),
        add(desk, "Chief", "555-0103", group="Command", alternate=deputy),
        deputy,
    ]


@pytest.fixture
def screen(console: Console, directory: list[UUID], qtbot: QtBot) -> ContactsScreen:
    """The screen in a window, with the keyboard in its list."""
    console.desk.refresh()
    console.window.activateWindow()
    qtbot.waitActive(console.window)
    console.show_screen(CONTACTS)
    shown = console.window.shown_view
    assert isinstance(shown, ContactsScreen)
    shown.focus_first()
    return shown


def shown_name(screen: ContactsScreen) -> str:
    return "" if screen.pane.sheet is None else screen.pane.sheet.name


# --- by keyboard --------------------------------------------------------------------------------------------------


def test_a_run_is_called_down_by_keyboard_alone(
    screen: ContactsScreen, console: Console, desk: Desk, clock: SetClock
) -> None:
    names = [shown_name(screen)]
    press(Key.Key_Return)
    clock.advance(seconds=24)
    press(Key.Key_3)
    names.append(shown_name(screen))
    press(Key.Key_Return, Key.Key_2)
    names.append(shown_name(screen))
    press(Key.Key_Return, Key.Key_1)
    press("Duty chief", Key.Key_Tab, "08:10", Key.Key_Tab, "on the way", Key.Key_Return)
    names.append(shown_name(screen))

    assert names == ["Administrator", "Facilities", "Chief", "Administrator"]
    assert calls(desk) == [
        ("Administrator", CallOutcome.NO_ANSWER, "555-0101"),
        ("Facilities", CallOutcome.VOICEMAIL, "555-0102"),
        ("Chief", CallOutcome.ACKNOWLEDGED, "555-0103"),
    ]
    answer = desk.ask(picture_at()).all(CallAttempt)[-1]
    assert (answer.acknowledged_by, answer.remark) == ("Duty chief", "on the way")
    assert answer.estimate_at == datetime(2026, 8, 12, 8, 10, tzinfo=UTC)
    assert screen.tabs.list.hasFocus()
    assert console.bar.says.endswith("as #4")


def test_a_call_stands_at_the_moment_it_was_begun(screen: ContactsScreen, desk: Desk, clock: SetClock) -> None:
    began = clock()
    press(Key.Key_Return)
    clock.advance(seconds=95)
    screen.desk.ticked.emit()

    elapsed = screen.pane.bar.live.elapsed.text()
    press(Key.Key_4)

    [call] = desk.ask(picture_at()).all(CallAttempt)
    assert elapsed == "1:35"
    assert call.called_at == began


def test_the_arrows_choose_another_number_while_a_call_goes_on(screen: ContactsScreen, desk: Desk) -> None:
    press(Key.Key_C)
    press(Key.Key_Down)
    chosen = screen.pane.bar.live.number.text()
    press(Key.Key_5)

    down = call_down(desk.ask(picture_at()))
    [(name, outcome, address)] = calls(desk)
    assert chosen == "Phone 555-0111"
    assert (name, outcome, address) == ("Administrator", CallOutcome.WRONG_NUMBER, "555-0111")
    administrator = next(one for one in down.contacts.values() if one.name == "Administrator")
    assert [way.defect for way in down.ways[administrator.id]] == [None, "wrong number"]


def test_esc_gives_a_call_up_and_logs_nothing(screen: ContactsScreen, desk: Desk) -> None:
    press(Key.Key_Return, Key.Key_1)
    answering = screen.pane.bar.live.by.hasFocus()
    press(Key.Key_Escape)
    still_calling = screen.caller.calling is not None
    press(Key.Key_Escape)

    assert answering
    assert still_calling
    assert screen.caller.calling is None
    assert screen.tabs.list.hasFocus()
    assert calls(desk) == []


def test_outcome_keys_do_nothing_while_nobody_is_called(screen: ContactsScreen, desk: Desk) -> None:
    press(Key.Key_1, Key.Key_2, Key.Key_5)

    assert calls(desk) == []


def test_a_time_that_is_none_is_refused_beside_the_fields_and_what_was_typed_stays(
    screen: ContactsScreen, desk: Desk
) -> None:
    press(Key.Key_Return, Key.Key_1)
    press("Duty chief", Key.Key_Tab, "soon", Key.Key_Return)
    bar = screen.pane.bar

    assert "not a time" in bar.error.text()
    assert bar.error.isVisible()
    assert bar.live.by.text() == "Duty chief"
    assert calls(desk) == []


def test_a_call_that_is_refused_goes_on(screen: ContactsScreen, desk: Desk, directory: list[UUID]) -> None:
    press(Key.Key_Return)
    desk.do(remove_contact(directory[0], "gone"))

    press(Key.Key_3)

    assert "not there any more" in screen.pane.bar.error.text()
    assert screen.caller.calling is not None


def test_a_call_goes_on_through_other_screens_and_pictures(screen: ContactsScreen, console: Console) -> None:
    press(Key.Key_Return)
    console.show_screen(SCREENS[0])
    console.desk.refresh()

    console.show_screen(CONTACTS)

    assert screen.caller.calling is not None
    assert screen.pane.bar.live.keys[0].isVisible()
    assert screen.tabs.list.line is not None
    assert screen.tabs.list.line.right == "Calling now"


def test_another_incident_has_no_call(screen: ContactsScreen, console: Console, desk: Desk) -> None:
    press(Key.Key_Return)

    console.desk.look_at(desk.do(declare_incident("Another")).scope_id)

    assert screen.caller.calling is None


def test_after_two_failed_tries_the_alternate_is_chosen(screen: ContactsScreen, desk: Desk) -> None:
    for _ in range(6):
        press(Key.Key_Return, Key.Key_3)

    assert [name for name, _, _ in calls(desk)][:6] == ["Administrator", "Facilities", "Chief"] * 2
    assert shown_name(screen) == "Deputy"


# --- lists ----------------------------------------------------------------------------------------------------------


def names_in(screen: ContactsScreen) -> list[str]:
    return [line.title for line in screen.tabs.list.shown if line.mark]


def test_v_goes_through_the_lists_and_keeps_who_is_chosen(screen: ContactsScreen) -> None:
    press(Key.Key_V)
    directory = names_in(screen)
    kept = shown_name(screen)
    press(Key.Key_V)
    log = (screen.tabs.tab, names_in(screen), screen.tabs._empty.text())
    press(Key.Key_V)
    missing = names_in(screen)
    press(Key.Key_V, Key.Key_V)

    assert (directory, kept) == (["Administrator", "Chief", "Deputy", "Facilities"], "Administrator")
    assert log == (LOG, [], "Nobody was called in this incident yet. Choose a contact and press Enter.")
    assert missing == ["Administrator", "Facilities", "Chief"]
    assert screen.tabs.tab == RUN


def test_shift_v_narrows_to_a_group_and_back(screen: ContactsScreen, desk: Desk) -> None:
    add(desk, "Laboratory", "555-0105", group="Clinical")
    screen.desk.refresh()

    for _ in range(2):
        QTest.keyClick(screen, Key.Key_V, Qt.KeyboardModifier.ShiftModifier)
    clinical = names_in(screen)
    QTest.keyClick(screen, Key.Key_V, Qt.KeyboardModifier.ShiftModifier)

    assert clinical == ["Laboratory"]
    assert len(names_in(screen)) == 4


def test_a_filter_is_typed_and_esc_takes_it_away(screen: ContactsScreen) -> None:
    press(Key.Key_Slash)
    press("facil")
    narrowed = names_in(screen)
    press(Key.Key_Escape)

    assert narrowed == ["Facilities"]
    assert len(names_in(screen)) == 3
    assert screen.tabs.list.hasFocus()


def test_the_phone_log_leads_to_the_entry_and_to_its_correction(screen: ContactsScreen, desk: Desk) -> None:
    press(Key.Key_Return, Key.Key_3)
    screen.tabs.show_tab(LOG)
    screen.tabs.focus_list()
    asked: list[str] = []
    screen.asked.disconnect()
    screen.asked.connect(lambda name, line: asked.append(f"{name} {line.entry.number}"))

    press(Key.Key_L, Key.Key_E)

    assert screen.tabs.list.shown[0].right_second == "#2, 07:43"
    assert asked == ["go_to_entry 2", "correct 2"]


def test_a_link_from_elsewhere_chooses_the_contact(
    screen: ContactsScreen, console: Console, directory: list[UUID]
) -> None:
    console.do_action("go_to_contact", directory[3])

    assert shown_name(screen) == "Deputy"
    assert screen.tabs.tab == DIRECTORY


def test_the_alternate_is_one_press_away(screen: ContactsScreen, directory: list[UUID]) -> None:
    screen.show_row(directory[2])

    screen.pane.alternate.click()

    assert shown_name(screen) == "Deputy"


def test_o_notes_that_the_numbers_were_checked(screen: ContactsScreen) -> None:
    before = screen.pane.facts["Checked"].text()

    press(Key.Key_O)

    assert (before, screen.pane.facts["Checked"].text()) == ("Never checked", "07:43, just now")


def test_every_list_keeps_the_rules_of_a_model(screen: ContactsScreen, desk: Desk, directory: list[UUID]) -> None:
    for one in (*screen.tabs.lists, screen.pane.calls):
        QAbstractItemModelTester(one.lines, QAbstractItemModelTester.FailureReportingMode.Fatal, one)

    for tab in (RUN, DIRECTORY, LOG, MISSING, MESSAGES):
        screen.tabs.show_tab(tab)
        press(Key.Key_Return, Key.Key_3)
    desk.do(remove_contact(directory[1], "gone"))
    screen.desk.refresh()

    assert "Facilities" not in names_in(screen)


# --- the past, the empty, the wide and the narrow ---------------------------------------------------------------------


def test_in_the_past_nobody_can_be_called(
    open_console: Callable[[Callable[[], Desk]], Console], demonstration: tuple[Database, Desk]
) -> None:
    at = datetime(2026, 8, 12, 8, 45, 59, tzinfo=UTC)
    console = open_console(lambda: demonstration[1].past(at))
    console.show_screen(CONTACTS)
    screen = console.window.shown_view
    assert isinstance(screen, ContactsScreen)

    screen.call()

    assert screen.caller.calling is None
    assert not screen.pane.bar.start.isVisible()
    assert screen.pane.bar.why.text() == "Read only: this window shows 04:45. No call can be logged in it."
    assert screen.tabs.count.text() == "19 reached, 1 no answer, 4 to call"
    assert shown_name(screen) == "Brightwater Fuels"


def test_an_empty_directory_says_what_to_press(console: Console) -> None:
    console.show_screen(CONTACTS)
    screen = console.window.shown_view
    assert isinstance(screen, ContactsScreen)

    assert "Press +" in screen.tabs._empty.text()
    assert "press +" in screen.pane._empty.text()
    assert not screen.pane.bar.start.isVisible()


def test_every_control_has_a_name(screen: ContactsScreen) -> None:
    press(Key.Key_Return)
    bar = screen.pane.bar

    assert [key.accessibleName() for key in bar.live.keys] == [
        "Answered (1)", "Voicemail (2)", "No answer (3)", "Busy (4)", "Wrong number (5)",
    ]  # fmt: skip
    named = (screen.tabs.group_box, screen.tabs.words, *screen.tabs.lists, *screen.tabs.buttons, bar.live.cancel)
    assert all(one.accessibleName() for one in named)
    assert screen.pane.ways.accessibleName() == "Phone 555-0101; Phone 555-0111"


@pytest.mark.parametrize("name", list(theme.THEMES))
@pytest.mark.parametrize("zoom", [0.9, 1.5])
def test_long_texts_break_nothing_at_any_size(
    qapp: QApplication, screen: ContactsScreen, console: Console, desk: Desk, name: str, zoom: float
) -> None:
    long = "Krankenhausbetriebstechnikbereitschaftsdienst für Notstromversorgungsanlagen, Gebäude C"
    add(desk, long, "555-0106", "قناة الطوارئ الرئيسية للمستشفى", group="وحدة العمليات")
    screen.desk.refresh()
    screen.show_row(next(line.about for line in screen.tabs.list.shown if line.title == long))  # type: ignore[arg-type]

    theme.use(qapp, name, zoom)
    console.window.resize(1280, 720)
    screen.call()
    console.window.grab()

    room = screen.pane.contentsRect()
    bottom = screen.pane.bar.mapTo(screen.pane, screen.pane.bar.rect().bottomRight()).y()
    theme.use(qapp, "dark", 1.0)
    assert bottom <= room.bottom() + 1


def test_the_directory_of_the_set_up_opens_the_same_forms(
    qtbot: QtBot, window_desk: QtDesk, desk: Desk, directory: list[UUID]
) -> None:
    window_desk.refresh()
    view = DirectoryView(window_desk)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    asked: list[object] = []
    view.asked.connect(lambda name, about: asked.append((name, about)))
    view.show_picture(window_desk.picture, window_desk.moment())

    view.show_row(directory[1])
    QTest.keyClick(view.list, Key.Key_Return)
    view.add.click()
    view.words.setText("deput")
    filtered = [line.title for line in view.list.shown if line.mark]

    assert asked == [("contact", directory[1]), ("contact", "new")]
    assert filtered == ["Deputy"]
    assert view.card.count.text() == "4"
