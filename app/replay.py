"""Replaying a script: its station opened where there is none, then each entry done at its own moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.clock import SetClock
from app.command import Bound, New, marker
from app.desk import Desk, Receipt
from app.errors import Refused
from app.query import Look, query
from app.script import LABEL, Named, Script, ScriptEntry, ScriptError, Step
from app.station import open_desk
from models.base import Tracked, new_id
from models.database import Database
from models.incident import Incident
from models.log import LogEntry
from models.station import Station
from models.system import System


def _silently(text: str) -> None:
    """Tell nobody."""


def replay(
    database: Database,
    script: Script,
    *,
    until: datetime | None = None,
    on_incident: Callable[[str], None] = _silently,
    on_saved: Callable[[str], None] = _silently,
) -> Desk:
    """Do every entry of a script (up to the end of the minute `until`), and return the desk at its incident.

    An empty database gets the script's station. `on_incident` hears the incident's ref once it is declared, `on_saved`
    the number of each entry of its log once that is durable. The returned desk's clock stands at the last entry.
    Raises `ScriptError` where the database holds another station or that incident, or where an entry is refused.
    """
    _check_database(database, script)
    clock = SetClock(script.opened_at)
    desk = open_desk(database, script.settings, script.entries[0].operator, clock, register=[])
    replaying = _Replay(desk, clock)
    replaying.seed(script)
    end = None if until is None else until.replace(second=0, microsecond=0) + timedelta(minutes=1)
    for entry in script.entries:
        if end is not None and entry.recorded_at >= end:
            break
        is_first = replaying.desk.incident_id is None
        receipt = replaying.do(entry)
        if is_first:
            on_incident(replaying.desk.ask(_incident_ref()))
        if receipt.scope_id == replaying.desk.incident_id:
            on_saved(receipt.number)
    return replaying.desk


def _check_database(database: Database, script: Script) -> None:
    """Refuse a database that is another station's, or that has the incident already."""
    station, refs = Desk(database, new_id(), new_id(), "A", script.entries[0].operator).ask(_held())
    if station is not None and (station.name, station.site) != (script.settings.name, script.settings.site):
        raise ScriptError(
            f"This database is of {station.name}, {station.site}, and the script is of {script.settings.name}, "
            f"{script.settings.site}. Replay it into a new file."
        )
    if script.incident_ref in refs:
        raise ScriptError(f"{script.incident_ref} is in this database already. Replay the script into a new file.")


@query
def _held(look: Look) -> tuple[Station | None, set[str]]:
    return look.session.scalar(select(Station)), set(look.session.scalars(select(Incident.ref)))


@query
def _incident_ref(look: Look) -> str:
    return look.session.scalars(select(Incident.ref).where(Incident.id == look.incident_id)).one()


@query
def _row_called(look: Look, row: type[Tracked], name: str) -> UUID | None:
    """The id of a row that the log named, or that was there before the script."""
    present = look.session.scalars(select(row).where(row.removed_at.is_(None)))
    scopes = (look.incident_id, look.station_id)
    return next((one.id for one in present if one.scope_id in scopes and str(getattr(one, row.REF)) == name), None)


class _Replay:
    """One replay under way: the desk, and the ids and numbers behind the script's names and labels."""

    def __init__(self, desk: Desk, clock: SetClock) -> None:
        self.desk = desk
        self.clock = clock
        self.ids: dict[Named, UUID] = {}
        self.numbers: dict[str, str] = {}

    def seed(self, script: Script) -> None:
        """Put those of the script's systems and contacts into the station that it has not got, in one entry."""
        missing = {named: steps for named, steps in script.seeds.items() if self._look_up(named) is None}
        if not missing:
            return
        systems = sum(named.row is System for named in missing)
        words = f"{systems} systems registered, {len(missing) - systems} contacts put into the directory."
        bound = [self._bind(step) for steps in missing.values() for step in steps]
        try:
            self.desk.do(*bound, words=words)
        except Refused as refusal:
            raise ScriptError(f"{script.name}, register and directory: {refusal}") from refusal

    def do(self, entry: ScriptEntry) -> Receipt:
        """Do one entry at its own moment, by its own operator."""
        self.clock.moment = entry.recorded_at
        self.desk = replace(self.desk, operator=entry.operator)
        try:
            receipt = self.desk.do(
                *[self._bind(step) for step in entry.steps],
                words=self._numbered(entry.words),
                occurred_at=entry.occurred_at,
                kind=entry.kind,
            )
        except Refused as refusal:
            raise ScriptError(f"{entry.place}: {refusal}") from refusal
        if self.desk.incident_id is None:
            self.desk = self.desk.at(receipt.scope_id)
        if entry.label is not None:
            self.ids[Named(LogEntry, entry.label)] = receipt.entry_id
            self.numbers[entry.label] = f"#{receipt.number}"
        return receipt

    def _bind(self, step: Step) -> Bound:
        """The command with real ids; its new row gets one here, so that the next command can name it."""
        arguments = {key: self._real(value) for key, value in step.arguments.items()}
        for key, hint in step.command.hints.items():
            if mark := marker(hint, New):
                arguments[key] = new_id()
                if name := step.arguments.get(mark.row.REF):
                    self.ids[Named(mark.row, name)] = arguments[key]
        return Bound(step.command, arguments)

    def _real(self, value: Any) -> Any:
        if isinstance(value, Named):
            return self._id_of(value)
        if isinstance(value, list):
            return [self._real(one) for one in value]
        return self._numbered(value) if type(value) is str else value

    def _numbered(self, text: str) -> str:
        """The text with the labels of earlier entries as numbers of this log."""
        return LABEL.sub(lambda label: self.numbers.get(label.group(), label.group()), text)

    def _id_of(self, named: Named) -> UUID:
        found = self.ids.get(named) or self._look_up(named)
        if found is None:
            raise Refused(f"{named.name} is not there.")
        return found

    def _look_up(self, named: Named) -> UUID | None:
        assert not issubclass(named.row, LogEntry)
        found = self.desk.ask(_row_called(named.row, named.name))
        if found is not None:
            self.ids[named] = found
        return found
