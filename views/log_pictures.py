"""Rows of the log as pictures: a row that is seen again, a little higher, is not painted again but copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPixmap, QTransform

from views import theme
from views.log_row import GUTTER, RowLayout
from views.painting import FRAME_INSET

Paint = Callable[[QPainter, float], object]
"""Draws a row whose upper edge is there."""
NEARLY = 0.001


@dataclass
class _Seen:
    """A row as it was painted last, in which look; its picture is made when it is painted in the same look again."""

    row: RowLayout
    look: object
    picture: QPixmap | None = None


@dataclass
class RowPictures:
    """Pictures of the rows that are in the window, and of no others: together they are no larger than the window."""

    _last: dict[int, _Seen] = field(default_factory=dict)
    _now: dict[int, _Seen] = field(default_factory=dict)

    def begin(self) -> None:
        """The window is painted: rows that were not seen in the last paint are forgotten."""
        self._last, self._now = self._now, {}

    def draw(self, painter: QPainter, row: RowLayout, y: float, look: object, paint: Paint) -> None:
        """Paint a row, or copy it where it was painted before in this look and stands on whole pixels.

        What an attachment looks like may be read later: such a row is painted each time.
        """
        to_device = painter.deviceTransform()
        whole_look = (look, theme.theme().name, to_device.m11())
        seen = self._last.get(id(row))
        if seen is None or seen.row is not row or seen.look != whole_look:
            seen = self._now[id(row)] = _Seen(row, whole_look)
            paint(painter, y)
            return
        self._now[id(row)] = seen
        at = to_device.map(QPointF(0, y))
        if row.files or not (_is_whole(at.x()) and _is_whole(at.y())):
            paint(painter, y)
            return
        if seen.picture is None:
            seen.picture = _picture(painter, row, paint)
        _copy(painter, row, y, seen.picture)


def _is_whole(number: float) -> bool:
    return abs(number - round(number)) < NEARLY


def _picture(painter: QPainter, row: RowLayout, paint: Paint) -> QPixmap:
    """A row on its ground, pixel for pixel as it would stand in the window."""
    by, ratio = painter.worldTransform().m11(), painter.device().devicePixelRatioF()
    made = QPixmap(-int(-row.columns.width * by * ratio // 1), -int(-row.height * by * ratio // 1))
    made.setDevicePixelRatio(ratio)
    made.fill(theme.colour("surface"))
    inside = QPainter(made)
    inside.setRenderHints(painter.renderHints())
    inside.scale(by, by)
    paint(inside, 0)
    inside.end()
    return made


def _copy(painter: QPainter, row: RowLayout, y: float, picture: QPixmap) -> None:
    """Copy what is between the edges; they belong to the card."""
    by, ratio = painter.worldTransform(), picture.devicePixelRatioF()
    left, right = FRAME_INSET * by.m11() // 1, -(-(row.columns.width - GUTTER) * by.m11() // 1)
    source = QRectF(left * ratio, 0, (right - left) * ratio, picture.height())
    painter.setWorldTransform(QTransform())
    painter.drawPixmap(QPointF(left + by.dx(), by.map(QPointF(0, y)).y()), picture, source)
    painter.setWorldTransform(by)
