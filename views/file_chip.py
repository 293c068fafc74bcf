"""A file on its way into the log, as a chip: its name and size; Delete takes it out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from views import icons, theme
from views.named import load
from views.painting import in_one_line, tooltip

if TYPE_CHECKING:
    from app.files_in import NewFile

CHIP_MOST = 28
"""Characters of a name that a chip shows; the tool tip has all of them."""
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
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._paint_icon()
        theme.switch().changed.connect(self._paint_icon)
        self.clicked.connect(partial(self._mean, "remove"))

    def _paint_icon(self) -> None:
        self.setIcon(icons.icon("x", theme.theme().text2, theme.ICON_SMALL))

    def _mean(self, key: str, _checked: bool = False) -> None:
        self.keyed.emit(key, self)

    def event(self, event: QEvent) -> bool:
        """These keys are the chip's own while it has the keyboard; the window's come after it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _meant(event):
            event.accept()
            return True
        return super().event(event)

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
