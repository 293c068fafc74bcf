"""What the strips of a window say: where it is, what was refused, what is under way, and what is out of reach."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from views.strip import Strips, Way

if TYPE_CHECKING:
    from views.desk import QtDesk
    from views.status_bar import StatusBar
    from views.work import Trouble


TOLD_FOR = 8000
"""Milliseconds for which a sentence stands that asks for nothing."""


class Notices(QObject):
    """One strip for each kind of notice; a newer one of the same kind takes its place."""

    def __init__(
        self,
        strips: Strips,
        bar: StatusBar,
        desk: QtDesk,
        do_action: Callable[[str, object], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._strips, self._bar, self._desk, self._do_action = strips, bar, desk, do_action
        self._told_over = QTimer(self)
        self._told_over.setSingleShot(True)
        self._told_over.timeout.connect(partial(bar.tell, ""))
        desk.refused.connect(self.show_refusal)
        desk.progressed.connect(self.show_progress)
        desk.not_opened.connect(self.progress_over)
        desk.trouble_changed.connect(self.show_trouble)
        desk.failed.connect(self.show_failure)

    def tell(self, sentence: str) -> None:
        """Say what has just come about; it goes by itself."""
        self._bar.tell(sentence)
        self._told_over.start(TOLD_FOR)

    def remind(self, words: str, tone: str, way: str, act: Callable[[], object]) -> None:
        """Say once, unasked, what is due; the strip takes no focus, and its button does what is to be done."""
        later = Way("Not now (Esc)", self.drop_reminder)
        self._strips.show_strip("reminder", tone, words, [Way(way, act), later])

    @property
    def reminds(self) -> bool:
        """Whether a reminder still stands."""
        return self._strips.words("reminder") is not None

    def drop_reminder(self) -> None:
        """What was due was done, or can wait."""
        self._strips.drop("reminder")

    def say(self, sentence: str) -> None:
        """Say why a key does nothing now."""
        self._strips.show_strip("refused", "accent", sentence)

    def unsay(self) -> bool:
        """Take away what was said last, and say whether there was anything."""
        shown = next((key for key in ("refused", "reminder") if self._strips.words(key) is not None), None)
        if shown is not None:
            self._strips.drop(shown)
        return shown is not None

    def show_refusal(self, sentence: str) -> None:
        """A refusal that no form takes."""
        close = Way("Close (Esc)", partial(self._strips.drop, "refused"))
        self._strips.show_strip("refused", "triangle", sentence, [close])

    def show_progress(self, done: int, of: int) -> None:
        """How far the demonstration is prepared."""
        if done % 10 == 1:
            words = f"Preparing the demonstration: {done} of {of} entries."
            self._strips.show_strip("progress", "accent", words, [self._way("Stop", "stop")])

    def progress_over(self) -> None:
        """Nothing is prepared any more."""
        self._strips.drop("progress")

    def show_trouble(self) -> None:
        """What is out of reach, with another try; nothing where all is well."""
        if self._desk.trouble is None:
            self._strips.drop("trouble")
        else:
            ways = [self._way("Try again (R)", "try_again"), self._way("Save to another place (P)", "save_elsewhere")]
            self._strips.show_strip("trouble", "octagon", self._desk.trouble, ways if self._desk.kept else ways[:1])

    def show_failure(self, trouble: Trouble) -> None:
        """A bug: say so, offer its details; the console stays up."""
        copy = Way("Copy details", partial(_copy, trouble.details))
        close = Way("Close", partial(self._strips.drop, "failure"))
        self._strips.show_strip("failure", "octagon", trouble.sentence, [copy, close])

    def show_place(self) -> None:
        """Say where this window is: in the demonstration, or (nothing to say) at the station."""
        back = self._way("Back to my station", "back")
        if self._desk.place == "look":
            words = "DEMONSTRATION. Nothing here is live."
            self._strips.show_strip("place", "accent", words, [self._way("Try it from 04:45", "try"), back])
        elif self._desk.place == "try":
            words = "DEMONSTRATION, a scratch copy. Nothing here is live."
            self._strips.show_strip("place", "accent", words, [self._way("Look at 04:45", "look"), back])
        else:
            self._strips.drop("place")

    def _way(self, words: str, action: str) -> Way:
        return Way(words, partial(self._do_action, action, None))


def _copy(details: str) -> None:
    QApplication.clipboard().setText(details)
