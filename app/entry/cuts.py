"""Where one clause of a line ends and the next begins."""

from __future__ import annotations

from collections.abc import Sequence

from app.entry.spans import UNKNOWN, Token


def cuts_of(text: str, tokens: Sequence[Token]) -> list[int]:
    """Where clauses begin: at the start, at lines that begin with a type or hold a state, at a further `/type`."""
    cuts = [0]
    typed = False
    for at, token in enumerate(tokens):
        line = _line_start(text, token.start)
        if line is not None and line > cuts[-1] and (token.kind == "type" or _has_state(text, tokens, at)):
            cuts.append(line)
            typed = token.kind == "type"
        elif token.kind == "type":
            if typed or _goes_on(text, tokens, at, cuts[-1]):
                cuts.append(token.start)
            typed = True
    return cuts


def _line_start(text: str, start: int) -> int | None:
    """Where the line begins, if the token at `start` is the first thing on a further line."""
    line = text.rfind("\n", 0, start)
    return line + 1 if line >= 0 and not text[line:start].strip() else None


def _has_state(text: str, tokens: Sequence[Token], at: int) -> bool:
    end = text.find("\n", tokens[at].start)
    for token in tokens[at:]:
        if end >= 0 and token.start > end:
            return False
        if token.kind == "status":
            return True
    return False


def _goes_on(text: str, tokens: Sequence[Token], at: int, begun: int) -> bool:
    """Whether a first `/type` has words or a state before it and words behind it: then it begins something else."""
    token = tokens[at]
    before = [one for one in tokens[:at] if one.start >= begun]
    has_state = any(one.kind == "status" for one in before)
    if token.value.speaks or not (has_state or _words_between(text, before, begun, token.start)):
        return False
    after = tokens[at + 1 :]
    end = next((one.start for one in after if one.kind == "type"), len(text))
    return _words_between(text, [one for one in after if one.start < end], token.end, end)


def _words_between(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether words stand between these places beside the tokens."""
    for token in tokens:
        if token.kind == UNKNOWN or any(letter.isalnum() for letter in text[start : token.start]):
            return True
        start = token.end
    return any(letter.isalnum() for letter in text[start:end])
