"""Reading and folding: the picture now, at a past moment, and as it changes."""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from app.query import Look, query
from models import tables
from models.log import Checkpoint, LogEntry, read_places
from models.picture import Fold, FoldEntry, Picture

_log = logging.getLogger(__name__)

DAMAGED = (zlib.error, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What reading a text or state raises that is not what was written."""
NEWEST = 64
"""Entries that a picture keeps, so that the log shows what was just written without asking for it."""
_LATER = select(LogEntry).where(LogEntry.book_id == bindparam("book_id"), LogEntry.serial > bindparam("known"))
TABLES = tables.ALL
"""Imported so that every tracked class is known before anything is folded."""


@query
def picture_at(look: Look, moment: datetime | None = None) -> Picture:
    """Everything as it was known at a moment (by `order_at`); without one, as at the desk's own moment or now."""
    moment = moment or look.as_at
    station = read_fold(look.session, look.station_id, moment)
    incident = None if look.incident_id is None else read_fold(look.session, look.incident_id, moment)
    return Picture(station, incident, moment)


@query
def picture_after(look: Look, old: Picture) -> Picture:
    """The picture now, from an older one and the entries since; the same object where nothing is new."""
    if old.moment is not None or _incident_of(old) != look.incident_id:
        return picture_at()(look)
    station, _ = _fold_on(look.session, old.station_fold)
    incident, new = (None, ()) if old.incident_fold is None else _fold_on(look.session, old.incident_fold)
    if station is old.station_fold and incident is old.incident_fold:
        return old
    follows = new or incident is old.incident_fold
    return Picture(station, incident, newest=(*old.newest, *new)[-NEWEST:] if follows else ())


def _incident_of(picture: Picture) -> UUID | None:
    return None if picture.incident_fold is None else picture.incident_fold.scope_id


def read_fold(session: Session, scope_id: UUID, moment: datetime | None = None, *, use_checkpoint: bool = True) -> Fold:
    """The fold of one scope up to a moment, from the last checkpoint before it."""
    start = _last_checkpoint(session, scope_id, moment) if use_checkpoint else None
    fold = start or Fold(scope_id)
    entries = _entries(scope_id).where(LogEntry.order_at > fold.order_at) if fold.order_at else _entries(scope_id)
    if moment is not None:
        entries = entries.where(LogEntry.order_at <= moment)
    return fold.with_entries(_read(session, entries))


def _fold_on(session: Session, fold: Fold) -> tuple[Fold, Sequence[LogEntry]]:
    """The fold with what each book has gained, and that; refolded where a book brought entries from before its end."""
    new: list[LogEntry] = []
    for place in read_places(session, fold.scope_id):
        known = fold.places.get(place.book_id, 0)
        if place.serial > known:
            new += session.scalars(_LATER, {"book_id": place.book_id, "known": known})
    if not new:
        return fold, ()
    new.sort(key=lambda entry: entry.order_at)
    if fold.order_at is not None and new[0].order_at <= fold.order_at:
        return read_fold(session, fold.scope_id, use_checkpoint=False), ()
    folded = (FoldEntry(one.book_id, one.serial, one.order_at, json.loads(one.sealed)["changes"]) for one in new)
    return fold.with_entries(folded), new


def _entries(scope_id: UUID) -> Select[UUID, int, datetime, str]:
    return (
        select(LogEntry.book_id, LogEntry.serial, LogEntry.order_at, LogEntry.sealed)
        .where(LogEntry.scope_id == scope_id)
        .order_by(LogEntry.order_at, LogEntry.letter, LogEntry.serial)
    )


def _read(session: Session, entries: Select[UUID, int, datetime, str]) -> list[FoldEntry]:
    return [
        FoldEntry(book_id, serial, order_at, json.loads(sealed)["changes"])
        for book_id, serial, order_at, sealed in session.execute(entries)
    ]


def _last_checkpoint(session: Session, scope_id: UUID, moment: datetime | None) -> Fold | None:
    newest = select(Checkpoint).where(Checkpoint.scope_id == scope_id).order_by(Checkpoint.order_at.desc()).limit(1)
    found = session.scalar(newest if moment is None else newest.where(Checkpoint.order_at <= moment))
    try:
        return None if found is None else fold_of(found)
    except DAMAGED:
        _log.warning("a checkpoint cannot be read; the log is folded from its start", exc_info=True)
        return None


def fold_of(checkpoint: Checkpoint) -> Fold:
    """The fold that a checkpoint holds."""
    state = json.loads(zlib.decompress(checkpoint.state))
    places = {UUID(book): int(serial) for book, serial in json.loads(checkpoint.heads).items()}
    whole = [(table, row_id, None, row) for table, rows in state.items() for row_id, row in rows.items()]
    fold = Fold(checkpoint.scope_id).with_entries([FoldEntry(checkpoint.id, 1, checkpoint.order_at, whole)])
    return Fold(checkpoint.scope_id, places, checkpoint.order_at, fold.state, fold.rows)
