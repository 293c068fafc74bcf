"""The register of systems: adding one, changing and moving its entry, taking it out and bringing it back."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from sqlalchemy import func, select

from app.command import KEEP, New, Ref, Work, alike, change, command, required
from app.errors import Refused
from models.incident import Incident
from models.system import System, SystemStatus
from models.terms import EntryKind, Phase, ScopeKind, Tier

LONGEST_RTO = 366 * 24 * 60
"""Minutes."""
LONGEST = {"ref": 40, "name": 120, "group": 60, "location": 120, "owner": 120}
"""Characters that a field of the register holds: more does not stand on a card or a page."""
WHAT = {"ref": "a short code for the system", "name": "what the system is called", "group": "which group it belongs to"}
"""What must not be empty, and how it is asked for."""


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
    given: dict[str, Any] = {
        "ref": ref, "name": name, "group": group, "location": location, "owner": owner, "rto_minutes": rto_minutes,
    }  # fmt: skip
    check_entry(given)
    _check_free(work, ref)
    assert system_id is not None
    last = work.session.scalar(select(func.max(System.position)).where(System.removed_at.is_(None)))
    work.add(System(id=system_id, station_id=work.station_id, tier=tier, position=(last or 0) + 1, **given))
    return f"{ref} {name} registered."


@command("system.edit", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def edit_system(
    work: Work,
    system_id: Annotated[UUID, Ref(System)],
    name: str = KEEP,
    group: str = KEEP,
    tier: Tier = KEEP,
    location: str | None = KEEP,
    owner: str | None = KEEP,
    rto_minutes: int | None = KEEP,
) -> str:
    """Change what the register says of a system; what is not given stays."""
    system = work.find(System, system_id)
    given: dict[str, Any] = {
        "name": name,
        "group": group,
        "location": location,
        "owner": owner,
        "rto_minutes": rto_minutes,
    }
    check_entry({field: value for field, value in given.items() if value is not KEEP})
    changed = change(system, **given, tier=tier)
    said = [_said(system, field) for field in changed]
    return f"{system.ref} {system.name}: {', '.join(said)}." if said else ""


@command("system.move", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def move_system(work: Work, system_id: Annotated[UUID, Ref(System)], place: int) -> str:
    """Put a system at another place of the register's order, counted from 1; those behind it make way."""
    system = work.find(System, system_id)
    others = sorted(work.all(System, System.id != system_id), key=lambda one: (one.position, one.ref))
    if not 1 <= place <= len(others) + 1:
        raise Refused(f"The register has {len(others) + 1} places.", field="place")
    for position, one in enumerate([*others[: place - 1], system, *others[place - 1 :]], start=1):
        change(one, position=position)
    return f"{system.ref} {system.name}: place {place} of the register."


@command("system.remove", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def remove_system(work: Work, system_id: Annotated[UUID, Ref(System)], reason: str) -> str:
    """Take a system out of the register; what was logged about it stays. Not while an open incident affects it."""
    system = work.find(System, system_id)
    why = required(reason, "reason", "why it is taken out")
    for status in work.all(SystemStatus, SystemStatus.system_id == system_id):
        incident = work.session.get_one(Incident, status.incident_id)
        if status.affected and incident.phase is not Phase.CLOSED:
            raise Refused(f"{system.ref} is {status.state} in {incident.ref}. Set it fully functional first.")
    system.removed_at, work.reason = work.event_at, why
    return f"{system.ref} {system.name} taken out of the register: {why}."


@command("system.restore", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def restore_system(work: Work, system_id: Annotated[UUID, Ref(System)]) -> str:
    """Bring a system back that was taken out of the register, as it was."""
    system = work.session.get(System, system_id)
    if system is None or system.removed_at is None:
        raise Refused("That system is not out of the register. Look again.")
    system.removed_at = None
    return f"{system.ref} {system.name} is in the register again."


def check_entry(given: dict[str, Any]) -> None:
    """Refuse what an entry of the register cannot hold: an empty name, a text too long, a time to restore of none."""
    for field, value in given.items():
        if field in WHAT:
            required(value, field, WHAT[field])
        if field in LONGEST and value is not None:
            _check_text(field, value)
    if any(letter.isspace() for letter in given.get("ref") or ""):
        raise Refused("A ref is one word, like GEN-2.", field="ref")
    minutes = given.get("rto_minutes")
    if minutes is not None and not 0 < minutes <= LONGEST_RTO:
        raise Refused("The time to restore is between one minute and a year.", field="rto_minutes")


def _check_text(field: str, text: str) -> None:
    if "\n" in text:
        raise Refused("This holds one line.", field=field)
    if len(text) > LONGEST[field]:
        raise Refused(f"This has {len(text)} characters; {LONGEST[field]} have room.", field=field)


def _check_free(work: Work, ref: str) -> None:
    """A ref is given once, in capitals or not, also to a system that was taken out (its record goes on under it)."""
    same_station = System.station_id == work.station_id
    taken = work.session.scalar(select(System).where(same_station, alike(System.ref, ref)))
    if taken is None:
        return
    if taken.removed_at is None:
        raise Refused(f"{taken.ref} is in the register already.", field="ref")
    raise Refused(f"{taken.ref} was taken out of the register. Bring it back instead.", field="ref")


def _said(system: System, field: str) -> str:
    value = getattr(system, field)
    match field:
        case "name":
            return f"called {value}"
        case "tier":
            return f"tier {value.value}"
        case "rto_minutes":
            return f"to be restored within {value} min" if value else "no time to restore"
    return f"{field} {value}" if value else f"no {field}"
