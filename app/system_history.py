"""One system's history in an incident: each change of its status, read from what the entries changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.board import Line, Tone
from app.query import Look, query
from app.search import entries_about
from app.systems import remark_text
from models import times
from models.log_marks import mark
from models.log_search import Match
from models.marks import shape_of, state_text
from models.system import SystemStatus


@dataclass(frozen=True)
class StatusChange:
    """How a system stood after an entry, and which entry that was."""

    entry_id: UUID
    number: str
    recorded_at: datetime
    initials: str
    status: SystemStatus


@query
def system_history(look: Look, system_id: UUID) -> list[StatusChange]:
    """Every change of a system's status in the desk's incident up to the desk's moment, newest first."""
    mine = SystemStatus.incident_id == look.incident_id, SystemStatus.system_id == system_id
    status_id = look.session.scalar(select(SystemStatus.id).where(*mine))
    if look.incident_id is None or status_id is None:
        return []
    state: dict[str, Any] = {}
    found: list[StatusChange] = []
    for entry in entries_about(look, Match(marks=((mark("row", str(status_id)),),))):
        for table, row_id, _, now in json.loads(entry.sealed)["changes"]:
            if table == SystemStatus.__tablename__ and row_id == str(status_id):
                state = {**state, **now}
                status = SystemStatus.from_state(state)
                found.append(StatusChange(entry.id, entry.number, entry.recorded_at, entry.initials, status))
    return found[::-1]


def history_lines(changes: Sequence[StatusChange], zone: ZoneInfo, moment: datetime) -> list[Line]:
    """The history as it is shown: state and since when; below it what was remarked, and by whom in which entry."""
    today = moment.astimezone(zone).date()
    return [_line(change, zone, today) for change in changes]


def _line(change: StatusChange, zone: ZoneInfo, today: date) -> Line:
    status = change.status
    word, since = state_text(status), times.clock_text(status.since, zone, today)
    estimate = f"expected {times.clock_text(status.estimate_at, zone, today)}" if status.estimate_at else ""
    second = ", ".join(part for part in (remark_text(status), estimate) if part)
    by = f"#{change.number} {change.initials}"
    said = ", ".join(
        part for part in (word, second, f"since {since}", f"entry {change.number} by {change.initials}") if part
    )
    return Line(
        key=str(change.entry_id),
        mark=shape_of(status),
        title=word,
        second=second or "No remark",
        spoken=said,
        right=since,
        right_second=by,
        tone=Tone.NORMAL,
    )
