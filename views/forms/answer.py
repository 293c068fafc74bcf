"""Answering a message: the other way round, tied to it; or returning it with what was done, or letting it be."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.messages import return_message, waive_reply
from app.contact_lines import sentence_of
from app.errors import Refused
from app.messages import message_facts
from models.message import Message
from models.terms import Method
from views.desk import QtDesk
from views.forms.form import WordField
from views.forms.message import MessageForm, Way
from views.labels import label
from views.painting import plain


class Answer(StrEnum):
    """What became of a message that waits for an answer."""

    ANSWERED = "it is answered"
    RETURNED = "returned with what was done"
    WAIVED = "no answer is needed any more"


ASKS = {
    Answer.ANSWERED: ("Answer", "The answer", "Log the answer"),
    Answer.RETURNED: ("Return", "What was done", "Log the return"),
    Answer.WAIVED: ("Answer", "Why no answer is needed", "Log that none is needed"),
}
"""The heading, what the text is, and the button."""
SAYS = {
    Answer.RETURNED: "Saves that {} goes back to {} with what was done.",
    Answer.WAIVED: "Saves that {} needs no answer any more, and why.",
}


def _fits(what: Answer, message: Message) -> bool:
    """Whether that can become of a message as it stands."""
    match what:
        case Answer.ANSWERED:
            return message.answered_at is None
        case Answer.RETURNED:
            return not message.outgoing and message.returned_at is None
        case Answer.WAIVED:
            return message.unanswered


OF_ANSWER = ("method", "party", "ours", "reply_required", "reply_by", "read_back", "relay", "number")
"""Fields that only an answer has."""


class AnswerForm(MessageForm):
    """The message stands above; from and to are turned round, and the answer is tied to it."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, message_id: UUID) -> None:
        assert desk.picture is not None
        message = desk.picture.get(Message, message_id)
        if message is None:
            raise Refused("That message is not there any more. Look again.")
        if not any(_fits(one, message) for one in Answer):
            raise Refused(f"{message.ref} is answered.")
        self._message = message
        super().__init__(desk, parent, title=f"Answer {message.ref}")
        self.way.setCurrentIndex(list(Way).index(Way.IN if message.outgoing else Way.OUT))
        self.show_field("way", False)
        self.method.setCurrentIndex(list(Method).index(message.method or Method.PHONE))
        self.party.setText(message.party)
        self.ours.setText(message.sender if message.outgoing else message.receiver)
        self._untouched = self.content()
        self._ask_for()

    def add_all(self) -> None:
        """What is answered stands above; then what it says, so that it can be typed at once."""
        message = self._message
        self.add_above(label(plain(message.text), "words", wrap=True))
        facts = sentence_of(message_facts(self._picture, message, self.desk.moment()))
        self.add_above(label(plain(facts), "second", wrap=True))
        self.words = [one for one in Answer if _fits(one, message)]
        self.word = WordField(self.words, self.words[0])
        self.add_text(ASKS[Answer.ANSWERED][1])
        self.add_field("word", "What became of it", self.word)
        self.add_sides()
        self.add_rest()
        self.word.currentIndexChanged.connect(self._ask_for)

    def _ask_for(self, *_: object) -> None:
        heading, text, button = ASKS[self.word.word]
        self.heading.setText(f"{heading} {self._message.ref}")
        self.setAccessibleName(self.heading.text())
        self.rename_field("text", text)
        self.button.setText(button)
        for name in OF_ANSWER:
            self.show_field(name, self.word.word is Answer.ANSWERED)
        self.clear_refusals()
        self._say()

    def _say(self, *_: object) -> None:
        super()._say()
        if says := SAYS.get(self.word.word):
            self.says.setText(says.format(self._message.ref, self._message.sender))

    def bound(self, reply_by: datetime | None, **more: object) -> Bound:
        """The command of what became of it."""
        match self.word.word:
            case Answer.RETURNED:
                return return_message(self._message.id, self.text.toPlainText())
            case Answer.WAIVED:
                return waive_reply(self._message.id, self.text.toPlainText())
        return super().bound(reply_by, answers_id=self._message.id)

    def is_about(self, about: object) -> bool:
        """Whether it was begun about just this message."""
        return about == self._message.id


class ReturnForm(AnswerForm):
    """The same, begun where a message goes back to its originator with what was done (ICS 213, third step)."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, message_id: UUID) -> None:
        super().__init__(desk, parent, message_id)
        self.word.setCurrentIndex(self.words.index(Answer.RETURNED) if Answer.RETURNED in self.words else 0)
        self._untouched = self.content()
