"""What was understood, as chips in a row: read at a glance, while the sentence beside them says it whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views import theme
from views.painting import in_one_line, metrics, paint_text, to_design

if TYPE_CHECKING:
    from app.entry.drafting import Chip

HEIGHT, SIDE, GAP = 22, 8, 4
MOST_CHIPS, MOST_WORDS = 6, 24
LOUD = {"Priority 1": ("chip_critical", "octagon"), "Priority 2": ("chip_high", "triangle")}


class ChipRow(QWidget):
    """Painted by hand, because it changes with every key."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.switch().changed.connect(self._theme_changed)

    def _theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these, each shortened to a word or two."""
        words = tuple(_short(in_one_line(one.words)) for one in chips[:MOST_CHIPS])
        if words != self._words:
            self._words = words
            self.setAccessibleName(", ".join(words))
            self.updateGeometry()
            self.update()

    @property
    def words(self) -> tuple[str, ...]:
        """What is shown."""
        return self._words

    def sizeHint(self) -> QSize:
        wide = sum(_wide(words) for words in self._words) + GAP * max(0, len(self._words) - 1)
        return QSize(theme.px(wide), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = to_design(painter, QRectF(self.rect()))
        left = rect.left()
        for words in self._words:
            ground, colour = theme.colour("accent_ground"), theme.colour("accent_text")
            if words in LOUD:
                ground, colour = theme.colour(LOUD[words][0]), QColor(theme.theme().glyphs[LOUD[words][1]].word)
            place = QRectF(left, rect.top(), _wide(words), HEIGHT)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(place, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
            paint_text(painter, place.adjusted(SIDE, 0, -SIDE + 1, 0), words, colour, size=12, weight=500)
            left += place.width() + GAP


def _short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def _wide(words: str) -> float:
    return float(round(metrics(12, 500).horizontalAdvance(words)) + 2 * SIDE)
