"""Keys that a widget keeps for itself: while it has the keyboard, the window's shortcuts come after them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def keeps(event: QEvent, is_own: Callable[[QKeyEvent], object]) -> bool:
    """Whether a key that a shortcut of the window might take is the widget's own; its `keyPressEvent` gets it then."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent) or not is_own(event):
        return False
    event.accept()
    return True


def is_escape(event: QKeyEvent) -> bool:
    """Whether it is Esc alone."""
    return event.key() == Qt.Key.Key_Escape and not event.modifiers()
