"""Reading the log: pages of it in order, counts by kind, one entry, and what was said later about an entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import Session, aliased, defer

from app.query import Look, query
from models.codec import check_code
from models.log import Book, LogEntry, read_places
from models.log_block import EVERYTHING, Blocks, End, Sieve
from models.log_line import LogLine
from models.terms import EntryKind, Stream


@query
def log_count(look: Look, kinds: Sequence[EntryKind] = (), stream: Stream | None = None) -> int:
    """How many entries the incident's log holds (of these kinds; none given: all) in a stream (None: both)."""
    sieve = Sieve(tuple(kinds), stream)
    if sieve.takes_all and look.as_at is None:
        return sum(place.serial for place in read_places(look.session, _incident(look)))
    return _counted(look, sieve, _blocks(look).up_to(look.as_at), _until(look))


@query
def log_counts(look: Look, stream: Stream | None = None) -> dict[EntryKind, int]:
    """How many entries of each kind there are; behind the last block each is counted no further than `COUNTED + 1`."""
    end = _blocks(look).up_to(look.as_at)
    sieves = [Sieve((kind,), stream) for kind in EntryKind]
    behind = [_where(look, sieve) + _after(end) for sieve in sieves]
    seen = (select(LogEntry.kind).where(*where).limit(COUNTED + 1).subquery() for where in behind)
    found = look.session.execute(select(*(select(func.count()).select_from(one).scalar_subquery() for one in seen)))
    return {
        kind: sieve.count(end.counts) + many for kind, sieve, many in zip(EntryKind, sieves, found.one(), strict=True)
    }


@query
def log_page(
    look: Look, first: int, count: int, kinds: Sequence[EntryKind] = (), stream: Stream | None = None
) -> list[LogLine]:
    """`count` lines from row `first` (0: the oldest) in the order of record, of these kinds and this stream."""
    sieve, places = Sieve(tuple(kinds), stream), read_places(look.session, _incident(look))
    if sieve.takes_all and len(places) == 1:  # its row is serial - 1, found by an index
        whole = {"scope_id": look.incident_id, "book_id": places[0].book_id}
        in_book = _IN_BOOK if look.as_at is None else _IN_BOOK.where(*_until(look))
        return _lines(look.session, in_book, look.as_at, {**whole, "first": first + 1, "last": first + count})
    return _lines(look.session, _page(look, first, count, sieve, len(places)), look.as_at)


@query
def log_row(look: Look, entry_id: UUID, kinds: Sequence[EntryKind] = (), stream: Stream | None = None) -> int | None:
    """In which row an entry stands among those of these kinds and this stream (0: the oldest); None: in none."""
    sieve = Sieve(tuple(kinds), stream)
    found = look.session.execute(select(*_ORDER).where(*_where(look, sieve), LogEntry.id == entry_id)).one_or_none()
    if found is None:
        return None
    order_at, *in_book = found
    earlier = _counted(look, sieve, _blocks(look).before_moment(order_at), [LogEntry.order_at < order_at])
    beside = select(LogEntry.letter, LogEntry.serial).where(*_where(look, sieve), LogEntry.order_at == order_at)
    return earlier + sum(list(other) < in_book for other in look.session.execute(beside))


@query
def log_after(look: Look, last: LogEntry | None, count: int, since: datetime | None = None) -> list[LogLine]:
    """`count` lines after an entry (None: from the first) in the order of record, without their sealed texts.

    What was recorded before `since` is left out.
    """
    where = _where(look) + ([] if since is None else [LogEntry.order_at >= since])
    if last is not None:
        later = or_(
            LogEntry.order_at > last.order_at,
            LogEntry.letter > last.letter,
            and_(LogEntry.letter == last.letter, LogEntry.serial > last.serial),
        )
        where += [LogEntry.order_at >= last.order_at, later]
    entries = _ENTRIES.options(defer(LogEntry.sealed)).where(*where).order_by(*_ORDER).limit(count)
    return _lines(look.session, entries, look.as_at)


@query
def log_since(look: Look, moment: datetime | None) -> list[LogLine]:
    """Every line after a moment (None: from the first), for print."""
    entries = _ENTRIES.where(*_where(look)).order_by(*_ORDER)
    return _lines(look.session, entries if moment is None else entries.where(LogEntry.order_at > moment), look.as_at)


