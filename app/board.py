"""What the board says: which rows it shows, in which order and in which words. Functions of a picture and a moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.query import Look, query
from models import times
from models.contact import CallAttempt, Contact
from models.decision import Decision
from models.log import LogEntry
from models.marks import SEVERITY, shape_of, state_text
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Task
from models.terms import CallOutcome, TaskStatus


class Tone(StrEnum):
    """How loud a text is: only what is abnormal has a colour (ISA-101)."""

    NORMAL = "normal"
    QUIET = "quiet"
    LATE = "late"
    FAILED = "failed"


@dataclass(frozen=True)
class Line:
    """A row of a card, in the words it is shown with; rows that are equal need no new paint.

    `mark` names a state shape or an icon, `spoken` is the whole row for a screen reader. A line without a mark is the
    head of those below it. The remark stands beside the title.
    """

    key: str
    mark: str
    title: str
    second: str
    spoken: str
    remark: str = ""
    right: str = ""
    right_second: str = ""
    tone: Tone = Tone.NORMAL


@dataclass(frozen=True)
class Tile:
    """A figure at the top of the board; `share` says how much of it is what (a shape's name, or `reached` and
    `missing`) for its little bar."""

    label: str
    value: str
    unit: str = ""
    second: str = ""
    tone: Tone = Tone.NORMAL
    share: tuple[tuple[str, int], ...] = ()
    brief: str = ""
    """The label where there is room for one word only."""

    @property
    def spoken(self) -> str:
        """The whole tile for a screen reader."""
        return f"{self.label}: {' '.join(part for part in (self.value, self.unit) if part)}" + (
            f", {self.second}" if self.second else ""
        )


# --- systems ----------------------------------------------------------------------------------------------------------


def systems_by_severity(picture: Picture) -> list[tuple[System, SystemStatus]]:
    """The affected systems: nonfunctional, then partially functional, then on backup; each by tier and register."""
    affected = [(system, status) for system, status in picture.systems() if status is not None and status.affected]
    return sorted(affected, key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].tier, one[0].position))


def system_lines(picture: Picture, moment: datetime) -> list[Line]:
    """The affected systems, worst first, under a head for each state."""
    zone, today = _zone_and_today(picture, moment)
    lines: list[Line] = []
    for word, group in groupby(systems_by_severity(picture), key=lambda one: state_text(one[1])):
        below = [_system_line(*one, zone, today) for one in group]
        tone = Tone.FAILED if below[0].mark == "octagon" else Tone.NORMAL
        lines += [Line(word, "", word, "", f"{word}: {len(below)}", remark=str(len(below)), tone=tone), *below]
    return lines


@lru_cache(maxsize=1024)
def _system_line(system: System, status: SystemStatus, zone: ZoneInfo, today: date) -> Line:
    word, since = state_text(status), times.clock_text(status.since, zone, today)
    remark = ", ".join(part for part in (status.supply, status.remark) if part)
    said = ", ".join(part for part in (system.name, word.lower(), remark) if part)
    return Line(
        key=str(system.id),
        mark=shape_of(status),
        title=system.name,
        second="",
        remark=remark or word,
        right=since,
        spoken=f"{said}, since {since}",
    )


def affected_text(picture: Picture) -> str:
    """How many systems are affected, of how many: `24 of 34 affected`."""
    tile = systems_tile(picture)
    return f"{tile.value} {tile.unit} affected"


def normal_text(picture: Picture) -> str:
    """How many systems are well: `10 systems normal`; nothing where none is."""
    count = sum(shape_of(status) == "ring" for _, status in picture.systems())
    return f"{count} {'system' if count == 1 else 'systems'} normal" if count else ""


SITUATION_AGE = timedelta(minutes=30)
"""A situation that is older is to be set again."""


def situation_is_old(picture: Picture, moment: datetime) -> bool:
    """Whether the situation has stood unchanged for too long to be handed on."""
    situation = picture.situation
    return situation is not None and moment - situation.set_at > SITUATION_AGE


def late_tasks(picture: Picture, moment: datetime) -> int:
    """How many tasks are late."""
    return sum(task.overdue_at(moment) for task in picture.all(Task) if not task.finished)


def with_due(line: Line, due_at: datetime, zone: ZoneInfo, moment: datetime, late: bool) -> Line:
    """The line with its due time and how far off that is."""
    due = times.clock_text(due_at, zone, moment.astimezone(zone).date())
    distance = times.distance_text(due_at, moment)
    return replace(
        line,
        right=due,
        right_second=distance,
        tone=Tone.LATE if late else Tone.NORMAL,
        spoken=f"{line.spoken}, due {due}, {distance}",
    )


# --- call-down --------------------------------------------------------------------------------------------------------


def call_lines(picture: Picture, moment: datetime) -> list[Line]:
    """Who was called: those not reached first, the longest silent at the top; then those reached, latest first."""
    called = _called(picture)
    missing = [one for one in called if not _reached(one[1])]
    reached = [one for one in called if _reached(one[1])]
    missing.sort(key=lambda one: one[1][-1].called_at)
    reached.sort(key=lambda one: one[1][-1].called_at, reverse=True)
    zone, today = _zone_and_today(picture, moment)
    return [_call_line(contact, calls, zone, today) for contact, calls in (*missing, *reached)]


def _called(picture: Picture) -> list[tuple[Contact, Sequence[CallAttempt]]]:
    calls = picture.grouped(CallAttempt, "contact_id")
    return [
        (contact, tuple(picture.calls(contact)))
        for contact in picture.all(Contact, removed=True)
        if contact.id in calls
    ]


def _reached(calls: Iterable[CallAttempt]) -> bool:
    return any(call.reached for call in calls)


@lru_cache(maxsize=1024)
def _call_line(contact: Contact, calls: Sequence[CallAttempt], zone: ZoneInfo, today: date) -> Line:
    last = next((call for call in reversed(calls) if call.reached), calls[-1])
    at = times.clock_text(last.called_at, zone, today)
    second = f"{last.method.value.capitalize()} {last.address}" if last.address else last.method.value.capitalize()
    if last.acknowledged_by:
        second = f"{last.acknowledged_by}, {second}"
    word = "Reached" if last.reached else last.outcome.value.capitalize()
    tries = f"{len(calls)} tries" if len(calls) > 1 else ""
    outcome = ", ".join(part for part in (word, tries) if part)
    coming = last.estimate_at if last.reached else None
    expected = f"expected {times.clock_text(coming, zone, today)}" if coming else ""
    return Line(
        key=str(contact.id),
        mark="check" if last.reached else "x",
        title=contact.name,
        second=second,
        right=outcome if not expected else f"{word}, {expected}",
        right_second=at,
        tone=Tone.QUIET if last.reached else Tone.LATE,
        spoken=", ".join(part for part in (contact.name, second, outcome, expected, at) if part),
    )


# --- tiles ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LastEntry:
    """The newest entry of the incident's log, as the last tile shows it."""

    number: str
    recorded_at: datetime


