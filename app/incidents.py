"""The incidents of the station: which there are, which one a desk shows first, and which one is called so."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.errors import Refused
from app.query import Look, query
from models.incident import Incident
from models.terms import Phase


@query
def incidents(look: Look) -> list[Incident]:
    """Every incident and exercise of the station, the newest first."""
    there = select(Incident).where(Incident.station_id == look.station_id, Incident.removed_at.is_(None))
    return list(look.session.scalars(there.order_by(Incident.logged_at.desc(), Incident.id.desc())))


@query
def incident_to_show(look: Look, preferred: UUID | None = None) -> UUID | None:
    """The preferred incident if it is there and not closed, else the newest open one, else None."""
    open_ones = [one.id for one in incidents()(look) if one.phase is not Phase.CLOSED]
    return preferred if preferred in open_ones else next(iter(open_ones), None)


@query
def incident_called(look: Look, ref: str) -> UUID:
    """The id of the incident with this number. Raises `Refused`, naming those that there are."""
    known = {one.ref: one.id for one in incidents()(look)}
    found = known.get(ref.strip()) or {one.upper(): known[one] for one in known}.get(ref.strip().upper())
    if found is None:
        there = ", ".join(sorted(known)) or "none yet"
        raise Refused(f"There is no incident {ref} in this database. Incidents: {there}.", field="incident")
    return found
