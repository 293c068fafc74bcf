"""The board: its lists keep their selection, its words can be read out, and what has no room is folded."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.board import Line
from app.clock import SetClock
from app.commands.incidents import set_situation
from app.commands.logbook import write_note
from app.commands.systems import set_system_state
from app.commands.tasks import finish_task, open_task, set_due
from app.desk import Desk
from app.needs_action import needs_action
from app.picture import picture_at
from models.terms import SystemState
from views import theme
from views.boards.board import BoardScreen
from views.boards.lines import LineList, LineModel, RowRole
from views.boards.logbook import LogScreen
from views.desk import QtDesk


class AtOnce(Executor):
    """A worker that does everything in the caller's thread."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(fn(*args, **kwargs))
        return done


@pytest.fixture(autouse=True)
def fonts(qapp: object) -> None:
    theme.load_fonts()


@pytest.fixture
def qt_desk(qtbot: QtBot, desk: Desk) -> Iterator[QtDesk]:
    made = QtDesk(worker=AtOnce)
    made.open(lambda: desk, desk.incident_id)
    qtbot.waitUntil(lambda: made.picture is not None)
    yield made
    made.close()


@pytest.fixture
def board(qtbot: QtBot, qt_desk: QtDesk) -> BoardScreen:
    made = BoardScreen(qt_desk)
    qtbot.addWidget(made)
    made.resize(1524, 892)
    made.show()
    return made


def show(board: BoardScreen, desk: Desk) -> None:
    board.show_picture(desk.ask(picture_at()), desk.clock())


def line(key: str, title: str = "") -> Line:
    return Line(key, "ring", title or key, "second", f"{title or key}, second")


def keys(model: LineModel) -> str:
    return "".join(model.index(row).data(RowRole).key for row in range(model.rowCount()))


@pytest.mark.parametrize(
    ("old", "new"), [("", "abc"), ("abc", ""), ("abc", "cab"), ("abcd", "dxa"), ("abc", "abc"), ("ab", "xaybz")]
)
def test_lines_become_other_lines(qapp: object, old: str, new: str) -> None:
    model = LineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([line(key) for key in old])

    model.show_rows([line(key) for key in new])

    assert keys(model) == new


def test_only_what_differs_is_touched(qapp: object) -> None:
    model = LineModel()
    model.show_rows([line("a"), line("b"), line("c")])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last, roles: changed.append(first.row()))

    model.show_rows([line("a"), line("b", "Another title"), line("c")])

    assert changed == [1]


def test_a_selection_survives_a_refresh(qtbot: QtBot) -> None:
    shown = LineList("Needs action", loud="right_second")
    qtbot.addWidget(shown)
    shown.show_rows([line("a"), line("b"), line("c")])
    shown.setCurrentIndex(shown.lines.index(1))

    shown.show_rows([line("x"), line("c"), line("b", "changed"), line("a")])

    assert shown.currentIndex().data(RowRole).key == "b"


def test_every_row_can_be_read_out(board: BoardScreen, desk: Desk) -> None:
    system = desk.ask(picture_at()).systems()[0][0]
    desk.do(set_system_state(system_id=system.id, state=SystemState.NONFUNCTIONAL))

    show(board, desk)

    model = board.systems.list.lines
    texts = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert texts == ["Nonfunctional: 1", f"{system.name}, nonfunctional, since 07:43"]
    assert board.systems.normal.accessibleName().endswith("systems normal")
    assert board.tiles.tiles[0].accessibleName().startswith("Systems affected: 1 of")


def test_the_board_keeps_the_chosen_task_while_others_are_done(board: BoardScreen, desk: Desk, clock: SetClock) -> None:
    first = desk.do(open_task(title="First", due_at=clock() + timedelta(minutes=5))).made[0]
    second = desk.do(open_task(title="Second", due_at=clock() + timedelta(minutes=9))).made[0]
    show(board, desk)
    board.needs.list.setCurrentIndex(board.needs.list.lines.index(1))

    desk.do(set_due(task_id=second, due_at=clock() + timedelta(minutes=2), reason="sooner"))
    desk.do(finish_task(task_id=first))
    show(board, desk)

    assert board.needs.list.currentIndex().data(RowRole).key == str(second)
    assert board.needs.list.currentIndex().row() == 0


