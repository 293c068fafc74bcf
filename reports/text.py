"""The one way from an operator's text to lines on paper: safe characters first, then lines of a given width.

Text never becomes markup, so there is nothing to escape: `pressure < 3 bar & rising <b>` is drawn as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from reports.fonts import BOLD, REGULAR, has_glyph, width_of
from resources.directions import MARKS

BLACK, DARK, LINE, PALE = 0.0, 0.32, 0.66, 0.94
"""The ink of every page: black and three greys (second text, rules, bands)."""
SOFT_BREAK = 50
"""A word is cut after this many characters, so that 20,000 without a space still end at the margin."""


@dataclass(frozen=True)
class Style:
    """How a text looks: size and leading in points, weight, grey, struck through or not."""

    size: float
    leading: float
    bold: bool = False
    grey: float = BLACK
    struck: bool = False

    @cached_property
    def font(self) -> str:
        """The name of its first font."""
        return BOLD if self.bold else REGULAR

    def with_grey(self, grey: float = DARK) -> Style:
        """The same in a grey."""
        return replace(self, grey=grey)

    def strong(self) -> Style:
        """The same in the heavier weight."""
        return replace(self, bold=True)

    def strike(self) -> Style:
        """The same, struck through."""
        return replace(self, struck=True)

    def width(self, text: str) -> float:
        """How wide a safe text is, in points."""
        return width_of(text, self.font) * self.size


Span = tuple[str, Style]
"""A text and its style; a line break in it ends the line."""
Line = list[Span]
"""What stands on one line: safe texts, none wider together than the column."""


class _Characters(dict[int, str]):
    """What is printed for each character: itself, or a mark that says which one it was."""

    def __missing__(self, code: int) -> str:
        self[code] = printed = _printed(chr(code))
        return printed


def _printed(character: str) -> str:
    if mark := MARKS.get(ord(character)):
        return mark
    if character in "\n\t":
        return character.expandtabs(4)
    category = unicodedata.category(character)
    if category == "Cf" or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
        return ""
    if category == "Cc":
        return "\ufffd"
    return character if has_glyph(ord(character)) else f"[U+{ord(character):04X}]"


_CHARACTERS = _Characters()


def safe(text: str) -> str:
    """The text with a glyph for every character; what has none is named, what has no ink is left out."""
    return text if text.isascii() and text.isprintable() else text.translate(_CHARACTERS)


_WORDS = re.compile(rf"[ \u00a0]+|[^ \u00a0]{{1,{SOFT_BREAK}}}")


def lines_of(spans: Iterable[Span], width: float) -> list[Line]:
    """The spans, broken into lines of at most that width; empty texts give no line."""
    setter = _Setter(width)
    for text, style in spans:
        for number, part in enumerate(safe(text).split("\n")):
            if number:
                setter.end_line()
            setter.add(part, style)
    return setter.finished()


class _Setter:
    """Sets text after text, greedily."""

    def __init__(self, width: float) -> None:
        self.width = width
        self.room = width
        self.lines: list[Line] = []
        self.line: Line = []

    def add(self, text: str, style: Style) -> None:
        size, name = style.size, style.font
        words: list[str] = []
        for word in _WORDS.findall(text):
            wide = width_of(word, name) * size
            if wide > self.room:
                if word.isspace():
                    continue
                self._put(words, style)
                words = []
                if self.line:
                    self.end_line()
                if wide > self.width:
                    self._cut(word, style)
                    continue
            if words or self.line or not word.isspace():
                words.append(word)
                self.room -= wide
        self._put(words, style)

    def _cut(self, word: str, style: Style) -> None:
        """A word that is wider than the column, letter by letter."""
        kept: list[str] = []
        for letter in word:
            wide = style.width(letter)
            if wide > self.room and kept:
                self._put(kept, style)
                kept = []
                self.end_line()
            kept.append(letter)
            self.room -= wide
        self._put(kept, style)

    def _put(self, words: list[str], style: Style) -> None:
        if words:
            self.line.append(("".join(words), style))

    def end_line(self) -> None:
        if self.line:
            text, style = self.line[-1]
            self.line[-1] = (text.rstrip(" "), style)
        self.lines.append(self.line)
        self.line, self.room = [], self.width

    def finished(self) -> list[Line]:
        if self.line:
            self.end_line()
        return self.lines


def line_width(line: Sequence[Span]) -> float:
    """How wide a line is, in points."""
    return sum(style.width(text) for text, style in line)


def leading(line: Line) -> float:
    """How far down the next line stands; an empty line counts as a small one."""
    return line[0][1].leading if len(line) == 1 else max((style.leading for _, style in line), default=6.0)


def shortened(lines: Sequence[Line], width: float) -> Line:
    """The first line, with an ellipsis where there are more of them."""
    line = list(lines[0])
    if len(lines) == 1:
        return line
    text, style = line.pop()
    while text and line_width(line) + style.width(text.rstrip() + "…") > width:
        text = text[:-1]
    return [*line, (text.rstrip() + "…", style)]


def fitting(text: str, styles: Sequence[Style], width: float) -> Line:
    """The text on one line in the first of the styles in which it fits; with an ellipsis if it fits in none."""
    tried = [fitted(text, style, width) for style in styles]
    return next((line for line in tried if not line or not line[-1][0].endswith("…")), tried[-1])


def fitted(text: str, style: Style, width: float) -> Line:
    """The text on one line, with an ellipsis where it does not fit."""
    lines = lines_of([(" ".join(text[: 20 * SOFT_BREAK].split()), style)], width)
    return shortened(lines, width) if lines else []
