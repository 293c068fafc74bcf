"""The plain beginning of a message, `from X by phone:` or `to X:`, and the name behind `/call` without a mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.entry.spans import Token
from app.entry.tokens import MESSAGES, METHODS, EntryType
from app.entry.vocabulary import Vocabulary, Who

_WAY = "|".join(re.escape(word) for word in sorted(METHODS, key=len, reverse=True))
_SIDE = re.compile(r"(from|to)[ \t]+", re.IGNORECASE)
_HOW = rf"(?:,?[ \t]+(?:(?:by|via|on|in)[ \t]+)?(?P<how>{_WAY}))?"
_AFTER = re.compile(rf"{_HOW}[ \t]*:(?=\s|\Z)", re.IGNORECASE)
_AFTER_LOOSE = re.compile(rf"(?:,?[ \t]+by[ \t]+(?P<how>{_WAY})(?!\w))?[ \t]*:?(?=\s|\Z)", re.IGNORECASE)
_FREE = re.compile(rf"(?P<name>[^\n:@\"“]{{1,80}}?){_HOW}[ \t]*:(?=\s|\Z)", re.IGNORECASE)
_QUOTED = re.compile(r"@?(?:\"([^\"\n]{1,200})\"|“([^”\n]{1,200})”)")
MOST_WORDS = 6
"""A longer beginning is a sentence, not a name."""


@dataclass(frozen=True)
class Side:
    """The other side of a message: from or to whom; `typed` is how it reads in the words."""

    start: int
    end: int
    outgoing: bool
    typed: str


def side_of(
    text: str, start: int, end: int, tokens: Sequence[Token], kind: EntryType | None, vocabulary: Vocabulary
) -> tuple[Side | None, list[Token]]:
    """The side that a message begins with, and its tokens; none where the clause begins otherwise."""
    explicit = kind is not None and kind.word in MESSAGES
    if kind is not None and kind.word == "call":
        return None, []
    if kind is not None and not explicit and not kind.speaks:
        return None, []
    word = _SIDE.match(text, start, end)
    if word is None:
        return None, []
    named = _named(text, word.end(), end, tokens, vocabulary, explicit) or _free(text, word.end(), end, explicit)
    if named is None:
        return None, []
    who, how, stop = named
    outgoing = word.group(1).lower() == "to"
    typed = text[word.start() if outgoing else word.end() : stop].replace("@", "").replace('"', "").rstrip()
    found = [Token(word.start(), stop, "who", f"{'to' if outgoing else 'from'} {who.name}", who, typed)]
    if how is not None:
        at = text.lower().rfind(how, word.end(), stop)
        found[0] = Token(word.start(), at, "who", found[0].label, who, typed)
        found.append(Token(at, at + len(how), "method", f"by {METHODS[how]}", METHODS[how], ""))
    return Side(word.start(), stop, outgoing, typed if typed.endswith(":") else f"{typed}:"), found


def _named(
    text: str, start: int, end: int, tokens: Sequence[Token], vocabulary: Vocabulary, explicit: bool
) -> tuple[Who, str | None, int] | None:
    """A known name, marked or not; its colon may be left out where the type says that it is a message."""
    token = next((one for one in tokens if one.start == start and one.kind == "who"), None)
    if token is not None:
        who, stop = token.value, token.end
    else:
        found = vocabulary.who.at(text[:end], start)
        if found is None or found.known is None:
            return None
        who, stop = found.known.value, found.end
    after = (_AFTER_LOOSE if explicit else _AFTER).match(text, stop, end)
    if after is None:
        return None
    return who, after.group("how").lower() if after.group("how") else None, after.end()


def _free(text: str, start: int, end: int, explicit: bool) -> tuple[Who, str | None, int] | None:
    """A name that is not known: it has a capital, or a method stands behind it, or the type says what it is."""
    found = _FREE.match(text, start, end)
    if found is None:
        return None
    name, how = found.group("name").strip(), found.group("how")
    likely = explicit or how is not None or name[:1].isupper()
    if not name or not name[0].isalpha() or not likely or len(name.split()) > MOST_WORDS:
        return None
    return Who(name), how.lower() if how else None, found.end()


def called(text: str, start: int, tokens: Sequence[Token], vocabulary: Vocabulary) -> Token | None:
    """The name right behind `/call`, where it is known and has no mark."""
    if any(one.start == start for one in tokens):
        return None
    found = vocabulary.who.at(text, start)
    if (
        found is None
        or found.known is None
        or found.end > min((one.start for one in tokens if one.start > start), default=len(text))
    ):
        return None
    return Token(start, found.end, "who", found.known.value.name, found.known.value, text[start : found.end])
