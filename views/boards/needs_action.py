"""What waits for somebody: open tasks, reviews, and what is done and not verified."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.needs_action import needs_action
from models.picture import Picture
from views import theme
from views.boards.cards import HEADER, Card, empty_label
from views.boards.lines import LineList


class NeedsActionCard(Card):
    """Open work by due time; what is late stands first and wears the triangle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Needs action", parent)
        self.list = LineList("Needs action", loud="right_second")
        self._empty = empty_label("Nothing is open. Press T to open a task, D for a decision.")
        self.count.setText("by time")
        self.right.setText("Due")
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw what is open at this moment."""
        lines = needs_action(picture, moment)
        self._empty.setHidden(bool(lines))
        self.list.setVisible(bool(lines))
        self.list.show_rows(lines)
        self.setMaximumHeight(theme.px(self.wanted_height()))

    def wanted_height(self) -> int:
        """How high it is with all that it holds, in design pixels."""
        held = (
            self.list.content_height()
            if self._empty.isHidden()
            else round(self._empty.sizeHint().height() / theme.zoom())
        )
        return HEADER + held + 2
