"""Logging a message: which way it went, to or from whom, what it says, and whether an answer is owed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.command import Bound
from app.commands.messages import receive_message, send_message
from app.desk import Receipt
from app.errors import Refused
from app.messages import saves_text
from app.moments import due_time, told_time
from app.tasks import Plan
from models.contact import Contact
from models.terms import Method
from views.desk import QtDesk
from views.forms.form import Form, WordField, long_field, text_field
from views.forms.pick import known_field
from views.forms.task_fields import known_owners

ReadTime = Callable[[str, ZoneInfo, datetime], datetime | None]
BESIDE = {"sender": "party", "receiver": "party", "contact_id": "party", "reason": "text", "action_taken": "text"}
"""Beside which field the refusal of a parameter stands."""


class Way(StrEnum):
    """Which way a message went."""

    OUT = "from this desk"
    IN = "to this desk"


class MessageForm(Form):
    """One entry: the message. Another form gives it the message that it answers."""

    def __init__(
        self, desk: QtDesk, parent: QWidget | None = None, about: UUID | None = None, title: str = "Log a message"
    ) -> None:
        """`about`: the contact that it goes to."""
        super().__init__(title, desk, parent)
        assert desk.picture is not None
        self._about, self._picture = about, desk.picture
        self._contacts = {one.name.casefold(): one.id for one in desk.picture.all(Contact)}
        contact = desk.picture.get(Contact, about)
        known = known_owners(desk.picture, Plan.of(desk.picture, desk.moment()))
        self.way = WordField(list(Way), Way.OUT)
        self.method = WordField(list(Method), Method.PHONE)
        self.party = known_field(known, contact.name if contact else "", placeholder="a post or an organisation")
        self.ours = known_field(known, desk.desk.operator.post)
        self.text = long_field(lines=4)
        self.owed = QCheckBox("An answer is owed")
        self.reply_by = text_field(placeholder="05:30, in 20m")
        self.relay = known_field(known, placeholder="nobody")
        self.number = text_field()
        self.was_read_back = QCheckBox("It was read back")
        self.sent = text_field(placeholder="now, or e.g. 03:42")
        self.add_all()
        self.add_foot("Log the message")
        for typed in (self.party, self.reply_by):
            typed.textChanged.connect(self._say)
        self.way.currentTextChanged.connect(self._say)
        self.owed.toggled.connect(self._say)
        self._say()

    def add_all(self) -> None:
        """Every field, in its order."""
        self.add_sides()
        self.add_text()
        self.add_rest()

    def add_sides(self) -> None:
        """Which way it went, how, and between whom."""
        self.add_field("way", "Which way", self.way)
        self.add_field("method", "How", self.method)
        self.put_beside("way", "method")
        self.add_field("party", "To or from whom", self.party)
        self.add_field("ours", "Our post", self.ours)
        self.put_beside("party", "ours")

    def add_text(self, words: str = "What it says") -> None:
        """The field for the text, under these words."""
        self.add_field("text", words, self.text)

    def add_rest(self) -> None:
        """Whether an answer is owed, and what is rarely told."""
        self.add_field("reply_required", "An answer is owed", self.owed)
        self.add_field("read_back", "It was read back", self.was_read_back)
        self.put_beside("reply_required", "read_back")
        self.add_field("reply_by", "Answer by", self.reply_by)
        self.add_field("sent_at", "When it was", self.sent)
        self.put_beside("reply_by", "sent_at")
        self.add_field("relay", "Relayed by", self.relay)
        self.add_field("number", "Their number for it", self.number)
        self.put_beside("relay", "number", (2, 1))

    @property
    def outgoing(self) -> bool:
        """Whether it left this desk."""
        return self.way.word is Way.OUT

    def _say(self, *_: object) -> None:
        """In words what Enter would save; a time that is not understood yet is left out."""
        try:
            by = due_time(self.reply_by.text(), self.desk.zone, self.desk.now())
        except Refused:
            by = None
        owed = self.owed.isChecked() or bool(self.reply_by.text().strip())
        self.says.setText(
            saves_text(self._picture, self.outgoing, self.party.text().strip(), owed, by, self.desk.moment())
        )

    def is_about(self, about: object) -> bool:
        """Whether it was begun about just this."""
        return about == self._about

    def enter(self) -> None:
        """Save it; the command says what is missing."""
        try:
            sent_at = self._time("sent_at", told_time, self.sent)
            reply_by = self._time("reply_by", due_time, self.reply_by)
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(self.bound(reply_by), occurred_at=sent_at, done=self._saved)

    def _time(self, name: str, read: ReadTime, field: QLineEdit) -> datetime | None:
        try:
            return read(field.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            raise Refused(str(refused), field=name) from refused

    def bound(self, reply_by: datetime | None, **more: Any) -> Bound:
        """The command that logs what is filled in."""
        party = self.party.text().strip()
        ends: dict[str, Any] = {"receiver": party, "sender": self.ours.text()}
        if not self.outgoing:
            ends = {"receiver": self.ours.text(), "sender": party}
        return (send_message if self.outgoing else receive_message)(
            self.text.toPlainText(),
            **ends,
            contact_id=self._contacts.get(party.casefold()),
            method=self.method.word,
            relay=self.relay.text(),
            number=self.number.text(),
            reply_required=self.owed.isChecked(),
            reply_by=reply_by,
            read_back=self.was_read_back.isChecked(),
            **more,
        )

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why, beside the field that it is about."""
        super().refused(sentence, BESIDE.get(field or "", field))

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
