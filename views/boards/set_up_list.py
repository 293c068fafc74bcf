"""A section of the set-up that is a list: its lines, why they are there, and what is done with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.board import Line
from views import theme
from views.boards.cards import empty_label
from views.boards.lines import LineList
from views.boards.set_up_card import SetUpCard
from views.desk import QtDesk
from views.labels import label


class SetUpList(SetUpCard):
    """Each key and button acts at once and makes one entry of the station's log; the first button adds a line."""

    def __init__(self, title: str, none: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        """`none` is what stands there while the list is empty."""
        super().__init__(title, desk, parent)
        self.list, self.empty = LineList(title), empty_label(none)
        self.buttons: list[QPushButton] = []
        self.setFocusProxy(self.list)

    def arrange(self, why: str, buttons: Sequence[QPushButton]) -> None:
        """Put the list between why it is there and what can be done with it."""
        self.buttons = list(buttons)
        hint, row = QHBoxLayout(), QHBoxLayout()
        hint.setContentsMargins(theme.PADDING, 0, theme.PADDING, 8)
        hint.addWidget(label(why, "hint", wrap=True))
        row.setContentsMargins(theme.PADDING, 8, theme.PADDING, theme.PADDING)
        row.setSpacing(8)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(hint)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.addLayout(row)
        self.fill()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Draw these, or say that there are none; without them there is only adding."""
        self.list.show_rows(list(lines))
        self.count.setText(str(len(lines)) if lines else "")
        self.list.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        for button in self.buttons:
            button.setEnabled(self.writes() and (bool(lines) or button is self.buttons[0]))

    def in_list(self, act: Callable[[], object]) -> None:
        """Do it where the list has the keyboard: what is chosen there is meant."""
        if self.list.hasFocus():
            act()

    def writes(self) -> bool:
        """Whether anything can be written now."""
        return not self.desk.read_only


def action_button(words: str, key: str, act: Callable[[], object]) -> QPushButton:
    """A button below such a list, with its key."""
    made = QPushButton(words)
    made.setToolTip(key)
    made.setAccessibleName(f"{words} ({key})" if key else words)
    made.setAutoDefault(True)
    made.clicked.connect(act)
    return made
