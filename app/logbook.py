"""Reading the log: pages of it in order, counts by kind, one entry, and what was said later about an entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import Session, defer

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
    """How many entries of each kind there are, counted no further than `COUNTED + 1`: it costs the same in any log."""
    seen = (select(LogEntry.kind).where(*_where(look, (kind,))).limit(COUNTED + 1).subquery() for kind in EntryKind)
    counts = [select(func.count()).select_from(some).scalar_subquery() for some in seen]
    return dict(zip(EntryKind, look.session.execute(select(*counts)).one(), strict=True))


@query
def log_page(look: Look, first: int, count: int, kinds: Sequence[EntryKind] = ()) -> list[LogLine]:
    """`count` lines from row `first` (0: the oldest) in the order of record."""
    return _lines(look.session, _page(look, first, count, kinds), look.as_at)


@query
def log_row(look: Look, entry_id: UUID, kinds: Sequence[EntryKind] = ()) -> int | None:
    """In which row an entry stands among those of these kinds (0: the oldest); None where it does not."""
    place = select(*_ORDER).where(*_where(look, kinds), LogEntry.id == entry_id)
    found = look.session.execute(place).one_or_none()
    if found is None:
        return None
    order_at, *in_book = found
    earlier = select(func.count()).select_from(LogEntry).where(*_where(look, kinds), LogEntry.order_at < order_at)
    beside = select(LogEntry.letter, LogEntry.serial).where(*_where(look, kinds), LogEntry.order_at == order_at)
    before = sum(list(other) < in_book for other in look.session.execute(beside))
    return (look.session.scalar(earlier) or 0) + before


@query
def log_after(look: Look, last: LogEntry | None, count: int, since: datetime | None = None) -> list[LogLine]:
    """`count` lines after an entry (None: from the first) in the order of record, without their sealed texts.

    What was recorded before `since` is left out.
    """
    where = _where(look, ()) + ([] if since is None else [LogEntry.order_at >= since])
    if last is not None:
        later = or_(
            LogEntry.order_at > last.order_at,
            LogEntry.letter > last.letter,
            and_(LogEntry.letter == last.letter, LogEntry.serial > last.serial),
        )
        where += [LogEntry.order_at >= last.order_at, later]
    entries = select(LogEntry).options(defer(LogEntry.sealed)).where(*where).order_by(*_ORDER).limit(count)
    return _lines(look.session, entries, look.as_at)


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


COUNTED = 10_000
"""Nobody needs to know how many more there are."""
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
    """One whole book has row = serial - 1, found by its index; anything else counts its way there in an index."""
    places = read_places(look.session, _incident(look))
    where = _where(look, kinds)
    if not kinds and len(places) == 1:
        serials = LogEntry.serial.between(first + 1, first + count)
        return select(LogEntry).where(*where, LogEntry.book_id == places[0].book_id, serials).order_by(LogEntry.serial)
    from_at, over = _start(look, first, kinds, len(places))
    where += [false()] if from_at is None else [LogEntry.order_at >= from_at]
    return select(LogEntry).where(*where).order_by(*_ORDER).offset(over).limit(count)


def _start(look: Look, first: int, kinds: Sequence[EntryKind], books: int) -> tuple[datetime | None, int]:
    """The `order_at` of a row, and how many rows before it have the same: not more than there are other books.

    It reads the index alone; an offset over whole entries would read each of them.
    """
    before = min(first, max(books - 1, 0))
    moments = select(LogEntry.order_at).where(*_where(look, kinds)).order_by(LogEntry.order_at)
    found = look.session.scalars(moments.offset(first - before).limit(before + 1)).all()
    return (None, 0) if len(found) <= before else (found[-1], found[:-1].count(found[-1]))


def _lines(session: Session, entries: Select[LogEntry], as_at: datetime | None) -> list[LogLine]:
    found = list(session.scalars(entries))
    later = _corrections(session, [entry.id for entry in found], as_at)
    wanted = [entry.corrects_id for entry in found if entry.corrects_id]
    earlier = {entry.id: entry for entry in _by_ids(session, LogEntry.id, wanted)}
    return [
        LogLine(entry, tuple(later.get(entry.id, ())), earlier.get(entry.corrects_id) if entry.corrects_id else None)
        for entry in found
    ]


def _corrections(session: Session, ids: Sequence[UUID], as_at: datetime | None) -> dict[UUID, list[LogEntry]]:
    """What corrects each of these entries, as far as was known at a moment."""
    later: dict[UUID, list[LogEntry]] = {}
    for entry in sorted(_by_ids(session, LogEntry.corrects_id, ids), key=_place):
        if entry.corrects_id is not None and (as_at is None or entry.order_at <= as_at):
            later.setdefault(entry.corrects_id, []).append(entry)
    return later


def _place(entry: LogEntry) -> tuple[datetime, str, int]:
    return entry.order_at, entry.letter, entry.serial


def _by_ids(session: Session, column: Any, ids: Sequence[UUID]) -> Iterator[LogEntry]:
    """The entries with these ids in a column; asked for by nothing else, or SQLite would walk through the whole log."""
    for at in range(0, len(ids), 500):
        yield from session.scalars(select(LogEntry).where(column.in_(ids[at : at + 500])))
