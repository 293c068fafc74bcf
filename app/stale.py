"""Stale forms: what a form showed is compared with what is so now, before its command is carried out."""

from __future__ import annotations

import json
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import select

from app.command import Seen, Work
from app.errors import Refused
from models.log import LogEntry


def check_unchanged(work: Work, seen: Seen) -> None:
    """Refuse where the column holds another value than was shown: who changed it, when, and to what."""
    now = getattr(work.find(seen.row, seen.row_id), seen.column)
    if now != seen.value:
        by = (
            f" by {entry.initials} at {work.clock_text(entry.recorded_at)}"
            if (entry := _last_change(work, seen))
            else ""
        )
        raise Refused(f"Changed{by} to {_text(work, now)}. Look again.", field=seen.column)


def _last_change(work: Work, seen: Seen) -> LogEntry | None:
    """The newest entry that changed this column of this row."""
    about = select(LogEntry).where(
        LogEntry.scope_id == work.find(seen.row, seen.row_id).scope_id,
        LogEntry.sealed.contains(str(seen.row_id), autoescape=True),
    )
    for entry in work.session.scalars(about.order_by(LogEntry.order_at.desc())):
        for table, row_id, _, now in json.loads(entry.sealed)["changes"]:
            if (table, row_id) == (seen.row.__tablename__, str(seen.row_id)) and seen.column in now:
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
    return f"“{value}”"
