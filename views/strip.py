"""Strips at the top: one line each, never modal, with what happened, what was kept and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views import icons, theme
from views.labels import label


@dataclass(frozen=True)
class Way:
    """One way out that a strip offers: a button's words, and what it does."""

    words: str
    act: Callable[[], object]


class Strips(QWidget):
    """The strips that are shown now, each under a key: `show_strip` again with the same key replaces it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._shown: dict[str, Strip] = {}
        self.hide()

    def show_strip(self, key: str, tone: str, words: str, ways: Sequence[Way] = ()) -> None:
        """Show a sentence with its ways out; `tone` is a shape's name (`octagon`, `triangle`) or `accent`."""
        self.drop(key)
        self._shown[key] = Strip(tone, words, ways, self)
        self._lines.addWidget(self._shown[key])
        self.show()

    def drop(self, key: str) -> None:
        """Take a strip away, if it is there."""
        if strip := self._shown.pop(key, None):
            strip.hide()
            strip.deleteLater()
        self.setVisible(bool(self._shown))

    def words(self, key: str) -> str | None:
        """What a strip says now; None where it is not shown."""
        return self._shown[key].words if key in self._shown else None


class Strip(QFrame):
    """One strip: shape, sentence, buttons."""

    def __init__(self, tone: str, words: str, ways: Sequence[Way], parent: QWidget) -> None:
        super().__init__(parent)
        self.words = words
        self.setProperty("kind", "strip")
        self.setProperty("tone", tone)
        self.setAccessibleName(words)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 4, 4, 4)
        across.setSpacing(8)
        if tone in theme.theme().glyphs:
            across.addWidget(ShapeMark(tone, theme.ICON_SMALL))
        across.addWidget(label(words, "title", wrap=True), 1)
        for way in ways:
            button = QPushButton(way.words)
            button.clicked.connect(way.act)
            across.addWidget(button)


class ShapeMark(QWidget):
    """A state shape as a widget."""

    def __init__(self, shape: str, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape, self._side = shape, side
        self.setFixedSize(side, side)
        theme.switch().changed.connect(self.update)

    def show_shape(self, shape: str) -> None:
        """Draw another shape from now on."""
        if shape != self._shape:
            self._shape = shape
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(self._side), theme.px(self._side))

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint_shape(QPainter(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), self._shape)


class IconMark(QWidget):
    """A bundled icon as a widget, tinted by a token of the theme."""

    def __init__(self, name: str, token: str, side: int = theme.ICON_SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._token = name, token
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.switch().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        icons.paint_icon(QPainter(self), QRectF(self.rect()), self._name, theme.colour(self._token).name())
