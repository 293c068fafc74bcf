"""How the chart of tasks is painted, in design pixels: bars, due marks, arrows and the legend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app.gantt import Arrow, Bar, Gantt, Piece
from views import icons, theme
from views.painting import font, hairline, metrics, paint_mark, paint_ring, paint_text, to_design

ROW = 32
BAR = 12
MARK = 14
DUE = 5
"""Half the width of a due mark."""
OUT = 6
"""How far an arrow runs out of a bar before it turns."""
PAST = 0.5
"""How strong an arrow is that holds nothing up any more."""
HEAD = 5
"""The length of an arrow's head."""

Place = Callable[[datetime], float]
"""Where a moment is, in design pixels from the left."""


def late_colour() -> QColor:
    """The colour of what is late."""
    return QColor(theme.theme().glyphs["triangle"].fill)


def paint_chart(painter: QPainter, rect: QRectF, chart: Gantt, scrolled: float, place: Place, chosen: str) -> None:
    """Every row that is seen: its ground, then arrows, then bars, so that no arrow crosses a bar's words."""
    first, last = int(scrolled // ROW), int((scrolled + rect.height()) // ROW)
    middle = rect.top() - scrolled + ROW / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for row in range(first, min(last + 1, len(chart.bars))):
        top = rect.top() + row * ROW - scrolled
        if chart.bars[row].key == chosen:
            painter.fillRect(QRectF(rect.left(), top, rect.width(), ROW), theme.colour("accent_ground"))
        hairline(painter, rect.left(), rect.right(), top)
    if chart.moment is not None:
        painter.fillRect(QRectF(round(place(chart.moment)), rect.top(), 1, rect.height()), theme.colour("accent"))
    for arrow in sorted(chart.arrows, key=lambda one: (one.critical, one.holds)):
        low, high = sorted((arrow.from_row, arrow.to_row))
        if low <= last and high >= first:
            ends = (chart.bars[arrow.from_row].key, chart.bars[arrow.to_row].key)
            _paint_arrow(painter, arrow, place, middle, chosen in ends)
    for row in range(first, min(last + 1, len(chart.bars))):
        _paint_bar(painter, chart.bars[row], place, middle + row * ROW, rect)


def _paint_bar(painter: QPainter, bar: Bar, place: Place, middle: float, rect: QRectF) -> None:
    for piece, start, end in bar.pieces:
        left = max(place(start), rect.left() - 8)
        width = min(place(end), rect.right() + 8) - left
        if width > 0:
            _paint_piece(painter, piece, QRectF(left, middle - BAR / 2, max(width, 2), BAR), bar)
    if bar.due_at is not None:
        _paint_due(painter, QPointF(place(bar.due_at), middle), bar)
    if bar.late and bar.pieces:
        after = min(place(bar.pieces[-1][2]) + OUT, rect.right() - MARK - 4)
        icons.paint_shape(painter, QRectF(after + 4, middle - MARK / 2, MARK, MARK), "triangle")


def _paint_piece(painter: QPainter, piece: Piece, rect: QRectF, bar: Bar) -> None:
    pale, ink = theme.colour("text3"), theme.colour("text3" if bar.quiet else "text1" if bar.critical else "text2")
    match piece:
        case Piece.OPEN:
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 0.5, rect.width(), 1), pale)
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 3, 1, 6), pale)
        case Piece.WORKED:
            painter.fillRect(rect, ink)
        case Piece.CHECKED:
            _outline(painter, rect, pale, Qt.PenStyle.DotLine)
        case Piece.PLANNED:
            painter.fillRect(rect, theme.colour("surface"))
            _outline(painter, rect, ink)
        case Piece.LATE:
            painter.fillRect(rect, theme.colour("surface"))
            painter.fillRect(rect, QBrush(late_colour(), Qt.BrushStyle.BDiagPattern))
            _outline(painter, rect, late_colour())


