"""What is on its way into the log: each entry under its id until it is confirmed, and kept where it is not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from views.inline import InlineExecutor
from views.named import Named
from views.questions import UNTIL_PAINTED
from views.work import BUG, Writing, new_entry_id

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Receipt
    from views.desk import After, QtDesk


class Writes(QObject):
    """The write worker's side of a `QtDesk`: what was typed before a desk was there waits here as well."""

    def __init__(self, desk: QtDesk) -> None:
        super().__init__(desk)
        self.kept: list[Writing] = []
        self.under_way = 0
        self.expected: tuple[str, UUID | None] | None = None
        """The place and incident that are being opened: what is typed meanwhile is meant for them."""
        self._desk = desk
        self._early: list[Writing] = []
        self._unkept: deque[Callable[[], None]] = deque()
        self._house = QTimer(self)  # a child: it ends with this desk
        self._house.setSingleShot(True)
        self._house.setInterval(UNTIL_PAINTED)
        self._house.timeout.connect(self._have_house_kept)

    def do(
        self,
        asker: QObject,
        *acts: Bound | Named,
        entry_id: UUID | None = None,
        done: Callable[[Receipt], object] | None = None,
        refused: Callable[[str, str | None], object] | None = None,
        unavailable: Callable[[str], object] | None = None,
        **said: Any,
    ) -> UUID:
        """Carry out commands as one log entry, and return the entry's id (see `QtDesk.do`).

        What is unconfirmed and tried again goes to the incident it was meant for, whatever the window shows by now.
        """
        kept = next((one for one in self.kept if one.entry_id == entry_id), None)
        desk = kept.desk if kept is not None else self._desk.desk if self._desk.ready else None
        self.kept = [one for one in self.kept if one is not kept]
        writing = Writing(asker, acts, said, entry_id or new_entry_id(), desk, done, refused, unavailable)
        self._submit(writing)
        return writing.entry_id

    def _submit(self, writing: Writing) -> None:
        self.under_way += 1
        if writing.desk is not None:
            self._desk.writer.submit(self._write, writing)
        elif self._desk.ready:
            self._write_here(writing)
        else:
            writing.meant_for = writing.meant_for or self.expected
            self._early.append(writing)

    def again(self) -> None:
        """Write again what was not confirmed, each entry under the id it had."""
        kept, self.kept = self.kept, []
        for writing in kept:
            self._submit(writing)

    def forget(self, entry_id: UUID) -> None:
        """Keep an unconfirmed entry no longer."""
        self.kept = [writing for writing in self.kept if writing.entry_id != entry_id]

    def opened(self) -> None:
        """What was typed before the log was open goes to the incident it was typed for, and to no other."""
        early, self._early = self._early, []
        for writing in early:
            self._write_here(writing)

    def not_opened(self) -> None:
        """No desk came: what was typed goes back to where it was typed."""
        from app.errors import Unavailable

        early, self._early = self._early, []
        for writing in early:
            self._unwritten((writing, Unavailable("The log is not open. What you typed is kept: try again.")))

    def _write_here(self, writing: Writing) -> None:
        """Write what was typed before any desk was there, if this is the desk it was meant for."""
        from app.errors import Refused

        place, incident_id = writing.meant_for or (self._desk.place, None)
        if place == self._desk.place and incident_id in (None, self._desk.desk.incident_id):
            writing.desk = self._desk.desk
            self._desk.writer.submit(self._write, writing)
        else:
            sentence = "This was typed for an incident that is not shown. Press Enter to write it here instead."
            self._unwritten((writing, Refused(sentence)))

    def _write(self, writing: Writing) -> None:
        desk = writing.desk
        assert desk is not None
        try:
            bound = [act.call() if isinstance(act, Named) else act for act in writing.acts]
            receipt = desk.do(*bound, entry_id=writing.entry_id, keep_house=False, **writing.said)
        except Exception as error:
            self._desk.send(self._unwritten, (writing, error))
            return
        self._unkept.append(partial(desk.keep_house, receipt))
        self._desk.send(self._written, (writing, receipt, self._desk.read_after(desk)))

    def keep_house(self) -> None:
        """On the write worker: what every entry has to be followed by, once it is on the screen."""
        while self._unkept:
            self._unkept.popleft()()

    def _keep_house_soon(self) -> None:
        """A thread that writes files would keep the UI from painting; a worker that answers at once does it at once."""
        if isinstance(self._desk.writer, InlineExecutor):
            self.keep_house()
        elif not self._house.isActive():
            self._house.start()

    def _have_house_kept(self) -> None:
        if not self._desk.closed:
            self._desk.writer.submit(self.keep_house)

    def _written(self, outcome: tuple[Writing, Receipt, After | None]) -> None:
        writing, receipt, after = outcome
        self._keep_house_soon()
        if not self.kept:
            self._desk.set_trouble(None)
        if writing.done is not None and isValid(writing.asker):
            writing.done(receipt)
        self._desk.saved.emit(receipt)
        self._desk.take_after(after)
        self._one_less()

    def _one_less(self) -> None:
        self.under_way -= 1
        if not self.under_way:
            self._desk.settled.emit()

    def _unwritten(self, outcome: tuple[Writing, Exception]) -> None:
        from app.errors import Refused, Unavailable

        writing, error = outcome
        if isinstance(error, Refused):
            if writing.refused is not None and isValid(writing.asker):
                writing.refused(str(error), error.field)
            else:
                self._desk.refused.emit(str(error))
            self._one_less()
            return
        if isinstance(error, Unavailable):
            self.kept = [one for one in self.kept if one.entry_id != writing.entry_id] + [writing]
        if writing.unavailable is not None and isValid(writing.asker):
            writing.unavailable(str(error) if isinstance(error, Unavailable) else BUG)
        self._desk.complain(error)
        self._one_less()
