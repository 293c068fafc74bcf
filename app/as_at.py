"""Looking back: which past moments there are to look at, and how one is typed or stepped to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from app.errors import Refused
from app.moments import parse_moment
from app.query import Look, query
from models.log import LogEntry
from models.picture import Picture


@dataclass(frozen=True)
class Span:
    """From the first entry of the incident to its last; both are moments of the log's order."""

    first: datetime
    last: datetime


@query
def log_span(look: Look) -> Span | None:
    """The first and the last moment of the incident's log, whatever moment the desk shows; None where it is empty."""
    ends = select(func.min(LogEntry.order_at), func.max(LogEntry.order_at)).where(LogEntry.scope_id == look.incident_id)
    found = look.session.execute(ends).one()
    return Span(*found) if all(found) else None


@dataclass(frozen=True)
class Step:
    """An entry to step to: just after it was sealed."""

    moment: datetime
    number: str


@query
def neighbour(look: Look, moment: datetime, direction: int) -> Step | None:
    """The next entry after a moment (direction 1), or the one before the entry that it shows last (-1)."""
    mine = select(LogEntry).where(LogEntry.scope_id == look.incident_id)
    if direction > 0:
        found = look.session.scalar(mine.where(LogEntry.order_at > moment).order_by(LogEntry.order_at).limit(1))
    else:
        shown = mine.where(LogEntry.order_at <= moment).order_by(LogEntry.order_at.desc())
        found = look.session.scalar(shown.offset(1).limit(1))
    return None if found is None else Step(found.order_at, found.number)


def moment_to_show(text: str, picture: Picture, zone: ZoneInfo, now: datetime) -> datetime:
    """The moment that is typed: `04:31` is the end of that minute, first on the incident's first day.

    Raises `Refused` where nothing was known yet, or where it has not come yet.
    """
    incident = picture.incident
    moment = parse_moment(text, zone, incident.occurred_at)
    if moment < incident.logged_at:
        declared = f"{incident.logged_at.astimezone(zone):%Y-%m-%d %H:%M}"
        raise Refused(f"{incident.ref} was declared at {declared}; before that nothing was known.", field="as_at")
    if moment.replace(second=0, microsecond=0) > now:
        raise Refused("That moment has not come yet.", field="as_at")
    return moment
