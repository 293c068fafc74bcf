"""Found entries as a list shows them: number, time, kind, the words around what was searched for, who and where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from app.hit_words import hits
from app.logbook import COUNTED
from app.search import Hit
from app.search_line import Wanted
from app.text import one_line
from models import times
from models.terms import EntryKind

BEFORE, ENOUGH = 28, 56
"""Letters that are shown before the first word that was found, where it stands further in than so many."""
EMPTY = 'Type a word, a "phrase", a number such as 41, or a mark: /decision @Kestrel #GEN-2 !1 ~2h.'
NOTHING = "Nothing found. Try fewer letters, another filter, or all incidents."
NOTHING_ANYWHERE = "Nothing found. Try fewer letters, or take a filter away."


@dataclass(frozen=True)
class FoundLine:
    """A found entry in one line; `spots` are the start and length of each place in `text` that was searched for."""

    kind: EntryKind
    kind_word: str
    number: str
    at: str
    text: str
    spots: tuple[tuple[int, int], ...]
    by: str
    incident: str
    struck: bool
    spoken: str


def found_line(hit: Hit, wanted: Wanted, zone: ZoneInfo, today: date) -> FoundLine:
    """A found entry; the ref of its incident only where all of them are searched."""
    sought = hit_texts(wanted)
    text, spots = _around(_told(hit, sought), sought)
    at, incident = times.clock_text(hit.recorded_at, zone, today), hit.incident if wanted.everywhere else ""
    told = (f"Entry {hit.number}", incident, at, hit.kind_word, "corrected" if hit.struck else "", f"by {hit.initials}")
    spoken = f"{', '.join(part for part in told if part)}: {one_line(hit.text)}"
    return FoundLine(
        hit.kind, hit.kind_word, f"#{hit.number}", at, text, spots, hit.initials, incident, hit.struck, spoken
    )


def _told(hit: Hit, sought: list[str]) -> str:
    """The operator's words, or the command's where only those hold what was searched for."""
    texts = [one_line(text) for text in (hit.words, hit.sentence) if text]
    return next((text for text in texts if hits(text, sought)), texts[0] if texts else "")


def _around(text: str, sought: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text, from a word before the first hit on where that stands far in, and the hits in it."""
    spots = hits(text, sought)
    if not spots or spots[0][0] <= ENOUGH:
        return text, tuple(spots)
    begin = text.find(" ", spots[0][0] - BEFORE) + 1
    begin = begin if 0 < begin <= spots[0][0] else spots[0][0]
    return "… " + text[begin:], tuple((start - begin + 2, length) for start, length in spots)


def hit_texts(wanted: Wanted) -> list[str]:
    """The words and phrases to mark wherever they stand."""
    return [one.said for one in wanted.sought]


def count_text(count: int) -> str:
    """`14 entries`, and `10,000+ entries` where they were not counted to the end."""
    if count > COUNTED:
        return f"{COUNTED:,}+ entries"
    return "1 entry" if count == 1 else f"{count:,} entries"
