"""Figures: lengths of time between two log entries, read from what the entries changed (standards 2.3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import select

from app.query import Look, query
from models.base import Tracked
from models.contact import CallAttempt, Contact
from models.decision import Decision
from models.figures import Figure
from models.log import LogEntry
from models.system import System, SystemStatus
from models.terms import EntryKind, SystemState


class Mark(NamedTuple):
    """A moment, and the number of the entry that says so."""

    at: datetime
    number: str


class Spell(NamedTuple):
    """A system in one state, from a moment on."""

    state: SystemState
    start: Mark


@query
def figures(look: Look) -> list[Figure]:
    """What can be measured by now: the incident's own figures, then each outage, then each decision that has ended.

    Keys: `duration`, `acknowledge`, `commander`, `first_external_call`, `first_sitrep`, `outage:REF` (the second outage
    of a system is `outage:REF:2`), `in_force:REF`. What still runs has no figure yet.
    """
    if look.incident_id is None:
        return []
    history = _history(look)
    external = set(look.session.scalars(select(Contact.id).where(Contact.external)))
    systems = look.session.scalars(select(System).order_by(System.position, System.ref))
    return [*_of_incident(history, look.incident_id, external), *_outages(history, systems), *_in_force(history)]


@dataclass
class History:
    """What one pass over the log finds: each row as it is, and by which entry each of its moments was set."""

    rows: dict[type[Tracked], dict[UUID, dict[str, Any]]] = field(default_factory=dict)
    marks: dict[tuple[UUID, str], Mark] = field(default_factory=dict)
    """Row and column → the moment it holds now."""
    first_marks: dict[tuple[UUID, str], Mark] = field(default_factory=dict)
    """Row and column → the first moment it held."""
    spells: dict[UUID, list[Spell]] = field(default_factory=dict)
    """System → the states it was in, one after another."""
    sitreps: list[Mark] = field(default_factory=list)

    def of(self, row: type[Tracked]) -> dict[UUID, dict[str, Any]]:
        """The rows of one class by id, each as its columns, oldest first."""
        return self.rows.get(row, {})

    def note(self, row: type[Tracked], row_id: UUID, now: dict[str, Any], number: str) -> None:
        """Take in one change: the columns that an entry set in one row."""
        values = {name: value for name, value in row.CODEC.decode(now).items() if name in now}
        state = self.rows.setdefault(row, {}).setdefault(row_id, {})
        state.update(values)
        for name, value in values.items():
            self.marks.pop((row_id, name), None)
            if isinstance(value, datetime):
                self.marks[row_id, name] = Mark(value, number)
                self.first_marks.setdefault((row_id, name), Mark(value, number))
        if row is SystemStatus:
            self._note_state(state["system_id"], state["state"], Mark(state["since"], number))

    def _note_state(self, system_id: UUID, state: SystemState, start: Mark) -> None:
        """Another state begins a spell; another moment for the same state mends where its spell began."""
        spells = self.spells.setdefault(system_id, [])
        if spells and spells[-1].state is state:
            if spells[-1].start.at == start.at:
                return
            spells.pop()
        spells.append(Spell(state, start))


def _history(look: Look) -> History:
    history = History()
    entries = select(LogEntry).where(LogEntry.scope_id == look.incident_id)
    if look.as_at is not None:
        entries = entries.where(LogEntry.order_at <= look.as_at)
    for entry in look.session.scalars(entries.order_by(LogEntry.order_at, LogEntry.letter, LogEntry.serial)):
        if entry.kind is EntryKind.SITREP:
            history.sitreps.append(Mark(entry.event_at, entry.number))
        for table, row_id, _, now in json.loads(entry.sealed)["changes"]:
            history.note(Tracked.REGISTRY[table], UUID(row_id), now, entry.number)
    return history


def _of_incident(history: History, incident_id: UUID, external: set[UUID]) -> Iterator[Figure]:
    """The incident's own figures, where both of their moments have come."""

    def mark(column: str) -> Mark | None:
        return history.marks.get((incident_id, column))

    occurred = mark("occurred_at")
    commander = history.first_marks.get((incident_id, "commander_at"))
    calls = [
        history.marks[call_id, "called_at"]
        for call_id, call in history.of(CallAttempt).items()
        if call["contact_id"] in external
    ]
    measured = (
        ("duration", "Duration of the incident", occurred, mark("resolved_at")),
        ("acknowledge", "Logged to acknowledged", mark("logged_at"), mark("acknowledged_at")),
        ("commander", "Incident Commander in post", occurred, commander),
        ("first_external_call", "First external call", occurred, min(calls, default=None)),
        ("first_sitrep", "First sitrep", occurred, min(history.sitreps, default=None)),
    )
    for key, label, start, end in measured:
        if start is not None and end is not None:
            yield _figure(key, label, start, end)


def _outages(history: History, systems: Iterable[System]) -> Iterator[Figure]:
    """Each time that a system was nonfunctional and is not any more, from `since` to the next state's `since`."""
    for system in systems:
        spells = pairwise(history.spells.get(system.id, []))
        outages = [(down, up) for down, up in spells if down.state is SystemState.NONFUNCTIONAL]
        for count, (down, up) in enumerate(outages, start=1):
            key = f"outage:{system.ref}" if count == 1 else f"outage:{system.ref}:{count}"
            yield _figure(key, f"{system.name} nonfunctional", down.start, up.start)


def _in_force(history: History) -> Iterator[Figure]:
    """How long each decision that has ended was in force."""
    for decision_id, decision in history.of(Decision).items():
        ended = history.marks.get((decision_id, "ended_at"))
        if ended is not None:
            label = f"{decision['ref']} {decision['title']}: in force"
            yield _figure(f"in_force:{decision['ref']}", label, history.marks[decision_id, "decided_at"], ended)


def _figure(key: str, label: str, start: Mark, end: Mark) -> Figure:
    return Figure(key, label, start.number, start.at, end.number, end.at)
