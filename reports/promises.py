"""What was promised to whom by when, and who still owes or waits for an answer, on the pages of the handover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models import times
from models.countdown import Countdown
from models.message import Message
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.page import Pages
from reports.table import INDENT, Cell, Column, Row, Table, widest
from reports.text import Style

TITLE = "Promises and answers owed"
TEXT = Style(10.5, 13.5)
STRONG = TEXT.strong()
SECOND = Style(9, 12)
PAD = 3.0


def promises(page: HandoverPage, pages: Pages, number: int) -> None:
    """A row for each promise and clock that runs, each answer that is owed, and what ended in this shift."""
    running, ended, owed = _running(page), _ended(page), _owed(page)
    if not (running or ended or owed):
        heading(pages, number, TITLE)
        nothing(pages, "Nothing was promised, and nobody owes an answer.")
        return
    late = sum(one.overdue_at(page.moment) for one in running) + sum(one.late_at(page.moment) for one in owed)
    note = f"{len(running)} run, {len(owed)} {'answer' if len(owed) == 1 else 'answers'} owed"
    note += f", {late} late" if late else ""
    section(pages, number, TITLE, note, Table(pages, _columns(page), pad=PAD), _rows(page, running, owed, ended))


def _columns(page: HandoverPage) -> list[Column]:
    every = page.picture.all(Countdown)
    by = widest((page.clock(one.due_at) for one in every), STRONG, 66)
    states = [one.standing_at(page.moment) for one in every] + [_waits(page, one) for one in _owed(page)]
    return [
        Column("By", max(by, 34), fixed=True),
        Column("What", 1.5),
        Column("By whom, to whom", 1),
        Column("State", INDENT + max(widest((_said(one) for one in states), STRONG, 92), 40), fixed=True, inset=True),
    ]


def _running(page: HandoverPage) -> list[Countdown]:
    return sorted((one for one in page.picture.all(Countdown) if one.running), key=lambda one: (one.due_at, one.ref))


def _ended(page: HandoverPage) -> list[Countdown]:
    """What ended since the last signed handover, in the order of the times at which it was due."""
    since = page.log_from
    ended = [one for one in page.picture.all(Countdown) if one.ended_at and (since is None or one.ended_at > since)]
    return sorted(ended, key=lambda one: (one.due_at, one.ref))


def _owed(page: HandoverPage) -> list[Message]:
    return sorted((one for one in page.picture.all(Message) if one.unanswered), key=lambda one: (one.sent_at, one.ref))


def _rows(
    page: HandoverPage, running: Sequence[Countdown], owed: Sequence[Message], ended: Sequence[Countdown]
) -> Iterator[Row | str]:
    if running:
        yield f"Still to keep ({len(running)})"
        yield from (_countdown_row(page, one) for one in running)
    if owed:
        yield f"Answers owed ({len(owed)})"
        yield from (_owed_row(page, one) for one in owed)
    if ended:
        yield f"Kept or ended in this shift ({len(ended)})"
        yield from (_countdown_row(page, one) for one in ended)


def _countdown_row(page: HandoverPage, one: Countdown) -> Row:
    late = one.overdue_at(page.moment)
    outcome = f"\n{_said(one.outcome)}, {page.clock(one.ended_at)}" if one.outcome else ""
    loud = STRONG if late or one.kept is False else TEXT
    return Row(
        (
            Cell(((page.clock(one.due_at), STRONG if one.running else TEXT),)),
            Cell(((f"{one.ref} {one.text}", TEXT), (outcome, SECOND))),
            Cell(((_whose(one), TEXT),)),
            Cell(((_said(one.standing_at(page.moment)), loud),), shape="triangle" if late else None),
        )
    )


def _whose(one: Countdown) -> str:
    if not one.promised:
        return f"Clock, watched by {one.owner}" if one.owner else "Clock"
    return f"{one.owner} to {one.receiver}" if one.receiver else one.owner or ""


def _owed_row(page: HandoverPage, message: Message) -> Row:
    late = message.late_at(page.moment)
    sent = f"\n{'Sent' if message.outgoing else 'Received'} {page.clock(message.sent_at)}"
    sent += f", {message.method}" if message.method else ""
    owes = f"{message.party} to {message.sender}" if message.outgoing else f"We to {message.sender}"
    return Row(
        (
            Cell(((page.clock(message.reply_by), STRONG),)),
            Cell(((f"{message.ref} {message.text}", TEXT), (sent, SECOND))),
            Cell(((owes, TEXT),)),
            Cell(((_said(_waits(page, message)), STRONG if late else TEXT),), shape="triangle" if late else None),
        )
    )


def _waits(page: HandoverPage, message: Message) -> str:
    if message.reply_by is not None and message.late_at(page.moment):
        return times.distance_text(message.reply_by, page.moment)
    minutes = times.whole_minutes(message.sent_at, page.moment)
    return f"waiting {times.length_text(minutes)}" if minutes > 0 else "waiting"


def _said(words: str) -> str:
    return words[:1].upper() + words[1:]
