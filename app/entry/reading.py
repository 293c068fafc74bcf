"""Tokens to clauses: where one thing that the line does ends and the next begins, and which state goes with what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from app.entry.cuts import cuts_of
from app.entry.pairs import BESIDE, Pair, pairs_of
from app.entry.scan import scan
from app.entry.sides import Side, called, side_of
from app.entry.spans import UNKNOWN, Span, Token
from app.entry.tokens import LABELS, MESSAGES, EntryType
from app.entry.vocabulary import Vocabulary
from app.entry.words import Part

UNDUE = ("message", "answer", "correct")
"""Where a time in the words is what was said, not by when something is due."""
LABEL_TYPES = {label.word: label.types for label in LABELS}


@dataclass(frozen=True)
class Clause:
    """One thing that the line says or does: its type, the parts before its first pair, and its pairs."""

    first: bool
    type: EntryType | None
    parts: tuple[Part, ...]
    pairs: tuple[Pair, ...] = ()
    side: Side | None = None
    labels: dict[str, str] = field(default_factory=dict)
    tokens: tuple[Token, ...] = ()
    side_tokens: tuple[Token, ...] = ()

    @property
    def word(self) -> str:
        """The word of its type; a plain `from X:` is a message, anything else a note."""
        if self.side is not None and (self.type is None or self.type.speaks):
            return "message"
        return self.type.word if self.type else "note"

    @property
    def speaks(self) -> bool:
        """Whether its words are the entry's own."""
        return self.side is None and (self.type is None or self.type.speaks)


@dataclass(frozen=True)
class LineRead:
    """A line as it was read: its clauses, and the spans that are tokens, in order."""

    text: str
    clauses: tuple[Clause, ...]
    spans: tuple[Span, ...]


def read_line(text: str, vocabulary: Vocabulary) -> LineRead:
    """Read a line; any text gives a reading, and the same one each time."""
    tokens = scan(text, vocabulary)
    cuts = cuts_of(text, tokens)
    ends = [*cuts[1:], len(text)]
    clauses = tuple(
        _clause(text, start, end, [one for one in tokens if start <= one.start < end], vocabulary, start == cuts[0])
        for start, end in zip(cuts, ends, strict=True)
    )
    return LineRead(text, clauses, tuple(token for clause in clauses for token in clause.tokens))


def _clause(text: str, start: int, end: int, tokens: list[Token], vocabulary: Vocabulary, first: bool) -> Clause:
    typed = next((one for one in tokens if one.kind == "type"), None)
    kind = typed.value if typed else None
    begins = _after_leading(text, start, end, tokens)
    side, sides = side_of(text, begins, end, tokens, kind, vocabulary)
    if side is not None:
        tokens = [one for one in tokens if not side.start <= one.start < side.end] + sides
    elif kind is not None and kind.word == "call" and (named := called(text, begins, tokens, vocabulary)):
        tokens = [*tokens, named]
    word = "message" if side is not None and (kind is None or kind.speaks) else kind.word if kind else "note"
    labels, tokens, gone = _labels(text, end, sorted(tokens, key=_start), word)
    tokens = [one for one in tokens if one is not typed and (one.kind != "method" or _calls(tokens, word))]
    pairs, tokens = pairs_of(text, end, tokens, vocabulary, word)
    gone += [(one.start, one.end) for one in (typed, side) if one]
    stop = min((pair.start for pair in pairs), default=end)
    tokens = [one for one in tokens if one.kind != "due" or one.start >= stop or word not in UNDUE]
    led_to = [one for one in pairs[0].targets if stop <= one.start < pairs[0].token.start] if pairs else []
    return Clause(
        first=first,
        type=kind,
        parts=(*cut_parts(text, start, stop, [one for one in tokens if one not in sides], gone), *led_to),
        pairs=tuple(_whole(text, pair, tokens, gone) for pair in pairs),
        side=side,
        labels=labels,
        tokens=tuple(sorted([*tokens, *([typed] if typed else [])], key=_start)),
        side_tokens=tuple(sides),
    )


def _whole(text: str, pair: Pair, tokens: Sequence[Token], gone: Sequence[tuple[int, int]]) -> Pair:
    """The pair with what stands beside its state and behind it."""
    beside = [one for one in tokens if pair.start <= one.start < pair.token.start and one.kind in BESIDE]
    behind = [one for one in tokens if one.start >= pair.token.end and one not in pair.targets]
    left_out = [*gone, *((one.start, one.end) for one in pair.targets)]
    return replace(pair, parts=(*beside, *cut_parts(text, pair.token.end, pair.end, behind, left_out)))


def _calls(tokens: Sequence[Token], word: str) -> bool:
    """Whether a way to reach somebody means anything here: in calls and messages."""
    kinds = [one.kind for one in tokens]
    return word in ("call", *MESSAGES) or any(pair == ("who", "status") for pair in pairwise(kinds))


def _start(token: Token) -> int:
    return token.start


def _after_leading(text: str, start: int, end: int, tokens: Sequence[Token]) -> int:
    """Where the words of the clause begin: behind its type, importance, time and reference."""
    for token in tokens:
        if text[start : token.start].strip() or token.kind not in ("type", "importance", "time", "ref"):
            break
        start = token.end
    return end - len(text[start:end].lstrip())


def _labels(
    text: str, end: int, tokens: list[Token], word: str
) -> tuple[dict[str, str], list[Token], list[tuple[int, int]]]:
    """The labelled parts: each runs to the next mark, label or end of line; plain tokens in it are words."""
    labels: dict[str, str] = {}
    left: list[Token] = []
    places: list[tuple[int, int]] = []
    for at, token in enumerate(tokens):
        if token.kind != "label":
            if not any(start <= token.start < stop for start, stop in places):
                left.append(token)
        elif word in LABEL_TYPES[token.value]:
            stop = _label_end(text, end, tokens[at + 1 :], word)
            line = text.find("\n", token.end, stop)
            stop = line if line >= 0 else stop
            said = text[token.end : stop].strip()
            labels[token.value] = f"{labels[token.value]}; {said}" if token.value in labels else said
            places.append((token.start, stop))
    return labels, left, places


def _label_end(text: str, end: int, after: Sequence[Token], word: str) -> int:
    for token in after:
        label = token.kind == "label" and word in LABEL_TYPES[token.value]
        if label or token.kind not in ("label", "due", "method", UNKNOWN):
            return token.start
    return end


def cut_parts(
    text: str, start: int, end: int, tokens: Sequence[Token], gone: Sequence[tuple[int, int]]
) -> tuple[Part, ...]:
    """The text between two places as words and tokens, without the pieces that are gone."""
    cuts = sorted(
        [(one.start, one.end, one) for one in tokens] + [(begin, stop, None) for begin, stop in gone], key=_at
    )
    parts: list[Part] = []
    for begin, stop, token in cuts:
        if begin < start or begin >= end:
            continue
        if text[start:begin]:
            parts.append(text[start:begin])
        if token is not None:
            parts.append(token)
        elif parts and isinstance(parts[-1], str):
            parts[-1] = f"{parts[-1]} " if not parts[-1].endswith((" ", "\n")) else parts[-1]
        start = max(start, stop)
    if text[start:end]:
        parts.append(text[start:end])
    return tuple(parts)


def _at(cut: tuple[int, int, Token | None]) -> int:
    return cut[0]
