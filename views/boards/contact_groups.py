"""The choice of a group to which the lists of contacts are narrowed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from views.forms.form import Choice
from views.painting import plain

ALL = "All groups"


class GroupChoice(Choice):
    """All groups, or one of them; hidden where the directory has none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.setParent(parent)
        self.setAccessibleName("Group")
        self._names: list[str] = []
        self.addItem(ALL)

    @property
    def group(self) -> str | None:
        """The group that is chosen; None: all."""
        return self._names[self.currentIndex() - 1] if self.currentIndex() > 0 else None

    def offer(self, names: Sequence[str]) -> None:
        """Offer these groups; the one that is chosen stays chosen while it is there."""
        if self._names != list(names):
            chosen = self.group
            with QSignalBlocker(self):
                self._names = list(names)
                self.clear()
                self.addItems([ALL, *(plain(name) for name in names)])
                self.setCurrentIndex(0 if chosen is None or chosen not in names else names.index(chosen) + 1)
        self.setVisible(bool(names))

    def step(self) -> None:
        """Choose the next group; after the last one, all."""
        self.setCurrentIndex((self.currentIndex() + 1) % self.count())
