"""What the entry line knows by name: systems, people, rows that have a ref, quick texts, and the tables of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from app.entry.names import Known, Names
from app.entry.quick import Quick
from app.entry.tokens import STATUSES, TYPES, Of
from app.posts import known_posts
from models import times
from models.contact import Contact
from models.countdown import Countdown
from models.decision import Decision
from models.message import Message
from models.picture import Picture
from models.station import Seat
from models.task import Task

RefRow = Task | Message | Countdown | Decision
KINDS_OF_REF: tuple[type[RefRow], ...] = (Task, Message, Countdown, Decision)
LOOSE = re.compile(r"([A-Za-z]+)-?([A-Za-z]?)0*([0-9]{1,9})")


@dataclass(frozen=True)
class Who:
    """Somebody by name: a contact of the directory, else a post or whoever was named before."""

    name: str
    contact_id: UUID | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The names that a line may use at one moment of one incident."""

    types: Names
    who: Names
    systems: Names
    refs: Names
    statuses: dict[Of, Names]
    loose_refs: dict[str, RefRow]
    refs_taken: dict[str, frozenset[str]]
    """By prefix (`T-`): also those of rows that were removed, for the next free number."""
    supplies: tuple[str, ...]
    quick_texts: tuple[Quick, ...]
    zone: ZoneInfo
    _highest: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    def ref(self, typed: str) -> RefRow | None:
        """The row of this ref: `T-07`, also as `t7`."""
        return self.loose_refs.get(_loose(typed))

    def next_ref(self, prefix: str, width: int, letter: str, also: Iterable[str] = ()) -> str:
        """The ref that the next such row of this desk gets, as far as this picture knows: `T-10`."""
        start = prefix if letter == "A" else prefix + letter
        if start not in self._highest:
            self._highest[start] = _highest(start, self.refs_taken.get(prefix, ()))
        return f"{start}{max(self._highest[start], _highest(start, also)) + 1:0{width}d}"


def _highest(start: str, refs: Iterable[str]) -> int:
    ours = re.compile(re.escape(start) + r"([0-9]{1,9})")
    return max((int(found.group(1)) for ref in refs if (found := ours.fullmatch(ref))), default=0)


def _loose(ref: str) -> str:
    found = LOOSE.fullmatch(ref)
    return "{}-{}{}".format(*found.groups()).lower() if found else ref.lower()


def vocabulary_of(picture: Picture, quick_texts: Sequence[Quick] = ()) -> Vocabulary:
    """The vocabulary of a picture; some milliseconds, so keep it until the picture changes."""
    rows = [one for kind in KINDS_OF_REF for one in picture.all(kind)] if picture.incident_fold else []
    zone = picture.station.zone
    return Vocabulary(
        types=Names.of(Known(one.word, one, one.meaning) for one in TYPES),
        who=Names.of(_people(picture)),
        systems=Names.of(_systems(picture)),
        refs=Names.of(Known(row.ref, row, _about(row, zone)) for row in sorted(rows, key=_closed)),
        statuses={of: Names.of(_statuses(of)) for of in Of},
        loose_refs={_loose(row.ref): row for row in rows},
        refs_taken=_taken(picture),
        supplies=tuple(dict.fromkeys((*_supplies(picture), "generator", "UPS"))),
        quick_texts=tuple(quick_texts),
        zone=zone,
    )


def _statuses(of: Of) -> Iterator[Known]:
    for status in STATUSES:
        if status.of is of:
            yield from (Known(word, status, status.meaning) for word in (status.word, *status.also))


def _systems(picture: Picture) -> Iterator[Known]:
    for system, _ in picture.systems():
        yield Known(system.ref, system, system.name)
        yield Known(system.name, system, system.ref)


def _people(picture: Picture) -> Iterator[Known]:
    """Contacts, posts, and everybody who was named in this incident; the first of a name stands."""
    known: dict[str, Known] = {}
    for contact in sorted(picture.all(Contact), key=lambda one: (one.position, one.name)):
        second = contact.role or ("outside" if contact.external else "contact")
        known.setdefault(contact.name.lower(), Known(contact.name, Who(contact.name, contact.id), second))
    posts = [*known_posts(picture), *(seat.post for seat in picture.all(Seat))]
    for name, second in [*((post, "post") for post in posts), *((one, "named before") for one in _named(picture))]:
        known.setdefault(name.lower(), Known(name, Who(name), second))
    yield from known.values()


def _named(picture: Picture) -> Iterator[str]:
    """Owners, senders, receivers and deciders of this incident."""
    if picture.incident_fold is None:
        return
    for task in picture.all(Task):
        yield from filter(None, (task.owner, task.done_by, task.verified_by))
    for message in picture.all(Message):
        yield from (message.sender, message.receiver)
    for countdown in picture.all(Countdown):
        yield from filter(None, (countdown.owner, countdown.receiver))
    for decision in picture.all(Decision):
        yield decision.decided_by
    if picture.has_incident and picture.incident.commander:
        yield picture.incident.commander


def _supplies(picture: Picture) -> Iterator[str]:
    yield from (status.supply for _, status in picture.systems() if status is not None and status.supply)


def _taken(picture: Picture) -> dict[str, frozenset[str]]:
    if picture.incident_fold is None:
        return {}
    refs = [row.ref for kind in KINDS_OF_REF for row in picture.all(kind, removed=True)]
    return {
        prefix: frozenset(ref for ref in refs if ref.startswith(prefix)) for prefix in ("T-", "M-", "P-", "CLK-", "D-")
    }


def _closed(row: RefRow) -> tuple[bool, int, str]:
    """What still wants something comes first."""
    if isinstance(row, Task):
        wants = row.open
    elif isinstance(row, Message):
        wants = row.unanswered
    else:
        wants = row.running if isinstance(row, Countdown) else row.in_force
    return not wants, len(row.ref), row.ref


def _about(row: RefRow, zone: ZoneInfo) -> str:
    if isinstance(row, Message):
        way = f"to {row.receiver}" if row.outgoing else f"from {row.sender}"
        return f"{way}{', unanswered' if row.unanswered else ''}: {row.text[:60]}"
    if isinstance(row, Countdown):
        return f"{row.text}, {_clock(row.due_at, zone)}"
    if isinstance(row, Decision):
        return f"{row.title}: {row.choice[:60]}"
    return f"{row.title}, {row.status}"


def _clock(moment: datetime, zone: ZoneInfo) -> str:
    return times.clock_text(moment, zone)
