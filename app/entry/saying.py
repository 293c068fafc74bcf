"""The sentence that says before Enter what will be saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from app.command import Bound
from app.entry.drafting import Drafting, Setting
from models import times
from models.terms import EntryKind

NOUNS = {
    EntryKind.NOTE: "a note",
    EntryKind.EVENT: "an event",
    EntryKind.STATUS: "a status entry",
    EntryKind.SAFETY: "a safety entry",
    EntryKind.RESOURCE: "a resource entry",
    EntryKind.SITREP: "a sitrep entry",
}
MOST = 4
"""So many things are named; of more, how many they are."""


def saves_text(drafting: Drafting, bound: Sequence[Bound], left: Sequence[str] = ()) -> str:
    """`Saves as task T-10 for Engineering on Generator 3, priority 2, due 03:05, in INC-2026-0812 by NC, 03:14`.

    `left` says of each mark that stays text why it does.
    """
    setting = drafting.setting
    kind = drafting.kind or bound[0].command.kind
    phrases = list(drafting.phrases)
    if len(phrases) > MOST:
        phrases = [*phrases[: MOST - 1], f"{len(phrases) - MOST + 1} more"]
    listed = "; ".join(phrases)
    noun = NOUNS.get(kind, f"a {kind} entry")
    what = f"{noun} with {listed}" if drafting.words and listed and kind in NOUNS else listed or noun
    about = [name for system_id, name in drafting.about.items() if system_id not in drafting.stated]
    about += [ref for ref in dict.fromkeys(drafting.named) if ref not in listed]
    facts = [f" about {', '.join(about[:3])}"] if about else []
    facts += [_whose(drafting.party, drafting.heard)] if drafting.party and drafting.heard is not None else []
    facts += [f", priority {drafting.importance.value}"] if drafting.importance else []
    facts += [_happened(setting, drafting.occurred_at)] if drafting.occurred_at else []
    by = f" in {setting.picture.incident.ref} by {setting.operator.initials}, {setting.clock(setting.now)}"
    return f"Saves as {what}{''.join(facts)}{',' if facts or listed else ''}{by}{_stays(left)}"


def _whose(party: str, heard: bool) -> str:
    """Whose word a note is, or whom it names: the log shows the name before the words."""
    return f", {party}’s word" if heard else f", naming {party}"


def _stays(left: Sequence[str]) -> str:
    """`. As text: @kestral is not known: @Kestrel Power?`"""
    if not left:
        return ""
    shown = "; ".join(left[:2]) + (f"; {len(left) - 2} more" if len(left) > 2 else "")
    return f". As text: {shown.replace('?; ', '? ')}"


def _happened(setting: Setting, at: datetime) -> str:
    """`, of 02:35`, and how late that is where it is later than the site allows: `, of 02:35, LATE +23 min`."""
    delay = setting.now - at
    allowed = timedelta(minutes=setting.picture.station.late_after_minutes)
    return f", of {setting.clock(at)}" + (f", {times.late_text(delay)}" if delay > allowed else "")
