"""Restoration tasks: open, edit, link, assign, start, block, finish, verify, reopen."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import KEEP, NAME, TITLE, New, Ref, Work, change, command, required, within
from app.errors import Refused
from app.predecessors import link, may_go_on, settle, settle_successors, unlink
from models.system import System
from models.task import Task, Wait
from models.terms import EntryKind, Priority, TaskStatus


@command("task.open", EntryKind.TASK)
def open_task(
    work: Work,
    title: str,
    priority: Priority = Priority.MEDIUM,
    owner: str | None = None,
    due_at: datetime | None = None,
    system_id: Annotated[UUID | None, Ref(System)] = None,
    test: str | None = None,
    after: list[Annotated[UUID, Ref(Task)]] | None = None,
    waits_for: list[str] | None = None,
    ref: str | None = None,
    task_id: Annotated[UUID | None, New(Task)] = None,
) -> str:
    """Open a task; `after` are its hard predecessors, `waits_for` texts to tick, `test` how it will be verified."""
    assert task_id is not None
    task = work.add(
        Task(
            id=task_id,
            incident_id=work.incident_id,
            ref=work.next_ref(Task, "T-", 2, ref, Task.incident_id == work.incident_id),
            title=required(title, "title", "what is to be done", TITLE),
            priority=priority,
            status=TaskStatus.READY,
            opened_at=work.event_at,
            system_id=None if system_id is None else work.find(System, system_id).id,
            owner=within(owner, "owner"),
            due_at=due_at,
            test=test,
        )
    )
    for predecessor_id in after or []:
        link(work, task, work.find(Task, predecessor_id))
    for text in waits_for or []:
        work.add(Wait(incident_id=work.incident_id, task_id=task.id, text=text))
    settle(work, task)
    who = f" for {owner}" if owner else ""
    due = f", due {work.clock_text(due_at)}" if due_at else ""
    return f"{task.ref} {task.title}: opened{who}, priority {priority.value}{due}."


def _not_verified(task: Task) -> None:
    if task.status is TaskStatus.VERIFIED:
        raise Refused(f"{task.ref} is verified. Reopen it first.")


@command("task.link", EntryKind.TASK)
def link_tasks(work: Work, task_id: Annotated[UUID, Ref(Task)], predecessor_id: Annotated[UUID, Ref(Task)]) -> str:
    """Make a task wait for another to be done."""
    task, predecessor = work.find(Task, task_id), work.find(Task, predecessor_id)
    link(work, task, predecessor)
    settle(work, task)
    return f"{task.ref} waits for {predecessor.ref}."


@command("task.unlink", EntryKind.TASK)
def unlink_tasks(work: Work, task_id: Annotated[UUID, Ref(Task)], predecessor_id: Annotated[UUID, Ref(Task)]) -> str:
    """Take a hard link away: the task no longer waits for the other."""
    task, predecessor = work.find(Task, task_id), work.find(Task, predecessor_id)
    unlink(work, task, predecessor)
    settle(work, task)
    return f"{task.ref} no longer waits for {predecessor.ref}."


@command("task.wait_for", EntryKind.TASK)
def wait_for(work: Work, task_id: Annotated[UUID, Ref(Task)], text: str) -> str:
    """Note something outside the task list that a task waits for."""
    task = work.find(Task, task_id)
    work.add(Wait(incident_id=work.incident_id, task_id=task.id, text=required(text, "text", "what it waits for")))
    settle(work, task)
    return f"{task.ref} waits for: {text}."


@command("task.tick", EntryKind.TASK)
def tick_wait(work: Work, task_id: Annotated[UUID, Ref(Task)], text: str) -> str:
    """Tick a text that a task waited for: it has come."""
    task = work.find(Task, task_id)
    for wait in work.all(Wait, Wait.task_id == task_id, Wait.text == text, Wait.ticked_at.is_(None)):
        wait.ticked_at = work.event_at
        work.session.flush()
        settle(work, task)
        return f"{task.ref} no longer waits for: {text}."
    raise Refused(f"{task.ref} does not wait for “{text}”.", field="text")


@command("task.edit", EntryKind.TASK)
def edit_task(
    work: Work,
    task_id: Annotated[UUID, Ref(Task)],
    title: str = KEEP,
    system_id: Annotated[UUID | None, Ref(System)] = KEEP,
    test: str | None = KEEP,
) -> str:
    """Change what a task is called, which system it restores, or how it will be verified."""
    task = work.find(Task, task_id)
    _not_verified(task)
    if title is not KEEP:
        required(title, "title", "what is to be done", TITLE)
    system = None if system_id is KEEP or system_id is None else work.find(System, system_id)
    was, changed = task.title, change(task, title=title, system_id=system_id, test=test)
    told = {
        "title": f"now called {task.title}",
        "system_id": f"for {system.name}" if system else "for no system",
        "test": f"to verify by {task.test}" if task.test else "no test planned",
    }
    if not changed:
        raise Refused("Nothing was changed.")
    return f"{task.ref} {was}: {', '.join(told[name] for name in changed)}."


@command("task.assign", EntryKind.TASK)
def assign_task(work: Work, task_id: Annotated[UUID, Ref(Task)], owner: str) -> str:
    """Give a task to someone."""
    task = work.find(Task, task_id)
    _not_verified(task)
    task.owner = required(owner, "owner", "who takes it", NAME)
    return f"{task.ref} {task.title}: assigned to {owner}."


@command("task.set_due", EntryKind.TASK)
def set_due(work: Work, task_id: Annotated[UUID, Ref(Task)], due_at: datetime, reason: str | None = None) -> str:
    """Set or move the time by which a task is due; a moved one needs its reason."""
    task = work.find(Task, task_id)
    _not_verified(task)
    if task.due_at is not None:
        required(reason, "reason", "why it is moved")
    task.due_at = due_at
    work.reason = reason
    return f"{task.ref} {task.title}: due {work.clock_text(due_at)}" + (f", {reason}." if reason else ".")


@command("task.prioritise", EntryKind.TASK)
def prioritise_task(work: Work, task_id: Annotated[UUID, Ref(Task)], priority: Priority) -> str:
    """Set a task's priority."""
    task = work.find(Task, task_id)
    _not_verified(task)
    task.priority = priority
    return f"{task.ref} {task.title}: priority {priority.value}."


