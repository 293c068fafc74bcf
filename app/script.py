"""Scripts: an incident written down in a TOML file, checked when it is read and replayed through `Desk.do`.

`resources/demo/hospital-power-outage.toml` is the example of the format. A script has, in this order:

- `date`, the day that bare times belong to.
- `[station]` with `name`, `site`, `time_zone`, `paper` if it is not a4, and `opened`, the time of its first entry.
- `[operators]`, initials = post.
- `[[system]]`, the register: the parameters of `system.register`.
- `[[contact]]`, the directory: the parameters of `contact.add`, and `methods` as a table of method = address.
- `[[entry]]`, the log, in the order in which it was recorded; the first one declares the incident: `label` (`#13`, if
  others refer to the entry), `recorded`, `occurred` (if told), `operator` (initials; else as before), `kind` (else the
  first command's), `words`, and `commands`, each a table with the command's name under `do` and its parameters. Without
  commands it is a note.

`main.py commands` lists the commands with their parameters. A time is `03:42:10` on the script's date and in the
station's zone, or `2026-08-13T12:00:00`, or that with an offset. A parameter that names a row takes what operators call
it: `T-02`, a system's ref, a contact's name, a handover's number, the label of an earlier entry. In words and texts,
the label of an earlier entry becomes its real number in the log.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args, get_origin
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.clock import SetClock
from app.command import Bound, Command, New, Operator, Ref, marker
from app.commands.every import COMMANDS
from app.desk import Desk, Receipt
from app.errors import Refused
from app.moments import parse_moment
from app.query import Look, query
from app.station import StationSettings, open_desk
from models.base import Tracked, new_id
from models.contact import Contact
from models.database import Database
from models.incident import Incident
from models.log import LogEntry
from models.station import Station
from models.system import System
from models.terms import EntryKind, ScopeKind

T = TypeVar("T")
RowClass = type[Tracked] | type[LogEntry]

LABEL = re.compile(r"#\d+")
NOTE = "log.note"


class ScriptError(Refused):
    """A mistake in a script, or a script that does not fit the database; the sentence names the file and the place."""


@dataclass(frozen=True)
class Named:
    """A row by what operators call it, until the replay knows its id."""

    row: RowClass
    name: str


@dataclass(frozen=True)
class Step:
    """A command with its arguments as read; rows are `Named`."""

    command: Command
    arguments: dict[str, Any]


@dataclass(frozen=True)
class ScriptEntry:
    """One entry of a script; `place` says where it stands, for a sentence."""

    place: str
    label: str | None
    recorded_at: datetime
    occurred_at: datetime | None
    operator: Operator
    kind: EntryKind | None
    words: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Script:
    """A script that was read and found right; `seeds` are the rows of the register and the directory."""

    name: str
    settings: StationSettings
    opened_at: datetime
    seeds: dict[Named, tuple[Step, ...]]
    entries: tuple[ScriptEntry, ...]

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which the script's times are read."""
        return ZoneInfo(self.settings.time_zone)

    @property
    def incident_ref(self) -> str | None:
        """The number of the incident that it declares, where it gives one."""
        declared = (step.arguments.get(Incident.REF) for step in self.entries[0].steps if _makes(step, Incident))
        return next(declared, None)

    def moment(self, typed: str) -> datetime:
        """A time as typed on a command line, on or after the script's first entry. Raises `Refused`."""
        return parse_moment(typed, self.zone, self.entries[0].recorded_at)


def _makes(step: Step, row: type[Tracked]) -> bool:
    return any(marker(hint, New) == New(row) for hint in step.command.hints.values())


# --- reading ----------------------------------------------------------------------------------------------------------


