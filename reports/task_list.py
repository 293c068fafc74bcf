"""All tasks of an incident: those late, those to be done, those that wait, those done and those verified."""

from __future__ import annotations

from collections.abc import Iterator

from models.picture import Picture
from models.task import Task
from models.terms import TaskStatus
from reports.picture_page import FACTS, PicturePage
from reports.table import Row
from reports.task_table import task_row, task_table

HEADS = ("Late", "To do", "Waiting or blocked", "Done, not verified", "Verified")


def task_list_pdf(page: PicturePage) -> bytes:
    """The task list as PDF."""
    tasks = page.picture.all(Task)
    groups = _groups(page, tasks)
    counts = ", ".join(f"{len(group)} {head.lower()}" for head, group in groups.items() if group)
    noun = "task" if len(tasks) == 1 else "tasks"
    pages = page.begun("Task list", f"{len(tasks)} {noun}: {counts or 'none'}.")
    if tasks:
        table, _ = task_table(page, pages, tasks)
        table.draw(_rows(page, groups))
    else:
        pages.line(("No task has been opened.", FACTS))
    return page.finished(pages, "Task list")


def _rows(page: PicturePage, groups: dict[str, list[Task]]) -> Iterator[Row | str]:
    for head, tasks in groups.items():
        if tasks:
            yield f"{head} ({len(tasks)})"
            yield from (task_row(page, task) for task in tasks)


def _groups(page: PicturePage, tasks: list[Task]) -> dict[str, list[Task]]:
    """The tasks under their heads, each in the order of due time and priority."""
    groups: dict[str, list[Task]] = {head: [] for head in HEADS}
    for task in sorted(tasks, key=lambda one: (one.due_at is None, one.due_at or page.moment, one.priority, one.ref)):
        groups[_head(page, task)].append(task)
    return groups


def _head(page: PicturePage, task: Task) -> str:
    late, to_do, waiting, done, verified = HEADS
    if task.status is TaskStatus.VERIFIED:
        return verified
    if task.status is TaskStatus.DONE:
        return done
    if task.overdue_at(page.moment):
        return late
    return waiting if _held(page.picture, task) else to_do


def _held(picture: Picture, task: Task) -> bool:
    waits = task.status is TaskStatus.PLANNED and bool(picture.still_waits_for(task))
    return waits or task.status is TaskStatus.BLOCKED
