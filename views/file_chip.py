"""A file on its way into the log, as a chip: its name and size; Delete takes it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionToolButton, QStylePainter, QToolButton, QWidget

from views import theme
from views.named import load
from views.own_keys import keeps
from views.painting import in_one_line, metrics, paint_mark, paint_text, to_design, tooltip

if TYPE_CHECKING:
    from app.files_in import NewFile

CHIP_MOST = 28
"""Characters of a name that a chip shows; the tool tip has all of them."""
HIGH, SIDE, BETWEEN, MARK = 26, 8, 8, 14
REMOVES = "Delete takes it out, Ctrl+Z brings it back."
KEYS = {
    Qt.Key.Key_Delete: "remove",
    Qt.Key.Key_Backspace: "remove",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Left: "before",
}


class Chip(QToolButton):
    """A file by its name and size; a click or Delete takes it out."""

    keyed = Signal(str, object)

    def __init__(self, file: NewFile, parent: QWidget) -> None:
        super().__init__(parent)
        size = load("models.sizes:size_text")(len(file.content))
        name = in_one_line(file.name)
        short = name if len(name) <= CHIP_MOST else f"{name[: CHIP_MOST - 1]}…"
        self.setText(f"{short}  {size}".replace("&", "&&"))
        self.setToolTip(tooltip(f"{file.name}\n{size}, {file.media_type}\n{REMOVES}"))
        self.setAccessibleName(f"Attachment {name}, {size}")
        self.setAccessibleDescription(REMOVES)
        self._name, self._size = short, size
        self.setProperty("kind", "small")
        self.setFixedHeight(HIGH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(partial(self._mean, "remove"))

    def sizeHint(self) -> QSize:
        wide = metrics(12).horizontalAdvance(self._name) + metrics(12).horizontalAdvance(self._size)
        return QSize(theme.px(wide + 2 * SIDE + 2 * BETWEEN + MARK), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button without words, then the name, the size, and the mark that takes it out."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.text = ""
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)
        painter = QPainter(self)
        rect = to_design(painter, QRectF(self.rect())).adjusted(SIDE, 0, -SIDE, 0)
        paint_text(painter, rect, self._name, theme.colour("text1"), size=12)
        right = rect.right() - MARK
        size = QRectF(rect.left(), rect.top(), right - BETWEEN - rect.left(), rect.height())
        paint_text(painter, size, self._size, theme.colour("text2"), size=12, right=True)
        paint_mark(painter, QRectF(right, rect.center().y() - MARK / 2, MARK, MARK), "x", theme.colour("text2"))

    def _mean(self, key: str, _checked: bool = False) -> None:
        self.keyed.emit(key, self)

    def event(self, event: QEvent) -> bool:
        """These keys are the chip's own while it has the keyboard; the window's come after it."""
        return keeps(event, _meant) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete, Ctrl+Z, the arrows and Esc."""
        if meant := _meant(event):
            self._mean(meant)
        else:
            super().keyPressEvent(event)


def _meant(event: QKeyEvent) -> str | None:
    if event.matches(QKeySequence.StandardKey.Undo):
        return "back"
    bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return KEYS.get(Qt.Key(event.key())) if bare else None
