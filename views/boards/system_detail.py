"""One system beside its board: how it stands, what the register says, its open tasks and its history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from app.board import Line
from app.logbook import log_line
from app.system_facts import Fact, facts, state_fact, status_of, tasks_about
from app.system_history import StatusChange, history_lines, system_history
from models.marks import shape_of
from models.picture import Picture
from models.system import System
from models.task import Task
from views import theme
from views.boards.cards import Card, ContentScroll
from views.boards.lines import LineList, RowRole
from views.labels import label
from views.painting import plain
from views.strip import ShapeMark

WIDTH, LOW = 420, 360
"""Design pixels."""
HINT = "Enter goes to the chosen line, Esc closes"


class SystemDetail(Card):
    """Follows what is chosen on the board while it is open."""

    asked = Signal(str, object)

    def __init__(self, ask: Callable[..., None], parent: QWidget | None = None) -> None:
        super().__init__("System", parent)
        self._ask = ask
        self._picture: Picture | None = None
        self._system: System | None = None
        self._moment: datetime | None = None
        self._changes: list[StatusChange] = []
        self._tasks: list[Line] = []
        self._facts: list[Fact] = []
        self._mark, self._state = ShapeMark("ring", theme.ICON_SMALL), label("", "value", wrap=True)
        self.name = label("", "title", wrap=True)
        self._scroll, self._hint = ContentScroll(self), label("", "hint", wrap=True)
        self.list = LineList("Open tasks and history", loud="right_second")
        self.setFixedWidth(WIDTH)
        self._lay_out()
        self.list.activated.connect(self._go_to)

    def _lay_out(self) -> None:
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._state, 1)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._scroll.setMinimumHeight(44)
        self.list.setMinimumHeight(80)
        self.body.addLayout(_inset(self.name, 0, 6))
        self.body.addLayout(_inset(row, 0, 8))
        self.body.addWidget(self._scroll)
        self.body.addWidget(self.list, 1)
        self.body.addLayout(_inset(self._hint, 8, 12))

    @property
    def system_id(self) -> UUID | None:
        """The system that is shown."""
        return None if self._system is None else self._system.id

    def list_lines(self) -> list[Line]:
        """What stands in its list: heads, tasks, changes."""
        return [self.list.lines.index(row).data(RowRole) for row in range(self.list.lines.rowCount())]

    def show_system(self, picture: Picture, system_id: UUID, moment: datetime, *, writes: bool = True) -> None:
        """Show this system as it was at the picture's moment; `writes` says which keys act on it."""
        system = picture.get(System, system_id)
        if system is None:
            return
        if self.system_id != system_id:
            self._changes = []
        is_new = picture is not self._picture or self.system_id != system_id
        self._picture, self._system, self._moment = picture, system, moment
        self._hint.setText(f"S status, R register, {HINT}" if writes else HINT)
        status = status_of(picture, system_id)
        self.title.setText(plain(system.ref))
        self.name.setText(plain(system.name))
        self._mark.show_shape(shape_of(status))
        self._state.setText(state_fact(system, status, moment, picture.station.zone))
        self._show_facts(facts(picture, system, moment))
        self._tasks = tasks_about(picture, system_id, moment)
        self._show_lines()
        if is_new:
            self._ask(system_history(system_id), partial(self._take_history, picture), "history")

    def _take_history(self, picture: Picture, changes: list[StatusChange]) -> None:
        if picture is self._picture:
            self._changes = changes
            self._show_lines()

    def _show_lines(self) -> None:
        """Open tasks, then the history, each under its head."""
        if self._picture is None or self._moment is None:
            return
        history = history_lines(self._changes, self._picture.station.zone, self._moment)
        self.list.show_rows([*_under("Open tasks", self._tasks), *_under("History", history)])

    def _show_facts(self, told: list[Fact]) -> None:
        if told != self._facts:
            self._facts = told
            self._scroll.show_sheet(_fact_sheet(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is low, the hint makes room for the facts."""
        super().resizeEvent(event)
        self._hint.setVisible(self.height() >= theme.px(LOW))

    def _go_to(self, index: QModelIndex) -> None:
        """To the chosen task, or to the entry of the log that made the change."""
        row_id = UUID(index.data(RowRole).key)
        if self._picture is not None and self._picture.get(Task, row_id) is not None:
            self.asked.emit("go_to_task", row_id)
        else:
            self._ask(log_line(row_id), self._go_to_entry, "entry")

    def _go_to_entry(self, line: Any) -> None:
        if line is not None:
            self.asked.emit("go_to_entry", line)


def _inset(part: QWidget | QLayout, above: int, below: int) -> QVBoxLayout:
    """A part of the card on its left edge."""
    held = QVBoxLayout()
    held.setContentsMargins(theme.PADDING, above, theme.PADDING, below)
    if isinstance(part, QLayout):
        held.addLayout(part)
    else:
        held.addWidget(part)
    return held


def _under(head: str, lines: Sequence[Line]) -> list[Line]:
    """The lines under a head that says how many; a head alone where there are none."""
    return [Line(head, "", head, "", f"{head}: {len(lines)}", remark=str(len(lines)) if lines else "none"), *lines]


def _fact_sheet(told: Sequence[Fact]) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(theme.PADDING, 0, theme.PADDING, 12)
    grid.setHorizontalSpacing(theme.SPACES[3])
    grid.setVerticalSpacing(theme.SPACES[0])
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(told):
        grid.addWidget(label(fact.word, "second"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(_fact(fact), row, 1)
    return sheet


def _fact(fact: Fact) -> QHBoxLayout:
    """What a fact says; a time that is over wears the triangle."""
    row = QHBoxLayout()
    row.setSpacing(6)
    if fact.late:
        row.addWidget(ShapeMark("triangle", 14), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(plain(fact.text), "value", wrap=True), 1)
    return row
