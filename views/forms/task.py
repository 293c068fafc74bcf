"""One task: all of it to edit, or the one thing that an act asks for; only what was changed is sent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from app.command import Bound
from app.commands.tasks import (
    assign_task,
    block_task,
    edit_task,
    link_tasks,
    prioritise_task,
    reopen_task,
    set_due,
    unlink_tasks,
    verify_task,
    wait_for,
)
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time
from app.tasks import NO_OWNER, Plan
from app.text import shortened
from models.task import Task
from views.desk import QtDesk
from views.forms.form import Form, changed_in, long_field, text_field
from views.forms.pick import PickField, known_field
from views.forms.task_acts import PANELS, Act, TaskAct
from views.forms.task_fields import (
    PriorityField,
    RefsField,
    due_typed,
    known_owners,
    put_in,
    refs_text,
    system_field,
    value_in,
)
from views.labels import label


class TaskForm(Form):
    """A form about one task; fields that its act does not need are not made."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, about: TaskAct | UUID) -> None:
        self.about = about if isinstance(about, TaskAct) else TaskAct(about)
        self._panel = PANELS[self.about.act]
        self._plan, self._task = _present(desk, self.about.task_id)
        super().__init__(self._panel.words.format(self._task.ref), desk, parent)
        self._told = False
        if "title" not in self._panel.fields:
            self.add_above(label(self._task.title, "words", wrap=True))
        for name in self._panel.fields:
            self.add_field(name, *self._made(name))
            if name == "priority":
                self.put_beside("owner", "priority", (2, 1))
        self._shown = self._values()
        for name, value in self._shown.items():
            put_in(self.fields[name], value)
        self.add_foot(self._panel.button)
        self.says.setText(self._panel.says.format(self._task.ref))
        if isinstance(due := self.fields.get("due_at"), QLineEdit):
            due.textChanged.connect(self._due_changed)
            self._due_changed()

    def _made(self, name: str) -> tuple[str, QWidget]:
        """The words and the field of a parameter."""
        task, owners = self._task, known_owners(self.desk.picture, self._plan)
        match name:
            case "title":
                return "What is to be done", text_field()
            case "owner":
                return "Owner", known_field(owners, placeholder=NO_OWNER)
            case "priority":
                return "Priority", PriorityField(task.priority)
            case "system_id":
                return "System", system_field(self.desk.picture, self._plan, task)
            case "due_at":
                return "Due", text_field(placeholder="e.g. 03:05, in 20m or 2026-08-13 12:00")
            case "reason":
                return self._panel.reason, text_field()
            case "test":
                return "How it will be verified", text_field(placeholder="e.g. volts on three phases")
            case "after":
                others = [one for one in self._plan.tasks.values() if one is not task]
                return "Starts after these are done", RefsField(others)
            case "text":
                return "And waits for, one a line", long_field(lines=2)
            case "reading":
                return "What was read or seen", text_field(placeholder="e.g. 480 V on three phases")
            case "how":
                return "How", text_field(task.test or "", "e.g. walk test")
        return "By", known_field(owners, self.desk.desk.operator.post)

    def _values(self) -> dict[str, Any]:
        """What the fields show of the task as it stands; the others are asked for anew each time."""
        plan, task = self._plan, self._task
        present = {
            "title": task.title,
            "owner": task.owner or "",
            "priority": task.priority,
            "system_id": task.system_id,
            "due_at": due_typed(plan, task.due_at),
            "test": task.test or "",
            "after": refs_text(plan.before.get(task.id, [])),
            "text": "",
        }
        return {name: present[name] for name in self._panel.fields if name in present}

    def _held(self) -> dict[str, Any]:
        return {name: value_in(self.fields[name]) for name in self._shown}

    def _due_changed(self) -> None:
        """A time that is moved needs its reason; one that is set, or stays, needs none."""
        moved = self._task.due_at is not None and value_in(self.fields["due_at"]) != self._shown["due_at"]
        self.show_field("reason", moved)

    def enter(self) -> None:
        """Save what was changed as one entry; where a refusal said that it is stale, from what is so now."""
        try:
            if self._told:
                self._look_again()
            bound = list(self._bound())
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        if bound:
            self.save(*bound, done=self._saved)
        else:
            self.show_refusal("Nothing was changed. Esc closes this panel.")

    def _bound(self) -> Iterator[Bound]:
        task_id = self._task.id
        match self.about.act:
            case Act.BLOCK:
                yield block_task(task_id=task_id, reason=self._text("reason"))
            case Act.REOPEN:
                yield reopen_task(task_id=task_id, reason=self._text("reason"))
            case Act.VERIFY:
                by, how = self._text("by"), self._text("how")
                yield verify_task(task_id=task_id, reading=self._text("reading"), by=by, how=how)
            case _:
                yield from self._changes(changed_in(self._shown, self._held()))

    def _changes(self, changed: dict[str, Any]) -> Iterator[Bound]:
        """A command for each change, each with what was shown."""
        task, seen = self._task, partial(_seen, self._task)
        edited = {name: changed[name] for name in ("title", "system_id", "test") if name in changed}
        if isinstance(system := self.fields.get("system_id"), PickField) and system.unknown:
            raise Refused(f"There is no system “{shortened(system.unknown)}” in the register.", field="system_id")
        if edited:
            yield seen(edit_task(task_id=task.id, **edited), *edited)
        if "owner" in changed:
            yield seen(assign_task(task_id=task.id, owner=changed["owner"]), "owner")
        if "priority" in changed:
            yield seen(prioritise_task(task_id=task.id, priority=changed["priority"]), "priority")
        if "due_at" in changed:
            yield seen(self._due(changed["due_at"]), "due_at")
        if "after" in changed:
            yield from self._links()
        for text in changed.get("text", "").splitlines():
            if text.strip():
                yield wait_for(task_id=task.id, text=text)

    def _due(self, typed: str) -> Bound:
        due_at = due_time(typed, self.desk.zone, self.desk.now())
        if due_at is None:
            raise Refused("Say by when it is due.", field="due_at")
        return set_due(task_id=self._task.id, due_at=due_at, reason=self._text("reason"))

    def _links(self) -> Iterator[Bound]:
        field = self.fields["after"]
        assert isinstance(field, RefsField)
        wanted = {task.id for task in field.tasks}
        present = {task.id for task in self._plan.before.get(self._task.id, [])}
        for one in sorted(wanted - present):
            yield link_tasks(task_id=self._task.id, predecessor_id=one)
        for one in sorted(present - wanted):
            yield unlink_tasks(task_id=self._task.id, predecessor_id=one)

    def _text(self, name: str) -> str:
        return str(value_in(self.fields[name]))

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why; the next Enter looks at the task as it is then."""
        super().refused(sentence, field)
        self._told = True
        self.desk.refresh()

    def come_back(self) -> None:
        """Show the task as it is now, in every field that was not changed; where it is not there yet, say so."""
        if not self.rests:
            try:
                self._look_again()
            except Refused as refused:
                self.show_refusal(str(refused))

    def _look_again(self) -> None:
        held, shown = self._held(), self._shown
        self._plan, self._task = _present(self.desk, self.about.task_id)
        self._told, self._shown = False, self._values()
        for name, value in self._shown.items():
            if held[name] == shown[name]:
                put_in(self.fields[name], value)
            elif value not in (shown[name], held[name]):
                self.say_changed(name)

    @property
    def unsaved(self) -> bool:
        """Whether something was filled in that is not in the log."""
        return super().unsaved and (self.rests or "due_at" not in self._shown or self._held() != self._shown)

    def is_about(self, about: object) -> bool:
        """Whether it was begun for just this."""
        return about == self.about or (about == self.about.task_id and self.about.act is Act.EDIT)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()


def _present(desk: QtDesk, task_id: UUID) -> tuple[Plan, Task]:
    """The task as this window shows it, and the plan it stands in. Raises `Refused` where it was opened later."""
    assert desk.picture is not None
    plan = Plan.of(desk.picture, desk.moment())
    if task_id not in plan.tasks:
        at = plan.clock(desk.moment())
        raise Refused(f"This task was not opened yet at {at}.")
    return plan, plan.tasks[task_id]


def _seen(task: Task, bound: Bound, *columns: str) -> Bound:
    """The command, refused where one of these columns is no more as it was shown."""
    return bound.seen(Task, task.id, **{name: getattr(task, name) for name in columns})
