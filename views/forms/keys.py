"""The keys that act now, from the same table as the keys themselves (`?`)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from views import theme
from views.desk import QtDesk
from views.forms.form import Form
from views.keys import Key, KeyGroup
from views.labels import label

GRAMMAR = (("Enter", "Open, or save"), ("↑ ↓ or J K", "Move"), ("Tab", "To the next part"), ("Esc", "Back"))
HEAD = 32
"""The height of a group's name, but for the first."""
Rows = Sequence[tuple[str, str]]


class KeysForm(Form):
    """Nothing to fill in: each group of keys under its name."""

    writes = False

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: Sequence[KeyGroup] = ()) -> None:
        super().__init__("Keys", desk, parent)
        groups = [
            (group.name, _together([(key.sequence, key.words) for key in _each_once(group.keys)]))
            for group in about
            if group.keys
        ]
        self.add_above(KeyTable([*groups, ("In every list and form", GRAMMAR)]))
        self.add_foot("Close")
        self._said.hide()

    def enter(self) -> None:
        """Close."""
        self.finished.emit()

    def is_about(self, about: object) -> bool:
        """Drawn anew each time: other keys act elsewhere."""
        return False


class KeyTable(QWidget):
    """Every group in one grid, so that caps and words stand in columns; two of each where there is room."""

    def __init__(self, groups: Sequence[tuple[str, Rows]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = [(label(name, "title"), [_pair(*row) for row in rows]) for name, rows in groups]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._place(1)

    def minimumSizeHint(self) -> QSize:
        """As narrow as one column."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column, or two."""
        super().resizeEvent(event)
        pairs = [pair for _, some in self._groups for pair in some]
        widest = sum(max(pair[part].sizeHint().width() for pair in pairs) for part in (0, 1))
        self._place(2 if 2 * widest + 3 * self._grid.horizontalSpacing() <= self.width() else 1)

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns, at = columns, 0
        for row in range(self._grid.rowCount()):
            self._grid.setRowMinimumHeight(row, 0)
        for head, pairs in self._groups:
            self._grid.addWidget(head, at, 0, 1, 2 * columns, Qt.AlignmentFlag.AlignBottom)
            self._grid.setRowMinimumHeight(at, theme.px(HEAD) if at else 0)
            high = -(-len(pairs) // columns)
            for number, (cap, words) in enumerate(pairs):
                row, left = at + 1 + number % high, 2 * (number // high)
                self._grid.addWidget(cap, row, left, Qt.AlignmentFlag.AlignLeft)
                self._grid.addWidget(words, row, left + 1)
            at += 1 + high
        for column in range(4):
            self._grid.setColumnStretch(column, int(column % 2 == 1 and column < 2 * columns))


def _each_once(keys: Sequence[Key]) -> list[Key]:
    return list({key.sequence: key for key in reversed(keys)}.values())[::-1]


def _together(rows: Rows) -> list[tuple[str, str]]:
    """One row for figures that do the same: `Ctrl+1 … 9`."""
    shown: list[tuple[str, str]] = []
    for words, same in groupby(rows, key=itemgetter(1)):
        sequences = [sequence for sequence, _ in same]
        if len(sequences) > 2 and all(sequence[-1].isdigit() for sequence in sequences):
            sequences = [f"{sequences[0]} … {sequences[-1][-1]}"]
        shown += [(sequence, words) for sequence in sequences]
    return shown


def _pair(sequence: str, words: str) -> tuple[QLabel, QLabel]:
    cap = label(sequence, "key")
    cap.setAccessibleName(f"{sequence}: {words}")
    return cap, label(words, "second")
