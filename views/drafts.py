"""What is typed in the entry lines of a seat and not in the log yet: parked drafts, kept in a file as they grow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from views.named import load
from views.work import new_entry_id

if TYPE_CHECKING:
    from app.drafts import DraftBook, KeptDraft
    from app.files_in import NewFile
    from models.database import Database
    from views.desk import QtDesk

DEBOUNCE = 100
"""Milliseconds between typing and the file; what a crash may take is less than three of them."""
KEPT_PLACES = ("", "station")
"""Where drafts outlast the console; a scratch copy of the demonstration keeps nothing."""


@dataclass(eq=False)
class Draft:
    """A line on its way into the log. Its id is made when it begins, and becomes the id of its entry."""

    begun_at: datetime
    text: str = ""
    place: str = ""
    incident_id: UUID | None = None
    incident: str = ""
    """The ref of the incident that it was begun for."""
    party: str | None = None
    method: str | None = None
    files: tuple[NewFile, ...] = ()
    parked: bool = False
    """Whether it ever waited: then its entry says when it was begun."""
    stands: bool = False
    """Whether it stands in the first window's line."""
    sent: Any = None
    """What went to the log and was not confirmed: the same words go again under the same id."""
    order: int = 0
    """When it was put aside, among all that were."""
    called_at: datetime | None = None
    """When the call was last noted that it is the draft of."""
    id: UUID = None  # type: ignore[assignment]

    def __post_init__(self) -> None:
        self.id = self.id or new_entry_id()

    @property
    def words(self) -> str:
        """What would be saved of it."""
        return self.text.strip()


