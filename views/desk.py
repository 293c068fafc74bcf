"""The Qt face of the desk: one write worker, one read worker, the present picture, and answers on the UI thread.

The UI thread never touches the database. The database layer is imported and opened by the write worker, so a window
can be painted and typed in before; what is saved until then waits here. The desk that writes is always the one whose
picture is on the screen: both are read by a worker and changed together, on the UI thread.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from concurrent.futures import Executor, wait
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDateTime, QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from views.named import Named
from views.questions import Questions
from views.tidying import Tidying
from views.work import BUG, Answer, Trouble, Writing, local_zone, machine_now, one_thread
from views.writes import Writes

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Desk, Receipt
    from app.query import Query
    from models.database import Database
    from models.picture import Picture
    from models.terms import EntryKind, Priority

T = TypeVar("T")
Opener = Callable[[], "Desk"]

CLOSING = 0.5
"""Seconds that closing waits for the workers; what takes longer is finished after the window is gone."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class After:
    """What was read right after a commit, and from which picture on."""

    old: Picture
    read: tuple[Desk, Picture, int]


class QtDesk(QObject):
    """An operator's place as the window uses it: `do` and `ask` from the UI thread, signals when something changed."""

    opened = Signal()
    """The database is open, or another one was opened, and its first picture is there."""
    not_opened = Signal()
    """It could not be opened or was stopped; what was there before is still there."""
    picture_changed = Signal()
    saved = Signal(object)
    """A `Receipt`, after the commit."""
    refused = Signal(str)
    """A refusal that no form takes."""
    settled = Signal()
    """Nothing is being saved any more."""
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
        self.habits: dict[str, str] = {}
        """What this seat is used to: the `folder` of its PDFs and its `printer`; the console reads and keeps them."""
        self.read_at: datetime | None = None
        """When the log was last read, whether or not it held anything new."""
        self.home_as_at: datetime | None = None
        self.place = ""
        self._desk: Desk | None = None
        self._retry: Callable[[], None] | None = None
        self._opening = 0
        self.closed = False
        self.turning = False
        """Whether another incident or moment was asked for and is not shown yet: nothing is written meanwhile."""
        self.make_worker = worker
        self.writer, self.reader, self.long_worker = worker(), worker(), worker()
        self._generation = 0
        self._refreshing = self._refresh_again = False
        self._writes, self._questions = Writes(self), Questions(self)
        self._left: list[Database] = []
        self._told: set[str] = set()
        self._tidying = Tidying(self)
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
    def expects(self) -> tuple[str, UUID | None] | None:
        """The place and the incident that are opened first: what is typed before is meant for them."""
        return self._writes.expected

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which this desk reads its clocks."""
        return local_zone() if self.picture is None else self.picture.station.zone

    @property
    def as_at(self) -> datetime | None:
        """The past moment that the window shows, or None for now."""
        return None if self._desk is None else self._desk.as_at

    @property
    def read_only(self) -> str:
        """Why nothing can be saved in this window now, in a sentence; nothing where it can."""
        if self.as_at is None:
            return ""
        return f"Read only: this window shows {self.as_at.astimezone(self.zone):%H:%M}."

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
            self._writes.expected = self._writes.expected or (place, incident_id)
        self._opening += 1
        self.writer.submit(self._open, opener, incident_id, place, None if self._desk is None else self._desk.database)

    def close(self) -> None:
        """Finish what is being written, then let go of threads and databases; what takes long ends after the window."""
        if self.closed:
            return
        self._second.stop()
        self._tidying.stop()
        self.closed = True
        databases = [*self._left, *([] if self._desk is None else [self._desk.database])]
        self._desk = None
        readers = [worker.submit(_nothing) for worker in (self.reader, self.long_worker)]
        self.writer.submit(self._writes.keep_house)
        last = self.writer.submit(_close_all, databases)
        late = wait([*readers, last], CLOSING).not_done
        for worker in (self.reader, self.long_worker, self.writer):
            worker.shutdown(wait=not late)

    def _open(self, opener: Opener, incident_id: UUID | None, place: str, present: Database | None) -> None:
        desk: Desk | None = None
        try:
            from app.incidents import incident_to_show
            from app.picture import picture_at

            desk = opener()
            desk = desk.at(desk.incident_id or desk.ask(incident_to_show(incident_id)))
            picture = desk.ask(picture_at())
        except Exception as error:
            if desk is not None and desk.database is not present:
                desk.database.close()
            self.send(self._not_opened, error)
            return
        if self.closed:
            desk.database.close()
        self.send(self._is_open, (desk, picture, place))

    def _is_open(self, read: tuple[Desk, Picture, str]) -> None:
        desk, picture, place = read
        self._opening -= 1
        old = self._desk
        if old is not None and old.database is not desk.database:
            self.writer.submit(self.send, self._let_go, old.database)
        self._desk, self.home_as_at, self.place = desk, desk.as_at, place
        self.read_at = desk.clock()
        self._generation += 1
        self._refreshing = self._refresh_again = self.turning = False
        self._told.clear()
        self._show(picture)
        if not self.kept:
            self.set_trouble(None)
        self.opened.emit()
        self.picture_changed.emit()
        self._questions.opened()
        self._writes.opened()

    def _let_go(self, database: Database) -> None:
        """Close a database that is no more looked at, unless something unconfirmed has still to be written there."""
        if any(one.desk is not None and one.desk.database is database for one in self.kept):
            self._left.append(database)
        else:
            self.writer.submit(self._writes.keep_house)
            self.writer.submit(database.close)

    def _not_opened(self, error: Exception) -> None:
        from app.errors import Stopped
        from models.database import CannotOpen

        self._opening -= 1
        if self._desk is None:
            self._writes.not_opened()
        if isinstance(error, CannotOpen):
            self.set_trouble(str(error))
        elif not isinstance(error, Stopped):
            self.complain(error)
            if not self.ready:
                self.set_trouble("The log could not be opened.")
        self.not_opened.emit()

    def look_at(self, incident_id: UUID | None) -> None:
        """Show another incident, as it is now."""
        self._look(self.desk.at(incident_id).past(self.home_as_at))

    def show_past(self, moment: datetime | None) -> None:
        """Show everything as it was known at a moment; None returns to now (or to this desk's home moment)."""
        self._look(self.desk.past(moment or self.home_as_at))

    def _look(self, desk: Desk) -> None:
        """Read what another desk shows; until it is read, and if it cannot be, this one stays."""
        self.turning = True
        self._generation += 1
        self._refreshing, self._refresh_again = True, False
        self.reader.submit(self._read_picture, desk, self.picture, self._generation)

    def refresh(self) -> None:
        """Fold in what was written since, by this desk or another."""
        if self._desk is None:
            return
        if self._refreshing:
            self._refresh_again = True
            return
        self._refreshing, self._refresh_again = True, False
        self.reader.submit(self._read_picture, self._desk, self.picture, self._generation)

    def read_after(self, written: Desk) -> After | None:
        """On the write worker, right after a commit: the picture with what was written, sooner than the read worker.

        None where the window shows something else, or it cannot be read: then it is read as ever.
        """
        from app.picture import picture_after

        desk, old, generation = self._desk, self.picture, self._generation
        if desk is None or old is None or desk.as_at is not None:
            return None
        if desk.database is not written.database or desk.incident_id != written.incident_id:
            return None
        try:
            return After(old, (desk, desk.ask(picture_after(old)), generation))
        except Exception:
            _log.warning("the picture after an entry is read again", exc_info=True)
            return None

    def take_after(self, after: After | None) -> None:
        """Show what was read after a commit, unless something else was or is being read meanwhile."""
        if after is None or self._refreshing or after.old is not self.picture or after.read[0] is not self._desk:
            self.refresh()
        else:
            self._take_picture(after.read)

    def _read_picture(self, desk: Desk, old: Picture | None, generation: int) -> None:
        from app.picture import picture_after, picture_at

        if self.closed or generation != self._generation:
            return
        fold_on = old is not None and desk.as_at is None and old.station_fold.scope_id == desk.station_id
        try:
            desk.check_in_place()
            picture = desk.ask(picture_after(old) if fold_on and old is not None else picture_at())
        except Exception as error:
            self.send(self._unread, (error, generation))
            return
        self.send(self._take_picture, (desk, picture, generation))

    def _take_picture(self, read: tuple[Desk, Picture, int]) -> None:
        desk, picture, generation = read
        if generation != self._generation:
            return
        self.read_at = desk.clock()
        self._refreshing = self.turning = False
        if not self.kept:
            self.set_trouble(None)
        looks_elsewhere = desk is not self._desk
        self._desk = desk
        if looks_elsewhere or picture is not self.picture:
            self._told.clear()
            self._show(picture)
            self._tell(looks_elsewhere)
        if self._refresh_again:
            self.refresh()

    def _tell(self, looks_elsewhere: bool) -> None:
        """Have the new picture drawn; what its views ask beside it comes after that, unless all of it is new."""
        if looks_elsewhere:
            self.picture_changed.emit()
        else:
            with self._questions.held():
                self.picture_changed.emit()

    def _show(self, picture: Picture) -> None:
        self.picture = picture
        self._seat_operator(picture)

    def _seat_operator(self, picture: Picture) -> None:
        """Write under whoever signed on at this seat last."""
        from app.command import Operator
        from models.station import Seat

        seat = None if picture.moment else picture.get(Seat, self.desk.seat_id)
        if seat is not None:
            self._desk = replace(self.desk, operator=Operator(seat.post, seat.initials))

    def _unread(self, failure: tuple[Exception, int]) -> None:
        error, generation = failure
        if generation == self._generation:
            self._refreshing = self.turning = False
        self.complain_once(error)

    def complain_once(self, error: Exception) -> None:
        """What cannot be read is asked for again and again; say so once, until something new is read."""
        from app.errors import Unavailable

        if isinstance(error, Unavailable):
            self.complain(error)
        elif (said := repr(error)) not in self._told:
            self._told.add(said)
            self.complain(error)

    def _tick(self) -> None:
        self._await_second()
        if self.as_at is None:
            self.refresh()
        self.ticked.emit()

    def _await_second(self) -> None:
        self._second.start(1002 - QDateTime.currentMSecsSinceEpoch() % 1000)

    @property
    def kept(self) -> list[Writing]:
        """What is not confirmed, until `try_again` or `forget`."""
        return self._writes.kept

    @property
    def under_way(self) -> int:
        """How many entries are being saved."""
        return self._writes.under_way

    def do(
        self,
        asker: QObject,
        *acts: Bound | Named,
        words: str = "",
        occurred_at: datetime | None = None,
        kind: EntryKind | None = None,
        importance: Priority | None = None,
        party: str | None = None,
        author: str | None = None,
        entry_id: UUID | None = None,
        done: Callable[[Receipt], object] | None = None,
        refused: Callable[[str, str | None], object] | None = None,
        unavailable: Callable[[str], object] | None = None,
    ) -> UUID:
        """Carry out commands as one log entry on the write worker, and return the entry's id.

        Exactly one of the three is called, on the UI thread, unless the asker is gone. What was not confirmed is kept
        here with its id until `try_again` or `forget`.
        """
        return self._writes.do(
            asker,
            *acts,
            words=words,
            occurred_at=occurred_at,
            kind=kind,
            importance=importance,
            party=party,
            author=author,
            entry_id=entry_id,
            done=done,
            refused=refused,
            unavailable=unavailable,
        )

    def try_again(self) -> None:
        """Open and write again what was out of reach, each entry under the id it had."""
        self._told.clear()
        self._writes.again()
        if self._desk is None and self._retry is not None and not self._opening:
            self._retry()
        self.refresh()

    def is_kept(self, entry_id: UUID) -> bool:
        """Whether this entry is unconfirmed and waits for `try_again`."""
        return any(writing.entry_id == entry_id for writing in self.kept)

    def forget(self, entry_id: UUID) -> None:
        """Keep an unconfirmed entry no longer, because its words were changed and are saved anew."""
        self._writes.forget(entry_id)
        if not self.kept:
            self.set_trouble(None)

    def ask(
        self,
        asker: QObject,
        question: Query[T] | Named,
        answer: Callable[[T], object],
        *,
        key: str | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Ask on the read worker; `answer`, or `failed`, is called on the UI thread, unless the asker is gone.

        A question with the same key from the same asker replaces the one that is not answered yet.
        """
        self._questions.ask(asker, question, answer, key, failed)

    def run(
        self,
        asker: QObject,
        task: Callable[[Desk], T],
        answer: Callable[[T], object],
        refused: Callable[[str, str | None], object] | None = None,
        failed: Callable[[str], object] | None = None,
    ) -> None:
        """Long work that only reads (a PDF), apart from the quick questions; answered by exactly one of the three."""
        self._questions.run(asker, task, answer, refused, failed)

    def complain(self, error: Exception) -> None:
        from app.errors import Refused, Unavailable

        if isinstance(error, Unavailable):
            self.set_trouble(str(error))
        elif isinstance(error, Refused):
            self.refused.emit(str(error))
        else:
            self._report(error)

    def _report(self, error: Exception) -> None:
        _log.error("a worker failed", exc_info=error)
        details = "".join(traceback.format_exception(error))
        self.failed.emit(Trouble(BUG, details))

    def set_trouble(self, sentence: str | None) -> None:
        if sentence != self.trouble:
            self.trouble = sentence
            self.trouble_changed.emit()

    def send(self, tell: Callable[[Any], object], value: object) -> None:
        self.answer(Answer(self, tell, value))

    def answer(self, answer: Answer) -> None:
        """Send an answer home, to the UI thread; after closing nobody is there."""
        if not self.closed:
            self._arrived.emit(answer)

    def _deliver(self, answer: Answer) -> None:
        if not self.closed and isValid(answer.asker):
            answer.tell(answer.value)


def _nothing() -> None:
    """The last work of a worker: when it is done, all before it is."""


def _close_all(databases: list[Database]) -> None:
    for database in databases:
        database.close()
