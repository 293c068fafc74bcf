"""The list of tasks in words: by time or by owner, filtered by text, and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.board import Line, Tone
from app.tasks import NO_OWNER, Group, Plan
from models import times
from models.task import Task
from models.terms import TaskStatus

VERIFIED = "verified"
"""The key of the line that opens what is verified."""


@dataclass(frozen=True)
class TaskLine(Line):
    """The row of a task: a line with its priority, as it stands under its mark."""

    priority: str = ""


def by_time(plan: Plan, *, text: str = "", verified: bool = False) -> list[Line]:
    """Late, now, waiting, to verify, each under its head; what is verified is one line until it is opened.

    `text` leaves only those that hold each of its words, verified ones too.
    """
    lines: list[Line] = []
    shown = matching(plan, text)
    for group in list(Group)[:-1]:
        tasks = [task for one, task in shown if one is group]
        if tasks:
            tone = Tone.LATE if group is Group.LATE else Tone.NORMAL
            lines += [_head(group.value, len(tasks), tone), *(task_line(plan, task) for task in tasks)]
    return [*lines, *_verified(plan, shown, verified or bool(text.strip()))]


def by_owner(plan: Plan, *, text: str = "", verified: bool = False) -> list[Line]:
    """Open tasks under their owners, who stand in the order of what presses them most; nobody's tasks stand first."""
    shown = matching(plan, text)
    owners: dict[str, list[Task]] = {NO_OWNER: []}
    for group, task in shown:
        if group is not Group.VERIFIED:
            owners.setdefault(task.owner or NO_OWNER, []).append(task)
    lines: list[Line] = []
    for owner, tasks in owners.items():
        if tasks:
            late = sum(task.overdue_at(plan.moment) for task in tasks)
            head = _head(owner, len(tasks), Tone.NORMAL, f"{len(tasks)} open" + (f", {late} late" if late else ""))
            lines += [head, *(task_line(plan, task, with_owner=False) for task in tasks)]
    return [*lines, *_verified(plan, shown, verified or bool(text.strip()))]


def matching(plan: Plan, text: str) -> list[tuple[Group, Task]]:
    """The tasks that hold each of these words in ref, title, owner, system or what they wait for, in order."""
    words = text.casefold().split()
    if not words:
        return plan.in_order
    return [one for one in plan.in_order if all(word in _searched(plan, one[1]) for word in words)]


def _searched(plan: Plan, task: Task) -> str:
    waits = [wait.text for wait in plan.waits.get(task.id, [])]
    parts = [task.ref, task.title, task.owner, _system(plan, task), task.blocked_reason, task.status, *waits]
    return " ".join(part for part in parts if part).casefold()


def _head(words: str, count: int, tone: Tone, remark: str = "") -> Line:
    return Line(f"head {words}", "", words, "", f"{words}: {count}", remark=remark or str(count), tone=tone)


def _verified(plan: Plan, shown: Sequence[tuple[Group, Task]], opened: bool) -> list[Line]:
    tasks = [task for group, task in shown if group is Group.VERIFIED]
    if not tasks:
        return []
    words = f"{len(tasks)} verified"
    fold = Line(VERIFIED, "chevron-down", words, "", f"{words}, opened", tone=Tone.QUIET)
    lines = [fold, *(task_line(plan, task) for task in tasks)]
    return lines if opened else folded(lines)


def folded(lines: Sequence[Line]) -> list[Line]:
    """These lines with what is verified as one line, which Enter opens."""
    at = next((at for at, line in enumerate(lines) if line.key == VERIFIED), len(lines))
    closed = [replace(one, mark="chevron-right", spoken=f"{one.title}, Enter opens them") for one in lines[at : at + 1]]
    return [*lines[:at], *closed]


def task_line(plan: Plan, task: Task, *, with_owner: bool = True) -> Line:
    """The row of a task, made anew only where what it says may be different now."""
    task_id, system_id = task.id, task.system_id
    made_from = (task, plan.minute, plan.zone, plan.waits_for(task), plan.systems.get(system_id) if system_id else None)
    known = plan.kept.get((task_id, with_owner))
    if known is None or known[0] != made_from:
        known = plan.kept[task_id, with_owner] = made_from, _task_line(plan, task, with_owner)
    return known[1]


def _task_line(plan: Plan, task: Task, with_owner: bool) -> TaskLine:
    """Mark and priority, ref and title, owner and state, due time and its distance."""
    title, second = f"{task.ref} {task.title}", _second(plan, task, with_owner)
    line = TaskLine(
        key=str(task.id),
        mark=plan.mark_of(task),
        title=title,
        second=second,
        spoken=f"{title}, {second}, {task.priority.label}",
        priority=f"P{task.priority.value}",
        tone=Tone.QUIET if task.finished else Tone.NORMAL,
    )
    if task.finished:
        return _with_end(plan, task, line)
    return line if task.due_at is None else _with_due(plan, task, task.due_at, line)


def _with_due(plan: Plan, task: Task, due_at: datetime, line: TaskLine) -> TaskLine:
    due, distance = plan.clock(due_at), times.distance_text(due_at, plan.moment)
    late = task.overdue_at(plan.moment)
    spoken = f"{line.spoken}, due {due}, {distance}"
    tone = Tone.LATE if late else Tone.NORMAL
    return replace(line, right=due, right_second=distance, tone=tone, spoken=spoken)


def _with_end(plan: Plan, task: Task, line: TaskLine) -> TaskLine:
    ended = task.done_at if task.open else task.verified_at
    word = "to verify" if task.open else "verified"
    at = plan.clock(ended) if ended else ""
    return replace(line, right=at, right_second=word, spoken=f"{line.spoken}, {task.status} {at}".rstrip())


def _second(plan: Plan, task: Task, with_owner: bool) -> str:
    owner = ((task.done_by or task.owner) if task.finished else task.owner) or NO_OWNER
    text = ", ".join(_parts(owner if with_owner else "", state_text(plan, task), _system(plan, task)))
    return text[:1].upper() + text[1:]


def state_text(plan: Plan, task: Task) -> str:
    """The state of a task and why it is so: `blocked: no crane`, `waits for T-07`; nothing where its group says it."""
    if task.status is TaskStatus.BLOCKED:
        return f"blocked: {task.blocked_reason}"
    if task.status is TaskStatus.PLANNED and (waits := plan.waits_for(task)):
        return f"waits for {', '.join(waits)}"
    return "" if task.finished else task.status.value


def _system(plan: Plan, task: Task) -> str:
    system = plan.systems.get(task.system_id) if task.system_id else None
    return "" if system is None else system.name


def _parts(*parts: str) -> Iterable[str]:
    return (part for part in parts if part)


def counts_text(plan: Plan) -> str:
    """How many tasks are open and how many of them late: `7 open, 1 late`; nothing where there are no tasks."""
    still_open = [task for task in plan.tasks.values() if task.open]
    late = sum(task.overdue_at(plan.moment) for task in still_open)
    if not plan.tasks:
        return ""
    return f"{len(still_open)} open" + (f", {late} late" if late else "")
