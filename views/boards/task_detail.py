"""One task whole, beside the list: its facts, its links and ticks, its entries of the log, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.board import Line, Tone
from app.task_detail import Fact, Heading
from models.terms import TaskStatus
from views import theme
from views.boards.cards import empty_label
from views.boards.key_button import KeyButton
from views.boards.lines import MARK, TEXT_LEFT, Index, LineDelegate, LineList, RowRole
from views.labels import line as hairline_widget
from views.labels import restyle
from views.painting import (
    FRAME_INSET,
    Paragraph,
    font,
    line_height,
    paint_frame,
    paint_mark,
    paint_text,
    to_design,
    word_colour,
)

EMPTY = "No task is chosen. Choose one with ↑ and ↓, or press T to open one."
EMPTY_THEN = "No task is chosen. Choose one with ↑ and ↓."
FOOT_FROM = 260
"""The height from which there is room for the buttons."""
WORD_WIDTH = 104
"""The column of the words before the facts."""
NOT_DONE = (TaskStatus.PLANNED, TaskStatus.READY, TaskStatus.IN_PROGRESS, TaskStatus.BLOCKED)
ACTIONS = (
    ("start", "Start", "W", (TaskStatus.PLANNED, TaskStatus.READY, TaskStatus.BLOCKED)),
    ("finish", "Done", "X", NOT_DONE),
    ("block", "Block", "L", (TaskStatus.PLANNED, TaskStatus.READY, TaskStatus.IN_PROGRESS)),
    ("verify", "Verify", "Y", (TaskStatus.DONE,)),
    ("reopen", "Reopen", "O", (TaskStatus.DONE, TaskStatus.VERIFIED)),
    ("edit", "Edit", "Enter", (*NOT_DONE, TaskStatus.DONE)),
)
"""What a button does, its word, its key, and in which states it is offered; the first one of a state is next."""
NEXT = ("start", "finish", "verify")
"""What may be the next act; a verified task has none."""


@lru_cache(maxsize=256)
def _wrapped(text: str, size: int, weight: int, width: float) -> Paragraph:
    return Paragraph(text, font(size, weight), width)


class DetailDelegate(LineDelegate):
    """Facts and heading are wrapped, whole; the other rows are painted as in every list."""

    width = 400.0
    """Of the rows, in design pixels."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme.px(self.height_of(index.data(RowRole))))

    def height_of(self, line: Line) -> int:
        """The height of a row in the present width."""
        if isinstance(line, Heading):
            return round(self._text(line).height) + 20 + 16
        if isinstance(line, Fact):
            return round(self._text(line).height) + 6
        return super().height_of(line)

    def _text(self, line: Line) -> Paragraph:
        if isinstance(line, Heading):
            return _wrapped(line.title, 15, 600, self.width - 2 * theme.PADDING - TEXT_LEFT)
        return _wrapped(line.remark, 14, 450, self.width - 2 * theme.PADDING - WORD_WIDTH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(RowRole)
        if not isinstance(line, Heading | Fact):
            super().paint(painter, option, index)
            return
        painter.save()
        rect = to_design(painter, QRectF(option.rect))
        inner = rect.adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        if isinstance(line, Heading):
            if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
                paint_frame(painter, rect.adjusted(FRAME_INSET, 0, -FRAME_INSET, -2), focused=True)
            self._paint_heading(painter, inner, line)
        else:
            self._paint_fact(painter, inner, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        text = self._text(line)
        paint_mark(painter, QRectF(rect.left(), rect.top() + 7, MARK, MARK), line.mark, theme.colour("text2"))
        text.paint(painter, QPointF(rect.left() + TEXT_LEFT, rect.top() + 6), theme.colour("text1"))
        late = line.tone is Tone.LATE
        tint = word_colour("triangle") if late else theme.colour("text2")
        below = QRectF(rect.left() + TEXT_LEFT, rect.top() + 6 + text.height, rect.width() - TEXT_LEFT, 20)
        paint_text(painter, below, line.second, tint, size=13, weight=600 if late else 450)

    def _paint_fact(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        word = QRectF(rect.left(), rect.top(), WORD_WIDTH - 8, line_height(14))
        paint_text(painter, word, line.title, theme.colour("text2"), size=13)
        self._text(line).paint(painter, QPointF(rect.left() + WORD_WIDTH, rect.top()), theme.colour("text1"))


class DetailList(LineList):
    """The rows of one task; Enter or Space acts on the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("The chosen task", parent=parent)
        self._delegate: DetailDelegate = DetailDelegate("", self)
        self.setItemDelegate(self._delegate)

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Show these rows; the whole task is read out with the list."""
        if [line.key for line in lines] != [
            self.lines.index(row).data(RowRole).key for row in range(self.lines.rowCount())
        ]:
            self.scheduleDelayedItemsLayout()
        super().show_rows(lines)
        self._delegate.widest_title = 0.0
        self.executeDelayedItemsLayout()  # while it is painted, it would be painted twice
        self.setAccessibleDescription(". ".join(line.spoken for line in lines if isinstance(line, Heading | Fact)))

    def resizeEvent(self, event: object) -> None:
        """What is narrower is higher; laid out at once, so that it is painted once."""
        was, self._delegate.width = self._delegate.width, self.width() / theme.zoom()
        super().resizeEvent(event)
        if was != self._delegate.width:
            self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space does what Enter does."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TaskDetail(QWidget):
    """The rows of the chosen task, and buttons for what can be done with it now."""

    acted = Signal(str)
    """The name of an action."""
    activated = Signal(object)
    """Enter on a row: its `Line`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = DetailList()
        self.buttons: dict[str, KeyButton] = {}
        """Those that were offered so far; each is made when it is first needed."""
        self._empty = empty_label(EMPTY)
        self._foot, self._across = QWidget(), QHBoxLayout()
        self.offered: tuple[str, ...] = ()
        """The names of those that are offered now, the next act first."""
        self._arrange()
        self.list.activated.connect(self._activate)
        self.setFocusProxy(self.list)
        self.show_task(None, [], writes=False)

    def _offer(self, status: TaskStatus | None) -> None:
        """Show the buttons of a state in their order; what is next stands first and is lit."""
        offered = tuple(name for name, _, _, states in ACTIONS if status in states)
        if offered == self.offered:
            return
        self.offered = offered
        for name, words, key, _ in ACTIONS:
            if name in offered and name not in self.buttons:
                self._make_button(name, words, key)
        for name, button in self.buttons.items():
            button.setVisible(name in offered)
        for place, name in enumerate(offered):
            self._across.insertWidget(place, self.buttons[name])
            restyle(self.buttons[name], "kind", "primary" if place == 0 and name in NEXT else "")

    def _make_button(self, name: str, words: str, key: str) -> None:
        made = self.buttons[name] = KeyButton(key, words, self._foot)
        made.clicked.connect(partial(self._act, name))

    def _arrange(self) -> None:
        across = self._across
        across.setContentsMargins(theme.PADDING, 8, theme.PADDING, 8)
        across.setSpacing(8)
        across.addStretch(1)
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(1, 0, 1, 0)
        foot.setSpacing(0)
        foot.addWidget(hairline_widget())
        foot.addLayout(across)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        down.addWidget(self._empty)
        down.addWidget(self.list, 1)
        down.addWidget(self._foot)

    def show_task(self, status: TaskStatus | None, lines: Sequence[Line], *, writes: bool) -> None:
        """Show these rows of a task in this state; None says how to choose one."""
        self._empty.setText(EMPTY if writes else EMPTY_THEN)
        self._empty.setHidden(status is not None)
        self.list.setVisible(status is not None)
        self.list.show_rows(lines)
        self._writes = status is not None and writes
        if self._writes:
            self._offer(status)
        self._show_foot()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, it belongs to the rows: the keys do what the buttons do."""
        super().resizeEvent(event)
        self._show_foot()

    def _show_foot(self) -> None:
        self._foot.setVisible(self._writes and self.height() >= theme.px(FOOT_FROM))

    def _act(self, name: str, *_: object) -> None:
        self.acted.emit(name)

    def _activate(self, index: Index) -> None:
        self.activated.emit(index.data(RowRole))
