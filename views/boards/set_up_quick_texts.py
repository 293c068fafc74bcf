"""Set-up, quick texts: what stands behind Alt and a figure, and behind an abbreviation in the entry line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.board import Line
from app.commands.quick_texts import remove_quick_text
from app.entry.quick import Quick, quick_texts_of
from app.text import shortened
from models.picture import Picture
from views import theme
from views.boards.cards import empty_label
from views.boards.lines import LineList, RowRole
from views.boards.set_up_card import SetUpCard
from views.desk import QtDesk
from views.keys import Key
from views.labels import label

HOW = "Alt and the figure puts one in. Or type the abbreviation and press Tab. Tab goes from gap to gap: [like this]."


class QuickTextsSection(SetUpCard):
    """The station's own and those that the console brings along, which can be changed and taken away as well."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Quick texts", desk, parent)
        self.texts: list[Quick] = []
        self.list = LineList("Quick texts")
        self.empty = empty_label("No quick texts. Press + to add one.")
        self.buttons = [
            _button("Add", "+", self._add),
            _button("Change", "Enter", self._change),
            _button("Take away", "Del", self._remove),
        ]
        self._arrange()
        self.list.activated.connect(self._change)
        self.setFocusProxy(self.list)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PADDING, 8, theme.PADDING, theme.PADDING)
        row.setSpacing(8)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        why = QHBoxLayout()
        why.setContentsMargins(theme.PADDING, 0, theme.PADDING, 8)
        why.addWidget(label(HOW, "hint", wrap=True))
        self.body.addLayout(why)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.addLayout(row)
        self.fill()

    def keys(self) -> Sequence[Key]:
        """The keys of this list; but for adding they mean the chosen text, and act only where it has the keyboard."""
        return [
            Key("+", "New quick text", self._add, self._writes),
            Key("Ins", "New quick text", self._add),
            Key("Del", "Take the quick text away", partial(self._in_list, self._remove)),
        ]

    def _in_list(self, act: Callable[[], object]) -> None:
        if self.list.hasFocus():
            act()

    def _writes(self) -> bool:
        return not self.desk.read_only

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the quick texts of this picture."""
        if picture is None:
            return
        self.texts = quick_texts_of(picture)
        self.list.show_rows([_line(one) for one in self.texts])
        self.count.setText(str(len(self.texts)) if self.texts else "")
        self.list.setVisible(bool(self.texts))
        self.empty.setVisible(not self.texts)
        for button in self.buttons:
            button.setEnabled(self._writes() and (bool(self.texts) or button is self.buttons[0]))

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
        if (chosen := self.chosen) is not None and self._writes():
            self.do(remove_quick_text(chosen.abbreviation, chosen.title))


def _line(one: Quick) -> Line:
    key = f"Alt+{one.slot}" if one.slot else ""
    begins = shortened(one.text, 200)
    spoken = ", ".join(part for part in (one.title, f"abbreviation {one.abbreviation}", key, begins) if part)
    return Line(one.abbreviation, "keyboard", one.title, begins, spoken, right=one.abbreviation, right_second=key)


def _button(words: str, key: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(key)
    made.setAccessibleName(f"{words} ({key})")
    made.setAutoDefault(True)
    made.clicked.connect(act)
    return made
