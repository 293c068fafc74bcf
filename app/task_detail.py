"""One task whole: its facts, what it waits for, what waits for it, and what the log says about it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.board import Line, Tone
from app.query import Look, query
from app.search import entries_about, marks_about
from app.tasks import NO_OWNER, Plan, by_ref
from models import times
from models.log import LogEntry
from models.log_marks import mark
from models.log_search import Match
from models.task import Task


@dataclass(frozen=True)
class Heading(Line):
    """The task itself at the top: mark, ref and title, and its state below."""


@dataclass(frozen=True)
class Fact(Line):
    """Something to know about it: a word (`title`) and its text (`remark`), whole."""


@dataclass(frozen=True)
class Mention:
    """An entry of the log that changed the task; `due_at` where it set or moved the due time."""

    entry_id: UUID
    number: str
    recorded_at: datetime
    initials: str
    text: str
    reason: str | None = None
    due_at: datetime | None = None


@query
def task_mentions(look: Look, task_id: UUID) -> list[Mention]:
    """The entries that changed a task, its links or what it waits for, oldest first."""
    mine = marks_about(look.session, Task, task_id)
    found = entries_about(look, Match(marks=(mine,)))
    return [mention for entry in found if (mention := _mention(entry, set(mine)))]


def _mention(entry: LogEntry, mine: set[str]) -> Mention | None:
    """What the entry changed here; None where it only named the task among what another one waits for."""
    changes = json.loads(entry.sealed)["changes"]
    changed = [(table, now) for table, row_id, _, now in changes if mark("row", row_id) in mine]
    if not changed:
        return None
    due_at = next((Task.CODEC.decode(now)["due_at"] for table, now in changed if table == Task.__tablename__), None)
    return Mention(entry.id, entry.number, entry.recorded_at, entry.initials, entry.text, entry.reason, due_at)


def detail_lines(plan: Plan, task: Task, mentions: list[Mention]) -> list[Line]:
    """Everything about a task: heading, facts, what it waits for, what then may start, due times, the log."""
    return [
        _heading(plan, task),
        *(Fact(f"fact {word}", "", word, "", f"{word}: {text}", remark=text) for word, text in facts(plan, task)),
        *_under("Waits for", [*_tasks(plan, "before", plan.before.get(task.id, [])), *_waits(plan, task)]),
        *_under("Then may start", list(_tasks(plan, "after", plan.after.get(task.id, [])))),
        *_under("Due times", _due_times(plan, mentions)),
        *_under("Log", [_mention_line(plan, one) for one in reversed(mentions)]),
    ]


def _heading(plan: Plan, task: Task) -> Heading:
    late = task.overdue_at(plan.moment)
    distance = f", {times.distance_text(task.due_at, plan.moment)}" if late and task.due_at else ""
    title, second = f"{task.ref} {task.title}", f"{task.status.value.capitalize()}{distance}"
    tone = Tone.LATE if late else Tone.NORMAL
    return Heading("heading", plan.mark_of(task), title, second, f"{title}, {second}", tone=tone)


def facts(plan: Plan, task: Task) -> list[tuple[str, str]]:
    """What there is to know about a task: each fact with its word; what is not known is left out."""
    system = plan.systems.get(task.system_id) if task.system_id else None
    told = [
        ("Owner", task.owner or NO_OWNER),
        ("Priority", task.priority.label.removeprefix("Priority ")),
        ("System", system.name if system else ""),
        ("Due", _due_text(plan, task)),
        ("Blocked", task.blocked_reason or ""),
        ("Opened", plan.clock(task.opened_at)),
        ("Started", _at(plan, task.started_at)),
        ("Done", _at(plan, task.done_at, task.done_by)),
        ("To verify by", "" if task.verified_at else task.test or ""),
        ("Verified", _at(plan, task.verified_at, task.verified_by)),
        ("By method", task.verified_how or ""),
        ("Reading", task.reading or ""),
    ]
    return [(word, text) for word, text in told if text]


def _due_text(plan: Plan, task: Task) -> str:
    if task.due_at is None:
        return "no time set" if task.open else ""
    due = plan.clock(task.due_at)
    return due if task.finished else f"{due}, {times.distance_text(task.due_at, plan.moment)}"


def _at(plan: Plan, moment: datetime | None, by: str | None = None) -> str:
    if moment is None:
        return ""
    return plan.clock(moment) + (f", {by}" if by else "")


def _under(words: str, lines: list[Line]) -> list[Line]:
    return [Line(f"head {words}", "", words, "", f"{words}: {len(lines)}"), *lines] if lines else []


def _tasks(plan: Plan, where: str, tasks: list[Task]) -> Iterator[Line]:
    for one in sorted(tasks, key=by_ref):
        title, state = f"{one.ref} {one.title}", one.status.value
        tone = Tone.QUIET if one.finished else Tone.NORMAL
        spoken = f"{'Waits for' if where == 'before' else 'Then may start'} {title}, {state}, Enter goes there"
        yield Line(f"{where} {one.id}", plan.mark_of(one), title, "", spoken, right=state, tone=tone)


def _waits(plan: Plan, task: Task) -> Iterator[Line]:
    for wait in plan.waits.get(task.id, []):
        came = f"came {plan.clock(wait.ticked_at)}" if wait.ticked_at else ""
        tone = Tone.QUIET if came else Tone.NORMAL
        spoken = f"Waits for {wait.text}, {came or 'not ticked, Enter ticks it'}"
        yield Line(
            f"wait {wait.id}", "square-check" if came else "square", wait.text, "", spoken, right=came, tone=tone
        )


def _due_times(plan: Plan, mentions: list[Mention]) -> list[Line]:
    """Each due time the task had, the latest first; nothing to say where it was never moved."""
    moved = [one for one in mentions if one.due_at]
    lines = []
    for one in reversed(moved if len(moved) > 1 else []):
        assert one.due_at is not None
        due, why = plan.clock(one.due_at), one.reason or ("first set" if one is moved[0] else one.text)
        by = f"#{one.number} {one.initials}"
        lines.append(Line(f"due {one.entry_id}", "clock", due, "", f"Due {due}, {why}, {by}", remark=why, right=by))
    return lines


def _mention_line(plan: Plan, one: Mention) -> Line:
    at, number = plan.clock(one.recorded_at), f"#{one.number}"
    spoken = f"{number}, {at}, {one.initials}: {one.text}, Enter goes there"
    return Line(f"log {one.entry_id}", "file-text", f"{at} {one.initials}", "", spoken, remark=one.text, right=number)
