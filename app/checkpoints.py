"""Checkpoints of the fold: derived rows that keep any past moment near; lost or damaged ones cost time,
never truth, and `verify` finds wrong ones."""

import zlib
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.picture import read_fold
from models.base import new_id
from models.codec import canonical
from models.database import Database
from models.log import Checkpoint, Scope

EVERY = 500
"""Entries of one book between two checkpoints: a moment is at most that many entries away."""


def keep_checkpoint(database: Database, scope_id: UUID, number: str) -> None:
    """After an entry: write a checkpoint where one is due."""
    if int(number.lstrip(ascii_uppercase)) % EVERY == 0:
        with database.writing.begin() as session:
            write_checkpoint(session, scope_id)


def write_checkpoint(session: Session, scope_id: UUID) -> None:
    """The fold as it stands now, kept."""
    fold = read_fold(session, scope_id)
    known = select(Checkpoint.id).where(Checkpoint.scope_id == scope_id, Checkpoint.order_at == fold.order_at)
    if fold.order_at is None or session.scalar(known) is not None:
        return
    session.execute(
        insert(Checkpoint).values(
            id=new_id(),
            scope_id=scope_id,
            order_at=fold.order_at,
            heads=canonical({str(book): serial for book, serial in fold.places.items()}),
            state=zlib.compress(canonical(fold.state).encode(), 1),
        )
    )


def rebuild_checkpoints(database: Database) -> None:
    """Throw every checkpoint away and write one at the end of each scope."""
    with database.writing.begin() as session:
        session.execute(delete(Checkpoint))
        for scope_id in session.scalars(select(Scope.id)).all():
            write_checkpoint(session, scope_id)
