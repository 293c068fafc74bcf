"""Reading the log: pages of it in order, counts by kind, one entry, and what was said later about an entry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from app.query import Look, query
from models.codec import check_code
from models.log import Book, LogEntry, read_places
from models.log_line import LogLine
from models.terms import EntryKind


@query
def log_count(look: Look, kinds: Sequence[EntryKind] = ()) -> int:
    """How many entries the incident's log holds (of these kinds; none given: all)."""
    if not kinds and look.as_at is None:
        return sum(place.serial for place in read_places(look.session, _incident(look)))
    return look.session.scalar(select(func.count()).select_from(LogEntry).where(*_where(look, kinds))) or 0


@query
def log_counts(look: Look) -> dict[EntryKind, int]:
    """How many entries of each kind there are."""
    counts = select(LogEntry.kind, func.count()).where(*_where(look, ())).group_by(LogEntry.kind)
    return dict(look.session.execute(counts).all())


@query
def log_page(look: Look, first: int, count: int, kinds: Sequence[EntryKind] = ()) -> list[LogLine]:
    """`count` lines from row `first` (0: the oldest) in the order of record."""
    return _lines(look.session, _page(look, first, count, kinds), look.as_at)


@query
def log_since(look: Look, moment: datetime | None) -> list[LogLine]:
    """Every line after a moment (None: from the first), for print."""
    entries = select(LogEntry).where(*_where(look, ())).order_by(*_ORDER)
    return _lines(look.session, entries if moment is None else entries.where(LogEntry.order_at > moment), look.as_at)


@query
def log_line(look: Look, entry_id: UUID) -> LogLine | None:
    """One line, or None where there is no such entry in this log."""
    found = _lines(look.session, select(LogEntry).where(*_where(look, ()), LogEntry.id == entry_id), look.as_at)
    return found[0] if found else None


@query
def log_sealed_to(look: Look) -> tuple[str, str] | None:
    """Number and check code of the last entry as at the desk's moment; None where the log was empty."""
    return sealed_to(look.session, _incident(look), look.as_at)


def sealed_to(session: Session, scope_id: UUID, moment: datetime | None) -> tuple[str, str] | None:
    """The last entry's number and check code at a moment (None: now); with several books, those of each of them."""
    until = [] if moment is None else [LogEntry.order_at <= moment]
    books = session.scalars(select(Book.id).where(Book.scope_id == scope_id).order_by(Book.letter)).all()
    ends = (
        session.scalar(
            select(LogEntry).where(LogEntry.book_id == book_id, *until).order_by(LogEntry.serial.desc()).limit(1)
        )
        for book_id in books
    )
    last = [entry for entry in ends if entry is not None]
    if not last:
        return None
    return ", ".join(entry.number for entry in last), ", ".join(check_code(entry.hash) for entry in last)


_ORDER = (LogEntry.order_at, LogEntry.letter, LogEntry.serial)


def _incident(look: Look) -> UUID:
    if look.incident_id is None:
        raise LookupError("no incident is open at this desk")
    return look.incident_id


def _where(look: Look, kinds: Sequence[EntryKind]) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = [LogEntry.scope_id == _incident(look)]
    if kinds:
        where.append(LogEntry.kind.in_(kinds))
    if look.as_at is not None:
        where.append(LogEntry.order_at <= look.as_at)
    return where


def _page(look: Look, first: int, count: int, kinds: Sequence[EntryKind]) -> Select[LogEntry]:
    """One whole book has row = serial - 1, found by its index; anything else counts its way there."""
    places = read_places(look.session, _incident(look))
    if not kinds and len(places) == 1:
        serials = LogEntry.serial.between(first + 1, first + count)
        book = select(LogEntry).where(*_where(look, ()), LogEntry.book_id == places[0].book_id, serials)
        return book.order_by(LogEntry.serial)
    return select(LogEntry).where(*_where(look, kinds)).order_by(*_ORDER).offset(first).limit(count)


def _lines(session: Session, entries: Select[LogEntry], as_at: datetime | None) -> list[LogLine]:
    found = list(session.scalars(entries))
    if not found:
        return []
    scope_id, ids = found[0].scope_id, [entry.id for entry in found]
    later: dict[UUID, list[LogEntry]] = {}
    for at in range(0, len(ids), 500):
        corrections = select(LogEntry).where(
            LogEntry.scope_id == scope_id, LogEntry.corrects_id.in_(ids[at : at + 500])
        )
        if as_at is not None:
            corrections = corrections.where(LogEntry.order_at <= as_at)
        for correction in session.scalars(corrections.order_by(*_ORDER)):
            if correction.corrects_id is not None:
                later.setdefault(correction.corrects_id, []).append(correction)
    wanted = [entry.corrects_id for entry in found if entry.corrects_id]
    earlier = {entry.id: entry for entry in session.scalars(select(LogEntry).where(LogEntry.id.in_(wanted)))}
    return [
        LogLine(entry, tuple(later.get(entry.id, ())), earlier.get(entry.corrects_id) if entry.corrects_id else None)
        for entry in found
    ]
