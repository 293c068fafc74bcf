"""The tasks' screen: an hour's work by keyboard alone, what is touched by a refresh, and what is folded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.tasks import block_task, finish_task, open_task, set_due, start_task, verify_task
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from app.tasks import Plan
from models.task import Task, Wait
from models.terms import Priority, TaskStatus
from views import theme
from views.boards.lines import RowRole
from views.boards.task_picture import DETAIL, GANTT, LIST
from views.boards.tasks_screen import TasksScreen
from views.console import Console
from views.desk import QtDesk
from views.forms.task_acts import Act, TaskAct

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


@pytest.fixture
def press(console: Console) -> Press:
    """Presses a key, or types a text, where the focus is."""

    def act(*keys: Qt.Key | str) -> None:
        for key in keys:
            target: QWidget = QApplication.focusWidget() or console.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key)

    return act


@pytest.fixture
def screen(qtbot: QtBot, window_desk: QtDesk) -> TasksScreen:
    made = TasksScreen(window_desk)
    qtbot.addWidget(made)
    made.resize(1524, 800)
    made.show()
    return made


def show(screen: TasksScreen) -> None:
    """What another desk wrote is read, and drawn."""
    screen.desk.refresh()
    screen.show_picture(screen.desk.picture, screen.desk.moment())


def opened(desk: Desk, title: str, **more: object) -> UUID:
    return desk.do(open_task(title, **more)).made[0]  # type: ignore[arg-type]


def task(desk: Desk, ref: str) -> Task:
    return next(one for one in desk.ask(picture_at()).all(Task) if one.ref == ref)


def act(screen: TasksScreen, sequence: str) -> None:
    """What a key of this screen does."""
    {key.sequence: key for key in screen.keys()}[sequence].act()  # noqa: SIM118 - these are keys to press


def rows(screen: TasksScreen) -> list[str]:
    model = screen.card.list.lines
    return [model.index(row).data(RowRole).title for row in range(model.rowCount())]


def detail_rows(screen: TasksScreen) -> list[str]:
    model = screen.picture_card.detail.list.lines
    return [model.index(row).data(RowRole).title for row in range(model.rowCount())]


@pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
def test_a_task_is_opened_started_done_and_verified_by_keyboard_alone(console: Console, press: Press) -> None:
    desk = console.desk.desk
    console.window.focus_screen()
    press(Key.Key_F4, Key.Key_T)
    QTest.keyClick(console.entry_line.field, Key.Key_Space, CONTROL)
    press("Survey every ATS", Key.Key_Return, Key.Key_T)
    QTest.keyClick(console.entry_line.field, Key.Key_Space, CONTROL)
    press("Manual transfer", *[Key.Key_Tab] * 5, "T-01", Key.Key_Return)
    screen = console.window.shown_view
    assert isinstance(screen, TasksScreen)
    assert rows(screen) == ["Now", "T-01 Survey every ATS", "Waiting", "T-02 Manual transfer"]

    press(Key.Key_W)
    refused = console.window.strips.words("refused")
    press(Key.Key_Up, Key.Key_X)
    after_the_first = rows(screen)
    press(Key.Key_Up, Key.Key_W, Key.Key_X, Key.Key_Y)
    press("480 V on three phases", Key.Key_Return)

    assert refused == "T-02 waits for T-01 (ready). Finish that first."
    assert after_the_first == ["Now", "T-02 Manual transfer", "To verify", "T-01 Survey every ATS"]
    done = task(desk, "T-02")
    assert (done.status, done.reading, done.verified_by) == (
        TaskStatus.VERIFIED, "480 V on three phases", desk.operator.post,
    )  # fmt: skip
    assert [line.entry.text for line in desk.ask(log_page(1, 9))] == [
        "T-01 Survey every ATS: opened, priority 3.",
        "T-02 Manual transfer: opened, priority 3.",
        "T-01 Survey every ATS: done.",
        "T-02 Manual transfer: started.",
        "T-02 Manual transfer: done.",
        "T-02 Manual transfer: verified, 480 V on three phases.",
    ]
    assert rows(screen) == ["To verify", "T-01 Survey every ATS", "1 verified"]


def test_each_act_opens_its_panel(screen: TasksScreen, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    show(screen)
    asked: list[tuple[str, object]] = []
    screen.asked.connect(lambda name, about: asked.append((name, about)))

    for sequence in "YLOUMF":
        act(screen, sequence)
    QTest.keyClick(screen.card.list, Key.Key_Return)

    acts = [Act.VERIFY, Act.BLOCK, Act.REOPEN, Act.ASSIGN, Act.DUE, Act.FOLLOW, Act.EDIT]
    assert asked == [("task", TaskAct(task_id, act)) for act in acts]


def test_without_a_task_a_key_says_so(screen: TasksScreen, qtbot: QtBot) -> None:
    show(screen)

    with qtbot.waitSignal(screen.desk.refused) as refused:
        act(screen, "X")

    assert refused.args == ["Choose a task first."]
    assert not screen.card._empty.isHidden()
    assert detail_rows(screen) == []


def crowded(desk: Desk, owner_of_the_250th: str) -> Plan:
    """The plan of 500 tasks; made without the log, which would take long."""
    plan = Plan.of(desk.ask(picture_at()), desk.clock())
    tasks = [
        Task(
            id=UUID(int=number), incident_id=plan_incident(desk), ref=f"T-{number:03d}", title="Round",
            priority=Priority.LOW, status=TaskStatus.READY, opened_at=desk.clock(),
            owner=owner_of_the_250th if number == 250 else "Security",
        )
        for number in range(500)
    ]  # fmt: skip
    return replace(plan, tasks={task.id: task for task in tasks})


def plan_incident(desk: Desk) -> UUID:
    assert desk.incident_id is not None
    return desk.incident_id


def test_where_all_rows_are_others_the_first_is_chosen(screen: TasksScreen, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    screen.card.show_plan(crowded(desk, "HVAC"))
    screen.card.list.step(200)

    show(screen)

    assert screen.card.chosen == task_id


@pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
def test_the_keyboard_stays_in_the_screen_while_it_folds(
    console: Console, press: Press, qapp: QApplication, qtbot: QtBot
) -> None:
    console.window.focus_screen()
    press(Key.Key_F4, Key.Key_T, "Survey", Key.Key_Return)
    screen = console.window.shown_view
    assert isinstance(screen, TasksScreen)
    console.window.resize(1280, 720)

    theme.use(qapp, "dark", 1.5)
    qtbot.waitUntil(lambda: screen.picture_card.tabs.at == LIST)
    here = [QApplication.focusWidget()]
    for _ in range(3):
        press(Key.Key_B)
        here.append(QApplication.focusWidget())
    theme.use(qapp, "dark", 1.0)

    card = screen.picture_card
    assert here == [screen.card.list, card.detail.list, card.gantt and card.gantt.view, screen.card.list]


def test_only_the_row_that_differs_is_touched_among_500(screen: TasksScreen, desk: Desk) -> None:
    screen.card.show_plan(crowded(desk, "Security"))
    touched: list[tuple[int, int]] = []
    others: list[str] = []
    model = screen.card.list.lines
    model.dataChanged.connect(lambda first, last, roles: touched.append((first.row(), last.row())))
    for name in ("rowsInserted", "rowsRemoved", "rowsMoved", "modelReset"):
        getattr(model, name).connect(lambda *_, name=name: others.append(name))

    screen.card.show_plan(crowded(desk, "HVAC"))

    assert touched == [(251, 251)]
    assert others == []


def test_the_rows_obey_the_model_tester(screen: TasksScreen, desk: Desk, clock: SetClock) -> None:
    for shown in (screen.card.list, screen.picture_card.detail.list):
        QAbstractItemModelTester(shown.lines, QAbstractItemModelTester.FailureReportingMode.Fatal, shown)
    first = opened(desk, "First", due_at=clock() + timedelta(minutes=5))
    second = opened(desk, "Second", after=[first], waits_for=["permit"])
    show(screen)

    clock.advance(minutes=9)
    desk.do(block_task(second, reason="no crane"))
    show(screen)
    desk.do(finish_task(first))
    desk.do(verify_task(first, reading="on"))
    show(screen)
    screen.card.next_mode()
    screen.card.filter.setText("permit")

    assert rows(screen) == ["No owner yet", "T-02 Second"]


def test_the_chosen_task_stays_while_others_come_and_go(screen: TasksScreen, desk: Desk, clock: SetClock) -> None:
    first, second = opened(desk, "First"), opened(desk, "Second")
    show(screen)
    screen.show_row(second)

    desk.do(set_due(first, due_at=clock() + timedelta(minutes=5)))
    opened(desk, "Third")
    show(screen)

    assert screen.card.chosen == second


def test_what_is_verified_is_one_line_that_enter_opens(screen: TasksScreen, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    desk.do(finish_task(task_id))
    desk.do(verify_task(task_id, reading="on"))
    show(screen)
    folded = rows(screen)

    QTest.keyClick(screen.card.list, Key.Key_Return)

    assert (folded, rows(screen)) == (["1 verified"], ["1 verified", "T-01 Survey"])


def test_a_link_from_elsewhere_opens_the_fold_and_drops_the_filter(screen: TasksScreen, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    desk.do(finish_task(task_id))
    desk.do(verify_task(task_id, reading="on"))
    opened(desk, "Transfer")
    show(screen)
    screen.card.filter.setText("transfer")

    screen.show_row(task_id)

    assert screen.card.chosen == task_id
    assert screen.card.filter.text() == ""


def test_the_filter_is_left_with_esc_and_says_what_it_does_not_find(console: Console, press: Press, desk: Desk) -> None:
    console.window.focus_screen()
    press(Key.Key_F4, Key.Key_T, "Survey", Key.Key_Return)
    screen = console.window.shown_view
    assert isinstance(screen, TasksScreen)

    press(Key.Key_Slash, "pump")
    said = screen.card._empty.text()
    press(Key.Key_Escape)

    assert said == "No task holds “pump”. Esc shows all again."
    assert rows(screen) == ["Now", "T-01 Survey"]
    assert QApplication.focusWidget() is screen.card.list


def test_the_detail_ticks_goes_to_other_tasks_and_to_the_log(screen: TasksScreen, desk: Desk) -> None:
    first = opened(desk, "Survey")
    second = opened(desk, "Transfer", after=[first], waits_for=["permit"])
    show(screen)
    screen.show_row(second)
    asked: list[tuple[str, object]] = []
    screen.asked.connect(lambda name, about: asked.append((name, about)))
    detail = screen.picture_card.detail.list
    model = detail.lines
    keys = {model.index(row).data(RowRole).key.split(" ")[0]: model.index(row) for row in range(model.rowCount())}

    detail.setCurrentIndex(keys["wait"])
    QTest.keyClick(detail, Key.Key_Space)
    detail.setCurrentIndex(keys["log"])
    QTest.keyClick(detail, Key.Key_Return)
    detail.setCurrentIndex(keys["before"])
    QTest.keyClick(detail, Key.Key_Return)

    [wait] = desk.ask(picture_at()).all(Wait)
    [(name, line)] = [one for one in asked if one[0] != "entry"]
    assert wait.ticked_at is not None
    assert (name, line.entry.number) == ("go_to_entry", "3")  # type: ignore[attr-defined]
    assert screen.card.chosen == first


def test_an_entry_that_is_chosen_in_the_detail_can_be_corrected(screen: TasksScreen, desk: Desk) -> None:
    opened(desk, "Survey")
    show(screen)
    told: list[object] = []
    screen.asked.connect(lambda name, about: told.append(about) if name == "entry" else None)
    detail = screen.picture_card.detail.list
    model = detail.lines

    for row in (model.rowCount() - 1, 0):
        detail.setCurrentIndex(model.index(row))

    assert [None if line is None else line.entry.number for line in told] == ["2", None]  # type: ignore[attr-defined]


def test_the_buttons_are_those_of_the_state(screen: TasksScreen, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    show(screen)
    detail = screen.picture_card.detail

    def lit() -> list[str]:
        return [name for name in detail.offered if detail.buttons[name].property("kind") == "primary"]

    ready = detail.offered, lit()
    detail.buttons["finish"].click()
    show(screen)

    assert ready == (("start", "finish", "block", "edit"), ["start"])
    assert (detail.offered, lit()) == (("verify", "reopen", "edit"), ["verify"])
    assert all(button.isHidden() is (name not in detail.offered) for name, button in detail.buttons.items())
    assert task(desk, "T-01").id == task_id


class WindowsShown(QObject):
    """Notes every widget that is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


