"""Quick texts: the station's own over those that the console brings along, by key or by abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from models.picture import Picture
from models.quick_text import QuickText
from resources import files

GAP = re.compile(r"\[[^\[\]\n]{0,80}\]")
_WORD_BEFORE = re.compile(r"(?:(?<=\s)|\A)[A-Za-z0-9]{1,12}\Z")


@dataclass(frozen=True)
class Quick:
    """A text behind an abbreviation and perhaps Alt and a figure; `own` where the station set it."""

    abbreviation: str
    title: str
    text: str
    slot: int | None = None
    own: bool = False


@dataclass(frozen=True)
class Expansion:
    """What stands instead of the text from `start` to `end`; `gap` is the first gap to fill in, as places in `text`."""

    start: int
    end: int
    text: str
    gap: tuple[int, int] | None = None


@cache
def bundled() -> tuple[Quick, ...]:
    """The quick texts that the console brings along."""
    rows = files.toml("quick_texts.toml")["text"]
    return tuple(Quick(row["abbreviation"], row["title"], row["text"].strip("\n"), row.get("slot")) for row in rows)


def quick_texts_of(picture: Picture) -> list[Quick]:
    """The station's quick texts over the bundled ones: by key, then by abbreviation. One without text takes away."""
    rows = {row.abbreviation: row for row in picture.all(QuickText)}
    keys = {row.slot for row in rows.values() if row.slot is not None and row.text}
    kept = [one if one.slot not in keys else replace(one, slot=None) for one in bundled()]
    shown = [one for one in kept if one.abbreviation not in rows]
    shown += [Quick(row.abbreviation, row.title, row.text, row.slot, True) for row in rows.values() if row.text]
    return sorted(shown, key=lambda one: (one.slot or 10, one.abbreviation))


def expand(text: str, cursor: int, quick_texts: Iterable[Quick]) -> Expansion | None:
    """The quick text whose abbreviation stands right before the cursor."""
    word = _WORD_BEFORE.search(text, max(0, cursor - 13), cursor)
    if word is None:
        return None
    found = next((one for one in quick_texts if one.abbreviation == word.group().lower()), None)
    return None if found is None else Expansion(word.start(), cursor, found.text, first_gap(found.text))


def first_gap(text: str) -> tuple[int, int] | None:
    """Where the first gap to fill in stands: `[Exact location]`."""
    gap = GAP.search(text)
    return gap.span() if gap else None
