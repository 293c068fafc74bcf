"""Icons and state shapes: the bundled outlines in the theme's colours, sharp at any device pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import files
from resources.shapes import SHAPES, Subpath, placed
from views import theme

OUTLINE_WIDTH = 0.08
"""Of an outlined shape's side: 1.4 px at 18 px."""


def icon(name: str, tint: str, size: int = theme.ICON_LARGE, ratio: float = 2.0) -> QIcon:
    """A bundled icon in a colour (`#RRGGBB`)."""
    return QIcon(pixmap(name, tint, size, ratio))


@lru_cache(maxsize=512)
def pixmap(name: str, tint: str, size: int = theme.ICON_LARGE, ratio: float = 1.0) -> QPixmap:
    """A bundled icon as a square picture of `size` logical pixels; `tint` is a colour as `#RRGGBB`."""
    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, tint).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return made


def paint_icon(painter: QPainter, rect: QRectF, name: str, tint: str) -> None:
    """Draw a bundled icon into a square of a painter."""
    ratio = painter.device().devicePixelRatioF() * painter.worldTransform().m11()
    painter.drawPixmap(rect.topLeft(), pixmap(name, tint, round(rect.width()), ratio))


@lru_cache(maxsize=512)
def _renderer(name: str, tint: str) -> QSvgRenderer:
    drawing = files.text("icons", f"{name}.svg").replace("currentColor", tint)
    return QSvgRenderer(QByteArray(drawing.encode()))


def shape_path(name: str, rect: QRectF, part: str = "fill") -> QPainterPath:
    """A part (`fill`, `outline` or `mark`) of a state shape, placed in a square, with the even-odd rule."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for subpath in getattr(SHAPES[name], part):
        _add(path, placed(subpath, rect.left(), rect.top(), rect.width()))
    return path


def _add(path: QPainterPath, subpath: Subpath) -> None:
    for op, numbers in subpath:
        points = [QPointF(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]
        match op:
            case "move":
                path.moveTo(points[0])
            case "line":
                path.lineTo(points[0])
            case "curve":
                path.cubicTo(*points)
            case "close":
                path.closeSubpath()


def paint_shape(painter: QPainter, rect: QRectF, name: str) -> None:
    """Draw a state shape in the theme's colours into a square of side `rect.width()`."""
    glyph = theme.theme().glyphs[name]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(shape_path(name, rect), QColor(glyph.fill))
    painter.fillPath(shape_path(name, rect, "mark"), QColor(glyph.mark))
    if glyph.outline is not None:
        painter.setPen(QPen(QColor(glyph.outline), OUTLINE_WIDTH * rect.width()))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape_path(name, rect, "outline"))
    painter.restore()
