"""The keys that act now, from the same table as the keys themselves (`?`)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from views.desk import QtDesk
from views.forms.form import Form
from views.keys import Key, KeyGroup
from views.labels import label

GRAMMAR = (
    ("Enter", "Open, or save"),
    ("↑ ↓ or J K", "Move"),
    ("Tab", "To the next part"),
    ("Esc", "Back; what is half done is kept"),
    ("Shift+Esc", "Throw away what is half done"),
)


class KeysForm(Form):
    """Nothing to fill in: each group of keys under its name."""

    writes = False

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: Sequence[KeyGroup] = ()) -> None:
        super().__init__("Keys", desk, parent)
        for group in about:
            if group.keys:
                self.add_above(label(group.name, "title"))
                self.add_above(_table([(key.sequence, key.words) for key in _each_once(group.keys)]))
        self.add_above(label("In every list and form", "title"))
        self.add_above(_table(GRAMMAR))
        self.add_foot("Close")

    def enter(self) -> None:
        """Close."""
        self.finished.emit()

    def is_about(self, about: object) -> bool:
        """Drawn anew each time: other keys act elsewhere."""
        return False


def _each_once(keys: Sequence[Key]) -> list[Key]:
    return list({key.sequence: key for key in reversed(keys)}.values())[::-1]


def _table(rows: Sequence[tuple[str, str]]) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(0, 0, 0, 8)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, (sequence, words) in enumerate(rows):
        cap: QLabel = label(sequence, "key")
        cap.setAccessibleName(f"{sequence}: {words}")
        grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(label(words, "second"), row, 1)
    sheet.setMinimumWidth(200)
    return sheet
