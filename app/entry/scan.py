"""Text to tokens: every mark, due time, method and label that a line may mean, in order and never overlapping."""

from __future__ import annotations

import re

from app.entry.marks import CLOCK, DATED, READERS, is_time, named_before, reference, state_beside, unknown
from app.entry.near import nearest_name
from app.entry.spans import UNKNOWN, Token
from app.entry.tokens import LABELS, MARKS, METHODS
from app.entry.vocabulary import Vocabulary

_BEGINS = r"(?:(?<=[\s(\[])|\A)"
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
_QUOTED = re.compile(r"(?:(?<=[\s(\[])|\A)(?:\"[^\"\n]{1,400}\"(?!\w)|[“„][^“”\n]{1,400}[“”])")
"""What somebody said word for word: a mark in it is his, not the writer's."""
_BARE_REF = {
    "answer": re.compile(r"[ \t]+(?=[A-Za-z]{1,4}-?\d{1,9}(?:[\s:,]|\Z))"),
    "correct": re.compile(r"[ \t]+#(?=[A-Za-z]?\d{1,9}(?:[\s:,]|\Z))"),
}
"""Behind these types a message or an entry needs no `^`: `/answer m-03`, `/correct #13`."""
_LEADING = re.compile(r"(?:[/@#!~^=]\S+\s*)*\Z")
_DECLARED = re.compile(r"/([a-z]+)\s+((T|D|CLK|P|M)-[A-Z]?\d{1,9})(?!\w)")


MOST_NEAR = 3
"""So many mistyped names of a line are looked up; the sentence names no more."""
MOST = 200
"""Tokens of one line. What stands behind them is text: nobody types so many, and a paste must not stop the window."""


def scan(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Every token that may be meant; the clause that it stands in says whether it is."""
    made = {found.group(2): found for found in _DECLARED.finditer(text)}
    quoted = [found.span() for found in _QUOTED.finditer(text)] if '"' in text or "“" in text or "„" in text else []
    tokens: list[Token] = []
    end = 0
    for place in CANDIDATE.finditer(text):
        if place.start() < end or any(begin < place.start() < stop for begin, stop in quoted):
            continue
        if len(tokens) >= MOST:
            break
        token = _token(text, place, vocabulary, made, tokens)
        if token is not None:
            beside = _beside(text, token, vocabulary, made)
            tokens += [token, beside] if beside else [token]
            end = tokens[-1].end
    return tokens


def _beside(text: str, token: Token, vocabulary: Vocabulary, made: dict[str, re.Match[str]]) -> Token | None:
    """What stands behind a token without a mark, or a blank, of its own: `/answer M-03`, `#GEN-2=down`."""
    if token.kind == "type":
        bare = _BARE_REF.get(token.value.word)
        found = bare.match(text, token.end) if bare else None
        return reference(text, found.end(), vocabulary, made) if found else None
    return state_beside(text, token.end, vocabulary) if token.kind in ("system", "ref") else None


def _token(
    text: str, place: re.Match[str], vocabulary: Vocabulary, made: dict[str, re.Match[str]], before: list[Token]
) -> Token | None:
    start, end = place.span()
    if mark := place.group("mark"):
        if mark == "/" and text[start - 1 : start] in ("(", "["):
            return None
        token = reference(text, start, vocabulary, made) if mark == "^" else READERS[mark](text, start, vocabulary)
        if token is not None and token.kind == "type" and _is_word_inside(text, token):
            return unknown(text, start, f"{token.plain} is short for /{token.value.word} only where a line begins")
        token = token or (named_before(text, start, before) if mark == "@" else None)
        near = sum(one.kind == UNKNOWN for one in before) < MOST_NEAR
        return token or unknown(text, start, nearest_name(text, start, vocabulary) if near and token is None else "")
    words = place.group()
    if place.group("due"):
        return Token(start, end, "due", words, words, words) if is_time(words.partition(" ")[2]) else None
    if place.group("method"):
        method = METHODS["in person" if "in person" in words.lower() else words[3:].lower()]
        return Token(start, end, "method", f"by {method}", method, words)
    return Token(start, end, "label", words, place.group("label").lower(), words)


def _is_word_inside(text: str, token: Token) -> bool:
    """Whether a type that is not written out stands behind words: `80 EUR /t coal` opens no task."""
    begins = text.rfind("\n", 0, token.start) + 1
    short = token.plain[1:].lower() != token.value.word
    return short and not _LEADING.match(text[begins : token.start].lstrip())