def _outline(painter: QPainter, rect: QRectF, tint: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    painter.setPen(QPen(tint, 1, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_due(painter: QPainter, at: QPointF, bar: Bar) -> None:
    """A small upright square on its corner; filled with the colour of lateness where its time has passed undone."""
    tint = late_colour() if bar.late else theme.colour("text3" if bar.quiet else "text1")
    painter.setPen(QPen(tint, 1))
    painter.setBrush(late_colour() if bar.late else theme.colour("surface"))
    corners = ((0, -DUE), (DUE, 0), (0, DUE), (-DUE, 0))
    painter.drawPolygon(QPolygonF([at + QPointF(*corner) for corner in corners]))


def _paint_arrow(painter: QPainter, arrow: Arrow, place: Place, middle: float, chosen: bool) -> None:
    """Along the rows and down between them; straight pieces are filled, because a pen of two pixels is slow."""
    tint = theme.colour("accent" if chosen else "text1" if arrow.critical else "text2" if arrow.holds else "text3")
    tint.setAlphaF(1.0 if chosen or arrow.holds else PAST)
    thick = 2.0 if arrow.critical else 1.0
    start = QPointF(place(arrow.leaves_at), middle + arrow.from_row * ROW)
    end = QPointF(place(arrow.enters_at), middle + arrow.to_row * ROW)
    points = _drop(start, end) if end.x() >= start.x() - 1 else _way_back(start, end)
    for one, other in pairwise(points):
        rect = QRectF(one, other).normalized()
        painter.fillRect(rect.adjusted(-thick / 2, -thick / 2, thick / 2, thick / 2), tint)
    _paint_head(painter, points[-2], points[-1], tint)


def _paint_head(painter: QPainter, before: QPointF, at: QPointF, tint: QColor) -> None:
    """The head of an arrow, in the direction of its last piece."""
    along = at - before
    step = QPointF(HEAD, 0) if abs(along.x()) > abs(along.y()) else QPointF(0, HEAD if along.y() > 0 else -HEAD)
    aside = QPointF(step.y(), step.x()) * 0.8
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    painter.drawPolygon(QPolygonF([at + step, at + aside, at - aside]))


def _drop(start: QPointF, end: QPointF) -> list[QPointF]:
    """From the end of a bar along its row, then onto the start of a later one; without the head."""
    at = max(start.x(), end.x()) + OUT
    down = 1 if end.y() > start.y() else -1
    return [start, QPointF(at, start.y()), QPointF(at, end.y() - down * (BAR / 2 + HEAD))]


def _way_back(start: QPointF, end: QPointF) -> list[QPointF]:
    """To a bar that started before the first one ended: round between the rows, and in from the left."""
    between = end.y() - (ROW / 2 if end.y() > start.y() else -ROW / 2)
    out, back = start.x() + OUT, end.x() - OUT - HEAD
    corners = ((out, start.y()), (out, between), (back, between), (back, end.y()), (end.x() - HEAD, end.y()))
    return [start, *(QPointF(*corner) for corner in corners)]


def paint_labels(painter: QPainter, rect: QRectF, chart: Gantt, scrolled: float, chosen: str, *, focused: bool) -> None:
    """The marks and titles beside the bars."""
    first, last = int(scrolled // ROW), int((scrolled + rect.height()) // ROW)
    for row in range(first, min(last + 1, len(chart.bars))):
        bar = chart.bars[row]
        line = QRectF(rect.left(), rect.top() + row * ROW - scrolled, rect.width(), ROW)
        inner = line.adjusted(theme.PADDING, 0, -8, 0)
        hairline(painter, inner.left(), line.right(), line.top())
        if bar.key == chosen:
            painter.fillRect(line.adjusted(8, 0, 0, 0), theme.colour("accent_ground"))
            if focused:
                paint_ring(painter, line.adjusted(8, 1, 0, 0), theme.RADIUS_KEY)
        if bar.is_head:
            paint_text(painter, inner, bar.label, theme.colour("text1"), size=12, weight=600)
            continue
        mark = QRectF(inner.left(), line.center().y() - MARK / 2, MARK, MARK)
        paint_mark(painter, mark, bar.mark, theme.colour("text2"))
        tint, weight = theme.colour("text2" if bar.quiet else "text1"), 600 if bar.critical else 450
        paint_text(painter, inner.adjusted(MARK + 8, 0, 0, 0), bar.label, tint, size=13, weight=weight)


class Legend(QWidget):
    """What the shapes of the chart say, in one line; what has no room is left out."""

    SAMPLES = (
        (Piece.WORKED, "worked on"),
        (Piece.PLANNED, "planned to due"),
        (Piece.LATE, "late"),
        (None, "due"),
        (Piece.CHECKED, "to verify"),
        (Piece.OPEN, "longest chain"),
    )

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Legend: " + ", ".join(words for _, words in self.SAMPLES))
        self.setFixedHeight(theme.ROW_ONE)
        theme.switch().changed.connect(self.update)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, theme.px(theme.ROW_ONE))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A sample and its words, one after the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = to_design(painter, QRectF(self.rect())).adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, rect.left(), rect.right(), rect.top())
        left, measure = rect.left(), metrics(12)
        painter.setFont(font(12))
        for piece, words in self.SAMPLES:
            width = 24 + 6 + measure.horizontalAdvance(words)
            if left + width > rect.right():
                return
            self._paint_sample(painter, piece, QRectF(left, rect.center().y() - BAR / 2, 24, BAR))
            paint_text(painter, rect.adjusted(left - rect.left() + 30, 0, 0, 0), words, theme.colour("text2"), size=12)
            left += width + theme.PADDING

    def _paint_sample(self, painter: QPainter, piece: Piece | None, rect: QRectF) -> None:
        if piece is None:
            _paint_due(painter, rect.center(), Bar("", "", mark="ring"))
        elif piece is Piece.OPEN:
            painter.fillRect(QRectF(rect.left(), rect.center().y() - 1, rect.width(), 2), theme.colour("text1"))
        else:
            _paint_piece(painter, piece, rect, Bar("", "", mark="ring"))
