"""What the screens say of messages: which are unanswered, in which order, and each in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.board import Tone
from app.contact_lines import ContactLine, clock, joined
from app.query import Look, query
from app.search import entries_about
from models import times
from models.contact import CallAttempt, Contact
from models.log_marks import mark
from models.log_search import Match
from models.message import Message
from models.picture import Picture

PATIENCE = timedelta(minutes=30)
"""An answer that was asked for by no time is looked for among what is due so long after the question."""


class Showing(StrEnum):
    """Which messages a list shows."""

    ALL = "all"
    UNANSWERED = "unanswered"
    IN = "in"
    OUT = "out"


def messages(picture: Picture, showing: Showing = Showing.ALL) -> list[Message]:
    """The messages of the incident, newest first; of the unanswered ones the longest waiting first."""
    if showing is Showing.UNANSWERED:
        return sorted((one for one in picture.all(Message) if one.unanswered), key=lambda one: (due_at(one), one.ref))
    found = sorted(picture.all(Message), key=lambda one: (one.sent_at, one.ref), reverse=True)
    return [one for one in found if showing is Showing.ALL or one.outgoing is (showing is Showing.OUT)]


def due_at(message: Message) -> datetime:
    """When its answer is looked for: by the time that was asked for, else half an hour after it."""
    return message.reply_by or message.sent_at + PATIENCE


def owes_text(picture: Picture, message: Message, moment: datetime) -> str:
    """Who owes an answer, and what came of the last call: `No answer yet, voicemail 03:52`, `Waits for our answer`."""
    if not message.outgoing:
        return "Waits for our answer"
    return joined(["No answer yet", _last_try(picture, message, moment)])


def _last_try(picture: Picture, message: Message, moment: datetime) -> str:
    """The last call since the message in which nobody was reached: a voicemail is no answer."""
    contact = picture.get(Contact, message.contact_id)
    calls: list[CallAttempt] = [] if contact is None else picture.calls(contact)
    last = next((call for call in reversed(calls) if call.called_at >= message.sent_at), None)
    return "" if last is None or last.reached else f"{last.outcome} {clock(picture, last.called_at, moment)}"


def waiting_text(message: Message, moment: datetime) -> str:
    """How long an answer has been waited for: `waiting 23 min`; past its time `7 min late`."""
    if message.reply_by is not None and message.late_at(moment):
        return times.distance_text(message.reply_by, moment)
    minutes = times.whole_minutes(message.sent_at, moment)
    return f"waiting {times.length_text(minutes)}" if minutes > 0 else "waiting"


def answer_to(picture: Picture, message: Message) -> Message | None:
    """The message that answers this one."""
    return next((one for one in picture.all(Message) if one.answers_id == message.id), None)


def message_title(message: Message) -> str:
    """`M-03 to Tri-Valley Light & Power`, `M-05 from County EMS`."""
    return f"{message.ref} {'to' if message.outgoing else 'from'} {message.party}"


def message_line(picture: Picture, message: Message, moment: datetime) -> ContactLine:
    """A message as a row: its number and the other side, what it says, and how its answer stands."""
    late, title = message.late_at(moment), message_title(message)
    right, at = standing_text(picture, message, moment), clock(picture, message.sent_at, moment)
    return ContactLine(
        key=str(message.id),
        mark="triangle" if late else "hourglass" if message.unanswered else "send" if message.outgoing else "message",
        title=title,
        second=message.text,
        spoken=joined([title, right, at, message.text]),
        right=right[:1].upper() + right[1:],
        right_second=at,
        tone=Tone.LATE if late else Tone.NORMAL,
        about=message.id,
    )


def standing_text(picture: Picture, message: Message, moment: datetime) -> str:
    """How its answer stands: `waiting 23 min`, `answered 03:58`, `returned 04:10`, `answers M-03`; else nothing."""
    if message.unanswered:
        return waiting_text(message, moment)
    if message.returned_at is not None:
        return f"returned {clock(picture, message.returned_at, moment)}"
    if message.answered_at is not None:
        return f"answered {clock(picture, message.answered_at, moment)}"
    answered = picture.get(Message, message.answers_id)
    return "" if answered is None else f"answers {answered.ref}"


def message_facts(picture: Picture, message: Message, moment: datetime) -> Iterator[tuple[str, str]]:
    """What is known of a message, line by line: a word, and what stands beside it."""

    def at(when: datetime | None) -> str:
        return "" if when is None else clock(picture, when, moment)

    yield "From", message.sender
    yield "To", message.receiver
    yield ("Sent" if message.outgoing else "Received"), joined([at(message.sent_at), message.method])
    answered, answer = picture.get(Message, message.answers_id), answer_to(picture, message)
    by = f"by {at(message.reply_by)}" if message.reply_by else "required"
    told = (
        ("Through", message.relay),
        ("Their number", message.number),
        ("Answers", answered and f"{answered.ref}: {answered.text}"),
        ("Reply", f"{by}, {waiting_text(message, moment)}" if message.unanswered else ""),
        ("Answered", answer and f"{at(answer.sent_at)} by {answer.ref}: {answer.text}"),
        ("Returned", message.returned_at and f"{at(message.returned_at)}: {message.action_taken}"),
        ("Read back", at(message.read_back_at)),
    )
    yield from ((word, text) for word, text in told if text)


@dataclass(frozen=True)
class MessageSheet:
    """One message as its card shows it; `acts` names what can be done about it now."""

    name: str
    standing: str
    text: str
    facts: tuple[tuple[str, str], ...]
    acts: frozenset[str]


def message_sheet(picture: Picture, message: Message, moment: datetime) -> MessageSheet:
    """What is shown of a message, and what can be done about it."""
    acts = {"print"}
    acts |= {"answer"} if message.answered_at is None else set()
    acts |= {"return"} if not message.outgoing and message.returned_at is None else set()
    acts |= {"read_back"} if message.read_back_at is None else set()
    return MessageSheet(
        name=message_title(message),
        standing=standing_text(picture, message, moment),
        text=message.text,
        facts=tuple(message_facts(picture, message, moment)),
        acts=frozenset(acts),
    )


@query
def message_entry(look: Look, message_id: UUID) -> UUID | None:
    """The entry of the log in which a message was written down."""
    entries = entries_about(look, Match(marks=((mark("row", str(message_id)),),)))
    return entries[0].id if entries else None


def count_text(picture: Picture) -> str:
    """How many messages there are: `13 messages, 1 unanswered`."""
    every, waiting = len(picture.all(Message)), len(messages(picture, Showing.UNANSWERED))
    noun = "message" if every == 1 else "messages"
    return f"{every} {noun}, {waiting} unanswered" if waiting else f"{every} {noun}"


def saves_text(
    picture: Picture, outgoing: bool, party: str, owed: bool, reply_by: datetime | None, moment: datetime
) -> str:
    """`Saves as a message to Tri-Valley. They owe an answer by 04:15.`"""
    to = f" {'to' if outgoing else 'from'} {party}" if party else ""
    by = f" by {clock(picture, reply_by, moment)}" if reply_by else ""
    return f"Saves as a message{to}." + (f" {'They owe' if outgoing else 'We owe'} an answer{by}." if owed else "")
