"""The log: books, sealed entries, the hook that notes every change, and the guard that lets nothing past it.

An entry is written by `Desk.do` only, in three steps: `take_head` locks the scope and gives the next place in the book;
`Recorder` notes `was` and `now` of every tracked row that is flushed; `seal` writes the entry that carries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    Connection,
    Engine,
    ForeignKey,
    Index,
    LargeBinary,
    Select,
    SmallInteger,
    Table,
    UniqueConstraint,
    Uuid,
    bindparam,
    event,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column

from models.append_only import TABLES
from models.base import Base, Tracked, new_id
from models.codec import canonical, chain_hash, moment_text
from models.log_search import index_entry
from models.terms import EntryKind, Priority, ScopeKind

SEAL_VERSION = 2
"""2 has, beside what 1 had: how important an entry is, whose word it is, whose paper it was on, what it is about."""
TICK = timedelta(microseconds=1)


class Scope(Base):
    """What a book belongs to: the station or an incident. Its row is what a writer locks."""

    __tablename__ = "log_scope"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[ScopeKind]


class Book(Base):
    """The log book of one seat for one scope, as on paper: serials 1, 2, 3 … and a hash chain of its own."""

    __tablename__ = "log_book"
    __table_args__ = (UniqueConstraint("scope_id", "seat_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("log_scope.id"))
    seat_id: Mapped[UUID]
    letter: Mapped[str]


class LogEntry(Base):
    """One entry: the sealed text is the record; the other columns are copies to read and search by.

    `recorded_at` is the clock as read, `order_at` the one order of fold and screen, `occurred_at` when it happened, as
    told. Offsets are minutes east of UTC. `local_key` never leaves this file and is never used for order.
    """

    __tablename__ = "log_entry"
    __table_args__ = (
        UniqueConstraint("book_id", "serial"),
        Index("ix_log_entry_order", "scope_id", "order_at"),
        Index("ix_log_entry_kind", "scope_id", "kind", "order_at"),
        {"sqlite_autoincrement": True},
    )

    local_key: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[UUID] = mapped_column(unique=True)
    scope_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("log_scope.id"))
    book_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("log_book.id"))
    serial: Mapped[int]
    letter: Mapped[str]
    kind: Mapped[EntryKind]
    commands: Mapped[str]
    sentence: Mapped[str]
    words: Mapped[str]
    post: Mapped[str]
    initials: Mapped[str]
    recorded_at: Mapped[datetime]
    recorded_offset: Mapped[int] = mapped_column(SmallInteger)
    order_at: Mapped[datetime]
    occurred_at: Mapped[datetime | None]
    occurred_offset: Mapped[int | None] = mapped_column(SmallInteger)
    corrects_id: Mapped[UUID | None] = mapped_column(index=True)
    reason: Mapped[str | None]
    importance: Mapped[Priority | None]
    party: Mapped[str | None]
    """Whose word it is (source of information), or whom it concerns."""
    author: Mapped[str | None]
    """Whose paper it was transcribed from."""
    about: Mapped[str | None]
    """Ids of rows that it speaks of and does not change, with spaces between."""
    sealed: Mapped[str]
    hash: Mapped[str]

    @property
    def number(self) -> str:
        """As operators read it: `41`, or `B12` from a second desk."""
        return entry_number(self.letter, self.serial)

    @property
    def event_at(self) -> datetime:
        """When it happened, as told; else when it was recorded."""
        return self.occurred_at or self.recorded_at

    @property
    def text(self) -> str:
        """The operator's own words, or else the command's sentence."""
        return self.words or self.sentence

    @property
    def moves(self) -> bool:
        """Whether it says of another entry that it was moved to another incident."""
        return "log.move_out" in self.commands.split()

    def late_by(self, allowed: timedelta) -> timedelta | None:
        """How long after the event it was recorded, if that is more than the site allows."""
        delay = self.recorded_at - self.event_at
        return delay if delay > allowed else None


class Checkpoint(Base):
    """The fold of one scope at one moment: derived, unsealed, rebuilt from the log at any time."""

    __tablename__ = "log_checkpoint"
    __table_args__ = (UniqueConstraint("scope_id", "order_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    scope_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("log_scope.id"))
    order_at: Mapped[datetime]
    heads: Mapped[str]
    state: Mapped[bytes] = mapped_column(LargeBinary)


def entry_number(letter: str, serial: int) -> str:
    """The first desk's numbers are plain; the others carry their letter."""
    return str(serial) if letter == "A" else f"{letter}{serial}"


