"""What the log did not confirm, as plain text for another place: readable in any editor, and to be entered again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from app.folders import made_folder, written


@dataclass(frozen=True)
class Unconfirmed:
    """An entry on its way: its id (a retry under it never saves twice), its words, and what it would have done."""

    entry_id: UUID
    words: str
    occurred_at: datetime | None = None
    acts: Sequence[tuple[str, dict[str, object]]] = field(default=())


def unconfirmed_text(entries: Sequence[Unconfirmed], drafts: Sequence[str], now: datetime, zone: ZoneInfo) -> str:
    """All of it with the moment it was kept; nothing is shortened."""
    lines = [f"Watchkeeper: not confirmed by the log, kept at {now.astimezone(zone):%Y-%m-%d %H:%M:%S %z}", ""]
    for entry in entries:
        happened = f", happened {entry.occurred_at.astimezone(zone):%Y-%m-%d %H:%M:%S %z}" if entry.occurred_at else ""
        lines += [f"Entry {entry.entry_id}{happened}", *([entry.words] if entry.words else [])]
        for name, arguments in entry.acts:
            told = ", ".join(f"{key} = {value}" for key, value in arguments.items() if value is not None)
            lines.append(f"  {name}: {told}" if told else f"  {name}")
        lines.append("")
    for draft in drafts:
        lines += ["Typed, not entered", draft, ""]
    return "\n".join(lines)


def keep_elsewhere(text: str, folder: str, now: datetime, zone: ZoneInfo) -> Path:
    """Write it whole into a folder, under a name of its own, and say where. Raises `Refused`."""
    name = f"watchkeeper-unconfirmed-{now.astimezone(zone):%Y%m%d-%H%M%S}.txt"
    return written(made_folder(folder, "where it goes"), name, text.encode("utf-8"))
