"""Restoration tasks, their hard predecessors, and the texts they wait for."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow
from models.terms import Priority, TaskStatus
from models.times import to_the_minute

FINISHED = (TaskStatus.DONE, TaskStatus.VERIFIED)
"""A predecessor that is finished lets its successors start (finish to start)."""


class Task(IncidentRow, kw_only=True, eq=False):
    """A restoration task (standards 4.6). Open until it is verified: done is not verified.

    `test` is how it is to be verified; `verified_how` by which method it was, `reading` what was read or seen.
    """

    __tablename__ = "task"
    __table_args__ = (UniqueConstraint("incident_id", "ref"),)

    ref: Mapped[str]
    title: Mapped[str]
    priority: Mapped[Priority]
    status: Mapped[TaskStatus]
    opened_at: Mapped[datetime]
    system_id: Mapped[UUID | None] = mapped_column(Uuid(), ForeignKey("system.id"), default=None)
    owner: Mapped[str | None] = mapped_column(default=None)
    due_at: Mapped[datetime | None] = mapped_column(default=None)
    started_at: Mapped[datetime | None] = mapped_column(default=None)
    blocked_reason: Mapped[str | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    done_by: Mapped[str | None] = mapped_column(default=None)
    test: Mapped[str | None] = mapped_column(default=None)
    verified_how: Mapped[str | None] = mapped_column(default=None)
    reading: Mapped[str | None] = mapped_column(default=None)
    verified_at: Mapped[datetime | None] = mapped_column(default=None)
    verified_by: Mapped[str | None] = mapped_column(default=None)

    @property
    def open(self) -> bool:
        """Whether anything is left to do, verification included."""
        return self.status is not TaskStatus.VERIFIED

    @property
    def finished(self) -> bool:
        """Whether its successors may start."""
        return self.status in FINISHED

    def overdue_at(self, moment: datetime) -> bool:
        """Whether it was due at least a minute before this moment and is not done."""
        return self.due_at is not None and self.due_at < to_the_minute(moment) and not self.finished


class Predecessor(IncidentRow, kw_only=True, eq=False):
    """A hard link: `task_id` cannot start before `predecessor_id` is done."""

    __tablename__ = "predecessor"
    __table_args__ = (UniqueConstraint("task_id", "predecessor_id"),)
    REF = "id"

    task_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("task.id"))
    predecessor_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("task.id"))


class Wait(IncidentRow, kw_only=True, eq=False):
    """Something outside the task list that a task waits for, ticked when it has come. It informs; it does not bar."""

    __tablename__ = "wait"
    REF = "text"

    task_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("task.id"))
    text: Mapped[str]
    ticked_at: Mapped[datetime | None] = mapped_column(default=None)
