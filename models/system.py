"""The register of facility systems, and what state each is in during an incident."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import IncidentRow, StationRow
from models.terms import SystemState, Tier


class System(StationRow, kw_only=True, eq=False):
    """A facility system of the register (rows of HICS 251, and the site's own)."""

    __tablename__ = "system"
    __table_args__ = (UniqueConstraint("station_id", "ref"),)

    ref: Mapped[str]
    name: Mapped[str]
    group: Mapped[str]
    tier: Mapped[Tier]
    position: Mapped[int]
    location: Mapped[str | None] = mapped_column(default=None)
    owner: Mapped[str | None] = mapped_column(default=None)
    rto_minutes: Mapped[int | None] = mapped_column(default=None)


class SystemStatus(IncidentRow, kw_only=True, eq=False):
    """The state of one system in one incident: which of the four words, since when, on what supply, and a remark.

    `supply` is empty on normal supply. `estimate_at` is the present estimate of restoration.
    """

    __tablename__ = "system_status"
    __table_args__ = (UniqueConstraint("incident_id", "system_id"),)
    REF = "id"

    system_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("system.id"))
    state: Mapped[SystemState]
    since: Mapped[datetime]
    supply: Mapped[str | None] = mapped_column(default=None)
    remark: Mapped[str | None] = mapped_column(default=None)
    estimate_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def on_backup(self) -> bool:
        """Whether it works fully, but on another supply than its own."""
        return self.state is SystemState.FULLY and self.supply is not None

    @property
    def affected(self) -> bool:
        """Whether it is anything but fully functional on its own supply."""
        return self.on_backup or self.state in (SystemState.PARTIALLY, SystemState.NONFUNCTIONAL)
