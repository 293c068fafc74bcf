"""The ways to reach a contact, one under the other: the one that is called by stands out, a wrong one is struck."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.contact_sheet import Way
from models.terms import Method
from views import theme
from views.painting import font, hairline, metrics, paint_frame, paint_mark, paint_text, to_design, word_colour

ICONS = {
    Method.PHONE: "phone",
    Method.MOBILE: "phone-call",
    Method.RED_PHONE: "phone-incoming",
    Method.RADIO: "speakerphone",
    Method.PAGER: "bell",
    Method.EMAIL: "send",
    Method.RUNNER: "user",
    Method.IN_PERSON: "users",
}
ROW = 40
WORD_COLUMN = 96


class WayRows(QWidget):
    """Painted rows; numbers are painted here and nowhere else on a sheet. A click chooses a way."""

    picked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ways: tuple[Way, ...] = ()
        self.calling = -1
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.switch().changed.connect(self._change)

    def show_ways(self, ways: tuple[Way, ...], calling: int = -1) -> None:
        """Show these; `calling` is the row of the one that is called by now."""
        if (ways, calling) != (self.ways, self.calling):
            self.ways, self.calling = ways, calling
            self.setAccessibleName("; ".join(way.spoken for way in ways) or "No number")
            self._change()

    def _change(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(ROW * max(len(self.ways), 1)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(int(event.position().y() / theme.px(ROW)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = to_design(painter, QRectF(self.rect())).adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        if not self.ways:
            words = "No number yet. Press E to add one."
            paint_text(painter, QRectF(rect.left(), 0, rect.width(), ROW), words, theme.colour("text2"))
        for number, way in enumerate(self.ways):
            row = QRectF(rect.left(), number * ROW, rect.width(), ROW)
            if number:
                hairline(painter, row.left(), row.right(), row.top())
            self._paint_way(painter, row, way, calling=number == self.calling)

    def _paint_way(self, painter: QPainter, row: QRectF, way: Way, *, calling: bool) -> None:
        if calling:
            paint_frame(painter, row.adjusted(-6, 1, 6, 0), focused=True)
        side = theme.ICON_SMALL
        mark = QRectF(row.left(), row.center().y() - side / 2, side, side)
        paint_mark(painter, mark, "phone-off" if way.defect else ICONS[way.method], theme.colour("text2"))
        word = QRectF(row.left() + 28, row.top(), WORD_COLUMN - 28, row.height())
        paint_text(painter, word, way.method.value.capitalize(), theme.colour("text2"), size=13)
        number = row.adjusted(WORD_COLUMN, 0, 0, 0)
        if way.defect:
            self._paint_wrong(painter, number, way)
        else:
            paint_text(painter, number, way.address, theme.colour("text1"), size=16, weight=550)

    def _paint_wrong(self, painter: QPainter, rect: QRectF, way: Way) -> None:
        painter.setFont(font(16, 450, struck=True))
        painter.setPen(theme.colour("text2"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        width = min(metrics(16).horizontalAdvance(way.address), rect.width() / 2)
        painter.drawText(rect.adjusted(0, 0, width - rect.width(), 0), side, way.address)
        rest = rect.adjusted(width + theme.GAP, 0, 0, 0)
        paint_text(painter, rest, way.defect, word_colour("triangle"), size=13, weight=600)
