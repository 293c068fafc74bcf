"""Tasks in a table: how urgent, when due, what, whose, how far, and what their verification needs or was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import times
from models.marks import priority_shape
from models.task import Task
from models.terms import TaskStatus
from reports.open_tasks import task_state
from reports.page import Pages
from reports.picture_page import PicturePage
from reports.table import INDENT, Cell, Column, Row, Table, widest
from reports.text import Style

TEXT = Style(10.5, 13.5)
STRONG = TEXT.strong()
SECOND = Style(9, 12)
PAD = 3.0
DUE = 42.0
"""How wide the due times may be: a date stands over its time."""


def task_table(page: PicturePage, pages: Pages, tasks: Sequence[Task]) -> tuple[Table, Iterator[Row]]:
    """A table as wide as these tasks need, and their rows."""
    columns = [
        Column("Priority", 40, fixed=True),
        Column("Due", max(widest((page.clock(task.due_at) for task in tasks), STRONG, DUE), 28), fixed=True),
        Column("Task", 1),
        Column("Owner", widest((task.owner or "No owner" for task in tasks), TEXT, pages.width * 0.23), fixed=True),
        Column("State", _state_width(page, tasks), fixed=True),
    ]
    return Table(pages, columns, pad=PAD), (task_row(page, task) for task in tasks)


def _state(page: PicturePage, task: Task) -> str:
    """How far it is, and how late."""
    late = f", {times.distance_text(task.due_at, page.moment)}" if task.due_at and task.overdue_at(page.moment) else ""
    return task_state(page.picture, task) + late


def _state_width(page: PicturePage, tasks: Sequence[Task]) -> float:
    late = any(task.overdue_at(page.moment) for task in tasks)
    return max(widest((_state(page, task) for task in tasks), TEXT, 106), 40) + (INDENT if late else 0)


def task_row(page: PicturePage, task: Task) -> Row:
    """One task with its notes; what is late wears the triangle."""
    late = task.overdue_at(page.moment)
    return Row(
        (
            Cell(((str(task.priority.value), STRONG),), shape=priority_shape(task.priority)),
            Cell(((page.clock(task.due_at), STRONG),)),
            Cell(((f"{task.ref} {task.title}", STRONG), *((f"\n{note}", SECOND) for note in _notes_of(page, task)))),
            Cell(((task.owner or "No owner", TEXT),)),
            Cell(((_state(page, task), TEXT),), shape="triangle" if late else None),
        )
    )


def _notes_of(page: PicturePage, task: Task) -> Iterator[str]:
    """The second lines of a task: what stands before it, what it waits for, its verification."""
    if before := sorted(page.picture.predecessors(task), key=lambda one: one.ref):
        yield "After " + ", ".join(f"{one.ref} ({_status(one)})" for one in before)
    if waits := page.picture.waits(task):
        yield "Waits for " + ", ".join(wait.text + (" (has come)" if wait.ticked_at else "") for wait in waits)
    if task.finished:
        yield _done(page, task)
    if task.status is TaskStatus.VERIFIED:
        yield from _verified(task)
    elif task.test or task.finished:
        yield f"{'To verify' if task.finished else 'Verify by'}: {task.test or 'no test was named'}"


def _done(page: PicturePage, task: Task) -> str:
    """When it was done and verified, and by whom."""
    done = f"Done {page.clock(task.done_at)}" + (f" by {task.done_by}" if task.done_by else "")
    if task.status is not TaskStatus.VERIFIED:
        return done
    by = f" by {task.verified_by}" if task.verified_by else ""
    if task.verified_by == task.done_by:
        return f"Done {page.clock(task.done_at)}, verified {page.clock(task.verified_at)}{by}"
    return f"{done}, verified {page.clock(task.verified_at)}{by}"


def _verified(task: Task) -> Iterator[str]:
    """By which method it was verified, and what was read."""
    if method := task.verified_how or task.test:
        yield f"Method: {method}"
    if task.reading:
        yield f"Reading: {task.reading}"


def _status(task: Task) -> str:
    return "done, not verified" if task.status is TaskStatus.DONE else task.status.value
