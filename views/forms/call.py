"""Logging a call from any screen: whom, by which number, and how it ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QLineEdit, QWidget

from app.command import Bound
from app.commands.contacts import log_call
from app.commands.methods import note_defect
from app.contacts import CallDown, call_down
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time, told_time
from models.contact import ContactMethod
from models.terms import CallOutcome, Method
from views.desk import QtDesk
from views.forms.form import Form, WordField, text_field
from views.forms.pick import PickField, known_field

ReadTime = Callable[[str, ZoneInfo, datetime], datetime | None]


class CallForm(Form):
    """One entry: the call, and where its number was wrong, that in the directory."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: UUID | None = None) -> None:
        super().__init__("Log a call", desk, parent)
        assert desk.picture is not None
        self._about = about
        self._down: CallDown = call_down(desk.picture)
        contacts = sorted(self._down.contacts.values(), key=lambda one: one.name.casefold())
        names = [one.name for one in contacts]
        self.contact = PickField([(one.id, one.name) for one in contacts], about, empty="")
        self.method = WordField(list(Method), Method.PHONE)
        self.address = text_field(placeholder="number or channel")
        self.outcome = WordField(list(CallOutcome), CallOutcome.ACKNOWLEDGED)
        self.by = known_field(names, placeholder="the contact")
        self.expected = text_field(placeholder="05:30, in 20m")
        self.called = text_field(placeholder="now, or e.g. 03:42")
        self.remark = text_field(placeholder="what they said")
        self._add_fields()
        self.add_foot("Log the call")
        self.says.setText("Saves the call in the log of this incident.")
        self.contact.currentTextChanged.connect(self._fill_way)
        self.method.currentIndexChanged.connect(self._fill_address)
        self.outcome.currentIndexChanged.connect(self._show_answer)
        self._fill_way("")
        self._show_answer(0)
        self._untouched = self.content()

    def _add_fields(self) -> None:
        self.add_field("contact_id", "Who was called", self.contact)
        self.add_field("method", "How", self.method)
        self.add_field("address", "Number", self.address)
        self.put_beside("method", "address")
        self.add_field("outcome", "How it ended", self.outcome)
        self.add_field("acknowledged_by", "Taken in by", self.by)
        self.add_field("estimate_at", "Expected here", self.expected)
        self.put_beside("acknowledged_by", "estimate_at", (2, 1))
        self.add_field("remark", "Remark", self.remark)
        self.add_field("called_at", "When it was", self.called)

    def _fill_way(self, _: str) -> None:
        """The first number of the contact that nothing is wrong with."""
        first = next(iter(self._usable()), None)
        if first is not None:
            self.method.setCurrentIndex(list(Method).index(first.method))
            self.address.setText(first.address)
        else:
            self.address.clear()

    def _fill_address(self, _: int) -> None:
        """Another method has another number."""
        same = next((way for way in self._usable() if way.method is self.method.word), None)
        self.address.setText("" if same is None else same.address)

    def _usable(self) -> list[ContactMethod]:
        contact = None if self.contact.picked is None else self._down.contacts.get(self.contact.picked)
        return [] if contact is None else self._down.usable(contact)

    def _show_answer(self, _: int) -> None:
        """Only an answer was taken in by somebody who may come."""
        answered = self.outcome.word is CallOutcome.ACKNOWLEDGED
        self.show_field("acknowledged_by", answered)
        self.show_field("estimate_at", answered)

    def is_about(self, about: object) -> bool:
        """Whether it was begun about this contact."""
        return about == self._about

    def enter(self) -> None:
        """Say what is missing, else log the call."""
        contact_id = self.contact.picked
        if contact_id is None:
            unknown = self.contact.unknown
            self.show_refusal(f"{unknown} is not in the directory." if unknown else "Say who was called.", "contact_id")
            return
        try:
            called_at, estimate_at = self._times()
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(*self._call(contact_id, estimate_at), occurred_at=called_at, done=self._saved)

    def _times(self) -> tuple[datetime | None, datetime | None]:
        """When it was and when somebody comes. Raises `Refused` with the field."""
        called_at = self._time("called_at", told_time, self.called)
        if self.outcome.word is not CallOutcome.ACKNOWLEDGED:
            return called_at, None
        return called_at, self._time("estimate_at", due_time, self.expected)

    def _time(self, name: str, read: ReadTime, field: QLineEdit) -> datetime | None:
        try:
            return read(field.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            raise Refused(str(refused), field=name) from refused

    def _call(self, contact_id: UUID, estimate_at: datetime | None) -> list[Bound]:
        outcome, address = self.outcome.word, self.address.text().strip()
        by = self.by.text() if outcome is CallOutcome.ACKNOWLEDGED else ""
        call = log_call(
            contact_id=contact_id,
            outcome=outcome,
            method=self.method.word,
            address=address,
            acknowledged_by=by,
            estimate_at=estimate_at,
            remark=self.remark.text(),
        )
        known = {way.address for way in self._down.ways.get(contact_id, [])}
        if outcome is CallOutcome.WRONG_NUMBER and address in known:
            return [call, note_defect(contact_id=contact_id, address=address, defect=outcome.value)]
        return [call]

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