@query
def last_entry(look: Look) -> LastEntry | None:
    """The newest entry of the incident's log; None where there is none."""
    newest = select(LogEntry).where(LogEntry.scope_id == look.incident_id).order_by(LogEntry.order_at.desc()).limit(1)
    found = look.session.scalar(newest if look.as_at is None else newest.where(LogEntry.order_at <= look.as_at))
    return None if found is None else LastEntry(found.number, found.recorded_at)


def newest_of(picture: Picture) -> LastEntry | None:
    """The same where the picture brought it; None where it has to be asked for."""
    return LastEntry(picture.newest[-1].number, picture.newest[-1].recorded_at) if picture.newest else None


def tiles(picture: Picture, moment: datetime, last: LastEntry | None) -> list[Tile]:
    """The five tiles, in their order."""
    return [
        systems_tile(picture),
        tasks_tile(picture, moment),
        decisions_tile(picture, moment),
        people_tile(picture),
        entry_tile(picture, moment, last),
    ]


def systems_tile(picture: Picture) -> Tile:
    """How many systems are affected, and how."""
    shapes = Counter(shape_of(status) for _, status in picture.systems())
    affected = shapes["octagon"] + shapes["diamond"] + shapes["bolt"]
    words = (("octagon", "nonfunctional"), ("diamond", "partially functional"), ("bolt", "on backup"))
    parts = ((shapes[shape], word) for shape, word in words)
    share = tuple((shape, shapes[shape]) for shape in ("octagon", "diamond", "bolt", "ring"))
    whole = affected + shapes["ring"]
    return Tile(
        "Systems affected", str(affected), f"of {whole}", _counts(parts) or "All normal", share=share, brief="systems"
    )


