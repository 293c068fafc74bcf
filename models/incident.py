"""The incident, its situation in three sentences, its operational periods, and its handovers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow, StationRow
from models.terms import Category, Level, Phase, Priority


class Incident(StationRow, kw_only=True, eq=False):
    """An incident with the moments of its life kept apart (standards 2.1).

    `occurred_at` and `detected_at` are as told; the others are set by commands. A change of priority moves none.
    """

    __tablename__ = "incident"
    __table_args__ = (UniqueConstraint("station_id", "ref"),)

    ref: Mapped[str]
    title: Mapped[str]
    category: Mapped[Category]
    site: Mapped[str]
    exercise: Mapped[bool]
    impact: Mapped[Level]
    urgency: Mapped[Level]
    life_safety: Mapped[bool]
    priority: Mapped[Priority]
    priority_reason: Mapped[str | None] = mapped_column(default=None)
    phase: Mapped[Phase] = mapped_column(default=Phase.RESPOND)
    commander: Mapped[str | None] = mapped_column(default=None)
    commander_at: Mapped[datetime | None] = mapped_column(default=None)
    occurred_at: Mapped[datetime]
    detected_at: Mapped[datetime]
    logged_at: Mapped[datetime]
    acknowledged_at: Mapped[datetime | None] = mapped_column(default=None)
    restored_at: Mapped[datetime | None] = mapped_column(default=None)
    resolved_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def scope_id(self) -> UUID:
        return self.id

    @property
    def marking(self) -> str:
        """LIVE or EXERCISE, as it stands on every page."""
        return "EXERCISE" if self.exercise else "LIVE"

    def elapsed_until(self, moment: datetime) -> tuple[datetime, datetime]:
        """From when to when the incident has run: since it occurred, until now or until it was resolved."""
        end = self.resolved_at or self.closed_at
        return self.occurred_at, min(moment, end) if end else moment


class Situation(IncidentRow, kw_only=True, eq=False):
    """The situation in three sentences; each setting of it stays in the log."""

    __tablename__ = "situation"
    __table_args__ = (UniqueConstraint("incident_id"),)
    REF = "id"

    now: Mapped[str]
    impact: Mapped[str]
    next: Mapped[str]
    set_by: Mapped[str]
    set_at: Mapped[datetime]


class Period(IncidentRow, kw_only=True, eq=False):
    """A numbered operational period (standards 1.4)."""

    __tablename__ = "period"
    __table_args__ = (UniqueConstraint("incident_id", "number"),)
    REF = "number"

    number: Mapped[int]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    next_briefing_at: Mapped[datetime | None] = mapped_column(default=None)


class Handover(IncidentRow, kw_only=True, eq=False):
    """A shift handover: what was printed when, who gave and who took it, and when responsibility passed.

    `log_serial` and `check` pin the printed page to the last entry it knew of (quality 4).
    """

    __tablename__ = "handover"
    __table_args__ = (UniqueConstraint("incident_id", "number"),)
    REF = "number"

    number: Mapped[int]
    seat_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("seat.id"))
    as_at: Mapped[datetime]
    printed_at: Mapped[datetime]
    paper: Mapped[str]
    log_number: Mapped[str]
    check: Mapped[str]
    from_post: Mapped[str]
    from_initials: Mapped[str]
    to_post: Mapped[str]
    to_initials: Mapped[str | None] = mapped_column(default=None)
    read_back: Mapped[str | None] = mapped_column(default=None)
    questions: Mapped[str | None] = mapped_column(default=None)
    signed_at: Mapped[datetime | None] = mapped_column(default=None)
    passes_at: Mapped[datetime | None] = mapped_column(default=None)
    walked_at: Mapped[datetime | None] = mapped_column(default=None)
    """When the page was walked through together."""
    left_open: Mapped[str | None] = mapped_column(default=None)
    """Why it was signed although the check still had open points."""


class HandoverNote(IncidentRow, kw_only=True, eq=False):
    """What the relief must hear and no row says: it grows through the shift, and is struck off when it is over."""

    __tablename__ = "handover_note"
    REF = "text"

    text: Mapped[str]
    noted_by: Mapped[str]
    noted_at: Mapped[datetime]
    over_at: Mapped[datetime | None] = mapped_column(default=None)
