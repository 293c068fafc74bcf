"""Commands: the decorator that registers one, the `Bound` that waits to be done, and the `Work` it is done with."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Annotated, Any, Concatenate, NamedTuple, ParamSpec, TypeVar, get_args, get_origin, get_type_hints
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.errors import Refused
from app.moments import checked
from app.text import clean_text
from models import times
from models.base import Tracked, new_id
from models.incident import Incident
from models.log import Head, LogEntry
from models.station import Station
from models.terms import EntryKind, Phase, Priority, ScopeKind

P = ParamSpec("P")
KEEP: Any = object()
"""The default of a parameter that, when it is not given, leaves the column as it is (None clears it)."""
REF = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]{0,39}")
Row = TypeVar("Row", bound=Tracked)
Text = TypeVar("Text", bound=str | None)


class Limit(NamedTuple):
    """How many characters something has at the most, and what it is called in the refusal."""

    what: str
    most: int


NAME, TITLE, NUMBER = Limit("A name", 200), Limit("A title", 300), Limit("A number", 200)
"""What stands in rows, on cards and in heads of pages is short; a text may be as long as an entry."""


@dataclass(frozen=True)
class Ref:
    """Marks a UUID parameter as the id of an existing row of this class: `Annotated[UUID, Ref(Task)]`."""

    row: type[Tracked] | type[LogEntry]


@dataclass(frozen=True)
class New:
    """Marks a UUID parameter as the id of the row that the command makes; made when the command is bound."""

    row: type[Tracked]


@dataclass(frozen=True)
class Operator:
    """Who writes: the post, and the initials that stand beside the entry."""

    post: str
    initials: str


def checked_operator(post: str, initials: str) -> Operator:
    """The operator of these texts, filtered. Raises `Refused` where one is missing or the initials are long."""
    said = Operator(
        required(clean_text(post, "post"), "post", "which post you hold", NAME),
        required(clean_text(initials, "initials"), "initials", "your initials").upper(),
    )
    if len(said.initials) > 4:
        raise Refused("Initials have four letters at the most.", field="initials")
    return said


@dataclass(frozen=True)
class Seen:
    """What a form showed when it was filled in: a column of a row, and its value then."""

    row: type[Tracked]
    row_id: UUID
    column: str
    value: Any


@dataclass(frozen=True)
class SeenRows:
    """What a form showed of rows that belong together, and perhaps that there were none."""

    row: type[Tracked]
    where: dict[str, Any]
    """The columns that the rows have in common: the contact whose groups they are."""
    column: str
    values: frozenset[Any]
    field: str


@dataclass(frozen=True)
class Said:
    """What the operator says beside the commands, filtered; or what an entry says that is taken over."""

    words: str = ""
    occurred_at: datetime | None = None
    kind: EntryKind | None = None
    importance: Priority | None = None
    party: str | None = None
    author: str | None = None


_ZONE = select(Station.time_zone).where(Station.id == bindparam("station_id"))


@dataclass
class Work:
    """What a command works with: the session, the moment, who writes, and where. One for each command of a `do`."""

    session: Session
    head: Head
    operator: Operator
    seat_id: UUID
    station_id: UUID
    recorded_at: datetime
    event_at: datetime
    """When it happened, as told; else `recorded_at`. What a command stamps on a row."""
    words: str = ""
    """What the operator wrote, filtered."""
    entry_id: UUID | None = None
    """The entry that this `do` writes at the desk's own incident."""
    heads: Mapping[UUID, Head] = field(default_factory=dict)
    """The place in the book of every scope that this `do` writes in."""
    corrects_id: UUID | None = None
    reason: str | None = None
    about: list[UUID] = field(default_factory=list)
    """Rows that the entry speaks of and does not change."""
    taken_over: Said | None = None
    """What this scope's entry says where it repeats one of another incident."""
    made: list[UUID] = field(default_factory=list)

    @property
    def incident_id(self) -> UUID:
        """The incident whose book this command writes in."""
        return self.head.scope_id

    def find(self, row: type[Row], row_id: UUID) -> Row:
        """The row of that id in this scope (or of the station, which every scope may read)."""
        found = self.session.get(row, row_id)
        if found is None or found.removed_at is not None:
            raise Refused(f"That {row.__tablename__.replace('_', ' ')} is not there any more. Look again.")
        if found.scope_id not in (self.head.scope_id, self.station_id):
            raise Refused(f"That {row.__tablename__.replace('_', ' ')} belongs to another incident.")
        return found

    def all(self, row: type[Row], *where: ColumnElement[bool]) -> list[Row]:
        """The rows that are there and meet these conditions, oldest first."""
        return list(self.session.scalars(select(row).where(row.removed_at.is_(None), *where).order_by(row.id)))

    def add(self, row: Row) -> Row:
        """Put a new row into the table."""
        self.session.add(row)
        self.session.flush()
        self.made.append(row.id)
        return row

    @property
    def incident(self) -> Incident:
        """The incident itself."""
        return self.find(Incident, self.incident_id)

    @property
    def station(self) -> Station:
        """The station itself."""
        return self.find(Station, self.station_id)

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which sentences name times."""
        return ZoneInfo(self.session.connection().scalar(_ZONE, {"station_id": self.station_id}) or "UTC")

    def clock_text(self, moment: datetime) -> str:
        """A moment as a sentence names it: `07:45`, with the date where it is another day's."""
        return times.clock_text(moment, self.zone, self.recorded_at.astimezone(self.zone).date())

    def next_ref(
        self, row: type[Tracked], prefix: str, width: int, given: str | None, scope: ColumnElement[bool]
    ) -> str:
        """The given ref if it is free, else the next of this seat: `T-07`, or `T-B07` from a second desk."""
        taken = set(self.session.scalars(select(row.ref).where(scope)))  # type: ignore[attr-defined]
        if given is not None:
            if not REF.fullmatch(given):
                raise Refused("A ref has up to 40 letters, digits, dots and hyphens.", field="ref")
            if given in taken:
                raise Refused(f"{given} is taken already.", field="ref")
            return given
        start = prefix if self.head.letter == "A" else prefix + self.head.letter
        ours = re.compile(re.escape(start) + r"([0-9]{1,9})")
        numbers = [int(found.group(1)) for ref in taken if (found := ours.fullmatch(ref))]
        return f"{start}{max(numbers, default=0) + 1:0{width}d}"


