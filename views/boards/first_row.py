"""Where a list begins: on its first row, as long as the operator has not chosen another one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt

from app.board import Line
from views.boards.lines import LineList, RowRole


class FirstRow(QObject):
    """Puts a list back on its first row when it is shown anew with other rows; while it is looked at, none moves."""

    def __init__(self, shown: LineList, folds: Sequence[str] = ()) -> None:
        """`folds` are the keys of lines that only open others: the list never begins on one, unless it is alone."""
        super().__init__(shown)
        self._list, self._folds = shown, folds
        self._chosen, self._draws = "", False
        shown.selectionModel().currentChanged.connect(self._take)
        shown.installEventFilter(self)

    def show_rows(self, lines: Sequence[Line]) -> None:
        """Show these rows."""
        self._draws = True
        self._list.show_rows(lines)
        self._draws = False
        key = self._key(self._list.currentIndex())
        if not self._list.isVisible() or (key in self._folds and key != self._chosen):
            self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Shown anew."""
        if event.type() == QEvent.Type.Show and not event.spontaneous():
            self._begin()
        return False

    def _begin(self) -> None:
        """Choose the first row, where some row is chosen that the operator has not chosen."""
        keys = {line.key for line in self._list.lines.lines}
        current, first = self._list.currentIndex(), self._first()
        if current.isValid() and first is not None and (not self._chosen or self._chosen not in keys):
            self._chosen = ""
            self._list.setCurrentIndex(first)

    def _take(self, current: QModelIndex, _: QModelIndex) -> None:
        """What the operator goes to is kept; the first row is where the list begins anyway."""
        if not self._draws:
            self._chosen = "" if current == self._first() else self._key(current)

    def _first(self) -> QModelIndex | None:
        rows = (self._list.lines.index(row) for row in range(self._list.lines.rowCount()))
        return next((index for index in rows if index.flags() & Qt.ItemFlag.ItemIsSelectable), None)

    @staticmethod
    def _key(index: QModelIndex) -> str:
        line = index.data(RowRole)
        return line.key if isinstance(line, Line) else ""
