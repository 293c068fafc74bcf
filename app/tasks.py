"""The tasks as they are worked on: what links them, in which group each stands, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from app.board import Line
from models import times
from models.picture import Picture
from models.system import System
from models.task import Predecessor, Task, Wait
from models.terms import TaskStatus

NO_OWNER = "No owner yet"
MARKS = {
    TaskStatus.PLANNED: "hourglass",
    TaskStatus.READY: "ring",
    TaskStatus.IN_PROGRESS: "player-play",
    TaskStatus.BLOCKED: "lock",
    TaskStatus.DONE: "check",
    TaskStatus.VERIFIED: "circle-check",
}
"""The mark of each status; a task that is late wears the triangle instead."""
NEVER = datetime.max.replace(tzinfo=UTC)


def by_ref(task: Task) -> tuple[int, str]:
    """The order of refs: `T-99` before `T-100`."""
    return len(task.ref), task.ref


class Group(StrEnum):
    """What is to be done about a task, the most pressing first."""

    LATE = "Late"
    NOW = "Now"
    WAITING = "Waiting"
    TO_VERIFY = "To verify"
    VERIFIED = "Verified"


@dataclass(frozen=True)
class Plan:
    """The tasks of a picture at a moment, with what links them; looked up once, because each row asks for it."""

    moment: datetime
    zone: ZoneInfo
    tasks: dict[UUID, Task]
    systems: dict[UUID, System]
    before: dict[UUID, list[Task]]
    after: dict[UUID, list[Task]]
    waits: dict[UUID, list[Wait]]
    kept: dict[tuple[UUID, bool], tuple[object, Line]] = field(default_factory=dict, compare=False)
    """Rows that were made before, each with what it was made from: a refresh makes only those that differ."""

    @classmethod
    def of(cls, picture: Picture, moment: datetime, old: Plan | None = None) -> Plan:
        """The plan of this picture; `old` is the one before it, whose rows are used again."""
        tasks = {task.id: task for task in sorted(picture.all(Task), key=by_ref)}
        systems, kept = {one.id: one for one in picture.all(System)}, {} if old is None else old.kept
        plan = cls(moment, picture.station.zone, tasks, systems, {}, {}, {}, kept)
        for link in picture.all(Predecessor):
            if link.task_id in tasks and link.predecessor_id in tasks:
                plan.before.setdefault(link.task_id, []).append(tasks[link.predecessor_id])
                plan.after.setdefault(link.predecessor_id, []).append(tasks[link.task_id])
        for wait in picture.all(Wait):
            plan.waits.setdefault(wait.task_id, []).append(wait)
        return plan

    @cached_property
    def minute(self) -> datetime:
        """The moment, cut to its minute: rows say no more than that."""
        return self.moment.replace(second=0, microsecond=0)

    @cached_property
    def today(self) -> date:
        """The local date of the moment."""
        return self.moment.astimezone(self.zone).date()

    def clock(self, moment: datetime) -> str:
        """A moment as a row names it: `05:45`, with its date where that is another day."""
        return times.clock_text(moment, self.zone, self.today)

    def group_of(self, task: Task) -> Group:
        """Where a task stands in the list."""
        if task.overdue_at(self.moment):
            return Group.LATE
        if task.status in (TaskStatus.PLANNED, TaskStatus.BLOCKED):
            return Group.WAITING
        if task.finished:
            return Group.TO_VERIFY if task.open else Group.VERIFIED
        return Group.NOW

    def mark_of(self, task: Task) -> str:
        """The shape or icon of a task."""
        return "triangle" if task.overdue_at(self.moment) else MARKS[task.status]

    def waits_for(self, task: Task) -> list[str]:
        """What a task waits for now: refs of predecessors that are not done, texts that are not ticked."""
        before = sorted((one for one in self.before.get(task.id, []) if not one.finished), key=by_ref)
        return [one.ref for one in before] + [
            wait.text for wait in self.waits.get(task.id, []) if wait.ticked_at is None
        ]

    @cached_property
    def in_order(self) -> list[tuple[Group, Task]]:
        """Every task with its group, in the order to look at them."""
        groups = list(Group)
        grouped = [(self.group_of(task), task) for task in self.tasks.values()]
        return sorted(grouped, key=lambda one: (groups.index(one[0]), *_urgency(*one)))


def _urgency(group: Group, task: Task) -> tuple[object, ...]:
    """Due first, then by priority; what is done in the order it was done, what is verified the latest first."""
    if group is Group.TO_VERIFY:
        return task.done_at or NEVER, *by_ref(task)
    if group is Group.VERIFIED:
        return NEVER - (task.verified_at or NEVER), *by_ref(task)
    return task.due_at or NEVER, task.priority, *by_ref(task)
