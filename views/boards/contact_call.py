"""The foot of a contact's sheet: the key that begins a call, and the call that goes on now."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views import theme
from views.boards.contact_caller import Calling
from views.boards.contact_live import LiveCall
from views.boards.key_button import KeyButton
from views.labels import label, line


class CallBar(QWidget):
    """Before a call: the key that starts it, and those that keep the directory right. During it: the call."""

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
        self._live: LiveCall | None = None
        self._before = QWidget()
        across = QHBoxLayout(self._before)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.start)
        across.addStretch(1)
        across.addWidget(self.check)
        across.addWidget(self.edit)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.GAP)
        whole.setSpacing(8)
        for part in (line(), self._before, self.error, self.why):
            whole.addWidget(part)

    @property
    def live(self) -> LiveCall:
        """The call that goes on; its keys and fields are made with the first one."""
        if self._live is None:
            made = self._live = LiveCall()
            made.ended.connect(self.ended)
            made.cancelled.connect(self.cancelled)
            made.taken.connect(self.taken)
            self._whole.insertWidget(1, made)
        return self._live

    def show_call(self, name: str, calling: Calling | None, read_only: str) -> None:
        """Show what can be done now: start a call, end it, say who took it in; or why none of it can be done."""
        on = calling is not None and not read_only
        self._before.setVisible(not on and not read_only and bool(name))
        self.start.setAccessibleName(f"Call {name} (Enter)")
        self.why.setText(f"{read_only} No call can be logged in it." if read_only else "")
        self.why.setVisible(bool(read_only))
        self.error.setVisible(on and bool(self.error.text()))
        if calling is not None and on:
            self.live.show_call(calling)
        if self._live is not None:
            self._live.setVisible(on)

    def show_elapsed(self, seconds: int) -> None:
        """Show how long the call goes on."""
        if self._live is not None:
            self._live.show_elapsed(seconds)

    def say(self, sentence: str) -> None:
        """Say why it was not saved; nothing takes the sentence away."""
        self.error.setText(sentence)
        self.error.setVisible(bool(sentence))

    def clear_answer(self) -> None:
        """Begin an answer anew."""
        if self._live is not None:
            self._live.clear()
        self.say("")

    def ask_who(self) -> None:
        """Begin to write down who took it in."""
        self.live.ask_who()
