"""Countdowns that run: what was promised to whom by when, and clocks with an end."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow
from models.times import distance_text, length_text, to_the_minute, whole_minutes


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

    @property
    def minutes_late(self) -> int:
        """How many minutes after its end it was ended; none while it runs, and where it was in time."""
        return 0 if self.ended_at is None else max(0, whole_minutes(self.due_at, self.ended_at))

    def standing_at(self, moment: datetime) -> str:
        """How it stands, in words: `in 23 min`, `7 min late`, `kept`, `kept, 3 min late`, `not kept`, `stopped`."""
        if self.running:
            return distance_text(self.due_at, moment)
        if not self.promised:
            return "stopped"
        late = f", {length_text(self.minutes_late)} late" if self.minutes_late else ""
        return f"kept{late}" if self.kept else "not kept"
