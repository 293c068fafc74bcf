"""One page under way: text, rules, boxes and shapes as the page operators that a PDF is made of.

Points, with the origin at the lower left. Operators are written directly, because a log of 10,000 rows drawn call by
call takes four times as long (quality 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportlab.pdfbase.pdfdoc import PDFDocument

from reports.fonts import Font, runs
from reports.text import BLACK, Line, Span, Style, line_width
from resources.shapes import Subpath, placed, polygon

_PLAIN = {chr(code) for code in range(32, 127)} - set("\\()")
_ESCAPED = str.maketrans({chr(code): f"\\{code:03o}" for code in range(256) if chr(code) not in _PLAIN})
"""What a string literal cannot hold as it is, as octal digits."""
_AS_IT_IS = re.compile(r"[^\\()]*").fullmatch
_OPERATORS = {"move": "m", "line": "l", "curve": "c", "close": "h"}
_ELSEWHERE = "\0"
"""Stands for a character that the first subset of a font does not hold; no text has it."""


class _Codes(dict[int, str]):
    """The code of each character in the first subset of a font of this document, as a string literal writes it."""

    def __init__(self, font: Font, document: PDFDocument) -> None:
        super().__init__()
        self.font = font
        self.document = document
        self.name = font.typeface.getSubsetInternalName(0, document)
        letters = "".join(map(chr, range(32, 127)))
        self.plain = font.typeface.splitString(letters, document) == [(0, letters.encode("ascii"))]
        """Whether the codes of ASCII letters are the letters."""

    def __missing__(self, code: int) -> str:
        [(subset, codes)] = self.font.typeface.splitString(chr(code), self.document)
        self[code] = codes.decode("latin-1").translate(_ESCAPED) if subset == 0 else _ELSEWHERE
        return self[code]


class Encoder:
    """Turns text into the codes of the fonts that this document embeds."""

    def __init__(self, document: PDFDocument) -> None:
        self._document = document
        self._codes: dict[str, _Codes] = {}

    def __call__(self, font: Font, text: str) -> list[tuple[str, str]]:
        """The text as pairs of a font's name in the document and a string literal's inside."""
        codes = self._codes.get(font.name)
        if codes is None:
            font.typeface.splitString("", self._document)  # lets the font make its first subset
            codes = self._codes[font.name] = _Codes(font, self._document)
        if codes.plain and text.isascii():
            return [(codes.name, text if _AS_IT_IS(text) else text.translate(_ESCAPED))]
        literal = text.translate(codes)
        return [(codes.name, literal)] if _ELSEWHERE not in literal else list(self._split(font, text))

    def _split(self, font: Font, text: str) -> Iterable[tuple[str, str]]:
        for subset, codes in font.typeface.splitString(text, self._document):
            name = font.typeface.getSubsetInternalName(subset, self._document)
            yield name, codes.decode("latin-1").translate(_ESCAPED)


class Ink:
    """What is drawn on one page."""

    def __init__(self, encode: Encoder) -> None:
        self._encode = encode
        self.operators: list[str] = []

    def line(self, x: float, y: float, line: Line, *, right: bool = False) -> None:
        """A line of text from (or, `right`, up to) x with its baseline at y."""
        if not line:
            return
        if right:
            x -= line_width(line)
        shown = "".join(self._shown(span) for span in line)
        self.operators.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm {shown}ET")
        if any(style.struck for _, style in line):
            self._strike(x, y, line)

    def _strike(self, x: float, y: float, line: Line) -> None:
        for text, style in line:
            wide = style.width(text)
            if style.struck:
                self.rule(x, y + style.size * 0.28, wide, grey=BLACK, thick=0.8)
            x += wide

    def column(self, x: float, y: float, texts: Iterable[Span]) -> None:
        """Safe texts one under the other from x, the first with its baseline at y, the others by their leadings."""
        drawn = [f"BT 1 0 0 1 {x:.1f} {y:.1f} Tm"]
        last: tuple[str, Style] | None = None
        down = y
        struck: list[tuple[float, Span]] = []
        for number, (text, style) in enumerate(texts):
            parts = [part for run in runs(text, style.font) for part in self._encode(run.font, run.text)]
            down -= style.leading if number else 0.0
            if style.struck:
                struck.append((down, (text, style)))
            for place, (name, codes) in enumerate(parts):
                if last != (name, style):
                    drawn.append(f"{style.grey:g} g {name} {style.size:g} Tf {style.leading:g} TL")
                    last = name, style
                drawn.append(f"({codes}) Tj" if place or not number else f"({codes}) '")
        self.operators.append(" ".join([*drawn, "ET"]))
        for base, span in struck:
            self._strike(x, base, [span])

    def bar(self, x: float, top: float, width: float, height: float) -> None:
        """A black bar."""
        self.operators.append(f"0 g {x:.1f} {top - height:.1f} {width:.1f} {height:.1f} re f")

    @property
    def content(self) -> bytes:
        """The operators, as the page holds them."""
        return "\n".join(self.operators).encode("ascii")

    def _shown(self, span: Span) -> str:
        text, style = span
        shown = [
            f"{name} {style.size:g} Tf ({codes}) Tj "
            for run in runs(text, style.font)
            for name, codes in self._encode(run.font, run.text)
        ]
        return f"{style.grey:g} g {''.join(shown)}"

    def rule(self, x: float, y: float, width: float, *, grey: float, thick: float = 0.5) -> None:
        """A horizontal rule."""
        self.stroke(x, y, x + width, y, grey=grey, thick=thick)

    def stroke(self, x: float, y: float, to_x: float, to_y: float, *, grey: float, thick: float) -> None:
        """A straight line."""
        self.operators.append(f"{grey:g} G {thick:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def fill(self, paths: Sequence[Subpath], grey: float) -> None:
        """Fill closed outlines by the even-odd rule."""
        self.operators.append(f"{grey:g} g {_drawn(paths)} f*")

    def outline(self, paths: Sequence[Subpath], *, grey: float = BLACK, thick: float = 1.0) -> None:
        """Stroke closed outlines."""
        self.operators.append(f"{grey:g} G {thick:g} w {_drawn(paths)} s")

    def rectangles(self, boxes: Iterable[tuple[float, float, float, float]]) -> None:
        """Black rectangles (left, bottom, width, height), filled together."""
        drawn = " ".join(f"{x:.3f} {y:.3f} {width:.3f} {height:.3f} re" for x, y, width, height in boxes)
        self.operators.append(f"0 g {drawn} f")

    def panel(self, x: float, top: float, width: float, height: float, *, grey: float, radius: float = 0.0) -> None:
        """A filled box with round corners."""
        self.fill([_box(x, top, width, height, radius)], grey)

    def frame(self, x: float, top: float, width: float, height: float, *, thick: float, radius: float = 0.0) -> None:
        """An empty box with round corners."""
        self.outline([_box(x, top, width, height, radius)], thick=thick)

    def tick_box(self, x: float, top: float, side: float, *, ticked: bool = False) -> None:
        """A box to tick, or one that is."""
        self.frame(x, top, side, side, thick=0.9, radius=1.8)
        if ticked:
            low = top - side * 0.78
            self.stroke(x + side * 0.2, top - side * 0.5, x + side * 0.42, low, grey=BLACK, thick=1.3)
            self.stroke(x + side * 0.42, low, x + side * 0.82, top - side * 0.22, grey=BLACK, thick=1.3)


def _box(x: float, top: float, width: float, height: float, radius: float) -> Subpath:
    return polygon([(x, top), (x + width, top), (x + width, top - height), (x, top - height)], radius)


def _drawn(paths: Sequence[Subpath]) -> str:
    steps = (step for path in paths for step in path)
    return " ".join(" ".join([*(f"{number:.2f}" for number in numbers), _OPERATORS[op]]) for op, numbers in steps)


def placed_all(paths: Sequence[Subpath], left: float, top: float, side: float) -> list[Subpath]:
    """Outlines of the unit square on the page."""
    return [placed(path, left, top, side, y_up=True) for path in paths]
