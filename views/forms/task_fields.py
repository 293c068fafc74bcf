"""The fields that forms about tasks share: priority, refs of predecessors, known owners, and what they hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QWidget

from app.errors import Refused
from app.tasks import Plan, by_ref
from app.text import shortened
from models.contact import Contact
from models.picture import Picture
from models.station import Post
from models.system import System
from models.task import Task
from models.terms import Priority
from views.forms.form import Choice, text_field
from views.forms.pick import PickField


class PriorityField(Choice):
    """One of the five priorities, by number and word."""

    def __init__(self, chosen: Priority) -> None:
        super().__init__()
        self.addItems([priority.label.removeprefix("Priority ") for priority in Priority])
        self.choose(chosen)

    @property
    def priority(self) -> Priority:
        """The priority that is chosen."""
        return list(Priority)[self.currentIndex()]

    def choose(self, priority: Priority) -> None:
        """Choose this one."""
        self.setCurrentIndex(list(Priority).index(priority))


class LastWordCompleter(QCompleter):
    """Completes the last of the refs that commas part."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: Any) -> str:
        field = self.widget()
        before = field.text().rpartition(",")[0] if isinstance(field, QLineEdit) else ""
        ref = str(super().pathFromIndex(index)).split(" ", 1)[0]
        return f"{before}, {ref}" if before else ref


class RefsField(QLineEdit):
    """The refs of tasks, parted by commas; what is typed is completed from refs and titles."""

    def __init__(self, tasks: Iterable[Task], text: str = "") -> None:
        super().__init__(text)
        self._known = {task.ref.casefold(): task for task in tasks}
        self.setMinimumHeight(text_field().minimumHeight())
        self.setPlaceholderText("e.g. T-01, T-03")
        completer = LastWordCompleter([f"{task.ref} {task.title}" for task in self._known.values()], self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)

    @property
    def tasks(self) -> list[Task]:
        """The tasks that are named. Raises `Refused` where a ref is none of them."""
        refs = [ref for part in self.text().split(",") if (ref := part.strip())]
        for ref in refs:
            if ref.casefold() not in self._known:
                raise Refused(f"There is no task {shortened(ref)} to wait for.", field="after")
        return list({ref.casefold(): self._known[ref.casefold()] for ref in refs}.values())


def refs_text(tasks: Iterable[Task]) -> str:
    """These tasks as the field shows them."""
    return ", ".join(task.ref for task in sorted(tasks, key=by_ref))


def due_typed(plan: Plan, due_at: datetime | None) -> str:
    """A due time as it can be typed: `03:05` today, else with its date."""
    if due_at is None:
        return ""
    local = due_at.astimezone(plan.zone)
    return f"{local:%H:%M}" if local.date() == plan.today else f"{local:%Y-%m-%d %H:%M}"


def known_owners(picture: Picture | None, plan: Plan) -> list[str]:
    """Who may be given a task: posts, owners of other tasks, contacts."""
    known = {task.owner for task in plan.tasks.values() if task.owner}
    if picture is not None:
        known |= {post.name for post in picture.all(Post)} | {contact.name for contact in picture.all(Contact)}
    return sorted(known)


def system_field(picture: Picture | None, plan: Plan, task: Task | None = None) -> PickField:
    """One system of the register, or none; a task's own stays to be chosen when it was taken out of the register."""
    register = sorted(plan.systems.values(), key=lambda system: (system.position, system.ref))
    rows = [(system.id, f"{system.ref} {system.name}") for system in register]
    chosen = task.system_id if task else None
    gone = None if picture is None or chosen in plan.systems else picture.get(System, chosen)
    rows += [(gone.id, f"{gone.ref} {gone.name} (taken out)")] if gone else []
    return PickField(rows, chosen, "No system")


def lines_of(field: QPlainTextEdit) -> list[str]:
    """The lines that are typed, without empty ones."""
    return [text for line in field.toPlainText().split("\n") if (text := line.strip())]


def value_in(field: QWidget) -> Any:
    """What a field holds, to be compared with what it showed."""
    match field:
        case PriorityField():
            return field.priority
        case PickField():
            return field.unknown or field.picked
        case QPlainTextEdit():
            return field.toPlainText().strip()
        case QLineEdit():
            return field.text().strip()
    return None


def put_in(field: QWidget, value: Any) -> None:
    """Show another value."""
    match field:
        case PriorityField():
            field.choose(value)
        case PickField():
            field.pick(value)
        case QPlainTextEdit():
            field.setPlainText(value)
        case QLineEdit():
            field.setText(value)
