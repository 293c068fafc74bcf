"""Two columns of equal height on one page: pieces in the order of reading, broken where both become lowest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from reports.handover_page import SMALL, heading
from reports.page import Pages
from reports.scale import Scale
from reports.table import Cell, Column, Row, Table
from reports.text import Span, fitted, lines_of

GUTTER = 14.0
"""Between the two columns, in points."""
UNDER = 1.5
"""The white under a heading."""
UNEVEN = 5.0
"""How much higher a column may be if that begins the other with a heading."""


@dataclass(frozen=True)
class Piece:
    """What is never broken: a heading, the word for a group, a row; the first two keep with what follows."""

    height: float
    draw: Callable[[], None]
    keeps: bool = False
    opens: bool = False
    """Whether it is a heading."""
    under: Piece | None = None
    """The word for its group, said again where a column begins with this piece."""


class Flow:
    """Takes pieces as they are read, and draws them when all are known."""

    def __init__(self, pages: Pages, scale: Scale) -> None:
        self.pages = pages
        self.scale = scale
        self.width = (pages.width - GUTTER) / 2
        self.pieces: list[Piece] = []
        self._group: Piece | None = None

    def heading(self, number: int, title: str, note: str) -> None:
        """A numbered heading; a note that does not fit beside it stands below."""
        with self._column(0):
            beside = fitted(note, SMALL, self.width - 130)
            below = bool(note) and beside[-1][0] != note
        lines = lines_of([(note, SMALL)], self.width) if below else []

        def draw() -> None:
            high = self.scale.heading
            heading(self.pages, number, title, "" if below else note, height=high, keep=0)
            for line in lines:
                self.pages.line(*line)
            self.pages.y -= UNDER

        self._group = None
        self.pieces.append(Piece(self.scale.heading + 12 * len(lines) + UNDER, draw, keeps=True, opens=True))

    def group(self, shape: str, word: str, count: int) -> None:
        """The word for the rows that follow, behind its shape; a column that begins among them says it again."""
        self.pieces.append(replace(self._word(shape, f"{word} ({count})"), keeps=True))
        self._group = self._word(shape, f"{word}, continued")

    def _word(self, shape: str, text: str) -> Piece:
        return self._row([Column("", 1)], Row((Cell(((text, self.scale.text.strong()),), shape=shape),)), rules=False)

    def row(self, columns: list[Column], row: Row) -> None:
        """A row over a rule."""
        if self.scale.most:
            row = Row(tuple(replace(cell, spans=tuple(cut(cell.spans, self.scale.most))) for cell in row.cells))
        piece = self._row(columns, row, rules=True)
        self.pieces.append(replace(piece, under=self._group))

    def _row(self, columns: list[Column], row: Row, *, rules: bool) -> Piece:
        with self._column(0):
            table = Table(self.pages, columns, pad=self.scale.pad, rules=rules)
        return Piece(table.height([row]), lambda: table.draw([row]))

    def draw(self, room: float) -> bool:
        """Draw both columns and move below the higher one; False where they are higher than `room`."""
        at, height = self._break()
        if height > room:
            return False
        top, lowest = self.pages.y, self.pages.y
        for number, pieces in enumerate((self.pieces[:at], self._right(at))):
            with self._column(number):
                self.pages.y = top - (self._above(at) if number else 0.0)
                for piece in pieces:
                    piece.draw()
            lowest = min(lowest, self.pages.y)
        self.pages.y = lowest
        return True

    def cut_to(self, room: float) -> None:
        """Leave out the last rows of the longest section, again and again, until the columns are no higher."""
        starts = [at for at, piece in enumerate(self.pieces) if piece.opens]
        sections = [self.pieces[start:end] for start, end in pairwise([*starts, len(self.pieces)])]
        more = self._row(
            [Column("", 1)], Row((Cell((("More on a later page.", self.scale.text.strong()),)),)), rules=False
        )
        short: set[int] = set()
        while self._break()[1] > room:
            longest = max(range(len(sections)), key=lambda number: len(sections[number]))
            if len(sections[longest]) == 1:
                return
            short.add(longest)
            sections[longest].pop()
            while len(sections[longest]) > 1 and sections[longest][-1].keeps:
                sections[longest].pop()
            parts = (_shortened(one, more) if number in short else one for number, one in enumerate(sections))
            self.pieces = [piece for part in parts for piece in part]

    def _break(self) -> tuple[int, float]:
        """Where the right column begins so that the higher one is lowest, and how high that is."""
        lefts = [0.0, *accumulate(piece.height for piece in self.pieces)]
        best, lowest, least = 0, math.inf, math.inf
        for at, left in enumerate(lefts):
            if at and self.pieces[at - 1].keeps:
                continue
            height = max(left, lefts[-1] - left + self._again(at) + self._above(at))
            cost = height + (0.0 if self._begins_anew(at) else UNEVEN)
            if cost < least:
                best, lowest, least = at, height, cost
        return best, lowest

    def _right(self, at: int) -> list[Piece]:
        """What stands in the right column; it begins with the word for its group."""
        rest = self.pieces[at:]
        return [rest[0].under, *rest] if rest and rest[0].under else rest

    def _again(self, at: int) -> float:
        """How high the word for the group is that the right column begins with."""
        under = self.pieces[at].under if at < len(self.pieces) else None
        return under.height if under else 0.0

    def _above(self, at: int) -> float:
        """What is left free over a column that begins without a heading, as over one with it."""
        return 0.0 if self._begins_anew(at) else self.scale.heading - 18.0

    def _begins_anew(self, at: int) -> bool:
        return at == len(self.pieces) or self.pieces[at].opens

    @contextmanager
    def _column(self, number: int) -> Iterator[None]:
        """The pages as wide as one column."""
        pages = self.pages
        whole = pages.left, pages.right, pages.width
        pages.left += number * (self.width + GUTTER)
        pages.width = self.width
        pages.right = pages.left + self.width
        yield
        pages.left, pages.right, pages.width = whole


def _shortened(section: list[Piece], more: Piece) -> list[Piece]:
    """What is left of a section, and the word that there is more, which never stands apart from it."""
    return [*section[:-1], replace(section[-1], keeps=True), more]


def cut(spans: Iterable[Span], most: int) -> Iterator[Span]:
    """Texts of which none is longer than `most`; what was cut ends in an ellipsis."""
    for text, style in spans:
        yield (text if len(text) <= most else f"{text[:most].rstrip()}…"), style


def run_in(first: tuple[Span, ...], rest: tuple[Span, ...], width: float) -> tuple[Span, ...]:
    """What is to be said of a thing: on a line of its own; behind it where that takes less height."""
    if not rest:
        return first
    (text, style), *others = rest
    below = (*first, (f"\n{text}", style), *others)
    behind = (*first, (f"  {text}", style), *others)
    return behind if len(lines_of(behind, width)) < len(lines_of(below, width)) else below