@command("task.start", EntryKind.TASK)
def start_task(work: Work, task_id: Annotated[UUID, Ref(Task)]) -> str:
    """Start a task whose hard predecessors are done."""
    task = work.find(Task, task_id)
    if task.finished or task.status is TaskStatus.IN_PROGRESS:
        raise Refused(f"{task.ref} is {task.status}.")
    may_go_on(work, task)
    task.status = TaskStatus.IN_PROGRESS
    task.started_at = task.started_at or work.event_at
    task.blocked_reason = None
    return f"{task.ref} {task.title}: started."


@command("task.block", EntryKind.TASK)
def block_task(work: Work, task_id: Annotated[UUID, Ref(Task)], reason: str) -> str:
    """Note that a task cannot go on, and why."""
    task = work.find(Task, task_id)
    if task.finished:
        raise Refused(f"{task.ref} is {task.status}. Reopen it first.")
    task.status = TaskStatus.BLOCKED
    task.blocked_reason = required(reason, "reason", "what blocks it")
    return f"{task.ref} {task.title}: blocked, {reason}."


@command("task.finish", EntryKind.TASK)
def finish_task(work: Work, task_id: Annotated[UUID, Ref(Task)], by: str | None = None) -> str:
    """Note that a task is done; it stays open until it is verified."""
    task = work.find(Task, task_id)
    if task.finished:
        raise Refused(f"{task.ref} is {task.status} already.")
    may_go_on(work, task)
    task.status = TaskStatus.DONE
    task.done_at = work.event_at
    task.done_by = within(by, "by") or task.owner
    task.blocked_reason = None
    work.session.flush()
    settle_successors(work, task)
    return f"{task.ref} {task.title}: done."


@command("task.verify", EntryKind.TASK)
def verify_task(
    work: Work,
    task_id: Annotated[UUID, Ref(Task)],
    reading: str,
    by: str | None = None,
    how: str | None = None,
) -> str:
    """Verify a task that is done: what was read or seen, by whom, and how (else by the test that was planned)."""
    task = work.find(Task, task_id)
    if task.status is not TaskStatus.DONE:
        raise Refused(f"{task.ref} is {task.status}. Only a task that is done can be verified.")
    task.status = TaskStatus.VERIFIED
    task.verified_how = how or task.test
    task.reading = required(reading, "reading", "what was read or seen")
    task.verified_at = work.event_at
    task.verified_by = within(by, "by") or work.operator.post
    method = f" by {how}" if how and how != task.test else ""
    return f"{task.ref} {task.title}: verified{method}, {reading}."


@command("task.reopen", EntryKind.TASK)
def reopen_task(work: Work, task_id: Annotated[UUID, Ref(Task)], reason: str) -> str:
    """Open a task again that was done or verified, with the reason."""
    task = work.find(Task, task_id)
    if not task.finished:
        raise Refused(f"{task.ref} is {task.status}.")
    required(reason, "reason", "why it is opened again")
    task.status = TaskStatus.READY
    task.done_at = task.done_by = None
    task.verified_at = task.verified_by = task.verified_how = task.reading = None
    work.session.flush()
    settle(work, task)
    settle_successors(work, task)
    return f"{task.ref} {task.title}: reopened, {reason}."
