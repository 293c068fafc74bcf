"""Text to tokens: every mark, due time, method and label that a line may mean, in order and never overlapping."""

from __future__ import annotations

import re

from app.entry.marks import CLOCK, DATED, READERS, is_time, named_before, reference, unknown
from app.entry.spans import Token
from app.entry.tokens import LABELS, MARKS, METHODS
from app.entry.vocabulary import Vocabulary

_BEGINS = r"(?:(?<=[\s(\[\"“„'‘])|\A)"
_PLAIN = r"(?:(?<=[\s(])|\A)"
_LENGTH = r"(?:\d{1,2} ?h(?:ours?)?(?: ?\d{1,4} ?m(?:in(?:utes)?)?)?|\d{1,4} ?m(?:in(?:utes)?)?)"
_MARKED = "".join(re.escape(mark.mark) for mark in MARKS if not mark.mark.isalpha())
_METHOD = "|".join(re.escape(word) for word in sorted(METHODS, key=len, reverse=True) if word != "in person")
CANDIDATE = re.compile(
    rf"{_BEGINS}(?P<mark>[{_MARKED}])(?=\S)"
    rf"|{_PLAIN}(?P<due>by (?:{DATED}|{CLOCK})|in {_LENGTH})(?![\w:])"
    rf"|{_PLAIN}(?P<method>(?:by (?:{_METHOD})|(?:by |in )?in person))(?!\w)"
    rf"|{_PLAIN}(?P<label>(?-i:{'|'.join(label.word for label in LABELS)})):(?=\s|\Z)",
    re.IGNORECASE,
)
_DECLARED = re.compile(r"/([a-z]+)\s+((T|D|CLK|P|M)-[A-Z]?\d{1,9})(?!\w)")


MOST = 200
"""Tokens of one line. What stands behind them is text: nobody types so many, and a paste must not stop the window."""


def scan(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Every token that may be meant; the clause that it stands in says whether it is."""
    made = {found.group(2): found for found in _DECLARED.finditer(text)}
    tokens: list[Token] = []
    end = 0
    for place in CANDIDATE.finditer(text):
        if place.start() < end:
            continue
        if len(tokens) == MOST:
            break
        token = _token(text, place, vocabulary, made, tokens)
        if token is not None:
            tokens.append(token)
            end = token.end
    return tokens


def _token(
    text: str, place: re.Match[str], vocabulary: Vocabulary, made: dict[str, re.Match[str]], before: list[Token]
) -> Token | None:
    start, end = place.span()
    if mark := place.group("mark"):
        token = reference(text, start, vocabulary, made) if mark == "^" else READERS[mark](text, start, vocabulary)
        return token or (named_before(text, start, before) if mark == "@" else None) or unknown(text, start)
    words = place.group()
    if place.group("due"):
        return Token(start, end, "due", words, words, words) if is_time(words.partition(" ")[2]) else None
    if place.group("method"):
        method = METHODS["in person" if "in person" in words.lower() else words[3:].lower()]
        return Token(start, end, "method", f"by {method}", method, words)
    return Token(start, end, "label", words, place.group("label").lower(), words)
