"""Finding entries: over this incident or all of them, the newest first, each with what a list of them shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, exists, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, aliased

from app.errors import Unavailable
from app.logbook import COUNTED, log_line
from app.query import Look, query
from app.search_line import Wanted
from models.base import Tracked
from models.incident import Incident
from models.log import Book, LogEntry, Scope, entry_number
from models.log_line import LogLine
from models.log_marks import mark
from models.log_search import LAST_KEY, Match, index_damaged, newest_keys
from models.terms import EntryKind

SHOWN = 200
MOST_ROWS, MOST_CALLED = 200, 50


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry as it is found; `key` is its place among all that can be found, `incident` the ref of its log."""

    key: int
    entry_id: UUID
    incident: str
    letter: str
    serial: int
    kind: EntryKind
    commands: str
    words: str
    sentence: str
    initials: str
    recorded_at: datetime
    struck: bool

    @property
    def number(self) -> str:
        """As operators read it."""
        return entry_number(self.letter, self.serial)

    @property
    def kind_word(self) -> str:
        """The word of its kind; a communication is the call that was logged, or else a message."""
        if self.kind is EntryKind.COMMUNICATION:
            return "Call" if "call.log" in self.commands.split() else "Message"
        return self.kind.capitalize()

    @property
    def text(self) -> str:
        """The operator's own words, or else the command's sentence."""
        return self.words or self.sentence


@query
def find(look: Look, wanted: Wanted, before: int | None = None, limit: int = SHOWN) -> list[Hit]:
    """The newest entries that match (those older than the hit with the key `before`); one of that number leads them."""
    called = [] if before or wanted.number is None else _called(look, *wanted.number, everywhere=wanted.everywhere)
    keys = _keys(look, wanted, limit, before)
    return _hits(look, list(dict.fromkeys([*called, *keys]))[:limit])


@query
def found_count(look: Look, wanted: Wanted) -> int:
    """How many entries match, counted no further than `COUNTED + 1`."""
    return len(_keys(look, wanted, COUNTED + 1, None))


@query
def found_entry(look: Look, hit: Hit) -> LogLine | None:
    """A found entry whole, in whichever incident's log it stands, with its corrections."""
    entry = look.session.scalar(select(LogEntry).where(LogEntry.id == hit.entry_id))
    return None if entry is None else log_line(entry.id)(replace(look, incident_id=entry.scope_id))


def entries_about(look: Look, match: Match) -> list[LogEntry]:
    """Every entry of the desk's incident that matches, oldest first."""
    if look.incident_id is None:
        return []
    here = Match(match.sought, (*match.marks, (mark("scope", str(look.incident_id)),)))
    keys = _newest(look, here, None)
    until = [] if look.as_at is None else [LogEntry.order_at <= look.as_at]
    found = (
        entry
        for at in range(0, len(keys), 500)
        for entry in look.session.scalars(select(LogEntry).where(LogEntry.local_key.in_(keys[at : at + 500]), *until))
    )
    return sorted(found, key=lambda entry: (entry.order_at, entry.letter, entry.serial))


def marks_about(session: Session, row: type[Tracked], row_id: UUID) -> tuple[str, ...]:
    """The marks of a row and of the rows that belong to it: an entry that changes or names one of them is about it."""
    column = f"{row.__tablename__}_id"
    belonging = [table.__table__.c for table in Tracked.REGISTRY.values() if column in table.CODEC.columns]
    ids = [
        one for of in belonging for one in session.scalars(select(of.id).where(of[column] == row_id).limit(MOST_ROWS))
    ]
    return tuple(mark("row", str(one)) for one in (row_id, *ids))


def _keys(look: Look, wanted: Wanted, most: int, before: int | None) -> list[int]:
    """The keys of what matches, newest first; the moments of record narrow them to a part of the log."""
    if wanted.empty or not (wanted.everywhere or look.incident_id):
        return []
    scope = "incident" if wanted.everywhere else str(look.incident_id)
    rows = (marks_about(look.session, row, row_id) for row, row_id in wanted.rows)
    match = Match(wanted.sought, ((mark("scope", scope),), *wanted.marks, *rows))
    scope_id = None if wanted.everywhere else look.incident_id
    after = 0 if wanted.since is None else _last_key(look.session, scope_id, LogEntry.order_at < wanted.since)
    ends = [one for one in (wanted.until, look.as_at) if one is not None]
    end = min(
        LAST_KEY if before is None else before,
        _last_key(look.session, scope_id, LogEntry.order_at <= min(ends)) + 1 if ends else LAST_KEY,
    )
    return _newest(look, match, most, after, end)


def _newest(look: Look, match: Match, most: int | None, after: int = 0, before: int = LAST_KEY) -> list[int]:
    """The keys of the newest entries that match. Raises `Unavailable` where the index is missing or damaged."""
    try:
        return newest_keys(look.session.connection(), match, most, after, before)
    except DBAPIError as error:
        if not index_damaged(error):
            raise
        raise Unavailable(
            "The search index is damaged; the log itself is read and written as ever. "
            "Close the console and run main.py rebuild: it makes the index anew."
        ) from error


def _last_key(session: Session, scope_id: UUID | None, until: ColumnElement[bool]) -> int:
    """The key of the last entry of a scope (None: of any) of which this is true: within a book keys grow with time."""
    here = [] if scope_id is None else [Scope.id == scope_id]
    last = (
        select(LogEntry.local_key)
        .where(LogEntry.scope_id == Scope.id, until)
        .order_by(LogEntry.order_at.desc())
        .limit(1)
        .correlate(Scope)
        .scalar_subquery()
    )
    return session.scalar(select(func.max(last)).select_from(Scope).where(*here)) or 0


def _called(look: Look, letter: str, serial: int, *, everywhere: bool) -> list[int]:
    """The keys of the entries of this number, newest first: one in each log."""
    books = select(Book.id).where(Book.letter == letter)
    mine = books if everywhere else books.where(Book.scope_id == look.incident_id)
    keys = select(LogEntry.local_key).where(LogEntry.book_id.in_(mine), LogEntry.serial == serial)
    return list(look.session.scalars(keys.order_by(LogEntry.local_key.desc()).limit(MOST_CALLED)))


def _hits(look: Look, keys: Sequence[int]) -> list[Hit]:
    """What a list shows of these entries, in this order, without what is of another station or not known yet."""
    wanted = {"keys": keys, "station_id": look.station_id}
    known = _HITS if look.as_at is None else _HITS.where(LogEntry.order_at <= look.as_at)
    hits = {row[0]: Hit(*row) for row in look.session.connection().execute(known, wanted)}
    return [hit for key in keys if (hit := hits.get(key)) is not None and hit.incident]


_LATER = aliased(LogEntry)
# Built once, and without a join: the planner would begin with the incident and walk through its whole log.
_HITS = select(
    LogEntry.local_key,
    LogEntry.id,
    select(Incident.ref)
    .where(Incident.id == LogEntry.scope_id, Incident.station_id == bindparam("station_id"))
    .correlate(LogEntry)
    .scalar_subquery(),
    LogEntry.letter,
    LogEntry.serial,
    LogEntry.kind,
    LogEntry.commands,
    LogEntry.words,
    LogEntry.sentence,
    LogEntry.initials,
    LogEntry.recorded_at,
    exists().where(_LATER.corrects_id == LogEntry.id).correlate(LogEntry),
).where(LogEntry.local_key.in_(bindparam("keys", expanding=True)))
