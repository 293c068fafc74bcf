"""Opening a task: what is to be done, by whom, by when, and after what; the foot says in words what is saved."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.commands.tasks import open_task
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time
from app.task_words import next_task_ref, opens_text
from app.tasks import NO_OWNER, Plan
from models.terms import Priority
from views.desk import QtDesk
from views.forms.form import Form, long_field, text_field
from views.forms.pick import known_field
from views.forms.task_fields import PriorityField, RefsField, known_owners, lines_of, system_field


class OpenTaskForm(Form):
    """Only what is to be done has to be said; Enter saves and the panel is free for the next one."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, system_id: UUID | None = None) -> None:
        """`system_id`: the system that the task is to restore."""
        super().__init__("Open a task", desk, parent)
        assert desk.picture is not None
        self._system_id = system_id
        self._plan = plan = Plan.of(desk.picture, desk.moment())
        self.title = text_field(placeholder="e.g. Bleed the fuel line, retry the start")
        self.owner = known_field(known_owners(desk.picture, plan), placeholder=NO_OWNER)
        self.priority = PriorityField(Priority.MEDIUM)
        self.due = text_field(placeholder="e.g. 03:05, in 20m or 2026-08-13 12:00")
        self.system = system_field(desk.picture, plan)
        self.system.pick(system_id)
        self.after = RefsField(plan.tasks.values())
        self.waits = long_field(lines=2)
        self.test = text_field(placeholder="e.g. 8 min no-load, stable")
        self.add_field("title", "What is to be done", self.title)
        self.add_field("owner", "Owner", self.owner)
        self.add_field("priority", "Priority", self.priority)
        self.put_beside("owner", "priority", (2, 1))
        self.add_field("due_at", "Due", self.due)
        self.add_field("system_id", "System", self.system)
        self.add_field("after", "Starts after these are done", self.after)
        self.add_field("waits_for", "And waits for, one a line", self.waits)
        self.add_field("test", "How it will be verified", self.test)
        self.add_foot("Open task")
        for typed in (self.title, self.owner, self.due, self.after):
            typed.textChanged.connect(self._say)
        for picked in (self.priority, self.system):
            picked.currentTextChanged.connect(self._say)
        self.waits.textChanged.connect(self._say)
        self._say()

    def _say(self, *_: object) -> None:
        """In words what Enter would save; what is not understood yet is left out."""
        try:
            due_at = due_time(self.due.text(), self.desk.zone, self.desk.now())
        except Refused:
            due_at = None
        try:
            before = [task.ref for task in self.after.tasks]
        except Refused:
            before = []
        self.says.setText(
            opens_text(
                self._plan,
                next_task_ref(self._plan, self.desk.desk.letter),
                self.owner.text().strip(),
                self.system.picked,
                self.priority.priority,
                due_at,
                [*before, *lines_of(self.waits)],
            )
        )

    def enter(self) -> None:
        """Say what is missing or not understood, else save."""
        try:
            due_at = due_time(self.due.text(), self.desk.zone, self.desk.now())
            after = [task.id for task in self.after.tasks]
            if self.system.unknown:
                raise Refused(f"There is no system “{self.system.unknown}” in the register.", field="system_id")
        except Refused as refused:
            self.show_refusal(str(refused), "due_at" if refused.field == "as_at" else refused.field)
            return
        self.save(
            open_task(
                title=self.title.text(),
                priority=self.priority.priority,
                owner=self.owner.text(),
                due_at=due_at,
                system_id=self.system.picked,
                test=self.test.text(),
                after=after,
                waits_for=lines_of(self.waits),
            ),
            done=self._saved,
        )

    def is_about(self, about: object) -> bool:
        """Whether it was begun for just this system."""
        return about == self._system_id

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