class Drafts(QObject):
    """The drafts of one seat, shared by its windows. Without a file (`open`) they last as long as the console."""

    changed = Signal()
    """Another draft is parked, or one less."""
    restored = Signal(object)
    """The `Draft` that stood in the first window's line when the console ended."""
    said = Signal(str)
    """Why drafts cannot be kept; once."""
    _arrived = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parked: list[Draft] = []
        """Newest first."""
        self._all: dict[UUID, Draft] = {}
        self._changed: set[UUID] = set()
        self._gone: set[UUID] = set()
        self._worker: Executor | None = None
        self._book: DraftBook | None = None
        self._orders = 0
        self._failing = False
        self._arrived.connect(self._deliver)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DEBOUNCE)
        self._soon.timeout.connect(self.flush)

    # --- what the lines do --------------------------------------------------------------------------------------------

    def touch(self, draft: Draft) -> None:
        """Keep a draft as it is now, soon."""
        self._all[draft.id] = draft
        self._changed.add(draft.id)
        if not self._soon.isActive():
            self._soon.start()

    def put_aside(self, draft: Draft, *, as_newest: bool = True) -> None:
        """Park a draft: as the newest, or again where it was."""
        self.parked = [one for one in self.parked if one is not draft]
        if as_newest or not draft.order:
            draft.order = self.next_order()
        draft.parked, draft.stands = True, False
        self.parked = sorted([*self.parked, draft], key=_order, reverse=True)
        self.touch(draft)
        self.changed.emit()

    def take_up(self, draft: Draft) -> bool:
        """Take a parked draft out of the list, to go on with it; False where another window was faster."""
        if draft not in self.parked:
            return False
        self.parked = [one for one in self.parked if one is not draft]
        self.touch(draft)
        self.changed.emit()
        return True

    def drop(self, draft: Draft) -> None:
        """Keep a draft no longer: it is in the log, or was thrown away."""
        self._all.pop(draft.id, None)
        self._changed.discard(draft.id)
        self._gone.add(draft.id)
        if not self._soon.isActive():
            self._soon.start()
        if draft in self.parked:
            self.parked = [one for one in self.parked if one is not draft]
            self.changed.emit()

    def new_id(self, draft: Draft) -> None:
        """Give a draft another id, because its words are no longer those that went to the log under this one."""
        self.drop(draft)
        draft.id, draft.sent = new_entry_id(), None
        self.touch(draft)

    def next_order(self) -> int:
        """The place of what is put aside now, behind all that was before."""
        self._orders += 1
        return self._orders

    def at(self, place: str) -> list[Draft]:
        """The parked drafts of a place (the station, or a copy of the demonstration), newest first."""
        return [one for one in self.parked if one.place == place or not one.place]

    @property
    def all(self) -> Sequence[Draft]:
        """Every draft of this seat: parked, in a line, and on its way."""
        return list(self._all.values())

    # --- the file -----------------------------------------------------------------------------------------------------

    def open(self, desk: QtDesk) -> None:
        """Keep the drafts beside the database of this desk from now on, and bring back those that are there."""
        if self._worker is None:
            self._worker = desk.make_worker()
            self._worker.submit(self._open, desk.desk.database, desk)

    def _open(self, database: Database, desk: QtDesk) -> None:
        try:
            book, found = load("app.drafts:open_drafts")(database)
        except Exception as error:
            self._arrived.emit(self._say, error)
            return
        self._arrived.emit(self._take_book, book)
        self._arrived.emit(self._look_up, (desk, found))

    def _take_book(self, book: DraftBook) -> None:
        self._book = book
        if book.unread:
            self.said.emit(book.unread_text)
        self.flush()

    def _look_up(self, opened: tuple[QtDesk, list[KeptDraft]]) -> None:
        """Ask the log which of them it has already: they were saved just before the end."""
        desk, found = opened
        if found and not desk.closed:
            restore = _Restoring(self, found)
            question = load("app.drafts:entries_among")([one.id for one in found])
            desk.ask(self, question, restore.all_but, key="drafts", failed=restore.all)

    def restore(self, found: Sequence[KeptDraft], known: set[UUID]) -> None:
        """Park the drafts that the file held; the one that stood in the line goes back there."""
        again = []
        for kept in found:
            draft = _draft_of(kept)
            if kept.id in known:
                self.drop(draft)
                continue
            self.touch(draft)
            if kept.stands:
                self.restored.emit(draft)
            else:
                draft.order = self.next_order()
                again.append(draft)
        if again:
            self.parked = sorted([*self.parked, *again], key=_order, reverse=True)
            self.changed.emit()

    def flush(self) -> None:
        """Give the worker what has changed since the last time."""
        self._soon.stop()
        if self._book is None or self._worker is None or not (self._changed or self._gone):
            return
        kept = [_kept_of(self._all[one]) for one in self._changed if self._all[one].place in KEPT_PLACES]
        gone, self._changed, self._gone = self._gone, set(), set()
        self._worker.submit(self._write, self._book, kept, gone)

    def _write(self, book: DraftBook, kept: Sequence[KeptDraft], gone: set[UUID]) -> None:
        try:
            book.keep(kept, gone)
        except Exception as error:
            self._arrived.emit(self._not_written, (error, {one.id for one in kept}, gone))
            return
        if self._failing:
            self._arrived.emit(self._written, None)

    def _not_written(self, failed: tuple[Exception, set[UUID], set[UUID]]) -> None:
        """Say it once, and try again with what is typed next: a disk that is full may have room by then."""
        error, kept, gone = failed
        self._changed |= kept & self._all.keys()
        self._gone |= gone
        if not self._failing:
            self._failing = True
            self.said.emit(str(error))

    def _written(self, _: None) -> None:
        self._failing = False

    def _say(self, error: Exception) -> None:
        """There is no file to keep drafts in: the console goes on without."""
        self.said.emit(str(error))

    def _deliver(self, tell: Callable[[Any], object], value: object) -> None:
        tell(value)

    def close(self) -> None:
        """Write the last of it, and let go of the file and the thread."""
        self.flush()
        if self._worker is not None:
            if self._book is not None:
                self._worker.submit(self._book.close)
            self._worker.shutdown(wait=True)
        self._book = None


class _Restoring:
    """What was found in the file, until the log has said what it has of it."""

    def __init__(self, drafts: Drafts, found: Sequence[KeptDraft]) -> None:
        self._drafts, self._found = drafts, found

    def all_but(self, known: set[UUID]) -> None:
        self._drafts.restore(self._found, known)

    def all(self) -> None:
        self._drafts.restore(self._found, set())


def _order(draft: Draft) -> int:
    return draft.order


def _draft_of(kept: KeptDraft) -> Draft:
    return Draft(
        id=kept.id,
        begun_at=kept.begun_at,
        text=kept.text,
        place="station",
        incident_id=kept.incident_id,
        incident=kept.incident,
        party=kept.party,
        method=kept.method,
        files=kept.files,
        parked=True,
    )


def _kept_of(draft: Draft) -> KeptDraft:
    kept: KeptDraft = load("app.drafts:KeptDraft")(
        id=draft.id,
        text=draft.text,
        begun_at=draft.begun_at,
        incident_id=draft.incident_id,
        incident=draft.incident,
        party=draft.party,
        method=draft.method,
        stands=draft.stands,
        files=draft.files,
    )
    return kept
