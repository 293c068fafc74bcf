"""Quick texts of the station: set one, take one away."""

import re

from app.command import TITLE, Work, command, required
from app.errors import Refused
from models.quick_text import QuickText
from models.terms import EntryKind, ScopeKind

ABBREVIATION = re.compile(r"[A-Za-z0-9]{1,12}")
SLOTS = range(1, 10)


@command("quick_text.set", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def set_quick_text(work: Work, abbreviation: str, title: str, text: str, slot: int | None = None) -> str:
    """Set the text behind an abbreviation and, with `slot` 1 to 9, behind Alt and that figure."""
    key = _checked(abbreviation)
    if slot is not None and slot not in SLOTS:
        raise Refused("A quick text has one of the keys Alt+1 to Alt+9.", field="slot")
    for other in work.all(QuickText, QuickText.slot == slot) if slot is not None else []:
        other.slot = None
    row = _row(work, key, required(title, "title", "what the text is called", TITLE))
    row.title, row.text, row.slot = title, required(text, "text", "the text"), slot
    where = f", Alt+{slot}" if slot else ""
    return f"Quick text {key}{where}: {row.title}."


@command("quick_text.remove", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def remove_quick_text(work: Work, abbreviation: str, title: str) -> str:
    """Take the text behind an abbreviation away, also where the console brought it along."""
    row = _row(work, _checked(abbreviation), required(title, "title", "what the text is called", TITLE))
    row.text, row.slot = None, None
    return f"Quick text {row.abbreviation} taken away."


def _checked(abbreviation: str | None) -> str:
    key = required(abbreviation, "abbreviation", "by which abbreviation").lower()
    if not ABBREVIATION.fullmatch(key):
        raise Refused("An abbreviation has up to 12 letters and digits.", field="abbreviation")
    return key


def _row(work: Work, key: str, title: str) -> QuickText:
    known = work.all(QuickText, QuickText.abbreviation == key)
    return known[0] if known else work.add(QuickText(station_id=work.station_id, abbreviation=key, title=title))
