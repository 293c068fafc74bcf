"""The right side of the tasks' screen: the chosen task whole, or all of them against time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from views.boards.cards import Card, empty_label
from views.boards.task_detail import TaskDetail
from views.boards.word_tabs import WordTabs

if TYPE_CHECKING:
    from views.boards.gantt import GanttChart

LIST, DETAIL, GANTT = range(3)


class PictureCard(Card):
    """The chosen task, or the chart: a tab each, and one for the list where the window is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Task", parent)
        self.tabs = WordTabs(("List", "Detail", "Gantt"))
        self.tabs.choose(DETAIL)
        self.detail, self.stack = TaskDetail(), QStackedWidget()
        self.loading = empty_label("The chart is being loaded. One moment.")
        self.gantt: GanttChart | None = None
        self.title.hide()
        self.header.insertWidget(0, self.tabs)
        self.stack.addWidget(self.detail)
        self.stack.addWidget(self.loading)
        self.body.addWidget(self.stack, 1)

    def take_chart(self, chart: GanttChart) -> None:
        """Hold the chart from now on."""
        self.gantt = chart
        self.stack.addWidget(chart)
        chart.focused.connect(self.set_ringed)
