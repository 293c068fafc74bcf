"""A widget that shows the pages of a PDF: drawn by a worker, one at a time, sharp at any zoom and pixel ratio."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from views import theme
from views.painting import paint_ring
from views.pdf_pages import page_image, page_sizes, tinted

if TYPE_CHECKING:
    from views.desk import QtDesk

MARGIN = 12
WIDTHS = (0, 640, 900, 1200, 1600)
"""How wide a page is shown, in design pixels; nought: as large as the whole page fits."""
READABLE = 420
"""A whole page that would be narrower than this is shown wider, and scrolled."""
INK_AT_NIGHT = 1.8
"""How much stronger grey print is drawn at night, where ink and paper are close to each other."""
SETTLE = 60
"""Milliseconds that a size must last before the page is drawn sharp for it."""


class PageView(QAbstractScrollArea):
    """Shows one page; PgUp and PgDn turn, plus and minus make it larger and smaller, the arrows move it."""

    changed = Signal()
    """Another page, another number of pages, or busy no more."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = 0
        self.sizes: list[QSizeF] = []
        self.says = ""
        self._desk, self._pdf = desk, b""
        self._step = 0
        self._token = object()
        self._grey, self._shown = QImage(), QImage()
        self._drawn_for: tuple[int, int] = (-1, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Page")
        self.viewport().setAutoFillBackground(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SETTLE)
        self._soon.timeout.connect(self._draw)
        theme.switch().changed.connect(self._tint)

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document, on the page that is shown now if it has so many."""
        if pdf == self._pdf:
            return
        self._pdf, self._token = pdf, object()
        self._desk.run(self, lambda _: page_sizes(pdf), partial(self._measured, self._token))

    def show_words(self, words: str) -> None:
        """Say this in the place of a page."""
        self._pdf, self._token, self.sizes, self.says = b"", object(), [], words
        self._grey = self._shown = QImage()
        self._drawn_for = (-1, 0)
        self.setAccessibleDescription(words)
        self.viewport().update()
        self.changed.emit()

    def turn(self, by: int) -> None:
        """Go so many pages on, or back."""
        self.go_to(self.page + by)

    def go_to(self, page: int) -> None:
        """Show this page (0: the first), or the nearest that there is."""
        page = max(0, min(page, self.count - 1))
        if page != self.page:
            self.page = page
            self.verticalScrollBar().setValue(0)
            self._settle()

    def zoom_by(self, steps: int) -> None:
        """Show it larger, or smaller down to the whole page."""
        self._step = max(0, min(self._step + steps, len(WIDTHS) - 1))
        self._settle()

    def _measured(self, token: object, sizes: list[QSizeF]) -> None:
        if token is self._token:
            self.sizes, self.says = sizes, ""
            self.page = max(0, min(self.page, self.count - 1))
            self._drawn_for = (-1, 0)
            self._settle()

    def _settle(self) -> None:
        """Lay the page out for the present size, and draw it sharp for it."""
        size = self._size()
        room = self.viewport().size()
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        margin = 2 * theme.px(MARGIN)
        across.setRange(0, max(0, round(size.width()) + margin - room.width()))
        down.setRange(0, max(0, round(size.height()) + margin - room.height()))
        across.setPageStep(room.width())
        down.setPageStep(room.height())
        down.setSingleStep(theme.px(40))
        self.setAccessibleDescription(f"Page {self.page + 1} of {self.count}" if self.count else self.says)
        self.changed.emit()
        self.viewport().update()
        if self._shown.isNull() or self._drawn_for[0] != self.page:
            self._draw()
        else:
            self._soon.start()

    def _size(self) -> QSizeF:
        """How large the page is shown, in pixels of the window."""
        if not self.sizes:
            return QSizeF()
        page, margin = self.sizes[self.page], 2 * theme.px(MARGIN)
        room = QSizeF(max(60, self.viewport().width() - margin), max(60, self.viewport().height() - margin))
        whole = page.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        width = float(theme.px(WIDTHS[self._step]))
        if not width and whole.width() < theme.px(READABLE):
            width = min(room.width(), theme.px(WIDTHS[1]))
        return QSizeF(width, width * page.height() / page.width()) if width else whole

    def _draw(self) -> None:
        wanted = self.page, round(self._size().width() * self.devicePixelRatioF())
        if self.sizes and self.isVisible() and wanted != self._drawn_for:
            pdf, (number, width) = self._pdf, wanted
            self._drawn_for = wanted
            self._desk.run(self, lambda _: page_image(pdf, number, width), partial(self._take, self._token, wanted))

    def _take(self, token: object, wanted: tuple[int, int], image: QImage) -> None:
        if token is self._token and wanted == self._drawn_for:
            self._grey = image
            self._tint()

    def _tint(self) -> None:
        """Paper is white by day, dimmed in the dark, and red on dark at night."""
        if self._grey.isNull():
            return
        tokens = theme.theme()
        ink, paper = {
            "dark": (tokens.ground, tokens.text1),
            "night": (tokens.text1, tokens.raised),
        }.get(tokens.name, ("#000000", "#FFFFFF"))
        self._shown = tinted(self._grey, QColor(ink), QColor(paper), INK_AT_NIGHT if tokens.name == "night" else 1.0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The page in the middle, where it is smaller than the room, with a hairline around it."""
        painter = QPainter(self.viewport())
        if self._shown.isNull() or not self.sizes:
            painter.setFont(theme.widget_font(13))
            painter.setPen(theme.colour("text2"))
            middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            inside = self.viewport().rect().adjusted(theme.px(24), 0, -theme.px(24), 0)
            painter.drawText(inside, middle, self.says or "The page is being drawn.")
        else:
            place = self._place()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._shown)
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawRect(place.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            paint_ring(painter, QRectF(self.viewport().rect()), theme.RADIUS_CHIP)

    def _place(self) -> QRectF:
        size, room = self._size(), self.viewport().size()
        margin = theme.px(MARGIN)
        left = max(margin, (room.width() - size.width()) / 2) - self.horizontalScrollBar().value()
        top = max(margin, (room.height() - size.height()) / 2) - self.verticalScrollBar().value()
        ratio = self.devicePixelRatioF()
        sharp = QPointF(round(left * ratio) / ratio, round(top * ratio) / ratio)
        exact = QSizeF(self._shown.width() / ratio, self._shown.height() / ratio)
        fits = abs(exact.width() - size.width()) < 1 and self._drawn_for[0] == self.page
        return QRectF(sharp, exact if fits else size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus and minus; the arrows and the wheel move what is larger than the room."""
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(self.count - 1)
            case Qt.Key.Key_PageDown | Qt.Key.Key_PageUp:
                self.turn(1 if event.key() == Qt.Key.Key_PageDown else -1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page; at its end the wheel turns it."""
        bar, before = self.verticalScrollBar(), self.verticalScrollBar().value()
        super().wheelEvent(event)
        if bar.value() == before and (steps := event.angleDelta().y()):
            self.turn(-1 if steps > 0 else 1)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
