"""Spans and tokens: pieces of the text that are more than words, and what they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Span:
    """A piece of the text that is a token: from `start` to `end` (indexes of the string), its kind, and its name."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True)
class Token(Span):
    """A span with what it stands for."""

    value: Any = None
    plain: str = ""
    """How it reads where it stays in the words: without its mark."""


@dataclass(frozen=True)
class NewRef:
    """The ref of a row that an earlier clause of the same line makes."""

    ref: str
    row: type


@dataclass(frozen=True)
class LogNumber:
    """The number of an entry of the log."""

    number: str
