"""How a system is painted: a card where it is affected, else one line; and the line that folds the normal ones."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.board import Line
from app.systems import SystemLine
from views import theme
from views.boards.lines import MARK, TEXT_LEFT, Index, RowRole
from views.painting import (
    FRAME_INSET,
    Paragraph,
    font,
    hairline,
    in_one_line,
    metrics,
    paint_frame,
    paint_mark,
    paint_text,
    to_design,
    word_colour,
)

FOLD = "fold"
"""The key of the line that folds the normal systems."""
TOP, NAME, WORD, FOOT, BOTTOM = 8, 21, 19, 18, 9
"""The heights of a card's parts, in design pixels."""
REMARK_SIZE, REMARK_LINES = 13, 3
LATE_MARK = 14


class SystemDelegate(QStyledItemDelegate):
    """Paints a `SystemLine` in a list that is `width` design pixels wide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.width = 300.0

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its lines of type need."""
        return QSize(0, theme.px(self.height_of(index.data(RowRole))))

    def height_of(self, line: Line) -> float:
        """The height of a line in this width, in design pixels."""
        if not isinstance(line, SystemLine) or not line.word:
            return theme.ROW_ONE
        remark = self._remark_below(line)
        foot = FOOT if line.foot or line.estimate else 0
        return TOP + NAME + WORD + (0 if remark is None else remark.height) + foot + BOTTOM

    def _remark_below(self, line: SystemLine) -> Paragraph | None:
        """The remark under the word, where it has no room beside it."""
        room = self.width - 2 * theme.PADDING - TEXT_LEFT
        if not line.remark or self._beside_word(line) <= room:
            return None
        return _remark(line.remark, room)

    def _beside_word(self, line: SystemLine) -> float:
        """How wide word, tier, remark and elapsed time are in one line."""
        words = metrics(13, 600).horizontalAdvance(line.word) + _advance(_tier(line)) + theme.GAP
        return words + _advance(line.remark) + theme.GAP + _advance(line.right_second)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Hairline, ground, then the card, the one line, or the fold."""
        line: Line = index.data(RowRole)
        painter.save()
        rect = to_design(painter, QRectF(option.rect))
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, inner.left(), inner.right(), rect.top())
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            paint_frame(painter, rect.adjusted(FRAME_INSET, 1, -FRAME_INSET, 0), focused=focused)
        if isinstance(line, SystemLine) and line.word:
            self._paint_card(painter, inner, line)
        else:
            _paint_one(painter, inner, line)
        painter.restore()

    def _paint_card(self, painter: QPainter, rect: QRectF, line: SystemLine) -> None:
        text = rect.adjusted(TEXT_LEFT, 0, 0, 0)
        top = rect.top() + TOP
        paint_mark(painter, QRectF(rect.left(), top + (NAME - MARK) / 2, MARK, MARK), line.mark, theme.colour("text2"))
        first = QRectF(text.left(), top, text.width(), NAME)
        used = paint_text(painter, first, line.right, theme.colour("text1"), weight=500, right=True)
        paint_text(painter, first.adjusted(0, 0, -used - theme.GAP, 0), line.title, theme.colour("text1"), weight=600)
        below = self._remark_below(line)
        self._paint_word(painter, QRectF(text.left(), first.bottom(), text.width(), WORD), line, beside=below is None)
        foot = first.bottom() + WORD
        if below is not None:
            below.paint(painter, QPointF(text.left(), foot), theme.colour("text1"))
            foot += below.height
        _paint_foot(painter, QRectF(text.left(), foot, text.width(), FOOT), line)

    def _paint_word(self, painter: QPainter, rect: QRectF, line: SystemLine, *, beside: bool) -> None:
        right = theme.colour("text2")
        used = paint_text(painter, rect, line.right_second, right, size=REMARK_SIZE, right=True)
        room = rect.adjusted(0, 0, -used - theme.GAP, 0)
        width = paint_text(painter, room, line.word, word_colour(line.mark), size=13, weight=600)
        after = room.adjusted(width, 0, 0, 0)
        width += paint_text(painter, after, _tier(line), theme.colour("text2"), size=REMARK_SIZE)
        if beside:
            rest = room.adjusted(width + theme.GAP, 0, 0, 0)
            paint_text(painter, rest, line.remark, theme.colour("text1"), size=REMARK_SIZE)


def _tier(line: SystemLine) -> str:
    """The tier as it stands after the word of the state."""
    return f" · {line.tier}" if line.tier else ""


def _paint_foot(painter: QPainter, rect: QRectF, line: SystemLine) -> None:
    """Its owner; at the right by when it is to be restored, loud where that is over."""
    used = 0.0
    if line.estimate:
        colour = word_colour("triangle") if line.late else theme.colour("text1")
        room = rect.adjusted(LATE_MARK + 6, 0, 0, 0)
        used = paint_text(painter, room, line.estimate, colour, size=13, weight=600 if line.late else 500, right=True)
        if line.late:
            mark = QRectF(rect.right() - used - LATE_MARK - 6, rect.center().y() - LATE_MARK / 2, LATE_MARK, LATE_MARK)
            paint_mark(painter, mark, "triangle", colour)
            used += LATE_MARK + 6
    room = rect.adjusted(0, 0, -used - theme.GAP if used else 0, 0)
    if room.width() > 0:
        paint_text(painter, room, line.foot, theme.colour("text3"), size=12)


def _paint_one(painter: QPainter, rect: QRectF, line: Line) -> None:
    """A normal system, or the line that folds them."""
    folds = line.key.startswith(FOLD)
    mark = QRectF(rect.left(), rect.center().y() - MARK / 2, MARK, MARK)
    paint_mark(painter, mark, line.mark, theme.colour("text2"))
    used = _paint_end(painter, rect, line, folds=folds)
    room = rect.adjusted(TEXT_LEFT, 0, -used - theme.GAP, 0)
    width = paint_text(painter, room, line.title, theme.colour("text2"), weight=500)
    rest = room.adjusted(width + theme.GAP, 0, 0, 0)
    if line.remark and rest.width() > 40:
        paint_text(painter, rest, line.remark, theme.colour("text3"), size=13)


def _paint_end(painter: QPainter, rect: QRectF, line: Line, *, folds: bool) -> float:
    """The chevron of a fold, or the tier; how wide that is."""
    if not folds:
        return paint_text(painter, rect, line.right, theme.colour("text3"), size=12, right=True)
    side = theme.ICON_SMALL
    place = QRectF(rect.right() - side, rect.center().y() - side / 2, side, side)
    paint_mark(painter, place, line.right, QColor(theme.colour("text2")))
    return float(side)


@lru_cache(maxsize=1024)
def _remark(text: str, width: float) -> Paragraph:
    """A remark wrapped to a width, cut where it would take more than its lines."""
    shown = Paragraph(text, font(REMARK_SIZE), width)
    room = width * REMARK_LINES
    while shown.line_count > REMARK_LINES and room > width:
        cut = metrics(REMARK_SIZE).elidedText(in_one_line(text), Qt.TextElideMode.ElideRight, room)
        shown = Paragraph(cut, font(REMARK_SIZE), width)
        room -= width / 4
    return shown


@lru_cache(maxsize=2048)
def _advance(text: str) -> float:
    return metrics(REMARK_SIZE).horizontalAdvance(in_one_line(text))
