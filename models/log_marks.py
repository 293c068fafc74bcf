"""What the search index knows an entry by: its words, and exact marks of what it is, of whom, and what it touches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

MARK = "\ue000"
"""Begins every mark, so that no word that is typed is one: a private letter, which the tokenizer takes for a letter."""
WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def mark(kind: str, value: str) -> str:
    """One exact mark: what kind of thing it is, and its letters and digits alone, small and without accents."""
    return f"{MARK}{kind}{''.join(words_of(value))}"


def words_of(said: str) -> list[str]:
    """The words of a text as the index holds them: small letters without their accents."""
    plain = unicodedata.normalize("NFKD", said.casefold())
    return WORD.findall("".join(one for one in plain if not unicodedata.combining(one)))


def marks_of(sealed: Mapping[str, Any]) -> list[str]:
    """The marks of an entry: what it is, of whom, and every row that it touches or speaks of."""
    who = (sealed["post"], sealed["initials"], sealed.get("party"), sealed.get("author"))
    changes = sealed["changes"]
    rows = [*sealed.get("about", ()), sealed["corrects"], *(row for change in changes for row in _rows_in(change))]
    found = [
        mark("kind", sealed["kind"]),
        mark("scope", sealed["scope_kind"]),
        mark("scope", sealed["scope"]),
        mark("words", "own" if sealed["words"] else "none"),
        mark("importance", str(sealed.get("importance") or "none")),
        *(mark("who", name) for name in who if name),
        *(mark("table", change[0]) for change in changes),
        *(mark("row", row) for row in rows if row),
    ]
    return list(dict.fromkeys(found))


def _rows_in(change: Sequence[Any]) -> Iterator[str]:
    """The row of a change, and the rows that its columns point at or pointed at."""
    _, row_id, was, now = change
    yield row_id
    for values in (was or {}, now):
        yield from (value for name, value in values.items() if name.endswith("_id") and isinstance(value, str))
