"""The lists of the board's cards: one model, one delegate and one view for every `Line` of `app/board.py`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.board import Line, Tone
from views import theme
from views.painting import font, hairline, paint_frame, paint_mark, paint_text, tooltip, word_colour

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole
MARK = theme.ICON_SMALL
TEXT_LEFT = MARK + 10
ROW_TWO_COMPACT = 44


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
    """Paints a line in one row of type or two; `loud` names the part that wears the colour of the line's tone."""

    def __init__(self, loud: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.loud = loud
        self.compact = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its one or two rows of type need."""
        return QSize(0, self.height_of(index.data(RowRole)))

    def height_of(self, line: Line) -> int:
        """The height of a line; two rows of type stand closer where the list is compact."""
        if not _in_two(line):
            return theme.ROW_ONE
        return ROW_TWO_COMPACT if self.compact else theme.ROW_TWO

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Hairline, ground, mark, words and times."""
        line: Line = index.data(RowRole)
        rect = QRectF(option.rect)
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, inner.left(), inner.right(), rect.top())
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_frame(painter, rect.adjusted(8, 1, -8, 0), focused=focused)
        if _in_two(line):
            middle = rect.center().y() + 1
            self._paint_first(painter, QRectF(inner.left(), middle - 20, inner.width(), 20), line)
            self._paint_second(painter, QRectF(inner.left(), middle, inner.width(), 19), line)
        else:
            self._paint_first(painter, inner, line)

    def _paint_first(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        mark = QRectF(rect.left(), rect.center().y() - MARK / 2, MARK, MARK)
        paint_mark(painter, mark, line.mark, self._mark_tint(line))
        used = self._paint_right(painter, rect, line.right, "right", line, 14)
        title = theme.colour("text2" if line.tone is Tone.QUIET else "text1")
        paint_text(painter, _between(rect, used), line.title, title, weight=500)

    def _paint_second(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        used = self._paint_right(painter, rect, line.right_second, "right_second", line, 13)
        room = _between(rect, used)
        weight = self._weight(line, "second")
        width = paint_text(painter, room, line.second, self._colour(line, "second"), size=13, weight=weight)
        if line.remark:
            rest = room.adjusted(width, 0, 0, 0)
            paint_text(painter, rest, f", {line.remark}", theme.colour("text2"), size=13)

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
        if part == self.loud and line.tone in (Tone.LATE, Tone.FAILED):
            return self._loud_colour(line)
        return theme.colour("text1" if part == "right" and line.tone is not Tone.QUIET else "text2")

    def _weight(self, line: Line, part: str) -> int:
        loud = part == self.loud and line.tone in (Tone.LATE, Tone.FAILED)
        return 600 if loud else 500 if part == "right" else 450


def _in_two(line: Line) -> bool:
    return bool(line.second or line.right_second)


def _between(rect: QRectF, used: float) -> QRectF:
    return rect.adjusted(TEXT_LEFT, 0, -used - theme.GAP if used else 0, 0)


class LineList(QListView):
    """A card's list; where `may_compact` and there is no room for all, its rows stand closer."""

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
        """Stand closer or wider, as there is room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._settle()

    def _settle(self) -> None:
        whole = theme.ROW_TWO * self.lines.rowCount()
        compact = self._may_compact and whole > self.viewport().height()
        if compact is not self._delegate.compact:
            self._delegate.compact = compact
            self.scheduleDelayedItemsLayout()
