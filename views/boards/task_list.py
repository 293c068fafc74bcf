"""The list of tasks: by time or by owner, filtered by text, with what is verified folded to one line."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.board import Line, Tone
from app.task_lines import VERIFIED, TaskLine, by_owner, by_time, counts_text, folded
from app.tasks import Plan
from views import theme
from views.boards.cards import Card, empty_label
from views.boards.filter_field import FilterField
from views.boards.first_row import FirstRow
from views.boards.lines import MARK, LineDelegate, LineList, RowRole
from views.boards.word_tabs import WordTabs
from views.painting import metrics, paint_text

MODES = ("By time", "By owner")
EMPTY, EMPTY_THEN = "No tasks. Press T to open one.", "No tasks at this moment."
FILTER = "Filter the tasks by ref, title, owner, system, or what they wait for"

BELOW = 8
"""Free below the last row, in design pixels."""


class TaskDelegate(LineDelegate):
    """Paints the priority of a task under its mark."""

    def _paint_second(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        super()._paint_second(painter, rect, line)
        if isinstance(line, TaskLine):
            loud = line.priority == "P1" and line.tone is not Tone.QUIET
            tint = theme.colour("text1" if loud else "text2")
            width = metrics(11, 600).horizontalAdvance(line.priority)
            under = QRectF(rect.left() + (MARK - width) / 2, rect.top(), width + 1, rect.height())
            paint_text(painter, under, line.priority, tint, size=11, weight=600 if loud else 500)


class TaskList(LineList):
    """The rows; J and K move as the arrows do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tasks", "right_second", parent)
        self._delegate = TaskDelegate("right_second", self)
        self.setItemDelegate(self._delegate)

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Show these rows; they have no remarks to stand in a column, so nothing is measured."""
        self.lines.show_rows(lines)
        self._choose_first()

    def row_of(self, key: str) -> QModelIndex | None:
        """Where the row of this key is."""
        rows = (self.lines.index(row) for row in range(self.lines.rowCount()))
        return next((index for index in rows if index.data(RowRole).key == key), None)

    def choose_first(self) -> None:
        """Choose the first row where none is chosen."""
        rows = (self.lines.index(row) for row in range(self.lines.rowCount()))
        first = next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)
        if first is not None and not self.currentIndex().flags() & Qt.ItemFlag.ItemIsSelectable:
            self.setCurrentIndex(first)

    def step(self, by: int) -> None:
        """Choose the next row, or the one before, past the heads."""
        row = self.currentIndex().row() + by
        while 0 <= row < self.lines.rowCount():
            if self.lines.index(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentIndex(self.lines.index(row))
                return
            row += by


class TaskListCard(Card):
    """The tasks in a card; `shown` after its rows, or the chosen one, have changed."""

    chose = Signal()
    changed = Signal()
    opened = Signal(object)
    """Enter on a task: its id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Tasks", parent)
        self.list = TaskList()
        self._rows = FirstRow(self.list, [VERIFIED])
        self.modes, self.filter = WordTabs(MODES), FilterField(FILTER)
        self.empty = EMPTY
        self._empty = empty_label(EMPTY)
        self._plan: Plan | None = None
        self.lines: list[Line] = []
        """The rows as they are shown, with those that are folded away."""
        self._verified = False
        self.right.hide()
        for place, part in enumerate((self.modes, self.filter)):
            self.header.insertWidget(3 + place, part)
        self.count.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self.body.setContentsMargins(0, 0, 0, BELOW)
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)
        self.modes.chosen.connect(self._show)
        self.filter.textChanged.connect(self._show)
        self.filter.left.connect(self._leave_filter)
        self.list.activated.connect(self._activate)
        self.list.clicked.connect(self._click)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def show_plan(self, plan: Plan) -> None:
        """Draw these tasks."""
        self._plan = plan
        self._show()

    def _show(self) -> None:
        text = self.filter.text().strip()
        ordered = by_owner if self.modes.at else by_time
        self.lines = [] if self._plan is None else ordered(self._plan, text=text, verified=True)
        lines = self.lines if self._verified or text else folded(self.lines)
        self._rows.show_rows(lines)
        self.list.choose_first()
        self.count.setText("" if self._plan is None else counts_text(self._plan))
        self._empty.setText(f"No task holds “{text}”. Esc shows all again." if text else self.empty)
        self._empty.setHidden(bool(lines))
        self.list.setVisible(bool(lines))
        self.changed.emit()

    @property
    def chosen(self) -> UUID | None:
        """The id of the task that is chosen."""
        line = self.list.currentIndex().data(RowRole)
        return UUID(line.key) if isinstance(line, TaskLine) else None

    def choose(self, task_id: UUID) -> None:
        """Choose a task; the fold opens, and the filter goes, where they hide it."""
        if self.list.row_of(str(task_id)) is None:
            self._verified = True
            self.filter.clear()
            self._show()
        if (index := self.list.row_of(str(task_id))) is not None:
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def next_mode(self) -> None:
        """By time, by owner, by time …"""
        self.modes.choose((self.modes.at + 1) % len(MODES))

    def _choose(self) -> None:
        self.chose.emit()

    def _activate(self, index: QModelIndex) -> None:
        line = index.data(RowRole)
        if line.key == VERIFIED:
            self._toggle()
        elif isinstance(line, TaskLine):
            self.opened.emit(UUID(line.key))

    def _click(self, index: QModelIndex) -> None:
        if index.data(RowRole).key == VERIFIED:
            self._toggle()

    def _toggle(self) -> None:
        self._verified = not self._verified
        self._show()

    def _leave_filter(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
