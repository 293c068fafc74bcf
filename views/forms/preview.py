"""The rows of an import before it is done: refused ones first, then what changes and what is new."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QListView, QWidget

from app.board import Line, Tone
from app.import_plan import Outcome, Plan, PlannedRow
from views import theme
from views.boards.lines import Index, LineDelegate, RowRole
from views.painting import tooltip

MARKS = {Outcome.REFUSED: "triangle", Outcome.CHANGED: "pencil", Outcome.NEW: "plus"}
"""What is shown, in this order; rows that are the same are only counted."""


class PlanModel(QAbstractListModel):
    """The planned rows; the words of a row are made when it is painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PlannedRow] = []

    def show_plan(self, plan: Plan) -> None:
        """Become the rows of this plan."""
        self.beginResetModel()
        self._rows = [row for outcome in MARKS for row in plan.rows if row.outcome is outcome]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many rows do something, or are refused."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The line under `RowRole`; else its words."""
        if not index.isValid():
            return None
        line = planned_line(self._rows[index.row()])
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(line.spoken)
            case _:
                return line if role == RowRole else None


def planned_line(row: PlannedRow) -> Line:
    """A planned row as a line: what it is about, what becomes of it, and on which line of the file it stands."""
    about = row.about.strip() or "An empty row"
    outcome = row.outcome.value.capitalize()
    spoken = f"{outcome}: {about}, {row.says}, line {row.line}"
    tone = Tone.LATE if row.outcome is Outcome.REFUSED else Tone.NORMAL
    return Line(
        str(row.line), MARKS[row.outcome], about, row.says or outcome, spoken, "", outcome, f"line {row.line}", tone
    )


class PlanList(QListView):
    """The list of planned rows; every row is of one height, so that thousands cost nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("What would be imported")
        self.rows = PlanModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(LineDelegate("right", self))
        self.setUniformItemSizes(True)
        self.setProperty("kind", "card")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        theme.switch().changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def count(self) -> int:
        """How many rows are shown."""
        return self.rows.rowCount()

    def show_plan(self, plan: Plan) -> None:
        """Show this plan from its first row."""
        self.rows.show_plan(plan)
        self.scrollToTop()

    def keyboardSearch(self, search: str) -> None:
        """Single letters are the console's keys, so the list's own type-ahead is off."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: there is always a chosen row then."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.count:
            self.setCurrentIndex(self.rows.index(0))