def load_script(path: Path) -> Script:
    """Read and check a script. Raises `ScriptError`."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ScriptError(f"The script {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ScriptError(f"{path.name} is not TOML: {error}.") from error
    return _Reader(path.name).script(_Part(path.name, table))


class _Part:
    """A table of the file: its keys are taken one by one, and what is left over is a mistake."""

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self.place = place
        self.left = dict(table)

    def wrong(self, what: str) -> NoReturn:
        raise ScriptError(f"{self.place}: {what}")

    def take(self, key: str, kind: type[T], what: str) -> T:
        """The value of a key that must be there, of exactly this type; `what` says it in words."""
        found = self.take_if(key, kind, what)
        if found is None:
            self.wrong(f"{key} is missing ({what}).")
        return found

    def take_if(self, key: str, kind: type[T], what: str) -> T | None:
        found = self.left.pop(key, None)
        if found is not None and type(found) is not kind:
            self.wrong(f"{key} must be {what}.")
        return found

    def parts(self, key: str) -> Iterator[_Part]:
        """The tables of an array of tables, numbered."""
        for number, table in enumerate(self.take_if(key, list, "a list of tables") or [], start=1):
            if not isinstance(table, dict):
                self.wrong(f"{key} must be a list of tables.")
            yield _Part(f"{self.place}, {key} {number}", table)

    def nothing_left(self) -> None:
        if self.left:
            self.wrong(f"{', '.join(self.left)} is not known here.")


class _Reader:
    """Reads one file from top to bottom, and knows at each place which rows and labels came before."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.known: set[Named] = set()
        self.unnamed: set[RowClass] = set()
        """Classes of which a row was made whose name only the log will know."""
        self.operators: dict[str, Operator] = {}
        self.day = date.min
        self.zone = ZoneInfo("UTC")

    def script(self, whole: _Part) -> Script:
        self.day = whole.take("date", date, "a date like 2026-08-12")
        settings, opened_at = self._station(_Part(f"{self.name}, station", whole.take("station", dict, "a table")))
        self._operators(_Part(f"{self.name}, operators", whole.take("operators", dict, "a table of initials = post")))
        seeds = dict([*map(self._system, whole.parts("system")), *self._contacts(list(whole.parts("contact")))])
        entries = self._entries(whole, opened_at)
        whole.nothing_left()
        return Script(self.name, settings, opened_at, seeds, entries)

    def _station(self, part: _Part) -> tuple[StationSettings, datetime]:
        name, site = part.take("name", str, "text"), part.take("site", str, "text")
        zone = part.take("time_zone", str, "a zone like Europe/Berlin")
        paper = part.take_if("paper", str, "a4 or letter") or "a4"
        try:
            self.zone = ZoneInfo(zone)
        except (ValueError, OSError, LookupError) as error:
            raise ScriptError(f"{part.place}: there is no time zone {zone}.") from error
        opened_at = self._moment(part, "opened", part.left.pop("opened", None))
        part.nothing_left()
        return StationSettings(name, site, zone, paper), opened_at

    def _operators(self, part: _Part) -> None:
        for initials in list(part.left):
            self.operators[initials] = Operator(part.take(initials, str, "the post, as text"), initials)
        if not self.operators:
            part.wrong("at least one operator is needed.")

    def _system(self, part: _Part) -> tuple[Named, tuple[Step, ...]]:
        step = self._step(part, "system.register")
        return Named(System, step.arguments["ref"]), (step,)

    def _contacts(self, parts: list[_Part]) -> Iterator[tuple[Named, tuple[Step, ...]]]:
        for part in parts:
            methods = part.take_if("methods", dict, "a table of method = address") or {}
            added = self._step(part, "contact.add")
            name = added.arguments["name"]
            ways = [
                self._step(_Part(part.place, {"contact_id": name, "method": method, "address": address}), _ADD_METHOD)
                for method, address in methods.items()
            ]
            yield Named(Contact, name), (added, *ways)

    # An entry and its commands

    def _entries(self, whole: _Part, opened_at: datetime) -> tuple[ScriptEntry, ...]:
        entries: list[ScriptEntry] = []
        for part in whole.parts("entry"):
            before = entries[-1] if entries else None
            entries.append(self._entry(part, before, opened_at if before is None else before.recorded_at))
        declared = [number for number, entry in enumerate(entries) for step in entry.steps if _makes(step, Incident)]
        if declared != [0]:
            whole.wrong("the first entry must declare the incident, and no other may.")
        return tuple(entries)

    def _entry(self, part: _Part, before: ScriptEntry | None, not_before: datetime) -> ScriptEntry:
        label = self._label(part)
        recorded_at = self._moment(part, "recorded", part.left.pop("recorded", None))
        if recorded_at < not_before:
            part.wrong("it was recorded before the entry above it; entries stand in the order of recording.")
        occurred_at = self._moment(part, "occurred", part.left.pop("occurred")) if "occurred" in part.left else None
        if occurred_at is not None and occurred_at > recorded_at:
            part.wrong("it occurred after it was recorded.")
        operator = self._operator(part, before)
        kind = self._value(part, "kind", EntryKind, part.left.pop("kind")) if "kind" in part.left else None
        words = part.take_if("words", str, "text") or ""
        steps = [self._command(one) for one in part.parts("commands")] or [Step(COMMANDS[NOTE], {})]
        if all(step.command.scope is ScopeKind.STATION for step in steps) and label:
            part.wrong("it changes the station only, so it has no number in the incident's log; leave its label out.")
        if label:
            self.known.add(Named(LogEntry, label))
        part.nothing_left()
        return ScriptEntry(part.place, label, recorded_at, occurred_at, operator, kind, words, tuple(steps))

    def _label(self, part: _Part) -> str | None:
        label = part.take_if("label", str, "text like #13")
        if label is None:
            return None
        part.place = f"{self.name}, {label}"
        if not LABEL.fullmatch(label):
            part.wrong("a label is # and a number, like #13.")
        if any(int(label[1:]) <= int(named.name[1:]) for named in self.known if named.row is LogEntry):
            part.wrong("labels go up from entry to entry.")
        return label

    def _operator(self, part: _Part, before: ScriptEntry | None) -> Operator:
        initials = part.take_if("operator", str, "initials")
        if initials is None:
            return before.operator if before else next(iter(self.operators.values()))
        if initials not in self.operators:
            part.wrong(f"{initials} is not one of the operators ({', '.join(self.operators)}).")
        return self.operators[initials]

    def _command(self, part: _Part) -> Step:
        return self._step(part, part.take("do", str, "the name of a command"))

    def _step(self, part: _Part, name: str) -> Step:
        """A command with its arguments: what is left in its table."""
        command = COMMANDS.get(name)
        if command is None:
            part.wrong(f"there is no command {name}; main.py commands lists them.")
        parameters = {key: hint for key, hint in command.parameters() if not marker(hint, New)}
        for key in part.left:
            if key not in parameters:
                part.wrong(f"{name} has no parameter {key}; it has {', '.join(parameters) or 'none'}.")
        for key in parameters:
            if key not in part.left and key not in command.defaults:
                part.wrong(f"{name} needs {key}.")
        given = {key: self._value(part, key, parameters[key], value) for key, value in part.left.items()}
        step = Step(command, given)
        self._note_new(part, step)
        return step

    def _note_new(self, part: _Part, step: Step) -> None:
        """From here on, the row that the step makes can be named."""
        for named in _new_rows(step):
            if isinstance(named, Named):
                if named in self.known:
                    part.wrong(f"{named.name} was there before.")
                self.known.add(named)
            else:
                self.unnamed.add(named)

    # A value, by the parameter's type

    def _value(self, part: _Part, key: str, hint: Any, given: Any) -> Any:
        kinds = [kind for kind in get_args(hint) if kind is not type(None)]
        if get_origin(hint) is list:
            if not isinstance(given, list):
                part.wrong(f"{key} must be a list.")
            return [self._value(part, key, kinds[0], one) for one in given]
        if mark := marker(hint, Ref):
            if get_origin(kinds[0]) is list:
                return self._value(part, key, kinds[0], given)
            return self._named(part, key, mark.row, given)
        if kinds:
            return self._value(part, key, kinds[0], given)
        if hint is datetime:
            return self._moment(part, key, given)
        if issubclass(hint, StrEnum | IntEnum):
            words = {word.value: word for word in hint}
            if type(given) not in (str, int) or given not in words:
                part.wrong(f"{key} must be one of {', '.join(map(str, words))}, not {given}.")
            return words[given]
        if type(given) is not hint:
            part.wrong(f"{key} must be {_IN_WORDS[hint]}, not {given}.")
        return given

    def _named(self, part: _Part, key: str, row: RowClass, given: Any) -> Named:
        if type(given) not in (str, int):
            part.wrong(f"{key} must name a row, like T-02 or #13.")
        named = Named(row, str(given))
        if named not in self.known and row not in self.unnamed:
            part.wrong(f"{key} names {given}, which is not there (or not yet).")
        return named

    def _moment(self, part: _Part, key: str, given: Any) -> datetime:
        if isinstance(given, time):
            given = datetime.combine(self.day, given)
        if not isinstance(given, datetime):
            part.wrong(f"{key} must be a time like 03:42:10 or 2026-08-13T12:00:00.")
        if given.tzinfo is not None:
            return given
        moment = given.replace(tzinfo=self.zone)
        if moment.astimezone(UTC).astimezone(self.zone).replace(tzinfo=None) != given:
            part.wrong(f"{key} is a time that the clocks skip that day.")
        return moment


_ADD_METHOD = "contact.add_method"
_IN_WORDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


def _new_rows(step: Step) -> Iterator[Named | type[Tracked]]:
    """The rows that a step makes: named where the script says what they are called."""
    for hint in step.command.hints.values():
        if mark := marker(hint, New):
            name = step.arguments.get(mark.row.REF)
            yield mark.row if name is None else Named(mark.row, name)


# --- replaying --------------------------------------------------------------------------------------------------------


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
        if issubclass(named.row, LogEntry):
            return None
        found = self.desk.ask(_row_called(named.row, named.name))
        if found is not None:
            self.ids[named] = found
        return found
