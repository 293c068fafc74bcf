"""The station (one per site), its posts, and the seats from which its log books are written."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import StationRow, Tracked

SILENCE_AFTER = 30
"""Minutes, where the station has not set its own."""


class Station(Tracked, kw_only=True, eq=False):
    """A site with its settings that matter to the record."""

    __tablename__ = "station"
    REF = "name"

    name: Mapped[str]
    site: Mapped[str]
    time_zone: Mapped[str]
    paper: Mapped[str] = mapped_column(default="a4")
    late_after_minutes: Mapped[int] = mapped_column(default=15)
    silence_after_minutes: Mapped[int | None] = mapped_column(default=None)
    """After how long without an entry a priority 1 incident asks for one; none: as long as `SILENCE_AFTER`."""

    @property
    def scope_id(self) -> UUID:
        return self.id

    @property
    def silent_after(self) -> timedelta:
        """How long a priority 1 incident may go without an entry (standards 5.4)."""
        minutes = self.silence_after_minutes
        return timedelta(minutes=SILENCE_AFTER if minutes is None else minutes)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this station reads its clocks."""
        return ZoneInfo(self.time_zone)


class Post(StationRow, kw_only=True, eq=False):
    """A post that can hold a desk, own a task or decide (ICS 203); never a person's name."""

    __tablename__ = "post"
    REF = "name"

    name: Mapped[str]
    duty: Mapped[str | None] = mapped_column(default=None)
    position: Mapped[int] = mapped_column(default=0)


class Seat(StationRow, kw_only=True, eq=False):
    """A desk's place in the record: its letter, and the post and initials of who sits there."""

    __tablename__ = "seat"
    __table_args__ = (UniqueConstraint("station_id", "letter"),)
    REF = "letter"

    letter: Mapped[str]
    post: Mapped[str]
    initials: Mapped[str]
    opened_at: Mapped[datetime]
