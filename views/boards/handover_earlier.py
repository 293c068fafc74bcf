"""Earlier handovers: who gave the desk to whom and when, each page to be looked at and printed as it was issued."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.handover_lists import earlier_handovers, handover_lines
from models.incident import Handover
from models.picture import Picture
from views.boards.handover_step import StepCard
from views.boards.key_button import KeyButton
from views.boards.lines import LineList
from views.desk import QtDesk

NONE, NONE_THEN = "No handover was issued yet. Step 5 issues the page.", "No handover was issued until then."


class EarlierCard(StepCard):
    """The list, newest first; Enter shows a page, Shift+P prints it again."""

    shown = Signal(object)
    """The `Handover` whose page is to be shown."""
    asked = Signal(str, object)

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Earlier handovers", LineList("Earlier handovers"), NONE, ("1", "Back to the draft"), parent)
        self._desk = desk
        self._rows: list[Handover] = []
        self.again = KeyButton("Shift+P", "Print again")
        self.again.clicked.connect(self.print_again)
        self.foot.insertWidget(1, self.again)
        self.opened.connect(self._show)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show the handovers that were issued."""
        self._rows = earlier_handovers(picture)
        self.empty.setText(NONE_THEN if self._desk.read_only else NONE)
        self.show_lines(handover_lines(picture, moment), str(len(self._rows)) if self._rows else "")
        self.right.setText("Enter shows the page" if self._rows else "")
        self.again.setVisible(bool(self._rows))

    def print_again(self) -> None:
        """Ask for the chosen one to be printed again, or with its signatures."""
        if (row := self._row(self.chosen_key())) is not None:
            self.asked.emit("print", row.id)

    def choose(self, row: Handover) -> None:
        """Bring this one into view."""
        for number, one in enumerate(self._rows):
            if one.id == row.id:
                self.list.setCurrentIndex(self.list.lines.index(number))

    def _show(self, key: str) -> None:
        if (row := self._row(key)) is not None:
            self.shown.emit(row)

    def _row(self, key: str) -> Handover | None:
        return next((row for row in self._rows if str(row.id) == key), None)
