"""The call that goes on: its number and how long it goes on, one key for each outcome, and who took it in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.contact_lines import way_text
from models.terms import CallOutcome
from views.boards.contact_caller import Calling
from views.boards.key_button import KeyButton, KeyGrid
from views.forms.form import text_field
from views.labels import ElidedLabel, label

OUTCOMES = (
    ("1", "Answered", CallOutcome.ACKNOWLEDGED),
    ("2", "Voicemail", CallOutcome.VOICEMAIL),
    ("3", "No answer", CallOutcome.NO_ANSWER),
    ("4", "Busy", CallOutcome.BUSY),
    ("5", "Wrong number", CallOutcome.WRONG_NUMBER),
)


class LiveCall(QWidget):
    """During a call: number, elapsed time, outcomes. After *answered*: by whom."""

    ended = Signal(object)
    """A `CallOutcome`, but for an answer."""
    cancelled = Signal()
    taken = Signal(str, str, str)
    """Answered: by whom, expected when, remark, as typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.elapsed = ElidedLabel("heading"), label("", "heading")
        self.keys = [self._outcome(*one) for one in OUTCOMES]
        self.cancel = KeyButton("Esc", "Cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.by, self.expected = text_field(placeholder="the contact"), text_field(placeholder="05:30 or in 20m")
        self.remark = text_field(placeholder="what they said")
        self.save = KeyButton("Enter", "Save")
        self.save.setProperty("kind", "primary")
        self.save.clicked.connect(self._take)
        self._other, self._answer = label("", "hint"), QWidget()
        self._grid_box = KeyGrid((*self.keys, self.cancel), (6, 3, 2))
        self._arrange()

    def _outcome(self, key: str, words: str, outcome: CallOutcome) -> KeyButton:
        made = KeyButton(key, words)
        made.clicked.connect(partial(self.ended.emit, outcome))
        return made

    def _arrange(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.number)
        across.addWidget(self._other)
        across.addStretch(1)
        across.addWidget(self.elapsed)
        self._fill_answer()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addLayout(across)
        down.addWidget(self._grid_box)
        down.addWidget(self._answer)

    def _fill_answer(self) -> None:
        grid = QGridLayout(self._answer)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, (words, field) in enumerate(
            zip(("Taken in by", "Expected", "Remark"), self.fields(), strict=True),
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

    def show_call(self, calling: Calling) -> None:
        """Show how it can be ended; once it is answered, ask who took it in."""
        self._grid_box.setVisible(not calling.answered)
        self._answer.setVisible(calling.answered)
        way = calling.way
        other = "↑ ↓ another number" if len(calling.ways) > 1 else ""
        self._other.setText("Answered. Esc goes back." if calling.answered else other)
        self.number.setText("Calling" if way is None else way_text(way.method.value, way.address))
        for button in (*self.keys, self.cancel, self.save):
            button.setEnabled(not calling.sent)

    def show_elapsed(self, seconds: int) -> None:
        """Show how long the call goes on: `0:24`."""
        self.elapsed.setText(f"{seconds // 60}:{seconds % 60:02d}")

    def clear(self) -> None:
        """Begin an answer anew."""
        for field in self.fields():
            field.clear()

    def ask_who(self) -> None:
        """Begin to write down who took it in."""
        self.by.setFocus(Qt.FocusReason.OtherFocusReason)
