"""The rail at the left: the mark, and one button a screen with its icon, word and key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from resources import files
from views import icons, theme
from views.painting import font, to_design

if TYPE_CHECKING:
    from views.window import Screen


BUTTON, BUTTON_LOW = 58, 40


class Rail(QWidget):
    """Which screen is shown, and the way to the others."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.RAIL_WIDTH)
        self._buttons: dict[str, RailButton] = {}
        self._marked: Screen | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(8, 16, 8, 12)
        self._down.setSpacing(6)
        self._down.addWidget(Mark(), 0, Qt.AlignmentFlag.AlignHCenter)
        self._down.addSpacing(16)
        self._end = self._down.count()
        self._down.addStretch(1)
        theme.switch().changed.connect(self._theme_changed)

    def offer(self, screens: Sequence[Screen]) -> None:
        """Show a button for each screen."""
        for screen in screens:
            button = RailButton(screen, self)
            button.clicked.connect(partial(self.chosen.emit, screen))
            at = self._down.count() if screen.of_station else self._end + len(self._buttons)
            self._down.insertWidget(at, button)
            self._buttons[screen.name] = button

    def allow(self, screens: Sequence[Screen]) -> None:
        """Which screens there are to choose now; the others have no button."""
        names = {screen.name for screen in screens}
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def mark(self, screen: Screen | None) -> None:
        """Mark the screen that is shown; None: none of them. A new picture of the same screen costs nothing."""
        if screen == self._marked:
            return
        self._marked = screen
        for name, button in self._buttons.items():
            button.setChecked(screen is not None and name == screen.name)
            button.tint()
        self.update()

    def count(self, counts: Mapping[str, int]) -> None:
        """Put a number of late things on the button of a screen (by its word); nought takes it away."""
        for button in self._buttons.values():
            button.count(counts.get(button.words, 0))

    def _theme_changed(self) -> None:
        for button in self._buttons.values():
            button.tint()
        self._fit()  # while the zoom changes, some buttons are fitted before and some after the rail

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window a button is its icon alone."""
        low = self.height() < theme.px(BUTTON * len(self._buttons) + 100)
        for button in self._buttons.values():
            button.set_low(low)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the accent at the window's edge, beside the screen that is shown."""
        super().paintEvent(event)
        for button in self._buttons.values():
            if button.isChecked() and button.isVisible():
                place = button.geometry()
                QPainter(self).fillRect(
                    0, place.top() + theme.px(12), theme.px(4), place.height() - theme.px(24), theme.colour("accent")
                )


class RailButton(QToolButton):
    """One screen on the rail."""

    def __init__(self, screen: Screen, parent: QWidget) -> None:
        super().__init__(parent)
        self._screen, self._late = screen, 0
        self.setProperty("kind", "rail")
        self.setText(screen.words)
        self.setToolTip(f"{screen.words} ({screen.key})")
        self.setAccessibleName(f"{screen.words}, {screen.key}")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(theme.ICON_LARGE, theme.ICON_LARGE))
        self.setFixedSize(theme.RAIL_WIDTH - 16, BUTTON)
        self.tint()

    @property
    def words(self) -> str:
        """The screen's word."""
        return self._screen.words

    def count(self, late: int) -> None:
        """How many things there are late."""
        if late != self._late:
            self._late = late
            told = f", {late} late" if late else ""
            self.setAccessibleName(f"{self._screen.words}, {self._screen.key}{told}")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the number of what is late at its upper right."""
        super().paintEvent(event)
        if not self._late:
            return
        painter = QPainter(self)
        room = to_design(painter, QRectF(self.rect()))
        glyph = theme.theme().glyphs["triangle"]
        text = str(min(self._late, 99))
        box = QRectF(room.right() - 26, room.top() + 3, 22, 16)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(glyph.fill))
        painter.drawRoundedRect(box, 8, 8)
        painter.setFont(font(11, 600))
        painter.setPen(QColor(glyph.mark))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def set_low(self, low: bool) -> None:
        """Its icon alone, or with its word."""
        style = Qt.ToolButtonStyle.ToolButtonIconOnly if low else Qt.ToolButtonStyle.ToolButtonTextUnderIcon
        self.setToolButtonStyle(style)
        self.setFixedHeight(theme.px(BUTTON_LOW if low else BUTTON))

    def tint(self) -> None:
        """Take the icon's colour from the theme and the state."""
        token = "text1" if self.isChecked() else "text2"
        self.setIcon(icons.icon(self._screen.icon, theme.colour(token).name()))


class Mark(QWidget):
    """The console's own mark."""

    def __init__(self, side: int = 36) -> None:
        super().__init__()
        self.setFixedSize(side, side)
        self.setAccessibleName("Watchkeeper")
        theme.switch().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.theme()
        drawing = files.text("icons", "watchkeeper.svg").replace("#6CB2FF", tokens.accent)
        if tokens.name == "light":
            drawing = drawing.replace("#0E1318", "#FFFFFF")
        QSvgRenderer(drawing.encode()).render(QPainter(self), QRectF(self.rect()))
