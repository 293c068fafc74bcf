"""Messages from the line: in or out, a request that an answer is owed to, and the answer to one."""

from __future__ import annotations

from typing import Any

from app.commands.messages import receive_message, send_message
from app.entry.drafting import Drafting
from app.entry.makes import given_ref
from app.entry.reading import Clause
from app.entry.spans import Token
from app.entry.vocabulary import Who
from app.entry.words import Words
from app.errors import Refused
from models.base import new_id
from models.message import Message


def make_message(drafting: Drafting, clause: Clause, words: Words) -> None:
    """A message, a request or an answer. Raises `Refused` with the part that is wanting."""
    answered = _answered(drafting, clause, words)
    outgoing = clause.side.outgoing if clause.side else answered is None or not answered.outgoing
    if answered is not None and outgoing == answered.outgoing:
        way = "left this desk" if outgoing else "came in"
        raise Refused(f"{answered.ref} {way}, so its answer goes the other way: turn from and to round.")
    method = _first(clause, "method") or words.take("method")
    drafting.note(method)
    read_back = words.take("status")
    drafting.note(read_back, "read back")
    who = _other_side(drafting, clause, words, answered, outgoing)
    due = words.take("due", last=True) if clause.word == "request" else None
    given, text = given_ref(drafting, words.text(keep=("due",)), "M-")
    text = text.lstrip(":;, ") if answered is not None else text
    if not text:
        raise Refused("Write what the message says.", "text")
    reply_by, ref, message_id = drafting.due(due, "reply by"), drafting.new_ref("M-", 2, given), new_id()
    drafting.made[ref] = message_id
    drafting.party = drafting.party or who.name
    told: dict[str, Any] = {
        "contact_id": who.contact_id,
        "method": method.value if method else None,
        "relay": clause.labels.get("relay"),
        "number": clause.labels.get("number"),
        "reply_required": clause.word == "request",
        "reply_by": reply_by,
        "read_back": read_back is not None,
        "answers_id": answered.id if answered else None,
        "ref": given,
        "message_id": message_id,
    }
    if who.contact_id is None:
        told["receiver" if outgoing else "sender"] = who.name
    what = f"{clause.word} {ref} {'to' if outgoing else 'from'} {who.name}"
    what += f" to {answered.ref}" if answered else ""
    what += f", reply by {drafting.setting.clock(reply_by)}" if reply_by else ""
    drafting.add((send_message if outgoing else receive_message)(text, **told), what)
    if clause.first:
        drafting.instead.append(text)


def _first(clause: Clause, kind: str) -> Token | None:
    return next((one for one in clause.side_tokens if one.kind == kind), None)


def _answered(drafting: Drafting, clause: Clause, words: Words) -> Message | None:
    """The message that an answer is to."""
    if clause.word != "answer":
        return None
    if any(pair.status.word == "voicemail" for pair in clause.pairs):
        raise Refused("A voicemail is not an answer. Log it with /call.")
    token = words.take("ref", lambda one: isinstance(one.value, Message))
    if token is None:
        raise Refused("Say which message is answered: /answer ^M-03 the words.", "answers_id")
    drafting.note(token)
    message = token.value
    assert isinstance(message, Message)
    return message


def _other_side(drafting: Drafting, clause: Clause, words: Words, answered: Message | None, outgoing: bool) -> Who:
    token = _first(clause, "who") or words.take("who")
    if token is not None:
        drafting.note(token)
        assert isinstance(token.value, Who)
        return token.value
    if answered is not None:
        return Who(answered.party, answered.contact_id)
    raise Refused(
        f"Say {'to whom' if outgoing else 'from whom'}: @ and the name.", "receiver" if outgoing else "sender"
    )
