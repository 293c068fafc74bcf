"""What the typed line means, asked of `app/entry`, which is imported on a worker once the log is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from views.named import load

if TYPE_CHECKING:
    from app.entry.completing import Completing
    from app.entry.drafting import KnownEntry
    from app.entry.handing import Handed
    from app.entry.plan import Plan
    from app.entry.quick import Expansion
    from app.entry.vocabulary import Vocabulary
    from models.log import LogEntry
    from models.picture import Picture
    from views.desk import QtDesk

PLAN, COMPLETE = "app.entry.plan:plan_line", "app.entry.completing:complete"
VOCABULARY = "app.entry.vocabulary:vocabulary_of"
KNOWN_ENTRY = "app.entry.drafting:KnownEntry"
QUICK_TEXTS, EXPAND = "app.entry.quick:quick_texts_of", "app.entry.quick:expand"
HANDED = "app.entry.handing:handed"
NAMES = (PLAN, COMPLETE, VOCABULARY, QUICK_TEXTS, EXPAND)


class Grammar(QObject):
    """The grammar with the names of the picture that is shown; its vocabulary is made once for each picture."""

    became_ready = Signal()
    learned = Signal()
    """An entry of the log that a line speaks of by its number was looked up."""

    def __init__(self, desk: QtDesk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._loaded = self._asked = False
        self._known: tuple[Picture, Vocabulary, list[Any]] | None = None
        self._entries: dict[str, KnownEntry | None] = {}
        self._entries_of: UUID | None = None
        self._asking: set[str] = set()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._know)
        desk.opened.connect(self._load)
        desk.picture_changed.connect(self._soon.start)
        if desk.ready:
            self._load()

    @property
    def ready(self) -> bool:
        """Whether a line can be planned: the grammar is there, and an incident to write for."""
        picture = self._desk.picture
        return self._loaded and self._desk.ready and picture is not None and picture.has_incident

    def _load(self) -> None:
        if self._loaded:
            self.became_ready.emit()
        elif not self._asked:
            self._asked = True
            self._desk.long_worker.submit(self._import)

    def _import(self) -> None:
        for name in NAMES:
            load(name)
        self._desk.send(self._take, None)

    def _take(self, _: None) -> None:
        self._loaded = True
        self.became_ready.emit()

    def _know(self) -> tuple[Picture, Vocabulary, list[Any]] | None:
        """The picture's own vocabulary and quick texts; made when the operator does not type, where that can be."""
        picture = self._desk.picture
        if not self.ready or picture is None:
            return None
        if self._known is None or self._known[0] is not picture:
            quick = list(load(QUICK_TEXTS)(picture))
            self._known = (picture, load(VOCABULARY)(picture, quick), quick)
        return self._known

    def plan(self, text: str, begun_at: datetime | None = None) -> Plan | None:
        """What Enter would save; None while nothing can be planned. Looks up the entries that the line speaks of."""
        known = self._know()
        if known is None:
            return None
        picture, vocabulary, _ = known
        desk = self._desk.desk
        if desk.incident_id != self._entries_of:
            self._entries, self._entries_of = {}, desk.incident_id
        now, told = self._desk.now(), {"begun_at": begun_at, "letter": desk.letter, "entries": self._entries}
        try:
            plan: Plan = load(PLAN)(text, picture, vocabulary, now, desk.operator, **told)
        except Exception as error:  # a bug in the grammar must not keep words out of the log
            self._desk.complain_once(error)
            return _plain_note(text)
        for number in plan.wants:
            self._look_up(number)
        return plan

    def looks_up(self, plan: Plan) -> bool:
        """Whether an entry that the line speaks of is still being looked up."""
        return any(number in self._asking for number in plan.wants)

    def _look_up(self, number: str) -> None:
        """Ask the log for an entry by its number; one that is not there by now may come yet."""
        parts = load("app.finding:entry_number")(number)
        if parts is None or number in self._asking or self._entries.get(number) is not None:
            return
        self._asking.add(number)
        question = load("app.finding:entry_called")(*parts)
        learn = partial(self._learn, self._entries_of, number)
        self._desk.ask(self, question, learn, key=number, failed=partial(self._asking.discard, number))

    def _learn(self, incident_id: UUID | None, number: str, entry: LogEntry | None) -> None:
        self._asking.discard(number)
        known = None if entry is None else load(KNOWN_ENTRY)(entry.id, entry.number, entry.words or entry.text)
        if incident_id == self._entries_of and (number not in self._entries or known is not None):
            self._entries[number] = known
            self.learned.emit()

    def completing(self, text: str, at: int) -> Completing | None:
        """What may be meant by what stands before the cursor."""
        known = self._know()
        if known is None:
            return None
        try:
            found: Completing = load(COMPLETE)(text, at, known[1], self._desk.now())
        except Exception as error:  # nor take the keyboard
            self._desk.complain_once(error)
            return None
        return found

    def handed(self, text: str, plan: Plan) -> Handed | None:
        """The form behind a line, and what its fields hold."""
        known = self._know()
        if known is None:
            return None
        found: Handed | None = load(HANDED)(text, plan, known[0], self._desk.now(), self._desk.zone)
        return found

    def expansion(self, text: str, at: int) -> Expansion | None:
        """The quick text whose abbreviation stands before the cursor."""
        known = self._know()
        found: Expansion | None = None if known is None else load(EXPAND)(text, at, known[2])
        return found

    @property
    def quick_texts(self) -> Sequence[Any]:
        """The station's quick texts."""
        known = self._know()
        return () if known is None else known[2]


def _plain_note(text: str) -> Plan:
    """The words as they are."""
    note = load("app.commands.logbook:write_note")()
    plan: Plan = load("app.entry.plan:Plan")((note,), {"words": text.strip()}, "Saves as a plain note.")
    return plan
