"""The right side of the messages: one message, what is known of it, and what can be done about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.messages import MessageSheet
from views import theme
from views.boards.cards import Card, ContentScroll, empty_label
from views.boards.key_button import KeyButton, KeyGrid
from views.fade import EdgeFade
from views.labels import ElidedLabel, label
from views.painting import plain

EMPTY = "No message is chosen. Choose one with ↑ and ↓, or press M to log one."
ACTS = (
    ("A", "Answer", "answer"),
    ("B", "Returned", "return"),
    ("K", "Read back", "read_back"),
    ("P", "Print", "print"),
)
"""What can be done about a message: key, word, and the name that `asked` gives it."""
COLUMNS = (4, 2, 1)
LONG_WORD = re.compile(r"\S{20}(?=\S{4})")
MOST_FACTS = 10
"""So many facts a message has at the most."""


class MessagePane(Card):
    """Built once; another message changes its words."""

    asked = Signal(str)
    """One of `ACTS`, by its last name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Message", parent)
        self.sheet: MessageSheet | None = None
        self.name = ElidedLabel("title")
        self.header.insertWidget(0, self.name)
        self.title.hide()
        self.text = _value("words")
        self.facts = [(label("", "second"), _value()) for _ in range(MOST_FACTS)]
        self.buttons = {name: KeyButton(key, words) for key, words, name in ACTS}
        for name, button in self.buttons.items():
            button.clicked.connect(partial(self.asked.emit, name))
        self._nothing, self._scroll = empty_label(EMPTY), ContentScroll(self)
        self._bar = KeyGrid(tuple(self.buttons.values()), COLUMNS)
        self._compose()
        self.show_message(None, writes=False)

    def _compose(self) -> None:
        sheet, facts = QWidget(), QGridLayout()
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setHorizontalSpacing(theme.SPACES[3])
        facts.setVerticalSpacing(theme.SPACES[1])
        facts.setColumnStretch(1, 1)
        for row, (word, value) in enumerate(self.facts):
            facts.addWidget(word, row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1)
        down = QVBoxLayout(sheet)
        down.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.PADDING)
        down.setSpacing(theme.GAP)
        down.addWidget(self.text)
        down.addLayout(facts)
        down.addStretch(1)
        self._scroll.setMinimumHeight(1)
        self._scroll.show_sheet(sheet)
        EdgeFade(self._scroll)
        foot = QWidget()
        inside = QVBoxLayout(foot)
        inside.setContentsMargins(theme.PADDING, 8, theme.PADDING, theme.PADDING)
        inside.addWidget(self._bar)
        self._foot = foot
        self.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(foot)

    def show_message(self, sheet: MessageSheet | None, *, writes: bool) -> None:
        """Show this message; None says how to choose one. `writes`: whether anything can be saved."""
        if sheet != self.sheet or sheet is None:
            self.sheet = sheet
            self._nothing.setVisible(sheet is None)
            self._scroll.setVisible(sheet is not None)
            self._foot.setVisible(sheet is not None)
            self.name.setText("Message" if sheet is None else plain(sheet.name))
            self.count.setText("" if sheet is None else plain(sheet.standing))
            self.text.setText("" if sheet is None else _breakable(sheet.text))
            self._fill(() if sheet is None else sheet.facts)
        for name, button in self.buttons.items():
            button.setEnabled(sheet is not None and name in sheet.acts and (writes or name == "print"))

    def _fill(self, facts: Sequence[tuple[str, str]]) -> None:
        for number, (word, value) in enumerate(self.facts):
            known = number < len(facts)
            word.setText(facts[number][0] if known else "")
            value.setText(_breakable(facts[number][1]) if known else "")
            word.setVisible(known)
            value.setVisible(known)
        self._scroll.updateGeometry()


def _value(kind: str = "value") -> QLabel:
    made = label("", kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setMinimumWidth(1)
    return made


def _breakable(text: str) -> str:
    """The text with places to break in words that no card is wide enough for."""
    return LONG_WORD.sub("\\g<0>\u200b", plain(text))