class Untracked(RuntimeError):
    """Something tried to change a tracked row or the log outside `Desk.do`: a bug, never an operator's mistake."""


# --- the place in the book ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Head:
    """The next place in a seat's book of a scope, taken under the scope's lock."""

    scope_id: UUID
    scope_kind: ScopeKind
    book_id: UUID
    letter: str
    serial: int
    previous: str
    order_at: datetime


@dataclass(frozen=True)
class Place:
    """Where a book ends: its last serial, that entry's hash and `order_at`."""

    book_id: UUID
    seat_id: UUID
    letter: str
    serial: int
    hash: str
    order_at: datetime | None


def _places() -> Select[UUID, UUID, str, int | None, str | None, datetime | None]:
    entry, inner = _table(LogEntry), _table(LogEntry).alias()
    book = _table(Book)
    last = select(func.max(inner.c.serial)).where(inner.c.book_id == book.c.id).correlate(book).scalar_subquery()
    return (
        select(book.c.id, book.c.seat_id, book.c.letter, entry.c.serial, entry.c.hash, entry.c.order_at)
        .select_from(book.outerjoin(entry, (entry.c.book_id == book.c.id) & (entry.c.serial == last)))
        .where(book.c.scope_id == bindparam("scope_id"))
        .order_by(book.c.letter)
    )


def _table(mapped: type[Base]) -> Table:
    return cast(Table, mapped.__table__)


# Built once: making a statement costs more than running it.
_PLACES = _places()
_LOCK = select(_table(Scope).c.id).where(_table(Scope).c.id == bindparam("scope_id")).with_for_update()
_NEW_SCOPE = insert(_table(Scope))
_NEW_BOOK = insert(_table(Book))
_NEW_ENTRY = insert(_table(LogEntry))


def read_places(session: Session, scope_id: UUID) -> list[Place]:
    """Where each book of a scope ends; costs an index look-up a book, whatever the length of the log."""
    rows = session.connection().execute(_PLACES, {"scope_id": scope_id})
    return [Place(book, seat, letter, serial or 0, digest or "", at) for book, seat, letter, serial, digest, at in rows]


def take_head(
    session: Session, scope_id: UUID, kind: ScopeKind, seat_id: UUID, letter: str, recorded_at: datetime
) -> Head:
    """Lock the scope and give the next serial and `order_at` of this seat's book; both are made when they are new."""
    connection = session.connection()
    with sealing(connection):
        if connection.scalar(_LOCK, {"scope_id": scope_id}) is None:
            connection.execute(_NEW_SCOPE, {"id": scope_id, "kind": kind})
        places = read_places(session, scope_id)
        mine = next((place for place in places if place.seat_id == seat_id), None)
        if mine is None:
            mine = Place(new_id(), seat_id, letter, 0, "", None)
            book = {"id": mine.book_id, "scope_id": scope_id, "seat_id": seat_id, "letter": letter}
            connection.execute(_NEW_BOOK, book)
    seen = [place.order_at for place in places if place.order_at is not None]
    order_at = max([recorded_at, *(at + TICK for at in seen)])
    return Head(scope_id, kind, mine.book_id, letter, mine.serial + 1, mine.hash, order_at)


# --- the hook: what changed ------------------------------------------------------------------------------------------


