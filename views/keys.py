"""Keys: one table makes what a key does, the hints in the bar, the sheet behind `?` and the commands of the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

TYPING = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
"""Where these have the focus, single letters are text."""


@dataclass(frozen=True)
class Key:
    """A key: what it does in a word or two, and when the bar mentions it (None: never)."""

    sequence: str
    words: str
    act: Callable[[], object]
    in_bar: Callable[[], bool] | None = None

    @property
    def single(self) -> bool:
        """Whether it begins with a single character, which is text where something is being typed."""
        return len(self.sequence.split(", ")[0].removeprefix("Shift+")) == 1


@dataclass(frozen=True)
class KeyGroup:
    """Keys that act in the same place, under its name."""

    name: str
    keys: Sequence[Key]


class Keyboard(QObject):
    """The keys of one window: those of the screen that is shown first, then those that act everywhere."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.groups: tuple[KeyGroup, ...] = ()
        self._shortcuts: dict[str, QShortcut] = {}

    def show_groups(self, *groups: KeyGroup) -> None:
        """Let these keys act from now on, and no others; where two groups name a key, the first has it."""
        self.groups = groups
        wanted = {key.sequence for group in groups for key in group.keys}
        for sequence in wanted - self._shortcuts.keys():
            self._shortcuts[sequence] = self._shortcut(sequence)
        for sequence, shortcut in self._shortcuts.items():
            shortcut.setEnabled(sequence in wanted)

    @property
    def in_bar(self) -> list[Key]:
        """The keys that the bar mentions now: those that act everywhere stay in their places, the screen's follow."""
        acting = {key.sequence: key for _, key in self.acting if key.in_bar is not None and key.in_bar()}
        everywhere = [key.sequence for key in self.groups[-1].keys if key.sequence in acting] if self.groups else []
        own = [sequence for sequence in acting if sequence not in everywhere]
        last = [sequence for sequence in everywhere if sequence == "?"]
        order = [*(one for one in everywhere if one not in last), *own, *last]
        return [acting[sequence] for sequence in order]

    def _shortcut(self, sequence: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(sequence), self._window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(_Press(sequence, self).act)
        return shortcut

    @property
    def acting(self) -> list[tuple[str, Key]]:
        """Every key that acts now with the name of its group; what a nearer group has taken is left out."""
        taken: set[str] = set()
        acting = []
        for group in self.groups:
            acting += [(group.name, key) for key in group.keys if key.sequence not in taken]
            taken |= {key.sequence for key in group.keys}
        return acting

    def find(self, sequence: str) -> Key | None:
        """What this key means now."""
        return next((key for group in self.groups for key in group.keys if key.sequence == sequence), None)


class _Press(QObject):
    """One shortcut: asks what it means now, and does nothing while it is text."""

    def __init__(self, sequence: str, keyboard: Keyboard) -> None:
        super().__init__(keyboard)
        self._sequence, self._keyboard = sequence, keyboard

    def act(self) -> None:
        key = self._keyboard.find(self._sequence)
        if key is None or (key.single and isinstance(QApplication.focusWidget(), TYPING)):
            return
        key.act()
