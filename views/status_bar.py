"""The bar at the foot: which keys act here, and what the log has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from views import theme
from views.labels import label
from views.strip import IconMark

if TYPE_CHECKING:
    from app.desk import Receipt
    from views.desk import QtDesk
    from views.window import Key

WIDE = 1440
KEY_NAMES = {"Ctrl+": "Ctrl ", "Shift+": "Shift "}


class StatusBar(QWidget):
    """Key hints left; at the right "Saved 02:47:16 as #41", only after the commit."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.BAR_HEIGHT)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(theme.RAIL_WIDTH + theme.PADDING, 0, theme.PADDING, 0)
        self._across.setSpacing(6)
        self._across.addStretch(1)
        self._sealed_mark, self._saved_mark = IconMark("lock", "text2", 16), IconMark("check", "text2", 16)
        self._sealed, self._saved = label("", "hint"), label("", "hint")
        for part in (self._sealed_mark, self._sealed, self._saved_mark, self._saved):
            self._across.addWidget(part)
            part.hide()
        self._across.insertSpacing(self._across.count() - 2, theme.GAP)
        desk.saved.connect(self._show_saved)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show the hints of these keys."""
        for key in keys:
            name = key.sequence
            for long, short in KEY_NAMES.items():
                name = name.replace(long, short)
            at = self._across.count() - 6
            self._across.insertWidget(at, label(name, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
            self._across.insertWidget(at + 1, label(key.words, "hint"))
            self._across.insertSpacing(at + 2, 8)

    @property
    def says(self) -> str:
        """What the right end says."""
        return self._saved.text()

    def _show_saved(self, receipt: Receipt) -> None:
        at = receipt.recorded_at.astimezone(self._desk.zone)
        self._saved.setText(f"Saved {at:%H:%M:%S} as #{receipt.number}")
        self._saved.setAccessibleName(self._saved.text())
        self._sealed.setText(f"Sealed {receipt.check}")
        self._sealed.setToolTip(f"The log is sealed to #{receipt.number} with this check code.")
        self._saved_mark.show()
        self._saved.show()
        self._show_sealed()

    def _show_sealed(self) -> None:
        """The check code is shown where there is room for all of it."""
        fits = bool(self._sealed.text()) and self.width() >= WIDE
        self._sealed_mark.setVisible(fits)
        self._sealed.setVisible(fits)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_sealed()
