"""The row of figures at the top of the board."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStyle, QStyleOption, QWidget

from app.board import Tile, Tone
from resources.shapes import SHAPES
from views import theme
from views.painting import font, metrics, paint_mark, paint_text, to_design, tooltip, whole_parts, word_colour

BAR_WIDTH, BAR_HEIGHT_PX = 96, 8
DOT, DOT_PITCH, DOTS_IN_ROW, DOTS_MOST = 6, 8, 12, 24
COMPACT_HEIGHT = 40


class TileWidget(QFrame):
    """One figure: its label, the value, what it is made of, and a little bar of its shares where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tile, self._compact = Tile("", ""), False
        self.setProperty("kind", "card")
        self.setFixedHeight(theme.TILE_HEIGHT)
        self.setMinimumWidth(120)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.switch().changed.connect(self._settle)

    def show_tile(self, tile: Tile) -> None:
        """Show this figure, if it is another one."""
        if tile != self.tile:
            self.tile = tile
            self.setAccessibleName(tile.spoken)
            self.setToolTip(tooltip(tile.spoken))
            self.update()

    def set_compact(self, compact: bool) -> None:
        """One line in a low window: the value, and its label beside it."""
        if compact is not self._compact:
            self._compact = compact
            self._settle()

    def _settle(self) -> None:
        self.setFixedHeight(self.sizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as its row lets it be."""
        return QSize(theme.px(200), theme.px(COMPACT_HEIGHT if self._compact else theme.TILE_HEIGHT))

    def paintEvent(self, event: object) -> None:
        """Draw the card, then three lines of text."""
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        if self._compact:
            self._paint_compact(painter, to_design(painter, QRectF(self.rect())).adjusted(12, 0, -8, 0))
            return
        inner = to_design(painter, QRectF(self.rect())).adjusted(theme.PADDING + 1, 12, -theme.PADDING - 1, -12)
        paint_text(painter, QRectF(inner.left(), inner.top(), inner.width(), 18), self.tile.label,
                   theme.colour("text2"), size=13)  # fmt: skip
        self._paint_value(painter, QRectF(inner.left(), inner.top() + 18, inner.width(), 34))
        self._paint_second(painter, QRectF(inner.left(), inner.bottom() - 18, inner.width(), 18))

    def _paint_compact(self, painter: QPainter, rect: QRectF) -> None:
        late = self.tile.tone is Tone.LATE
        if late:
            paint_mark(painter, QRectF(rect.left(), rect.center().y() - 8, 16, 16), "triangle", theme.colour("text1"))
            rect = rect.adjusted(22, 0, 0, 0)
        value = f"{self.tile.value}/{self.tile.unit.split()[1]}" if "of " in self.tile.unit else self.tile.value
        used = paint_text(painter, rect, value, theme.colour("text1"), size=16, weight=600)
        paint_text(painter, rect.adjusted(used + 8, 0, 0, 0), self.tile.brief, theme.colour("text2"), size=12)

    def _paint_value(self, painter: QPainter, rect: QRectF) -> None:
        value = metrics(30, 650)
        base = rect.top() + (rect.height() + value.capHeight()) / 2
        painter.setFont(font(30, 650))
        painter.setPen(theme.colour("text1"))
        painter.drawText(QPointF(rect.left(), base), self.tile.value)
        left = rect.left() + value.horizontalAdvance(self.tile.value) + 8
        painter.setFont(font(14, 500))
        painter.setPen(theme.colour("text2"))
        unit = metrics(14, 500).elidedText(self.tile.unit, Qt.TextElideMode.ElideRight, rect.right() - left)
        painter.drawText(QPointF(left, base), unit)
        used = left + metrics(14, 500).horizontalAdvance(self.tile.unit) + theme.PADDING
        if self.tile.share and rect.right() - used >= BAR_WIDTH:
            self._paint_share(painter, QPointF(rect.right() - BAR_WIDTH, base - value.capHeight() / 2))

    def _paint_second(self, painter: QPainter, rect: QRectF) -> None:
        late = self.tile.tone is Tone.LATE
        colour = word_colour("triangle") if late else theme.colour("text2")
        if late:
            paint_mark(painter, QRectF(rect.left(), rect.top() + 2, 14, 14), "triangle", colour)
            rect = rect.adjusted(20, 0, 0, 0)
        weight = 500
        if metrics(13, weight).horizontalAdvance(self.tile.second) > rect.width() and self._shapes:
            self._paint_counts(painter, rect)
            return
        text = whole_parts(self.tile.second, metrics(13, weight), rect.width())
        paint_text(painter, rect, text, colour, size=13, weight=weight)

    @property
    def _shapes(self) -> list[tuple[str, int]]:
        """How many wear which shape, where the tile counts states."""
        return [(name, count) for name, count in self.tile.share if name in SHAPES and count]

    def _paint_counts(self, painter: QPainter, rect: QRectF) -> None:
        """Shape and number where there is no room for the words."""
        left = rect.left()
        for name, count in self._shapes:
            paint_mark(painter, QRectF(left, rect.top() + 2, 14, 14), name, theme.colour("text2"))
            room = QRectF(left + 19, rect.top(), 40, rect.height())
            left = room.left() + paint_text(painter, room, str(count), theme.colour("text2"), size=13, weight=500) + 14

    def _paint_share(self, painter: QPainter, middle: QPointF) -> None:
        names = [name for name, count in self.tile.share for _ in range(count)]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if set(names) <= {"reached", "missing"} and len(names) <= DOTS_MOST:
            _paint_dots(painter, middle, names)
        elif names:
            _paint_bar(painter, middle, self.tile.share, len(names))


def _paint_bar(painter: QPainter, middle: QPointF, share: Sequence[tuple[str, int]], whole: int) -> None:
    left, top = middle.x(), middle.y() - BAR_HEIGHT_PX / 2
    for name, count in share:
        width = BAR_WIDTH * count / whole
        if count:
            painter.setBrush(_share_colour(name))
            painter.drawRoundedRect(QRectF(left, top, max(2.0, width - 2), BAR_HEIGHT_PX), 2, 2)
        left += width


def _paint_dots(painter: QPainter, middle: QPointF, names: Sequence[str]) -> None:
    """A dot for everybody who was reached, a cross for everybody who was not."""
    rows = -(-len(names) // DOTS_IN_ROW)
    corner = middle - QPointF(0, rows * DOT_PITCH / 2 - (DOT_PITCH - DOT) / 2)
    for number, name in enumerate(names):
        row, column = divmod(number, DOTS_IN_ROW)
        dot = QRectF(corner.x() + column * DOT_PITCH, corner.y() + row * DOT_PITCH, DOT, DOT)
        if name == "missing":
            paint_mark(painter, dot.adjusted(-2, -2, 2, 2), "x", word_colour("triangle"))
        else:
            painter.setBrush(_share_colour(name))
            painter.drawEllipse(dot)


def _share_colour(name: str) -> QColor:
    match name:
        case "ring" | "missing":
            return theme.colour("line")
        case "reached":
            return theme.colour("text2")
        case _:
            return QColor(theme.theme().glyphs[name].fill)


class TileRow(QWidget):
    """The figures beside each other, each as wide as the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[TileWidget] = []
        self._compact = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.GAP)

    def set_compact(self, compact: bool) -> None:
        """One line each, or three."""
        self._compact = compact
        for tile in self.tiles:
            tile.set_compact(compact)

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these figures, in their order."""
        while len(self.tiles) < len(tiles):
            self.tiles.append(TileWidget(self))
            self._row.addWidget(self.tiles[-1], 1)
            self.tiles[-1].set_compact(self._compact)
        for widget, tile in zip(self.tiles, tiles, strict=True):
            widget.show_tile(tile)
