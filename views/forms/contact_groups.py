"""A line for several names with commas between them, which completes the last one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from views.forms.form import text_field


class LastNameCompleter(QCompleter):
    """Completes what stands behind the last comma, and leaves what stands before it."""

    def __init__(self, names: Sequence[str], parent: QObject) -> None:
        super().__init__(list(names), parent)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._before: list[str] = []

    def splitPath(self, path: str) -> list[str]:
        """What is looked up: the last name."""
        *self._before, last = path.split(",")
        return [last.strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """The whole line with the name that was found."""
        return ", ".join([*(name.strip() for name in self._before), super().pathFromIndex(index)])


def names_field(names: Sequence[str], known: Sequence[str], placeholder: str) -> QLineEdit:
    """A line that holds these names and completes those that are known."""
    made = text_field(", ".join(names), placeholder)
    made.setCompleter(LastNameCompleter(known, made))
    return made


def names_in(text: str) -> list[str]:
    """The names of such a line."""
    return [name for part in text.split(",") if (name := part.strip())]
