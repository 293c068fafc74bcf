"""The messages on the contacts screen, and what waits on the board: by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.countdowns import make_promise, start_countdown
from app.commands.messages import receive_message, send_message
from app.desk import Desk
from app.picture import picture_at
from models.countdown import Countdown
from models.database import open_database
from models.message import Message
from views.boards.board import BoardScreen
from views.boards.contact_tabs import EMPTY, MESSAGES
from views.boards.contacts_screen import ContactsScreen
from views.console import SCREENS, Console

Key = Qt.Key
CONTACTS = next(screen for screen in SCREENS if screen.words == "Contacts")


def press(*keys: Qt.Key | str) -> None:
    for key in keys:
        target = QApplication.focusWidget()
        assert target is not None
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key)


def narrow(times: int) -> None:
    """Press Shift+V so often."""
    for _ in range(times):
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, Key.Key_V, Qt.KeyboardModifier.ShiftModifier)


def messages(desk: Desk) -> dict[str, Message]:
    return {one.ref: one for one in desk.ask(picture_at()).all(Message)}


@pytest.fixture
def some(desk: Desk, clock: SetClock) -> None:
    """A request, what came in, and an information that went out."""
    desk.do(send_message("When is feeder A back?", receiver="Tri-Valley", reply_required=True))
    clock.advance(minutes=5)
    desk.do(receive_message("Send 2 porters.", sender="ED"), send_message("Doors locked.", receiver="Security"))


@pytest.fixture
def screen(console: Console, some: None, qtbot: QtBot) -> ContactsScreen:
    console.desk.refresh()
    console.window.activateWindow()
    qtbot.waitActive(console.window)
    console.show_screen(CONTACTS)
    shown = console.window.shown_view
    assert isinstance(shown, ContactsScreen)
    shown.tabs.show_tab(MESSAGES)
    shown.focus_first()
    return shown


def rows(screen: ContactsScreen) -> list[str]:
    return [line.title for line in screen.tabs.list.shown]


def test_the_newest_message_is_shown_and_the_arrows_show_others(screen: ContactsScreen) -> None:
    first = screen.messages.pane.name.text()
    press(Key.Key_Down)

    assert rows(screen) == ["M-03 to Security", "M-02 from ED", "M-01 to Tri-Valley"]
    assert (first, screen.messages.pane.name.text()) == ("M-03 to Security", "M-02 from ED")
    assert screen.messages.pane.text.text() == "Send 2 porters."
    assert screen.tabs.count.text() == "3 messages, 1 unanswered"
    assert screen.tabs.buttons[MESSAGES].accessibleName() == "Messages, 1"


def test_the_list_is_narrowed_to_the_unanswered_by_a_key(screen: ContactsScreen) -> None:
    narrow(1)
    shown = rows(screen)
    narrow(3)
    press("/", "porters")

    assert shown == ["M-01 to Tri-Valley"]
    assert rows(screen) == ["M-02 from ED"]


def test_an_answer_takes_one_key_its_text_and_enter(screen: ContactsScreen, console: Console, desk: Desk) -> None:
    narrow(1)
    press("a")
    press("05:30", Key.Key_Return)

    assert (messages(desk)["M-04"].sender, messages(desk)["M-04"].text) == ("Tri-Valley", "05:30")
    assert not messages(desk)["M-01"].unanswered
    assert rows(screen) == []
    assert not console.window.panel_open


def test_a_message_is_returned_and_read_back_by_one_key_each(
    screen: ContactsScreen, desk: Desk, clock: SetClock
) -> None:
    press(Key.Key_Down, "k")
    press("b")
    press("porters sent", Key.Key_Return)

    message = messages(desk)["M-02"]
    assert (message.read_back_at, message.returned_at, message.action_taken) == (clock(), clock(), "porters sent")


def test_what_cannot_be_done_is_not_offered(screen: ContactsScreen) -> None:
    enabled = [name for name, button in screen.messages.pane.buttons.items() if button.isEnabled()]

    assert enabled == ["answer", "read_back", "print"]  # M-03 left this desk: it is not ours to return


def test_the_entry_of_a_message_is_one_key_away(screen: ContactsScreen, console: Console) -> None:
    press(Key.Key_Down, Key.Key_Down, "l")

    assert console.window.shown_view is not screen


def test_without_messages_it_says_how_to_log_one(console: Console, qtbot: QtBot) -> None:
    console.show_screen(CONTACTS)
    screen = console.window.shown_view
    assert isinstance(screen, ContactsScreen)

    screen.tabs.show_tab(MESSAGES)

    assert screen.tabs._empty.text() == EMPTY[MESSAGES]
    assert screen.messages.pane.name.text() == "Message"
    assert screen.report == "messages"


def test_a_message_that_is_gone_to_stands_in_its_list(screen: ContactsScreen, console: Console, desk: Desk) -> None:
    screen.tabs.show_tab(0)

    console.do_action("go_to_message", messages(desk)["M-02"].id)

    assert screen.tabs.tab == MESSAGES
    assert screen.messages.pane.name.text() == "M-02 from ED"
    QAbstractItemModelTester(screen.tabs.list.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_in_a_narrow_card_all_tabs_but_the_chosen_one_are_icons(screen: ContactsScreen, console: Console) -> None:
    icons_only = Qt.ToolButtonStyle.ToolButtonIconOnly
    wide = [button.toolButtonStyle() is icons_only for button in screen.tabs.buttons]

    console.window.resize(900, 700)

    assert wide == [False] * 5
    assert [button.toolButtonStyle() is icons_only for button in screen.tabs.buttons] == [True] * 4 + [False]


def test_the_messages_are_two_keys_away_from_anywhere(screen: ContactsScreen, console: Console, desk: Desk) -> None:
    screen.tabs.show_tab(0)
    console.show_screen(SCREENS[0])
    console.window.focus_screen()

    press("gm")
    narrow(1)
    press("a")
    press("05:30", Key.Key_Return)

    assert screen.tabs.tab == MESSAGES
    assert not messages(desk)["M-01"].unanswered


# --- the board ------------------------------------------------------------------------------------------------------


@pytest.fixture
def board(console: Console, desk: Desk, clock: SetClock, qtbot: QtBot) -> BoardScreen:
    """A promise, a clock and a request, in this order of time, and the keyboard in Needs action."""
    desk.do(make_promise("Technician on site", clock() + timedelta(minutes=5), owner="Kestrel Power"))
    desk.do(start_countdown("PBX battery", clock() + timedelta(minutes=20)))
    desk.do(send_message("When is feeder A back?", receiver="Tri-Valley", reply_required=True))
    console.desk.refresh()
    console.window.activateWindow()
    qtbot.waitActive(console.window)
    shown = console.window.shown_view
    assert isinstance(shown, BoardScreen)
    shown.needs.list.setFocus()
    return shown


def countdowns(desk: Desk) -> dict[str, Countdown]:
    return {one.ref: one for one in desk.ask(picture_at()).all(Countdown)}


def test_a_promise_is_kept_and_a_clock_over_by_x_and_a_promise_broken_by_b(board: BoardScreen, desk: Desk) -> None:
    desk.do(make_promise("Call back", desk.clock() + timedelta(minutes=1)))
    board.desk.refresh()
    board.needs.list.setCurrentIndex(board.needs.list.lines.index(0))
    press("b")
    board.needs.list.setCurrentIndex(board.needs.list.lines.index(0))
    press("x")
    board.needs.list.setCurrentIndex(board.needs.list.lines.index(0))
    press("b", "x")

    ended = countdowns(desk)
    assert (ended["P-02"].kept, ended["P-01"].kept, ended["CLK-1"].kept) == (False, True, None)
    assert not any(one.running for one in ended.values())
    assert [line.title for line in board.needs.list.lines.lines] == ["M-01 to Tri-Valley"]


def test_enter_opens_what_is_chosen(board: BoardScreen, console: Console) -> None:
    opened = []
    for row in range(3):
        board.needs.list.setCurrentIndex(board.needs.list.lines.index(row))
        board.needs.list.setFocus()
        press(Key.Key_Return)
        opened.append(next(iter(console.panels.forms)))
        console.panels.drop_all()

    assert opened == ["countdown", "countdown", "answer"]


def test_a_restart_shows_the_running_countdowns_and_the_unanswered_again(
    open_console: Callable[[Callable[[], Desk]], Console], board: BoardScreen, desk: Desk, tmp_path: Path
) -> None:
    before = list(board.needs.list.lines.lines)
    reopened = open_database(tmp_path / "watchkeeper.db")

    again = open_console(lambda: replace(desk, database=reopened))

    shown = again.window.shown_view
    assert isinstance(shown, BoardScreen)
    assert [line.title for line in before] == ["P-01 Technician on site", "CLK-1 PBX battery", "M-01 to Tri-Valley"]
    assert list(shown.needs.list.lines.lines) == before
    again.window.close()
    reopened.close()
