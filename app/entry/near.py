"""Who or what a mistyped name may mean: the known names that look most like it."""

from __future__ import annotations

import re
from difflib import get_close_matches

from app.entry.names import Known, Names
from app.entry.vocabulary import Vocabulary

MOST = 2
CLOSE = 0.7
"""How alike two words are at the least, from 0 to 1."""
SHORT, LONGER = 3, 3
"""A shorter word may mean anything; one that is so much longer is another."""
_WORD = re.compile(r"[@#]([^\W_][\w.-]{1,39})")


def nearest_name(text: str, start: int, vocabulary: Vocabulary) -> str:
    """Why a name behind `@` or `#` is not known, and whom it may mean; nothing behind other marks."""
    found = _WORD.match(text, start)
    if found is None:
        return ""
    words = found.group().rstrip(".-")
    near = nearest(words[1:], vocabulary.who if words[0] == "@" else vocabulary.systems)
    meant = " or ".join(f"{words[0]}{_called(one)}" for one in near)
    return f"{words} is not known: {meant}?" if meant else ""


def nearest(typed: str, names: Names) -> list[Known]:
    """The names whose first word, or whole, looks most like this; they begin with the same letter."""
    typed = typed.lower()
    if len(typed) < SHORT or " " in typed:
        return []
    if typed not in names.near:
        names.near[typed] = _nearest(typed, names)
    return names.near[typed]


def _nearest(typed: str, names: Names) -> list[Known]:
    words: dict[str, Known] = {}
    for one in names.all:
        name = one.name.lower()
        if name[:1] == typed[:1]:
            for word in (name, name.split()[0], name.replace("-", "")):
                if len(word) - len(typed) <= LONGER or word.startswith(typed):
                    words.setdefault(word, one)
    begun = [word for word in words if word.startswith(typed)]
    alike = begun or get_close_matches(typed, words, MOST, CLOSE)
    return list({id(words[word].value): words[word] for word in alike}.values())[:MOST]


def _called(known: Known) -> str:
    return str(getattr(known.value, "ref", known.name))