@query
def log_line(look: Look, entry_id: UUID) -> LogLine | None:
    """One line, or None where there is no such entry in this log."""
    found = _lines(look.session, _ENTRIES.where(*_where(look), LogEntry.id == entry_id), look.as_at)
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
_LATER = aliased(LogEntry)
_ENTRIES = select(LogEntry, exists().where(_LATER.corrects_id == LogEntry.id))
"""Entries, and whether each was corrected: mostly none was, and no more has to be asked."""
_NOTHING: Mapping[str, Any] = {}
# Built once: making a statement costs more than running it.
_IN_BOOK = _ENTRIES.where(
    LogEntry.scope_id == bindparam("scope_id"),
    LogEntry.book_id == bindparam("book_id"),
    LogEntry.serial.between(bindparam("first"), bindparam("last")),
).order_by(LogEntry.serial)


def _incident(look: Look) -> UUID:
    if look.incident_id is None:
        raise LookupError("no incident is open at this desk")
    return look.incident_id


def _where(look: Look, sieve: Sieve = EVERYTHING) -> list[ColumnElement[bool]]:
    return [LogEntry.scope_id == _incident(look), *sieve.where(), *_until(look)]


def _until(look: Look) -> list[ColumnElement[bool]]:
    return [] if look.as_at is None else [LogEntry.order_at <= look.as_at]


def _after(end: End) -> list[ColumnElement[bool]]:
    return [] if end.order_at is None else [LogEntry.order_at > end.order_at]


def _blocks(look: Look) -> Blocks:
    return Blocks(look.session, _incident(look))


def _counted(look: Look, sieve: Sieve, end: End, until: Sequence[ColumnElement[bool]]) -> int:
    """What the blocks say, and what is counted behind them."""
    behind = select(func.count()).select_from(LogEntry).where(*_where(look, sieve), *_after(end), *until)
    return sieve.count(end.counts) + (look.session.scalar(behind) or 0)


def _page(look: Look, first: int, count: int, sieve: Sieve, books: int) -> Select[LogEntry, bool]:
    """The way there is counted from the end of a block."""
    where = _where(look, sieve)
    blocks = _blocks(look)
    end, until = blocks.before_row(first, sieve), blocks.after_row(first + count - 1, sieve)
    where += [*_after(end), *([] if until is None else [LogEntry.order_at <= until.order_at])]
    from_at, over = _start(look, first - sieve.count(end.counts), where, books)
    where += [false()] if from_at is None else [LogEntry.order_at >= from_at]
    return _ENTRIES.where(*where).order_by(*_ORDER).offset(over).limit(count)


def _start(look: Look, first: int, where: Sequence[ColumnElement[bool]], books: int) -> tuple[datetime | None, int]:
    """The `order_at` of a row, and how many rows before it have the same: not more than there are other books.

    It reads an index alone; an offset over whole entries would read each of them.
    """
    before = min(first, max(books - 1, 0))
    moments = select(LogEntry.order_at).where(*where).order_by(LogEntry.order_at)
    found = look.session.scalars(moments.offset(first - before).limit(before + 1)).all()
    return (None, 0) if len(found) <= before else (found[-1], found[:-1].count(found[-1]))


def _lines(
    session: Session, entries: Select[LogEntry, bool], as_at: datetime | None, known: Mapping[str, Any] = _NOTHING
) -> list[LogLine]:
    found = session.execute(entries, known).all()
    later = _corrections(session, [entry.id for entry, is_corrected in found if is_corrected], as_at)
    wanted = [entry.corrects_id for entry, _ in found if entry.corrects_id]
    earlier = {entry.id: entry for entry in _by_ids(session, LogEntry.id, wanted)}
    return [
        LogLine(entry, tuple(later.get(entry.id, ())), earlier.get(entry.corrects_id) if entry.corrects_id else None)
        for entry, _ in found
    ]


def _corrections(session: Session, ids: Sequence[UUID], as_at: datetime | None) -> dict[UUID, list[LogEntry]]:
    """What corrects each of these entries, and what corrects that in turn, as far as was known at a moment."""
    later: dict[UUID, list[LogEntry]] = {}
    for entry in sorted(_by_ids(session, LogEntry.corrects_id, ids), key=_place):
        if entry.corrects_id is not None and (as_at is None or entry.order_at <= as_at):
            later.setdefault(entry.corrects_id, []).append(entry)
    again = _corrections(session, [one.id for found in later.values() for one in found], as_at) if later else {}
    for found in later.values():
        found += [one for first in found[:] for one in again.get(first.id, ())]
        found.sort(key=_place)
    return later


def _place(entry: LogEntry) -> tuple[datetime, str, int]:
    return entry.order_at, entry.letter, entry.serial


def _by_ids(session: Session, column: Any, ids: Sequence[UUID]) -> Iterator[LogEntry]:
    """The entries with these ids in a column; asked for by nothing else, or SQLite would walk through the whole log."""
    for at in range(0, len(ids), 500):
        yield from session.scalars(select(LogEntry).where(column.in_(ids[at : at + 500])))
