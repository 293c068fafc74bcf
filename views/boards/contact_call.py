"""The foot of a contact's sheet: the call that goes on now, and the keys that end it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.terms import CallOutcome
from views import theme
from views.boards.contact_caller import Calling
from views.boards.key_button import KeyButton, KeyGrid
from views.forms.form import text_field
from views.labels import ElidedLabel, label, line

OUTCOMES = (
    ("1", "Answered", CallOutcome.ACKNOWLEDGED),
    ("2", "Voicemail", CallOutcome.VOICEMAIL),
    ("3", "No answer", CallOutcome.NO_ANSWER),
    ("4", "Busy", CallOutcome.BUSY),
    ("5", "Wrong number", CallOutcome.WRONG_NUMBER),
)


class CallBar(QWidget):
    """Before a call: the key that starts it. During it: number, elapsed time, outcomes. After *answered*: by whom."""

    started = Signal()
    ended = Signal(object)
    """A `CallOutcome`, but for an answer."""
    cancelled = Signal()
    taken = Signal(str, str, str)
    """Answered: by whom, expected when, remark, as typed."""
    checked = Signal()
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = KeyButton("Enter", "Call")
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(self.started)
        self.check, self.edit = KeyButton("O", "Numbers are right"), KeyButton("E", "Edit")
        self.check.clicked.connect(self.checked)
        self.edit.clicked.connect(self.edited)
        self.why = label("", "second", wrap=True)
        self.error = label("", "error", wrap=True)
        self.number, self.elapsed = ElidedLabel("heading"), label("", "heading")
        self.keys = [self._outcome(*one) for one in OUTCOMES]
        self.cancel = KeyButton("Esc", "Cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.by, self.expected = text_field(placeholder="the contact"), text_field(placeholder="05:30 or in 20m")
        self.remark = text_field(placeholder="what they said")
        self.save = KeyButton("Enter", "Save")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._take)
        self._arrange()

    def _outcome(self, key: str, words: str, outcome: CallOutcome) -> KeyButton:
        made = KeyButton(key, words)
        made.clicked.connect(partial(self.ended.emit, outcome))
        return made

    def _arrange(self) -> None:
        self._now, self._answer, self._before = QWidget(), QWidget(), QWidget()
        self._grid_box = KeyGrid((*self.keys, self.cancel), (6, 3, 2))
        self._other = label("", "hint")
        _across(self._now, self.number, self._other, None, self.elapsed)
        _across(self._before, self.start, None, self.check, self.edit)
        self._fill_answer()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.GAP)
        whole.setSpacing(8)
        whole.addWidget(line())
        for part in (self._now, self._grid_box, self._answer, self._before, self.error, self.why):
            whole.addWidget(part)

    def _fill_answer(self) -> None:
        grid = QGridLayout(self._answer)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, (words, field) in enumerate(
            (("Taken in by", self.by), ("Expected", self.expected), ("Remark", self.remark))
        ):
            field.setAccessibleName(words)
            field.returnPressed.connect(self._take)
            grid.addWidget(label(words, "second"), 0, column)
            grid.addWidget(field, 1, column)
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.save, 1, 3)

    def _take(self) -> None:
        self.taken.emit(self.by.text(), self.expected.text(), self.remark.text())

    def fields(self) -> tuple[QLineEdit, QLineEdit, QLineEdit]:
        """The fields of an answer."""
        return self.by, self.expected, self.remark

    def show_call(self, name: str, calling: Calling | None, read_only: str) -> None:
        """Show what can be done now: start a call, end it, say who took it in; or why none of it can be done."""
        on, answered = calling is not None and not read_only, calling is not None and calling.answered
        self._now.setVisible(on)
        self._grid_box.setVisible(on and not answered)
        self._answer.setVisible(on and answered)
        self._before.setVisible(not on and not read_only and bool(name))
        self.start.setAccessibleName(f"Call {name} (Enter)")
        self.why.setText(f"{read_only} No call can be logged in it." if read_only else "")
        self.why.setVisible(bool(read_only))
        self.error.setVisible(on and bool(self.error.text()))
        if calling is not None and on:
            way = calling.way
            other = "↑ ↓ another number" if len(calling.ways) > 1 else ""
            self._other.setText("Answered. Esc goes back." if answered else other)
            self.number.setText("Calling" if way is None else f"{way.method.value.capitalize()} {way.address}")
        for button in (*self.keys, self.cancel, self.save):
            button.setEnabled(calling is not None and not calling.sent)

    def show_elapsed(self, seconds: int) -> None:
        """Show how long the call goes on: `0:24`."""
        self.elapsed.setText(f"{seconds // 60}:{seconds % 60:02d}")

    def say(self, sentence: str) -> None:
        """Say why it was not saved; nothing takes the sentence away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def clear_answer(self) -> None:
        """Begin an answer anew."""
        for field in self.fields():
            field.clear()
        self.say("")

    def ask_who(self) -> None:
        """Begin to write down who took it in."""
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)


def _across(row: QWidget, *parts: QWidget | None) -> None:
    """Put parts into a row; None is the room between them."""
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for part in parts:
        if part is None:
            across.addStretch(1)
        else:
            across.addWidget(part)
