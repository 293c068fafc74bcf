"""What lies over a scrolled sheet: where an edge cuts it, it fades into the card, as the rows of a list do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from views.painting import FADE, paint_fade


class EdgeFade(QWidget):
    """Lies over what an area shows, lets every click through, and paints only where there is more to scroll to."""

    def __init__(self, area: QScrollArea, ground: str = "surface") -> None:
        """`ground` is the colour that lies behind what is scrolled."""
        super().__init__(area)
        self._area, self._ground = area, ground
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        area.viewport().installEventFilter(self)
        area.verticalScrollBar().valueChanged.connect(self.update)
        area.verticalScrollBar().rangeChanged.connect(self.update)
        self._cover()

    def _cover(self) -> None:
        self.setGeometry(self._area.viewport().geometry())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """As large as what is shown, at any time."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._cover()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fade what is cut above, and what is cut below."""
        bar, painter, width, end = self._area.verticalScrollBar(), QPainter(self), self.width(), self.height()
        if bar.value() > bar.minimum():
            paint_fade(painter, width, 0, min(FADE, bar.value()), self._ground)
        if bar.value() < bar.maximum():
            paint_fade(painter, width, end, end - min(FADE, bar.maximum() - bar.value()), self._ground)
