"""The field of a system's state: one of the four words, also by its number."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent

from models.terms import SystemState
from views.forms.form import WordField

STATES = list(SystemState)


class StateField(WordField):
    """One of the four states, also by the keys 1 to 4."""

    def __init__(self) -> None:
        super().__init__(STATES, SystemState.FULLY)
        for number in range(self.count()):
            self.setItemText(number, f"{number + 1}  {self.itemText(number)}")
        self.setPlaceholderText("Choose a system first")
        self.setCurrentIndex(-1)

    @property
    def chosen(self) -> str:
        """The word of the state that is chosen; nothing while none is."""
        return "" if self.currentIndex() < 0 else str(self.word.value)

    def choose(self, state: SystemState) -> None:
        """Show this state."""
        self.setCurrentIndex(STATES.index(state))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A number chooses its state."""
        if event.text() in ("1", "2", "3", "4"):
            self.setCurrentIndex(int(event.text()) - 1)
        else:
            super().keyPressEvent(event)
