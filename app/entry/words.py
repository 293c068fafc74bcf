"""Tokens among words: what is taken out of a clause, and how the rest reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from app.entry.spans import Token

Part = str | Token
NAMES = ("who", "system", "ref")
"""Tokens that a sentence may need: they stay in it, without their mark, where leaving them out would break it."""
TIMES = ("due", "time")
_SMALL = re.compile(
    r"(?:^|[\s(])(?:an?|the|at|to|of|on|in|from|for|with|by|and|or|near|via|through|between|under|behind|is|no"
    r"|about|around|until|till|since|before|after|call|tell|ask|page|inform|meet|alert|warn|notify|ring"
    r"|called|told|asked|paged|informed|met|alerted|warned|notified|rang)\s*\Z",
)
_GOES_ON = re.compile(r"\s*[,:;.?!)’'/]|\s+[^\WA-Z\d_]")
_CLOSES = re.compile(r"[,.;:?!)\]’”]")


class Words:
    """The parts of a clause; a token that is taken is understood and need not be read as a word."""

    def __init__(self, parts: Sequence[Part], *, led: bool = True) -> None:
        self.parts = list(parts)
        self.taken: set[int] = set()
        self.led = led
        """Whether a name may lead the sentence; behind `/task` or `/request` it is a field of its own."""

    def tokens(self, kind: str) -> list[Token]:
        """The tokens of this kind that are not taken yet."""
        return [one for one in self.parts
                if isinstance(one, Token) and one.kind == kind and one.start not in self.taken]  # fmt: skip

    def take(self, kind: str, wanted: Callable[[Token], bool] | None = None, *, last: bool = False) -> Token | None:
        """The first (or last) token of this kind, taken."""
        found = [one for one in self.tokens(kind) if wanted is None or wanted(one)]
        if not found:
            return None
        chosen = found[-1 if last else 0]
        self.taken.add(chosen.start)
        return chosen

    def take_all(self, kind: str, wanted: Callable[[Token], bool] | None = None) -> list[Token]:
        """Every token of this kind, taken."""
        found = [one for one in self.tokens(kind) if wanted is None or wanted(one)]
        self.taken |= {one.start for one in found}
        return found

    def give_back(self) -> str:
        """How everything reads, where what was taken is of no use."""
        self.taken.clear()
        return self.text()

    def remark(self) -> str | None:
        """How it reads behind a state, without the stops between; none where nothing is left."""
        return self.text().lstrip(",;:.–— ").strip() or None

    def text(self, *, keep: Iterable[str] = (), drop: Iterable[str] = ()) -> str:
        """How it reads. Taken tokens go but for names that the sentence needs; of `keep` all stay, of `drop` none."""
        read = _Reading()
        for at, part in enumerate(self.parts):
            if isinstance(part, str):
                read.put(part)
            elif part.kind in drop or (part.start in self.taken and part.kind not in keep and not self._needed(at)):
                read.leave_out()
            else:
                read.put(part.plain)
        return read.done()

    def holds(self, token: Token) -> bool:
        """Whether a name stands inside the sentence: it does not lead it, and cannot be left out."""
        at = self.parts.index(token)
        before = any(isinstance(one, str) and any(map(str.isalnum, one)) for one in self.parts[:at])
        return before and self._needed(at)

    def _needed(self, at: int) -> bool:
        """Whether a name stands inside the sentence, begins it, or follows a small word."""
        part = self.parts[at]
        if isinstance(part, str) or part.kind not in (*NAMES, *TIMES):
            return False
        before = "".join(one for one in self.parts[:at] if isinstance(one, str)).rstrip()
        after = "".join(one for one in self.parts[at + 1 :] if isinstance(one, str))
        if not any(one.isalnum() for one in before):
            goes_on = any(one.isalnum() for one in after) and _GOES_ON.match(after)
            return self.led and part.kind not in TIMES and bool(goes_on)
        return any(one.isalnum() for one in after) or (part.kind != "due" and bool(_SMALL.search(before)))


class _Reading:
    """A text put together piece by piece; where something is left out, one blank stays at the most."""

    def __init__(self) -> None:
        self.runs: list[list[str]] = [[]]

    def put(self, piece: str) -> None:
        self.runs[-1].append(piece)

    def leave_out(self) -> None:
        self.runs.append([])

    def done(self) -> str:
        text = ""
        for run in self.runs:
            left, right = text.rstrip(" \t"), "".join(run).lstrip(" \t")
            joined = not left or not right or left[-1] in "\n([" or right[0] == "\n" or _CLOSES.match(right)
            text = f"{left}{'' if joined else ' '}{right}"
        return "\n".join(line.strip() for line in text.split("\n")).strip()
