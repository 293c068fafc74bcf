"""The chart of the tasks: bars, arrows, the longest chain, and the marks of its time axis."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

from app.clock import SetClock
from app.commands.tasks import finish_task, open_task, start_task, verify_task
from app.desk import Desk
from app.gantt import Gantt, Piece, gantt
from app.longest_chain import before_after, longest_chain
from app.picture import picture_at
from app.task_lines import by_time
from app.tasks import Plan
from app.time_axis import step_for, ticks
from models.base import new_id
from models.database import Database
from models.task import Task
from models.terms import Priority, TaskStatus

BERLIN = ZoneInfo("Europe/Berlin")


def plan_of(desk: Desk) -> Plan:
    return Plan.of(desk.ask(picture_at()), desk.clock())


def chart_of(plan: Plan) -> Gantt:
    return gantt(plan, by_time(plan, verified=True))


def opened(desk: Desk, title: str, **more: object) -> UUID:
    return desk.do(open_task(title, **more)).made[0]  # type: ignore[arg-type]


def pieces(chart: Gantt, ref: str) -> list[tuple[Piece, str, str]]:
    bar = next(bar for bar in chart.bars if bar.label.startswith(ref))
    return [(piece, f"{start:%H:%M}", f"{end:%H:%M}") for piece, start, end in bar.pieces]


def test_the_rows_are_those_of_the_list_in_its_order(demonstration: tuple[Database, Desk]) -> None:
    moment = datetime(2026, 8, 12, 8, 31, 59, tzinfo=UTC)
    chart = chart_of(Plan.of(demonstration[1].past(moment).ask(picture_at()), moment))

    assert [bar.label.split(" ")[0] for bar in chart.bars[:9]] == [
        "Now", "T-21", "T-07", "T-18", "T-17", "Waiting", "T-08", "T-15", "11",
    ]  # fmt: skip
    assert [bar.is_head for bar in chart.bars[:9]] == [True, *[False] * 4, True, False, False, True]
    assert pieces(chart, "T-08") == [(Piece.OPEN, "07:42", "08:31"), (Piece.PLANNED, "09:45", "10:00")]
    assert (f"{chart.start:%H:%M}", f"{chart.end:%H:%M}") == ("07:42", "11:44")


def test_arrows_run_from_the_end_of_one_task_to_the_start_of_the_next(demonstration: tuple[Database, Desk]) -> None:
    moment = datetime(2026, 8, 12, 8, 31, 59, tzinfo=UTC)
    chart = chart_of(Plan.of(demonstration[1].past(moment).ask(picture_at()), moment))

    refs = [
        (chart.bars[arrow.from_row].label[:4], chart.bars[arrow.to_row].label[:4], arrow.critical, arrow.holds)
        for arrow in chart.arrows
    ]
    assert refs[:2] == [("T-07", "T-08", True, True), ("T-08", "T-15", True, True)]
    assert sorted(refs[2:]) == [
        ("T-01", "T-02", False, False),
        ("T-01", "T-03", False, False),
        ("T-01", "T-09", False, False),
        ("T-02", "T-12", False, False),
        ("T-03", "T-02", False, False),
        ("T-04", "T-05", False, False),
    ]
    assert all(arrow.enters_at >= arrow.leaves_at for arrow in chart.arrows)


def test_a_bar_says_open_worked_on_checked(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk, "Survey")
    for act in (start_task(task_id), finish_task(task_id), verify_task(task_id, reading="green")):
        clock.advance(minutes=10)
        desk.do(act)

    chart = chart_of(plan_of(desk))

    assert pieces(chart, "T-01") == [
        (Piece.OPEN, "07:43", "07:53"),
        (Piece.WORKED, "07:53", "08:03"),
        (Piece.CHECKED, "08:03", "08:13"),
    ]


def test_a_task_that_is_late_has_a_late_piece_until_now(desk: Desk, clock: SetClock) -> None:
    opened(desk, "Survey", due_at=clock() + timedelta(minutes=10))
    clock.advance(minutes=25)

    chart = chart_of(plan_of(desk))

    assert pieces(chart, "T-01") == [(Piece.OPEN, "07:43", "08:08"), (Piece.LATE, "07:53", "08:08")]
    assert chart.bars[1].late


def test_a_task_that_was_done_late_keeps_its_late_piece(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk, "Survey", due_at=clock() + timedelta(minutes=10))
    clock.advance(minutes=25)
    desk.do(finish_task(task_id))
    clock.advance(minutes=5)

    chart = chart_of(plan_of(desk))

    assert (Piece.LATE, "07:53", "08:08") in pieces(chart, "T-01")
    assert not chart.bars[1].late


def test_a_plan_begins_when_what_it_waits_for_is_due(desk: Desk, clock: SetClock) -> None:
    first = opened(desk, "First", due_at=clock() + timedelta(minutes=30))
    opened(desk, "Second", due_at=clock() + timedelta(minutes=50), after=[first])

    chart = chart_of(plan_of(desk))

    assert pieces(chart, "T-02") == [(Piece.PLANNED, "08:13", "08:33")]


def test_a_plan_never_begins_after_its_own_due_time(desk: Desk, clock: SetClock) -> None:
    first = opened(desk, "First", due_at=clock() + timedelta(minutes=50))
    opened(desk, "Second", due_at=clock() + timedelta(minutes=30), after=[first])

    [arrow] = chart_of(plan_of(desk)).arrows

    assert (arrow.leaves_at - arrow.enters_at) == timedelta(minutes=20)


def test_a_due_time_far_off_does_not_stretch_the_chart(desk: Desk, clock: SetClock) -> None:
    opened(desk, "Root cause", due_at=clock() + timedelta(days=14))

    chart = chart_of(plan_of(desk))

    assert chart.start is not None
    assert chart.end == chart.start + timedelta(hours=2)


def test_the_longest_chain_is_what_is_still_to_do(desk: Desk) -> None:
    done = opened(desk, "Done")
    first = opened(desk, "First", after=[done])
    second = opened(desk, "Second", after=[first])
    opened(desk, "Third", after=[second, first])
    opened(desk, "Aside", after=[first])
    desk.do(finish_task(done))

    chart = chart_of(plan_of(desk))

    assert [bar.label for bar in chart.bars if bar.critical] == ["T-02 First", "T-03 Second", "T-04 Third"]


def test_one_task_alone_is_no_chain() -> None:
    assert longest_chain({"a": [], "b": []}, {"a": (0, "a"), "b": (0, "b")}) == []


def test_of_two_chains_the_one_that_is_due_last_is_meant() -> None:
    rank = {key: (float(number), key) for number, key in enumerate("abcd")}

    assert longest_chain({"a": [], "b": ["a"], "c": ["a"], "d": []}, rank) == ["a", "c"]


def test_each_task_stands_after_all_that_it_waits_for() -> None:
    order = before_after({"d": ["b", "c"], "c": ["b"], "b": ["a"], "a": [], "e": ["elsewhere"]})

    assert order == ["a", "b", "c", "d", "e"]


def test_a_circle_that_a_merge_has_closed_ends_nothing() -> None:
    circle = {"a": ["c"], "b": ["a"], "c": ["b"], "d": []}

    order, chain = before_after(circle), longest_chain(circle, {key: (0, key) for key in circle})

    assert sorted(order) == ["a", "b", "c", "d"]
    assert len(chain) <= 3


def test_an_empty_chart_has_no_bars(desk: Desk) -> None:
    chart = chart_of(plan_of(desk))

    assert (chart.bars, chart.arrows, chart.start) == ((), (), None)


def test_a_chain_of_a_thousand_tasks_is_walked(desk: Desk) -> None:
    plan, at = plan_of(desk), desk.clock()
    tasks = [
        Task(
            incident_id=new_id(), ref=f"T-{number:04d}", title="Step", priority=Priority.LOW,
            status=TaskStatus.PLANNED, opened_at=at,
        )
        for number in range(1200)
    ]  # fmt: skip
    after = {task.id: [before] for before, task in pairwise(tasks)}
    long = replace(plan, tasks={task.id: task for task in reversed(tasks)}, before=after)

    chart = chart_of(long)

    assert sum(bar.critical for bar in chart.bars) == 1200
    assert len(chart.arrows) == 1199


def test_the_axis_marks_round_times_and_the_date_at_midnight() -> None:
    start = datetime(2026, 8, 12, 20, 10, tzinfo=UTC)

    marks = ticks(start, start + timedelta(hours=3), 60, BERLIN)

    assert [text for _, text in marks] == ["23:00", "13 Aug", "01:00"]


def test_the_axis_has_both_hours_that_the_clocks_show_twice() -> None:
    start = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)  # 02:00 summer time; at 03:00 the clocks go back to 02:00

    marks = ticks(start, start + timedelta(hours=2), 60, BERLIN)

    assert [text for _, text in marks] == ["02:00 +02:00", "02:00 +01:00", "03:00"]
    assert [(b - a) for (a, _), (b, _) in pairwise(marks)] == [timedelta(hours=1)] * 2


def test_the_axis_leaves_out_the_hour_that_the_clocks_skip() -> None:
    start = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)  # 01:00 winter time; at 02:00 the clocks go on to 03:00

    marks = ticks(start, start + timedelta(hours=2), 60, BERLIN)

    assert [text for _, text in marks] == ["01:00", "03:00", "04:00"]


def test_the_step_gives_as_many_marks_as_there_is_room_for() -> None:
    assert [step_for(hours * 3600, 8) for hours in (0.5, 6, 24, 24 * 30)] == [5, 60, 180, 10080]
