"""Queries about the station's incidents as a whole: which there are, and which one a desk shows first."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.query import Look, query
from models.incident import Incident
from models.terms import Phase


@query
def incidents(look: Look) -> list[Incident]:
    """Every incident of the station, the newest first."""
    there = select(Incident).where(Incident.station_id == look.station_id, Incident.removed_at.is_(None))
    return list(look.session.scalars(there.order_by(Incident.logged_at.desc())))


@query
def incident_to_show(look: Look, preferred: UUID | None = None) -> UUID | None:
    """The preferred incident if it is there and not closed, else the newest open one, else None."""
    open_ones = [one.id for one in incidents()(look) if one.phase is not Phase.CLOSED]
    return preferred if preferred in open_ones else next(iter(open_ones), None)
