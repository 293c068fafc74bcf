"""Moving an entry that stands in the wrong log: which one, where it may go, and what of it stays where it is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.errors import Refused
from app.incidents import incidents
from app.query import Look, query
from app.text import shortened
from models.base import Tracked
from models.contact import Contact
from models.incident import Incident
from models.log import Book, LogEntry
from models.system import System
from models.task import Task

NAMES: dict[str, type[Tracked]] = {"system_id": System, "contact_id": Contact, "task_id": Task}
"""Rows that are named by another one, and by which."""


@dataclass(frozen=True)
class MoveOffer:
    """An entry, the incident it stands in, those it may go to (the likeliest first), and the rows that it changed."""

    entry: LogEntry
    here: Incident
    others: Sequence[Incident]
    stays: Sequence[str]


@query
def move_offer(look: Look, entry_id: UUID | None, seat_id: UUID, before: UUID | None = None) -> MoveOffer:
    """What moving an entry means; without one the last that this seat wrote. `before` is the incident looked at before.

    Raises `Refused` where there is nothing to move, or nowhere.
    """
    entry = _last_own(look, seat_id) if entry_id is None else _entry(look, entry_id)
    if entry is None:
        raise Refused("This desk wrote nothing here that could move. Choose an entry in the log, then press Shift+E.")
    every = incidents()(look)
    here = next(one for one in every if one.id == look.incident_id)
    others = [one for one in every if one is not here and one.exercise is here.exercise]
    if not others:
        raise Refused(
            f"There is no other {'exercise' if here.exercise else 'incident'} that #{entry.number} could go to."
        )
    others.sort(key=lambda one: (one.closed_at is not None, one.id != before))
    return MoveOffer(entry, here, others, tuple(_stays(look.session, entry)))


def _entry(look: Look, entry_id: UUID) -> LogEntry | None:
    return look.session.scalar(select(LogEntry).where(LogEntry.scope_id == look.incident_id, LogEntry.id == entry_id))


def _last_own(look: Look, seat_id: UUID) -> LogEntry | None:
    """The newest entry of this seat here that corrects nothing, was not moved, and did not declare the incident."""
    book = select(Book.id).where(Book.scope_id == look.incident_id, Book.seat_id == seat_id).scalar_subquery()
    later = aliased(LogEntry)
    moved = select(later.id).where(later.corrects_id == LogEntry.id, later.commands.contains("log.move_out")).exists()
    mine = select(LogEntry).where(
        LogEntry.scope_id == look.incident_id,
        LogEntry.book_id == book,
        LogEntry.corrects_id.is_(None),
        ~LogEntry.commands.contains("incident.declare"),
        ~moved,
    )
    return look.session.scalar(mine.order_by(LogEntry.order_at.desc()).limit(1))


def _stays(session: Session, entry: LogEntry) -> Iterator[str]:
    """The rows that the entry made or changed, by the names that operators know, each once."""
    changes = json.loads(entry.sealed)["changes"]
    rows = (session.get(Tracked.REGISTRY[table], UUID(row_id)) for table, row_id, *_ in changes)
    yield from dict.fromkeys(_name(session, row) for row in rows if row is not None)


def _name(session: Session, row: Tracked) -> str:
    """`task T-07 Start GEN-2`, `system status of Generator 2`, `attachment meter.jpg`, `situation`."""
    kind: str = row.__tablename__.replace("_", " ")
    text = shortened(next(filter(None, (getattr(row, name, None) for name in ("title", "name", "text"))), ""))
    if ref := getattr(row, "ref", None):
        return f"{kind} {ref} {text}".strip()
    for column, table in NAMES.items():
        of = session.get(table, row_id) if (row_id := getattr(row, column, None)) else None
        if of is not None:
            return f"{kind} of {getattr(of, 'name', None) or getattr(of, 'ref', '')}"
    return f"{kind} {text}".strip()
