"""A few words of which one is chosen: what a card shows, or how."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget


class WordTabs(QWidget):
    """One button a word; the arrows and Tab move between them."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.buttons = [QToolButton() for _ in words]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, (button, word) in enumerate(zip(self.buttons, words, strict=True)):
            button.setText(word)
            button.setCheckable(True)
            button.setAutoRaise(True)
            button.setProperty("kind", "tab")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._group.addButton(button, number)
            row.addWidget(button)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    @property
    def at(self) -> int:
        """The number of the one that is chosen."""
        return self._group.checkedId()

    def mark(self, number: int) -> None:
        """Show one as chosen, and tell nobody."""
        self.buttons[number].setChecked(True)

    def choose(self, number: int) -> None:
        """Choose one, as a click does."""
        self.buttons[number].click()
