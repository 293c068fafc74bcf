"""The field that narrows a list by words, with its key cap inside: the same on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from views import theme
from views.labels import label
from views.own_keys import is_escape, keeps

HEIGHT, LEAST, MOST = 32, 96, 200


class FilterField(QLineEdit):
    """Leaves only the rows that hold what is typed; Esc empties it, Enter and the arrows go to the rows."""

    left = Signal()

    def __init__(self, name: str = "Filter", parent: QWidget | None = None) -> None:
        """`name` is read out; it says what is filtered, and by what."""
        super().__init__(parent)
        self.setPlaceholderText("Filter")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(LEAST)
        self.setMaximumWidth(MOST)
        self.setFixedHeight(HEIGHT)
        self._key = label("/", "key")
        self._key.setParent(self)
        self._key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textChanged.connect(self._show_key)

    def _show_key(self) -> None:
        self._key.setHidden(bool(self.text()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cap stands at the right, in the middle."""
        super().resizeEvent(event)
        self._key.adjustSize()
        aside = theme.px(8)
        self._key.move(self.width() - self._key.width() - aside, (self.height() - self._key.height()) // 2)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to this field while it has the focus."""
        return keeps(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
