"""Who was called, who was reached, and who was not."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.board import call_lines, people_tile
from models.picture import Picture
from views.boards.cards import Card, empty_label
from views.boards.lines import LineList


class CallDownCard(Card):
    """The calls of this incident by contact: those not reached first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Call-down", parent)
        self.list = LineList("Call-down", loud="right")
        self._empty = empty_label("Nobody called yet. Press C to call.")
        self.body.addWidget(self._empty)
        self.body.addWidget(self.list, 1)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the calls as they stand."""
        lines = call_lines(picture, moment)
        self._empty.setHidden(bool(lines))
        self.list.setVisible(bool(lines))
        self.list.show_rows(lines)
        tile = people_tile(picture)
        self.count.setText(f"{tile.value} {tile.unit.replace('called', 'reached')}" if lines else "")
