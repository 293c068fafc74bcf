"""Plain words: what the entry says, whose word it is, what it is about, and the promise or clock that it names."""

from __future__ import annotations

import re
from datetime import timedelta

from app.command import TITLE
from app.commands.logbook import write_note
from app.entry.drafting import Drafting
from app.entry.makes import clock, promise
from app.entry.reading import Clause
from app.entry.spans import Token
from app.entry.words import Words
from app.errors import Refused
from app.moments import due_time
from app.text import shortened
from models.terms import EntryKind

_BACK = re.compile(r"(?:\A|\s)back\s*\Z", re.IGNORECASE)
_PROMISES = re.compile(r"(?P<who>[^\n]{1,80}?)\s+promise[sd]\s+(?:to\s+)?(?P<what>\S.*)", re.IGNORECASE | re.DOTALL)
SOON = timedelta(hours=12)
"""A bare time in a note that is further off is told of the past: `dark by 03:50`, written at 04:10."""


def speak(drafting: Drafting, clause: Clause, words: Words) -> None:
    """The words of a note, an event, a reading …"""
    if drafting.party is None and (who := words.take("who")):
        drafting.party = who.value.name
        drafting.note_all([who])
    systems = words.take_all("system")
    drafting.note_all(systems)
    drafting.about |= {token.value.id: token.value.name for token in systems}
    due = _due(drafting, words)
    drafting.speak(words.text(keep=("due",)))
    if due is not None:
        _runs_out(drafting, clause, words, due)


def _due(drafting: Drafting, words: Words) -> Token | None:
    """The time that starts a clock: the last one, where it is soon enough to be meant and words say for what."""
    tokens = words.tokens("due")
    if not tokens or not any(isinstance(part, str) and part.strip() for part in words.parts):
        return None
    token, setting = tokens[-1], drafting.setting
    try:
        moment = due_time(token.value.lower(), setting.vocabulary.zone, setting.now)
    except Refused:
        return None
    if moment is None or moment <= setting.now or moment - setting.now > SOON:
        return None
    words.taken.add(token.start)
    return token


def _runs_out(drafting: Drafting, clause: Clause, words: Words, due: Token) -> None:
    """A promise in plain words, `back in 15m` or `X promises …`; else a clock beside the note."""
    due_at = drafting.due(due, "until")
    assert due_at is not None
    text = words.text().rstrip(" .")
    told = _back(drafting, words, due) or _promised(drafting, text)
    if told is not None:
        promise(drafting, shortened(told[1], TITLE.most), due_at, told[0])
        return
    if not drafting.bound and not clause.pairs and drafting.kind is None:
        drafting.kind = EntryKind.NOTE
    before = len(drafting.bound)
    clock(drafting, shortened(text, TITLE.most), due_at)
    drafting.last += drafting.bound[before:]
    del drafting.bound[before:]


def _back(drafting: Drafting, words: Words, due: Token) -> tuple[str | None, str] | None:
    """`back in 15m`, `RT Lead back by 04:40 with the key`: who, and what."""
    at = words.parts.index(due)
    before = words.parts[at - 1] if at else ""
    if not isinstance(before, str) or not _BACK.search(before):
        return None
    name = before[: _BACK.search(before).start()].strip()  # type: ignore[union-attr]
    earlier = [part for part in words.parts[: at - 1] if not isinstance(part, str) or part.strip()]
    marked = earlier[0] if len(earlier) == 1 and isinstance(earlier[0], Token) and earlier[0].kind == "who" else None
    known = drafting.setting.vocabulary.who.called(name) if name else None
    if (name and known is None) or (earlier and (marked is None or name)):
        return None
    owner = marked.value.name if marked else known.value.name if known else None
    if owner and drafting.party is None:
        drafting.party = owner
    text = words.text(drop=("due",))
    return owner, text[text.lower().index("back") :].rstrip(" .")


def _promised(drafting: Drafting, text: str) -> tuple[str, str] | None:
    """`Kestrel promises two batteries`: who, and what."""
    found = _PROMISES.fullmatch(text)
    if found is None:
        return None
    name = found.group("who").strip()
    known = drafting.setting.vocabulary.who.called(name)
    if known is None and not (name[:1].isupper() and len(name.split()) <= 4):
        return None
    owner = known.value.name if known else name
    drafting.party = drafting.party or owner
    return owner, found.group("what")


def about(drafting: Drafting) -> None:
    """Name the systems that the entry speaks of and gives no state."""
    named = [system_id for system_id in drafting.about if system_id not in drafting.stated]
    if named:
        drafting.last.append(write_note(about=named))
