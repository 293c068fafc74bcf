"""Every state as it looks now: its shape and its word, in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views import icons, theme
from views.painting import paint_text, to_design, word_colour

STATES = {
    "octagon": "Nonfunctional, priority 1",
    "triangle": "Late, priority 2",
    "diamond": "Partially functional, priority 3",
    "disc": "Priority 4 and 5",
    "bolt": "Functional on backup supply",
    "ring": "Fully functional",
    "dash": "Not applicable",
}
ROW, NARROW = 28, 480
MARK = theme.ICON_SMALL


class StateSample(QWidget):
    """In two columns, in one where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(", ".join(f"{shape}: {words}" for shape, words in STATES.items()))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.switch().changed.connect(self._changed)

    def _changed(self) -> None:
        self.updateGeometry()
        self.update()

    def heightForWidth(self, width: int) -> int:
        """As high as its rows."""
        columns = self._columns(width)
        return theme.px(ROW * -(-len(STATES) // columns))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(NARROW), self.heightForWidth(theme.px(NARROW)))

    @staticmethod
    def _columns(width: float) -> int:
        return 2 if width >= theme.px(NARROW) else 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Shape and word, column by column."""
        painter = QPainter(self)
        columns = self._columns(self.width())
        whole = to_design(painter, QRectF(self.rect()))
        rows, wide = -(-len(STATES) // columns), whole.width() / columns
        for number, (shape, words) in enumerate(STATES.items()):
            cell = QRectF(number // rows * wide, number % rows * ROW, wide, ROW)
            icons.paint_shape(painter, QRectF(cell.left(), cell.center().y() - MARK / 2, MARK, MARK), shape)
            paint_text(painter, cell.adjusted(MARK + 10, 0, -8, 0), words, word_colour(shape))
