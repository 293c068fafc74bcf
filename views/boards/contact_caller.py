"""The call that goes on now: begun, ended by one key, and logged with its outcome as one entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.command import Bound
from app.commands.contacts import log_call
from app.commands.methods import note_defect
from app.contact_sheet import ContactSheet, Way
from app.errors import Refused
from app.moments import due_time
from models.terms import CallOutcome
from views.view import View


@dataclass
class Calling:
    """A call that goes on now; it is not in the log until it has an outcome."""

    contact_id: UUID
    began_at: datetime
    ways: tuple[Way, ...]
    way: Way | None = None
    answered: bool = False
    """Somebody answered: who it was is being written down."""
    sent: bool = False
    """It is on its way into the log."""

    def log(self, outcome: CallOutcome, by: str, estimate_at: datetime | None, remark: str) -> list[Bound]:
        """The commands of its one entry: the call, and in the station's book that its number is wrong."""
        way = self.way
        bound = [
            log_call(
                contact_id=self.contact_id,
                outcome=outcome,
                method=None if way is None else way.method,
                address=None if way is None else way.address,
                called_at=self.began_at,
                acknowledged_by=by,
                estimate_at=estimate_at,
                remark=remark,
            )
        ]
        if outcome is CallOutcome.WRONG_NUMBER and way is not None:
            bound.append(note_defect(contact_id=self.contact_id, address=way.address, defect=outcome.value))
        return bound


class Caller(QObject):
    """Keeps the one call of a screen, through changes of screen and picture, until it is logged or given up."""

    changed = Signal()
    answered = Signal()
    """Now it is asked who took it in."""
    logged = Signal()
    refused = Signal(str)

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self._desk = view, view.desk
        self.calling: Calling | None = None

    @property
    def on(self) -> Calling | None:
        """The call that goes on, where it can be ended: not in a window that shows the past."""
        return None if self._desk.read_only else self.calling

    @property
    def seconds(self) -> int:
        """How long the call has gone on."""
        return 0 if self.calling is None else int((self._desk.now() - self.calling.began_at).total_seconds())

    def forget(self) -> None:
        """Another incident is shown: there is no call."""
        self.calling = None

    def begin(self, sheet: ContactSheet) -> None:
        """Call this contact by the first number that nothing is wrong with; one call at a time."""
        if self.calling is None and not self._desk.read_only:
            first = next(iter(sheet.usable), None)
            self.calling = Calling(sheet.contact_id, self._desk.now(), sheet.ways, first)
            self.changed.emit()

    def pick(self, at: int) -> None:
        """Call by the number in this row instead."""
        if (calling := self.on) is not None and not calling.sent and 0 <= at < len(calling.ways):
            calling.way = calling.ways[at]
            self.changed.emit()

    def step(self, rows: int) -> None:
        """Call by the next number, or the one before."""
        if (calling := self.on) is not None and calling.ways:
            at = calling.ways.index(calling.way) if calling.way in calling.ways else -rows
            self.pick((at + rows) % len(calling.ways))

    def end(self, outcome: CallOutcome) -> None:
        """Log the call with this outcome at once; after an answer it is first asked who took it in."""
        calling = self.on
        if calling is None or calling.sent:
            return
        if outcome is CallOutcome.ACKNOWLEDGED:
            calling.answered = True
            self.changed.emit()
            self.answered.emit()
        else:
            self._send(calling, outcome)

    def take(self, by: str, expected: str, remark: str) -> None:
        """Log an answer: by whom it was taken in, when somebody comes, and what was said; each may be empty."""
        calling = self.on
        if calling is None or calling.sent:
            return
        try:
            estimate_at = due_time(expected, self._desk.zone, self._desk.now())
        except Refused as refusal:
            self.refused.emit(str(refusal))
        else:
            self._send(calling, CallOutcome.ACKNOWLEDGED, by.strip(), estimate_at, remark.strip())

    def _send(
        self,
        calling: Calling,
        outcome: CallOutcome,
        by: str = "",
        estimate_at: datetime | None = None,
        remark: str = "",
    ) -> None:
        calling.sent = True
        self.changed.emit()
        bound = calling.log(outcome, by, estimate_at, remark)
        self._view.do(*bound, done=self._is_logged, refused=self._is_refused, unavailable=self._is_unconfirmed)

    def _is_logged(self, _: object) -> None:
        self.calling = None
        self.logged.emit()

    def _is_unconfirmed(self, sentence: str) -> None:
        """After a bug the call can be ended again; what the log did not confirm is kept by the desk and goes again."""
        if not self._desk.kept:
            self._is_refused(sentence, None)

    def _is_refused(self, sentence: str, _: str | None) -> None:
        if self.calling is not None:
            self.calling.sent = False
            self.changed.emit()
            self.refused.emit(sentence)

    def cancel(self) -> None:
        """Back from an answer to the call, and from the call to before it; nothing is logged."""
        calling = self.on
        if calling is None or calling.sent:
            return
        if calling.answered:
            calling.answered = False
        else:
            self.calling = None
        self.changed.emit()
