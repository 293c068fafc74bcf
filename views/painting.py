"""What rows are painted with: wrapped paragraphs, elided lines, hairlines, marks, and the frame of the chosen row."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPen,
    QStaticText,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from resources.directions import MARKS, shown
from resources.shapes import SHAPES
from views import icons, theme

FRAME_INSET = 10
"""How far the ground of a row stands off the edge: as much as a scroll bar covers."""
FADE = 32
SHAPED = 2048
"""Lines of text whose glyphs are kept."""
LINE_SEPARATOR = "\u2028"
UNIT = re.compile(r"(?<=\d) (?=(?:%|°[CF]|[kM]?[WVA]|Hz|h|min|s|d|L|gal|bar|kPa|psi)(?!\w))")
"""The space between a figure and its unit, where no line may end."""
_LINES = {**MARKS, ord("\n"): LINE_SEPARATOR}
_ONE_LINE = {**MARKS, **dict.fromkeys(map(ord, "\n\r\t\u2028\u2029"), " ")}


def plain(text: str) -> str:
    """Operators' text as it is painted: its lines kept, and what would turn its direction shown as a visible mark."""
    return text.translate(_LINES)


def in_one_line(text: str) -> str:
    """The same where there is room for one line only."""
    return text.translate(_ONE_LINE)


def window_title(text: str) -> str:
    """The same as a window's title, where Qt takes `[*]` for the place of a mark."""
    return in_one_line(text).replace("[*]", "[*][*]")


def tooltip(text: str) -> str:
    """Operators' text for a tool tip: Qt guesses rich text there, so it gets some, escaped; blanks and lines stay."""
    return f'<qt><span style="white-space:pre-wrap">{html.escape(shown(text))}</span></qt>'


@lru_cache(maxsize=64)
def font(size: int, weight: int = 450, *, struck: bool = False) -> QFont:
    """A font of the theme, made once."""
    made = theme.font(size, weight)
    made.setStrikeOut(struck)
    return made


@lru_cache(maxsize=64)
def metrics(size: int, weight: int = 450) -> QFontMetricsF:
    """The measures of that font."""
    return QFontMetricsF(font(size, weight))


def line_height(size: int) -> float:
    """The height of a line of type: 1.4 times its size."""
    return round(size * 1.4)


def to_design(painter: QPainter, rect: QRectF) -> QRectF:
    """Scale the painter by the zoom and give a rectangle of the widget in design pixels: paint as at 100 %."""
    by = theme.zoom()
    painter.scale(by, by)
    return QRectF(rect.left() / by, rect.top() / by, rect.width() / by, rect.height() / by)


class Paragraph:
    """Text wrapped to a width, whole, laid out once and painted as often as needed. Never markup.

    No line ends between a figure and its unit.
    """

    def __init__(self, text: str, made_font: QFont, width: float) -> None:
        self._layout = QTextLayout(UNIT.sub("\u00a0", plain(text)), made_font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)  # what begins in Arabic or Hebrew begins at the right
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        step = line_height(made_font.pixelSize())
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, height + (step - line.height()) / 2))
            height += step
        self._layout.endLayout()
        self.height = height

    @property
    def line_count(self) -> int:
        """How many lines the text was wrapped to."""
        return self._layout.lineCount()

    @property
    def text(self) -> str:
        """The text as it is shown."""
        return self._layout.text()

    def paint(
        self, painter: QPainter, at: QPointF, colour: QColor, parts: Sequence[QTextLayout.FormatRange] = ()
    ) -> None:
        """Draw it with its upper left corner there; `parts` of it have another look."""
        painter.setPen(colour)
        self._layout.draw(painter, at, parts)


def part(start: int, length: int, colour: QColor, ground: QColor | None = None) -> QTextLayout.FormatRange:
    """A part of a paragraph in another colour; on a ground of its own it is underlined as well."""
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    made.format.setForeground(colour)
    if ground is not None:
        made.format.setBackground(ground)
        made.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        made.format.setUnderlineColor(colour)
    return made


