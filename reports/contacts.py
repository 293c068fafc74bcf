"""The call-down sheet: who can be reached how, who stands in for whom, what was tried, and room for the pen."""

from __future__ import annotations

from collections.abc import Iterator

from models.contact import CallAttempt, Contact, ContactGroup
from models.picture import Picture
from reports.picture_page import FACTS, PicturePage
from reports.table import Cell, Column, Row, Table
from reports.text import Span, Style

TEXT = Style(10, 13)
STRONG = TEXT.strong()
SECOND = Style(9, 11.5)
PAD = 3.0
SENSITIVE = "Sensitive: telephone numbers"
UNGROUPED = "In no group"
COLUMNS = (
    Column("Contact", 1.25),
    Column("Reached by", 1),
    Column("Tried in this incident", 1.1),
    Column("By hand", 0.7),
)


def contacts_pdf(page: PicturePage) -> bytes:
    """The call-down sheet as PDF."""
    contacts = page.picture.all(Contact)
    called = [calls for contact in contacts if (calls := page.picture.calls(contact))]
    reached = sum(any(call.reached for call in calls) for calls in called)
    noun = "contact" if len(contacts) == 1 else "contacts"
    facts = f"{len(contacts)} {noun}, {len(called)} called, {reached} reached."
    pages = page.begun("Call-down sheet", facts, sensitive=SENSITIVE)
    if contacts:
        Table(pages, COLUMNS, pad=PAD).draw(_rows(page, contacts))
    else:
        pages.line(("The directory is empty.", FACTS))
    return page.finished(pages, "Contacts")


def _rows(page: PicturePage, contacts: list[Contact]) -> Iterator[Row | str]:
    """A head for each group by name, in it the contacts in their order; those of several groups under the first."""
    groups: dict[str, list[Contact]] = {}
    for contact in sorted(contacts, key=lambda one: (one.position, one.name)):
        names = _groups(page.picture, contact)
        groups.setdefault(names[0] if names else UNGROUPED, []).append(contact)
    several = len(groups) > 1 or UNGROUPED not in groups
    for name in sorted(groups, key=lambda one: (one == UNGROUPED, one)):
        if several:
            yield name
        yield from (_row(page, contact) for contact in groups[name])


def _groups(picture: Picture, contact: Contact) -> list[str]:
    return sorted(one.name for one in picture.all(ContactGroup) if one.contact_id == contact.id)


def _row(page: PicturePage, contact: Contact) -> Row:
    methods = [
        (f"{one.method.value} {one.address}" + (f" (defect: {one.defect})" if one.defect else ""), bool(one.defect))
        for one in page.picture.methods(contact)
    ]
    spans = tuple(
        ("\n" * bool(number) + text, SECOND if defect else TEXT) for number, (text, defect) in enumerate(methods)
    )
    return Row(
        (
            Cell(((contact.name, STRONG), *((f"\n{note}", SECOND) for note in _notes(page.picture, contact)))),
            Cell(spans or (("No number or address", SECOND),)),
            Cell(tuple(_attempts(page, page.picture.calls(contact)))),
            Cell(),
        )
    )


def _notes(picture: Picture, contact: Contact) -> Iterator[str]:
    """Below the name: what it is, when it can be reached, who stands in for it, in which other groups it is."""
    kinds = [contact.role or "", "external" if contact.external else "", "24/7" if contact.around_the_clock else ""]
    if told := ", ".join(kind for kind in kinds if kind):
        yield told
    if alternate := picture.get(Contact, contact.alternate_id):
        yield f"Else: {alternate.name}"
    if also := _groups(picture, contact)[1:]:
        yield f"Also in {', '.join(also)}"


def _attempts(page: PicturePage, calls: list[CallAttempt]) -> Iterator[Span]:
    for number, call in enumerate(calls):
        yield "\n" * bool(number) + f"{page.clock(call.called_at)} {call.outcome}", STRONG if call.reached else TEXT
        told = [call.acknowledged_by or "", call.remark or ""]
        told += [f"expected {page.clock(call.estimate_at)}"] if call.estimate_at else []
        if below := ", ".join(part for part in told if part):
            yield f"\n{below}", SECOND
