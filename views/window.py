"""The main window: rail, header, strips, screens, entry line, side panel and bar, without a word of the domain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from views import theme
from views.rail import Rail
from views.strip import Strips

if TYPE_CHECKING:
    from views.view import View

PANEL_WIDTH = 460
SLIM = 840
"""A narrower room beside the rail the form takes whole."""
WIDE = 1600
"""From this width a window makes room for the form at its right."""


@dataclass(frozen=True)
class Screen:
    """A screen of the rail: its key, its word, its icon, and the class that draws it, named as text."""

    key: str
    words: str
    icon: str
    name: str
    of_station: bool = False
    """Shown without an incident as well; at the foot of the rail, apart from the others."""


class MainWindow(QMainWindow):
    """The frame of one console window; what stands in it is given by `views/console.py`."""

    painted = Signal()
    """Once, after the first paint: now the rest may be loaded."""
    screen_shown = Signal(object)
    closed = Signal()

    def __init__(self, header: QWidget, as_at: QWidget, entry_line: QWidget, bar: QWidget) -> None:
        super().__init__()
        self.setWindowTitle("Watchkeeper")
        self.setMinimumSize(1024, 640)
        self.strips, self.rail = Strips(), Rail()
        self._entry_line, self._entry_shown = entry_line, True
        self._was_painted = False
        self.may_close: Callable[[], bool] = lambda: True
        self._make: Callable[[Screen], View] | None = None
        self._made: dict[str, View] = {}
        self._screens = ScreenStack()
        self._panel: QWidget | None = None
        self._back_to_line = False
        self._arrange(header, as_at, entry_line, bar)
        self.resize(self.sizeHint().boundedTo(self.screen().availableSize()))

    def _arrange(self, header: QWidget, as_at: QWidget, entry_line: QWidget, bar: QWidget) -> None:
        self.ground = Ground()
        self.setCentralWidget(self.ground)
        self._below = QVBoxLayout()
        self._below.addWidget(entry_line)
        self._beside = RoomyColumn()
        self._beside.addWidget(self._screens, 1)
        self._beside.addLayout(self._below)
        top = QVBoxLayout()
        top.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        top.setSpacing(4)
        for part in (header, as_at, self.strips):
            top.addWidget(part)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._beside, 1)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addLayout(column, 1)
        whole = QVBoxLayout(self.ground)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(upper, 1)
        whole.addWidget(bar)
        self._screens.placed.connect(self._place_panel)
        theme.switch().changed.connect(self._settle_below)

    def offer(self, screens: Sequence[Screen], make: Callable[[Screen], View]) -> None:
        """Put these screens on the rail; each is made by `make` when it is first shown."""
        self._make = make
        self.rail.offer(screens)

    def show_screen(self, screen: Screen) -> None:
        """Show a screen and move the entry line to where it wants it."""
        assert self._make is not None
        if screen.name not in self._made:
            self._made[screen.name] = self._make(screen)
            self._screens.addWidget(self._made[screen.name])
        self.show_view(self._made[screen.name])
        self.rail.mark(screen)

    def show_view(self, view: View) -> None:
        """Show a view that may not be on the rail (the start)."""
        if self._screens.indexOf(view) < 0:
            self._screens.addWidget(view)
        had_focus = self._entry_line.isAncestorOf(QApplication.focusWidget() or self)
        focused = QApplication.focusWidget() if had_focus else None
        slot = view.entry_slot or self._below
        if slot.indexOf(self._entry_line) < 0:
            slot.addWidget(self._entry_line)
        self._settle_below()
        self._screens.setCurrentWidget(view)
        self._raise_panel()
        if focused is not None:
            focused.setFocus()
        self.screen_shown.emit(view)

    def show_entry_line(self, shown: bool) -> None:
        """Whether there is anything to write into."""
        self._entry_line.setVisible(shown)
        self._entry_shown = shown
        self._settle_below()

    def _settle_below(self) -> None:
        """What stands below a screen keeps its distance to the bar."""
        stands = self._entry_shown and self._below.indexOf(self._entry_line) >= 0
        self._below.setContentsMargins(
            theme.px(theme.PADDING), 0, theme.px(theme.PADDING), theme.px(theme.GAP) if stands else 0
        )

    @property
    def shown_view(self) -> View | None:
        """The screen that is shown now."""
        return self._screens.currentWidget()  # type: ignore[return-value]

    def open_panel(self, form: QWidget) -> None:
        """Show a form at the right, beside the screen or over it; the one that was there is parked."""
        if self._panel is not None and self._panel is not form:
            self._panel.hide()
        self._panel, self._back_to_line = form, False
        form.setParent(self.ground)
        self._place_panel()
        form.show()
        form.raise_()
        form.setFocus()

    def close_panel(self) -> bool:
        """Hide the form that is open, and say whether there was one; what was filled in stays in it."""
        if self._panel is None:
            return False
        self._panel.hide()
        self._panel = None
        self._place_panel()
        if self._back_to_line and self._entry_line.isVisible():
            self._entry_line.setFocus()
        else:
            self.focus_screen()
        return True

    def return_to_entry_line(self) -> None:
        """The form that is open was asked for from the entry line: closing it leads back there."""
        self._back_to_line = self._panel is not None

    def focus_screen(self) -> None:
        """Give the focus to what the screen shows first."""
        if view := self.shown_view:
            view.focus_first()

    def focus_back(self) -> None:
        """Give the focus to the form that is open, or to the screen."""
        if self._panel is not None:
            self._panel.setFocus()
        else:
            self.focus_screen()

    @property
    def views(self) -> list[View]:
        """The screens that were made."""
        return list(self._made.values())

    def set_past(self, past: bool) -> None:
        """Frame the whole window while it shows the past."""
        self.ground.set_past(past)

    @property
    def panel_open(self) -> bool:
        """Whether a form is open at the right."""
        return self._panel is not None

    def _place_panel(self) -> None:
        """Put the form at the right; a wide window makes room for it, in a narrow one it lies over the screen."""
        room = self.ground.width() - theme.px(theme.RAIL_WIDTH + 2 * theme.PADDING)
        share = round(room * getattr(self._panel, "share", 0))
        width = max(theme.px(PANEL_WIDTH), share) if room >= theme.px(SLIM) else room
        self._beside.leave_room(0 if self._panel is None else width + theme.px(theme.GAP))
        if self._panel is not None:
            top = self._screens.geometry().top() + theme.px(theme.GAP)
            bottom = self.ground.height() - theme.px(theme.BAR_HEIGHT + theme.GAP)
            left = self.ground.width() - theme.px(theme.PADDING) - width
            self._panel.setGeometry(left, top, width, bottom - top)

    def _raise_panel(self) -> None:
        if self._panel is not None:
            self._panel.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def sizeHint(self) -> QSize:
        return QSize(1600, 1000)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closed.emit()
        super().closeEvent(event)


class Ground(QWidget):
    """What everything stands on; framed while the window shows the past."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ground")
        self._frame = QFrame(self)
        self._frame.setObjectName("past")
        self._frame.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frame.hide()

    def set_past(self, past: bool) -> None:
        """Show the frame, or not."""
        self._frame.setVisible(past)
        self._frame.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._frame.setGeometry(self.rect())


class RoomyColumn(QVBoxLayout):
    """The screen and what is below it; in a wide window they leave room at the right for a form."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(0)
        self._room = 0

    def leave_room(self, room: int) -> None:
        """Leave so many pixels from now on."""
        if room != self._room:
            self._room = room
            self.invalidate()

    def setGeometry(self, place: QRect) -> None:
        wide = place.width() >= theme.px(WIDE - theme.RAIL_WIDTH)
        super().setGeometry(place.adjusted(0, 0, -self._room if wide else 0, 0))


class ScreenStack(QStackedWidget):
    """The screens, one over the other; says when its place has changed."""

    placed = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self.placed.emit()