def test_no_button_is_a_window_of_its_own_for_a_moment(screen: TasksScreen, desk: Desk, qapp: QApplication) -> None:
    task_id, notes = opened(desk, "Start GEN-2"), WindowsShown()
    qapp.installEventFilter(notes)
    show(screen)
    for bound in (start_task(task_id), block_task(task_id, "no key"), finish_task(task_id), verify_task(task_id, "on")):
        desk.do(bound)
        show(screen)
    qapp.removeEventFilter(notes)

    assert notes.shown == []


def test_a_folded_line_is_never_where_the_list_begins(screen: TasksScreen, desk: Desk) -> None:
    first = opened(desk, "First")
    desk.do(finish_task(first))
    desk.do(verify_task(first, reading="on"))
    show(screen)
    screen.card.list.setFocus()
    alone = screen.card.list.currentIndex().data(RowRole).title

    second = opened(desk, "Second")
    show(screen)

    assert (alone, screen.card.chosen) == ("1 verified", second)


def test_in_a_narrow_window_the_title_and_its_count_stand_before_the_tabs(
    screen: TasksScreen, desk: Desk, qapp: QApplication
) -> None:
    opened(desk, "Survey")
    show(screen)

    screen.resize(745, 500)
    qapp.processEvents()

    card = screen.card
    assert card.title.x() < card.count.x() < screen.picture_card.tabs.x() < card.modes.x() < card.filter.x()
    assert card.count.width() >= card.count.sizeHint().width()


