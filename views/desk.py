"""The Qt face of the desk: one write worker, one read worker, the present picture, and answers on the UI thread.

The UI thread never touches the database. The database layer is imported and opened by the write worker, so a window
can be painted and typed in before; what is saved until then waits in the worker's queue.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from views.named import Named
from views.work import Answer, Trouble, Writing, local_zone, machine_now, new_entry_id, one_thread

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Desk, Receipt
    from app.query import Query
    from models.picture import Picture

T = TypeVar("T")
Opener = Callable[[], "Desk"]

BUG = "Something in the console did not work. What you typed is kept."

_log = logging.getLogger(__name__)


class QtDesk(QObject):
    """An operator's place as the window uses it: `do` and `ask` from the UI thread, signals when something changed."""

    opened = Signal()
    """The database is open, or another one was opened; `picture` follows."""
    not_opened = Signal()
    """It could not be opened or was stopped; what was there before is still there."""
    picture_changed = Signal()
    saved = Signal(object)
    """A `Receipt`, after the commit."""
    refused = Signal(str)
    """A refusal that no form takes."""
    trouble_changed = Signal()
    """`trouble` says what is out of reach (None: nothing)."""
    failed = Signal(object)
    """A `Trouble` that is a bug: the console stays up."""
    progressed = Signal(int, int)
    ticked = Signal()
    """Once a second, just after the clock's full second."""
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None, worker: Callable[[], Executor] = one_thread) -> None:
        super().__init__(parent)
        self.picture: Picture | None = None
        self.trouble: str | None = None
        self.kept: list[Writing] = []
        self.home_as_at: datetime | None = None
        self.place = ""
        self._desk: Desk | None = None
        self._retry: Callable[[], None] | None = None
        self._closed = False
        self._writer, self._reader, self._long = worker(), worker(), worker()
        self._generation = 0
        self._refreshing = self._refresh_again = False
        self._newest: dict[tuple[int, str], object] = {}
        self._early: list[Callable[[], None]] = []
        self._arrived.connect(self._deliver)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        self._await_second()

    @property
    def ready(self) -> bool:
        """Whether the database is open."""
        return self._desk is not None

    @property
    def desk(self) -> Desk:
        """The desk behind this one. Raises `LookupError` while the database is not open."""
        if self._desk is None:
            raise LookupError("the log is not open yet")
        return self._desk

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this desk reads its clocks."""
        return local_zone() if self.picture is None else self.picture.station.zone

    @property
    def as_at(self) -> datetime | None:
        """The past moment that the window shows, or None for now."""
        return None if self._desk is None else self._desk.as_at

    def now(self) -> datetime:
        """Now, by the desk's clock."""
        return machine_now() if self._desk is None else self._desk.clock()

    def moment(self) -> datetime:
        """The moment that the window shows."""
        return self.as_at or self.now()

    def open(self, opener: Opener, incident_id: UUID | None = None, place: str = "station") -> None:
        """Open a database on the write worker; the present one stays until the new one is there.

        Goes to the incident of the desk that `opener` gives, else to this one if it is there and not closed, else to
        the newest open one. A desk that is opened in the past has its home there: `show_past(None)` returns to it.
        `place` names what is opened, and becomes this desk's `place` once it is.
        """
        if self._desk is None:
            self._retry = partial(self.open, opener, incident_id, place)
        self._writer.submit(self._open, opener, incident_id, place)

    def close(self) -> None:
        """Finish what is being written, let go of the threads and of the database."""
        self._second.stop()
        self._closed = True
        self._reader.shutdown(wait=True, cancel_futures=True)
        self._long.shutdown(wait=True, cancel_futures=True)
        self._writer.shutdown(wait=True)
        if self._desk is not None:
            self._desk.database.close()
            self._desk = None

    def _open(self, opener: Opener, incident_id: UUID | None, place: str) -> None:
        try:
            from app.incidents import incident_to_show

            desk = opener()
            shown = desk.incident_id or desk.ask(incident_to_show(incident_id))
        except Exception as error:
            self._send(self._not_opened, error)
            return
        old, self._desk, self.home_as_at = self._desk, desk.at(shown), desk.as_at
        if old is not None and old.database is not desk.database:
            old.database.close()
        self._send(self._is_open, place)

    def _is_open(self, place: str) -> None:
        self.place = place
        self._set_trouble(None)
        self._new_look()
        self.opened.emit()
        early, self._early = self._early, []
        for ask in early:
            ask()

    def _not_opened(self, error: Exception) -> None:
        from app.errors import Stopped
        from models.database import CannotOpen

        if isinstance(error, CannotOpen):
            self._set_trouble(str(error))
        elif not isinstance(error, Stopped):
            self._complain(error)
            if not self.ready:
                self._set_trouble("The log could not be opened.")
        self.not_opened.emit()

    def look_at(self, incident_id: UUID | None) -> None:
        """Show another incident, as it is now."""
        self._desk = self.desk.at(incident_id).past(self.home_as_at)
        self._new_look()

    def show_past(self, moment: datetime | None) -> None:
        """Show everything as it was known at a moment; None returns to now (or to this desk's home moment)."""
        self._desk = self.desk.past(moment or self.home_as_at)
        self._new_look()

    def _new_look(self) -> None:
        self._generation += 1
        self._refreshing = False
        self.refresh()

    def refresh(self) -> None:
        """Fold in what was written since, by this desk or another."""
        if self._desk is None:
            return
        if self._refreshing:
            self._refresh_again = True
            return
        self._refreshing, self._refresh_again = True, False
        self._reader.submit(self._read_picture, self._desk, self.picture, self._generation)

    def _read_picture(self, desk: Desk, old: Picture | None, generation: int) -> None:
        from app.picture import picture_after, picture_at

        fold_on = old is not None and desk.as_at is None and old.station_fold.scope_id == desk.station_id
        try:
            picture = desk.ask(picture_after(old) if fold_on and old is not None else picture_at())
        except Exception as error:
            self._send(self._unread, error)
            return
        self._send(self._take_picture, (picture, generation))

    def _take_picture(self, read: tuple[Picture, int]) -> None:
        picture, generation = read
        if generation != self._generation:
            return
        self._refreshing = False
        if not self.kept:
            self._set_trouble(None)
        if picture is not self.picture:
            self.picture = picture
            self._seat_operator(picture)
            self.picture_changed.emit()
        if self._refresh_again:
            self.refresh()

    def _seat_operator(self, picture: Picture) -> None:
        """Write under whoever signed on at this seat last."""
        from app.command import Operator
        from models.station import Seat

        seat = None if picture.moment else picture.get(Seat, self.desk.seat_id)
        if seat is not None:
            self._desk = replace(self.desk, operator=Operator(seat.post, seat.initials))

    def _unread(self, error: Exception) -> None:
        self._refreshing = False
        self._complain(error)

    def _tick(self) -> None:
        self._await_second()
        if self.as_at is None:
            self.refresh()
        self.ticked.emit()

    def _await_second(self) -> None:
        self._second.start(1002 - QDateTime.currentMSecsSinceEpoch() % 1000)

    def ask(
        self, asker: QObject, question: Query[T] | Named, answer: Callable[[T], object], *, key: str | None = None
    ) -> None:
        """Ask on the read worker; `answer` is called on the UI thread, unless the asker is gone.

        A question with the same key from the same asker replaces the one that is not answered yet.
        """
        token = object()
        if key is not None:
            self._newest[id(asker), key] = token
        if self._desk is None:
            self._early.append(lambda: self._ask(asker, question, answer, key, token))
        else:
            self._ask(asker, question, answer, key, token)

    def _ask(
        self,
        asker: QObject,
        question: Query[T] | Named,
        answer: Callable[[T], object],
        key: str | None,
        token: object,
    ) -> None:
        def current() -> bool:
            return key is None or self._newest.get((id(asker), key)) is token

        def work(desk: Desk) -> None:
            if not current():
                return
            try:
                value = desk.ask(question.call() if isinstance(question, Named) else question)
            except Exception as error:
                self._send(self._complain, error)
                return
            self._arrived.emit(Answer(asker, lambda found: answer(found) if current() else None, value))

        self._reader.submit(work, self.desk)

    def run(
        self,
        asker: QObject,
        task: Callable[[Desk], T],
        answer: Callable[[T], object],
        refused: Callable[[str, str | None], object] | None = None,
    ) -> None:
        """Long work that only reads (a PDF), apart from the quick questions; answered as `ask` is."""
        self._long.submit(self._run, self.desk, asker, task, answer, refused)

    def _run(
        self,
        desk: Desk,
        asker: QObject,
        task: Callable[[Desk], T],
        answer: Callable[[T], object],
        refused: Callable[[str, str | None], object] | None,
    ) -> None:
        from app.errors import Refused

        try:
            value = task(desk)
        except Refused as error:
            told = refused or (lambda sentence, _: self.refused.emit(sentence))
            self._arrived.emit(Answer(asker, partial(told, str(error)), error.field))
        except Exception as error:
            self._send(self._complain, error)
        else:
            self._arrived.emit(Answer(asker, answer, value))

    def do(
        self,
        asker: QObject,
        *acts: Bound | Named,
        words: str = "",
        occurred_at: datetime | None = None,
        entry_id: UUID | None = None,
        done: Callable[[Receipt], object] | None = None,
        refused: Callable[[str, str | None], object] | None = None,
        unavailable: Callable[[str], object] | None = None,
    ) -> UUID:
        """Carry out commands as one log entry on the write worker, and return the entry's id.

        Exactly one of the three is called, on the UI thread, unless the asker is gone. What was not confirmed is kept
        here with its id until `try_again` or `forget`.
        """
        writing = Writing(
            asker, acts, words, occurred_at, entry_id or new_entry_id(), self._desk, done, refused, unavailable
        )
        self._writer.submit(self._write, writing)
        return writing.entry_id

    def try_again(self) -> None:
        """Open and write again what was out of reach, each entry under the id it had."""
        kept, self.kept = self.kept, []
        if self._desk is None and self._retry is not None:
            self._retry()
        for writing in kept:
            self._writer.submit(self._write, writing)
        self.refresh()

    def forget(self, entry_id: UUID) -> None:
        """Keep an unconfirmed entry no longer, because its words were changed and are saved anew."""
        self.kept = [writing for writing in self.kept if writing.entry_id != entry_id]
        if not self.kept:
            self._set_trouble(None)

    def _write(self, writing: Writing) -> None:
        desk = writing.desk or self._desk
        try:
            if desk is None:
                from app.errors import Unavailable

                raise Unavailable("The log is not open. What you typed is kept: try again.")
            bound = [act.call() if isinstance(act, Named) else act for act in writing.acts]
            receipt = desk.do(*bound, words=writing.words, occurred_at=writing.occurred_at, entry_id=writing.entry_id)
        except Exception as error:
            self._send(self._unwritten, (writing, error))
            return
        self._send(self._written, (writing, receipt))

    def _written(self, outcome: tuple[Writing, Receipt]) -> None:
        writing, receipt = outcome
        if not self.kept:
            self._set_trouble(None)
        if writing.done is not None and isValid(writing.asker):
            writing.done(receipt)
        self.saved.emit(receipt)
        self.refresh()

    def _unwritten(self, outcome: tuple[Writing, Exception]) -> None:
        from app.errors import Refused, Unavailable

        writing, error = outcome
        if isinstance(error, Refused):
            if writing.refused is not None and isValid(writing.asker):
                writing.refused(str(error), error.field)
            else:
                self.refused.emit(str(error))
            return
        if isinstance(error, Unavailable):
            self.kept.append(writing)
        if writing.unavailable is not None and isValid(writing.asker):
            writing.unavailable(str(error) if isinstance(error, Unavailable) else BUG)
        self._complain(error)

    def _complain(self, error: Exception) -> None:
        from app.errors import Refused, Unavailable

        if isinstance(error, Unavailable):
            self._set_trouble(str(error))
        elif isinstance(error, Refused):
            self.refused.emit(str(error))
        else:
            self._report(error)

    def _report(self, error: Exception) -> None:
        _log.error("a worker failed", exc_info=error)
        details = "".join(traceback.format_exception(error))
        self.failed.emit(Trouble(BUG, details))

    def _set_trouble(self, sentence: str | None) -> None:
        if sentence != self.trouble:
            self.trouble = sentence
            self.trouble_changed.emit()

    def _send(self, tell: Callable[[Any], object], value: object) -> None:
        self._arrived.emit(Answer(self, tell, value))

    def _deliver(self, answer: Answer) -> None:
        if not self._closed and isValid(answer.asker):
            answer.tell(answer.value)
