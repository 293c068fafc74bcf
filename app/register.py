"""The register as a table: its columns, each cell in words, and how a tier and a time to restore are typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.commands.register import LONGEST_RTO
from app.errors import Refused
from models import times
from models.picture import Picture
from models.system import System
from models.terms import Tier

_LENGTH = re.compile(
    r"(?:(\d{1,3}) ?d(?:ays?)?)? ?(?:(\d{1,4}) ?h(?:ours?)?)? ?(?:(\d{1,6}) ?(?:m(?:in(?:utes?)?)?)?)?", re.IGNORECASE
)
_TIER = re.compile(r"(?:tier|stufe)? ?([0-4])\b.*", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class Column:
    """A column of the register: the field it shows, its head, its cell in words, and what it is sorted by."""

    field: str
    head: str
    text: Callable[[System], str]
    order: Callable[[System], Any]


def register(picture: Picture, *, removed: bool = False) -> list[System]:
    """The systems in the register's order; those that were taken out, when asked for, at its end."""
    systems = picture.all(System, removed=removed)
    return sorted(systems, key=lambda system: (system.removed_at is not None, system.position, system.ref))


def rto_text(minutes: int | None) -> str:
    """A time to restore: `1 h`; nothing where none is set."""
    return times.length_text(minutes) if minutes else ""


def rto_from(text: str) -> int | None:
    """The minutes of a time to restore as it is typed: `60`, `60 min`, `1 h 30 min`, `2 d`. Raises `Refused`."""
    typed = text.strip()
    if not typed:
        return None
    found = _LENGTH.fullmatch(typed)
    days, hours, minutes = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    whole = (days * 24 + hours) * 60 + minutes
    if not 0 < whole <= LONGEST_RTO:
        raise Refused(f"“{typed}” is no time to restore. Write minutes, or like 1 h 30 min.", field="rto_minutes")
    return whole


def tier_from(text: str) -> Tier:
    """The tier as it is typed: `2`, `Tier 2`, `Tier 2 Essential`. Raises `Refused`."""
    found = _TIER.fullmatch(text.strip())
    if found is None:
        raise Refused(f"“{text.strip()}” is no tier: they go from 0 to 4.", field="tier")
    return Tier(int(found.group(1)))


def _text(field: str) -> Callable[[System], str]:
    return lambda system: getattr(system, field) or ""


def _folded(field: str) -> Callable[[System], str]:
    return lambda system: (getattr(system, field) or "\uffff").casefold()


COLUMNS = (
    Column("ref", "Ref", _text("ref"), _folded("ref")),
    Column("name", "System", _text("name"), _folded("name")),
    Column("group", "Area", _text("group"), _folded("group")),
    Column("tier", "Tier", lambda system: str(system.tier.value), lambda system: system.tier.value),
    Column("location", "Location", _text("location"), _folded("location")),
    Column("owner", "Owner", _text("owner"), _folded("owner")),
    Column(
        "rto_minutes",
        "Restore within",
        lambda system: rto_text(system.rto_minutes),
        lambda system: system.rto_minutes or LONGEST_RTO + 1,
    ),
)
"""In their order on the screen and in the exported file."""


def export_rows(picture: Picture) -> list[list[str]]:
    """The register as it is exported: its heads, then a row for each system."""
    return [
        [column.head for column in COLUMNS],
        *([column.text(system) for column in COLUMNS] for system in register(picture)),
    ]
