"""The moments of an incident's life under each other: a check and the time at those that have come, the others pale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views import theme
from views.painting import paint_mark, paint_text, to_design

ROW = 26
MARK = 16


class MomentList(QWidget):
    """Painted, because nothing in it is chosen; read out as one name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.switch().changed.connect(self.updateGeometry)

    def show_moments(self, moments: Sequence[tuple[str, str]]) -> None:
        """Each moment's word and its time; an empty time has not come yet."""
        if list(moments) != self._moments:
            self._moments = list(moments)
            self.setAccessibleName(", ".join(f"{words} {at or 'not yet'}" for words, at in moments))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(theme.px(240), theme.px(ROW * len(self._moments)))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A check or a pale ring, the word, and the time at the right."""
        painter = QPainter(self)
        whole = to_design(painter, QRectF(self.rect()))
        for number, (words, at) in enumerate(self._moments):
            row = QRectF(0, number * ROW, whole.width(), ROW)
            mark = QRectF(0, row.center().y() - MARK / 2, MARK, MARK)
            paint_mark(painter, mark, "check" if at else "minus", theme.colour("text2" if at else "text3"))
            colour = theme.colour("text1" if at else "text3")
            used = paint_text(painter, row, at, colour, size=13, right=True)
            paint_text(painter, row.adjusted(MARK + 8, 0, -used - 8, 0), words, colour, size=13)
