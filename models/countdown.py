"""Countdowns that run: what was promised to whom by when, and clocks with an end."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow
from models.times import to_the_minute


class Countdown(IncidentRow, kw_only=True, eq=False):
    """A time that runs out: a promise that somebody made, or a clock such as a battery or a limit.

    It runs until `ended_at`; `outcome` says how it ended.
    """

    __tablename__ = "countdown"
    __table_args__ = (UniqueConstraint("incident_id", "ref"),)

    ref: Mapped[str]
    text: Mapped[str]
    promised: Mapped[bool]
    """Whether somebody gave his word for it; else it is a clock."""
    starts_at: Mapped[datetime]
    due_at: Mapped[datetime]
    owner: Mapped[str | None] = mapped_column(default=None)
    """Who promised it, or who watches the clock."""
    receiver: Mapped[str | None] = mapped_column(default=None)
    """To whom it was promised; none: to this desk."""
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    kept: Mapped[bool | None] = mapped_column(default=None)
    """Whether the promise was kept; none while it runs, and of a clock."""
    outcome: Mapped[str | None] = mapped_column(default=None)

    @property
    def running(self) -> bool:
        """Whether it has not been ended."""
        return self.ended_at is None

    def overdue_at(self, moment: datetime) -> bool:
        """Whether it ran out at least a minute before this moment and was not ended."""
        return self.running and self.due_at < to_the_minute(moment)
