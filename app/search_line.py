"""What a typed search asks for: words, phrases, a number, and the marks of the entry line that narrow it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from app.errors import Refused
from app.moments import told_time
from app.posts import known_posts
from app.text import clean_text
from models.base import Tracked
from models.contact import Contact
from models.incident import Incident
from models.log_block import WRITTEN_KINDS
from models.log_marks import mark, words_of
from models.log_search import Sought
from models.picture import Picture
from models.system import System
from models.terms import EntryKind

PART = re.compile(r'([@#]?)"([^"]*)("?)|(\S+)')
"""A phrase, or a name of several words behind its mark, in quotes; else what stands between blanks."""
MOST = 1_000
"""Letters that are read of what is typed."""
NUMBER = re.compile(r"(?:g ?#?|#)?([A-Z]?)(\d{1,9})", re.IGNORECASE)
AGO = re.compile(r"(\d{1,3})([hm])")
UNITS = {"h": timedelta(hours=1), "m": timedelta(minutes=1)}
KINDS = {kind.value: kind for kind in EntryKind} | {"call": EntryKind.COMMUNICATION, "message": EntryKind.COMMUNICATION}
OWN, NONE = mark("words", "own"), mark("words", "none")
STREAMS = {
    "written": ((OWN, *(mark("kind", kind) for kind in WRITTEN_KINDS)),),
    "console": ((NONE,), tuple(mark("kind", kind) for kind in EntryKind if kind not in WRITTEN_KINDS)),
}
"""The two streams of the log, as `models/log_block.py` parts them."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for; nothing at all finds nothing.

    Of each group of `marks` an entry has one or more; it changes or names each of `rows`, or what belongs to it.
    `since` and `until` are moments of record. An entry of this `number` is looked for beside the words.
    """

    sought: tuple[Sought, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[type[Tracked], UUID], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    number: tuple[str, int] | None = None
    everywhere: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is looked for."""
        return self == Wanted(everywhere=self.everywhere)


@dataclass(frozen=True)
class Part:
    """A part of what is typed, and where it stands; an open one may go on."""

    said: str
    start: int
    end: int
    open: bool


def read_search(typed: str, picture: Picture, moment: datetime, *, everywhere: bool = False) -> Wanted:
    """What is looked for; whatever is typed has a meaning, and what is no mark is a word.

    `"two words"` stand together, the last word may be a beginning, `41`, `#41`, `B12` and `g 41` are numbers too.
    `/kind @who #system !1 ~02:00-03:00 ~2h` narrow it; in a name a hyphen may stand for a blank.
    """
    text = clean_text(typed[:MOST])
    wanted = Wanted(everywhere=everywhere)
    if number := NUMBER.fullmatch(text):
        wanted = replace(wanted, number=(number.group(1).upper() or "A", int(number.group(2))))
        text = number.group(1) + number.group(2)
    still_typed = typed[-1:] == text[-1:]
    for part in parts_of(text, picture):
        begins = still_typed and part.open and part.end == len(text)
        if (narrowed := _narrowed(wanted, part.said, begins, picture, moment)) is not None:
            wanted = narrowed
        elif words_of(part.said):
            wanted = replace(wanted, sought=(*wanted.sought, Sought(part.said, begins)))
    return wanted


def parts_of(text: str, picture: Picture | None = None) -> Iterator[Part]:
    """Phrases in quotes, names behind `@` and `#` as far as they are known, else what stands between blanks."""
    at = 0
    while found := PART.search(text, at):
        sigil, quoted, closed, bare = found.groups()
        name = (
            None if picture is None or bare is None or bare[0] not in "@#" else _name_at(text, found.start(), picture)
        )
        at = found.end() if name is None else found.start() + 1 + len(name)
        said = (bare or sigil + quoted) if name is None else text[found.start() : at]
        yield Part(said, found.start(), at, not closed)


