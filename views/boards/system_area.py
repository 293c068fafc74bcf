"""One area of the register: a card with a painted list of its systems, whose normal ones fold to a line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QListView, QWidget

from app.board import Line
from app.systems import Area
from views import theme
from views.boards.cards import HEADER, Card
from views.boards.lines import LineModel, RowRole
from views.boards.system_card import FOLD, SystemDelegate

BELOW = 8
"""Free below the last line, in design pixels."""


class AreaList(QListView):
    """The systems of one area; it scrolls with the board, never by itself."""

    chosen = Signal(str)
    """The key of the line that was chosen by key or mouse."""
    entered = Signal(str)
    """Enter on a line, a double click, or a click on the fold."""
    left = Signal(int)
    """Past the last line (1) or the first (-1)."""
    beside = Signal(int)
    """To the column at the right (1) or left (-1)."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines = LineModel(self)
        self._delegate = SystemDelegate(self)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._click)
        self.doubleClicked.connect(self._double_click)
        theme.switch().changed.connect(self.scheduleDelayedItemsLayout)

    def height_in(self, width: float) -> int:
        """How high all its lines are in this width of design pixels, in pixels: row by row, as the list rounds them."""
        if width != self._delegate.width:
            self._delegate.width = width
            self.scheduleDelayedItemsLayout()
        return sum(theme.px(self._delegate.height_of(line)) for line in self.lines.lines)

    def all_lines(self) -> list[Line]:
        """The lines in their order."""
        return list(self.lines.lines)

    @property
    def key(self) -> str:
        """The key of the chosen line, or nothing."""
        index = self.currentIndex()
        return index.data(RowRole).key if index.isValid() else ""

    def choose(self, row: int) -> None:
        """Choose a line by its number; below nought counts from the end."""
        self.setCurrentIndex(self.lines.index(row % self.lines.rowCount()))

    def row_of(self, key: str) -> int | None:
        """Where a line stands."""
        return next((row for row, line in enumerate(self.all_lines()) if line.key == key), None)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Say which line is chosen now."""
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(self.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move within the area and out of it."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1}.get(Qt.Key(event.key()))
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif step is not None:
            self._step(step)
        elif side is not None:
            self.beside.emit(side)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.key:
            self.entered.emit(self.key)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        if 0 <= row < self.lines.rowCount():
            self.choose(row)
        else:
            self.left.emit(step)

    def _click(self, index: QModelIndex) -> None:
        if index.data(RowRole).key.startswith(FOLD):
            self.entered.emit(index.data(RowRole).key)

    def _double_click(self, index: QModelIndex) -> None:
        if not index.data(RowRole).key.startswith(FOLD):
            self.entered.emit(index.data(RowRole).key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The board scrolls, not the area."""
        event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the list's own type-ahead is off."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: there is always a chosen line then. A click chooses its own."""
        super().focusInEvent(event)
        by_mouse = event.reason() is Qt.FocusReason.MouseFocusReason
        if not by_mouse and not self.selectionModel().hasSelection() and self.lines.rowCount():
            self.choose(-1 if event.reason() is Qt.FocusReason.BacktabFocusReason else 0)


class AreaCard(Card):
    """One area: its name, how many are affected, and its list."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.list = AreaList(name, self)
        self.body.setContentsMargins(0, 0, 0, BELOW)
        self.body.addWidget(self.list)
        self.area = Area(name, (), ())
        self.unfolded = False

    def show_area(self, area: Area, *, whole: bool) -> None:
        """Show this area; `whole` does not fold the normal ones."""
        self.area = area
        self.count.setText(area.count_text)
        opened = self.unfolded or whole
        self.list.lines.show_rows([*area.affected, *self._fold_line(opened), *(area.normal if opened else ())])

    def _fold_line(self, opened: bool) -> list[Line]:
        if not (said := self.area.normal_text):
            return []
        shape = "ring" if any(line.mark == "ring" for line in self.area.normal) else "dash"
        spoken = f"{said}, {'open' if opened else 'folded'}, Enter {'folds' if opened else 'opens'}"
        return [Line(FOLD, shape, said, "", spoken, right="chevron-down" if opened else "chevron-right")]

    def height_in(self, width: float) -> int:
        """How high it is in this width of design pixels, in pixels."""
        return theme.px(HEADER) + self.list.height_in(width - 2 / theme.zoom()) + theme.px(BELOW) + 2
