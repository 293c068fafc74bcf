"""What can be done with the task that is chosen: at once where nothing has to be said, else in a panel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.board import Line
from app.commands.tasks import finish_task, start_task, tick_wait
from app.logbook import log_line
from app.tasks import Plan
from models.log_line import LogLine
from models.task import Task
from views.forms.task_acts import Act, TaskAct
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk


ENTRIES = ("log", "due")
"""The rows of the detail that are about an entry of the log."""


class TaskDesk(View):
    """A view in which one task is chosen; who derives from it says which."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.plan: Plan | None = None

    @property
    def chosen(self) -> UUID | None:
        """The id of the task that is chosen."""
        raise NotImplementedError

    def choose(self, task_id: UUID) -> None:
        """Choose another task."""
        raise NotImplementedError

    @property
    def task(self) -> Task | None:
        """The task that is chosen."""
        chosen = self.chosen
        return None if self.plan is None or chosen is None else self.plan.tasks.get(chosen)

    def acting_keys(self) -> Sequence[Key]:
        """The keys that act on the chosen task."""
        return (
            Key("X", "Done", partial(self.act, "finish"), self._can_write),
            Key("W", "Start", partial(self.act, "start"), self._can_write),
            Key("Y", "Verify", partial(self.act, "verify")),
            Key("L", "Block, with the reason", partial(self.act, "block")),
            Key("O", "Reopen, with the reason", partial(self.act, "reopen")),
            Key("U", "Who does it", partial(self.act, "assign")),
            Key("M", "Set or move its due time", partial(self.act, "due")),
            Key("F", "What it follows: predecessors, waits", partial(self.act, "follow")),
        )

    def _can_write(self) -> bool:
        return not self.desk.read_only

    def act(self, name: str) -> None:
        """Act on the chosen task: at once, or in a form where something has to be said."""
        task = self.task
        if task is None:
            self.desk.refused.emit("Choose a task first.")
        elif name == "start":
            self.do(start_task(task_id=task.id))
        elif name == "finish":
            self.do(finish_task(task_id=task.id))
        else:
            self.open_form(Act(name), task.id)

    def open_form(self, act: Act, task_id: UUID) -> None:
        """Open the panel of an act about a task."""
        self.asked.emit("task", TaskAct(task_id, act))

    def go(self, line: Line) -> None:
        """Enter on a row of the detail: edit the task, go to another one or to an entry, tick what has come."""
        kind, _, row_id = line.key.partition(" ")
        if kind == "heading":
            self.act("edit")
        elif kind in ("before", "after"):
            self.choose(UUID(row_id))
        elif kind == "wait":
            self._tick(UUID(row_id))
        elif kind in ENTRIES:
            self.ask(log_line(UUID(row_id)), self._go_to_entry)

    def _go_to_entry(self, line: LogLine | None) -> None:
        if line is not None:
            self.asked.emit("go_to_entry", line)

    def _tick(self, wait_id: UUID) -> None:
        waits = [] if self.plan is None or self.chosen is None else self.plan.waits.get(self.chosen, [])
        wait = next((one for one in waits if one.id == wait_id), None)
        if wait is not None and wait.ticked_at is None:
            self.do(tick_wait(task_id=wait.task_id, text=wait.text))
