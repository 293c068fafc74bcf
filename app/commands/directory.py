"""The directory of contacts: who stands in it and in which groups, who stands in for whom, when it was last checked."""

from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import func, select, true

from app.command import KEEP, NAME, New, Ref, Work, alike, change, command, required, within
from app.errors import Refused
from models.contact import Contact, ContactGroup, ContactMethod
from models.terms import EntryKind, ScopeKind

WHAT = "the post or organisation"
LIVE = Contact.removed_at.is_(None)
"""Asked in SQL: an import adds thousands, and each is compared with all."""


@command("contact.add", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def add_contact(
    work: Work,
    name: str,
    role: str | None = None,
    external: bool = False,
    around_the_clock: bool = False,
    alternate_id: Annotated[UUID | None, Ref(Contact)] = None,
    contact_id: Annotated[UUID | None, New(Contact)] = None,
) -> str:
    """Add a post or organisation to the directory; external ones are not part of the station."""
    _check_name(work, name, None)
    if alternate_id is not None:
        work.find(Contact, alternate_id)
    assert contact_id is not None
    work.add(
        Contact(
            id=contact_id,
            station_id=work.station_id,
            name=required(name, "name", WHAT, NAME),
            role=within(role, "role"),
            external=external,
            around_the_clock=around_the_clock,
            position=(work.session.scalar(select(func.max(Contact.position)).where(LIVE)) or 0) + 1,
            alternate_id=alternate_id,
        )
    )
    return f"{name} added to the directory."


@command("contact.edit", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def edit_contact(
    work: Work,
    contact_id: Annotated[UUID, Ref(Contact)],
    name: str = KEEP,
    role: str | None = KEEP,
    external: bool = KEEP,
    around_the_clock: bool = KEEP,
    alternate_id: Annotated[UUID | None, Ref(Contact)] = KEEP,
) -> str:
    """Change what the directory says about a contact; what is not given stays."""
    contact = work.find(Contact, contact_id)
    was = contact.name
    if name is not KEEP:
        _check_name(work, required(name, "name", WHAT, NAME), contact_id)
    if alternate_id is not KEEP and alternate_id is not None:
        _check_alternate(work, contact, alternate_id)
    changed = change(
        contact,
        name=name,
        role=within(role, "role"),
        external=external,
        around_the_clock=around_the_clock,
        alternate_id=alternate_id,
    )
    said = [_change_text(work, contact, column) for column in changed]
    return f"{was}: {', '.join(said)}." if said else ""


@command("contact.remove", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def remove_contact(work: Work, contact_id: Annotated[UUID, Ref(Contact)], reason: str) -> str:
    """Take a contact out of the directory, with its methods and groups; whom it stood in for has no alternate then."""
    contact = work.find(Contact, contact_id)
    said = required(reason, "reason", "why it is taken out")
    contact.removed_at = work.event_at
    for row in (
        *work.all(ContactMethod, ContactMethod.contact_id == contact_id),
        *work.all(ContactGroup, ContactGroup.contact_id == contact_id),
    ):
        row.removed_at = work.event_at
    for other in work.all(Contact, Contact.alternate_id == contact_id):
        other.alternate_id = None
    return f"{contact.name} taken out of the directory: {said.rstrip('.')}."


@command("contact.confirm", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def confirm_contact(work: Work, contact_id: Annotated[UUID, Ref(Contact)]) -> str:
    """Say that a contact's numbers were checked and are right."""
    contact = work.find(Contact, contact_id)
    contact.checked_at = work.event_at
    return f"{contact.name}: numbers checked."


@command("contact.set_groups", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def set_groups(work: Work, contact_id: Annotated[UUID, Ref(Contact)], groups: list[str]) -> str:
    """Say in which groups of the call-down a contact stands; it leaves those that are not named."""
    contact = work.find(Contact, contact_id)
    there = select(ContactGroup.name).where(ContactGroup.removed_at.is_(None)).distinct()
    known = {name.casefold(): name for name in work.session.scalars(there)}
    wanted = list({name.casefold(): known.get(name.casefold(), within(name, "groups")) for name in groups}.values())
    present = work.all(ContactGroup, ContactGroup.contact_id == contact_id)
    for row in present:
        if row.name not in wanted:
            row.removed_at = work.event_at
    for name in wanted:
        if all(row.name != name for row in present):
            work.add(ContactGroup(station_id=work.station_id, contact_id=contact_id, name=name))
    return f"{contact.name}: {_groups_text(wanted)}."


def _groups_text(names: list[str]) -> str:
    if not names:
        return "in no group"
    return f"in {'group' if len(names) == 1 else 'groups'} {', '.join(names)}"


def _check_name(work: Work, name: str | None, own_id: UUID | None) -> None:
    if not name:
        return
    same_name = select(Contact.id).where(LIVE, Contact.id != own_id if own_id else true(), alike(Contact.name, name))
    if work.session.scalar(same_name) is not None:
        raise Refused(f"{name} is in the directory already.", field="name")


def _check_alternate(work: Work, contact: Contact, alternate_id: UUID) -> None:
    """Refuse a circle of alternates: nobody stands in for himself, not even through others."""
    names = [contact.name]
    for one in _line_of_alternates(work, alternate_id):
        names.append(one.name)
        if one.id == contact.id:
            circle = " → ".join(names)
            raise Refused(f"{names[1]} cannot stand in for {names[0]}: {circle} is a circle.", field="alternate_id")


def _line_of_alternates(work: Work, contact_id: UUID | None) -> Iterator[Contact]:
    while contact_id is not None:
        one = work.find(Contact, contact_id)
        yield one
        contact_id = one.alternate_id


def _change_text(work: Work, contact: Contact, column: str) -> str:
    value: Any = getattr(contact, column)
    match column:
        case "name":
            return f"called {value} now"
        case "role":
            return f"role {value}" if value else "no role"
        case "external":
            return "external" if value else "internal"
        case "around_the_clock":
            return "24/7" if value else "not 24/7"
    return f"alternate {work.find(Contact, value).name}" if value else "no alternate"
