"""Known names, found at a place of a text or by a beginning, in capitals or not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"(?:[-.]?[^\W_])")
"""What behind a name shows that it goes on: GEN is not in GEN-2."""


@dataclass(frozen=True)
class Known:
    """A name with what it stands for, and a second line about it."""

    name: str
    value: Any
    second: str = ""


@dataclass(frozen=True)
class Found:
    """A name that stands in a text up to `end`; more than one is meant where it is only a common beginning."""

    end: int
    meant: tuple[Known, ...]

    @property
    def known(self) -> Known | None:
        """The one that is meant, if it is one."""
        return self.meant[0] if len({id(one.value) for one in self.meant}) == 1 else None


@dataclass
class _Shelf:
    """The names that begin with one word, by how they are spelt in small letters, and how long they are."""

    names: dict[str, list[Known]] = field(default_factory=dict)
    sizes: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Names:
    """A list of names; two may stand for the same thing."""

    all: tuple[Known, ...]

    @cached_property
    def _small(self) -> list[tuple[str, Known]]:
        """Each in small letters with a blank before, so that a word's beginning is found by one search."""
        return [(f" {one.name.lower()}", one) for one in self.all]

    @cached_property
    def near(self) -> dict[str, list[Known]]:
        """What mistyped words were found to look like, so that each is looked up once."""
        return {}

    @cached_property
    def _whole(self) -> dict[str, _Shelf]:
        shelves: dict[str, _Shelf] = {}
        for name, one in self._small:
            _put(shelves, name[1:], one)
        return shelves

    @cached_property
    def _begun(self) -> dict[str, _Shelf]:
        """The beginnings in whole words."""
        shelves: dict[str, _Shelf] = {}
        for name, one in self._small:
            for place in _WORD.finditer(name):
                if place.end() < len(name):
                    _put(shelves, name[1 : place.end()], one)
        return shelves

    @classmethod
    def of(cls, known: Iterable[Known]) -> Names:
        """The names, each once; the first of two that are spelt alike counts where both stand for the same."""
        return cls(tuple({(one.name, id(one.value)): one for one in known if one.name.strip()}.values()))

    def at(self, text: str, start: int) -> Found | None:
        """The longest name that stands here; where none does, the longest whole words that a name begins with."""
        first = _WORD.search(text, start, start + 200)
        if first is None or first.start() - start > 3:
            return None
        key = first.group().lower()
        return _longest(self._whole.get(key), text, start) or _longest(self._begun.get(key), text, start)

    def called(self, text: str) -> Known | None:
        """What exactly this name, or its only beginning in whole words, stands for."""
        found = self.at(text, 0)
        return found.known if found is not None and found.end == len(text) else None

    def beginning(self, typed: str) -> list[Known]:
        """Those that begin with what is typed, then those of which a later word does; the shortest first."""
        low = f" {typed.lower()}"
        if not typed:
            return list(self.all)
        starts = [one for name, one in self._small if name.startswith(low)]
        later = [one for name, one in self._small if low in name and not name.startswith(low)]
        return sorted(starts, key=_length) + sorted(later, key=_length)


def _put(shelves: dict[str, _Shelf], name: str, one: Known) -> None:
    if first := _WORD.search(name):
        shelf = shelves.setdefault(first.group(), _Shelf())
        shelf.names.setdefault(name, []).append(one)
        shelf.sizes.add(len(name))


def _length(one: Known) -> int:
    return len(one.name)


def _longest(shelf: _Shelf | None, text: str, start: int) -> Found | None:
    if shelf is None:
        return None
    for size in sorted(shelf.sizes, reverse=True):
        end = start + size
        meant = shelf.names.get(text[start:end].lower())
        if meant is not None and end <= len(text) and not _ENDS.match(text, end):
            return Found(end, tuple(meant))
    return None
