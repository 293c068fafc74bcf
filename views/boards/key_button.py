"""A button that shows its key: the cap first, then the words."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

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
