"""What stands before a task: its hard links, the texts it waits for, and whether it is planned or ready by them."""

from graphlib import CycleError, TopologicalSorter
from uuid import UUID

from sqlalchemy import select

from app.command import Work
from app.errors import Refused
from models.task import Predecessor, Task, Wait
from models.terms import TaskStatus


def link(work: Work, task: Task, predecessor: Task) -> None:
    """Make the hard link; refuse the one that would close a circle, and name the circle."""
    graph: dict[UUID, set[UUID]] = {task.id: {predecessor.id}}
    for one in work.all(Predecessor, Predecessor.incident_id == work.incident_id):
        graph.setdefault(one.task_id, set()).add(one.predecessor_id)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(work.find(Task, task_id).ref for task_id in reversed(error.args[1]))
        raise Refused(f"{task.ref} cannot wait for {predecessor.ref}: {circle} is a circle.", field="after") from error
    if known := _link_between(work, task, predecessor):
        known.removed_at = None
    else:
        work.add(Predecessor(incident_id=work.incident_id, task_id=task.id, predecessor_id=predecessor.id))
    work.session.flush()


def unlink(work: Work, task: Task, predecessor: Task) -> None:
    """Take the hard link away. Raises `Refused` where there is none."""
    known = _link_between(work, task, predecessor)
    if known is None or known.removed_at is not None:
        raise Refused(f"{task.ref} does not wait for {predecessor.ref}.", field="after")
    known.removed_at = work.event_at
    work.session.flush()


def _link_between(work: Work, task: Task, predecessor: Task) -> Predecessor | None:
    """The link of these two, also one that was taken away: there is never a second one."""
    of_both = (Predecessor.task_id == task.id, Predecessor.predecessor_id == predecessor.id)
    return work.session.scalar(select(Predecessor).where(*of_both))


def unfinished(work: Work, task: Task) -> list[Task]:
    """The hard predecessors that are not done, by their refs."""
    before = {link.predecessor_id for link in work.all(Predecessor, Predecessor.task_id == task.id)}
    return sorted((one for one in work.all(Task, Task.id.in_(before)) if not one.finished), key=lambda one: one.ref)


def settle(work: Work, task: Task) -> None:
    """Planned while something hard stands before it or a text is not ticked; ready when nothing does."""
    if task.status not in (TaskStatus.PLANNED, TaskStatus.READY):
        return
    waiting = work.all(Wait, Wait.task_id == task.id, Wait.ticked_at.is_(None))
    task.status = TaskStatus.PLANNED if waiting or unfinished(work, task) else TaskStatus.READY


def settle_successors(work: Work, task: Task) -> None:
    """A task was finished, or opened again: those that wait for it are ready, or planned again."""
    after = {link.task_id for link in work.all(Predecessor, Predecessor.predecessor_id == task.id)}
    for successor in work.all(Task, Task.id.in_(after)):
        settle(work, successor)


def may_go_on(work: Work, task: Task) -> None:
    """Refuse while a hard predecessor is not done, and name it."""
    if before := unfinished(work, task):
        waits = ", ".join(f"{one.ref} ({one.status})" for one in before)
        raise Refused(f"{task.ref} waits for {waits}. Finish that first.")
