"""Two columns on one page: whole sections side by side, or pieces as they are read, broken where both are lowest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from reports.handover_page import HEADING, SMALL, heading
from reports.page import Pages
from reports.scale import Scale
from reports.table import Cell, Column, Row, Table
from reports.text import PALE, Span, fitted, lines_of

GUTTER = 13.0
"""Between the two columns, in points."""
UNDER = 1.5
"""The white under a heading."""
MORE = 1.08
"""How much higher both columns may be together than the room, and still fit in other widths."""
AIR = 6.0
"""How much more white than the scale asks for stands over a heading where there is room."""
BAND = 1.5
"""The white over and under the band that names a group."""


@dataclass(frozen=True)
class Piece:
    """What is never broken: a heading, the word for a group, a row; the first two keep with what follows."""

    height: float
    draw: Callable[[], None]
    keeps: bool = False
    opens: bool = False
    """Whether it is a heading."""
    again: tuple[Piece, ...] = ()
    """Its heading and the word for its group, said again where a column begins with this piece."""


class Flow:
    """Takes pieces as they are read, and draws them when all are known.

    With the `share` of the left column, `turn` begins the right one; without, they break where both are lowest.
    """

    def __init__(self, pages: Pages, scale: Scale, share: float | None = None) -> None:
        self.pages = pages
        self.scale = scale
        left = (pages.width - GUTTER) * (share or 0.5)
        self.widths = (left, pages.width - GUTTER - left)
        self.pieces: list[Piece] = []
        self._turned: int | None = None
        self._again: tuple[Piece, ...] = ()

    @property
    def width(self) -> float:
        """How wide the column is that is being filled."""
        return self.widths[self._side]

    @property
    def _side(self) -> int:
        return 0 if self._turned is None else 1

    def turn(self) -> None:
        """What follows stands in the right column."""
        self._turned = len(self.pieces)

    def heading(self, number: int, title: str, note: str) -> None:
        """A numbered heading; a note that does not fit beside it stands below."""
        self.pieces.append(self._heading(number, title, note))
        self._again = (self._heading(number, f"{title}, continued", ""),)

    def _heading(self, number: int, title: str, note: str) -> Piece:
        with self._column(self._side):
            beside = fitted(note, SMALL, self.width - 40 - HEADING.width(title))
            below = bool(note) and beside[-1][0] != note
        lines = lines_of([(note, SMALL)], self.width) if below else []

        def draw() -> None:
            high = self.scale.heading
            heading(self.pages, number, title, "" if below else note, height=high, keep=0)
            for line in lines:
                self.pages.line(*line)
            self.pages.y -= UNDER

        return Piece(self.scale.heading + 12 * len(lines) + UNDER, draw, keeps=True, opens=True)

    def group(self, shape: str, word: str, count: int, told: str) -> None:
        """The word for the rows that follow, on a band; a column that begins among them says it again."""
        band = self._band(shape, f"{word} ({count})", told)
        self.pieces.append(replace(band, keeps=True, again=self._again[:1]))
        self._again = (*self._again[:1], self._band(shape, f"{word}, continued", told))

    def _band(self, shape: str, word: str, told: str) -> Piece:
        """A word behind its shape on a grey ground."""
        spans = ((word, self.scale.second.strong()), (told, self.scale.second.with_grey()))
        row = [Row((Cell(spans, shape=shape),))]
        with self._column(self._side):
            table = Table(self.pages, [Column("", 1)], pad=0.8, rules=False)
        height = table.height(row)

        def draw() -> None:
            pages = self.pages
            pages.y -= BAND
            pages.ink.panel(pages.left, pages.y, pages.width, height, grey=PALE, radius=2)
            pages.left += 4
            table.draw(row)
            pages.left -= 4
            pages.y -= BAND / 2

        return Piece(height + BAND * 1.5, draw)

    def row(self, columns: list[Column], row: Row) -> None:
        """A row over a rule."""
        if self.scale.most:
            row = Row(tuple(replace(cell, spans=tuple(cut(cell.spans, self.scale.most))) for cell in row.cells))
        piece = self._row(columns, row, rules=True)
        self.pieces.append(replace(piece, again=self._again))

    def _row(self, columns: list[Column], row: Row, *, rules: bool) -> Piece:
        with self._column(self._side):
            table = Table(self.pages, columns, pad=self.scale.pad, rules=rules)
        return Piece(table.height([row]), lambda: table.draw([row]))

    def draw(self, room: float) -> bool:
        """Draw both columns and move below the higher one; False where they are higher than `room`."""
        at, height = self._break()
        if height > room:
            return False
        self.pages.y -= min(AIR, (room - height) / 2)
        top, lowest = self.pages.y, self.pages.y
        for number, pieces in enumerate((self.pieces[:at], self._right(at))):
            with self._column(number):
                self.pages.y = top
                air = min(AIR, (height - sum(piece.height for piece in pieces)) / 2)
                for place, piece in enumerate(pieces):
                    self.pages.y -= air if piece.opens and place else 0.0
                    piece.draw()
            lowest = min(lowest, self.pages.y)
        self.pages.y = lowest
        return True

    def hopeless(self, room: float) -> bool:
        """Whether a narrower left column would be too high as well, or both together are."""
        left = sum(piece.height for piece in self.pieces[: self._turned])
        return left > room or sum(piece.height for piece in self.pieces) > MORE * 2 * room

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
        """Where the right column begins, so that the higher one is lowest if it is free, and how high that one is."""
        lefts = [0.0, *accumulate(piece.height for piece in self.pieces)]
        places = range(len(lefts)) if self._turned is None else [self._turned]
        free = (at for at in places if not (at and self.pieces[at - 1].keeps))
        heights = ((max(lefts[at], lefts[-1] - lefts[at] + self._said_again(at)), at) for at in free)
        height, at = min(heights)
        return at, height

    def _right(self, at: int) -> list[Piece]:
        """What stands in the right column; within a section it begins with its heading."""
        rest = self.pieces[at:]
        return [*rest[0].again, *rest] if rest else rest

    def _said_again(self, at: int) -> float:
        """How high the heading and the word for the group are that the right column begins with."""
        return sum(piece.height for piece in self.pieces[at].again) if at < len(self.pieces) else 0.0

    @contextmanager
    def _column(self, number: int) -> Iterator[None]:
        """The pages as wide as one column."""
        pages = self.pages
        whole = pages.left, pages.right, pages.width
        pages.left += number * (self.widths[0] + GUTTER)
        pages.width = self.widths[number]
        pages.right = pages.left + pages.width
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
