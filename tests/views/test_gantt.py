"""The chart of tasks in its widget: what it shows first, keys and clicks, and how long 500 tasks take."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from time import perf_counter
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.tasks import open_task, start_task
from app.desk import Desk
from app.picture import picture_at
from app.task_lines import by_time
from app.tasks import Plan
from models.base import new_id
from models.task import Task
from models.terms import Priority, TaskStatus
from views import theme
from views.boards.gantt import GanttChart
from views.boards.gantt_paint import ROW
from views.boards.time_view import RULER

Key = Qt.Key


@pytest.fixture
def chart(qtbot: QtBot, dark: None) -> GanttChart:
    made = GanttChart()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    return made


def show(chart: GanttChart, desk: Desk) -> None:
    plan = Plan.of(desk.ask(picture_at()), desk.clock())
    chart.show_plan(plan, by_time(plan, verified=True))


def shown(chart: GanttChart) -> tuple[float, float]:
    left, right = chart.view.box.viewRange()[0]
    return left, right


def opened(desk: Desk, title: str, **more: object) -> UUID:
    return desk.do(open_task(title, **more)).made[0]  # type: ignore[arg-type]


def test_an_empty_chart_says_what_to_do(chart: GanttChart, desk: Desk) -> None:
    show(chart, desk)

    assert chart._empty.isVisible()
    assert not chart.view.isVisible()


def test_it_shows_the_whole_incident_first_and_then_stays(chart: GanttChart, desk: Desk, clock: SetClock) -> None:
    opened(desk, "Survey", due_at=clock() + timedelta(hours=5))
    show(chart, desk)
    first = shown(chart)

    chart.zoom(1)
    nearer = shown(chart)
    clock.advance(minutes=1)
    show(chart, desk)

    assert first[0] < clock().timestamp() < first[1]
    assert nearer[1] - nearer[0] < first[1] - first[0]
    assert shown(chart) == pytest.approx(nearer)


def test_keys_zoom_and_pan(chart: GanttChart, desk: Desk) -> None:
    opened(desk, "Survey")
    show(chart, desk)
    whole = shown(chart)

    QTest.keyClick(chart.view, Key.Key_Right)
    panned = shown(chart)
    chart.zoom(-1)
    further = shown(chart)
    chart.zoom(0)

    assert panned[0] > whole[0]
    assert further[1] - further[0] > panned[1] - panned[0]
    assert shown(chart) == pytest.approx(whole)


def wheel(chart: GanttChart, turned: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(chart.view.rect().center())
    event = QWheelEvent(
        middle, chart.view.mapToGlobal(middle), QPoint(), QPoint(0, turned),
        Qt.MouseButton.NoButton, modifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    chart.view.wheelEvent(event)


def test_the_wheel_scrolls_and_with_ctrl_it_zooms(chart: GanttChart, desk: Desk) -> None:
    desk.do(*(open_task(f"Round {number}") for number in range(30)))
    show(chart, desk)
    whole = shown(chart)

    wheel(chart, -120)
    scrolled, still = chart.roll.value(), shown(chart)
    wheel(chart, 120, Qt.KeyboardModifier.ControlModifier)

    assert (scrolled, still) == (2 * ROW, whole)
    assert shown(chart)[1] - shown(chart)[0] < whole[1] - whole[0]


def test_a_click_on_a_row_chooses_its_task_and_a_head_is_none(chart: GanttChart, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    show(chart, desk)
    chosen: list[UUID] = []
    chart.chose.connect(chosen.append)

    for row in (0, 1, 2):
        QTest.mouseClick(chart.labels, Qt.MouseButton.LeftButton, pos=QPoint(40, RULER + row * ROW + ROW // 2))
    at = QPoint(chart.view.width() // 2, RULER + ROW + ROW // 2)
    QTest.mouseClick(chart.view.viewport(), Qt.MouseButton.LeftButton, pos=at)

    assert chosen == [task_id, task_id]


def test_the_chosen_row_is_brought_into_view(chart: GanttChart, desk: Desk) -> None:
    made = desk.do(*(open_task(f"Round {number}") for number in range(40))).made
    show(chart, desk)

    chart.mark(made[-1])
    end = chart.roll.value()
    chart.mark(made[0])

    assert end == chart.roll.maximum()
    assert chart.roll.value() == ROW


def test_up_down_and_enter_are_told(chart: GanttChart, desk: Desk, qtbot: QtBot) -> None:
    opened(desk, "Survey")
    show(chart, desk)
    steps: list[int] = []
    chart.stepped.connect(steps.append)

    QTest.keyClick(chart.view, Key.Key_Down)
    QTest.keyClick(chart.view, Key.Key_Up)
    with qtbot.waitSignal(chart.opened):
        QTest.keyClick(chart.view, Key.Key_Return)

    assert steps == [1, -1]


def test_it_has_a_name_and_points_to_the_list(chart: GanttChart) -> None:
    assert chart.view.accessibleName() == "Gantt chart"
    assert "The list says the same in words" in chart.view.accessibleDescription()
    assert chart.legend.accessibleName().startswith("Legend: worked on, planned to due, late, due")


def test_it_wears_the_theme_and_the_zoom(chart: GanttChart, desk: Desk, qapp: object) -> None:
    opened(desk, "Survey")
    show(chart, desk)
    dark = chart.view.backgroundBrush().color()

    theme.use(qapp, "light", 1.5)  # type: ignore[arg-type]
    light, height = chart.view.backgroundBrush().color(), chart.view.axis.maximumHeight()
    theme.use(qapp, "dark", 1.0)  # type: ignore[arg-type]

    assert (dark.name(), light.name()) == (theme.DARK.surface.lower(), theme.LIGHT.surface.lower())
    assert height == round(RULER * 1.5)


def test_the_axis_marks_round_times(chart: GanttChart, desk: Desk) -> None:
    opened(desk, "Survey")
    show(chart, desk)
    left, right = shown(chart)

    [(spacing, seconds)] = chart.view.axis.tickValues(left, right, 600)

    texts = chart.view.axis.tickStrings(seconds, 1, spacing)
    assert texts == ["08:00", "08:30", "09:00", "09:30"]
    assert all(after - before == spacing for before, after in pairwise(seconds))


def test_500_tasks_are_drawn_in_a_blink(chart: GanttChart, desk: Desk) -> None:
    desk.do(start_task(opened(desk, "Survey")))
    plan = Plan.of(desk.ask(picture_at()), desk.clock())
    tasks = [
        Task(
            id=new_id(), incident_id=new_id(), ref=f"T-{number:03d}", title="Round", priority=Priority.LOW,
            status=TaskStatus.PLANNED, opened_at=desk.clock(), due_at=desk.clock() + timedelta(minutes=number),
        )
        for number in range(500)
    ]  # fmt: skip
    before = {task.id: [earlier] for earlier, task in zip(tasks, tasks[7:], strict=False)}
    many = replace(plan, tasks={task.id: task for task in tasks}, before=before)
    chart.show_plan(many, by_time(many))
    chart.grab()

    took = []
    for _ in range(5):
        start = perf_counter()
        chart.view.zoom(0.9)
        chart.grab()
        took.append(perf_counter() - start)

    assert min(took) < 0.2
