"""The line in which a search is typed: the arrows move in what was found, Enter goes there, Esc leaves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from views.own_keys import keeps

PAGE = 8
MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -PAGE,
    Qt.Key.Key_PageDown: PAGE,
}
OWN = (*MOVES, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FindLine(QLineEdit):
    """What is looked for, in one line."""

    moved = Signal(int)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Find in the log")
        self.setPlaceholderText("Find words, a “phrase”, a number, /kind, @who, #system, !1, ~2h")
        self.setFixedHeight(32)
        self.setMinimumWidth(160)
        self.setMaxLength(1_000)

    def event(self, event: QEvent) -> bool:
        """The arrows and Enter are its own while it has the focus."""
        return keeps(event, _is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in MOVES:
            self.moved.emit(MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in OWN
