"""The derived index of the log: counts of every stream, block by block, so that any row of any filter is near.

Blocks are unsealed and rebuilt from the log at any time. One that is missing costs time, never truth; they are used
only where they add up with the serials of the books, so that no entry brought before them by a merge is overlooked.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, ForeignKey, Index, Uuid, bindparam, func, literal_column, select, text
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base
from models.codec import canonical
from models.log import LogEntry, read_places
from models.terms import EntryKind, Stream

WRITTEN_KINDS = tuple(
    kind for kind in EntryKind if kind not in (EntryKind.TASK, EntryKind.RESOURCE, EntryKind.CLOCK, EntryKind.SYSTEM)
)
"""What people ought to read, though a command may have said it; of the other kinds, only what has their own words."""
_KINDS = ", ".join(f"'{kind.value}'" for kind in WRITTEN_KINDS)
STREAMS = {
    Stream.WRITTEN: f"kind IN ({_KINDS}) OR words <> ''",
    Stream.CONSOLE: f"kind NOT IN ({_KINDS}) AND words = ''",
}
"""Which entries belong to each stream, in SQL, here and nowhere else: the partial indexes say the very same."""

for stream, entries in STREAMS.items():
    Index(
        f"ix_log_entry_{stream.value}",
        LogEntry.scope_id,
        LogEntry.order_at,
        sqlite_where=text(entries),
        postgresql_where=text(entries),
    )

Counts = Counter[tuple[EntryKind, Stream]]
"""How many entries there are of each kind in each stream."""


class LogBlock(Base):
    """So many entries of each kind and stream there are in a scope up to a moment: `counts` is JSON, by `note written`.

    A block ends where it holds enough of them and never between two entries of one `order_at`.
    """

    __tablename__ = "log_block"

    scope_id: Mapped[UUID] = mapped_column(Uuid(), ForeignKey("log_scope.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    order_at: Mapped[datetime]
    counts: Mapped[str]


@dataclass(frozen=True)
class Sieve:
    """What a reader of the log lets through: entries of these kinds (none: all) and of one stream (None: both)."""

    kinds: tuple[EntryKind, ...] = ()
    stream: Stream | None = None

    @property
    def takes_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.kinds and self.stream is None

    def where(self) -> list[ColumnElement[bool]]:
        """The conditions of a query on the log."""
        kinds: list[ColumnElement[bool]] = [LogEntry.kind.in_(self.kinds)] if self.kinds else []
        return kinds if self.stream is None else [*kinds, in_stream(self.stream)]

    def lets(self, entry: LogEntry) -> bool:
        """Whether it lets an entry through."""
        written = bool(entry.words) or entry.kind in WRITTEN_KINDS
        kind_fits = not self.kinds or entry.kind in self.kinds
        return kind_fits and self.stream in (None, Stream.WRITTEN if written else Stream.CONSOLE)

    def count(self, counts: Counts) -> int:
        """How many of these it lets through."""
        return sum(
            many
            for (kind, stream), many in counts.items()
            if (not self.kinds or kind in self.kinds) and self.stream in (None, stream)
        )


EVERYTHING = Sieve()
"""Nothing is left out."""


def in_stream(stream: Stream) -> ColumnElement[bool]:
    """Whether an entry belongs to a stream."""
    return literal_column(f"({STREAMS[stream]})")  # without a type, or SQLAlchemy says `= 1` and no index is found


@dataclass(frozen=True)
class End:
    """The end of a block, or the log's beginning (`order_at` is None): what there is up to it."""

    order_at: datetime | None
    counts: Counts


BEGINNING = End(None, Counter())
_DAMAGED = (NoResultFound, ValueError, TypeError, KeyError, AttributeError)
"""What reading a block raises that is missing, or is not what was written."""
_BLOCK = select(LogBlock.order_at, LogBlock.counts).where(
    LogBlock.scope_id == bindparam("scope_id"), LogBlock.position == bindparam("position")
)


class Blocks:
    """The blocks of a scope as they stand in the database; each is read when it is looked at."""

    def __init__(self, session: Session, scope_id: UUID) -> None:
        self.session, self.scope_id = session, scope_id
        self._ends: dict[int, End] = {}
        last = select(func.max(LogBlock.position)).where(LogBlock.scope_id == scope_id)
        found = session.scalar(last)
        self._count = 0 if found is None else found + 1
        if self._count and not self._found(self._add_up):
            self._count = 0

    def _add_up(self) -> bool:
        """Whether the blocks and what is behind them are as many as the books say."""
        end = self[-1]
        behind = select(func.count()).where(LogEntry.scope_id == self.scope_id, LogEntry.order_at > end.order_at)
        whole = sum(place.serial for place in read_places(self.session, self.scope_id))
        return end.counts.total() + (self.session.scalar(behind) or 0) == whole

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, position: int) -> End:
        at = position if position >= 0 else self._count + position
        if at not in self._ends:
            found = self.session.connection().execute(_BLOCK, {"scope_id": self.scope_id, "position": at}).one()
            self._ends[at] = End(found.order_at, read_counts(found.counts))
        return self._ends[at]

    def before_row(self, row: int, sieve: Sieve) -> End:
        """The end of the last block that is wholly before a row of what the sieve lets through."""
        return self._before(self._found(partial(bisect_right, self, row, key=lambda end: sieve.count(end.counts))))

    def after_row(self, row: int, sieve: Sieve) -> End | None:
        """The end of the first block that holds a row of what the sieve lets through; None where it is behind them."""
        position = self._found(partial(bisect_right, self, row, key=lambda end: sieve.count(end.counts)))
        return self[position] if position < self._count else None

    def before_moment(self, moment: datetime) -> End:
        """The end of the last block that is wholly before a moment."""
        return self._before(self._found(partial(bisect_left, self, moment, key=lambda end: end.order_at or moment)))

    def up_to(self, moment: datetime | None) -> End:
        """The end of the last block that ends no later than a moment (None: the last there is)."""
        if moment is None:
            return self._before(self._count)
        return self._before(self._found(partial(bisect_right, self, moment, key=lambda end: end.order_at or moment)))

    def _found(self, look: Callable[[], int]) -> int:
        """What is looked for; 0, as if there were no blocks, where one on the way is missing or damaged."""
        try:
            return look()
        except _DAMAGED:
            self._count = 0
            return 0

    def _before(self, position: int) -> End:
        return self[position - 1] if position else BEGINNING


def count_text(counts: Counts) -> str:
    """Counts as they are kept."""
    return canonical({f"{kind.value} {stream.value}": many for (kind, stream), many in counts.items()})


def read_counts(kept: str) -> Counts:
    """Counts as they were kept."""
    pairs = ((key.split(" "), many) for key, many in json.loads(kept).items())
    return Counter({(EntryKind(kind), Stream(stream)): many for (kind, stream), many in pairs})
