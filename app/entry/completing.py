"""What completes the word at the cursor: where it begins, and the choices for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.entry.choices import Choice, Place, called, decision, marked, plain, times
from app.entry.scan import scan
from app.entry.vocabulary import Vocabulary

MOST = 8
"""So many choices are shown: whoever sees more types another letter."""
_TYPED = re.compile(r"(?:(?<=[\s(\[\"“„])|\A)([/@#^=~!])([^\n/@#^=~!|]{0,60})\Z")
_PLAIN = re.compile(r"(?:(?<=\s)|\A)([A-Za-z0-9]{2,12})\Z")
_BY = re.compile(r"(?:(?<=\s)|\A)(by|in) (\S{0,9})\Z", re.IGNORECASE)
_CALLED = re.compile(r"(?:(?<=\s)|\A)/call[ \t]+([^\s@=/][^\n@=/]{0,60})\Z", re.IGNORECASE)
_PIECE = re.compile(r"(?:[|>\n?]|:\s)[ \t]*([^|>\n?]*)\Z")


@dataclass(frozen=True)
class Completing:
    """The choices for the text from `start` to `end`; none where nothing completes."""

    start: int
    end: int
    choices: tuple[Choice, ...] = ()


def complete(text: str, cursor: int, vocabulary: Vocabulary, now: datetime) -> Completing:
    """What may stand instead of the word before the cursor, the likeliest first."""
    head = text[:cursor]
    for pattern, find in ((_TYPED, marked), (_CALLED, called), (_BY, times), (_PIECE, decision), (_PLAIN, plain)):
        found = pattern.search(head, max(0, cursor - 120))
        if found is None:
            continue
        start = found.start(1) if pattern is not _BY else found.start()
        tokens = tuple(scan(text[:start], vocabulary))
        choices = _each_once(
            find(found, Place(found.group(found.lastindex or 0), text[:start], vocabulary, now, tokens))
        )
        if choices:
            return Completing(start, cursor, choices)
    return Completing(cursor, cursor)


def _each_once(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    known: dict[str, Choice] = {}
    for choice in choices:
        known.setdefault(choice.insert, choice)
        if len(known) == MOST:
            break
    return tuple(known.values())
