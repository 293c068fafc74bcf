"""The rows of the directory: everybody from A to Z, with numbers, groups, and what is wrong with a number."""

from __future__ import annotations

from app.board import Tone
from app.contact_lines import ContactLine, contact_line, head, way_text
from app.contacts import CallDown, members
from models.contact import Contact


def directory_lines(down: CallDown, group: str | None = None) -> list[ContactLine]:
    """Everybody from A to Z: those of the station, then those outside it."""
    everybody = sorted(members(down, group), key=lambda one: one.name.casefold())
    lines: list[ContactLine] = []
    for name, external in (("Internal", False), ("External", True)):
        some = [one for one in everybody if one.external is external]
        if some:
            lines += [head(name, len(some)), *(_directory_line(down, one) for one in some)]
    return lines


def _directory_line(down: CallDown, contact: Contact) -> ContactLine:
    ways = down.ways.get(contact.id, [])
    wrong = sum(way.defect is not None for way in ways)
    usable = [way_text(way.method.value, way.address) for way in ways if way.defect is None]
    groups = ", ".join(down.groups.get(contact.id, []))
    trouble = "No usable number" if not usable else f"{wrong} wrong number{'s' if wrong > 1 else ''}" if wrong else ""
    return contact_line(
        contact,
        mark="building" if contact.external else "user",
        tone=Tone.LATE if trouble else Tone.NORMAL,
        number=", ".join(usable),
        second=contact.role or "",
        right=trouble or ("24/7" if contact.around_the_clock else ""),
        right_second=groups,
    )
