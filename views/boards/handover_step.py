"""What the steps of a handover share: a card with a list and a way on, and a form that stands in a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.board import Line
from views import theme
from views.boards.cards import HEADER, Card, empty_label
from views.boards.first_row import FirstRow
from views.boards.key_button import KeyButton
from views.boards.lines import LineList, RowRole
from views.labels import label, line


class StepCard(Card):
    """A step that shows a list; Enter on a row opens it, the button goes on."""

    went_on = Signal()
    opened = Signal(str)
    """The key of the row that Enter was pressed on."""

    def __init__(
        self, title: str, shown: LineList, empty: str, on: tuple[str, str], parent: QWidget | None = None
    ) -> None:
        """`on` is the way on: its key and its words."""
        super().__init__(title, parent)
        self.list, self._rows_of_list = shown, FirstRow(shown)
        self.empty = empty_label(empty)
        self.button = KeyButton(*on)
        self.button.setProperty("kind", "primary")
        self.button.setAutoDefault(True)
        self.body.addWidget(self.empty)
        self.body.addWidget(shown, 1)
        self.body.addStretch()
        self.foot_row = QWidget()
        self.foot = QHBoxLayout(self.foot_row)
        self.foot.setContentsMargins(theme.PADDING, 12, theme.PADDING, 12)
        self.foot.setSpacing(8)
        self.foot.addWidget(self.button)
        self.foot.addStretch(1)
        self.foot_line = line()
        self.body.addWidget(self.foot_line)
        self.body.addWidget(self.foot_row)
        self.button.clicked.connect(self.went_on)
        shown.activated.connect(self._open)

    def show_lines(self, lines: Sequence[Line], count: str) -> None:
        """Show these rows, or what stands where there is none."""
        self.empty.setHidden(bool(lines))
        self.list.setVisible(bool(lines))
        self._rows_of_list.show_rows(lines)
        self.count.setText(count)

    def show_way_on(self, shown: bool) -> None:
        """Offer the way on, or not: in the past there is no handover to go on with."""
        self.foot_line.setVisible(shown)
        self.foot_row.setVisible(shown)
        self.body.setContentsMargins(0, 0, 0, 0 if shown else theme.px(8))

    def focus_first(self) -> None:
        """Go to the list; where it is empty, to the button."""
        (self.button if self.list.isHidden() else self.list).setFocus()

    def _open(self, index: QModelIndex) -> None:
        found: Line | None = index.data(RowRole)
        if found is not None and found.mark:
            self.opened.emit(found.key)

    def chosen_key(self) -> str:
        """The key of the row that is chosen; nothing where none is."""
        found: Line | None = self.list.currentIndex().data(RowRole)
        return found.key if found is not None else ""


class InStep:
    """A form that stands in a screen, not in a panel: it looks like a card and is not closed."""

    def _head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        words = label(title, "title")
        words.setFixedHeight(HEADER)
        head.addWidget(words, 1)
        return head

    def add_foot_hint(self) -> None:
        """Nothing is closed here."""
