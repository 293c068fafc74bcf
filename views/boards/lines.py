"""The lists of the board's cards: one model, one delegate and one view for every `Line` of `app/board.py`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.board import Line, Tone
from views import theme
from views.painting import (
    FRAME_INSET,
    hairline,
    metrics,
    paint_fade,
    paint_frame,
    paint_mark,
    paint_text,
    to_design,
    tooltip,
    word_colour,
)

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
MARK = theme.ICON_SMALL
TEXT_LEFT = MARK + 8
ROW_HEAD, ROW_ONE_COMPACT = 28, 30
TITLE_SHARE = 0.42
"""How much of a row the titles may take before remarks stand in a column beside them."""
REMARK_LEAST = 56
"""A remark that has less room than this is left to the tool tip."""


class LineModel(QAbstractListModel):
    """Lines by their keys; `show_rows` touches only what differs, so that a selection survives."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line itself under `RowRole`; else its words."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(line.spoken)
            case _:
                return line if role == RowRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A head is passed over by the arrows."""
        is_row = index.isValid() and self._lines[index.row()].mark
        return super().flags(index) if is_row else Qt.ItemFlag.NoItemFlags

    @property
    def lines(self) -> Sequence[Line]:
        """The lines as they stand."""
        return self._lines

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Become these lines: take out what is gone, move and put in what is new, change what differs."""
        keys = {line.key for line in lines}
        for row in reversed(range(len(self._lines))):
            if self._lines[row].key not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._lines[row]
                self.endRemoveRows()
        known = {line.key for line in self._lines}
        for row, line in enumerate(lines):
            self._bring(row, line, line.key in known)

    def _bring(self, row: int, line: Line, known: bool) -> None:
        """Most lines stand where they stood; one that is known and does not is looked for below."""
        if not known:
            self.beginInsertRows(QModelIndex(), row, row)
            self._lines.insert(row, line)
            self.endInsertRows()
            return
        here = next(at for at in range(row, len(self._lines)) if self._lines[at].key == line.key)
        if here != row:
            self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), row)
            self._lines.insert(row, self._lines.pop(here))
            self.endMoveRows()
        if self._lines[row] is not line and self._lines[row] != line:
            self._lines[row] = line
            changed = self.index(row)
            self.dataChanged.emit(changed, changed)