@dataclass
class Change:
    """One row as it was (None: not there) and as it is: the columns that differ, encoded."""

    table: str
    row_id: UUID
    was: dict[str, Any] | None
    now: dict[str, Any]

    def settle(self) -> bool:
        """Drop the columns that ended as they began; say whether anything is left."""
        if self.was is None:
            self.now = {name: value for name, value in self.now.items() if value is not None}
            return True
        same = [name for name, value in self.now.items() if self.was[name] == value]
        for name in same:
            del self.was[name], self.now[name]
        return bool(self.now)


@dataclass
class Recorder:
    """Notes, for one command after another, every tracked row that is flushed; several flushes become one change."""

    scope_id: UUID
    changes: dict[tuple[UUID, str, UUID], Change] = field(default_factory=dict)

    def note_flush(self, session: Session) -> None:
        """Take `was` and `now` from the attribute history of this flush."""
        if deleted := _tracked(session.deleted):
            raise Untracked(f"{deleted[0].__tablename__} rows are never deleted: set removed_at")
        for row in _tracked(session.new):
            self._note(row, is_new=True)
        for row in _tracked(one for one in session.dirty if session.is_modified(one)):
            self._note(row, is_new=False)

    def _note(self, row: Tracked, *, is_new: bool) -> None:
        if row.scope_id != self.scope_id:
            raise Untracked(f"a {row.__tablename__} of another scope was changed in this entry")
        key = (self.scope_id, row.__tablename__, row.id)
        if is_new:
            now = {name: row.CODEC.encode(name, getattr(row, name)) for name in row.CODEC.columns}
            self.changes[key] = Change(row.__tablename__, row.id, None, now)
            return
        state = inspect(row)
        was: dict[str, Any] = {}
        now = {}
        for name in row.CODEC.columns:
            history = state.attrs[name].history
            if history.has_changes():
                was[name] = row.CODEC.encode(name, history.deleted[0] if history.deleted else None)
                now[name] = row.CODEC.encode(name, getattr(row, name))
        known = self.changes.setdefault(key, Change(row.__tablename__, row.id, {}, {}))
        if known.was is not None:
            known.was = was | known.was
        known.now |= now

    def changes_of(self, scope_id: UUID) -> list[Change]:
        """What this scope's entry carries, in a fixed order."""
        mine = [change for key, change in self.changes.items() if key[0] == scope_id and change.settle()]
        return sorted(mine, key=lambda change: (change.table, str(change.row_id)))


def _tracked(rows: Iterable[object]) -> list[Tracked]:
    return [row for row in rows if isinstance(row, Tracked)]


# --- the guard: nothing else may write -------------------------------------------------------------------------------

_DML = re.compile(r"\b(insert|update|delete|replace|merge|truncate)\b", re.IGNORECASE)
_OPEN = "watchkeeper.open"
_RECORDER = "watchkeeper.recorder"
UNINDEXED = "watchkeeper.unindexed"
"""In a session's `info`: its entries are sealed without the search index, which is damaged."""


def _open(connection: Connection) -> None:
    connection.info[_OPEN] = connection.info.get(_OPEN, 0) + 1


def _close(connection: Connection) -> None:
    connection.info[_OPEN] -= 1


@contextmanager
def sealing(connection: Connection) -> Iterator[None]:
    """Inside this block the connection may write guarded tables."""
    _open(connection)
    try:
        yield
    finally:
        _close(connection)


def _guarded_tables() -> re.Pattern[str]:
    names = [*Tracked.REGISTRY, *TABLES]
    return re.compile(r"\b(" + "|".join(sorted(names)) + r")\b", re.IGNORECASE)


def install_guard(engine: Engine) -> None:
    """Refuse, on the writer engine, every write to a tracked or log table that is not a flush of `Desk.do`."""
    guarded = _guarded_tables()

    @event.listens_for(engine, "before_cursor_execute")
    def refuse(connection: Connection, cursor: object, statement: str, *_: object) -> None:
        if connection.info.get(_OPEN) or statement.startswith("SELECT "):
            return
        if _DML.search(statement) and (table := guarded.search(statement)):
            raise Untracked(f"{table.group(0)} is written by Desk.do only: {statement[:80]}")

    @event.listens_for(engine, "rollback")
    def shut(connection: Connection) -> None:
        connection.info[_OPEN] = 0  # a flush that failed never reached `_close_gate`


