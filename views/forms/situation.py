"""Setting the situation: what is so now, what it means, what comes next; each setting is an entry of its own."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.commands.incidents import set_situation
from app.desk import Receipt
from app.handover import clock_in
from models.incident import Situation
from views.desk import QtDesk
from views.forms.form import Form, long_field

SENTENCES = {
    "now": ("Now", "what is so now", "What works and what does not, since when."),
    "impact": ("Impact", "what it means", "For patients, staff and the building."),
    "next": ("Next", "what comes next", "Who does it, by when."),
}
"""Each sentence: its label, what it says, and a hint."""
NOTHING = dict.fromkeys(SENTENCES, "")


class SituationForm(Form):
    """The three sentences as they stand, to be changed; refused where another desk has set them since."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Situation", desk, parent)
        self._shown = dict(NOTHING)
        self._of: UUID | None = None
        self.sentences = {name: long_field(lines=3) for name in SENTENCES}
        for name, (words, _, hint) in SENTENCES.items():
            self.add_field(name, words, self.sentences[name], hint)
        self.add_foot("Set the situation")
        self.come_back()

    def come_back(self) -> None:
        """Show the situation as it stands, unless something is being changed."""
        picture = self.desk.picture
        if self.unsaved or picture is None:
            return
        situation = picture.situation
        shown = NOTHING if situation is None else {name: getattr(situation, name) for name in SENTENCES}
        self._of = None if situation is None else situation.id
        for name, field in self.sentences.items():
            if field.toPlainText() != shown[name]:
                field.setPlainText(shown[name])
        self._shown = dict(shown)
        self._untouched = self.content()
        self._say(situation)

    def _say(self, situation: Situation | None) -> None:
        if situation is None or self.desk.picture is None:
            self.says.setText("Not set yet. Enter saves it as an entry of the log.")
        else:
            at = clock_in(self.desk.picture, situation.set_at, self.desk.moment())
            self.says.setText(f"Set {at} by {situation.set_by}. Enter sets it anew, as an entry of the log.")

    def _held(self) -> dict[str, str]:
        return {name: field.toPlainText().strip() for name, field in self.sentences.items()}

    def enter(self) -> None:
        """Say what is missing and go there, else save."""
        held = self._held()
        missing = next((name for name, text in held.items() if not text), None)
        if missing:
            self.show_refusal(f"Say {SENTENCES[missing][1]}.", missing)
            self.sentences[missing].setFocus()
        elif self._set_meanwhile():
            self.show_refusal("Another desk has set the situation meanwhile. Look at it on the Board, then set it.")
        else:
            bound = set_situation(**held)
            self.save(bound if self._of is None else bound.seen(Situation, self._of, **self._shown), done=self.saved)

    def _set_meanwhile(self) -> bool:
        picture = self.desk.picture
        return self._of is None and picture is not None and picture.situation is not None

    def saved(self, _: Receipt) -> None:
        """It is in the log."""
        self.finished.emit()