class LineDelegate(QStyledItemDelegate):
    """Paints a line in one row of type or two; `loud` names the part that wears the colour of the line's tone."""

    def __init__(self, loud: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.loud = loud
        self.compact = False
        self.widest_title = 0.0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its one or two rows of type need."""
        return QSize(0, theme.px(self.height_of(index.data(RowRole))))

    def height_of(self, line: Line) -> int:
        """The height of a line; single rows stand closer where the list is compact."""
        if not line.mark:
            return ROW_HEAD
        if self.in_two(line):
            return theme.ROW_TWO
        return ROW_ONE_COMPACT if self.compact else theme.ROW_ONE

    def in_two(self, line: Line) -> bool:
        """Whether a line needs two rows of type."""
        return bool(line.second or line.right_second)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Hairline, ground, mark, words and times; the scroll bar lies in the padding, so that no column jumps."""
        line: Line = index.data(RowRole)
        painter.save()
        rect = QRectF(option.rect)
        rect.setRight(option.widget.width())
        rect = to_design(painter, rect)
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, inner.left(), inner.right(), rect.top())
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_frame(painter, rect.adjusted(FRAME_INSET, 1, -FRAME_INSET, 0), focused=focused)
        if not line.mark:
            self._paint_head(painter, inner, line)
        elif self.in_two(line):
            middle = rect.center().y() + 1
            self._paint_first(painter, QRectF(inner.left(), middle - 20, inner.width(), 20), line)
            self._paint_second(painter, QRectF(inner.left(), middle, inner.width(), 19), line)
        else:
            self._paint_first(painter, inner, line)
        painter.restore()

    def _paint_head(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        colour = self._loud_colour(line) if line.tone is Tone.FAILED else theme.colour("text1")
        used = paint_text(painter, rect, line.title, colour, size=12, weight=600)
        paint_text(painter, rect.adjusted(used + 8, 0, 0, 0), line.remark, theme.colour("text2"), size=12)

    def _paint_first(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        mark = QRectF(rect.left(), rect.center().y() - MARK / 2, MARK, MARK)
        paint_mark(painter, mark, line.mark, self._mark_tint(line))
        used = self._paint_right(painter, rect, line.right, "right", line, 14)
        room = _between(rect, used)
        column = min(self.widest_title, (rect.width() - TEXT_LEFT) * TITLE_SHARE)
        title = theme.colour("text2" if line.tone is Tone.QUIET else "text1")
        width = paint_text(painter, room, line.title, title, weight=500)
        rest = room.adjusted(max(width, column) + theme.GAP, 0, 0, 0)
        if line.remark and rest.width() >= REMARK_LEAST:
            paint_text(painter, rest, line.remark, theme.colour("text2"), size=13)

    def _paint_second(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        used = self._paint_right(painter, rect, line.right_second, "right_second", line, 13)
        paint_text(painter, _between(rect, used), line.second, theme.colour("text2"), size=13)

    def _paint_right(self, painter: QPainter, rect: QRectF, text: str, part: str, line: Line, size: int) -> float:
        if not text:
            return 0.0
        weight = self._weight(line, part)
        room = rect.adjusted(rect.width() * 0.4, 0, 0, 0)
        return paint_text(painter, room, text, self._colour(line, part), size=size, weight=weight, right=True)

    def _mark_tint(self, line: Line) -> QColor:
        return self._loud_colour(line) if line.tone is Tone.LATE else theme.colour("text2")

    def _loud_colour(self, line: Line) -> QColor:
        return word_colour("octagon" if line.tone is Tone.FAILED else "triangle")

    def _colour(self, line: Line, part: str) -> QColor:
        if part == self.loud and line.tone is Tone.LATE:
            return self._loud_colour(line)
        return theme.colour("text1" if part == "right" and line.tone is not Tone.QUIET else "text2")

    def _weight(self, line: Line, part: str) -> int:
        loud = part == self.loud and line.tone is Tone.LATE
        return 600 if loud else 500 if part == "right" else 450


@lru_cache(maxsize=2048)
def _title_width(title: str) -> float:
    """Measuring text is dear; the same titles come with every picture."""
    return metrics(14, 500).horizontalAdvance(title)


def _between(rect: QRectF, used: float) -> QRectF:
    return rect.adjusted(TEXT_LEFT, 0, -used - theme.GAP if used else 0, 0)


class LineList(QListView):
    """A card's list; where there is no room for all of them, its single rows stand closer."""

    def __init__(self, name: str, loud: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LineModel(self)
        self._delegate = LineDelegate(loud, self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.switch().changed.connect(self._theme_changed)

    def _theme_changed(self) -> None:
        self._settle()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Show these lines; the selection stays on its row."""
        self.lines.show_rows(lines)
        self._delegate.widest_title = max((_title_width(line.title) for line in lines), default=0.0)
        self._settle()
        self._choose_first()

    def step(self, rows: int) -> None:
        """Choose the row so many further down (or up, below nought), as far as there are rows."""
        last = self.lines.rowCount() - 1
        row = min(max(self.currentIndex().row() + rows, 0), last)
        self.setCurrentIndex(self.lines.index(row))

    def content_height(self) -> int:
        """How high it is with every row whole, in design pixels."""
        return sum(map(self._delegate.height_of, self.lines.lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K move as the arrows do; Home and End pass over heads."""
        if event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            rows = [self.lines.index(row) for row in range(self.lines.rowCount())]
            real = [index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable]
            if real:
                self.setCurrentIndex(real[0 if event.key() == Qt.Key.Key_Home else -1])
            return
        step = {"j": Qt.Key.Key_Down, "k": Qt.Key.Key_Up}.get(event.text())
        if step is None:
            super().keyPressEvent(event)
        else:
            super().keyPressEvent(QKeyEvent(event.type(), step, Qt.KeyboardModifier.NoModifier))

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the list's own type-ahead is off."""

    def resizeEvent(self, event: object) -> None:
        """Stand closer or wider, as there is room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: there is always a chosen row then. A click chooses its own."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._choose_first()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the rows fade that are cut by the upper or the lower edge."""
        super().paintEvent(event)
        view = self.viewport()
        painter = QPainter(view)
        above, below = (self.visualRect(self.indexAt(QPoint(0, y))) for y in (0, view.height() - 1))
        if above.top() < 0:
            paint_fade(painter, self.width(), 0, above.bottom() + 1)
        if below.bottom() >= view.height():
            paint_fade(painter, self.width(), view.height(), below.top())

    def _choose_first(self) -> None:
        if not self.hasFocus() or self.selectionModel().hasSelection():
            return
        rows = (self.lines.index(row) for row in range(self.lines.rowCount()))
        first = next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)
        if first is not None:
            self.setCurrentIndex(first)

    def _settle(self) -> None:
        was, self._delegate.compact = self._delegate.compact, False
        self._delegate.compact = theme.px(self.content_height()) > self.viewport().height()
        if was is not self._delegate.compact:
            self.scheduleDelayedItemsLayout()
