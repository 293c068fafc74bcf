"""The log as a table for other programs: one row an entry, in the order of record, every text as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

from app.csv_out import csv_text
from app.desk import Desk
from app.errors import Refused
from app.logbook import log_after
from models.log import LogEntry
from models.log_line import LogLine

BLOCK = 1000
COLUMNS = (
    "number", "recorded", "happened", "kind", "words", "sentence", "post", "initials",
    "corrects", "reason", "corrected by", "importance", "party", "author",
)  # fmt: skip


def log_csv(desk: Desk, moment: datetime | None = None) -> bytes:
    """The incident's log as CSV (UTF-8 with its mark), as it stood at a moment; without one, now. Raises `Refused`."""
    if desk.incident_id is None:
        raise Refused("Open or declare an incident first.")
    return csv_text(_rows(desk if moment is None else desk.past(moment))).encode("utf-8-sig")


def _rows(desk: Desk) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    last: LogEntry | None = None
    while lines := desk.ask(log_after(last, BLOCK)):
        yield from map(_row, lines)
        last = lines[-1].entry


def _row(line: LogLine) -> tuple[str, ...]:
    entry = line.entry
    return (
        entry.number,
        _stamp(entry.recorded_at, entry.recorded_offset),
        "" if entry.occurred_at is None else _stamp(entry.occurred_at, entry.occurred_offset),
        entry.kind.value,
        entry.words,
        entry.sentence,
        entry.post,
        entry.initials,
        "" if line.corrects is None else line.corrects.number,
        entry.reason or "",
        " ".join(one.number for one in line.corrections),
        "" if entry.importance is None else str(entry.importance.value),
        entry.party or "",
        entry.author or "",
    )


def _stamp(moment: datetime, offset: int | None) -> str:
    """A moment at the offset that the desk had then (ISO 8601): `2026-08-12T04:05:39-04:00`."""
    return moment.astimezone(timezone(timedelta(minutes=offset or 0))).isoformat(timespec="seconds")
