"""The found entries as a model: a row is worded when it is first asked for, the columns are measured for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.search import Hit
from app.search_line import Wanted
from app.search_lines import FoundLine, found_line
from models.picture import Picture
from models.times import clock_text
from views.log_row import KIND_WORDS
from views.painting import metrics, tooltip

Index = QModelIndex | QPersistentModelIndex
RowRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class Columns:
    """How wide the widest number, time, kind, ref and initials are, in design pixels."""

    number: float = 0
    at: float = 0
    kind: float = 0
    incident: float = 0
    by: float = 0

    @classmethod
    def of(cls, hits: Sequence[Hit], times: Iterable[str], *, everywhere: bool) -> Columns:
        """Wide enough for each of these; the words of the kinds have one width for all."""
        texts = (
            (f"#{hit.number}" for hit in hits),
            times,
            KIND_WORDS,
            (hit.incident for hit in hits) if everywhere else (),
            (hit.initials for hit in hits),
        )
        measure = metrics(13, 500)
        return cls(*(max(map(measure.horizontalAdvance, set(some)), default=0) for some in texts))


class FoundModel(QAbstractListModel):
    """The hits; a row is worded when it is first asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hits: list[Hit] = []
        self._lines: dict[int, FoundLine] = {}
        self.wanted = Wanted()
        self._picture: Picture | None = None
        self._moment: datetime | None = None
        self.columns = Columns()

    def show_hits(self, hits: Sequence[Hit], wanted: Wanted, picture: Picture, moment: datetime) -> None:
        """Become these."""
        self.beginResetModel()
        self.hits, self.wanted, self._picture, self._moment = list(hits), wanted, picture, moment
        self._lines.clear()
        self.endResetModel()
        zone = picture.station.zone
        today = moment.astimezone(zone).date()
        at = (clock_text(hit.recorded_at, zone, today) for hit in self.hits)
        self.columns = Columns.of(self.hits, at, everywhere=wanted.everywhere)

    def add_hits(self, hits: Sequence[Hit]) -> None:
        """These are older ones of the same search."""
        if hits:
            self.beginInsertRows(QModelIndex(), len(self.hits), len(self.hits) + len(hits) - 1)
            self.hits += hits
            self.endInsertRows()

    def line(self, row: int) -> FoundLine:
        """A row as it is painted."""
        found = self._lines.get(row)
        if found is None:
            assert self._picture is not None
            assert self._moment is not None
            zone = self._picture.station.zone
            today = self._moment.astimezone(zone).date()
            found = self._lines[row] = found_line(self.hits[row], self.wanted, zone, today)
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self.hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The row under `RowRole`; else its words."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.hits[index.row()].text
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.line(index.row()).spoken
            case Qt.ItemDataRole.ToolTipRole:
                return tooltip(self.line(index.row()).spoken)
            case _:
                return self.line(index.row()) if role == RowRole else None
