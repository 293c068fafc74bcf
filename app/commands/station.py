"""The station's own book: opening it and its seats, settings, the register of systems, the directory of contacts."""

from string import ascii_uppercase
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.command import New, Ref, Work, checked_operator, command, required
from app.errors import Refused
from models.contact import Contact, ContactMethod
from models.station import Seat, Station
from models.system import System
from models.terms import EntryKind, Method, ScopeKind, Tier

PAPERS = ("a4", "letter")
LONGEST_RTO = 366 * 24 * 60
"""Minutes."""


def _checked_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(f"There is no time zone {name}. Write it like Europe/Berlin.", field="time_zone") from error


def _checked_paper(paper: str) -> str:
    if paper.lower() not in PAPERS:
        raise Refused("Paper is a4 or letter.", field="paper")
    return paper.lower()


@command("station.open", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def open_station(
    work: Work,
    name: str,
    site: str,
    time_zone: str,
    paper: str = "a4",
) -> str:
    """Open the station and its first seat, once, in an empty database."""
    if work.all(Station):
        raise Refused("This database has its station already.")
    work.add(
        Station(
            id=work.station_id,
            name=required(name, "name", "what the station is called"),
            site=required(site, "site", "which site it serves"),
            time_zone=_checked_zone(time_zone),
            paper=_checked_paper(paper),
        )
    )
    return f"Station {name} opened, site {site}, times in {time_zone}."


@command("station.set", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def set_station(
    work: Work,
    name: str | None = None,
    site: str | None = None,
    time_zone: str | None = None,
    paper: str | None = None,
    late_after_minutes: int | None = None,
) -> str:
    """Change the station's settings; what is not given stays."""
    station = work.station
    if name:
        station.name = name
    if site:
        station.site = site
    if time_zone:
        station.time_zone = _checked_zone(time_zone)
    if paper:
        station.paper = _checked_paper(paper)
    if late_after_minutes is not None:
        if late_after_minutes < 1:
            raise Refused("Late begins after one minute at the least.", field="late_after_minutes")
        station.late_after_minutes = late_after_minutes
    return f"Station {station.name}, {station.site}: {station.time_zone}, paper {station.paper}."


@command("seat.open", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def open_seat(work: Work, letter: str) -> str:
    """Open this desk's own log books, under a letter of its own."""
    if letter not in tuple(ascii_uppercase):
        raise Refused("A desk has one of the letters A to Z.", field="letter")
    if any(seat.letter == letter for seat in work.all(Seat)):
        raise Refused(f"Desk {letter} is open already.")
    work.add(
        Seat(
            id=work.seat_id,
            station_id=work.station_id,
            letter=letter,
            post=work.operator.post,
            initials=work.operator.initials,
            opened_at=work.recorded_at,
        )
    )
    return f"Desk {letter} opened."


@command("seat.sign_on", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def sign_on(work: Work, post: str, initials: str) -> str:
    """Say who sits at this desk from now on."""
    seat = work.find(Seat, work.seat_id)
    who = checked_operator(post or "", initials or "")
    seat.post, seat.initials = who.post, who.initials
    return f"Desk {seat.letter}: {seat.post} ({seat.initials})."


@command("system.register", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def register_system(
    work: Work,
    ref: str,
    name: str,
    group: str,
    tier: Tier,
    location: str | None = None,
    owner: str | None = None,
    rto_minutes: int | None = None,
    system_id: Annotated[UUID | None, New(System)] = None,
) -> str:
    """Add a system to the register, with its restoration tier."""
    register = work.all(System)
    if any(system.ref == ref for system in register):
        raise Refused(f"{ref} is in the register already.", field="ref")
    if rto_minutes is not None and not 0 < rto_minutes <= LONGEST_RTO:
        raise Refused("The time to restore is between one minute and a year.", field="rto_minutes")
    assert system_id is not None
    work.add(
        System(
            id=system_id,
            station_id=work.station_id,
            ref=required(ref, "ref", "a short code for the system"),
            name=required(name, "name", "what the system is called"),
            group=required(group, "group", "which group it belongs to"),
            tier=tier,
            position=max((system.position for system in register), default=0) + 1,
            location=location,
            owner=owner,
            rto_minutes=rto_minutes,
        )
    )
    return f"{ref} {name} registered."


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
    directory = work.all(Contact)
    if any(contact.name == name for contact in directory):
        raise Refused(f"{name} is in the directory already.", field="name")
    if alternate_id is not None:
        work.find(Contact, alternate_id)
    assert contact_id is not None
    work.add(
        Contact(
            id=contact_id,
            station_id=work.station_id,
            name=required(name, "name", "the post or organisation"),
            role=role,
            external=external,
            around_the_clock=around_the_clock,
            position=len(directory) + 1,
            alternate_id=alternate_id,
        )
    )
    return f"{name} added to the directory."


@command("contact.add_method", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def add_method(work: Work, contact_id: Annotated[UUID, Ref(Contact)], method: Method, address: str) -> str:
    """Add a way to reach a contact, after those it has."""
    contact = work.find(Contact, contact_id)
    known = work.all(ContactMethod, ContactMethod.contact_id == contact_id)
    work.add(
        ContactMethod(
            station_id=work.station_id,
            contact_id=contact_id,
            method=method,
            address=required(address, "address", "the number or channel"),
            position=len(known) + 1,
        )
    )
    return f"{contact.name}: {method} {address}."


@command("contact.note_defect", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def note_defect(work: Work, contact_id: Annotated[UUID, Ref(Contact)], address: str, defect: str) -> str:
    """Note that a number of the directory is wrong, so that nobody tries it again unwarned."""
    contact = work.find(Contact, contact_id)
    for method in work.all(ContactMethod, ContactMethod.contact_id == contact_id):
        if method.address == address:
            method.defect = required(defect, "defect", "what is wrong with it")
            return f"{contact.name}, {address}: {defect}."
    raise Refused(f"{contact.name} has no {address} in the directory.", field="address")
