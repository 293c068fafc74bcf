"""Lists that paint their rows themselves, as a screen reader meets them: a list, and a list item for each row seen."""

from __future__ import annotations

from collections import OrderedDict
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleObject,
    QFocusEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QWidget

MOST = 64
"""Rows that have an object at once. PySide6 keeps every face that it was ever given, so objects are used again."""


class SpokenRow(QObject):
    """One row as an object, because Qt's accessibility speaks of objects; made when a screen reader asks for it."""

    def __init__(self, shown_in: SpokenList, row: int) -> None:
        super().__init__(shown_in)
        self.shown_in, self.row = shown_in, row


class SpokenList(QAbstractScrollArea):
    """A scroll area that paints rows; who derives from it says which are seen, where they are and what they say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spoken: OrderedDict[int, SpokenRow] = OrderedDict()
        _offer_faces()

    def seen_rows(self) -> range:
        """The rows that are seen."""
        raise NotImplementedError

    def words_of(self, row: int) -> str:
        """The whole row in words."""
        raise NotImplementedError

    def place_of(self, row: int) -> QRect:
        """Where a row is painted in the viewport."""
        raise NotImplementedError

    @property
    def chosen_row(self) -> int | None:
        """The row that the keyboard is on."""
        raise NotImplementedError

    def about(self) -> str:
        """What else there is to say of the list itself."""
        return ""

    def spoken_row(self, row: int) -> SpokenRow:
        """The object of a row: its own, a new one, or the one that was longest not asked for."""
        found = self._spoken.pop(row, None)
        if found is None and len(self._spoken) >= max(MOST, 2 * len(self.seen_rows())):
            found = self._spoken.popitem(last=False)[1]
            found.row = row
            QAccessible.updateAccessibility(QAccessibleEvent(found, QAccessible.Event.NameChanged))
        self._spoken[row] = found or SpokenRow(self, row)
        return self._spoken[row]

    def tell_chosen(self) -> None:
        """Tell a screen reader that the keyboard has come to the chosen row."""
        row, seen = self.chosen_row, self.seen_rows()
        if QAccessible.isActive() and self.hasFocus() and row is not None and row in seen:
            event = QAccessibleEvent(self, QAccessible.Event.Focus)
            event.setChild(row - seen.start)
            QAccessible.updateAccessibility(event)

    def announce(self, words: str) -> None:
        """Have something said that happened without the keyboard."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt tells of the list once this is over; the chosen row comes after it."""
        super().focusInEvent(event)
        if QAccessible.isActive():
            QTimer.singleShot(0, self.tell_chosen)


class _ListFace(QAccessibleWidget):
    """A list whose items are the rows that are seen."""

    def __init__(self, shown: SpokenList) -> None:
        super().__init__(shown, QAccessible.Role.List)

    def _list(self) -> SpokenList:
        shown = self.object()
        assert isinstance(shown, SpokenList)
        return shown

    def text(self, kind: QAccessible.Text) -> str:
        if kind is QAccessible.Text.Description:
            return self._list().about()
        return super().text(kind)

    def childCount(self) -> int:
        return len(self._list().seen_rows())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        shown = self._list()
        seen = shown.seen_rows()
        if not 0 <= index < len(seen):
            return None
        return QAccessible.queryAccessibleInterface(shown.spoken_row(seen[index]))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        row, seen = child.object(), self._list().seen_rows()
        return row.row - seen.start if isinstance(row, SpokenRow) and row.row in seen else -1

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]
        shown = self._list()
        at = shown.viewport().mapFromGlobal(QPoint(x, y))
        seen = shown.seen_rows()
        return next((self.child(row - seen.start) for row in seen if shown.place_of(row).contains(at)), None)

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]
        row, seen = self._list().chosen_row, self._list().seen_rows()
        return self.child(row - seen.start) if row is not None and self._list().hasFocus() else None


class _RowFace(QAccessibleObject):
    """One row of such a list."""

    def _row(self) -> SpokenRow:
        row = self.object()
        assert isinstance(row, SpokenRow)
        return row

    def parent(self) -> QAccessibleInterface:
        return QAccessible.queryAccessibleInterface(self._row().shown_in)

    def childCount(self) -> int:
        return 0

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        return None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def text(self, kind: QAccessible.Text) -> str:
        return self._row().shown_in.words_of(self._row().row) if kind is QAccessible.Text.Name else ""

    def rect(self) -> QRect:
        shown = self._row().shown_in
        place = shown.place_of(self._row().row)
        return QRect(shown.viewport().mapToGlobal(place.topLeft()), place.size())

    def state(self) -> QAccessible.State:
        shown, row = self._row().shown_in, self._row().row
        state = QAccessible.State()
        flags = {
            "focusable": True,
            "selectable": True,
            "readOnly": True,
            "selected": row == shown.chosen_row,
            "focused": row == shown.chosen_row and shown.hasFocus(),
            "offscreen": row not in shown.seen_rows(),
            "invisible": not shown.isVisible(),
        }
        for name, on in flags.items():
            setattr(state, name, on)
        return state


@cache
def _offer_faces() -> None:
    """Once in a process: from here on Qt asks for the faces of these lists and rows here."""
    QAccessible.installFactory(_face_of)


def _face_of(_: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, SpokenList):
        return _ListFace(thing)
    return _RowFace(thing) if isinstance(thing, SpokenRow) else None
