"""The log with its tabs, as the board and the log's own screen show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from app.board import LastEntry, last_entry, newest_of
from app.logbook import COUNTED
from models.picture import Picture
from models.terms import EntryKind, Stream
from views import theme
from views.boards.cards import Card
from views.boards.stream_switch import StreamSwitch
from views.labels import restyle
from views.log_pages import Asker
from views.log_view import LogView

BETWEEN, SPACING = 4, 8
SLIM = 900
"""In a narrower card the tabs need the room."""
FOOT = 8
"""What stands between the last row and the edge of the card."""
LEAST = 24
"""In a low window the rows make room for what is being written."""


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
    """One button a filter, with how many entries it shows.

    Where there is no room the figures are left out, then the last filters; `All` and the chosen one never.
    """

    chosen = Signal(tuple)
    undoable = Signal(object)
    """What chooses the filter that was chosen before."""

    def __init__(self, tabs: Sequence[Tab], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = tabs
        self.buttons = [self._button(tab) for tab in tabs]
        self._figures = [""] * len(tabs)
        self._chosen, self._taking_back = 0, False
        self.wanted_width = 0
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(BETWEEN)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[0].setChecked(True)
        self._group.buttonToggled.connect(self._choose)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.switch().changed.connect(self._fit)

    def _button(self, tab: Tab) -> QToolButton:
        button = QToolButton()
        button.setText(tab.words)
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setProperty("kind", "tab")
        return button

    def show_counts(self, counts: dict[EntryKind, int]) -> None:
        """Write beside each word how many entries it shows."""
        for number, (tab, button) in enumerate(zip(self.tabs, self.buttons, strict=True)):
            count = sum(counts.get(kind, 0) for kind in tab.kinds or EntryKind)
            self._figures[number] = f"{COUNTED:,}+" if count > COUNTED else str(count)
            button.setAccessibleName(f"{tab.words}, {self._figures[number]} entries")
            restyle(button, "empty", not count)
        self._fit()

    def choose_all(self) -> None:
        """Show every kind."""
        self.buttons[0].setChecked(True)

    def choose_kinds(self, kinds: Sequence[EntryKind]) -> None:
        """Show the filter of these kinds, or every kind where there is none."""
        found = (number for number, tab in enumerate(self.tabs) if tab.kinds == tuple(kinds))
        self.buttons[next(found, 0)].setChecked(True)

    def focus_chosen(self) -> None:
        """Give the keyboard to the filter that is chosen; the arrows choose another."""
        self.buttons[self._group.checkedId()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _choose(self, button: QAbstractButton, chosen: bool) -> None:
        if not chosen:
            return
        before, self._chosen = self._chosen, self._group.id(button)
        self.chosen.emit(self.tabs[self._chosen].kinds)
        if not self._taking_back:
            self.undoable.emit(partial(self._take_back, before))

    def _take_back(self, number: int) -> None:
        self._taking_back = True
        self.buttons[number].setChecked(True)
        self._taking_back = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The figures are left out of all or of none, so that nothing seems to be empty."""
        room, widths = self.width() + theme.px(BETWEEN), self._widths(with_figures=True)
        self.wanted_width = sum(widths)
        if self.wanted_width > room:
            widths = self._widths(with_figures=False)
        for button, width in zip(self.buttons, widths, strict=True):
            room -= width
            button.setVisible(room >= 0 or button.isChecked())

    def _widths(self, *, with_figures: bool) -> list[int]:
        """Write the tabs, and measure them, each with the gap behind it."""
        for tab, button, figure in zip(self.tabs, self.buttons, self._figures, strict=True):
            button.setText(f"{tab.words}  {figure}" if with_figures and figure else tab.words)
        return [button.sizeHint().width() + theme.px(BETWEEN) for button in self.buttons]

    def minimumSizeHint(self) -> QSize:
        """Narrow columns may leave tabs out."""
        return QSize(theme.px(80), theme.px(28))


class LogCard(Card):
    """The log in a card: tabs in the header, the view below."""

    undoable = Signal(object)
    """Takes back the filter that was just chosen."""
    stream_kept = Signal(str)
    """Which stream this seat is used to, by its word; nothing where it is both."""

    def __init__(self, ask: Asker, tabs: Sequence[Tab], *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__("Log", parent)
        self.view = LogView(ask, self, whole=whole)
        self.view.setMinimumHeight(LEAST)
        self.tabs, self.switch = TabRow(tabs), StreamSwitch()
        self._spread()
        self.body.addWidget(self.view)
        self.body.setContentsMargins(0, 0, 0, FOOT)
        self._ask = ask
        self.tabs.chosen.connect(self.view.show_kinds)
        self.tabs.undoable.connect(self.undoable)
        self.switch.chosen.connect(self._show_stream)
        self.switch.undoable.connect(self.undoable)
        self.view.counted.connect(self._show_counts)

    def _spread(self) -> None:
        self.header.removeWidget(self.count)
        self.count.hide()
        self.header.insertWidget(1, self.tabs, 1)
        self.header.setStretch(2, 0)
        self.header.insertWidget(2, self.switch)

    def use_stream(self, kept: str) -> None:
        """Show the stream that this seat is used to."""
        self.switch.choose(Stream(kept) if kept in list(Stream) else None)

    def show_all(self) -> None:
        """Leave nothing out."""
        self.tabs.choose_all()
        self.switch.choose(None)

    def _show_stream(self, stream: Stream | None) -> None:
        self.view.show_stream(stream)
        self.stream_kept.emit(stream or "")
        self._share_header()

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the log of this picture."""
        self.view.show_picture(picture, moment)
        if (last := newest_of(picture)) is not None:
            self._show_last(last)
        elif picture.incident_fold is not None:
            self._ask(last_entry(), self._show_last, "sealed to")

    def _show_last(self, last: LastEntry | None) -> None:
        self.right.setText("" if last is None else f"Sealed to #{last.number}")
        self._share_header()

    def _show_counts(self, counts: dict[EntryKind, int]) -> None:
        self.tabs.show_counts(counts)
        self._share_header()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the header anew."""
        super().resizeEvent(event)
        self._share_header()

    def _share_header(self) -> None:
        """A narrow header belongs to the tabs and their figures: the seal has what they leave."""
        self.switch.set_slim(self.width() < theme.px(SLIM))
        beside = self.title.sizeHint().width() + self.switch.sizeHint().width()
        taken = beside + self.tabs.wanted_width + theme.px(2 * theme.PADDING + 3 * SPACING)
        self.right.setVisible(self.width() - taken >= self.right.sizeHint().width())
