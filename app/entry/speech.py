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
_WILL = re.compile(
    r"(?:\s+(?:is|are|am|will be|will call|will ring|calls|rings|will come|comes)|['’](?:ll|s|m|re)(?: be)?)\Z"
)
_OURS = ("i", "we", "ich", "wir", "yo", "nosotros")
_DENIED = re.compile(r"\b(?:nobody|none|never|no|not|cannot)\b|n[’']t\b", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.,;!?)]|\n|\Z)")
_EXACT = re.compile(r"by |in \d+[hm]", re.IGNORECASE)
_RATE = re.compile(r"(?:\A|\s)\d\S*(?:\s+\S+)?\s+\Z")
"""`40 gal` before `in 2h` says how fast, not by when."""
_PROMISES = re.compile(
    r"(?P<who>(?:I|we)(?=\s+promise\s)|[^\n]{1,80}?(?=\s+promise[sd]\s))\s+promise[sd]?\s+(?:to\s+)?(?P<what>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
SOON = timedelta(hours=12)
"""A bare time in a note that is further off is told of the past: `dark by 03:50`, written at 04:10."""


def speak(drafting: Drafting, clause: Clause, words: Words) -> None:
    """The words of a note, an event, a reading …"""
    if people := words.tokens("who"):
        drafting.note_all(people)
        if drafting.party is None:
            words.take("who")
            drafting.party, drafting.heard = people[0].value.name, not words.holds(people[0])
    _speak_of_refs(drafting, words)
    systems = words.take_all("system")
    drafting.note_all(systems)
    drafting.about |= {token.value.id: token.value.name for token in systems}
    due = _due(drafting, words)
    drafting.speak(words.text(keep=("due",)))
    if due is not None:
        _runs_out(drafting, clause, words, due)


def _due(drafting: Drafting, words: Words) -> Token | None:
    """The time that starts a clock or a promise: the last one, soon enough to be meant, where words say for what."""
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
    if not (_back(drafting, words, token) or _promised(drafting, words.text(drop=("due",))) or _ends(words, token)):
        if _EXACT.match(token.value):
            drafting.leave(token, "starts no clock here: /clock does")
        return None
    words.taken.add(token.start)
    return token


def _ends(words: Words, due: Token) -> bool:
    """Whether a note ends with this time as it is typed for a clock: `in 2 min he said` tells of one, `in 2m` sets it.

    `40 gal in 2h` says how fast, and what nobody promised has no end.
    """
    at = words.parts.index(due)
    told = [one for one in words.parts[:at] if not isinstance(one, str) or one.strip()]
    if not _EXACT.match(due.value) or not told or _DENIED.search(words.text()):
        return False
    before, behind = words.parts[at - 1], next((one for one in words.parts[at + 1 :]), "")
    rate = due.value.lower().startswith("in") and isinstance(before, str) and _RATE.search(before)
    return not rate and (not isinstance(behind, str) or bool(_ENDS.match(behind)))


def _runs_out(drafting: Drafting, clause: Clause, words: Words, due: Token) -> None:
    """A promise in plain words, `back in 15m` or `X promises …`; else a clock beside the note."""
    due_at = drafting.due(due, "until")
    assert due_at is not None
    text = words.text().rstrip(" .")
    told = _back(drafting, words, due) or _promised(drafting, text)
    if told is not None:
        owner, what = told
        drafting.party = drafting.party or owner
        promise(drafting, shortened(what, TITLE.most), due_at, owner)
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
    said = _BACK.search(before) if isinstance(before, str) else None
    if said is None:
        return None
    name = _WILL.sub("", said.string[: said.start()].strip())
    earlier = [part for part in words.parts[: at - 1] if not isinstance(part, str) or part.strip()]
    marked = earlier[0] if len(earlier) == 1 and isinstance(earlier[0], Token) and earlier[0].kind == "who" else None
    ours = name.lower() in _OURS
    known = drafting.setting.vocabulary.who.called(name) if name and not ours else None
    if (name and known is None and not ours) or (earlier and (marked is None or name)):
        return None
    owner = marked.value.name if marked else known.value.name if known else None
    text = words.text(drop=("due",))
    begins = re.search(r"(?:(?:call|ring) )?\bback\b", text, re.IGNORECASE)
    return owner, text[begins.start() if begins else 0 :].rstrip(" .")


def _promised(drafting: Drafting, text: str) -> tuple[str | None, str] | None:
    """`Kestrel promises two batteries`: who (none: this desk), and what."""
    found = _PROMISES.fullmatch(text.rstrip(" ."))
    if found is None:
        return None
    name = found.group("who").strip()
    if name.lower() in _OURS:
        return None, found.group("what")
    if _DENIED.search(name):
        return None
    known = drafting.setting.vocabulary.who.called(name)
    if known is None and not (name[:1].isupper() and len(name.split()) <= 4):
        return None
    return known.value.name if known else name, found.group("what")


def _speak_of_refs(drafting: Drafting, words: Words) -> None:
    """Tasks, messages, promises, decisions and entries that the words only name: nothing of them changes."""
    refs = words.tokens("ref")
    drafting.note_all(refs)
    drafting.named += [token.label for token in refs]


def about(drafting: Drafting) -> None:
    """Name the systems that the entry speaks of and gives no state."""
    named = [system_id for system_id in drafting.about if system_id not in drafting.stated]
    if named:
        drafting.last.append(write_note(about=named))
