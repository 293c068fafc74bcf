"""The phone log of an incident: each attempt as a row, and the entry of the log in which it stands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.board import Tone
from app.contact_lines import ContactLine, clock, contact_line, joined, way_text
from app.contacts import outcome_word
from app.query import Look, query
from app.search import entries_about
from models.contact import CallAttempt, Contact
from models.log_marks import mark
from models.log_search import Match
from models.picture import Picture


@dataclass(frozen=True)
class CallEntry:
    """The entry of the log in which a call stands."""

    entry_id: UUID
    number: str


@query
def call_entries(look: Look) -> dict[UUID, CallEntry]:
    """For each call of the incident the entry in which it stands."""
    calls = Match(marks=((mark("table", CallAttempt.__tablename__),),))
    return {
        UUID(row_id): CallEntry(entry.id, entry.number)
        for entry in entries_about(look, calls)
        for table, row_id, _, _ in json.loads(entry.sealed)["changes"]
        if table == CallAttempt.__tablename__
    }


def phone_log_lines(
    picture: Picture, moment: datetime, entries: Mapping[UUID, CallEntry], only: Iterable[UUID] | None = None
) -> list[ContactLine]:
    """Each attempt of this incident, newest first; `only` of these contacts. `entries` says where each stands."""
    wanted = None if only is None else set(only)
    calls = [call for call in picture.all(CallAttempt) if wanted is None or call.contact_id in wanted]
    calls.sort(key=lambda call: (call.called_at, call.attempt), reverse=True)
    return [_call_line(picture, call, moment, entries.get(call.id)) for call in calls]


def _call_line(picture: Picture, call: CallAttempt, moment: datetime, entry: CallEntry | None) -> ContactLine:
    contact = picture.get(Contact, call.contact_id)
    assert contact is not None
    said = [
        f"try {call.attempt}" if call.attempt > 1 else "",
        f"by {call.acknowledged_by}" if call.acknowledged_by else "",
        f"expected {clock(picture, call.estimate_at, moment)}" if call.estimate_at else "",
        call.remark,
    ]
    at = clock(picture, call.called_at, moment)
    return contact_line(
        contact,
        mark="check" if call.reached else "x",
        tone=Tone.NORMAL if call.reached else Tone.LATE,
        number=way_text(call.method.value, call.address),
        second=joined(said),
        right=outcome_word(call.outcome),
        right_second=f"#{entry.number}, {at}" if entry else at,
        key=str(call.id),
    )
