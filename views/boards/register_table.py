"""The register as a table: sorted by a click or a figure, its columns fold where it is narrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.register import COLUMNS
from models.system import System
from views import theme
from views.boards.lines import Index, RowRole
from views.boards.register_model import RegisterModel, SortRole
from views.painting import FRAME_INSET, hairline, in_one_line, paint_frame, paint_mark, paint_text, to_design

LEAST = (92, 180, 130, 56, 110, 110, 112)
SHARES = (4, 30, 18, 2, 16, 16, 6)
"""How wide each column is at the least, in design pixels, and how what is left is shared."""
FOLDING = (5, 4, 6, 2)
"""The columns that go, one after the other, where there is no room."""
INSET = 16


class RowDelegate(QStyledItemDelegate):
    """Paints a cell; the frame of the chosen row goes around the whole of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Hairline, ground of the row, then the cell's words."""
        painter.save()
        table = option.widget
        assert isinstance(table, RegisterTable)
        whole = QRectF(option.rect)
        whole.setLeft(0)
        whole.setRight(table.viewport().width())
        painter.setClipRect(option.rect)
        rect, row = to_design(painter, QRectF(option.rect)), _scaled(whole)
        hairline(painter, row.left() + INSET, row.right() - INSET, rect.top())
        if option.state & QStyle.StateFlag.State_Selected:
            paint_frame(painter, row.adjusted(FRAME_INSET, 1, -FRAME_INSET, 0), focused=table.hasFocus())
        system: System = index.data(RowRole)
        loud = "text1" if index.column() <= 1 and system.removed_at is None else "text2"
        if system.removed_at is not None:
            loud = "text3"
        text = in_one_line(index.data())
        weight = 500 if index.column() == 1 else 450
        paint_text(painter, rect.adjusted(INSET, 0, -4, 0), text, theme.colour(loud), weight=weight)
        painter.restore()


def _scaled(rect: QRectF) -> QRectF:
    by = theme.zoom()
    return QRectF(rect.left() / by, rect.top() / by, rect.width() / by, rect.height() / by)


class Heads(QHeaderView):
    """The heads of the columns; the one that is sorted by has a chevron. A click sorts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        """As high as a row."""
        return QSize(super().sizeHint().width(), theme.px(theme.ROW_ONE))

    def paintSection(self, painter: QPainter, rect: Any, section: int) -> None:
        """The head's word, and the chevron."""
        painter.save()
        place = to_design(painter, QRectF(rect)).adjusted(INSET, 0, -4, 0)
        used = paint_text(painter, place, COLUMNS[section].head, theme.colour("text2"), size=12, weight=600)
        if section == self.sortIndicatorSection():
            down = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
            mark = QRectF(place.left() + used + 4, place.center().y() - 7, 14, 14)
            paint_mark(painter, mark, "chevron-down" if down else "chevron-up", theme.colour("text2"))
        painter.restore()


class RegisterTable(QTableView):
    """Rows are chosen whole; 1 to 7 sort by a column, once more the other way round, 0 as the register stands."""

    entered = Signal(object)
    """The id of the system on which Enter was pressed, or which was double clicked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Register of systems")
        self.rows = RegisterModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSortRole(SortRole)
        self._sorted.setSourceModel(self.rows)
        self.setModel(self._sorted)
        self.setItemDelegate(RowDelegate(self))
        self.setHorizontalHeader(Heads(self))
        self.horizontalHeader().sectionClicked.connect(self.sort_by)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.doubleClicked.connect(self._enter)
        self.horizontalHeader().setStretchLastSection(True)
        self._adopt_theme()
        self.sort_by(None)
        theme.switch().changed.connect(self._adopt_theme)

    def _adopt_theme(self) -> None:
        """The delegate paints what is chosen, so the style's own ground for it is clear."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(Qt.GlobalColor.transparent))
        self.setPalette(palette)
        self._fit()

    def show_systems(self, systems: Sequence[System]) -> None:
        """Show these systems; the chosen one stays chosen."""
        chosen = self.system_id
        self.rows.show_systems(systems)
        if chosen is not None and chosen != self.system_id:
            self.choose(chosen)

    @property
    def system_id(self) -> UUID | None:
        """The chosen system."""
        index = self.currentIndex()
        return index.data(RowRole).id if index.isValid() else None

    def choose(self, system_id: UUID) -> None:
        """Choose a system by its id, and bring it into view."""
        rows = (self._sorted.index(row, 0) for row in range(self._sorted.rowCount()))
        found = next((index for index in rows if index.data(RowRole).id == system_id), None)
        if found is not None:
            self.setCurrentIndex(found)

    def sort_by(self, column: int | None) -> None:
        """Sort by a column, or the other way round where it is sorted by it; None: in the register's own order."""
        heads = self.horizontalHeader()
        again = heads.sortIndicatorSection() == column and heads.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if again else Qt.SortOrder.AscendingOrder
        heads.setSortIndicator(-1 if column is None else column, order)
        self._sorted.sort(-1 if column is None else column, order)
        heads.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, figures sort, J and K move."""
        steps = {Qt.Key.Key_J: 1, Qt.Key.Key_K: -1}
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.text().isdigit() and int(event.text()) <= len(COLUMNS):
            self.sort_by(int(event.text()) - 1 if event.text() != "0" else None)
        elif key in steps and 0 <= self.currentIndex().row() + steps[key] < self._sorted.rowCount():
            self.setCurrentIndex(self._sorted.index(self.currentIndex().row() + steps[key], 0))
        elif key not in steps:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        if self.system_id is not None:
            self.entered.emit(self.system_id)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the table's own type-ahead is off."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: there is always a chosen row then."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._sorted.rowCount():
            self.setCurrentIndex(self._sorted.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(theme.ROW_ONE))
        width = self.viewport().width() / theme.zoom()
        shown = list(range(len(COLUMNS)))
        for column in FOLDING:
            if sum(LEAST[one] for one in shown) > width:
                shown.remove(column)
        spare = max(0.0, width - sum(LEAST[one] for one in shown)) / sum(SHARES[one] for one in shown)
        for column in range(len(COLUMNS)):
            self.setColumnHidden(column, column not in shown)
            self.setColumnWidth(column, theme.px(LEAST[column] + spare * SHARES[column]))
