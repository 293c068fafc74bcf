"""What a handover must not leave open: the points to check, in words, each with where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.board import Line, Tone, situation_is_old, systems_by_severity
from app.contacts import Standing, call_down
from app.countdowns import running, whose_text
from app.messages import Showing, message_title, messages, owes_text, waiting_text
from models import times
from models.contact import Contact
from models.decision import Decision
from models.marks import shape_of, state_text
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Task
from models.terms import TaskStatus


@dataclass(frozen=True)
class Point:
    """A point that is open: the group it stands in, how it is shown, and the action that mends it (`about` what)."""

    group: str
    line: Line
    action: str = ""
    about: UUID | None = None
    advises: bool = False
    """Whether its second line only says what to do, which is left out where nothing can be done."""


def points_to_check(picture: Picture, moment: datetime, unconfirmed: int = 0) -> list[Point]:
    """Everything that is open at this moment, group by group, what is late first.

    `unconfirmed` says how many entries of this desk the log has not confirmed.
    """
    return [
        *_unconfirmed(unconfirmed),
        *_situation(picture, moment),
        *_tasks(picture, moment),
        *_reviews(picture, moment),
        *_promises(picture, moment),
        *_answers(picture, moment),
        *_people(picture, moment),
        *_systems(picture, moment),
        *_briefing(picture, moment),
    ]


def point_lines(points: list[Point], *, writes: bool = True) -> list[Line]:
    """The points as rows under a head for each group; `writes`: whether they can be mended here."""
    lines: list[Line] = []
    for group in dict.fromkeys(point.group for point in points):
        below = [_told(point, writes) for point in points if point.group == group]
        lines += [Line(group, "", group, "", f"{group}: {len(below)}", remark=str(len(below))), *below]
    return lines


def _told(point: Point, writes: bool) -> Line:
    line = point.line
    return replace(line, second="", spoken=line.title) if point.advises and not writes else line


def open_text(points: int, walked: bool) -> str:
    """What stands against signing, in words: `3 points are open and the page was not walked through`."""
    parts = [f"{points} {'point is' if points == 1 else 'points are'} open"] if points else []
    parts += [] if walked else ["the page was not walked through"]
    text = " and ".join(parts)
    return text[:1].upper() + text[1:]


def _point(
    group: str,
    key: str,
    mark: str,
    title: str,
    second: str,
    action: str,
    about: UUID | None = None,
    *,
    late: bool,
    advises: bool = False,
) -> Point:
    tone = Tone.LATE if late else Tone.NORMAL
    line = Line(key, "triangle" if late else mark, title, second, f"{title}. {second}", tone=tone)
    return Point(group, line, action, about, advises)


def _unconfirmed(count: int) -> Iterator[Point]:
    if count:
        title = f"{count} {'entry is' if count == 1 else 'entries are'} not confirmed"
        yield _point("Log", "log", "octagon", title, "R writes again what the log has not confirmed", "", late=False,
                     advises=True)  # fmt: skip


def _situation(picture: Picture, moment: datetime) -> Iterator[Point]:
    situation = picture.situation
    if situation is None:
        title = "The situation is not set"
        yield _point("Situation", "situation", "pencil", title, "Say what is so, what it means, what is next",
                     "situation", late=False, advises=True)  # fmt: skip
    elif situation_is_old(picture, moment):
        age = times.length_text(times.whole_minutes(situation.set_at, moment))
        second = f"Set {clock_in(picture, situation.set_at, moment)} by {situation.set_by}"
        yield _point("Situation", "situation", "", f"The situation is {age} old", second, "situation", late=True)


def _tasks(picture: Picture, moment: datetime) -> Iterator[Point]:
    found = [(task, wrong) for task in picture.all(Task) if task.open and (wrong := _wrong_with(task, moment))]
    found.sort(key=lambda one: (not one[0].overdue_at(moment), one[0].priority, one[0].ref))
    for task, wrong in found:
        mark = {TaskStatus.BLOCKED: "lock", TaskStatus.DONE: "check"}.get(task.status, "user")
        yield _point("Tasks", str(task.id), mark, f"{task.ref} {task.title}", ", ".join(wrong), "go_to_task",
                     task.id, late=task.overdue_at(moment))  # fmt: skip


def _wrong_with(task: Task, moment: datetime) -> list[str]:
    if task.finished:
        return [f"Done by {task.done_by}, not verified" if task.done_by else "Done, not verified"]
    wrong = [times.distance_text(task.due_at, moment)] if task.due_at and task.overdue_at(moment) else []
    wrong += [] if task.owner else ["no owner"]
    wrong += [f"blocked: {task.blocked_reason}"] if task.status is TaskStatus.BLOCKED else []
    return [wrong[0][:1].upper() + wrong[0][1:], *wrong[1:]] if wrong else []


def _reviews(picture: Picture, moment: datetime) -> Iterator[Point]:
    due = [one for one in picture.all(Decision) if one.due_at(moment)]
    for decision in sorted(due, key=lambda one: (one.review_at or moment, one.ref)):
        when = times.distance_text(decision.review_at or moment, moment)
        second = f"Review {'due ' if when == 'now' else ''}{when}, {decision.decided_by}"
        yield _point("Decisions", str(decision.id), "", f"{decision.ref} {decision.title}", second, "decision",
                     decision.id, late=True)  # fmt: skip


def _promises(picture: Picture, moment: datetime) -> Iterator[Point]:
    """What was to be kept or over by now and nobody has ended."""
    for one in running(picture):
        if one.overdue_at(moment):
            second = f"{whose_text(one)}, {one.standing_at(moment)}"
            yield _point("Promises", str(one.id), "", f"{one.ref} {one.text}", second, "countdown", one.id, late=True)


def _answers(picture: Picture, moment: datetime) -> Iterator[Point]:
    """The messages that wait for an answer, by the times at which it is looked for."""
    for one in messages(picture, Showing.UNANSWERED):
        second = f"{owes_text(picture, one, moment)}, {waiting_text(one, moment)}: {one.text}"
        yield _point("Messages", str(one.id), "message", message_title(one), second, "answer", one.id,
                     late=one.late_at(moment))  # fmt: skip


def _people(picture: Picture, moment: datetime) -> Iterator[Point]:
    """Who was called and not reached; whom an alternate answered for is not an open point."""
    down = call_down(picture)
    for contact in picture.all(Contact, removed=True):
        if down.standing(contact) is Standing.MISSED:
            made = down.tries(contact)
            tries = f", {len(made)} tries" if len(made) > 1 else ""
            at = clock_in(picture, made[-1].called_at, moment)
            second = f"Not reached: {made[-1].outcome.value} at {at}{tries}"
            yield _point("People", str(contact.id), "x", contact.name, second, "call", contact.id, late=False)


def _systems(picture: Picture, moment: datetime) -> Iterator[Point]:
    """Systems of which nothing is said; those that merely run on another supply share one point."""
    silent: list[System] = []
    for system, status in systems_by_severity(picture):
        passed = status.estimate_at is not None and status.estimate_at <= moment
        if not passed and (status.remark or status.estimate_at):
            continue
        if status.on_backup and not passed:
            silent.append(system)
            continue
        yield _system(picture, system, status, moment, passed=passed)
    if silent:
        names = ", ".join(system.name for system in silent)
        title = f"{len(silent)} on backup without a remark or an estimate"
        yield _point("Systems", "on backup", "bolt", title, names, "go_to_system", silent[0].id, late=False)


def _system(picture: Picture, system: System, status: SystemStatus, moment: datetime, *, passed: bool) -> Point:
    said = f"{state_text(status)} since {clock_in(picture, status.since, moment)}, no remark, no estimate"
    if passed and status.estimate_at:
        said = f"The estimate of {clock_in(picture, status.estimate_at, moment)} has passed"
    return _point("Systems", str(system.id), shape_of(status), system.name, said, "set_state", system.id, late=passed)


def _briefing(picture: Picture, moment: datetime) -> Iterator[Point]:
    at = picture.period.next_briefing_at if picture.period else None
    if at is None:
        title = "No next briefing is set"
        yield _point("Briefing", "briefing", "calendar-event", title, "Say when all meet next", "incident", late=False,
                     advises=True)  # fmt: skip
    elif at <= moment:
        second = "Say when the next one is"
        title = f"The briefing of {clock_in(picture, at, moment)} has passed"
        yield _point("Briefing", "briefing", "", title, second, "incident", late=True, advises=True)


def clock_in(picture: Picture, at: datetime, moment: datetime) -> str:
    """A time as a screen that shows this moment says it."""
    zone = picture.station.zone
    return times.clock_text(at, zone, moment.astimezone(zone).date())
