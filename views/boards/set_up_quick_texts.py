"""Set-up, quick texts: what stands behind Alt and a figure, and behind an abbreviation in the entry line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QWidget

from app.board import Line
from app.commands.quick_texts import remove_quick_text
from app.entry.quick import Quick, quick_texts_of
from app.text import shortened
from models.picture import Picture
from views.boards.lines import RowRole
from views.boards.set_up_list import SetUpList, action_button
from views.desk import QtDesk
from views.keys import Key

HOW = "Alt and the figure puts one in. Or type the abbreviation and press Tab. Tab goes from gap to gap: [like this]."


class QuickTextsSection(SetUpList):
    """The station's own and those that the console brings along, which can be changed and taken away as well."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Quick texts", "No quick texts. Press + to add one.", desk, parent)
        self.texts: list[Quick] = []
        self.arrange(
            HOW,
            [
                action_button("Add", "+", self._add),
                action_button("Change", "Enter", self._change),
                action_button("Take away", "Del", self._remove),
            ],
        )
        self.list.activated.connect(self._change)

    def keys(self) -> Sequence[Key]:
        """The keys of this list; but for adding they mean the chosen text, and act only where it has the keyboard."""
        return [
            Key("+", "New quick text", self._add, self.writes),
            Key("Ins", "New quick text", self._add),
            Key("Del", "Take the quick text away", partial(self.in_list, self._remove)),
        ]

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the quick texts of this picture."""
        if picture is None:
            return
        self.texts = quick_texts_of(picture)
        self.show_lines([_line(one) for one in self.texts])

    @property
    def chosen(self) -> Quick | None:
        """The quick text that is chosen."""
        index = self.list.currentIndex()
        key = index.data(RowRole).key if index.isValid() else None
        return next((one for one in self.texts if one.abbreviation == key), None)

    def _add(self) -> None:
        self.asked.emit("quick_text", None)

    def _change(self) -> None:
        if self.chosen is not None:
            self.asked.emit("quick_text", self.chosen)

    def _remove(self) -> None:
        if (chosen := self.chosen) is not None and self.writes():
            self.do(remove_quick_text(chosen.abbreviation, chosen.title))


def _line(one: Quick) -> Line:
    key = f"Alt+{one.slot}" if one.slot else ""
    begins = shortened(one.text, 200)
    spoken = ", ".join(part for part in (one.title, f"abbreviation {one.abbreviation}", key, begins) if part)
    return Line(one.abbreviation, "keyboard", one.title, begins, spoken, right=one.abbreviation, right_second=key)