@dataclass(frozen=True)
class Command:
    """A registered command: its name, the kind of entry it makes, whose book it writes in, and its parameters."""

    name: str
    kind: EntryKind
    scope: ScopeKind
    act: Callable[..., str]
    after_closing: bool
    hints: dict[str, Any]
    defaults: dict[str, Any]

    @property
    def sentence(self) -> str:
        """What it does, in one sentence (the first of its docstring)."""
        return (inspect.getdoc(self.act) or "").split("\n")[0]

    @property
    def takes_file(self) -> bool:
        """Whether one of its parameters is the bytes of a file, which no script can give."""
        return bytes in self.hints.values()

    def parameters(self) -> Iterator[tuple[str, Any]]:
        """Each parameter with its type, in order."""
        yield from self.hints.items()


@dataclass(frozen=True)
class Bound:
    """A command with its arguments, not yet carried out; `shown` is what it must still find as it was shown."""

    command: Command
    arguments: dict[str, Any]
    shown: tuple[Seen | SeenRows, ...] = ()
    incident_id: UUID | None = None
    """Another incident than the desk's, in whose book this command writes."""

    def at(self, incident_id: UUID) -> Bound:
        """The same command, in the book of that incident."""
        return replace(self, incident_id=incident_id)

    def seen(self, row: type[Tracked], row_id: UUID, **values: Any) -> Bound:
        """The same command, refused where one of these columns was changed since: `seen(Task, id, owner="IBD")`."""
        return replace(self, shown=(*self.shown, *(Seen(row, row_id, name, value) for name, value in values.items())))

    def seen_rows(
        self, row: type[Tracked], column: str, values: Iterable[Any], field_name: str | None = None, **where: Any
    ) -> Bound:
        """The same command, refused where other values than these stand in a column of the rows that meet this.

        No values: where such a row is there by now. `field_name` is the parameter beside which the refusal stands.
        """
        rows = SeenRows(row, where, column, frozenset(values), field_name or column)
        return replace(self, shown=(*self.shown, rows))

    @property
    def new_scope(self) -> UUID | None:
        """The incident that this command declares, if it does."""
        for name, hint in self.command.hints.items():
            if marker(hint, New) == New(Incident):
                return UUID(str(self.arguments[name]))
        return None

    def __call__(self, work: Work) -> str:
        """Carry it out: the text filter, the rule of closed incidents, then the function."""
        self._check_incident(work)
        return self.command.act(work, **{name: _clean(value, name) for name, value in self.arguments.items()})

    def _check_incident(self, work: Work) -> None:
        """Whether the incident takes this: it is there (an id may have been given), and closed for the few only."""
        if work.head.scope_kind is not ScopeKind.INCIDENT or self.new_scope is not None:
            return
        if self.command.after_closing and self.incident_id is None and work.head.serial > 1:
            return  # this desk wrote there before, so that the incident is there
        incident = work.incident
        if incident.phase is Phase.CLOSED and not self.command.after_closing:
            raise Refused(f"{incident.ref} is closed. Reopen it first.")


