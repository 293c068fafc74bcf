"""Stale forms: what a form showed is compared with what is so now, before its command is carried out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import or_, select

from app.command import Seen, SeenRows, Work
from app.errors import Refused
from app.text import shortened
from models.base import Tracked
from models.log import LogEntry

TOLD = 200
"""Characters of a value that a refusal repeats."""


def check_unchanged(work: Work, seen: Seen | SeenRows) -> None:
    """Refuse where another value stands there than was shown: who changed it, when, and to what."""
    if isinstance(seen, SeenRows):
        _check_rows(work, seen)
        return
    row = work.find(seen.row, seen.row_id)
    now = getattr(row, seen.column)
    if now != seen.value:
        by = _by(work, [row], seen.column)
        raise Refused(f"Changed{by} to {_text(work, now)}. Look again.", field=seen.column)


def _check_rows(work: Work, seen: SeenRows) -> None:
    """The same of rows that come and go, such as the groups of a contact."""
    alike = (getattr(seen.row, name) == value for name, value in seen.where.items())
    every = work.session.scalars(select(seen.row).where(*alike).order_by(seen.row.id))
    rows = [row for row in every if row.scope_id == work.head.scope_id]
    now = {getattr(row, seen.column): None for row in rows if row.removed_at is None}
    if set(now) != seen.values:
        told = ", ".join(_text(work, value) for value in now) or "nothing"
        raise Refused(f"Changed{_by(work, rows)} to {told}. Look again.", field=seen.field)


def _by(work: Work, rows: Iterable[Tracked], column: str | None = None) -> str:
    """Who changed one of these rows last, and when: ` by CR at 04:31`."""
    entry = _last_change(work, list(rows), column)
    return f" by {entry.initials} at {work.clock_text(entry.recorded_at)}" if entry else ""


def _last_change(work: Work, rows: list[Tracked], column: str | None) -> LogEntry | None:
    """The newest entry that changed this column (None: any) of one of these rows."""
    if not rows:
        return None
    wanted = {(row.__tablename__, str(row.id)) for row in rows}
    about = select(LogEntry).where(
        LogEntry.scope_id == rows[0].scope_id,
        or_(*(LogEntry.sealed.contains(row_id, autoescape=True) for _, row_id in sorted(wanted))),
    )
    for entry in work.session.scalars(about.order_by(LogEntry.order_at.desc())):
        for table, row_id, _, now in json.loads(entry.sealed)["changes"]:
            if (table, row_id) in wanted and column in (None, *now):
                return entry
    return None


def _text(work: Work, value: Any) -> str:
    match value:
        case None:
            return "nothing"
        case datetime():
            return work.clock_text(value)
        case Enum():
            return str(getattr(value, "label", value.value))
        case bool():
            return "yes" if value else "no"
    return f"“{shortened(str(value), TOLD)}”"
