"""A promise that somebody made to somebody, or a clock that runs out: what, who, to whom, and by when."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.countdowns import make_promise, start_countdown
from app.countdowns import runs_text
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time
from app.tasks import Plan
from views.desk import QtDesk
from views.forms.form import Form, WordField, text_field
from views.forms.pick import known_field
from views.forms.task_fields import known_owners


class Runs(StrEnum):
    """What it is that runs out."""

    PROMISE = "a promise"
    CLOCK = "a clock"


class PromiseForm(Form):
    """One entry: it runs from now on, and stands on the board until it is ended."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Promise or clock", desk, parent)
        assert desk.picture is not None
        known = known_owners(desk.picture, Plan.of(desk.picture, desk.moment()))
        self.kind = WordField(list(Runs), Runs.PROMISE)
        self.text = text_field(placeholder="e.g. technician on site, or PBX battery")
        self.owner = known_field(known, placeholder="this desk")
        self.receiver = known_field(known, placeholder="this desk")
        self.due = text_field(placeholder="05:30, in 20m")
        self.add_field("kind", "What runs", self.kind)
        self.add_field("due_at", "Until", self.due)
        self.put_beside("kind", "due_at")
        self.add_field("text", "What is promised, or what runs out", self.text)
        self.add_field("owner", "Who promised, or who watches it", self.owner)
        self.add_field("receiver", "To whom", self.receiver)
        self.add_foot("Start it")
        for typed in (self.text, self.due, self.owner):
            typed.textChanged.connect(self._say)
        self.kind.currentIndexChanged.connect(self._say)
        self._say()

    def _say(self, *_: object) -> None:
        self.show_field("receiver", self._promised)
        try:
            due_at = due_time(self.due.text(), self.desk.zone, self.desk.now())
        except Refused:
            due_at = None
        assert self.desk.picture is not None
        self.says.setText(runs_text(self.desk.picture, self._promised, self.owner.text(), due_at, self.desk.moment()))

    @property
    def _promised(self) -> bool:
        return self.kind.word is Runs.PROMISE

    def enter(self) -> None:
        """Save it; the command says what is missing."""
        try:
            self.save(self._bound(), done=self._saved)
        except Refused as refused:
            self.show_refusal(str(refused), "due_at")

    def _bound(self) -> Bound:
        due_at = due_time(self.due.text(), self.desk.zone, self.desk.now())
        if due_at is None:
            raise Refused("Say when it runs out, for example 05:30 or in 20m.")
        if self._promised:
            return make_promise(self.text.text(), due_at, owner=self.owner.text(), receiver=self.receiver.text())
        return start_countdown(self.text.text(), due_at, owner=self.owner.text())

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
