"""The typefaces of a page: Inter first, DejaVu where Inter has no glyph, and how right-to-left words are drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import uharfbuzz
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from resources import files

REGULAR, BOLD = "Inter-Regular", "Inter-SemiBold"
FALLBACK = {REGULAR: "DejaVuSans", BOLD: "DejaVuSans-Bold"}


class Widths(dict[int, float]):
    """The width of each character that has a glyph, for a font size of 1."""

    def of(self, text: str) -> float:
        """The width of a text."""
        return sum(map(self.__getitem__, map(ord, text)))


@dataclass(frozen=True, eq=False)
class Font:
    """A typeface as ReportLab embeds it, and how wide its characters are."""

    name: str
    typeface: TTFont
    widths: Widths
    characters: dict[int, int]
    """Glyph → the character that draws it; of several, the one that is itself a joined letter."""
    shaper: uharfbuzz.Font


@cache
def font(name: str) -> Font:
    """One of the four fonts, read and registered when it is first used."""
    path = files.path("fonts", f"{name}.ttf")
    typeface = TTFont(name, str(path))
    pdfmetrics.registerFont(typeface)
    face = typeface.face
    widths = Widths({code: face.charWidths.get(code, face.defaultWidth) / 1000 for code in face.charToGlyph})
    widths[0xA0] = widths[0x20]
    plain_first = sorted(face.charToGlyph, key=_is_joined)
    characters = {face.charToGlyph[code]: code for code in plain_first}
    return Font(name, typeface, widths, characters, uharfbuzz.Font(uharfbuzz.Face(path.read_bytes())))


def _is_joined(code: int) -> bool:
    """Whether this is an Arabic letter in its initial, medial, final or isolated form."""
    return 0xFB50 <= code <= 0xFEFC


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font, its letters in the order in which they are drawn."""

    font: Font
    text: str

    @property
    def width(self) -> float:
        """How wide it is at a font size of 1."""
        return self.font.widths.of(self.text)


_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RIGHT_TO_LEFT_RUN = re.compile(f"({_RIGHT_TO_LEFT.pattern}(?:[^0-9A-Za-z\u00c0-\u024f]*{_RIGHT_TO_LEFT.pattern})?)+")


def has_glyph(code: int) -> bool:
    """Whether a character can be drawn, and found again by who reads the file: ReportLab names none beyond U+FFFF."""
    if code > 0xFFFF:
        return False
    return code in font(REGULAR).widths or code in font(FALLBACK[REGULAR]).widths


def runs(text: str, name: str) -> list[Run]:
    """A text of one line as runs of fonts; every character must have a glyph (see `text.safe`)."""
    first = font(name)
    if text.isascii() or all(map(first.widths.__contains__, map(ord, text))):
        return [Run(first, text)]
    made: list[Run] = []
    end = 0
    for found in _RIGHT_TO_LEFT_RUN.finditer(text):
        made += _by_coverage(text[end : found.start()], name)
        made.append(_right_to_left(found.group(), font(FALLBACK[name])))
        end = found.end()
    return made + _by_coverage(text[end:], name)


def _by_coverage(text: str, name: str) -> list[Run]:
    first, second = font(name), font(FALLBACK[name])
    groups = groupby(text, lambda character: ord(character) in first.widths)
    return [Run(first if covered else second, "".join(group)) for covered, group in groups]


@lru_cache(maxsize=20_000)
def width_of(text: str, name: str) -> float:
    """How wide a text of one line is at a font size of 1.

    A word that is set from right to left brings the wider blank of its font with it: lines are added up from words.
    """
    wide = sum(run.width for run in runs(text, name))
    if text.isascii() or " " in text or not _RIGHT_TO_LEFT.search(text):
        return wide
    return wide + max(0.0, font(FALLBACK[name]).widths[0x20] - font(name).widths[0x20])


def _right_to_left(text: str, fallback: Font) -> Run:
    """Letters joined and set from right to left; not joined where the font names no such letter.

    Drawn with the characters of the joined letters, so that programs which read the page find the words again.
    """
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(fallback.shaper, buffer)
    drawn = [fallback.characters.get(info.codepoint) for info in buffer.glyph_infos]
    if None in drawn:
        return Run(fallback, text[::-1])
    return Run(fallback, "".join(chr(code) for code in drawn if code))
