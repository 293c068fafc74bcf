"""Setting how a system stands: its state, supply, remark and estimate, beginning with what there is."""

from __future__ import annotations

from datetime import datetime
from textwrap import shorten
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from app.command import Bound
from app.commands.systems import set_system_state
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time, told_time
from app.system_facts import state_fact, status_of
from app.systems import remark_text
from app.text import shortened
from models import times
from models.marks import shape_of, state_text
from models.picture import Picture
from models.system import System, SystemStatus
from models.terms import SystemState
from views.desk import QtDesk
from views.forms.form import Form, text_field
from views.forms.meanwhile import take_in
from views.forms.pick import PickField, known_field
from views.forms.state_field import StateField
from views.labels import label
from views.painting import plain

OF_STATE = ("remark", "estimate_at")
"""What tells of a state, and is emptied when another one is chosen."""
SET = "Set status"
REMARK_MOST = 70
"""Characters of the remark that the foot repeats."""


class SetStateForm(Form):
    """About one system, or about one that is chosen in it; what another desk sets meanwhile is taken in."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: UUID | None = None) -> None:
        super().__init__("Set a status", desk, parent)
        self._about = about
        self._status: SystemStatus | None = None
        self._shown: dict[str, str] = {}
        register = [] if desk.picture is None else [system for system, _ in desk.picture.systems()]
        self.system = PickField([(one.id, f"{one.ref} {one.name}") for one in register], about)
        self.state = StateField()
        self.supply = known_field(self._supplies(), placeholder="its normal supply")
        self.remark = text_field(placeholder="e.g. failed to start, 1 of 2 chillers")
        self.since, self.estimate = text_field(), text_field(placeholder="e.g. 05:30, or in 40m")
        self.source = text_field(placeholder="e.g. Engineering by radio: low oil pressure")
        self.name, self.now = label("", "title", wrap=True), label("", "second", wrap=True)
        self._lay_out()
        for typed in (self.supply, self.remark, self.since, self.estimate, self.source):
            typed.textEdited.connect(self._change)
        self.system.currentIndexChanged.connect(self._pick)
        self.state.currentIndexChanged.connect(self._state_chosen)
        self.desk.picture_changed.connect(self.come_back)

    def _lay_out(self) -> None:
        self._standing = [self.add_above(part) for part in (self.name, self.now)]
        for part in self._standing:
            part.hide()
        self.add_field("system_id", "System", self.system)
        self.add_field("state", "State", self.state, "Keys 1 to 4 choose it.")
        self.add_field("remark", "Remark", self.remark)
        self.add_field("supply", "Supply", self.supply, "Empty on its normal supply; else it is on backup.")
        self.add_field("since", "Since", self.since)
        self.add_field("estimate_at", "Expected back", self.estimate)
        self.add_field(
            "words", "Source, in your words", self.source, "Stands in the log in place of the sentence below."
        )
        self.show_field("system_id", self._about is None)
        self.add_foot(SET)
        self.glyph.show()
        self._pick()

    def _supplies(self) -> set[str]:
        """The supplies that are in use in this incident."""
        if self.desk.picture is None:
            return set()
        return {status.supply for status in self.desk.picture.all(SystemStatus) if status.supply}

    @property
    def _system_id(self) -> UUID | None:
        return self._about or self.system.picked

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _pick(self) -> None:
        """Another system: begin with how it stands."""
        self._shown = {}
        self.come_back()
        self._untouched = self.content()
        self.tell_esc()

    def come_back(self) -> None:
        """Show how the system stands now, in every field that was not changed."""
        picture, system_id = self.desk.picture, self._system_id
        if self.rests or picture is None or system_id is None:
            self._say()
            return
        self._status = status_of(picture, system_id)
        if (system := picture.get(System, system_id)) is not None:
            self.name.setText(plain(f"{system.ref} {system.name}"))
            for part in self._standing:
                part.show()
            self.now.setText(state_fact(system, self._status, self.desk.moment(), self.desk.zone))
        present = self._present(self._status)
        held, shown, self._shown = self._held(), self._shown, present
        take_in(self, present, shown, held, self._put)
        self._say()

    def _present(self, status: SystemStatus | None) -> dict[str, str]:
        if status is None:
            return {"state": SystemState.FULLY.value, "supply": "", "remark": "", "estimate_at": ""}
        return {
            "state": status.state.value,
            "supply": status.supply or "",
            "remark": status.remark or "",
            "estimate_at": self._clock(status.estimate_at) if status.estimate_at else "",
        }

    def _held(self) -> dict[str, str]:
        typed = {"supply": self.supply, "remark": self.remark, "estimate_at": self.estimate}
        return {"state": self.state.chosen, **{name: field.text().strip() for name, field in typed.items()}}

    def _put(self, name: str, text: str) -> None:
        field = self.fields[name]
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            self.state.blockSignals(True)
            self.state.choose(SystemState(text))
            self.state.blockSignals(False)

    def _state_chosen(self) -> None:
        """What was said of the old state does not hold for another one; going back brings it back."""
        held, other = self._held(), self.state.chosen != self._shown.get("state")
        for name in OF_STATE:
            shown = self._shown.get(name, "")
            if other and held[name] == shown:
                self._put(name, "")
            elif not other and not held[name]:
                self._put(name, shown)
        self._change()

    def _change(self) -> None:
        self.clear_refusals()
        self._say()

    def _clock(self, moment: datetime) -> str:
        return times.clock_text(moment, self.desk.zone, self.desk.now().astimezone(self.desk.zone).date())

    # --- what will be saved -------------------------------------------------------------------------------------------

    def _say(self) -> None:
        """The foot: how it will stand, in words."""
        self.since.setPlaceholderText(self._since_hint())
        self.state.setEnabled(self._system_id is not None and not self.desk.read_only)
        self.button.setText(SET if self._system_id is None or self._is_changed else "Nothing to set")
        try:
            self.says.setText(self._sentence(self._given()))
        except Refused as refused:
            self.says.setText(str(refused))

    def _since_hint(self) -> str:
        same = self._status is not None and self._held()["state"] == self._shown.get("state")
        return f"kept: {self._clock(self._status.since)}" if same and self._status else "now, or e.g. 03:42"

    def _sentence(self, given: dict[str, Any]) -> str:
        system = None if self.desk.picture is None else self.desk.picture.get(System, self._system_id)
        if system is None:
            self.glyph.show_shape("dash")
            return "Choose a system."
        status = self._as_status(system, given)
        self.glyph.show_shape(shape_of(status))
        remark = shorten(remark_text(status), REMARK_MOST, placeholder=" …")
        parts = [f"{system.ref}: {state_text(status).lower()}", remark]
        parts.append(f"since {self._clock(given['since'])}" if given["since"] else "")
        parts.append(f"expected {self._clock(given['estimate_at'])}" if given["estimate_at"] else "")
        return ", ".join(part for part in parts if part) + "."

    def _as_status(self, system: System, given: dict[str, Any]) -> SystemStatus:
        columns = {**given, "since": given["since"] or self.desk.now()}
        return SystemStatus(incident_id=system.station_id, system_id=system.id, **columns)

    def _given(self) -> dict[str, Any]:
        """What the command gets. Raises `Refused` where a time cannot be read."""
        held = self._held()
        return {
            "state": self.state.word,
            "supply": held["supply"] or None,
            "remark": held["remark"] or None,
            "since": _timed("since", told_time, self.since.text(), self.desk),
            "estimate_at": self._estimate(held["estimate_at"]),
        }

    def _estimate(self, text: str) -> datetime | None:
        """The estimate that is typed; one that was not touched is the one that there was, also when it is over."""
        if self._status is not None and text == self._shown.get("estimate_at"):
            return self._status.estimate_at
        return _timed("estimate_at", due_time, text, self.desk)

    @property
    def _is_changed(self) -> bool:
        """Whether it is to stand otherwise than it does, or is told of in other words."""
        return self._held() != self._shown or bool(self.since.text().strip() or self.source.text().strip())

    def enter(self) -> None:
        """Save it as one entry; nothing where nothing was changed."""
        system_id = self._system_id
        try:
            if system_id is None:
                unknown = (
                    f"“{shortened(self.system.unknown)}” is no system of the register." if self.system.unknown else ""
                )
                raise Refused(unknown or "Choose a system.", field="system_id")
            given = self._given()
            if not self._is_changed:
                raise Refused("Nothing was changed. Esc closes this.")
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(self._bound(system_id, given), words=self.source.text(), done=self._saved)

    def _bound(self, system_id: UUID, given: dict[str, Any]) -> Bound:
        """The command, refused where the status is not as it was shown: it sets every column."""
        bound = set_system_state(system_id=system_id, **given)
        status = self._status
        if status is None:
            return bound.seen_rows(SystemStatus, "state", [], system_id=system_id)
        shown = {name: getattr(status, name) for name in ("state", "supply", "remark", "estimate_at")}
        return bound.seen(SystemStatus, status.id, **shown)

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why, and look again: what another desk wrote stands in the fields that were not touched."""
        super().refused(sentence, field)
        self.desk.refresh()

    def is_about(self, about: object) -> bool:
        """Whether it was begun about this system."""
        return about == self._about

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """It follows the picture by itself."""

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()


def _timed(field: str, read: Any, text: str, desk: QtDesk) -> datetime | None:
    try:
        moment: datetime | None = read(text, desk.zone, desk.now())
    except Refused as refused:
        raise Refused(str(refused), field=field) from refused
    return moment
