"""Messages: send, take in, answer, return to the originator (ICS 213, ICS 309)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import NAME, NUMBER, New, Ref, Work, command, required, within
from app.errors import Refused
from models.contact import Contact
from models.message import Message
from models.terms import EntryKind, Method

DESK = "desk"
"""This side of a message, where no post is named."""


@command("message.send", EntryKind.COMMUNICATION)
def send_message(
    work: Work,
    text: str,
    receiver: str | None = None,
    sender: str | None = None,
    contact_id: Annotated[UUID | None, Ref(Contact)] = None,
    method: Method | None = None,
    relay: str | None = None,
    number: str | None = None,
    reply_required: bool = False,
    reply_by: datetime | None = None,
    read_back: bool = False,
    answers_id: Annotated[UUID | None, Ref(Message)] = None,
    ref: str | None = None,
    message_id: Annotated[UUID | None, New(Message)] = None,
) -> str:
    """Note a message that left this desk; `sender` is the post it went out for, else the operator's.

    With `reply_required` it is unanswered until an answer is tied to it (a request); `answers_id` is what it answers.
    """
    contact = None if contact_id is None else work.find(Contact, contact_id)
    assert message_id is not None
    message = Message(
        id=message_id,
        incident_id=work.incident_id,
        ref=_ref(work, ref),
        sender=within(sender, "sender") or work.operator.post,
        receiver=contact.name if contact else required(receiver, "receiver", "to whom the message goes", NAME),
        outgoing=True,
        text=required(text, "text", "what the message says"),
        sent_at=work.event_at,
        method=method,
        relay=within(relay, "relay"),
        number=within(number, "number", NUMBER),
        contact_id=contact_id,
        reply_required=reply_required or reply_by is not None,
        reply_by=reply_by,
        read_back_at=work.event_at if read_back else None,
    )
    return _told(work, message, answers_id)


@command("message.receive", EntryKind.COMMUNICATION)
def receive_message(
    work: Work,
    text: str,
    sender: str | None = None,
    receiver: str | None = None,
    contact_id: Annotated[UUID | None, Ref(Contact)] = None,
    method: Method | None = None,
    relay: str | None = None,
    number: str | None = None,
    reply_required: bool = False,
    reply_by: datetime | None = None,
    read_back: bool = False,
    answers_id: Annotated[UUID | None, Ref(Message)] = None,
    ref: str | None = None,
    message_id: Annotated[UUID | None, New(Message)] = None,
) -> str:
    """Note a message that came in; `receiver` is the post it is for, else the operator's."""
    contact = None if contact_id is None else work.find(Contact, contact_id)
    assert message_id is not None
    message = Message(
        id=message_id,
        incident_id=work.incident_id,
        ref=_ref(work, ref),
        sender=contact.name if contact else required(sender, "sender", "who the message is from", NAME),
        receiver=within(receiver, "receiver") or work.operator.post,
        outgoing=False,
        text=required(text, "text", "what the message says"),
        sent_at=work.event_at,
        method=method,
        relay=within(relay, "relay"),
        number=within(number, "number", NUMBER),
        contact_id=contact_id,
        reply_required=reply_required or reply_by is not None,
        reply_by=reply_by,
        read_back_at=work.event_at if read_back else None,
    )
    return _told(work, message, answers_id)


@command("message.tie", EntryKind.COMMUNICATION)
def tie_answer(work: Work, message_id: Annotated[UUID, Ref(Message)], answer_id: Annotated[UUID, Ref(Message)]) -> str:
    """Tie a message that is there already to the one it answers."""
    message, answer = work.find(Message, message_id), work.find(Message, answer_id)
    _tie(work, message, answer)
    return f"{answer.ref} answers {message.ref}."


@command("message.return", EntryKind.COMMUNICATION)
def return_message(work: Work, message_id: Annotated[UUID, Ref(Message)], action_taken: str) -> str:
    """Return a message to its originator with what was done about it (ICS 213, third step)."""
    message = work.find(Message, message_id)
    if message.outgoing:
        raise Refused(f"{message.ref} left this desk: its answer comes from {message.receiver}.")
    if message.returned_at is not None:
        raise Refused(f"{message.ref} was returned at {work.clock_text(message.returned_at)}.")
    message.action_taken = required(action_taken, "action_taken", "what was done about it")
    message.returned_at = work.event_at
    if message.reply_required and message.answered_at is None:
        message.answered_at = work.event_at
    return f"{message.ref} returned to {message.sender}: {action_taken}."


@command("message.read_back", EntryKind.COMMUNICATION)
def read_back(work: Work, message_id: Annotated[UUID, Ref(Message)]) -> str:
    """Note that the receiver repeated a message and had it right."""
    message = work.find(Message, message_id)
    if message.read_back_at is not None:
        raise Refused(f"{message.ref} was read back at {work.clock_text(message.read_back_at)}.")
    message.read_back_at = work.event_at
    return f"{message.ref} read back by {message.receiver}."


def _ref(work: Work, given: str | None) -> str:
    return work.next_ref(Message, "M-", 2, given, Message.incident_id == work.incident_id)


def _tie(work: Work, message: Message, answer: Message) -> None:
    if message.id == answer.id:
        raise Refused(f"{message.ref} cannot answer itself.", field="answers_id")
    if message.outgoing == answer.outgoing:
        raise Refused(f"{answer.ref} goes the same way as {message.ref}: it is no answer to it.", field="answers_id")
    if message.answered_at is not None:
        raise Refused(f"{message.ref} was answered at {work.clock_text(message.answered_at)}.", field="answers_id")
    answer.answers_id = message.id
    message.answered_at = answer.sent_at


def _told(work: Work, message: Message, answers_id: UUID | None) -> str:
    work.add(message)
    answered = None if answers_id is None else work.find(Message, answers_id)
    if answered is not None:
        _tie(work, answered, message)
    how = f", {message.method}" if message.method else ""
    by = f" by {work.clock_text(message.reply_by)}" if message.reply_by else ""
    parts = [f"{message.ref} from {message.sender} to {message.receiver}{how}"]
    parts += [f"relayed by {message.relay}"] if message.relay else []
    parts += [f"their no. {message.number}"] if message.number else []
    parts += [f"answers {answered.ref}"] if answered else []
    parts += [f"reply required{by}"] if message.reply_required else []
    parts += ["read back"] if message.read_back_at else []
    return f"{', '.join(parts)}: {message.text.rstrip('.')}."
