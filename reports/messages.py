"""The communications log: every message by its time, each with both numbers and how its answer stands (ICS 309)."""

from __future__ import annotations

from collections.abc import Iterator

from models.message import Message
from reports.picture_page import FACTS, PicturePage
from reports.table import Cell, Column, Row, Table, widest
from reports.text import Style

TEXT = Style(10, 13)
STRONG = TEXT.strong()
SECOND = Style(9, 11.5)
PAD = 2.5
REPORT, FORM = "Communications log", "Communications log (ICS 309)"


def messages_pdf(page: PicturePage, post: str) -> bytes:
    """The communications log as PDF; `post` is who prepares it."""
    messages = sorted(page.picture.all(Message), key=lambda one: (one.sent_at, one.ref))
    pages = page.begun(REPORT, _facts(messages), form=FORM)
    if messages:
        columns = [
            Column("Time", max(widest((page.clock(one.sent_at) for one in messages), STRONG, 66), 30), fixed=True),
            Column("From, message no.", 0.8),
            Column("To, message no.", 0.8),
            Column("Message", 2),
        ]
        Table(pages, columns, pad=PAD).draw(_row(page, one) for one in messages)
    else:
        pages.line(("No message was logged.", FACTS))
    pages.need(40)
    pages.y -= 12
    pages.line((_end(page, messages, post), FACTS))
    return page.finished(pages, REPORT)


def _end(page: PicturePage, messages: list[Message], post: str) -> str:
    """`End of the log, 12 messages. Operational period 1. Prepared by Night Coordinator.`"""
    period = page.picture.period
    parts = [f"End of the log, {len(messages)} {'message' if len(messages) == 1 else 'messages'}."]
    parts += [f"Operational period {period.number}."] if period else []
    parts += [f"Prepared by {post}."] if post else []
    return " ".join(parts)


def _facts(messages: list[Message]) -> str:
    out, owed = sum(one.outgoing for one in messages), sum(one.unanswered for one in messages)
    noun = "message" if len(messages) == 1 else "messages"
    return f"{len(messages)} {noun}: {out} out, {len(messages) - out} in, {owed} unanswered."


def _row(page: PicturePage, message: Message) -> Row:
    """Ours is the number of what left this desk; the originator's own number stays with what came in."""
    ours, theirs = f"\n{message.ref}", f"\nno. {message.number}" if message.number else ""
    from_no, to_no = (ours, theirs) if message.outgoing else (theirs, ours)
    below = "; ".join(_below(page, message))
    return Row(
        (
            Cell(((page.clock(message.sent_at), STRONG),)),
            Cell(((message.sender, TEXT), (from_no, SECOND))),
            Cell(((message.receiver, TEXT), (to_no, SECOND))),
            Cell(((message.text, TEXT), (f"\n{below}" if below else "", SECOND))),
        )
    )


def _below(page: PicturePage, message: Message) -> Iterator[str]:
    """How it went, what it answers, and how its own answer stands."""
    if message.method:
        yield message.method.value.capitalize()
    if message.relay:
        yield f"relayed by {message.relay}"
    if message.read_back_at:
        yield f"read back {page.clock(message.read_back_at)}"
    if answered := page.picture.get(Message, message.answers_id):
        yield f"answers {answered.ref}"
    if message.unanswered:
        yield "unanswered" + (f", reply by {page.clock(message.reply_by)}" if message.reply_by else "")
    elif message.returned_at:
        yield f"returned {page.clock(message.returned_at)}: {message.action_taken}"
    elif message.answered_at:
        answers = [one.ref for one in page.picture.all(Message) if one.answers_id == message.id]
        yield f"answered {page.clock(message.answered_at)}" + (f" by {answers[0]}" if answers else "")