def paint_text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    colour: QColor,
    *,
    size: int = 14,
    weight: int = 450,
    right: bool = False,
) -> float:
    """One line in the middle of a rectangle, elided where it does not fit; returns how wide it is drawn."""
    if not text:
        return 0.0
    shown, width, half = _shaped(text, size, weight)
    if width > rect.width():
        elided = metrics(size, weight).elidedText(in_one_line(text), Qt.TextElideMode.ElideRight, rect.width())
        shown, width, half = _shaped(elided, size, weight)
    painter.setFont(font(size, weight))
    painter.setPen(colour)
    left = rect.right() - width if right else rect.left()
    painter.drawStaticText(QPointF(left, rect.center().y() - half), shown)
    return width


@lru_cache(maxsize=SHAPED)
def _shaped(text: str, size: int, weight: int) -> tuple[QStaticText, float, float]:
    """A line of text that keeps its glyphs once it is drawn, how wide it is, and half its height."""
    measure, line = metrics(size, weight), in_one_line(text)
    made = QStaticText(line)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made, measure.horizontalAdvance(line), measure.height() / 2


def whole_parts(text: str, measure: QFontMetricsF, width: float) -> str:
    """As many of the parts between commas as fit, so that no word is cut; `…` where some are left out."""
    if measure.horizontalAdvance(text) <= width:
        return text
    parts = text.split(", ")
    while len(parts) > 1:
        parts.pop()
        shorter = ", ".join(parts) + " …"
        if measure.horizontalAdvance(shorter) <= width:
            return shorter
    return measure.elidedText(parts[0], Qt.TextElideMode.ElideRight, width)


def hairline(painter: QPainter, left: float, right: float, y: float) -> None:
    """A line of one pixel between two rows."""
    painter.fillRect(QRectF(left, round(y), right - left, 1), theme.colour("faint"))


def paint_mark(painter: QPainter, rect: QRectF, name: str, tint: QColor) -> None:
    """A state shape in its own colours, or an icon in this one."""
    if name in SHAPES:
        icons.paint_shape(painter, rect, name)
    else:
        icons.paint_icon(painter, rect, name, tint.name())


def word_colour(shape: str) -> QColor:
    """The colour in which the word beside a shape is written."""
    return QColor(theme.theme().glyphs[shape].word)


def paint_frame(painter: QPainter, rect: QRectF, *, focused: bool) -> None:
    """The ground of the chosen row; with the two-pixel accent where its list has the keyboard."""
    pen = QPen(theme.colour("accent"), 2) if focused else QPen(theme.colour("line"), 1)
    _paint_round(painter, rect, theme.RADIUS_CHIP, pen, theme.colour("raised"))


def paint_ring(painter: QPainter, rect: QRectF, radius: float) -> None:
    """The two-pixel accent around what has the keyboard."""
    _paint_round(painter, rect, radius, QPen(theme.colour("accent"), 2), QColor(Qt.GlobalColor.transparent))


def _paint_round(painter: QPainter, rect: QRectF, radius: float, pen: QPen, ground: QColor) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def paint_fade(painter: QPainter, width: float, edge: float, to: float, ground: str = "surface") -> None:
    """Let what an edge cuts fade into the card, or the ground: whole at the edge, not at all where the cut row ends."""
    to = edge + max(-FADE, min(FADE, to - edge))
    inset = FRAME_INSET if ground == "surface" else 0
    clear = theme.colour(ground)
    clear.setAlpha(0)
    gradient = QLinearGradient(0, edge, 0, to)
    gradient.setColorAt(0, theme.colour(ground))
    gradient.setColorAt(0.6, theme.colour(ground))
    gradient.setColorAt(1, clear)
    painter.fillRect(QRectF(inset, min(edge, to), width - 2 * inset, abs(to - edge)), gradient)
