"""The closed incidents on the start: folded behind their number, opened to a list."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from views import theme

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from models.incident import Incident
    from views.boards.lines import LineList

CLOSED_SHOWN = 5
"""So many closed incidents are seen at once; the others are scrolled to."""


class ClosedIncidents(QWidget):
    """Folded behind their number; opened, a list of them, and Enter looks at one."""

    chosen = Signal(object)
    """The id of an incident."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[list[Incident], datetime, ZoneInfo] | None = None
        self.list: LineList | None = None
        self.fold = QToolButton()
        self.fold.setProperty("kind", "tab")
        self.fold.setCheckable(True)
        self.fold.setMinimumHeight(28)
        self.fold.toggled.connect(self._unfold)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(4)
        self._down.addWidget(self.fold)
        self.hide()

    def show_incidents(self, closed: list[Incident], now: datetime, zone: ZoneInfo) -> None:
        """How many there are, and the list of them where it is open."""
        self._shown = (closed, now, zone)
        self.setVisible(bool(closed))
        self.fold.setText(f"{'Hide' if self.fold.isChecked() else 'Show'} {len(closed)} closed")
        if self.list is not None and self.fold.isChecked():
            self._fill(self.list)

    def _unfold(self, shown: bool) -> None:
        if self.list is None:
            self.list = self._make_list()
        self.list.setVisible(shown)
        if self._shown is not None:
            self.show_incidents(*self._shown)

    def _make_list(self) -> LineList:
        from views.boards.lines import LineList  # not needed by the first paint

        made = LineList("Closed incidents", parent=self)
        made.activated.connect(self._choose)
        made.clicked.connect(self._choose)
        self._down.addWidget(made)
        QWidget.setTabOrder(self.fold, made)
        return made

    def _fill(self, made: LineList) -> None:
        from app.incident_list import closed_lines  # not needed by the first paint

        assert self._shown is not None
        made.show_rows(closed_lines(*self._shown))
        made.setFixedHeight(theme.px(min(CLOSED_SHOWN, len(self._shown[0])) * theme.ROW_TWO))

    def _choose(self, index: QModelIndex) -> None:
        from views.boards.lines import RowRole

        self.chosen.emit(UUID(index.data(RowRole).key))
