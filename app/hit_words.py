"""Where the words that were searched for stand in a text: where a word begins, whatever its capitals and accents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence


def hits(text: str, sought: Sequence[str]) -> list[tuple[int, int]]:
    """The start and the length of each place where one of these words, or phrases, begins a word of the text."""
    patterns = [r"[\W_]+".join(map(re.escape, words)) for one in sought if (words := _words(_folded(one)[0]))]
    if not patterns:
        return []
    folded, places = _folded(text)
    found = re.finditer(rf"(?<![^\W_])(?:{'|'.join(sorted(patterns, key=len, reverse=True))})", folded)
    return [(places[one.start()], places[one.end() - 1] + 1 - places[one.start()]) for one in found]


def _words(folded: str) -> list[str]:
    return re.findall(r"[^\W_]+", folded)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in small letters without accents, and where each of these stands in it."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        for part in unicodedata.normalize("NFKD", letter.casefold()):
            if not unicodedata.combining(part):
                letters.append(part)
                places.append(place)
    return "".join(letters), places