def test_operators_words_are_plain_text_on_the_board(board: BoardScreen, desk: Desk) -> None:
    desk.do(set_situation(now="<b>Dark</b>", impact="<img src=/etc/passwd>", next="a & b"))
    desk.do(open_task(title="<i>Survey</i>"))

    show(board, desk)

    [task] = needs_action(desk.ask(picture_at()), desk.clock())
    index = board.needs.list.lines.index(0)
    assert index.data(RowRole) == task
    assert "&lt;i&gt;Survey" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert not board.grab().isNull()


def test_a_low_window_folds_the_call_down_and_a_narrow_one_makes_tabs(board: BoardScreen, desk: Desk) -> None:
    for number in range(8):
        desk.do(open_task(title=f"Round {number}"))
    show(board, desk)
    whole = (board.calls.folded, board.switch.isHidden(), board.systems.isHidden())

    board.resize(1024 - theme.RAIL_WIDTH, 600)

    assert whole == (False, True, False)
    assert board.calls.folded
    assert not board.switch.isHidden()
    assert board.systems.isHidden()


def test_a_low_window_shows_the_call_down_where_little_needs_action(board: BoardScreen, desk: Desk) -> None:
    desk.do(open_task(title="The only one"))
    board.resize(1280 - theme.RAIL_WIDTH, 612)

    show(board, desk)

    assert not board.calls.folded
    assert board.needs.maximumHeight() == board.needs.wanted_height()


def test_the_arrows_pass_over_the_heads_of_a_list(qtbot: QtBot) -> None:
    shown = LineList("Systems")
    qtbot.addWidget(shown)
    shown.show()
    head = Line("head", "", "Nonfunctional", "", "Nonfunctional: 1", remark="1")
    shown.show_rows([head, line("a"), replace(head, key="other"), line("b")])

    shown.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: shown.currentIndex().isValid())
    first = shown.currentIndex().data(RowRole)
    QTest.keyClick(shown, Qt.Key.Key_Down)

    assert first.key == "a"
    assert shown.currentIndex().data(RowRole).key == "b"


def test_the_situation_says_its_three_sentences_or_that_there_is_none(board: BoardScreen, desk: Desk) -> None:
    show(board, desk)
    empty = [sentence.isVisible() for sentence in board.situation.sentences]
    desk.do(set_situation(now="Dark.", impact="No imaging.", next="Utility at 09:00."))

    show(board, desk)

    assert empty == [False] * 3
    assert [sentence.accessibleName() for sentence in board.situation.sentences] == [
        "Now: Dark.", "Impact: No imaging.", "Next: Utility at 09:00.",
    ]  # fmt: skip
    assert board.situation.right.text() == "07:43, Coordinator"


@pytest.mark.parametrize("name", ["dark", "light"])
def test_an_empty_board_says_what_to_type(board: BoardScreen, desk: Desk, name: str) -> None:
    theme.switch().current = theme.THEMES[name]

    show(board, desk)

    assert board.needs.list.isHidden()
    assert not board.grab().isNull()
    theme.switch().current = theme.DARK


def test_the_log_screen_shows_the_chosen_entry_in_full(qtbot: QtBot, qt_desk: QtDesk, desk: Desk) -> None:
    screen = LogScreen(qt_desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    receipt = desk.do(write_note(), words="Feeder A lost.")
    screen.show_picture(desk.ask(picture_at()), desk.clock())
    asked: list[str] = []
    screen.asked.connect(lambda name, line: asked.append(f"{name} {line.entry.number}"))

    qtbot.waitUntil(lambda: screen.log.view.layout_of(1) is not None)
    QTest.keyClick(screen.log.view, Qt.Key.Key_End)
    QTest.keyClick(screen.log.view, Qt.Key.Key_E)

    assert screen.detail.count.text() == "#2"
    assert receipt.check in str(screen.detail._shown)
    assert asked[-1] == "correct 2"


def test_a_wide_log_screen_has_the_detail_beside_the_log(qtbot: QtBot, qt_desk: QtDesk, desk: Desk) -> None:
    screen = LogScreen(qt_desk)
    qtbot.addWidget(screen)
    screen.resize(1200, 600)
    screen.show()
    screen.show_picture(desk.ask(picture_at()), desk.clock())
    below = screen.detail.y() > screen.log.y()

    screen.resize(2400, 1200)
    qtbot.waitUntil(lambda: screen.detail.height() == screen.log.height())

    assert below
    assert screen.detail.x() > screen.log.x()
    assert not screen.detail.folded
