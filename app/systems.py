"""What the Systems screen says: the areas, their cards by severity, and the sum of the states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.board import Line, Tone
from models import times
from models.marks import SEVERITY, shape_of, state_text
from models.picture import Picture
from models.system import System, SystemStatus
from models.terms import SystemState

WORDS = {
    "octagon": "nonfunctional",
    "diamond": "partially functional",
    "bolt": "on backup",
    "ring": "normal",
    "dash": "not applicable",
}
"""Each shape of a state in the word it is counted by."""
FOLDED = ("ring", "dash")
"""The shapes of the systems that fold to one line."""


@dataclass(frozen=True)
class SystemLine(Line):
    """The card of a system: `title` is its name, `remark` its supply and remark, `right` since when."""

    word: str = ""
    estimate: str = ""
    late: bool = False
    tier: str = ""
    foot: str = ""
    """Its owner."""


@dataclass(frozen=True)
class Area:
    """A group of the register: its affected systems, worst first, and those that are folded, in their order."""

    name: str
    affected: tuple[SystemLine, ...]
    normal: tuple[SystemLine, ...]

    @property
    def count_text(self) -> str:
        """How many of its systems are affected: `5 of 8`; nothing where none is."""
        whole = len(self.affected) + sum(line.mark == "ring" for line in self.normal)
        return f"{len(self.affected)} of {whole} affected" if self.affected else ""

    @property
    def normal_text(self) -> str:
        """What is folded: `6 normal`, `All 3 normal`, `2 normal, 1 not applicable`."""
        counts = Counter(line.mark for line in self.normal)
        said = ", ".join(f"{counts[shape]} {WORDS[shape]}" for shape in FOLDED if counts[shape])
        return f"All {said}" if not self.affected and len(counts) == 1 and counts["ring"] > 1 else said


def areas(picture: Picture, moment: datetime, wanted: str = "") -> list[Area]:
    """The areas in the register's order; `wanted` keeps the systems whose name, ref, owner or location contain it."""
    found: dict[str, list[tuple[System, SystemStatus | None]]] = {}
    for system, status in picture.systems():
        if matches(system, wanted):
            found.setdefault(system.group, []).append((system, status))
    zone, minute = picture.station.zone, times.to_the_minute(moment)
    return [_area(name, rows, minute, zone) for name, rows in found.items()]


def matches(system: System, wanted: str) -> bool:
    """Whether every word that is typed stands in the system's name, ref, area, owner or location."""
    said = " ".join(
        part for part in (system.name, system.ref, system.group, system.owner, system.location) if part
    ).casefold()
    return all(word in said for word in wanted.casefold().split())


def state_counts(picture: Picture) -> list[tuple[str, int, str]]:
    """Each shape with how many systems wear it, and in which word; worst first, without those that nobody wears."""
    shapes = Counter(shape_of(status) for _, status in picture.systems())
    return [(shape, shapes[shape], WORDS[shape]) for shape in SEVERITY if shapes[shape]]


def _area(name: str, rows: Sequence[tuple[System, SystemStatus | None]], minute: datetime, zone: ZoneInfo) -> Area:
    affected = [(system, status) for system, status in rows if status is not None and status.affected]
    affected.sort(key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].tier, one[0].position))
    normal = [(system, status) for system, status in rows if status is None or not status.affected]
    normal.sort(key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].position))
    return Area(
        name,
        tuple(_card(system, status, minute, zone) for system, status in affected),
        tuple(_normal(system, status) for system, status in normal),
    )


@lru_cache(maxsize=1024)
def _card(system: System, status: SystemStatus, moment: datetime, zone: ZoneInfo) -> SystemLine:
    """The same card until its rows or the minute are others: most rows of a change are untouched."""
    today = moment.astimezone(zone).date()
    word, since = state_text(status), times.clock_text(status.since, zone, today)
    remark = remark_text(status)
    estimate = estimate_text(status, moment, zone, today)
    tier, foot = f"Tier {system.tier.value}", system.owner or ""
    said = (system.name, word.lower(), remark, f"since {since}", estimate, tier, foot)
    return SystemLine(
        key=str(system.id),
        mark=shape_of(status),
        title=system.name,
        second="",
        spoken=", ".join(part for part in said if part),
        remark=remark,
        right=since,
        right_second=for_text(status, moment),
        tone=Tone.FAILED if status.state is SystemState.NONFUNCTIONAL else Tone.NORMAL,
        word=word,
        estimate=estimate,
        late=late_at(status, moment),
        tier=tier,
        foot=foot,
    )


@lru_cache(maxsize=1024)
def _normal(system: System, status: SystemStatus | None) -> SystemLine:
    """A normal system in one line; its remark is said where there is one."""
    shape = shape_of(status)
    remark = (status.remark or "") if status is not None else ""
    tier = f"Tier {system.tier.value}"
    said = ", ".join(part for part in (system.name, WORDS[shape], remark, tier) if part)
    return SystemLine(str(system.id), shape, system.name, "", said, remark, tier, tone=Tone.QUIET)


def remark_text(status: SystemStatus) -> str:
    """On which supply, and what was remarked: `on generator, running rough`; a system on backup just names it."""
    supply = status.supply or ""
    if supply and not status.on_backup:
        supply = f"on {supply}"
    return ", ".join(part for part in (supply, status.remark) if part)


def estimate_text(status: SystemStatus, moment: datetime, zone: ZoneInfo, today: date) -> str:
    """By when it is to be restored, and how far off that is: `Expected 05:30, in 28 min`; nothing where unknown."""
    if status.estimate_at is None or not status.affected:
        return ""
    clock, distance = times.clock_text(status.estimate_at, zone, today), times.distance_text(status.estimate_at, moment)
    return f"Expected {clock}, {distance}"


def for_text(status: SystemStatus, moment: datetime) -> str:
    """How long it has been so: `49 min`, `just now`."""
    minutes = times.whole_minutes(status.since, moment)
    return times.length_text(minutes) if minutes > 0 else "just now"


def late_at(status: SystemStatus, moment: datetime) -> bool:
    """Whether it was to be restored at least a minute before this moment, and is not."""
    return status.estimate_at is not None and status.affected and times.whole_minutes(status.estimate_at, moment) > 0
