"""The ways to reach a contact: their order, their numbers, and what was found wrong with them."""

from typing import Annotated
from uuid import UUID

from app.command import KEEP, NUMBER, New, Ref, Work, change, command, required
from app.errors import Refused
from models.contact import Contact, ContactMethod
from models.terms import EntryKind, Method, ScopeKind

ADDRESS = "the number or channel"


@command("contact.add_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def add_method(
    work: Work,
    contact_id: Annotated[UUID, Ref(Contact)],
    method: Method,
    address: str,
    method_id: Annotated[UUID | None, New(ContactMethod)] = None,
) -> str:
    """Add a way to reach a contact, after those it has."""
    contact = work.find(Contact, contact_id)
    known = _methods(work, contact_id)
    _check_address(contact, known, required(address, "address", ADDRESS, NUMBER))
    assert method_id is not None
    work.add(
        ContactMethod(
            id=method_id,
            station_id=work.station_id,
            contact_id=contact_id,
            method=method,
            address=address,
            position=max((one.position for one in known), default=0) + 1,
        )
    )
    return f"{contact.name}: {method} {address}."


@command("contact.edit_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def edit_method(
    work: Work,
    method_id: Annotated[UUID, Ref(ContactMethod)],
    method: Method = KEEP,
    address: str = KEEP,
) -> str:
    """Change a way to reach a contact; a new number has no defect yet."""
    way = work.find(ContactMethod, method_id)
    contact, was = work.find(Contact, way.contact_id), f"{way.method} {way.address}"
    if address is not KEEP:
        others = [one for one in _methods(work, contact.id) if one.id != method_id]
        _check_address(contact, others, required(address, "address", ADDRESS, NUMBER))
    changed = change(way, method=method, address=address)
    if "address" in changed:
        way.defect = None
    return f"{contact.name}: {way.method} {way.address} instead of {was}." if changed else ""


@command("contact.remove_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def remove_method(work: Work, method_id: Annotated[UUID, Ref(ContactMethod)]) -> str:
    """Take a way to reach a contact out of the directory."""
    way = work.find(ContactMethod, method_id)
    way.removed_at = work.event_at
    return f"{work.find(Contact, way.contact_id).name}: {way.method} {way.address} taken out."


@command("contact.move_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def move_method(work: Work, method_id: Annotated[UUID, Ref(ContactMethod)], position: int) -> str:
    """Put a way to reach a contact at a place among its methods: 1 is tried first."""
    way = work.find(ContactMethod, method_id)
    known = _methods(work, way.contact_id)
    if not 1 <= position <= len(known):
        raise Refused(f"There are the places 1 to {len(known)}.", field="position")
    known.remove(way)
    known.insert(position - 1, way)
    for place, one in enumerate(known, start=1):
        one.position = place
    contact = work.find(Contact, way.contact_id)
    return f"{contact.name}: {way.method} {way.address} is tried {'first' if position == 1 else f'as no. {position}'}."


@command("contact.note_defect", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def note_defect(work: Work, contact_id: Annotated[UUID, Ref(Contact)], address: str, defect: str) -> str:
    """Note that a number of the directory is wrong, so that nobody tries it again unwarned."""
    contact = work.find(Contact, contact_id)
    for way in _methods(work, contact_id):
        if way.address == address:
            way.defect = required(defect, "defect", "what is wrong with it")
            return f"{contact.name}, {address}: {defect}."
    raise Refused(f"{contact.name} has no {address} in the directory.", field="address")


@command("contact.mend_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def mend_method(work: Work, method_id: Annotated[UUID, Ref(ContactMethod)]) -> str:
    """Say that a number that was noted as wrong is right after all."""
    way = work.find(ContactMethod, method_id)
    contact = work.find(Contact, way.contact_id)
    if way.defect is None:
        raise Refused(f"Nothing is wrong with {way.address} of {contact.name}.")
    way.defect = None
    return f"{contact.name}: {way.method} {way.address} is right again."


def _methods(work: Work, contact_id: UUID) -> list[ContactMethod]:
    return sorted(work.all(ContactMethod, ContactMethod.contact_id == contact_id), key=lambda one: one.position)


def _check_address(contact: Contact, known: list[ContactMethod], address: str) -> None:
    if any(one.address == address for one in known):
        raise Refused(f"{contact.name} has {address} already.", field="address")
