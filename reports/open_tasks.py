"""What is to be done on paper: which tasks, reviews and own promises come first, and how far each is, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from models import times
from models.contact import Contact
from models.countdown import Countdown
from models.decision import Decision
from models.picture import Picture
from models.task import Task
from models.terms import Priority, TaskStatus

AHEAD = timedelta(hours=2)
"""How far *Do first* looks ahead."""


@dataclass(frozen=True)
class ToDo:
    """A task, a review or a promise of this side that comes first."""

    row_id: UUID
    due_at: datetime | None
    title: str
    owner: str
    state: str
    come: bool
    """Whether its time has come."""
    late: bool
    beyond: bool
    """Whether it is not due within two hours: it comes first for its priority."""
    critical: bool = False
    """Whether it is of priority 1."""
    promised: bool = False
    """Whether it is a promise of this side."""
    review: str = ""
    """The decision that is to be reviewed, if it is that."""


def to_do_first(picture: Picture, moment: datetime) -> list[ToDo]:
    """The tasks to do first and, where they have come or come within two hours, the reviews and own promises."""
    tasks, _ = tasks_to_do_first(picture, moment)
    every = [_task(picture, one, moment) for one in tasks]
    every += [_review(one, moment) for one in picture.all(Decision) if one.in_force and _soon(one.review_at, moment)]
    every += [_promise(one, moment) for one in promises_to_do_first(picture, moment)]
    return sorted(every, key=lambda one: (one.due_at is None, one.due_at or moment))


def _task(picture: Picture, task: Task, moment: datetime) -> ToDo:
    made = _to_do(
        task.id, task.due_at, f"{task.ref} {task.title}", task.owner or "No owner", task_state(picture, task), moment
    )
    return replace(made, critical=task.priority is Priority.CRITICAL)


def _review(decision: Decision, moment: datetime) -> ToDo:
    title = f"{decision.ref} Review: {decision.title}"
    return replace(
        _to_do(decision.id, decision.review_at, title, decision.decided_by, "Review", moment), review=decision.ref
    )


def promises_to_do_first(picture: Picture, moment: datetime) -> list[Countdown]:
    """The promises that nobody outside has to keep, which are due within two hours or late."""
    outside = {one.name for one in picture.all(Contact, removed=True) if one.external}
    return [
        one
        for one in picture.all(Countdown)
        if one.promised and one.running and one.owner not in outside and _soon(one.due_at, moment)
    ]


def _promise(one: Countdown, moment: datetime) -> ToDo:
    made = _to_do(one.id, one.due_at, f"{one.ref} {one.text}", one.owner or "No owner", "Promised", moment)
    return replace(made, promised=True)


def _to_do(row_id: UUID, due_at: datetime | None, title: str, owner: str, state: str, moment: datetime) -> ToDo:
    come = due_at is not None and due_at <= moment
    late = due_at is not None and times.whole_minutes(due_at, moment) > 0
    if due_at is not None and come:
        state = times.distance_text(due_at, moment) if late else "Due now"
    return ToDo(row_id, due_at, title, owner, state, come, late, beyond=not _soon(due_at, moment))


def _soon(due_at: datetime | None, moment: datetime) -> bool:
    return due_at is not None and due_at <= moment + AHEAD


def tasks_to_do_first(picture: Picture, moment: datetime) -> tuple[list[Task], list[Task]]:
    """The open tasks in two lists: those late, due within two hours or of priority 1 and not done; and the others.

    The first are in the order of their due times, the others in the order of their priorities.
    """
    tasks = [task for task in picture.all(Task) if task.open]
    first = [task for task in tasks if not task.finished and _presses(task, moment)]
    others = [task for task in tasks if task not in first]
    first.sort(key=lambda task: (task.due_at is None, task.due_at or moment, task.priority, task.ref))
    others.sort(key=lambda task: (task.priority, task.due_at is None, task.due_at or moment, task.ref))
    return first, others


def _presses(task: Task, moment: datetime) -> bool:
    return _soon(task.due_at, moment) or task.priority is Priority.CRITICAL


def task_state(picture: Picture, task: Task) -> str:
    """How far a task is; what is done is not verified, and said to be so."""
    if task.status is TaskStatus.DONE:
        return "Done, not verified"
    if task.status is TaskStatus.BLOCKED:
        return f"Blocked: {task.blocked_reason}"
    if task.status is TaskStatus.PLANNED and (waits := picture.still_waits_for(task)):
        return f"Waits for {', '.join(waits)}"
    return task.status.value.capitalize()
