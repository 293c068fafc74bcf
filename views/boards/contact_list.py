"""Lists of contacts and calls: rows as on the board's cards, with the number before the second line."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.board import Line
from app.contact_lines import ContactLine
from views import theme
from views.boards.lines import TEXT_LEFT, Index, LineDelegate, LineList, RowRole
from views.painting import paint_text


class ContactDelegate(LineDelegate):
    """Two rows of type; numbers are painted here and nowhere else in a list, so that they can be left out."""

    numbers = True

    def in_two(self, line: Line) -> bool:
        """Every row has room for its number."""
        return True

    def _paint_second(self, painter: QPainter, rect: QRectF, line: Line) -> None:
        used = self._paint_right(painter, rect, line.right_second, "right_second", line, 13)
        room = rect.adjusted(TEXT_LEFT, 0, -used - theme.GAP if used else 0, 0)
        number = line.number if isinstance(line, ContactLine) and self.numbers else ""
        if number:
            width = paint_text(painter, room, number, theme.colour("text1"), size=13)
            room.setLeft(room.left() + width + theme.GAP)
        if line.second and room.width() > theme.GAP:
            paint_text(painter, room, line.second, theme.colour("text2"), size=13)


class ContactList(LineList):
    """Rows of `app/contact_lines.py`; says which contact is chosen."""

    chosen = Signal(object)
    """The contact's id, or None."""

    def __init__(self, name: str, loud: str = "right", parent: QWidget | None = None) -> None:
        super().__init__(name, loud, parent)
        self._delegate = ContactDelegate(loud, self)
        self.setItemDelegate(self._delegate)
        self.shown: tuple[ContactLine, ...] = ()

    def show_contacts(self, lines: Sequence[ContactLine]) -> None:
        """Show these rows, if they are others."""
        if self.shown != tuple(lines):
            self.shown = tuple(lines)
            self.show_rows(lines)

    @property
    def line(self) -> ContactLine | None:
        """The chosen row."""
        found = self.currentIndex().data(RowRole)
        return found if isinstance(found, ContactLine) else None

    def choose(self, about: UUID | None) -> bool:
        """Choose the first row about this contact, and say whether there is one."""
        row = next((row for row, line in enumerate(self.shown) if about is not None and line.about == about), None)
        if row is None:
            return False
        if self.line is None or self.line.about != about:
            self.setCurrentIndex(self.lines.index(row))
        return True

    def resizeEvent(self, event: object) -> None:
        """The chosen row stays in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell whom the chosen row is about."""
        super().currentChanged(current, previous)
        self.chosen.emit(None if self.line is None else self.line.about)


class WholeList(ContactList):
    """A list as high as its rows, to be scrolled with what stands around it; its rows cannot be chosen by keys."""

    def __init__(self, name: str, loud: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, loud, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        """As high as all rows."""
        return QSize(theme.px(200), theme.px(self.content_height()))

    def minimumSizeHint(self) -> QSize:
        """No lower than all rows."""
        return QSize(0, theme.px(self.content_height()))

    def show_contacts(self, lines: Sequence[ContactLine]) -> None:
        """Show these rows, and be as high as they are."""
        super().show_contacts(lines)
        self.updateGeometry()
