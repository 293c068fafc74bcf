"""Moving an entry to another incident: both are named, Enter seals it in both logs at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.commands.logbook import move_out, take_over
from app.desk import Receipt
from app.moving import MoveOffer
from models import times
from models.incident import Incident
from views.desk import QtDesk
from views.forms.form import Form, text_field
from views.forms.pick import PickField
from views.labels import label
from views.painting import plain

REASON = "written in the wrong log"


class MoveForm(Form):
    """Everything is filled in, so that Shift+E and Enter correct a mis-log where two incidents are open."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, offer: MoveOffer) -> None:
        super().__init__(f"Move #{offer.entry.number} to another incident", desk, parent)
        self._offer, self._others = offer, {one.id: one for one in offer.others}
        entry, here = offer.entry, offer.here
        at = times.clock_text(entry.event_at, desk.zone, desk.now().astimezone(desk.zone).date(), seconds=True)
        self.add_above(label(f"{at}, {entry.post} ({entry.initials})", "second"))
        self.add_above(label(plain(entry.text), "words", wrap=True))
        self.add_above(label(f"From {plain(here.ref)} {plain(here.title)}", "second", wrap=True))
        self.incident = PickField([(one.id, _name(one)) for one in offer.others], offer.others[0].id)
        self.reason = text_field(REASON)
        self.add_field("incident_id", "To", self.incident)
        self.add_field("reason", "Why it moves", self.reason)
        if offer.stays:
            stays = f"Stays as it is here, and is put right by an entry of its own: {plain(', '.join(offer.stays))}."
            self.add_above(label(stays, "second", wrap=True))
        self.add_foot("Move")
        self.incident.currentIndexChanged.connect(self._say)
        self._say()

    def _say(self, *_: object) -> None:
        other = self._other
        if other is None:
            self.says.setText("Choose the incident it belongs to.")
        else:
            number = self._offer.entry.number
            self.says.setText(f"Writes it in {other.ref} with its own time, and strikes #{number} through here.")

    @property
    def _other(self) -> Incident | None:
        picked = self.incident.picked
        return None if picked is None else self._others[picked]

    def enter(self) -> None:
        """Seal it in both logs in one commit."""
        other = self._other
        if other is None:
            self.show_refusal("Choose the incident it belongs to.", "incident_id")
            return
        entry, here = self._offer.entry, self._offer.here
        self.save(
            move_out(entry_id=entry.id, incident_id=other.id, reason=self.reason.text()),
            take_over(entry_id=entry.id, incident_id=here.id).at(other.id),
            done=partial(self._saved, other),
        )

    def is_about(self, about: object) -> bool:
        """Whether it moves this entry already."""
        return isinstance(about, MoveOffer) and about.entry.id == self._offer.entry.id

    def _saved(self, other: Incident, _: Receipt) -> None:
        self.asked.emit("tell", f"#{self._offer.entry.number} stands in {other.ref} now. Ctrl+Tab goes there.")
        self.finished.emit()


def _name(incident: Incident) -> str:
    return f"{incident.ref} {incident.title}" + (", closed" if incident.closed_at else "")
