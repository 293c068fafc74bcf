"""The tasks against time: titles, bars, a scroll bar and a legend; loaded when it is first looked at.

It shows what the list shows, in the same order, so the list is its alternative for those who do not see it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollBar, QSizePolicy, QWidget

from app.board import Line
from app.gantt import gantt
from app.tasks import Plan
from views import theme
from views.boards.cards import empty_label
from views.boards.gantt_paint import ROW, Legend, paint_labels
from views.boards.time_view import RULER, Drawing, TimeView
from views.painting import to_design

LABELS, LABELS_SHARE = 260, 0.36
"""How wide the titles are at the most, and how much of the chart they may take."""
LEGEND_FROM = 280
"""The height from which there is room for the legend."""
MARGIN = 0.03
"""Of the time that is shown, free at both ends."""
EMPTY, EMPTY_THEN = "No tasks to draw. Press T to open one.", "No tasks to draw at this moment."


class Labels(QWidget):
    """Marks and titles beside the bars; a click chooses a task."""

    clicked = Signal(float)

    def __init__(self, drawing: Drawing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing, self.focused = drawing, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Below the height of the axis, row for row as the bars are."""
        painter = QPainter(self)
        rect = to_design(painter, QRectF(self.rect())).adjusted(0, RULER, 0, 0)
        painter.setClipRect(rect)
        drawing = self._drawing
        paint_labels(painter, rect, drawing.chart, drawing.scrolled, drawing.chosen, focused=self.focused)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit(event.position().y())


class GanttChart(QWidget):
    """Labels, bars and a scroll bar; `chose` a task by a click, `stepped` by the arrows, `opened` by Enter."""

    chose = Signal(object)
    stepped = Signal(int)
    opened = Signal()
    focused = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TimeView()
        self.view.setAccessibleName("Gantt chart")
        self.view.setAccessibleDescription("The tasks of the list against time. The list says the same in words.")
        self.labels = Labels(self.view.drawing)
        self.roll = QScrollBar(Qt.Orientation.Vertical)
        self.legend, self._empty = Legend(), empty_label(EMPTY)
        self._fitted: tuple[datetime | None, datetime | None] = (None, None)
        self._arrange()
        self._connect()
        self.setFocusProxy(self.view)
        self._dress()

    def _arrange(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 0, 1, 1)
        grid.setSpacing(0)
        grid.addWidget(self._empty, 0, 0, 1, 3)
        parts: tuple[QWidget, ...] = (self.labels, self.view, self.roll)
        for column, part in enumerate(parts):
            grid.addWidget(part, 1, column)
        grid.addWidget(self.legend, 2, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 1)

    def _connect(self) -> None:
        self.roll.valueChanged.connect(self._rolled)
        self.view.rolled.connect(self._roll_by)
        self.view.stepped.connect(self.stepped)
        self.view.opened.connect(self.opened)
        self.view.focused.connect(self._show_focus)
        self.view.scene().sigMouseClicked.connect(self._clicked)
        self.labels.clicked.connect(self._choose_at)
        theme.switch().changed.connect(self._dress)

    def show_plan(self, plan: Plan, lines: Sequence[Line], *, writes: bool = True) -> None:
        """Draw the tasks of these rows; the time that is shown stays, where the tasks are the same."""
        self._empty.setText(EMPTY if writes else EMPTY_THEN)
        chart, drawing = gantt(plan, lines), self.view.drawing
        self.view.axis.plan = plan
        self.labels.setVisible(bool(chart.bars))
        self.view.setVisible(bool(chart.bars))
        self._empty.setHidden(bool(chart.bars))
        if chart == drawing.chart:
            return
        drawing.chart = chart
        if self._fitted[0] != chart.start:
            self.fit()
        self._measure()
        self._draw()

    def fit(self) -> None:
        """Show all of the incident's time, up to what is due soon."""
        chart = self.view.drawing.chart
        if chart.start is not None and chart.end is not None:
            self._fitted = (chart.start, chart.end)
            self.view.box.setXRange(chart.start.timestamp(), chart.end.timestamp(), padding=MARGIN)

    def zoom(self, by: int) -> None:
        """Nearer (above nought), further (below), or all of it."""
        if by:
            self.view.zoom(0.8 if by > 0 else 1.25)
        else:
            self.fit()

    def mark(self, task_id: UUID | None) -> None:
        """Show which task is chosen, and bring its row into view."""
        drawing = self.view.drawing
        drawing.chosen = "" if task_id is None else str(task_id)
        self._bring_into_view()
        self._draw()

    def _bring_into_view(self) -> None:
        drawing = self.view.drawing
        row = next((row for row, bar in enumerate(drawing.chart.bars) if bar.key == drawing.chosen), None)
        if row is not None:
            top, page = row * ROW, self.roll.pageStep()
            self.roll.setValue(max(min(self.roll.value(), top), top + ROW - page))

    def _measure(self) -> None:
        """How far it can be scrolled, in design pixels."""
        page = max(1, int(self.view.height() / theme.zoom()) - RULER)
        whole = len(self.view.drawing.chart.bars) * ROW
        self.roll.setPageStep(page)
        self.roll.setSingleStep(ROW)
        self.roll.setRange(0, max(0, whole - page))
        self.roll.setVisible(whole > page)
        self.labels.setFixedWidth(theme.px(min(LABELS, self.width() / theme.zoom() * LABELS_SHARE)))
        self._bring_into_view()

    def _draw(self) -> None:
        self.view.drawing.update()
        self.labels.update()

    def _dress(self) -> None:
        self.view.setBackground(theme.colour("surface"))
        self.view.axis.dress()
        self._measure()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.height() >= theme.px(LEGEND_FROM))
        self._measure()

    def _rolled(self, value: int) -> None:
        self.view.drawing.scrolled = float(value)
        self._draw()

    def _roll_by(self, turned: int) -> None:
        self.roll.setValue(self.roll.value() + turned * ROW // 60)

    def _show_focus(self, focused: bool) -> None:
        self.labels.focused = focused
        self.labels.update()
        self.focused.emit(focused)

    def _clicked(self, event: Any) -> None:
        self._choose_at(event.scenePos().y())

    def _choose_at(self, y: float) -> None:
        row = int((y / theme.zoom() - RULER + self.view.drawing.scrolled) // ROW)
        bars = self.view.drawing.chart.bars
        if 0 <= row < len(bars) and not bars[row].is_head:
            self.chose.emit(UUID(bars[row].key))
