"""The tokens in the field of the entry line, tinted as what they were read as; an unknown one underlined with dots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument, QTextLine
from PySide6.QtWidgets import QTextEdit

from views import theme

if TYPE_CHECKING:
    from app.entry.spans import Span

UNKNOWN = "unknown"
BLEED = 1.5
"""How far the ground of a token stands out at its sides, into the blanks around it."""
_LOUD = {"!1": ("chip_critical", "octagon"), "!2": ("chip_high", "triangle")}


@dataclass(frozen=True)
class Tinted:
    """A token between two places of the text as Qt counts them (UTF-16)."""

    start: int
    end: int
    kind: str
    words: str

    @property
    def ground(self) -> QColor:
        """What it stands on."""
        return theme.colour(_LOUD.get(self.words, ("accent_ground",))[0])

    def joins(self, before: Tinted) -> bool:
        """Whether it touches the one before and looks like it."""
        loud = self.words in _LOUD or before.words in _LOUD
        return before.end == self.start and not loud and (before.kind == UNKNOWN) == (self.kind == UNKNOWN)


def tinted(text: str, spans: Sequence[Span]) -> list[Tinted]:
    """The tokens of a text; what touches and looks alike is one, because Qt tints only the first of two that touch."""
    found: list[Tinted] = []
    for span in spans:
        words = text[span.start : span.end]
        one = Tinted(to_qt(text, span.start), to_qt(text, span.end), span.kind, words)
        if found and one.joins(found[-1]):
            found[-1] = Tinted(found[-1].start, one.end, one.kind, found[-1].words)
        else:
            found.append(one)
    return found


def selection(document: QTextDocument, token: Tinted) -> QTextEdit.ExtraSelection:
    """How a token is written."""
    made, cursor, look = QTextEdit.ExtraSelection(), QTextCursor(document), QTextCharFormat()
    cursor.setPosition(token.start)
    cursor.setPosition(token.end, QTextCursor.MoveMode.KeepAnchor)
    if token.kind == UNKNOWN:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(theme.colour("text2"))
    elif token.words in _LOUD:
        look.setForeground(QColor(theme.theme().glyphs[_LOUD[token.words][1]].word))
    else:
        look.setForeground(theme.colour("accent_text"))
    made.cursor, made.format = cursor, look
    return made


def paint_ground(painter: QPainter, token: Tinted, block: QTextBlock, above: QPointF) -> None:
    """What a known token stands on, in a block whose upper left corner is there."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(token.ground)
    radius = theme.px(theme.RADIUS_KEY)
    for rect in _places(token, block, above):
        painter.drawRoundedRect(rect, radius, radius)


def _places(token: Tinted, block: QTextBlock, above: QPointF) -> list[QRectF]:
    """Where a token stands: a rectangle on each line that it reaches to."""
    start, end = token.start - block.position(), token.end - block.position()
    layout, found = block.layout(), []
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
        if first < last:
            ends = [_x(line, first), _x(line, last)]
            left, right = min(ends) - BLEED, max(ends) + BLEED
            found.append(QRectF(above.x() + left, above.y() + line.y(), right - left, line.height()))
    return found


def _x(line: QTextLine, at: int) -> float:
    """Where a place of a line stands; PySide6 gives the place back beside it, and does not say so."""
    found: Any = line.cursorToX(at)
    return float(found[0])


def to_qt(text: str, at: int) -> int:
    """A place in a text as Qt counts it: characters beyond the first plane are two."""
    return at if text.isascii() else len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def to_python(text: str, at: int) -> int:
    """A place in a text, given as Qt counts it, as Python counts it."""
    if text.isascii():
        return at
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "surrogatepass"))
