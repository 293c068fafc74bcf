"""Decisions: what was chosen among what, why, and when to look at it again."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow


class Decision(IncidentRow, kw_only=True, eq=False):
    """A decision in force until `ended_at` (standards 5.5). `options` are lines of text."""

    __tablename__ = "decision"
    __table_args__ = (UniqueConstraint("incident_id", "ref"),)

    ref: Mapped[str]
    title: Mapped[str]
    options: Mapped[str]
    choice: Mapped[str]
    reason: Mapped[str]
    decided_by: Mapped[str]
    decided_at: Mapped[datetime]
    question: Mapped[str | None] = mapped_column(default=None)
    """What had to be decided."""
    known_to: Mapped[str | None] = mapped_column(default=None)
    """The number of the last log entry that was known when it was decided: what was known then is the log to there."""
    amended_at: Mapped[datetime | None] = mapped_column(default=None)
    """When its choice was changed last; choice, reason and `known_to` are those of that moment."""
    logged_by: Mapped[str | None] = mapped_column(default=None)
    consulted: Mapped[str | None] = mapped_column(default=None)
    review_at: Mapped[datetime | None] = mapped_column(default=None)
    review: Mapped[str | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(default=None)

    @property
    def in_force(self) -> bool:
        """Whether it still holds."""
        return self.ended_at is None

    def due_at(self, moment: datetime) -> bool:
        """Whether its review has come by this moment."""
        return self.in_force and self.review_at is not None and self.review_at <= moment