def tasks_tile(picture: Picture, moment: datetime) -> Tile:
    """How many tasks are open, and what is wrong with them."""
    tasks = [task for task in picture.all(Task) if task.open]
    overdue = sum(task.overdue_at(moment) for task in tasks if not task.finished)
    blocked = sum(task.status is TaskStatus.BLOCKED for task in tasks)
    to_verify = sum(task.status is TaskStatus.DONE for task in tasks)
    text = _counts(((overdue, "overdue"), (blocked, "blocked"), (to_verify, "to verify")))
    tone = Tone.LATE if overdue else Tone.NORMAL
    brief = f"tasks, {overdue} late" if overdue else "tasks"
    return Tile("Open tasks", str(len(tasks)), second=text or "None overdue", tone=tone, brief=brief)


def decisions_tile(picture: Picture, moment: datetime) -> Tile:
    """How many decisions are due for review, and when the next one is."""
    in_force = [decision for decision in picture.all(Decision) if decision.in_force]
    reviews = sorted((decision.review_at, decision.ref) for decision in in_force if decision.review_at)
    due = sum(review_at <= moment for review_at, _ in reviews)
    if not reviews:
        return Tile("Decisions to review", "0", "due", f"{len(in_force)} in force", brief="reviews")
    review_at, ref = reviews[0]
    zone, today = _zone_and_today(picture, moment)
    at, distance = times.clock_text(review_at, zone, today), times.distance_text(review_at, moment)
    text = f"{distance}, {ref} at {at}" if due else f"{ref} at {at}, {distance}"
    return Tile("Decisions to review", str(due), "due", text, Tone.LATE if due else Tone.NORMAL, brief="reviews")


def people_tile(picture: Picture) -> Tile:
    """How many of those called were reached, and how the others ended."""
    called = [calls for _, calls in _called(picture)]
    reached = sum(_reached(calls) for calls in called)
    missing = Counter(calls[-1].outcome for calls in called if not _reached(calls))
    if not called:
        return Tile("People reached", "0", "called", "Nobody called yet", brief="reached")
    text = _counts(tuple((missing[outcome], outcome.value) for outcome in CallOutcome))
    share = (("reached", reached), ("missing", len(called) - reached))
    return Tile(
        "People reached",
        str(reached),
        f"of {len(called)} called",
        text or "Everybody called",
        share=share,
        brief="reached",
    )


def entry_tile(picture: Picture, moment: datetime, last: LastEntry | None) -> Tile:
    """When the last entry was made."""
    if last is None:
        return Tile("Last entry", "–", second="Nothing written yet", brief="last entry")
    zone, today = _zone_and_today(picture, moment)
    ago = times.ago_text(last.recorded_at, moment)
    day = last.recorded_at.astimezone(zone).date()
    unit = "" if day == today else times.day_text(day, today)
    return Tile(
        "Last entry", times.clock_text(last.recorded_at, zone), unit, f"#{last.number}, {ago}", brief="last entry"
    )


def _counts(parts: Iterable[tuple[int, str]]) -> str:
    return ", ".join(f"{count} {word}" for count, word in parts if count)


def _zone_and_today(picture: Picture, moment: datetime) -> tuple[ZoneInfo, date]:
    zone = picture.station.zone
    return zone, moment.astimezone(zone).date()
