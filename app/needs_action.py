"""What waits for somebody, by its time: open tasks, reviews, promises and clocks, and answers that are owed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.board import Line, Tone, with_due
from app.countdowns import running, whose_text
from app.messages import Showing, due_at, message_title, messages, owes_text, waiting_text
from models import times
from models.countdown import Countdown
from models.decision import Decision
from models.message import Message
from models.picture import Picture
from models.task import Task
from models.terms import Priority, TaskStatus

Dated = tuple[datetime, Priority, str, Line]
"""A line with what it is put in order by."""


def needs_action(picture: Picture, moment: datetime) -> list[Line]:
    """Everything that is due by its time, then tasks without one, then what is done and not yet verified."""
    minute = times.to_the_minute(moment)
    tasks = picture.all(Task)
    undone = [task for task in tasks if not task.finished]
    dated = [
        *_tasks(picture, undone, minute),
        *_reviews(picture, moment),
        *_countdowns(picture, moment),
        *_unanswered(picture, moment),
    ]
    dated.sort(key=lambda one: one[:3])
    undated = sorted((task for task in undone if task.due_at is None), key=_by_priority)
    done = sorted((task for task in tasks if task.status is TaskStatus.DONE), key=_by_priority)
    zone = picture.station.zone
    return [
        *(line for *_, line in dated),
        *(_task_line(task, _waits(picture, task), zone, minute) for task in undated),
        *map(_done_line, done),
    ]


def _by_priority(task: Task) -> tuple[Priority, str]:
    return task.priority, task.ref


def _waits(picture: Picture, task: Task) -> tuple[str, ...]:
    return tuple(picture.still_waits_for(task)) if task.status is TaskStatus.PLANNED else ()


def _tasks(picture: Picture, undone: Sequence[Task], minute: datetime) -> Iterator[Dated]:
    zone = picture.station.zone
    for task in undone:
        if task.due_at is not None:
            yield task.due_at, task.priority, task.ref, _task_line(task, _waits(picture, task), zone, minute)


def _reviews(picture: Picture, moment: datetime) -> Iterator[Dated]:
    for decision in picture.all(Decision):
        if decision.in_force and decision.review_at:
            line = _review_line(decision, decision.review_at, picture.station.zone, moment)
            yield decision.review_at, Priority.CRITICAL, decision.ref, line


def _countdowns(picture: Picture, moment: datetime) -> Iterator[Dated]:
    for one in running(picture):
        yield one.due_at, Priority.CRITICAL, one.ref, _countdown_line(one, picture.station.zone, moment)


def _unanswered(picture: Picture, moment: datetime) -> Iterator[Dated]:
    for one in messages(picture, Showing.UNANSWERED):
        yield due_at(one), Priority.MEDIUM, one.ref, _unanswered_line(picture, one, moment)


@lru_cache(maxsize=2048)
def _task_line(task: Task, waits: tuple[str, ...], zone: ZoneInfo, minute: datetime) -> Line:
    """The same line until its row, what it waits for, or the minute is another: most rows of a change are untouched."""
    late = task.overdue_at(minute)
    mark = {TaskStatus.BLOCKED: "lock", TaskStatus.PLANNED: "hourglass"}.get(task.status, "ring")
    title, second = f"{task.ref} {task.title}", _task_second(task, waits)
    line = Line(str(task.id), "triangle" if late else mark, title, second, f"{title}, {second}")
    return line if task.due_at is None else with_due(line, task.due_at, zone, minute, late)


def _task_second(task: Task, waits: Sequence[str]) -> str:
    owner = task.owner or "No owner yet"
    if task.status is TaskStatus.BLOCKED:
        return f"{owner}, blocked: {task.blocked_reason}"
    return f"{owner}, waits for {', '.join(waits)}" if waits else f"{owner}, {task.status}"


def _review_line(decision: Decision, review_at: datetime, zone: ZoneInfo, moment: datetime) -> Line:
    late = decision.due_at(moment)
    title = f"{decision.ref} {decision.title}"
    second = ", ".join(part for part in (f"Review by {decision.decided_by}", decision.review) if part)
    line = Line(str(decision.id), "triangle" if late else "gavel", title, second, f"{title}, {second}")
    return with_due(line, review_at, zone, moment, late)


def _countdown_line(countdown: Countdown, zone: ZoneInfo, moment: datetime) -> Line:
    late = countdown.overdue_at(moment)
    mark = "triangle" if late else "clock" if countdown.promised else "stopwatch"
    title, second = f"{countdown.ref} {countdown.text}", whose_text(countdown)
    return with_due(
        Line(str(countdown.id), mark, title, second, f"{title}, {second}"), countdown.due_at, zone, moment, late
    )


def _unanswered_line(picture: Picture, message: Message, moment: datetime) -> Line:
    late, waits = message.late_at(moment), waiting_text(message, moment)
    zone, title = picture.station.zone, message_title(message)
    second = f"{owes_text(picture, message, moment)}: {message.text}"
    by = times.clock_text(message.reply_by, zone, moment.astimezone(zone).date()) if message.reply_by else ""
    return Line(
        key=str(message.id),
        mark="triangle" if late else "send" if message.outgoing else "message",
        title=title,
        second=second,
        right=by,
        right_second=waits,
        tone=Tone.LATE if late else Tone.NORMAL,
        spoken=", ".join(part for part in (title, second, by and f"due {by}", waits) if part),
    )


def _done_line(task: Task) -> Line:
    title = f"{task.ref} {task.title}"
    second = f"{task.done_by}, done" if task.done_by else "Done"
    return Line(
        str(task.id), "check", title, second, f"{title}, {second}, to verify", right_second="to verify", tone=Tone.QUIET
    )
