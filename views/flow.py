"""A layout that sets widgets side by side and goes to the next line where there is no more room, as text does."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Side by side, then below; as high as the width makes it. A widget wider than the line gets the line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Put an item behind the others."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item in this place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """What is narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high the lines are together."""
        margins = self.contentsMargins()
        return self._set(QRect(0, 0, width, 0), margins, move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Set every widget into its place."""
        super().setGeometry(rect)
        self._set(rect, self.contentsMargins(), move=True)

    def sizeHint(self) -> QSize:
        """All of them on one line."""
        widths = [item.sizeHint().width() + self.spacing() for item in self._shown()]
        return QSize(sum(widths), self.minimumSize().height())

    def minimumSize(self) -> QSize:
        """The highest of them alone on a line."""
        margins = self.contentsMargins()
        heights = [item.sizeHint().height() for item in self._shown()]
        return QSize(0, max(heights, default=0) + margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _set(self, rect: QRect, margins: QMargins, *, move: bool) -> int:
        inner = rect.marginsRemoved(margins)
        x, y, line = inner.left(), inner.top(), 0
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), inner.width())
            if x > inner.left() and x + width > inner.right() + 1:
                x, y, line = inner.left(), y + line + self.spacing(), 0
            if move:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x, line = x + width + self.spacing(), max(line, hint.height())
        return y + line - rect.top() + margins.bottom()