def _clean(value: Any, name: str) -> Any:
    if type(value) is str:
        return clean_text(value, name) or None
    if isinstance(value, datetime):
        return checked(value, name)
    if isinstance(value, list):
        return [kept for item in value if (kept := _clean(item, name)) is not None]
    return value


def marker(hint: Any, kind: type[Any]) -> Any:
    """The `Ref` or `New` of a parameter's type, also behind `| None` and in a list; None if it has none."""
    if get_origin(hint) is Annotated:
        return next((mark for mark in get_args(hint)[1:] if isinstance(mark, kind)), None)
    return next((found for part in get_args(hint) if (found := marker(part, kind)) is not None), None)


def type_text(hint: Any) -> str:
    """A parameter's type in words: `text`, `moment`, `ref of Task`, `one of high | medium | low`, `list of text`."""
    if get_origin(hint) is Annotated:
        mark = get_args(hint)[1]
        return f"ref of {mark.row.__name__}" if isinstance(mark, Ref) else f"id of the new {mark.row.__name__}"
    if get_origin(hint) is list:
        return f"list of {type_text(get_args(hint)[0])}"
    if optional := [part for part in get_args(hint) if part is not type(None)]:
        return type_text(optional[0])
    if issubclass(hint, Enum):
        return "one of " + " | ".join(str(word.value) for word in hint)
    return {str: "text", int: "number", bool: "true or false", datetime: "moment", bytes: "file"}[hint]


REGISTRY: dict[str, Command] = {}


def command(
    name: str, kind: EntryKind, *, scope: ScopeKind = ScopeKind.INCIDENT, after_closing: bool = False
) -> Callable[[Callable[Concatenate[Work, P], str]], Callable[P, Bound]]:
    """Register a function as a command; calling it then gives a `Bound` for `Desk.do`.

    `after_closing` commands are the few that a closed incident still takes. Text arguments arrive filtered; an empty
    one arrives as None, so a parameter that must not be empty checks with `required`.
    """

    def register(function: Callable[Concatenate[Work, P], str]) -> Callable[P, Bound]:
        hints = get_type_hints(function, include_extras=True)
        hints.pop("return")
        hints.pop("work")
        signature = inspect.signature(function)
        defaults = {
            key: parameter.default
            for key, parameter in signature.parameters.items()
            if parameter.default is not inspect.Parameter.empty
        }
        made = Command(name, kind, scope, function, after_closing, hints, defaults)
        if name in REGISTRY:
            raise ValueError(f"two commands are called {name}")
        REGISTRY[name] = made
        bare = signature.replace(parameters=list(signature.parameters.values())[1:])

        def bind(*args: P.args, **kwargs: P.kwargs) -> Bound:
            given = bare.bind(*args, **kwargs).arguments
            for key, hint in hints.items():
                if given.get(key) is None and marker(hint, New):
                    given[key] = new_id()
            return Bound(made, given)

        bind.__doc__ = function.__doc__
        bind.__name__ = function.__name__
        bind.__module__ = function.__module__
        return bind

    return register


def change(row: Tracked, **given: Any) -> list[str]:
    """Set the columns that are given (not `KEEP`) and say which of them are different now."""
    changed = [name for name, value in given.items() if value is not KEEP and getattr(row, name) != value]
    for name in changed:
        setattr(row, name, given[name])
    return changed


def required(text: str | None, field_name: str, what: str, limit: Limit | None = None) -> str:
    """The text, or a refusal that asks for it; where it is a name or a title, not too long for one."""
    if not text:
        raise Refused(f"Say {what}.", field=field_name)
    return text if limit is None else within(text, field_name, limit)


def alike(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    """Whether a column says the same as this text, in capitals or not (SQLite lowers no letter but A to Z)."""
    return func.lower(column).in_([func.lower(said) for said in {text, text.lower(), text.upper()}])


def within(text: Text, field_name: str, limit: Limit = NAME) -> Text:
    """The text (or none) if it is not longer than such a one can be. Raises `Refused`."""
    if isinstance(text, str) and len(text) > limit.most:
        raise Refused(f"{limit.what} has {limit.most} characters at the most; this has {len(text):,}.", field_name)
    return text
