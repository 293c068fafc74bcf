"""The log on its own screen: every filter, and the chosen entry in full below it or beside it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.log_line import LogLine
from models.picture import Picture
from views import theme
from views.boards.entry_detail import EntryDetail
from views.boards.log_card import ALL_TABS, LogCard
from views.log_row import Reading
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk


WIDE = 1700 - theme.RAIL_WIDTH
"""In a window of 1700 the detail stands beside the log."""
DETAIL_SHARE = 0.45
"""How much of the height it may take below."""


class LogScreen(View):
    """The full log; the console puts the entry line into `entry_slot`, at the bottom."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.log = LogCard(self.ask, ALL_TABS, whole=True)
        self.detail = EntryDetail()
        self._reading: Reading | None = None
        self.entry_slot = slot = QVBoxLayout()
        self._pair = pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        pair.setSpacing(theme.GAP)
        pair.addWidget(self.log, 1)
        pair.addWidget(self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        whole.setSpacing(theme.GAP)
        whole.addLayout(pair, 1)
        whole.addLayout(slot)
        self.log.view.current_changed.connect(self._show_line)
        self.log.view.current_changed.connect(partial(self.asked.emit, "entry"))
        self.setFocusProxy(self.log.view)
        self.log.view.correct_asked.connect(partial(self.asked.emit, "correct"))

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the log of this picture."""
        if picture is not None:
            self._reading = Reading.of(picture, moment)
            self.log.show_picture(picture, moment)

    def _show_line(self, line: LogLine | None) -> None:
        self.detail.show_line(line, self._reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail beside the log where there is room, else below."""
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.detail.set_place(beside=wide, highest=self.height() if wide else round(self.height() * DETAIL_SHARE))
