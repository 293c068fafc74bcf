"""Keys that a widget keeps for itself before a shortcut of the window takes them."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from views.own_keys import is_escape, keeps

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
OVERRIDE, PRESS = QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress


@pytest.mark.parametrize(
    ("kind", "key", "modifiers", "kept"),
    [
        (OVERRIDE, Qt.Key.Key_Escape, NONE, True),
        (OVERRIDE, Qt.Key.Key_Escape, SHIFT, False),
        (OVERRIDE, Qt.Key.Key_N, NONE, False),
        (PRESS, Qt.Key.Key_Escape, NONE, False),
    ],
)
def test_only_its_own_key_is_kept_and_only_from_a_shortcut(
    kind: QEvent.Type, key: Qt.Key, modifiers: Qt.KeyboardModifier, kept: bool
) -> None:
    event = QKeyEvent(kind, key, modifiers)
    event.ignore()

    assert keeps(event, is_escape) is kept
    assert event.isAccepted() is kept
