"""The open incidents of the station: which there are, whether something is late there, and which one comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.incidents import incidents
from app.query import Look, query
from app.text import shortened
from models.base import IncidentRow
from models.countdown import Countdown
from models.decision import Decision
from models.incident import Incident
from models.log import read_places
from models.message import Message
from models.task import FINISHED, Task

Row = TypeVar("Row", bound=IncidentRow)


@dataclass(frozen=True)
class OpenIncident:
    """An incident that is not closed: how much in it is late, and when its log was written last."""

    incident: Incident
    late: int
    last_at: datetime | None

    @property
    def id(self) -> UUID:
        """Its id."""
        return self.incident.id


@query
def open_incidents(look: Look, moment: datetime) -> list[OpenIncident]:
    """Every open incident and exercise of the station as it is now, the oldest first; `moment` says what is late."""
    still = [one for one in incidents()(look) if one.closed_at is None]
    late = _late(look.session, [one.id for one in still], moment)
    return [OpenIncident(one, late[one.id], _last(look.session, one.id)) for one in still[::-1]]


def _late(session: Session, ids: Sequence[UUID], moment: datetime) -> Counter[UUID]:
    """How many tasks, reviews, countdowns and replies are late in each of these incidents."""

    def due(row: type[Row], due_at: InstrumentedAttribute[Any], *still: ColumnElement[bool]) -> Iterable[Row]:
        where = (row.incident_id.in_(ids), row.removed_at.is_(None), due_at <= moment, *still)
        return session.scalars(select(row).where(*where))

    return Counter(
        [
            *(
                one.incident_id
                for one in due(Task, Task.due_at, Task.status.not_in(FINISHED))
                if one.overdue_at(moment)
            ),
            *(one.incident_id for one in due(Decision, Decision.review_at) if one.due_at(moment)),
            *(one.incident_id for one in due(Countdown, Countdown.due_at) if one.overdue_at(moment)),
            *(one.incident_id for one in due(Message, Message.reply_by) if one.late_at(moment)),
        ]
    )


def _last(session: Session, incident_id: UUID) -> datetime | None:
    """When the log of an incident was written last."""
    ends = (place.order_at for place in read_places(session, incident_id))
    return max((at for at in ends if at is not None), default=None)


def beside(found: Sequence[OpenIncident], here: UUID | None) -> list[OpenIncident]:
    """The others than the one that a desk is at."""
    return [one for one in found if one.id != here]


def next_incident(found: Sequence[OpenIncident], here: UUID | None, step: int) -> OpenIncident | None:
    """The open incident after (1) or before (-1) the one that a desk is at, round and round; None: no other is open."""
    if not beside(found, here):
        return None
    at = next((number for number, one in enumerate(found) if one.id == here), -1 if step > 0 else 0)
    return found[(at + step) % len(found)]


def others_text(others: Sequence[OpenIncident]) -> str:
    """`2 others open`, and whether something is late there; nothing where there is none."""
    if not others:
        return ""
    late = ", late" if any(one.late for one in others) else ""
    return f"{len(others)} {'other' if len(others) == 1 else 'others'} open{late}"


def spoken_others(others: Sequence[OpenIncident]) -> str:
    """Each with its number, its title and how much is late, one a line."""
    return "\n".join(map(_spoken, others))


def _spoken(one: OpenIncident) -> str:
    late = f", {one.late} late" if one.late else ""
    return f"{one.incident.ref} {shortened(one.incident.title)}{late}"
