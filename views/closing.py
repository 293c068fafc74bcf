"""Closing a window: nothing that is being saved is cut off, and nothing unsaved is left without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from views.strip import Way

if TYPE_CHECKING:
    from views.desk import QtDesk
    from views.entry_line import EntryLine
    from views.panels import Panels
    from views.window import MainWindow


class Closing(QObject):
    """Asks once, by a strip, about each text that is not in the log."""

    def __init__(
        self, window: MainWindow, desk: QtDesk, entry_line: EntryLine, panels: Panels, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._desk, self._entry_line, self._panels = window, desk, entry_line, panels
        self._warned_of: tuple[object, ...] = ()
        self._to_close = self._anyway = False
        desk.settled.connect(self._settled)

    def may_close(self) -> bool:
        """Whether the window may go now; where not, a strip says why."""
        if self._anyway:
            return True
        if self._desk.under_way:
            self._wait_for_saving()
            return False
        unsaved = self._unsaved()
        if not unsaved or tuple(unsaved.values()) == self._warned_of:
            return True
        self._warned_of = tuple(unsaved.values())
        words = f"Not saved: {', '.join(unsaved)}. Save with Enter, or close again to leave it."
        self._window.strips.show_strip("refused", "triangle", words)
        return False

    def may_leave(self) -> bool:
        """Whether the window may go to another incident now: what is half done here would be gone."""
        unsaved = self._half_done()
        if not unsaved or tuple(unsaved.values()) == self._warned_of:
            return True
        self._warned_of = tuple(unsaved.values())
        words = f"Half done: {', '.join(unsaved)}. Finish it first, or ask again to leave it."
        self._window.strips.show_strip("refused", "triangle", words)
        return False

    def _half_done(self) -> dict[str, object]:
        """The forms and the parts of screens in which something stands that is not in the log."""
        views = {f"“{view.accessibleName()}”": view.content() for view in self._window.views if view.unsaved}
        return self._panels.unsaved | views

    def _wait_for_saving(self) -> None:
        self._to_close = True
        count = self._desk.under_way
        words = f"{count} entries are still being saved." if count > 1 else "1 entry is still being saved."
        anyway = Way("Close anyway", self._close_now)
        self._window.strips.show_strip("closing", "triangle", f"{words} The window closes after that.", [anyway])

    def _unsaved(self) -> dict[str, object]:
        """What was typed and is not in the log: where it stands, and what it is."""
        unsaved: dict[str, object] = {}
        if drafts := self._entry_line.drafts:
            unsaved["what was typed in the entry line"] = drafts
        unsaved |= self._half_done()
        if kept := [writing.entry_id for writing in self._desk.kept]:
            unsaved["1 unconfirmed entry" if len(kept) == 1 else f"{len(kept)} unconfirmed entries"] = kept
        return unsaved

    def _settled(self) -> None:
        """Nothing is being saved any more: close, if that was asked for meanwhile."""
        self._window.strips.drop("closing")
        if self._to_close:
            self._to_close = False
            QTimer.singleShot(0, self._window.close)

    def _close_now(self) -> None:
        self._anyway = True
        self._window.close()
