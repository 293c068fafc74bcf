"""A theme as a button: a small console painted in that theme's own colours, and its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from views import icons, theme
from views.painting import paint_ring, paint_text, to_design

WIDTH, HEIGHT, NAME = 140, 84, 28
MARK = 16
SHAPES = ("octagon", "triangle", "diamond", "bolt")


class ThemeButton(QAbstractButton):
    """One of a group; the one in use wears a check and a frame."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = theme.THEMES[name]
        self.setText(name.capitalize())
        self.setAccessibleName(f"Theme {name}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(WIDTH, HEIGHT + NAME)
        theme.switch().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(WIDTH), theme.px(HEIGHT + NAME))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of a console, and below it the name, with a check where it is in use."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = to_design(painter, QRectF(self.rect()))
        picture = QRectF(3, 3, whole.width() - 6, HEIGHT - 6)
        self._paint_console(painter, picture)
        if self.hasFocus():
            paint_ring(painter, picture.adjusted(-3, -3, 3, 3), theme.RADIUS_CARD)
        name = QRectF(4, HEIGHT, whole.width() - 8, NAME)
        if self.isChecked():
            icons.paint_icon(
                painter, QRectF(4, name.center().y() - MARK / 2, MARK, MARK), "check", theme.theme().accent
            )
        colour = theme.colour("text1" if self.isChecked() else "text2")
        paint_text(painter, name.adjusted(MARK + 6, 0, 0, 0), self.text(), colour, weight=500)

    def _paint_console(self, painter: QPainter, rect: QRectF) -> None:
        """Ground, rail, a card with two lines of type, and four shapes."""
        tokens = self._tokens
        _block(painter, rect, tokens.ground, tokens.line, 7)
        _block(painter, QRectF(rect.left() + 8, rect.top() + 10, 6, 22), tokens.accent, None, 3)
        card = rect.adjusted(22, 10, -10, -10)
        _block(painter, card, tokens.surface, tokens.line, 5)
        left, top = card.left() + 10, card.top() + 9
        _block(painter, QRectF(left, top, 62, 6), tokens.text1, None, 3)
        _block(painter, QRectF(left, top + 12, 44, 5), tokens.text3, None, 2.5)
        for number, name in enumerate(SHAPES):
            self._paint_shape(painter, QRectF(left + number * 20, top + 25, 14, 14), name)

    def _paint_shape(self, painter: QPainter, rect: QRectF, name: str) -> None:
        glyph = self._tokens.glyphs[name]
        painter.fillPath(icons.shape_path(name, rect), QColor(glyph.fill))
        painter.fillPath(icons.shape_path(name, rect, "mark"), QColor(glyph.mark))


def _block(painter: QPainter, rect: QRectF, fill: str, edge: str | None, radius: float) -> None:
    painter.setPen(Qt.PenStyle.NoPen if edge is None else QColor(edge))
    painter.setBrush(QColor(fill))
    painter.drawRoundedRect(rect, radius, radius)
