"""The affected systems, worst first, and how many are normal."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget

from app.board import NORMAL_KEY, system_lines
from models.picture import Picture
from views.boards.cards import Card
from views.boards.lines import LineList


class SystemsCard(Card):
    """State, since when and remark of every system that is not well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Systems", parent)
        self.list = LineList("Systems", loud="second", may_compact=True)
        self.right.setText("Since")
        self.body.addWidget(self.list)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the systems as they stand."""
        lines = system_lines(picture, moment)
        self.list.show_rows(lines)
        affected = sum(line.key != NORMAL_KEY for line in lines)
        self.count.setText(f"{affected} affected" if affected else "none affected")
