"""Pairs: which `=status` goes with which system, task, contact or message, and the text that stands behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from app.entry.spans import UNKNOWN, LogNumber, NewRef, Token
from app.entry.tokens import MESSAGES, Of, Status
from app.entry.vocabulary import Vocabulary
from app.entry.words import Part
from models.countdown import Countdown
from models.decision import Decision
from models.message import Message
from models.task import Task

TARGETS = ("system", "who", "ref")
BESIDE = ("time", "importance", "due", "method")
ROWS: dict[type, Of] = {Task: Of.TASK, Message: Of.MESSAGE, Decision: Of.DECISION}
_NOTHING = re.compile(r"(?:\s|,|;|and\b|&)*", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """A state and what it is of: the targets, and the parts behind it."""

    start: int
    end: int
    targets: tuple[Token, ...]
    token: Token
    status: Status
    supply: str | None
    parts: tuple[Part, ...] = ()


def of_what(target: Token) -> Of | None:
    """What kind of state such a target takes."""
    if target.kind in ("system", "who"):
        return Of.SYSTEM if target.kind == "system" else Of.CALL
    value = target.value
    if isinstance(value, LogNumber):
        return None
    row = value.row if isinstance(value, NewRef) else type(value)
    if row is Countdown:
        promised = value.ref.startswith("P") if isinstance(value, NewRef) else value.promised
        return Of.PROMISE if promised else Of.CLOCK
    return ROWS[row]


@dataclass
class _Pairing:
    """One clause under way."""

    text: str
    tokens: list[Token]
    vocabulary: Vocabulary
    word: str
    pairs: list[Pair]
    used: set[int]

    def pair(self, at: int) -> Token:
        """Make the pair of the status at this place; the token as it is understood now."""
        token = self.tokens[at]
        word, supply = token.value
        targets = self._targets(at)
        if self.word in MESSAGES and (status := self._of_the_message(targets, word)):
            return replace(token, label=status.meaning)
        of = of_what(targets[0]) if targets else None
        status = find_status(self.vocabulary, of, word)
        if status is None or (supply and of is not Of.SYSTEM):
            label = f"{token.plain} is not a state" + (f" of a {of}" if of else ": of what?")
            return replace(token, kind=UNKNOWN, label=label)
        start = min([one.start for one in targets if self._joined(one, at)] + [token.start])
        self.used |= {one.start for one in targets}
        self.pairs.append(Pair(start, token.end, targets, token, status, supply))
        return replace(token, label=status.meaning)

    def _of_the_message(self, targets: tuple[Token, ...], word: str) -> Status | None:
        """A state of the message that the clause itself makes: read back at once."""
        fits = targets and find_status(self.vocabulary, of_what(targets[0]), word)
        found = None if fits else find_status(self.vocabulary, Of.MESSAGE, word)
        return found if found is not None and found.word == "readback" else None

    def _targets(self, at: int) -> tuple[Token, ...]:
        return self._before(at) or self._behind(at) or self._nearest(at) or self._same(at)

    def _before(self, at: int) -> tuple[Token, ...]:
        """The targets of one kind directly before, that no other state has."""
        found: list[Token] = []
        place = self.tokens[at].start
        for token in reversed(self.tokens[:at]):
            if not _NOTHING.fullmatch(self.text, token.end, place):
                break
            if token.kind in TARGETS and token.start not in self.used:
                if found and of_what(found[0]) != of_what(token):
                    break
                found.append(token)
            elif found or token.kind not in BESIDE:
                break
            place = token.start
        return tuple(reversed(found))

    def _behind(self, at: int) -> tuple[Token, ...]:
        """The target directly behind, unless a state of its own follows it."""
        behind = self.tokens[at + 1 : at + 3]
        if not behind or behind[0].kind not in TARGETS or self.text[self.tokens[at].end : behind[0].start].strip():
            return ()
        own = len(behind) > 1 and behind[1].kind == "status" and not self.text[behind[0].end : behind[1].start].strip()
        fits = None if own else find_status(self.vocabulary, of_what(behind[0]), self.tokens[at].value[0])
        return () if fits is None else (behind[0],)

    def _nearest(self, at: int) -> tuple[Token, ...]:
        """The last target before, with words between."""
        last = self.pairs[-1].end if self.pairs else 0
        for token in reversed(self.tokens[:at]):
            if token.start < last:
                break
            free = token.kind in TARGETS and token.start not in self.used
            if free and find_status(self.vocabulary, of_what(token), self.tokens[at].value[0]) is not None:
                return (token,)
        return ()

    def _same(self, at: int) -> tuple[Token, ...]:
        """The targets of the pair before: `^T-01 =done =verified 690 kW`."""
        return self.pairs[-1].targets if self.pairs else ()

    def _joined(self, target: Token, at: int) -> bool:
        """Whether no words stand between a target before and its state."""
        between = [one for one in self.tokens[:at] if one.start > target.start]
        place = target.end
        for token in between:
            if token.kind not in (*TARGETS, *BESIDE) or not _NOTHING.fullmatch(self.text, place, token.start):
                return False
            place = token.end
        return target.start < self.tokens[at].start and bool(
            _NOTHING.fullmatch(self.text, place, self.tokens[at].start)
        )


def find_status(vocabulary: Vocabulary, of: Of | None, typed: str) -> Status | None:
    """The status of this word or unique beginning."""
    if of is None:
        return None
    meant = {id(one.value): one.value for one in vocabulary.statuses[of].all if one.name.startswith(typed)}
    exact = [one.value for one in vocabulary.statuses[of].all if one.name == typed] or list(meant.values())
    return exact[0] if len(exact) == 1 else None


def pairs_of(
    text: str, end: int, tokens: list[Token], vocabulary: Vocabulary, word: str
) -> tuple[list[Pair], list[Token]]:
    """The pairs of a clause, and its tokens as they are understood now."""
    pairing = _Pairing(text, tokens, vocabulary, word, [], set())
    for at, token in enumerate(tokens):
        if token.kind == "status":
            tokens[at] = pairing.pair(at)
    pairs = pairing.pairs
    ends = [*(pair.start for pair in pairs[1:]), end]
    return [replace(pair, end=stop) for pair, stop in zip(pairs, ends, strict=False)], tokens
