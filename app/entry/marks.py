"""The readers of marks: what stands behind `/`, `@`, `#`, `!`, `~`, `^` and `=`, or that it is not known."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from app.entry.names import Known, Names
from app.entry.spans import UNKNOWN, LogNumber, NewRef, Token
from app.entry.tokens import TYPES
from app.entry.vocabulary import Vocabulary, Who
from models.countdown import Countdown
from models.decision import Decision
from models.message import Message
from models.task import Task
from models.terms import Priority

CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
DATED = r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?"
MADE_BY = {"task": ("T", Task), "decision": ("D", Decision), "clock": ("CLK", Countdown), "promise": ("P", Countdown)}
MADE_BY |= dict.fromkeys(("message", "request", "answer"), ("M", Message))

_TIME = re.compile(rf"~(?:({DATED})|({CLOCK})|([0-2]\d)([0-5]\d)(?!\d))(?![\w:])")
_WORD = re.compile(r"[/=!@#^~][^\s,;!?()\"“”]*[^\s,;:.!?()\"“”'’]")
_QUOTED = re.compile(r"[@#](?:\"([^\"\n]{1,200})\"|“([^”\n]{1,200})”)(?!\w)")
_TYPE = re.compile(r"/([A-Za-z]{1,12})(?![\w/])")
_STATUS = re.compile(
    r"=([A-Za-z][A-Za-z/]{0,19})(?:\+(?:\"([^\"\n]{1,80})\"|([^\s,;.]+(?:[.,][^\s,;.]+)*)))?(?![\w=?])"
)
_BESIDE = re.compile(r"(?: ?= )|=")
_REF = re.compile(r"\^?([A-Za-z]{0,4}-?[A-Za-z]?\d{1,9})(?!\w)")
_NUMBER = re.compile(r"([A-Za-z]?)0*(\d{1,9})")
_IMPORTANCE = re.compile(r"!([1-5])(?!\w)")


def unknown(text: str, start: int, label: str = "") -> Token | None:
    """A mark with a word that is not known: it stays text, and is shown as not understood."""
    found = _WORD.match(text, start)
    words = found.group() if found else ""
    meant = {"/": str.isalpha, "@": _letter_first, "#": _letter_first, "=": _letter_first, "^": str.isascii}
    meant |= {"!": str.isdigit, "~": lambda rest: ":" in rest}
    rest = words[1:]
    if not rest or not meant[words[0]](rest):
        return None
    return Token(start, start + len(words), UNKNOWN, label or f"{words} is not known", plain=words)


def _letter_first(rest: str) -> bool:
    return rest[0].isalpha()


def _type(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
    found = _TYPE.match(text, start)
    if found is None:
        return None
    typed = found.group(1).lower()
    meant = [one for one in TYPES if one.word.startswith(typed)]
    exact = [one for one in meant if one.word == typed] or meant
    if len(exact) == 1:
        return Token(start, found.end(), "type", exact[0].word, exact[0], found.group())
    return unknown(text, start, _which([one.word for one in exact])) if exact else None


def _name(names: str, kind: str) -> Callable[[str, int, Vocabulary], Token | None]:
    def read(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
        quoted = _QUOTED.match(text, start)
        if quoted:
            return _quoted(quoted, kind, getattr(vocabulary, names))
        found = getattr(vocabulary, names).at(text, start + 1)
        if found is None:
            return None
        known, plain = found.known, text[start + 1 : found.end]
        if known is None:
            label = _which(sorted({one.name for one in found.meant}))
            return Token(start, found.end, UNKNOWN, label, plain=text[start : found.end])
        return Token(start, found.end, kind, known.value.name, known.value, plain)

    return read


def _quoted(quoted: re.Match[str], kind: str, names: Any) -> Token | None:
    """A name in quotes: a known one, or for people any."""
    name = " ".join((quoted.group(1) or quoted.group(2)).split())
    known = names.called(name)
    value = known.value if known is not None and len(known.name) == len(name) else Who(name) if kind == "who" else None
    if value is None or not name:
        return None
    return Token(quoted.start(), quoted.end(), kind, value.name, value, name)


def named_before(text: str, start: int, before: list[Token]) -> Token | None:
    """A name that stands in quotes earlier in the line needs none any more."""
    quoted = [one for one in before if one.kind == "who" and text[one.start + 1 : one.start + 2] in ('"', "“")]
    found = Names.of(Known(one.label, one.value) for one in quoted).at(text, start + 1)
    if found is None or found.known is None:
        return None
    return Token(start, found.end, "who", found.known.name, found.known.value, text[start + 1 : found.end])


def _which(words: list[str]) -> str:
    shown = words[:4]
    return f"{', '.join(shown[:-1])} or {shown[-1]}?" if len(shown) > 1 else f"{shown[0]}?"


def _importance(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
    found = _IMPORTANCE.match(text, start)
    if found is None:
        return None
    priority = Priority(int(found.group(1)))
    return Token(start, found.end(), "importance", priority.label, priority, found.group())


def _time(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
    found = _TIME.match(text, start)
    if found is None:
        return None
    dated, clock, hour, minute = found.groups()
    typed = dated or clock or f"{hour}:{minute}"
    return Token(start, found.end(), "time", typed, typed, found.group()[1:]) if is_time(typed) else None


def is_time(typed: str) -> bool:
    """Whether a clock or a calendar can show this; a length of time always can."""
    try:
        if typed[:4].isdigit() and typed[4:5] == "-":
            datetime.fromisoformat(typed)
        elif typed[:1].isdigit() and (":" in typed or "." in typed):
            hour, minute, *rest = (int(part) for part in re.split(r"[:.]", typed))
            time(hour, minute, rest[0] if rest else 0)
    except ValueError:
        return False
    return True


def reference(text: str, start: int, vocabulary: Vocabulary, made: dict[str, re.Match[str]]) -> Token | None:
    """A row by its ref, also one that the line makes before; else an entry by its number."""
    found = _REF.match(text, start)
    if found is None:
        return None
    typed, end = found.group(1), found.end()
    row = vocabulary.ref(typed)
    if row is not None:
        return Token(start, end, "ref", row.ref, row, row.ref)
    declared = made.get(typed.upper())
    if declared is not None and declared.start() < start and (kind := _row_made(declared)):
        return Token(start, end, "ref", typed.upper(), NewRef(typed.upper(), kind), typed.upper())
    if number := _NUMBER.fullmatch(typed):
        value = LogNumber(number.group(1).upper() + number.group(2))
        return Token(start, end, "ref", f"#{value.number}", value, f"#{value.number}")
    return None


def _row_made(declared: re.Match[str]) -> type | None:
    """What kind of row the `/type ref` before makes."""
    words = [one.word for one in TYPES if one.word.startswith(declared.group(1))]
    prefix, row = MADE_BY.get(words[0], ("", None)) if words else ("", None)
    return row if prefix == declared.group(3) else None


def _status(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
    """A status as typed: of what it is one, the clause says."""
    found = _STATUS.match(text, start)
    if found is None:
        return None
    supply = found.group(2) or found.group(3)
    return Token(start, found.end(), "status", found.group(), (found.group(1).lower(), supply), found.group())


def state_beside(text: str, start: int, vocabulary: Vocabulary) -> Token | None:
    """The state of the system or reference right before, with or without blanks: `#GEN-2=down`, `#GEN-2 = down`."""
    beside = _BESIDE.match(text, start)
    found = beside and _STATUS.match(f"={text[beside.end() : beside.end() + 120]}")
    if not beside or not found:
        return None
    typed, supply = found.group(1).lower(), found.group(2) or found.group(3)
    if not any(one.name == typed for names in vocabulary.statuses.values() for one in names.all):
        return None
    end = beside.end() + found.end() - 1
    return Token(text.index("=", start), end, "status", text[start:end], (typed, supply), text[start:end])


READERS: dict[str, Callable[[str, int, Vocabulary], Token | None]] = {
    "/": _type,
    "@": _name("who", "who"),
    "#": _name("systems", "system"),
    "!": _importance,
    "~": _time,
    "=": _status,
}
