"""Messages: send, take in, answer, return to the originator (ICS 213, ICS 309)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from app.command import NAME, NUMBER, New, Ref, Work, command, required, within
from app.errors import Refused
from models.contact import Contact
from models.message import Message
from models.terms import EntryKind, Method


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
    return _noted(
        work,
        answers_id,
        id=message_id,
        ref=ref,
        sender=within(sender, "sender") or work.operator.post,
        receiver=_party(work, contact_id, receiver, "receiver", "to whom the message goes"),
        outgoing=True,
        text=text,
        method=method,
        relay=relay,
        number=number,
        contact_id=contact_id,
        reply_required=reply_required,
        reply_by=reply_by,
        read_back_at=work.event_at if read_back else None,
    )


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
    return _noted(
        work,
        answers_id,
        id=message_id,
        ref=ref,
        sender=_party(work, contact_id, sender, "sender", "who the message is from"),
        receiver=within(receiver, "receiver") or work.operator.post,
        outgoing=False,
        text=text,
        method=method,
        relay=relay,
        number=number,
        contact_id=contact_id,
        reply_required=reply_required,
        reply_by=reply_by,
        read_back_at=work.event_at if read_back else None,
    )


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
        raise Refused(f"{message.ref} left this desk: its answer comes from {message.receiver}. Log that answer.")
    if message.returned_at is not None:
        raise Refused(f"{message.ref} was returned at {work.clock_text(message.returned_at)}.")
    message.action_taken = required(action_taken, "action_taken", "what was done about it")
    message.returned_at = work.event_at
    if message.answered_at is None:
        message.answered_at = work.event_at
    return f"{message.ref} returned to {message.sender}: {action_taken.rstrip('.')}."


@command("message.waive_reply", EntryKind.COMMUNICATION)
def waive_reply(work: Work, message_id: Annotated[UUID, Ref(Message)], reason: str) -> str:
    """Say that no reply to a message is needed any more, and why; without one it would stay unanswered for ever."""
    message = work.find(Message, message_id)
    if not message.unanswered:
        raise Refused(f"No reply to {message.ref} is outstanding.")
    message.reply_required = False
    said = required(reason, "reason", "why no reply is needed any more")
    return f"{message.ref} needs no reply any more: {said.rstrip('.')}."


@command("message.read_back", EntryKind.COMMUNICATION)
def read_back(work: Work, message_id: Annotated[UUID, Ref(Message)]) -> str:
    """Note that the receiver repeated a message and had it right."""
    message = work.find(Message, message_id)
    if message.read_back_at is not None:
        raise Refused(f"{message.ref} was read back at {work.clock_text(message.read_back_at)}.")
    message.read_back_at = work.event_at
    return f"{message.ref} read back by {message.receiver}."


def _party(work: Work, contact_id: UUID | None, name: str | None, field: str, what: str) -> str:
    """The other side: the contact's name, else the name that was given."""
    return required(name, field, what, NAME) if contact_id is None else work.find(Contact, contact_id).name


def _noted(work: Work, answers_id: UUID | None, **told: Any) -> str:
    """Put the message into its table, tie it to the one it answers, and say so."""
    sent_at, reply_by = work.event_at, told["reply_by"]
    if reply_by is not None and reply_by <= sent_at:
        raise Refused("A reply is asked for by a later time than the message's own. Check the times.", field="reply_by")
    told["text"] = required(told["text"], "text", "what the message says")
    told["ref"] = work.next_ref(Message, "M-", 2, told["ref"], Message.incident_id == work.incident_id)
    told["relay"], told["number"] = within(told["relay"], "relay"), within(told["number"], "number", NUMBER)
    told["reply_required"] = told["reply_required"] or reply_by is not None
    message = work.add(Message(incident_id=work.incident_id, sent_at=sent_at, **told))
    answered = None if answers_id is None else work.find(Message, answers_id)
    if answered is not None:
        _tie(work, answered, message)
    return _sentence(work, message, answered)


def _tie(work: Work, message: Message, answer: Message) -> None:
    if message.id == answer.id:
        raise Refused(f"{message.ref} cannot answer itself.", field="answers_id")
    if message.outgoing == answer.outgoing:
        raise Refused(f"{answer.ref} goes the same way as {message.ref}: it is no answer to it.", field="answers_id")
    if answer.answers_id is not None:
        raise Refused(f"{answer.ref} answers another message already.", field="answers_id")
    if message.answered_at is not None:
        raise Refused(
            f"{message.ref} was answered at {work.clock_text(message.answered_at)}. Log this as a message of its own.",
            field="answers_id",
        )
    if answer.id in _answered_by(work, message):
        raise Refused(f"{message.ref} goes back to {answer.ref}: that one cannot answer it as well.", "answers_id")
    if answer.sent_at < message.sent_at and answer.sent_at != work.recorded_at:  # else the clock was set back
        raise Refused(f"{answer.ref} is older than {message.ref}: it cannot answer it.", field="answers_id")
    answer.answers_id = message.id
    message.answered_at = max(answer.sent_at, message.sent_at)


def _answered_by(work: Work, message: Message) -> Iterator[UUID]:
    """What a message answers, what that one answers, and so on."""
    while message.answers_id is not None:
        yield message.answers_id
        message = work.find(Message, message.answers_id)


def _sentence(work: Work, message: Message, answered: Message | None) -> str:
    """`M-05 from Tri-Valley Light & Power to Night Coordinator, phone, answers M-03: ETA 05:30.`"""
    by = f" by {work.clock_text(message.reply_by)}" if message.reply_by else ""
    parts = [f"{message.ref} from {message.sender} to {message.receiver}"]
    parts += [message.method.value] if message.method else []
    parts += [f"relayed by {message.relay}"] if message.relay else []
    parts += [f"their no. {message.number}"] if message.number else []
    parts += [f"answers {answered.ref}"] if answered else []
    parts += [f"reply required{by}"] if message.reply_required else []
    parts += ["read back"] if message.read_back_at else []
    said = message.text if message.text[-1] in ".?!" else f"{message.text}."
    return f"{', '.join(parts)}: {said}"
