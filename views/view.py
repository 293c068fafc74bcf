"""The base of every screen: it draws the picture, does commands and asks questions through the window's desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Receipt
    from app.query import Query
    from models.picture import Picture
    from views.desk import QtDesk
    from views.keys import Key
    from views.named import Named

T = TypeVar("T")


class View(QWidget):
    """Draws the picture and does commands; holds no copy of the truth and never asks another view.

    `asked` names an action of the console and what it is about: `self.asked.emit("correct", line)`. The names are
    those of the table in `views/console.py`; None stands for "nothing in particular".
    """

    asked = Signal(str, object)
    keys_changed = Signal()
    """Another part of this screen is shown now, with other keys."""
    report = ""
    """What Ctrl+P prints here: a report of `app/reporting.py` by its name; nothing where there is none."""
    entry_slot: QLayout | None = None
    """Where the window puts its entry line while this screen is shown; None: below the screen."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw this picture; called after every change, once a minute, and when the screen is first shown.

        `moment` is now, or the past moment that the window shows. None: no incident is open at this desk.
        """
        raise NotImplementedError

    @property
    def unsaved(self) -> bool:
        """Whether something was typed here that is not in the log (`content` says what)."""
        return False

    def content(self) -> tuple[object, ...]:
        """What was typed here and is not in the log."""
        return ()

    def keys(self) -> Sequence[Key]:
        """The keys of this screen, beside those that act everywhere; read each time the screen is shown."""
        return ()

    def show_row(self, row_id: UUID) -> None:
        """Choose a row of this screen by the id of what it shows, and bring it into view."""

    def show_part(self, words: str) -> None:
        """Show the list of this screen that has this name, where it has several."""

    def focus_first(self) -> None:
        """Give the focus to what is moved in by keys: the focus proxy, else the first child that takes it by Tab."""
        takers = [
            child
            for child in self.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(self) and child.isEnabled()
        ]
        first = self.focusProxy() or next(iter(takers), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def do(
        self,
        *bound: Bound | Named,
        done: Callable[[Receipt], object] | None = None,
        refused: Callable[[str, str | None], object] | None = None,
        unavailable: Callable[[str], object] | None = None,
        entry_id: UUID | None = None,
        **said: Any,
    ) -> UUID:
        """Carry out commands as one log entry on the write worker, and return the entry's id.

        `said` are words, `occurred_at` and whatever else `Desk.do` takes beside commands.

        `done` gets the receipt after the commit; `refused` the sentence and its field; `unavailable` the sentence that
        says that it is not confirmed: the next try needs the same `entry_id`. Without `refused` the sentence stands in
        the strip at the top. None is called when this view is gone.
        """
        return self.desk.do(
            self,
            *bound,
            entry_id=entry_id,
            done=done,
            refused=refused,
            unavailable=unavailable,
            **said,
        )

    def ask(
        self,
        question: Query[T],
        answer: Callable[[T], object],
        key: str | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Ask on the read worker; `answer`, or `failed`, is called on the UI thread, unless this view is gone.

        A question with the same `key` from the same view replaces the one that is not answered yet.
        """
        self.desk.ask(self, question, answer, key=key, failed=failed)
