"""Buttons that show their keys: the cap first, then the words; and a grid of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from views import theme
from views.labels import label


class KeyButton(QPushButton):
    """A button with its key cap before its words."""

    def __init__(self, key: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{words} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.ROW_ONE)
        self.words = label(words)
        self._across = across = QHBoxLayout(self)
        across.setContentsMargins(8, 0, 8, 0)
        across.setSpacing(8)
        across.addWidget(label(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(self.words, 1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As wide as its key and its words."""
        inner = self._across.sizeHint()
        return QSize(inner.width(), max(inner.height(), theme.px(theme.ROW_ONE)))

    def minimumSizeHint(self) -> QSize:
        """No narrower than that."""
        return self.sizeHint()


class KeyGrid(QWidget):
    """Buttons in one line where there is room, else in as many columns as fit."""

    def __init__(self, buttons: Sequence[KeyButton], columns: Sequence[int], parent: QWidget | None = None) -> None:
        """`columns` are the numbers of columns to choose from, the most first."""
        super().__init__(parent)
        self._buttons, self._columns, self._now = tuple(buttons), tuple(columns), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._place(self._columns[-1])

    def minimumSizeHint(self) -> QSize:
        """As high as it is now; how narrow, its card says."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fitting = (columns for columns in self._columns if self._width_of(columns) <= self.width())
        self._place(next(fitting, self._columns[-1]))

    def _width_of(self, columns: int) -> int:
        """How wide that many columns are, each as wide as its widest button."""
        widest = (max(one.sizeHint().width() for one in self._buttons[at::columns]) for at in range(columns))
        return sum(widest) + self._grid.horizontalSpacing() * (columns - 1)

    def _place(self, columns: int) -> None:
        if columns != self._now:
            self._now = columns
            for place, button in enumerate(self._buttons):
                self._grid.addWidget(button, place // columns, place % columns)
