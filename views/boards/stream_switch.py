"""The switch between the two streams of the log."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from models.terms import Stream
from views import icons, theme

STREAM_WORDS = {None: "Written + console", Stream.WRITTEN: "Written", Stream.CONSOLE: "Console"}
STREAM_TIP = "Written: what people say, decide and report. Console: what was changed without words."


class StreamSwitch(QToolButton):
    """One button for the two streams of the log: pressed, it shows the next of both, the written one, the console's."""

    chosen = Signal(object)
    undoable = Signal(object)
    """What chooses the stream that was chosen before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stream: Stream | None = None
        self.setAutoRaise(True)
        self.setProperty("kind", "tab")
        self.setCheckable(True)
        self.setIconSize(QSize(theme.ICON_SMALL, theme.ICON_SMALL))
        self.clicked.connect(self.turn)
        theme.switch().changed.connect(self._show)
        self._show()

    def turn(self) -> None:
        """Go on to the next stream."""
        streams: list[Stream | None] = list(STREAM_WORDS)
        before = self.stream
        self.choose(streams[(streams.index(before) + 1) % len(streams)])
        self.undoable.emit(partial(self.choose, before))

    def choose(self, stream: Stream | None) -> None:
        """Show this stream."""
        if stream is not self.stream:
            self.stream = stream
            self._show()
            self.chosen.emit(stream)

    def _show(self) -> None:
        words = STREAM_WORDS[self.stream]
        self.setText(f" {words}")  # the mark keeps a distance
        self.setAccessibleName(f"Entries shown: {words.lower()}")
        self.setToolTip(f"{words}. {STREAM_TIP} Shift+V shows the next.")
        self.setChecked(self.stream is not None)
        self.setIcon(icons.icon("filter", theme.colour("accent" if self.stream else "text2").name()))

    def set_slim(self, slim: bool) -> None:
        """Show the mark alone while both streams are shown, where there is no room for words."""
        style = Qt.ToolButtonStyle
        bare = slim and self.stream is None
        self.setToolButtonStyle(style.ToolButtonIconOnly if bare else style.ToolButtonTextBesideIcon)
