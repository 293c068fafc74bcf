"""Scripts: an incident written down in a TOML file, checked whole when it is read.

`resources/demo/hospital-power-outage.toml` is the example of the format. A script has, in this order:

- `date`, the day that bare times belong to.
- `station` with `name`, `site`, `time_zone`, `paper` if it is not a4, and `opened`, the time of its first entry.
- `operators`, initials = post.
- `system`, the register: the parameters of `system.register`.
- `contact`, the directory: the parameters of `contact.add`, `methods` as a table of method = address, and `groups`, a
  list of names.
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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any, NoReturn, TypeVar, get_args, get_origin
from zoneinfo import ZoneInfo

from app.command import Command, New, Operator, Ref, checked_operator, marker
from app.commands.every import COMMANDS
from app.errors import Refused
from app.moments import YEARS, exists, parse_moment
from app.station import StationSettings
from models.base import Tracked
from models.contact import Contact
from models.incident import Incident
from models.log import LogEntry
from models.system import System
from models.terms import EntryKind, ScopeKind

T = TypeVar("T")
RowClass = type[Tracked] | type[LogEntry]

LABEL = re.compile(r"#[0-9]{1,9}")
LARGEST = 5_000_000
"""Bytes of a script: some hundred times the demonstration."""
NOTE = "log.note"
ADD_METHOD = "contact.add_method"
SET_GROUPS = "contact.set_groups"


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


def load_script(path: Path) -> Script:
    """Read and check a script. Raises `ScriptError`."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ScriptError(f"{path.name} is larger than {LARGEST:,} bytes. Split it.")
        table = tomllib.loads(content.decode("utf-8"))
    except OSError as error:
        raise ScriptError(f"The script {path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
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
        self.last_label = 0
        self.unnamed: set[RowClass] = set()
        """Classes of which a row was made whose name only the log will know."""
        self.operators: dict[str, Operator] = {}
        self.day = date.min
        self.zone = ZoneInfo("UTC")

    def script(self, whole: _Part) -> Script:
        self.day = whole.take("date", date, "a date like 2026-08-12")
        settings, opened_at = self._station(_Part(f"{self.name}, station", whole.take("station", dict, "a table")))
        self._operators(_Part(f"{self.name}, operators", whole.take("operators", dict, "a table of initials = post")))
        seeds = dict(map(self._system, whole.parts("system")))
        seeds |= dict(map(self._contact, whole.parts("contact")))
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
            post = part.take(initials, str, "the post, as text")
            try:
                self.operators[initials] = checked_operator(post, initials)
            except Refused as error:
                part.wrong(str(error))
        if not self.operators:
            part.wrong("at least one operator is needed.")

    def _system(self, part: _Part) -> tuple[Named, tuple[Step, ...]]:
        step = self._step(part, "system.register")
        return Named(System, step.arguments["ref"]), (step,)

    def _contact(self, part: _Part) -> tuple[Named, tuple[Step, ...]]:
        methods = part.take_if("methods", dict, "a table of method = address") or {}
        groups = part.take_if("groups", list, "a list of names") or []
        added = self._step(part, "contact.add")
        name = added.arguments["name"]
        ways = [
            self._step(_Part(part.place, {"contact_id": name, "method": method, "address": address}), ADD_METHOD)
            for method, address in methods.items()
        ]
        if groups:
            ways.append(self._step(_Part(part.place, {"contact_id": name, "groups": groups}), SET_GROUPS))
        return Named(Contact, name), (added, *ways)

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
        if int(label[1:]) <= self.last_label:
            part.wrong("labels go up from entry to entry.")
        self.last_label = int(label[1:])
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
        if command.takes_file:
            part.wrong(f"{name} takes a file, and a script is text. Attach the file in the console.")
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
        if given.year not in YEARS:
            part.wrong(f"{key} is in the year {given.year}, which cannot be meant.")
        if given.tzinfo is not None:
            return given
        moment = given.replace(tzinfo=self.zone)
        if not exists(moment):
            part.wrong(f"{key} is a time that the clocks skip that day.")
        return moment


_IN_WORDS: dict[type, str] = {str: "text", int: "a whole number", bool: "true or false"}


def _new_rows(step: Step) -> Iterator[Named | type[Tracked]]:
    """The rows that a step makes: named where the script says what they are called."""
    for hint in step.command.hints.values():
        if mark := marker(hint, New):
            name = step.arguments.get(mark.row.REF)
            yield mark.row if name is None else Named(mark.row, name)
