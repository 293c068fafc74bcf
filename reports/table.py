"""Rows in columns: whole on one page, with their heads repeated on the next."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from reports.page import MM, Pages
from reports.shapes import draw_shape
from reports.text import BLACK, DARK, LINE, PALE, Line, Span, Style, leading, line_width, lines_of

COLUMN_HEAD = Style(9, 11, grey=DARK)
GAP = 8.0
"""Between two columns, in points."""
MARK = 11.0
"""The side of a shape in a row, where the line is high enough."""
INDENT = MARK + 4
TICK = 3.4 * MM
"""The side of a box to tick."""
HEADING_HEIGHT = 19.0
"""What a heading among the rows takes."""
BASE = 0.25
"""How far above the bottom of a line its baseline lies, as a share of the leading."""
MIDDLE = 0.36
"""How far above its baseline the middle of a capital letter lies, as a share of its size."""


@dataclass(frozen=True)
class Column:
    """A column: its head, its width as a share of what the fixed ones leave (or, `fixed`, in points), its side."""

    head: str
    width: float
    fixed: bool = False
    right: bool = False
    inset: bool = False
    """Its texts stand in line, whether a shape or a box is before them or not."""


@dataclass(frozen=True)
class Cell:
    """What stands in one column of a row: texts, before them a shape or a box to tick."""

    spans: tuple[Span, ...] = ()
    shape: str | None = None
    tick: bool = False


@dataclass(frozen=True)
class Row:
    """The cells of a row; `flagged` puts a bar at its left edge."""

    cells: tuple[Cell, ...]
    flagged: bool = False


@dataclass(frozen=True)
class _Set:
    """A row set in lines: the lines of each cell, and how high the highest is."""

    row: Row
    columns: list[list[Line]]

    @cached_property
    def first(self) -> float:
        """How high its first line is, on whose baseline all cells begin: no box to tick touches a rule."""
        least = TICK + 2 if any(cell.tick for cell in self.row.cells) else 0.0
        return max([least, *(leading(lines[0]) for lines in self.columns if lines)])

    @cached_property
    def height(self) -> float:
        return max((self.drop(lines) + sum(map(leading, lines)) for lines in self.columns), default=0.0)

    def drop(self, lines: list[Line]) -> float:
        """How much lower a cell of smaller type begins."""
        return (self.first - leading(lines[0])) * (1 - BASE) if lines else 0.0

    def split(self, height: float) -> tuple[_Set, _Set]:
        """What fits into this height, and the rest: for a row that is higher than a page."""
        first: list[list[Line]] = []
        rest: list[list[Line]] = []
        for lines in self.columns:
            kept, down = 0, 0.0
            while kept < len(lines) and down + leading(lines[kept]) <= height:
                down += leading(lines[kept])
                kept += 1
            first.append(lines[:kept])
            rest.append(lines[kept:])
        bare = Row(tuple(Cell() for _ in self.row.cells), self.row.flagged)
        return _Set(self.row, first), _Set(bare, rest)


class Table:
    """Sets rows down the page; a new page begins with the column heads."""

    def __init__(self, pages: Pages, columns: Sequence[Column], *, pad: float, rules: bool = True) -> None:
        self.pages = pages
        self.columns = columns
        self.pad = pad
        self.rules = rules
        fixed = sum(column.width for column in columns if column.fixed)
        shares = sum(column.width for column in columns if not column.fixed)
        left = pages.width - fixed - GAP * (len(columns) - 1)
        self.widths = [column.width if column.fixed else column.width / shares * left for column in columns]

    def draw(self, rows: Iterable[Row | str]) -> None:
        """Set the heads and every row; a text among the rows is a heading across all columns, and a row follows it."""
        heading: str | None = None
        headed = False
        for row in rows:
            if isinstance(row, str):
                heading = row
                continue
            one = self._set(row)
            if not headed:
                self.pages.need(self.head_height + self._least(one, heading))
                self._draw_head()
                headed = True
            if heading is not None:
                self._draw_heading(heading, self._least(one, heading))
                heading = None
            self._draw_whole(one)

    def _least(self, one: _Set, heading: str | None) -> float:
        """How much height a row and the heading over it need; of a row that is as high as a page, its beginning."""
        height = one.height if one.height < self.pages.height / 3 else HEADING_HEIGHT * 3
        return height + 2 * self.pad + (HEADING_HEIGHT if heading is not None else 0.0)

    @property
    def head_height(self) -> float:
        """How high the column heads stand."""
        return COLUMN_HEAD.leading + 2 * min(self.pad, 3.0) if any(column.head for column in self.columns) else 0.0

    def least(self, first: Sequence[Row | str]) -> float:
        """How much height the heads and the first row need, so that neither stands alone at the foot of a page."""
        row = next(one for one in first if isinstance(one, Row))
        return self.head_height + self._least(self._set(row), first[0] if isinstance(first[0], str) else None)

    def height(self, rows: Iterable[Row]) -> float:
        """How high the heads and these rows are together."""
        return self.head_height + sum(self._set(row).height + 2 * self.pad for row in rows)

    def _set(self, row: Row) -> _Set:
        places = zip(row.cells, self.columns, self.widths, strict=True)
        return _Set(row, [lines_of(cell.spans, width - _indent(cell, column)) for cell, column, width in places])

    def _draw_head(self) -> None:
        if not self.head_height:
            return
        pages = self.pages
        base = pages.y - min(self.pad, 3.0) - COLUMN_HEAD.leading * 0.75
        self._across(lambda column, x, width: self._draw_text(column, x, width, base))
        pages.y -= self.head_height
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)

    def _draw_heading(self, text: str, least: float) -> None:
        pages = self.pages
        if pages.room < least:
            self._next_page()
        draw_band(pages, text)

    def _draw_text(self, column: Column, x: float, width: float, base: float) -> None:
        left = x + (INDENT if column.inset else 0.0)
        place = x + width if column.right else left
        self.pages.ink.line(place, base, [(column.head, COLUMN_HEAD)], right=column.right)

    def _across(self, draw: Callable[[Column, float, float], None]) -> None:
        x = self.pages.left
        for column, width in zip(self.columns, self.widths, strict=True):
            draw(column, x, width)
            x += width + GAP

    def _draw_whole(self, one: _Set) -> None:
        pages = self.pages
        if pages.room < one.height + 2 * self.pad < pages.height - self.head_height:
            self._next_page()
        while one.height + 2 * self.pad > pages.room:
            first, one = one.split(pages.room - 2 * self.pad)
            if first.height:
                self._draw_row(first)
            self._next_page()
        self._draw_row(one)

    def _next_page(self) -> None:
        if self.pages.y < self.pages.top - self.head_height - 1:
            self.pages.next_page()
            self._draw_head()

    def _draw_row(self, one: _Set) -> None:
        pages = self.pages
        top = pages.y - self.pad
        x = pages.left
        for cell, lines, column, width in zip(one.row.cells, one.columns, self.columns, self.widths, strict=True):
            if lines and lines[0]:
                middle = top - one.first * (1 - BASE) + MIDDLE * lines[0][0][1].size
                self._draw_mark(cell, lines[0], column, x, width, middle)
            down = top - one.drop(lines)
            for line in lines:
                lead = leading(line)
                down -= lead
                place = x + width if column.right else x + _indent(cell, column)
                pages.ink.line(place, down + lead * BASE, line, right=column.right)
            x += width + GAP
        pages.y -= one.height + 2 * self.pad
        if one.row.flagged:
            pages.ink.panel(pages.left - 7, top, 2.2, one.height, grey=BLACK)
        if self.rules:
            pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)

    def _draw_mark(self, cell: Cell, line: Line, column: Column, x: float, width: float, middle: float) -> None:
        """The shape or the box before a cell's text, half way up its capital letters."""
        if cell.tick:
            self.pages.ink.tick_box(x, middle + TICK / 2, TICK)
        if cell.shape:
            side = min(MARK, leading(line) - 0.5)
            left = x + width - line_width(line) - side - 4 if column.right else x
            draw_shape(self.pages.ink, cell.shape, left, middle + side / 2, side)


def draw_band(pages: Pages, text: str) -> None:
    """A heading across all columns, on a pale ground."""
    pages.ink.panel(pages.left, pages.y - 2, pages.width, 15, grey=PALE, radius=2)
    pages.ink.line(pages.left + 4, pages.y - 12.5, [(text, COLUMN_HEAD.strong().with_grey(BLACK))])
    pages.y -= HEADING_HEIGHT


def _indent(cell: Cell, column: Column) -> float:
    return INDENT if (column.inset or cell.shape or cell.tick) and cell.spans else 0.0


def lowest(tables: Sequence[Table], rows: Sequence[Row]) -> Table:
    """The first of the tables in which these rows take the least height: the same rows in several divisions."""
    return min(tables, key=lambda table: table.height(rows))


def widest(texts: Iterable[str], style: Style, most: float = math.inf) -> float:
    """The width of the widest text, broken where it is wider than `most`: for a column as narrow as it can be."""
    return max((line_width(line) for text in texts for line in lines_of([(text, style)], most)), default=0.0) + 0.5
