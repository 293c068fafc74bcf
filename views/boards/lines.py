"""The lists of the board's cards: one model, one delegate and one view for every `Line` of `app/board.py`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.board import Line, Tone
from views import theme
from views.painting import font, hairline, metrics, paint_frame, paint_mark, paint_text, tooltip, word_colour

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
MARK = theme.ICON_SMALL
TEXT_LEFT = MARK + 10


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

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Become these lines: take out what is gone, move and put in what is new, change what differs."""
        keys = {line.key for line in lines}
        for row in reversed(range(len(self._lines))):
            if self._lines[row].key not in keys:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._lines[row]
                self.endRemoveRows()
        for row, line in enumerate(lines):
            self._bring(row, line)

    def _bring(self, row: int, line: Line) -> None:
        here = next((at for at in range(row, len(self._lines)) if self._lines[at].key == line.key), None)
        if here is None:
            self.beginInsertRows(QModelIndex(), row, row)
            self._lines.insert(row, line)
            self.endInsertRows()
            return
        if here != row:
            self.beginMoveRows(QModelIndex(), here, here, QModelIndex(), row)
            self._lines.insert(row, self._lines.pop(here))
            self.endMoveRows()
        if self._lines[row] != line:
            self._lines[row] = line
            changed = self.index(row)
            self.dataChanged.emit(changed, changed)


class LineDelegate(QStyledItemDelegate):
    """Paints a line in one row or two; `loud` names the part that wears the colour of the line's tone."""

    def __init__(self, loud: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.loud = loud
        self.compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line or two."""
        line = index.data(RowRole)
        return QSize(0, theme.ROW_TWO if self._in_two(line) else theme.ROW_ONE)

    def _in_two(self, line: Line) -> bool:
        return not self.compact and bool(line.second or line.right_second)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, mark, words, times, and the hairline above."""
        line: Line = index.data(RowRole)
        rect = QRectF(option.rect)
        state = option.state
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, inner.left(), inner.right(), rect.top())
        if state & QStyle.StateFlag.State_Selected:
            focused = bool(state & QStyle.StateFlag.State_HasFocus)
            paint_frame(painter, rect.adjusted(8, 1, -8, 0), focused=focused)
        if self._in_two(line):
            self._paint_two(painter, inner, line)
        else:
            self._paint_one(painter, inner, line)

    def _paint_two(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        first = QRectF(inner.left(), inner.top() + 6, inner.width(), 20)
        second = QRectF(inner.left(), inner.top() + 26, inner.width(), 19)
        paint_mark(painter, QRectF(inner.left(), first.top() + 1, MARK, MARK), line.mark, self._mark_tint(line))
        used = self._paint_right(painter, first, line.right, "right", line, 14)
        paint_text(painter, _between(first, used), line.title, self._title_colour(line), weight=500)
        used = self._paint_right(painter, second, line.right_second, "right_second", line, 13)
        room = _between(second, used)
        width = paint_text(
            painter, room, line.second, self._colour(line, "second"), size=13, weight=self._weight(line, "second")
        )
        if line.remark:
            rest = room.adjusted(width, 0, 0, 0)
            paint_text(painter, rest, f", {line.remark}", theme.colour("text2"), size=13)

    def _paint_one(self, painter: QPainter, inner: QRectF, line: Line) -> None:
        paint_mark(
            painter,
            QRectF(inner.left(), inner.center().y() - MARK / 2, MARK, MARK),
            line.mark,
            self._mark_tint(line),
        )
        used = self._paint_right(painter, inner, line.right, "right", line, 14)
        room = _between(inner, used)
        word = metrics(13, 500).horizontalAdvance(line.second)
        if not line.second:
            paint_text(painter, room, line.title, self._title_colour(line), weight=500)
            return
        title = room.adjusted(0, 0, -word - theme.GAP, 0)
        paint_text(painter, title, line.title, self._title_colour(line), weight=500)
        paint_text(
            painter, room, line.second, self._colour(line, "second"),
            size=13, weight=self._weight(line, "second"), right=True,
        )  # fmt: skip

    def _paint_right(self, painter: QPainter, rect: QRectF, text: str, part: str, line: Line, size: int) -> float:
        if not text:
            return 0.0
        weight = self._weight(line, part)
        room = rect.adjusted(rect.width() * 0.4, 0, 0, 0)
        return paint_text(painter, room, text, self._colour(line, part), size=size, weight=weight, right=True)

    def _title_colour(self, line: Line) -> QColor:
        return theme.colour("text2" if line.tone is Tone.QUIET else "text1")

    def _mark_tint(self, line: Line) -> QColor:
        return self._loud_colour(line) if line.tone is Tone.LATE else theme.colour("text2")

    def _loud_colour(self, line: Line) -> QColor:
        return word_colour("octagon" if line.tone is Tone.FAILED else "triangle")

    def _colour(self, line: Line, part: str) -> QColor:
        if part == self.loud and line.tone in (Tone.LATE, Tone.FAILED):
            return self._loud_colour(line)
        return theme.colour("text1" if part == "right" and line.tone is not Tone.QUIET else "text2")

    def _weight(self, line: Line, part: str) -> int:
        loud = part == self.loud and line.tone in (Tone.LATE, Tone.FAILED)
        return 600 if loud else 500 if part == "right" else 450


def _between(rect: QRectF, used: float) -> QRectF:
    return rect.adjusted(TEXT_LEFT, 0, -used - theme.GAP if used else 0, 0)


class LineList(QListView):
    """A card's list; two lines a row, or one line where `may_compact` and there is no room for all."""

    def __init__(self, name: str, loud: str, *, may_compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LineModel(self)
        self._delegate = LineDelegate(loud, self)
        self._may_compact = may_compact
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFont(font(14))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.switch().changed.connect(self.viewport().update)

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Show these lines; the selection stays on its row."""
        self.lines.show_rows(lines)
        self._settle()

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the list's own type-ahead is off."""

    def resizeEvent(self, event: object) -> None:
        """One line or two, as there is room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._settle()

    def _settle(self) -> None:
        whole = theme.ROW_TWO * self.lines.rowCount()
        compact = self._may_compact and whole > self.viewport().height() + theme.ROW_ONE
        if compact is not self._delegate.compact:
            self._delegate.compact = compact
            self.scheduleDelayedItemsLayout()