def record(session: Session, recorder: Recorder) -> None:
    """From here on, this session's flushes are noted by this recorder."""
    session.info[_RECORDER] = recorder


class GuardedSession(Session):
    """A session whose tracked rows change under a recorder only."""


@event.listens_for(GuardedSession, "before_flush")
def _open_gate(session: Session, context: UOWTransaction, instances: object) -> None:
    if _RECORDER not in session.info:
        raise Untracked("a row was changed outside Desk.do")
    _open(session.connection())


@event.listens_for(GuardedSession, "after_flush")
def _close_gate(session: Session, context: UOWTransaction) -> None:
    _close(session.connection())
    session.info[_RECORDER].note_flush(session)


# --- the seal --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Facts:
    """What an entry says beside its changes."""

    entry_id: UUID
    kind: EntryKind
    commands: Sequence[str]
    sentence: str
    words: str
    post: str
    initials: str
    recorded_at: datetime
    recorded_offset: int
    occurred_at: datetime | None = None
    occurred_offset: int | None = None
    corrects_id: UUID | None = None
    reason: str | None = None
    importance: Priority | None = None
    party: str | None = None
    author: str | None = None
    about: Sequence[UUID] = ()


def sealed_facts(head: Head, facts: Facts, changes: Iterable[Change]) -> dict[str, Any]:
    """What is sealed: every fact and every change; the hash covers its canonical JSON."""
    return {
        "v": SEAL_VERSION,
        "id": str(facts.entry_id),
        "scope": str(head.scope_id),
        "scope_kind": head.scope_kind.value,
        "book": str(head.book_id),
        "letter": head.letter,
        "serial": head.serial,
        "order_at": moment_text(head.order_at),
        "kind": facts.kind.value,
        "commands": list(facts.commands),
        "sentence": facts.sentence,
        "words": facts.words,
        "post": facts.post,
        "initials": facts.initials,
        "recorded_at": moment_text(facts.recorded_at),
        "recorded_offset": facts.recorded_offset,
        "occurred_at": None if facts.occurred_at is None else moment_text(facts.occurred_at),
        "occurred_offset": facts.occurred_offset,
        "corrects": None if facts.corrects_id is None else str(facts.corrects_id),
        "reason": facts.reason,
        "importance": None if facts.importance is None else facts.importance.value,
        "party": facts.party,
        "author": facts.author,
        "about": [str(row_id) for row_id in facts.about],
        "changes": [[change.table, str(change.row_id), change.was, change.now] for change in changes],
    }


def seal(session: Session, head: Head, facts: Facts, changes: Iterable[Change]) -> str:
    """Write the entry and return its hash; it is law once the transaction is committed."""
    sealed = sealed_facts(head, facts, changes)
    text = canonical(sealed)
    digest = chain_hash(head.previous, text)
    connection = session.connection()
    with sealing(connection):
        written = connection.execute(
            _NEW_ENTRY,
            {
                "id": facts.entry_id,
                "scope_id": head.scope_id,
                "book_id": head.book_id,
                "serial": head.serial,
                "letter": head.letter,
                "kind": facts.kind,
                "commands": " ".join(facts.commands),
                "sentence": facts.sentence,
                "words": facts.words,
                "post": facts.post,
                "initials": facts.initials,
                "recorded_at": facts.recorded_at,
                "recorded_offset": facts.recorded_offset,
                "order_at": head.order_at,
                "occurred_at": facts.occurred_at,
                "occurred_offset": facts.occurred_offset,
                "corrects_id": facts.corrects_id,
                "reason": facts.reason,
                "importance": facts.importance,
                "party": facts.party,
                "author": facts.author,
                "about": " ".join(map(str, facts.about)) or None,
                "sealed": text,
                "hash": digest,
            },
        )
    assert written.inserted_primary_key is not None
    if not session.info.get(UNINDEXED):
        index_entry(connection, written.inserted_primary_key[0], sealed)
    return digest
