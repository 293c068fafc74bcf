"""Writing the derived index of the log: blocks as they fill, or all of them anew.

Whoever brings entries with moments before the last block (a merge of two logs) drops that scope's blocks in the same
transaction and has them rebuilt; until then they do not add up with the books and nothing reads them.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, insert, select
from sqlalchemy.orm import Session

from models.database import Database
from models.log import LogEntry, Scope
from models.log_block import BEGINNING, Blocks, Counts, End, LogBlock, count_text, in_stream, read_counts
from models.terms import Stream

BLOCK = 1_000
"""Entries in a block: a row of any filter is at most that many entries away."""
AT_ONCE = 20
"""Blocks that are written after one entry: what an older console left is caught up with, not all at one time."""


def keep_blocks(database: Database, scope_id: UUID, number: str) -> None:
    """After an entry: write the blocks that are full, where one may be."""
    if int(number.lstrip(ascii_uppercase)) % BLOCK == 0:
        with database.writing.begin() as session:
            write_blocks(session, scope_id, AT_ONCE)


def write_blocks(session: Session, scope_id: UUID, most: int | None = None) -> None:
    """Write every block of a scope that is full and not there yet, or so many of them; wrong ones go first."""
    blocks = Blocks(session, scope_id)
    if not len(blocks):
        session.execute(delete(LogBlock).where(LogBlock.scope_id == scope_id))
    end, position = blocks.up_to(None), len(blocks)
    while (most is None or position < len(blocks) + most) and (later := _next_end(session, scope_id, end)):
        end = later
        kept = {"position": position, "order_at": end.order_at, "counts": count_text(end.counts)}
        session.execute(insert(LogBlock).values(scope_id=scope_id, **kept))
        position += 1


def rebuild_blocks(database: Database) -> None:
    """Throw every block away and write them anew from the log."""
    with database.writing.begin() as session:
        session.execute(delete(LogBlock))
        for scope_id in session.scalars(select(Scope.id)).all():
            write_blocks(session, scope_id)


def blocks_differ(session: Session, scope_id: UUID) -> bool:
    """Whether a block of a scope is missing, or counts something else than the log holds."""
    end = BEGINNING
    kept = select(LogBlock).where(LogBlock.scope_id == scope_id).order_by(LogBlock.position)
    for position, block in enumerate(session.scalars(kept)):
        if block.position != position:
            return True
        end = End(block.order_at, end.counts + _counted(session, _since(scope_id, end), block.order_at))
        if read_counts(block.counts) != end.counts:
            return True
    return False


def _next_end(session: Session, scope_id: UUID, end: End) -> End | None:
    """Where the next block ends; None where the entries do not fill it."""
    since = _since(scope_id, end)
    full = select(LogEntry.order_at).where(*since).order_by(LogEntry.order_at).offset(BLOCK - 1).limit(1)
    order_at = session.scalar(full)
    return None if order_at is None else End(order_at, end.counts + _counted(session, since, order_at))


def _since(scope_id: UUID, end: End) -> list[ColumnElement[bool]]:
    behind = [] if end.order_at is None else [LogEntry.order_at > end.order_at]
    return [LogEntry.scope_id == scope_id, *behind]


def _counted(session: Session, since: list[ColumnElement[bool]], until: datetime) -> Counts:
    written = in_stream(Stream.WRITTEN)
    groups = select(LogEntry.kind, written, func.count()).where(*since, LogEntry.order_at <= until)
    rows = session.execute(groups.group_by(LogEntry.kind, written)).all()
    return Counter({(kind, Stream.WRITTEN if is_written else Stream.CONSOLE): many for kind, is_written, many in rows})
