"""The register as an item model over the columns of `app/register.py`, with a role to sort by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.register import COLUMNS
from models.system import System
from views.boards.lines import Index, RowRole
from views.painting import tooltip

SortRole = Qt.ItemDataRole.UserRole + 1


class RegisterModel(QAbstractTableModel):
    """The systems of the register, also those that were taken out, which say so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._systems: list[System] = []

    def show_systems(self, systems: Sequence[System]) -> None:
        """Become these systems; only what differs is told where none came, went or moved."""
        if [one.id for one in systems] != [one.id for one in self._systems]:
            self.beginResetModel()
            self._systems = list(systems)
            self.endResetModel()
            return
        changed = [row for row, system in enumerate(systems) if system is not self._systems[row]]
        self._systems = list(systems)
        for row in changed:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many systems there are."""
        return 0 if parent.isValid() else len(self._systems)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns the register has."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell in words; the system under `RowRole`, what it is sorted by under `SortRole`."""
        if not index.isValid():
            return None
        system, column = self._systems[index.row()], COLUMNS[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(system, index.column())
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{column.head}: {_cell(system, index.column()) or 'nothing'}"
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(_cell(system, index.column()))
        if role == SortRole:
            return column.order(system)
        return system if role == RowRole else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The head of a column."""
        across = orientation is Qt.Orientation.Horizontal
        return COLUMNS[section].head if across and role == Qt.ItemDataRole.DisplayRole else None


def _cell(system: System, column: int) -> str:
    text = COLUMNS[column].text(system)
    taken_out = system.removed_at is not None and COLUMNS[column].field == "name"
    return f"{text} (taken out)" if taken_out else text
