"""The head of the Systems screen: how many systems are in which state, and the field that filters them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from views import theme
from views.boards.filter_field import FilterField
from views.painting import metrics, paint_mark, paint_text, to_design

HEIGHT = 52
MARK = theme.ICON_SMALL
APART = 20

Counts = Sequence[tuple[str, int, str]]


class StateCounts(QWidget):
    """The figures of each state beside its shape; the words go where there is no room for them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._counts = "", list[tuple[str, int, str]]()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.switch().changed.connect(self.update)

    def show_counts(self, title: str, counts: Counts) -> None:
        """Show these figures: shape, how many, and the word."""
        if (title, list(counts)) != (self._title, self._counts):
            self._title, self._counts = title, list(counts)
            said = ", ".join(f"{count} {word}" for _, count, word in counts)
            self.setAccessibleName(f"{title}: {said}" if said else title)
            self.setToolTip(said)
            self.update()

    def sizeHint(self) -> QSize:
        """As high as a line of the head."""
        return QSize(theme.px(300), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Title, then shape and words for each state."""
        painter = QPainter(self)
        rect = to_design(painter, QRectF(self.rect()))
        left = rect.left() + paint_text(painter, rect, self._title, theme.colour("text1"), weight=600) + APART
        texts = self._texts(rect.right() - left)
        for (shape, _, _), text in zip(self._counts, texts, strict=True):
            mark = QRectF(left, rect.center().y() - MARK / 2, MARK, MARK)
            paint_mark(painter, mark, shape, theme.colour("text2"))
            room = QRectF(mark.right() + 8, rect.top(), max(0.0, rect.right() - mark.right() - 8), rect.height())
            left = room.left() + paint_text(painter, room, text, theme.colour("text1"), size=13, weight=500) + APART

    def _texts(self, room: float) -> list[str]:
        """Figure and word, or the figure alone where that is too wide."""
        whole = [f"{count} {word}" for _, count, word in self._counts]
        needed = sum(metrics(13, 500).horizontalAdvance(text) + MARK + 8 + APART for text in whole) - APART
        return whole if needed <= room else [str(count) for _, count, _ in self._counts]


class SystemHead(QFrame):
    """The counts, and the filter."""

    filtered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFixedHeight(HEIGHT)
        self.counts = StateCounts()
        self.filter = FilterField("Filter the systems by name, ref, owner, location")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.PADDING, 0, 10, 0)
        row.setSpacing(theme.PADDING)
        row.addWidget(self.counts, 3)
        row.addWidget(self.filter, 1)
        self.filter.textChanged.connect(self.filtered)
