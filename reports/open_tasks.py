"""The open tasks on paper: which come first, and how far each is, in words."""

from datetime import datetime, timedelta

from models.picture import Picture
from models.task import Task
from models.terms import Priority, TaskStatus

AHEAD = timedelta(hours=2)
"""How far *Do first* looks ahead."""


def tasks_to_do_first(picture: Picture, moment: datetime) -> tuple[list[Task], list[Task]]:
    """The open tasks in two lists: those late, due within two hours or of priority 1 and not done; and the others.

    The first are in the order of their due times, the others in the order of their priorities.
    """
    tasks = [task for task in picture.all(Task) if task.open]
    first = [task for task in tasks if not task.finished and _presses(task, moment)]
    others = [task for task in tasks if task not in first]
    first.sort(key=lambda task: (task.due_at is None, task.due_at or moment, task.priority, task.ref))
    others.sort(key=lambda task: (task.priority, task.due_at is None, task.due_at or moment, task.ref))
    return first, others


def _presses(task: Task, moment: datetime) -> bool:
    due = task.due_at is not None and task.due_at <= moment + AHEAD
    return due or task.priority is Priority.CRITICAL


def task_state(picture: Picture, task: Task) -> str:
    """How far a task is; what is done is not verified, and said to be so."""
    if task.status is TaskStatus.DONE:
        return "Done, not verified"
    if task.status is TaskStatus.BLOCKED:
        return f"Blocked: {task.blocked_reason}"
    if task.status is TaskStatus.PLANNED and (waits := picture.still_waits_for(task)):
        return f"Waits for {', '.join(waits)}"
    return task.status.value.capitalize()
