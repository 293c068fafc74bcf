"""Silence: a priority 1 incident in whose log nothing was written for the station's time (standards 5.4)."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.incident import Incident
from models.terms import Phase, Priority


def silent_for(incident: Incident, last_at: datetime | None, allowed: timedelta, moment: datetime) -> timedelta | None:
    """How long nothing was written, where that is too long; only a live one of priority 1 that is not over asks."""
    if incident.exercise or incident.priority is not Priority.CRITICAL or last_at is None:
        return None
    if incident.phase not in (Phase.RESPOND, Phase.RESTORED):
        return None
    silence = moment - last_at
    return silence if silence >= allowed else None