def _name_at(text: str, start: int, picture: Picture) -> str | None:
    """The longest name of a post, contact or system that stands behind a mark as a whole."""
    behind = text[start + 1 :].casefold()
    known = [
        *known_posts(picture),
        *(one.name for one in picture.all(Contact)),
        *(one.name for one in picture.all(System)),
    ]
    whole = (
        name for name in known if behind.startswith(name.casefold()) and not behind[len(name) : len(name) + 1].strip()
    )
    return max(whole, key=len, default=None)


def _narrowed(wanted: Wanted, said: str, begins: bool, picture: Picture, moment: datetime) -> Wanted | None:
    """What is looked for once this mark is known as well; None where it is a word."""
    sigil, name = said[:1], said[1:]
    if sigil == "/" and (groups := _of_kind(name.casefold())):
        return replace(wanted, marks=(*wanted.marks, *groups))
    if sigil == "!" and name in ("1", "2", "3", "4", "5"):
        return replace(wanted, marks=(*wanted.marks, (mark("importance", name),)))
    if sigil == "@" and words_of(name):
        return replace(wanted, marks=(*wanted.marks, tuple(_who(name, begins, picture))))
    if sigil in "#^" and (row := _row_called(name, picture)):
        return replace(wanted, rows=(*wanted.rows, row))
    if sigil == "~" and (span := _span(name, picture.station.zone, moment)):
        return replace(wanted, since=span[0], until=span[1])
    return None


def _of_kind(name: str) -> tuple[tuple[str, ...], ...]:
    kinds = [kind for word, kind in KINDS.items() if name in (word, f"{word}s")]
    return STREAMS.get(name) or (((mark("kind", kinds[0]),),) if kinds else ())


def _who(name: str, begins: bool, picture: Picture) -> Iterator[str]:
    """Whose word it is, who wrote it, or which contact of that name it touches."""
    yield mark("who", name) + ("*" if begins else "")
    known = words_joined(name)
    yield from (mark("row", str(one.id)) for one in picture.all(Contact) if words_joined(one.name) == known)


def _row_called(name: str, picture: Picture) -> tuple[type[Tracked], UUID] | None:
    """A system by its ref or name, else a task, decision or message by its ref."""
    known = words_joined(name)
    for row in sorted(Tracked.REGISTRY.values(), key=lambda one: one is not System):
        if row.REF == "ref" and row is not Incident:
            for one in picture.all(row):
                if known in (words_joined(str(getattr(one, "ref", ""))), words_joined(getattr(one, "name", ""))):
                    return row, one.id
    return None


def words_joined(name: str) -> str:
    """A name without what is between its words: `Plant-operator` is `Plant operator`."""
    return "".join(words_of(name))


def _span(typed: str, zone: ZoneInfo, moment: datetime) -> tuple[datetime | None, datetime | None] | None:
    """`2h` and `30m` ago, `02:00` on, `02:00-03:00` with its last minute, `-03:00` up to there."""
    if ago := AGO.fullmatch(typed):
        return moment.astimezone(UTC) - int(ago.group(1)) * UNITS[ago.group(2)], None
    since, _, until = typed.partition("-")
    try:
        begin, end = told_time(since, zone, moment), told_time(until, zone, moment)
    except Refused:
        return None
    last = None if end is None else end + timedelta(minutes=1) - timedelta.resolution
    return None if begin is None and end is None else (begin, last)


# --- marks that are chosen instead of typed ---------------------------------------------------------------------------


def with_mark(typed: str, sigil: str, said: str) -> str:
    """What is typed with this part instead of those that have this sigil; nothing takes them away."""
    kept = [typed[part.start : part.end] for part in parts_of(typed) if not part.said.startswith(sigil)]
    return " ".join([*kept, said]).strip() + (" " if said or kept else "")


def mark_said(typed: str, sigil: str) -> str:
    """The last part that has this sigil, in small letters; nothing where there is none."""
    said = [part.said for part in parts_of(typed) if part.said.startswith(sigil) and len(part.said) > 1]
    return said[-1].casefold() if said else ""


def name_mark(sigil: str, name: str) -> str:
    """A name behind its sigil, in quotes where it has several words."""
    return f'{sigil}"{name}"' if " " in name else f"{sigil}{name}"
