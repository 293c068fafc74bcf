"""A copy of the database through SQLite's backup API: whole, checked, and in place at once or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pysqlite3.dbapi2 as sqlite


class BackupFailed(Exception):
    """The copy was not found to be sound; the message says what SQLite found."""


def back_up(source: Any, place: Path) -> None:
    """Copy what an open connection holds to `place` (quality 2): one step, so that writers cannot make it begin again.

    The copy leaves WAL mode, or it could not be opened on a full or read-only stick. Raises `BackupFailed`, `OSError`.
    """
    new = place.with_name(f"{place.name}.new")
    new.unlink(missing_ok=True)
    os.close(os.open(new, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    target = sqlite.connect(str(new))
    try:
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode=DELETE")
        found = target.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        target.close()
    if found != "ok":
        raise BackupFailed(str(found))
    _sync(new)
    os.replace(new, place)
    _sync(place.parent)


def _sync(place: Path) -> None:
    """Bring a file, or a folder's list of names, onto the disk."""
    if place.is_dir() and os.name == "nt":
        return  # Windows has no handle for a folder; a replaced name is durable there
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
