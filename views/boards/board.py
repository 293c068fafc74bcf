"""The board: situation, figures, systems, the log, what needs action, and who was called."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.board import LastEntry, last_entry, tiles
from models.picture import Picture
from views import theme
from views.boards.call_down import CallDownCard
from views.boards.log_card import BOARD_TABS, LogCard
from views.boards.needs_action import NeedsActionCard
from views.boards.situation import SituationCard
from views.boards.systems import SystemsCard
from views.boards.tiles import TileRow
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk

FOLD_WIDTH, FOLD_HEIGHT = 1500 - theme.RAIL_WIDTH, 800 - theme.HEADER_HEIGHT - theme.BAR_HEIGHT
"""A window of less than 1500 × 800 folds the call-down."""
CALLS_LEAST = 200
"""The room below what needs action in which the call-down is not folded."""
TABS_WIDTH = 1150 - theme.RAIL_WIDTH
"""In a narrower one situation and systems are tabs of one place."""
SIDE_WIDEST = 680
SITUATION_SHARE, SITUATION_SHARE_LOW = 0.5, 0.45
"""How much of its column the situation may take from the systems."""


class BoardScreen(View):
    """Everything at a glance in five seconds; the console puts the entry line into `entry_slot`, below the log."""

    report = "handover"

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tiles = TileRow()
        self.situation, self.systems = SituationCard(), SystemsCard()
        self.log = LogCard(self.ask, BOARD_TABS, whole=False)
        self.needs, self.calls = NeedsActionCard(), CallDownCard()
        self.switch = SideSwitch(self.situation, self.systems)
        self.entry_slot = slot = QVBoxLayout()
        self._picture: Picture | None = None
        self._arrange(slot)
        self.log.view.correct_asked.connect(partial(self.asked.emit, "correct"))
        self.log.view.current_changed.connect(partial(self.asked.emit, "entry"))
        self.log.view.entry_chosen.connect(partial(self.asked.emit, "go_to_entry"))
        self.setFocusProxy(self.log.view)

    def _arrange(self, slot: QVBoxLayout) -> None:
        left, centre, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.switch)
        left.addWidget(self.situation)
        left.addWidget(self.systems, 1)
        left.addStretch()
        centre.addWidget(self.log, 1)
        centre.addLayout(slot)
        right.addWidget(self.needs, 3)
        right.addWidget(self.calls, 2)
        right.addStretch()
        columns = QHBoxLayout()
        columns.setSpacing(theme.GAP)
        for layout, share in ((left, 27), (centre, 46), (right, 27)):
            layout.setSpacing(theme.GAP)
            column = QWidget()
            column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.setContentsMargins(0, 0, 0, 0)
            column.setLayout(layout)
            if layout is not centre:
                column.setMaximumWidth(SIDE_WIDEST)
            columns.addWidget(column, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.tiles)
        whole.addLayout(columns, 1)

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the board of this picture."""
        self._picture = picture
        if picture is None:
            return
        for card in (self.situation, self.systems, self.log, self.needs, self.calls):
            card.show_picture(picture, moment)
        self._share_heights()
        if picture.incident_fold is not None:
            self.ask(last_entry(), partial(self._show_tiles, picture, moment), "last entry")

    def _show_tiles(self, picture: Picture, moment: datetime, last: LastEntry | None) -> None:
        if picture is self._picture:
            self.tiles.show_tiles(tiles(picture, moment, last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        low, narrow = self._low, self._narrow
        self.switch.set_needed(narrow)
        self.situation.set_compact(low)
        self.systems.set_compact(low)
        self._share_heights()

    @property
    def _low(self) -> bool:
        return self.height() < theme.px(FOLD_HEIGHT)

    @property
    def _narrow(self) -> bool:
        return self.width() < theme.px(TABS_WIDTH)

    def _share_heights(self) -> None:
        """Give each column's first card what it needs, where the second can spare it."""
        low, narrow = self._low, self._narrow
        column = self.height() / theme.zoom() - theme.TILE_HEIGHT - 3 * theme.GAP
        least = column * (SITUATION_SHARE_LOW if low else SITUATION_SHARE)
        spare = column - theme.GAP - self.systems.wanted_height()
        self.situation.setMaximumHeight(theme.px(column if narrow else max(least, spare)))
        room = column - theme.GAP - self.needs.wanted_height()
        self.calls.set_foldable((low or self.width() < theme.px(FOLD_WIDTH)) and room < CALLS_LEAST)


class SideSwitch(QWidget):
    """Two tabs that share one place where the window is too narrow for both cards."""

    def __init__(self, first: QWidget, second: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = (first, second)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, card in enumerate(self._cards):
            button = QToolButton()
            button.setText(card.accessibleName())
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("kind", "tab")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self._needed = False
        self.hide()
        self._group.idClicked.connect(self._show)

    def set_needed(self, needed: bool) -> None:
        """Show both cards, or the tabs and one of them."""
        self._needed = needed
        self.setVisible(needed)
        self._show(self._group.checkedId())

    def _show(self, number: int) -> None:
        for at, card in enumerate(self._cards):
            card.setVisible(not self._needed or at == number)
