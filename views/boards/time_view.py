"""Bars against time, to pan and to zoom: pyqtgraph's view box and axis, painted by us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QWidget

from app.gantt import Gantt
from app.tasks import Plan
from app.time_axis import step_for, ticks
from views import theme
from views.boards.gantt_paint import paint_chart
from views.painting import to_design

RULER = 28
"""The height of the time axis."""
TICK_WIDTH = 76
"""The least room of a mark."""
NEAREST, FURTHEST = 300.0, 60 * 86400.0
"""Seconds that the chart shows at the least and at the most."""


class TimeAxis(pg.AxisItem):  # type: ignore[misc]
    """Round times on the station's clock, also where daylight saving changes it."""

    def __init__(self) -> None:
        super().__init__(orientation="top")
        self.plan: Plan | None = None
        self._texts: dict[float, str] = {}
        self.setStyle(tickLength=-4, tickTextOffset=6, autoExpandTextSpace=False)
        self.dress()

    def dress(self) -> None:
        """Wear the theme."""
        self.setHeight(theme.px(RULER))
        self.setPen(theme.colour("line"))
        self.setTextPen(theme.colour("text2"))
        self.setStyle(tickFont=theme.widget_font(11, 500))

    def tickValues(self, least: float, most: float, size: float) -> list[tuple[float, list[float]]]:
        """The times that are marked, in seconds."""
        if self.plan is None:
            return []
        step = step_for(most - least, max(2, int(size / theme.px(TICK_WIDTH))))
        found = ticks(_moment(least), _moment(most), step, self.plan.zone)
        self._texts = {moment.timestamp(): text for moment, text in found}
        return [(step * 60.0, list(self._texts))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Their words."""
        return [self._texts.get(value, "") for value in values]


class Drawing(pg.GraphicsObject):  # type: ignore[misc]
    """All bars and arrows as one item, which paints the rows that are seen."""

    def __init__(self) -> None:
        super().__init__()
        self.chart, self.chosen, self.scrolled = Gantt(), "", 0.0

    def boundingRect(self) -> QRectF:
        """All that the view box shows."""
        return QRectF(self.viewRect())

    def viewRangeChanged(self) -> None:
        """Another time is shown."""
        self.prepareGeometryChange()
        self.update()

    def paint(self, painter: QPainter, *_: object) -> None:
        """In design pixels, whatever the view box has scaled."""
        box = self.getViewBox()
        left, right = box.viewRange()[0]
        painter.save()
        painter.resetTransform()
        rect = to_design(painter, box.sceneBoundingRect())

        def place(moment: datetime) -> float:
            return float(rect.left() + (moment.timestamp() - left) / (right - left) * rect.width())

        paint_chart(painter, rect, self.chart, self.scrolled, place, self.chosen)
        painter.restore()


class TimeView(pg.GraphicsView):  # type: ignore[misc]
    """Axis and bars; Ctrl and the wheel zoom, the arrows pan."""

    stepped = Signal(int)
    opened = Signal()
    rolled = Signal(int)
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box, self.axis, self.drawing = pg.ViewBox(enableMenu=False, defaultPadding=0), TimeAxis(), Drawing()
        inside = pg.GraphicsLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addItem(self.axis, 0, 0)
        inside.addItem(self.box, 1, 0)
        self.setCentralItem(inside)
        self.axis.linkToView(self.box)
        self.box.setMouseEnabled(x=True, y=False)
        self.box.setLimits(minXRange=NEAREST, maxXRange=FURTHEST)
        self.box.addItem(self.drawing, ignoreBounds=True)

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Show so many times the present length of time, around a second of it."""
        left, right = self.box.viewRange()[0]
        middle = (left + right) / 2 if around is None else around
        self.box.setXRange(middle + (left - middle) * factor, middle + (right - middle) * factor, padding=0)

    def pan(self, share: float) -> None:
        """Go on by a share of the time that is shown."""
        left, right = self.box.viewRange()[0]
        by = (right - left) * share
        self.box.setXRange(left + by, right + by, padding=0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl nearer or further, with Shift sideways, else up and down."""
        turned = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = self.box.mapSceneToView(self.mapToScene(event.position().toPoint())).x()
            self.zoom(0.8 if turned > 0 else 1.25, at)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-0.1 if turned > 0 else 0.1)
        else:
            self.rolled.emit(-turned)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Left:
                self.pan(-0.1)
            case Qt.Key.Key_Right:
                self.pan(0.1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case _:
                event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def _moment(second: float) -> datetime:
    return datetime.fromtimestamp(second, UTC)
