"""The tasks on their own screen: the list left, at the right the chosen task whole or all of them against time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from app.logbook import log_line
from app.task_detail import Mention, detail_lines, task_mentions
from app.tasks import Plan
from models.picture import Picture
from views import theme
from views.boards.lines import RowRole
from views.boards.task_desk import ENTRIES, TaskDesk
from views.boards.task_list import EMPTY, EMPTY_THEN, TaskListCard
from views.boards.task_picture import DETAIL, GANTT, LIST, PictureCard
from views.forms.task_acts import Act
from views.keys import Key
from views.named import load

if TYPE_CHECKING:
    from app.desk import Desk, Receipt
    from views.boards.gantt import GanttChart
    from views.desk import QtDesk

NARROW = 1000 - theme.RAIL_WIDTH
"""In a window of less than 1000 list and picture take turns."""
LIST_SHARE, PICTURE_SHARE = 9, 11


class TasksScreen(TaskDesk):
    """Tasks by time or by owner; one key acts on the chosen one at once, and a refusal stands in the strip."""

    report = "tasks"

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.card, self.picture_card = TaskListCard(), PictureCard()
        self._asked_for: tuple[object, ...] = ()
        self._mentions: list[Mention] = []
        self._made: tuple[UUID, ...] = ()
        self._narrow = self._draws = False
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        across.setSpacing(theme.GAP)
        for card, share in ((self.card, LIST_SHARE), (self.picture_card, PICTURE_SHARE)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            across.addWidget(card, share)
        self._connect()
        self._fold()

    def _connect(self) -> None:
        self.desk.saved.connect(self._saved)
        self.card.chose.connect(self._show_task)
        self.card.changed.connect(self._show_chart)
        self.card.opened.connect(partial(self.open_form, Act.EDIT))
        self.picture_card.tabs.chosen.connect(self._fold)
        self.picture_card.detail.acted.connect(self.act)
        self.picture_card.detail.activated.connect(self.go)
        self.picture_card.detail.list.selectionModel().currentChanged.connect(self._on_row)

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the tasks of this picture."""
        if picture is not None and picture.incident_fold is not None:
            self.plan = Plan.of(picture, moment, self.plan)
            self.card.empty = EMPTY_THEN if self.desk.read_only else EMPTY
            self._draws = True
            self._choose_made()
            self.card.show_plan(self.plan)
            self._draws = False
            self._show_task()

    def _saved(self, receipt: Receipt) -> None:
        """A task that is opened here is chosen as soon as it is in the picture."""
        if self.isVisible():
            self._made = receipt.made

    def _choose_made(self) -> None:
        plan = self.plan
        made = next((row_id for row_id in self._made if plan is not None and row_id in plan.tasks), None)
        if plan is not None and made is not None:
            self._made = ()
            self.card.show_plan(plan)
            self.card.choose(made)

    def _show_task(self) -> None:
        """Draw the chosen task, once a picture, and ask for what the log says of it where that may be different now."""
        if self._draws:
            return
        if self.plan is None or self.picture_card.tabs.at != DETAIL:
            self._mark_in_chart()
            return
        task, picture = self.task, self.desk.picture
        fold = None if picture is None else picture.incident_fold
        asked_for = (self.card.chosen, None if fold is None else fold.order_at, self.desk.as_at)
        if asked_for[:1] != self._asked_for[:1]:
            self._mentions = []
        self._draw_task()
        if task is not None and asked_for != self._asked_for:
            self._asked_for = asked_for
            self.ask(task_mentions(task.id), partial(self._show_mentions, task.id), "mentions")

    def _show_mentions(self, task_id: UUID, mentions: list[Mention]) -> None:
        if task_id == self.card.chosen:
            self._mentions = mentions
            self._draw_task()

    def _draw_task(self) -> None:
        task, detail = self.task, self.picture_card.detail
        if self.plan is None or task is None:
            detail.show_task(None, [], writes=not self.desk.read_only)
        else:
            lines = detail_lines(self.plan, task, self._mentions)
            detail.show_task(task.status, lines, writes=not self.desk.read_only)

    def _on_row(self, row: QModelIndex) -> None:
        """On an entry of the log, E corrects it."""
        kind, _, entry_id = row.data(RowRole).key.partition(" ") if row.isValid() else ("", "", "")
        if kind in ENTRIES:
            self.ask(log_line(UUID(entry_id)), partial(self.asked.emit, "entry"), "entry")
        else:
            self.asked.emit("entry", None)

    def _show_chart(self) -> None:
        if self.plan is None or self.picture_card.tabs.at != GANTT:
            return
        card, chart = self.picture_card, self.picture_card.gantt
        if chart is None:
            card.stack.setCurrentWidget(card.loading)
            self.desk.run(self, _loaded_chart, self._make_chart)
            return
        card.stack.setCurrentWidget(chart)
        chart.show_plan(self.plan, self.card.lines, writes=not self.desk.read_only)
        self._mark_in_chart()

    def _make_chart(self, chart: type[GanttChart]) -> None:
        """pyqtgraph is there: make the chart, once, and draw it."""
        if self.picture_card.gantt is None:
            made = chart(self)
            self.picture_card.take_chart(made)
            made.chose.connect(self.card.choose)
            made.stepped.connect(self.card.list.step)
            made.opened.connect(partial(self.act, "edit"))
        self._show_chart()

    def _mark_in_chart(self) -> None:
        if (chart := self.picture_card.gantt) is not None:
            chart.mark(self.card.chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, list and picture take turns."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        if narrow is not self._narrow:
            self._narrow = narrow
            if narrow and self.picture_card.tabs.at == DETAIL:
                self.picture_card.tabs.choose(LIST)
            self._fold()

    def _fold(self, *_: object) -> None:
        """Show what the tab asks for; beside the list, where there is room."""
        tabs, card = self.picture_card.tabs, self.picture_card
        if tabs.at == LIST and not self._narrow:
            tabs.choose(DETAIL)
            return
        focused = QApplication.focusWidget()
        tabs.buttons[LIST].setVisible(self._narrow)
        self.card.setVisible(not self._narrow or tabs.at == LIST)
        card.setVisible(tabs.at != LIST)
        (self.card if tabs.at == LIST else card).header.insertWidget(2, tabs)
        if tabs.at == DETAIL:
            card.stack.setCurrentWidget(card.detail)
        self._show_chart()
        self._show_task()
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisible():
            self.focus_first()

    @property
    def chosen(self) -> UUID | None:
        """The task that is chosen in the list."""
        return self.card.chosen

    def choose(self, task_id: UUID) -> None:
        """Choose a task and bring it into view."""
        self.card.choose(task_id)

    def show_row(self, row_id: UUID) -> None:
        """Choose a task and bring it into view."""
        self.card.choose(row_id)

    def focus_first(self) -> None:
        """The list, or what stands in its place."""
        tabs, card = self.picture_card.tabs, self.picture_card
        hidden = self._narrow and tabs.at != LIST
        first = (card.gantt if tabs.at == GANTT else card.detail.list) if hidden else self.card.list
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keys(self) -> Sequence[Key]:
        """Keys that act on the chosen task, and those that change what is shown."""
        return (
            *self.acting_keys(),
            Key("J", "Next task", partial(self.card.list.step, 1)),
            Key("K", "Task before", partial(self.card.list.step, -1)),
            Key("V", "By time or by owner", self.card.next_mode),
            Key("B", "Gantt", self._next_tab, self._always),
            Key("/", "Filter the tasks", self._filter),
            Key("+", "Chart: nearer", partial(self._zoom, 1)),
            Key("-", "Chart: further", partial(self._zoom, -1)),
            Key("0", "Chart: all of it", partial(self._zoom, 0)),
        )

    def _always(self) -> bool:
        return True

    def _next_tab(self) -> None:
        """List (where it takes turns), detail, chart."""
        tabs = self.picture_card.tabs
        first = LIST if self._narrow else DETAIL
        tabs.choose(first if tabs.at == GANTT else tabs.at + 1)

    def _filter(self) -> None:
        if self.card.isHidden():
            self.picture_card.tabs.choose(LIST)
        self.card.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.card.filter.selectAll()

    def _zoom(self, by: int) -> None:
        if self.picture_card.tabs.at == GANTT and (chart := self.picture_card.gantt) is not None:
            chart.zoom(by)


def _loaded_chart(_: Desk) -> type[GanttChart]:
    """The chart's class: pyqtgraph takes a moment to load, so this is called on a worker."""
    chart: type[GanttChart] = load("views.boards.gantt:GanttChart")
    return chart
