"""Searches that a seat keeps by name, as one text among its habits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from app.text import one_line

MOST_NAME = 40


@dataclass(frozen=True)
class SavedSearch:
    """What is typed for it, and whether all incidents are searched."""

    name: str
    typed: str
    everywhere: bool = False


def read_searches(kept: str) -> tuple[SavedSearch, ...]:
    """The searches that were kept, by name; what cannot be read is none."""
    try:
        found = tuple(
            SavedSearch(str(one["name"]), str(one["typed"]), bool(one["everywhere"])) for one in json.loads(kept)
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def searches_text(searches: Sequence[SavedSearch]) -> str:
    """As they are kept."""
    return json.dumps([asdict(one) for one in searches], ensure_ascii=False)


def with_search(searches: Sequence[SavedSearch], new: SavedSearch) -> tuple[SavedSearch, ...]:
    """These searches and a new one, which takes the place of one of the same name."""
    name = one_line(new.name)[:MOST_NAME]
    others = [one for one in searches if one.name.casefold() != name.casefold()]
    return tuple(sorted([*others, SavedSearch(name, new.typed, new.everywhere)], key=lambda one: one.name.casefold()))
