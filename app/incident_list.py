"""The station's incidents as the start lists them: open ones, exercises, closed ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.board import Line
from models import times
from models.incident import Incident


class Incidents(NamedTuple):
    """Each group in the order it was given in, the newest first."""

    live: list[Incident]
    exercises: list[Incident]
    closed: list[Incident]


def grouped(found: Iterable[Incident]) -> Incidents:
    """What is open, apart from exercises, apart from what is closed; exercises never stand among live incidents."""
    every = list(found)
    still = [one for one in every if one.closed_at is None]
    return Incidents(
        [one for one in still if not one.exercise],
        [one for one in still if one.exercise],
        [one for one in every if one.closed_at is not None],
    )


def closed_lines(closed: Iterable[Incident], now: datetime, zone: ZoneInfo) -> list[Line]:
    """Closed incidents: what it was, its number, and when it was closed."""
    return [_closed_line(one, now, zone) for one in closed]


def _closed_line(incident: Incident, now: datetime, zone: ZoneInfo) -> Line:
    assert incident.closed_at is not None
    at = times.clock_text(incident.closed_at, zone, now.astimezone(zone).date())
    mark = "Exercise, " if incident.exercise else ""
    second = f"{mark}{incident.ref}, {incident.priority.label}"
    spoken = f"{incident.title}, {second}, closed {at}"
    return Line(str(incident.id), "archive", incident.title, second, spoken, right=at)
