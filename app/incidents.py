"""Finding an incident by the number that operators call it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.errors import Refused
from app.query import Look, query
from models.incident import Incident


@query
def incident_called(look: Look, ref: str) -> UUID:
    """The id of the incident with this number. Raises `Refused` where the station has none."""
    called = select(Incident.id).where(Incident.station_id == look.station_id, Incident.ref == ref)
    found = look.session.scalar(called)
    if found is None:
        raise Refused(f"There is no incident {ref} in this database.", field="incident")
    return found
