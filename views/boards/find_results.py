"""What was found, as a list: one row an entry, the newest first, with the words marked that were searched for."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.search import Hit
from app.search_lines import FoundLine
from views import theme
from views.boards.find_rows import FoundModel, Index, RowRole
from views.log_row import KIND_ICONS
from views.painting import (
    FRAME_INSET,
    font,
    hairline,
    in_one_line,
    metrics,
    paint_frame,
    paint_mark,
    paint_text,
    to_design,
)

MARK, GAP = theme.ICON_SMALL, theme.GAP
KIND_LEAST = 900
"""From this width on a row has room for the word of its kind."""


class FoundDelegate(QStyledItemDelegate):
    """Paints a found entry in one row of type."""

    def __init__(self, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(theme.ROW_ONE))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Hairline, ground, then the columns."""
        painter.save()
        rect = QRectF(option.rect)
        rect.setRight(option.widget.width())
        rect = to_design(painter, rect)
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        if index.row():
            hairline(painter, inner.left(), inner.right(), rect.top())
        if option.state & QStyle.StateFlag.State_Selected:
            paint_frame(painter, rect.adjusted(FRAME_INSET, 1, -FRAME_INSET, 0), focused=True)
        self._paint_columns(painter, inner.adjusted(4, 0, -4, 0), index.data(RowRole))
        painter.restore()

    def _paint_columns(self, painter: QPainter, rect: QRectF, line: FoundLine) -> None:
        columns, quiet = self._model.columns, theme.colour("text2")
        wide = rect.width() >= KIND_LEAST

        def take(width: float, text: str, *, at_right: bool = False) -> None:
            part = QRectF(rect.left(), rect.top(), width, rect.height())
            paint_text(painter, part, text, quiet, size=13, weight=500, right=at_right)
            rect.setLeft(rect.left() + width + GAP)

        take(columns.number, line.number, at_right=True)
        take(columns.at, line.at)
        paint_mark(painter, QRectF(rect.left(), rect.center().y() - MARK / 2, MARK, MARK), KIND_ICONS[line.kind], quiet)
        rect.setLeft(rect.left() + MARK + 8)
        if wide:
            take(columns.kind, line.kind_word)
        for width, text in ((columns.by, line.by), (columns.incident, line.incident)):
            if width:
                part = QRectF(rect.right() - width, rect.top(), width, rect.height())
                paint_text(painter, part, text, quiet, size=13)
                rect.setRight(rect.right() - width - GAP)
        paint_found(painter, rect, line)


def paint_found(painter: QPainter, rect: QRectF, line: FoundLine) -> None:
    """The words in one line, cut at the right; what was searched for stands on the ground of the accent."""
    measure, left = metrics(14), rect.left()
    baseline = rect.center().y() + (measure.ascent() - measure.descent()) / 2
    painter.setFont(font(14, struck=line.struck))
    painter.save()
    painter.setClipRect(rect)
    for text, is_hit in runs(line):
        shown = in_one_line(text)
        width = measure.horizontalAdvance(shown)
        cut = left + width > rect.right()
        if cut:
            shown = measure.elidedText(shown, Qt.TextElideMode.ElideRight, rect.right() - left)
        if is_hit:
            ground = QRectF(left - 1, rect.center().y() - 10, min(width, rect.right() - left) + 2, 20)
            painter.fillRect(ground, theme.colour("accent_ground"))
            painter.fillRect(
                QRectF(left, round(baseline) + 2, min(width, rect.right() - left), 1), theme.colour("accent")
            )
        painter.setPen(_ink(line, is_hit))
        painter.drawText(QPointF(left, baseline), shown)
        left += width
        if cut:
            break
    painter.restore()


def _ink(line: FoundLine, is_hit: bool) -> QColor:
    return theme.colour("accent_text" if is_hit else "text2" if line.struck else "text1")


def runs(line: FoundLine) -> list[tuple[str, bool]]:
    """The words, parted into what was searched for and what stands between."""
    parts, at = [], 0
    for start, length in line.spots:
        parts += [(line.text[at:start], False), (line.text[start : start + length], True)]
        at = start + length
    return [(text, is_hit) for text, is_hit in [*parts, (line.text[at:], False)] if text]


class FoundList(QListView):
    """The rows; the keyboard may be here or in the line above, the chosen one is framed in either case."""

    chosen_changed = Signal(int)
    accepted = Signal()
    near_end = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Found entries")
        self.found = FoundModel(self)
        self.setModel(self.found)
        self.setItemDelegate(FoundDelegate(self.found, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.doubleClicked.connect(self._accept)
        self.verticalScrollBar().valueChanged.connect(self._look_ahead)
        theme.switch().changed.connect(self._theme_changed)

    @property
    def hit(self) -> Hit | None:
        """The chosen one."""
        row = self.currentIndex().row()
        return self.found.hits[row] if row >= 0 else None

    def step(self, rows: int) -> None:
        """Choose the row so many further down (or up, below nought), as far as there are rows."""
        row = min(max(self.currentIndex().row() + rows, 0), self.found.rowCount() - 1)
        self.setCurrentIndex(self.found.index(row))

    def _tell(self, now: QModelIndex) -> None:
        self.chosen_changed.emit(now.row())

    def _accept(self) -> None:
        self.accepted.emit()

    def _look_ahead(self, value: int) -> None:
        if value >= self.verticalScrollBar().maximum() - self.viewport().height():
            self.near_end.emit()

    def _theme_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move as the arrows do; Enter goes to the entry."""
        step = {"j": 1, "k": -1}.get(event.text())
        if step is not None:
            self.step(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the list's own type-ahead is off."""
