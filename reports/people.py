"""Who was called, who was reached, and what they promised: in a sentence each for page one, and in full."""

from __future__ import annotations

from collections.abc import Sequence

from models.contact import CallAttempt, Contact
from models.countdown import Countdown
from models.picture import Picture
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.open_tasks import promises_to_do_first
from reports.page import Pages
from reports.table import Cell, Column, Row, Table
from reports.text import Style

TEXT = Style(10.5, 13.5)
STRONG = TEXT.strong()
SECOND = Style(9, 12)
PAD = 3.0

Calls = Sequence[CallAttempt]
"""The attempts to reach one contact, in order; there is one at least."""


def people_text(page: HandoverPage) -> str:
    """`23 of 24 reached. Chief Medical Officer not reached (2 tries, no answer 03:56), deputy reached 03:59.`"""
    called = _called(page.picture)
    if not called:
        return ""
    missing = [_missing(page, *one) for one in called if not any(call.reached for call in one[1])]
    return " ".join([f"{_reached(called)} of {len(called)} reached.", *missing])


def _missing(page: HandoverPage, contact: Contact, calls: Calls) -> str:
    """Who was not reached, how often it was tried, and whether who stands in was."""
    last, deputy = calls[-1], page.picture.get(Contact, contact.alternate_id)
    tries = "1 try" if len(calls) == 1 else f"{len(calls)} tries"
    remark = f", {last.remark}" if last.remark and deputy is None else ""
    told = f"{contact.name} not reached ({tries}, {last.outcome} {page.clock(last.called_at)}{remark})"
    return f"{told}, {_deputy(page, deputy)}." if deputy else f"{told}."


def _deputy(page: HandoverPage, deputy: Contact) -> str:
    calls = page.picture.calls(deputy)
    reached = next((call for call in reversed(calls) if call.reached), None)
    if reached:
        return f"deputy reached {page.clock(reached.called_at)}"
    return "deputy not reached either" if calls else f"deputy not called: {deputy.name}"


def promised_texts(page: HandoverPage, *, whole: bool = True) -> list[tuple[str, str]]:
    """Who is still expected with what, and by when, by the last word of each; and what runs by promise; the next first.

    A promise that says what an expected arrival says is told once, one that stands under *Do first* there; without
    `whole` promises are left out.
    """
    last = [(calls[-1], contact) for contact, calls in _called(page.picture)]
    coming = [
        (call.estimate_at, contact.name, call.remark or "")
        for call, contact in last
        if call.estimate_at is not None and call.estimate_at >= page.moment
    ]
    told = {(at, name) for at, name, _ in coming}
    first = promises_to_do_first(page.picture, page.moment)
    running = [one for one in page.picture.all(Countdown) if one.promised and one.running and one not in first]
    coming += [
        (one.due_at, one.owner or "", one.text) for one in running if whole and (one.due_at, one.owner) not in told
    ]
    return [(", ".join(part for part in (name, what) if part), page.clock(at)) for at, name, what in sorted(coming)]


def _reached(called: Sequence[tuple[Contact, Calls]]) -> int:
    return sum(any(call.reached for call in calls) for _, calls in called)


def people_reached(page: HandoverPage, pages: Pages, section_number: int) -> None:
    """A row for each contact that was called."""
    called = _called(page.picture)
    if not called:
        heading(pages, section_number, "People reached")
        nothing(pages, "Nobody was called.")
        return
    columns = [
        Column("Contact", 1.5),
        Column("Attempts", 46, fixed=True),
        Column("Outcome", 1.2),
        Column("Acknowledged by", 1.4),
        Column("At", 66, fixed=True),
    ]
    rows = (_call_row(page, contact, calls) for contact, calls in called)
    note = f"{_reached(called)} of {len(called)} called"
    section(pages, section_number, "People reached", note, Table(pages, columns, pad=PAD), rows)


def _called(picture: Picture) -> list[tuple[Contact, Calls]]:
    """Who was called, those not reached first, each with the attempts in order."""
    every = [(contact, picture.calls(contact)) for contact in picture.all(Contact, removed=True)]
    called = [(contact, calls) for contact, calls in every if calls]
    return sorted(called, key=lambda one: (any(call.reached for call in one[1]), one[0].position))


def _call_row(page: HandoverPage, contact: Contact, calls: Calls) -> Row:
    last = next((call for call in reversed(calls) if call.reached), calls[-1])
    outcome = last.outcome.value.capitalize() if last.reached else f"Not reached, {last.outcome}"
    remarks = [last.remark] if last.remark else []
    remarks += [f"Expected {page.clock(last.estimate_at)}"] if last.estimate_at else []
    by = (last.acknowledged_by or contact.name) if last.reached else "–"
    where = f"\n{last.method} {last.address or ''}".rstrip(" ")
    return Row(
        (
            Cell(((contact.name, STRONG), (where, SECOND))),
            Cell(((str(len(calls)), TEXT),)),
            Cell(((outcome, TEXT if last.reached else STRONG), *((f"\n{remark}", SECOND) for remark in remarks))),
            Cell(((by, TEXT),)),
            Cell(((page.clock(last.called_at), TEXT),)),
        )
    )