def test_the_whole_task_can_be_read_out(screen: TasksScreen, desk: Desk, clock: SetClock) -> None:
    opened(desk, "Survey", owner="IBD", due_at=clock() + timedelta(minutes=5))
    show(screen)

    assert screen.picture_card.detail.list.accessibleDescription() == (
        "T-01 Survey, Ready. Owner: IBD. Priority: 3 Medium. Due: 07:48, in 5 min. Opened: 07:43"
    )


def test_in_a_narrow_window_list_detail_and_chart_take_turns(screen: TasksScreen, desk: Desk) -> None:
    opened(desk, "Survey")
    show(screen)
    screen.resize(700, 500)
    narrow = (screen.card.isVisible(), screen.picture_card.tabs.at)

    shown = []
    for _ in range(3):
        act(screen, "B")
        shown.append((screen.picture_card.tabs.at, screen.card.isVisible()))
    screen.resize(1500, 800)

    assert narrow == (True, LIST)
    assert shown == [(DETAIL, False), (GANTT, False), (LIST, True)]
    assert (screen.picture_card.tabs.at, screen.card.isVisible()) == (DETAIL, True)


@pytest.mark.parametrize("name", ["dark", "light", "night"])
def test_it_is_drawn_in_every_theme_and_size(
    screen: TasksScreen, desk: Desk, clock: SetClock, qapp: QApplication, name: str
) -> None:
    opened(desk, "Langwierige Wiederinbetriebnahme der Notstromversorgung " * 4, due_at=clock() + timedelta(minutes=1))
    desk.do(start_task(opened(desk, "إعادة تشغيل المولد", owner="قسم الهندسة")))
    clock.advance(minutes=9)
    show(screen)

    for size in (1.0, 1.5):
        theme.use(qapp, name, size)
        for tab in (DETAIL, GANTT):
            screen.picture_card.tabs.choose(tab)
            assert not screen.grab().isNull()
    theme.use(qapp, "dark", 1.0)


def test_nothing_can_be_done_in_the_past(screen: TasksScreen, desk: Desk, clock: SetClock) -> None:
    opened(desk, "Survey")
    clock.advance(minutes=2)
    screen.desk.show_past(clock() - timedelta(minutes=1))
    show(screen)

    assert not screen.picture_card.detail._foot.isVisible()
    assert detail_rows(screen)[0] == "T-01 Survey"


def test_what_cannot_be_done_in_the_past_is_not_offered(screen: TasksScreen, desk: Desk, clock: SetClock) -> None:
    then = clock()
    clock.advance(minutes=2)
    opened(desk, "Survey")
    screen.desk.show_past(then)
    show(screen)

    said = screen.card._empty.text(), screen.picture_card.detail._empty.text()

    assert said == ("No tasks at this moment.", "No task is chosen. Choose one with ↑ and ↓.")
