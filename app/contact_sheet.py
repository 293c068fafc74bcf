"""One contact in words: how it is reached, who stands in for it, when it was checked, and what to say to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.contact_lines import ContactLine, clock
from app.contacts import CallDown
from app.phone_log import phone_log_lines
from models import times
from models.contact import Contact
from models.picture import Picture
from models.terms import Method

EXERCISE = "EXERCISE, EXERCISE, EXERCISE."


@dataclass(frozen=True)
class Way:
    """A way to reach a contact, and what is wrong with it (nothing: it is right)."""

    method: Method
    address: str
    defect: str = ""

    @property
    def spoken(self) -> str:
        """The way for a screen reader."""
        text = f"{self.method.value.capitalize()} {self.address}"
        return f"{text}, {self.defect}" if self.defect else text


@dataclass(frozen=True)
class ContactSheet:
    """What the right side of the contacts screen shows; sheets that are equal need no new paint."""

    contact_id: UUID
    name: str
    second: str
    ways: tuple[Way, ...]
    alternate: str
    alternate_id: UUID | None
    groups: str
    checked: str
    calls: tuple[ContactLine, ...]
    say: tuple[str, ...]

    @property
    def usable(self) -> tuple[Way, ...]:
        """The ways that nothing is wrong with, first choice first."""
        return tuple(way for way in self.ways if not way.defect)


def contact_sheet(picture: Picture, down: CallDown, contact: Contact, moment: datetime, caller: str) -> ContactSheet:
    """The sheet of a contact; `caller` is the post that calls."""
    alternate = down.alternate(contact)
    kept = (
        contact.role,
        "External" if contact.external else "Internal",
        "24/7" if contact.around_the_clock else "",
    )
    return ContactSheet(
        contact_id=contact.id,
        name=contact.name,
        second="  ·  ".join(part for part in kept if part),
        ways=tuple(Way(way.method, way.address, way.defect or "") for way in down.ways.get(contact.id, [])),
        alternate="" if alternate is None else alternate.name,
        alternate_id=None if alternate is None else alternate.id,
        groups=", ".join(down.groups.get(contact.id, [])),
        checked=_checked_text(picture, contact, moment),
        calls=tuple(
            replace(line, title=line.right, right=line.right_second, right_second="")
            for line in phone_log_lines(picture, moment, {}, [contact.id])
        ),
        say=tuple(say_lines(picture, caller)),
    )


def _checked_text(picture: Picture, contact: Contact, moment: datetime) -> str:
    if contact.checked_at is None:
        return "Never checked"
    return f"{clock(picture, contact.checked_at, moment)}, {times.ago_text(contact.checked_at, moment)}"


def say_lines(picture: Picture, caller: str) -> list[str]:
    """What is read out on the telephone: who calls, what happened, how it stands, and what is asked for.

    Every call of an exercise opens with the word (standards 6). It asks for a read-back and an arrival (standards 5.3).
    """
    incident, situation = picture.incident, picture.situation
    lines = [EXERCISE] if incident.exercise else []
    lines.append(f"{caller}, {picture.station.name}. {incident.title}, {incident.ref}, {incident.priority.label}.")
    if situation is not None:
        lines += [f"Now: {situation.now}", f"Next: {situation.next}"]
    return [*lines, "Please read back. When can you be here, or who comes instead?"]
