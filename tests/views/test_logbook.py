"""The log's own screen: the way to an entry, its detail by keyboard, and its filters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.commands.logbook import write_note
from app.commands.tasks import open_task
from app.desk import Desk
from models.log import LogEntry
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind, Stream
from views.boards.board import BoardScreen
from views.boards.log_card import ALL_TABS, TabRow
from views.boards.logbook import LogScreen
from views.console import SCREENS, Console
from views.desk import QtDesk
from views.log_row import kind_word

LONG = "The duty engineer of the utility says that the breaker of feeder A opened on undervoltage. " * 30


@pytest.fixture
def screen(qtbot: QtBot, window_desk: QtDesk) -> LogScreen:
    made = LogScreen(window_desk)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def show(screen: LogScreen | BoardScreen) -> None:
    screen.desk.refresh()
    screen.show_picture(screen.desk.picture, screen.desk.moment())


def chosen(screen: LogScreen) -> str:
    line = screen.log.view.current
    return "" if line is None else line.entry.text


def shown(tabs: TabRow) -> list[str]:
    return [button.text() for button in tabs.buttons if not button.isHidden()]


def test_an_entry_is_chosen_by_its_id(screen: LogScreen, desk: Desk) -> None:
    ids = [desk.do(write_note(), words=f"Round {number}").entry_id for number in range(60)]
    show(screen)

    screen.show_row(ids[7])

    assert chosen(screen) == "Round 7"
    assert screen.detail.count.text() == "#9"


def test_the_filter_gives_way_to_an_entry_that_it_leaves_out(screen: LogScreen, desk: Desk) -> None:
    note = desk.do(write_note(), words="A note.").entry_id
    show(screen)
    screen.log.view.show_kinds((EntryKind.DECISION,))
    screen.log.tabs.buttons[1].setChecked(True)

    screen.show_row(note)

    assert chosen(screen) == "A note."
    assert screen.log.tabs.buttons[0].isChecked()


def test_an_entry_that_is_newer_than_the_rows_is_chosen_when_they_come(screen: LogScreen, desk: Desk) -> None:
    show(screen)
    old = screen.desk.picture
    newest = desk.do(write_note(), words="The newest.").entry_id
    assert isinstance(old, Picture)
    screen.show_picture(old, desk.clock())

    screen.show_row(newest)
    before = chosen(screen)
    show(screen)

    assert before != "The newest."
    assert chosen(screen) == "The newest."


def test_enter_goes_to_the_detail_and_escape_comes_back(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    desk.do(write_note(), words=LONG.strip())
    show(screen)
    screen.log.view.setFocus()
    qtbot.waitUntil(screen.log.view.hasFocus)
    QTest.keyClick(screen.log.view, Qt.Key.Key_End)

    QTest.keyClick(screen.log.view, Qt.Key.Key_Return)
    reading = screen.focusWidget()
    bar = screen.detail.scroll_bar
    QTest.keyClick(reading, Qt.Key.Key_End)
    read_to_the_end = bar.value() == bar.maximum() > 0
    QTest.keyClick(reading, Qt.Key.Key_Escape)

    assert screen.detail.isAncestorOf(reading)
    assert read_to_the_end
    assert screen.log.view.hasFocus()


def test_in_a_low_window_the_detail_has_the_place_while_it_is_read(screen: LogScreen, desk: Desk) -> None:
    desk.do(write_note(), words=LONG.strip())
    show(screen)
    screen.resize(740, 380)
    QTest.keyClick(screen.log.view, Qt.Key.Key_End)
    rows_only = (screen.log.isVisible(), screen.detail.isVisible())

    QTest.keyClick(screen.log.view, Qt.Key.Key_Return)
    detail_only = (screen.log.isVisible(), screen.detail.isVisible())
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Escape)

    assert rows_only == (True, False)
    assert detail_only == (False, True)
    assert (screen.log.isVisible(), screen.detail.isVisible()) == (True, False)
    assert chosen(screen) == LONG.strip()


def test_another_entry_is_read_from_its_beginning(screen: LogScreen, desk: Desk) -> None:
    first = desk.do(write_note(), words=LONG.strip()).entry_id
    second = desk.do(write_note(), words=f"Again. {LONG}".strip()).entry_id
    show(screen)
    screen.show_row(first)
    screen.detail.scroll_bar.setValue(40)

    screen.show_row(second)

    assert screen.detail.scroll_bar.value() == 0


def test_on_the_board_enter_asks_for_the_entry(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> None:
    board = BoardScreen(window_desk)
    qtbot.addWidget(board)
    board.resize(1524, 892)
    desk.do(write_note(), words="A note.")
    show(board)
    asked: list[tuple[str, object]] = []
    board.asked.connect(lambda name, about: asked.append((name, about)))

    QTest.keyClick(board.log.view, Qt.Key.Key_End)
    QTest.keyClick(board.log.view, Qt.Key.Key_Return)

    name, line = asked[-1]
    assert name == "go_to_entry"
    assert isinstance(line, LogLine)
    assert line.entry.text == "A note."


def test_a_key_goes_to_the_filters_and_the_arrows_choose(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    desk.do(write_note(), words="A note.")
    show(screen)
    keys = screen.keys()
    [key] = [one for one in keys if one.sequence == "Shift+F"]

    key.act()
    qtbot.waitUntil(screen.log.tabs.buttons[0].hasFocus)
    QTest.keyClick(screen.log.tabs.buttons[0], Qt.Key.Key_Right)

    assert screen.log.view.kinds == (EntryKind.DECISION,)


def test_tabs_leave_their_figures_out_before_they_leave_out_a_filter(qtbot: QtBot, dark: None) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    tabs = TabRow(ALL_TABS, holder)
    holder.show()
    counts = dict.fromkeys(EntryKind, 7) | {EntryKind.NOTE: 10_001}

    tabs.show_counts(counts)
    tabs.resize(1200, 30)
    wide = shown(tabs)
    tabs.resize(sum(button.sizeHint().width() for button in tabs.buttons) - 60, 30)
    narrow = shown(tabs)

    assert "Notes  10,000+" in wide
    assert narrow == [tab.words for tab in ALL_TABS]
    assert tabs.buttons[1].accessibleName() == "Decisions, 7 entries"


@pytest.mark.parametrize(("spare", "figures"), [(0, True), (-1, False)])
def test_figures_are_left_out_only_where_they_do_not_fit(qtbot: QtBot, dark: None, spare: int, figures: bool) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    tabs = TabRow(ALL_TABS, holder)
    holder.show()
    tabs.show_counts(dict.fromkeys(EntryKind, 7))

    tabs.resize(tabs.wanted_width - 4 + spare, 30)

    assert ("Decisions  7" in shown(tabs)) is figures


def test_the_seal_gives_way_to_the_figures_of_the_tabs(screen: LogScreen, desk: Desk, qtbot: QtBot) -> None:
    desk.do(write_note(), words="A note.")
    show(screen)
    wide = screen.log.right.isHidden()

    screen.resize(screen.log.tabs.wanted_width + 130 + screen.log.switch.sizeHint().width(), 700)

    assert not wide
    assert screen.log.right.isHidden()
    qtbot.waitUntil(lambda: "Notes  1" in shown(screen.log.tabs))


def test_a_chosen_filter_is_taken_back_without_being_a_change_itself(screen: LogScreen, desk: Desk) -> None:
    desk.do(write_note(), words="A note.")
    show(screen)
    asked: list[tuple[str, object]] = []
    screen.asked.connect(lambda name, about: asked.append((name, about)))
    screen.log.tabs.buttons[1].setChecked(True)
    screen.log.tabs.buttons[2].setChecked(True)

    second, first = [about for name, about in reversed(asked) if name == "can_undo"]
    assert callable(first)
    assert callable(second)
    second()
    after_one = screen.log.view.kinds
    first()

    assert after_one == (EntryKind.DECISION,)
    assert screen.log.view.kinds == ()
    assert len([name for name, _ in asked if name == "can_undo"]) == 2


@pytest.mark.parametrize(
    ("commands", "word"), [("call.log", "Call"), ("log.note call.log", "Call"), ("log.note", "Message")]
)
def test_a_communication_is_a_call_only_where_one_was_logged(commands: str, word: str) -> None:
    assert kind_word(LogEntry(kind=EntryKind.COMMUNICATION, commands=commands)) == word


def test_control_z_takes_a_filter_back(console: Console) -> None:
    console.show_screen(SCREENS[1])
    screen = console.window.shown_view
    assert isinstance(screen, LogScreen)
    screen.log.tabs.buttons[1].setChecked(True)

    undo = console.keyboard.find("Ctrl+Z")
    assert undo is not None
    undo.act()

    assert screen.log.view.kinds == ()


def test_the_switch_shows_one_stream_after_the_other_and_control_z_takes_it_back(console: Console, desk: Desk) -> None:
    desk.do(open_task(title="Start GEN-2"))
    console.show_screen(SCREENS[1])
    screen = console.window.shown_view
    assert isinstance(screen, LogScreen)

    console.keyboard.find("Shift+V").act()  # type: ignore[union-attr]
    written = screen.log.view.stream
    console.keyboard.find("Shift+V").act()  # type: ignore[union-attr]
    noted = screen.log.view.stream
    console.keyboard.find("Ctrl+Z").act()  # type: ignore[union-attr]

    assert (written, noted, screen.log.view.stream) == (Stream.WRITTEN, Stream.CONSOLE, Stream.WRITTEN)
    assert screen.log.switch.text().strip() == "Written"


def test_the_stream_is_remembered_at_this_seat(console: Console, desk: Desk) -> None:
    console.show_screen(SCREENS[1])

    console.keyboard.find("Shift+V").act()  # type: ignore[union-attr]

    assert console.settings.value("stream") == "written"
    assert LogScreen(console.desk, console.window).log.view.stream is Stream.WRITTEN


def test_figures_of_the_tabs_are_those_of_the_stream(screen: LogScreen, desk: Desk) -> None:
    desk.do(open_task(title="Start GEN-2"))
    desk.do(open_task(title="Start GEN-3"), words="Asked for by radio.")
    show(screen)

    screen.log.switch.turn()

    assert "Tasks  1" in shown(screen.log.tabs)
