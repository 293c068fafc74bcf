"""Which seat this machine holds in a database: a small note kept beside the file, never in it.

A database file that was copied is another file, and one that was put back from a backup lacks the entry that this seat
wrote last. Either way the seat is not its own any more, and this desk opens another one: two different entries can
never share a number.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from pathlib import Path
from typing import Any
from uuid import UUID

from app.settings import data_folder
from models.database import Database

_log = logging.getLogger(__name__)


def noted_seat(database: Database) -> tuple[UUID, UUID | None] | None:
    """The seat noted for this very file and the last entry it wrote; None where none is, or the file is another."""
    note = _place_of(database)
    if not note.exists():
        return None
    try:
        known: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        if known["file"] == _file_of(database):
            return UUID(known["seat"]), UUID(known["last"]) if known["last"] else None
    except (OSError, ValueError, KeyError, TypeError):
        _log.warning("%s cannot be read; this desk gets a new seat", note)
    return None


def note_seat(database: Database, seat_id: UUID, last: UUID | None = None) -> None:
    """Note the seat, and the entry it wrote last.

    The first note is synced. Those after each entry are not: one that is lost in a power cut names an earlier entry,
    which is there as well.
    """
    note = _place_of(database)
    text = json.dumps({"seat": str(seat_id), "file": _file_of(database), "last": None if last is None else str(last)})
    new = note.with_name(f"{note.name}.{os.getpid()}")  # two consoles on one file must not write into one another
    note.parent.mkdir(parents=True, exist_ok=True)
    with new.open("w", encoding="utf-8") as handle:
        handle.write(text)
        if last is None:
            handle.flush()
            os.fsync(handle.fileno())
    new.replace(note)


def _file_of(database: Database) -> list[int]:
    return list(database.file or ())


def _place_of(database: Database) -> Path:
    if database.path is None:
        name = hashlib.sha256(database.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
        return data_folder() / "seats" / f"{name}.seat"
    return database.path.with_name(database.path.name + ".seat")
