"""The log with its tabs, as the board and the log's own screen show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.board import LastEntry, last_entry
from models.picture import Picture
from models.terms import EntryKind
from views.boards.cards import Card
from views.labels import restyle
from views.log_pages import Asker
from views.log_view import LogView

SEAL_WIDTH = 600


@dataclass(frozen=True)
class Tab:
    """A filter of the log: its word, and the kinds it shows (none: all)."""

    words: str
    kinds: tuple[EntryKind, ...] = ()


BOARD_TABS = (
    Tab("All"),
    Tab("Decisions", (EntryKind.DECISION,)),
    Tab("Calls", (EntryKind.COMMUNICATION,)),
    Tab("Systems", (EntryKind.STATUS,)),
    Tab("Tasks", (EntryKind.TASK,)),
)
ALL_TABS = (
    *BOARD_TABS,
    Tab("Safety", (EntryKind.SAFETY,)),
    Tab("Sitreps", (EntryKind.SITREP,)),
    Tab("Notes", (EntryKind.NOTE,)),
    Tab("Corrections", (EntryKind.CORRECTION,)),
)


class TabRow(QWidget):
    """One button a filter, with how many entries it shows; those that have no room are left out, `All` never."""

    chosen = Signal(tuple)

    def __init__(self, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = tabs
        self.buttons = [self._button(tab) for tab in tabs]
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[0].setChecked(True)
        self._group.buttonClicked.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _button(self, tab: Tab) -> QToolButton:
        button = QToolButton()
        button.setText(tab.words)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setProperty("kind", "tab")
        return button

    def show_counts(self, counts: dict[EntryKind, int]) -> None:
        """Write beside each word how many entries it shows."""
        for tab, button in zip(self.tabs, self.buttons, strict=True):
            count = sum(counts.get(kind, 0) for kind in tab.kinds or EntryKind)
            button.setText(f"{tab.words}  {count}")
            button.setAccessibleName(f"{tab.words}, {count} entries")
            restyle(button, "empty", not count)
        self._fit()

    def _choose(self, button: QAbstractButton) -> None:
        self.chosen.emit(self.tabs[self._group.id(button)].kinds)

    def resizeEvent(self, event: object) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        room = self.width()
        for button in self.buttons:
            room -= button.sizeHint().width() + 4
            button.setVisible(room >= 0 or button.isChecked())

    def minimumSizeHint(self) -> QSize:
        """Narrow columns may leave tabs out."""
        return QSize(80, 28)


class LogCard(Card):
    """The log in a card: tabs in the header, the view below."""

    def __init__(self, ask: Asker, tabs: Sequence[Tab], *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__("Log", parent)
        self.view = LogView(ask, self, whole=whole)
        self.tabs = TabRow(tabs)
        self._spread()
        self.body.addWidget(self.view)
        self._ask = ask
        self.tabs.chosen.connect(self.view.show_kinds)
        self.view.counted.connect(self.tabs.show_counts)

    def _spread(self) -> None:
        self.header.removeWidget(self.count)
        self.count.hide()
        self.header.insertWidget(1, self.tabs, 1)
        self.header.setStretch(2, 0)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the log of this picture."""
        self.view.show_picture(picture, moment)
        if picture.incident_fold is not None:
            self._ask(last_entry(), self._show_last, "sealed to")

    def _show_last(self, last: LastEntry | None) -> None:
        self.right.setText("" if last is None else f"Sealed to #{last.number}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow header belongs to the tabs."""
        super().resizeEvent(event)
        self.right.setVisible(self.width() >= SEAL_WIDTH)
