"""One promise or clock: kept, broken, over, or moved to another end."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.countdowns import end_countdown, move_countdown
from app.contact_lines import sentence_of
from app.countdowns import countdown_facts
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time
from models.countdown import Countdown
from views.desk import QtDesk
from views.forms.form import Form, WordField, text_field
from views.labels import label
from views.painting import plain


class Became(StrEnum):
    """What became of a promise or a clock."""

    KEPT = "it was kept"
    BROKEN = "it was not kept"
    OVER = "it is over"
    MOVED = "it has another end"


SAYS = {
    Became.KEPT: "Saves that {} was kept.",
    Became.BROKEN: "Saves that {} was not kept.",
    Became.OVER: "Saves that {} is over.",
    Became.MOVED: "Saves the new end of {}. The earlier one stays in the log.",
}


class CountdownForm(Form):
    """What runs stands above; the fields follow what became of it."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, countdown_id: UUID) -> None:
        assert desk.picture is not None
        countdown = desk.picture.get(Countdown, countdown_id)
        if countdown is None:
            raise Refused("That is not there any more. Look again.")
        self._countdown = countdown
        super().__init__(f"{'Promise' if countdown.promised else 'Clock'} {countdown.ref}", desk, parent)
        self.add_above(label(plain(countdown.text), "words", wrap=True))
        facts = sentence_of(countdown_facts(desk.picture, countdown, desk.moment()))
        self.add_above(label(plain(facts), "second", wrap=True))
        ends = (Became.KEPT, Became.BROKEN) if countdown.promised else (Became.OVER,)
        self.word = WordField([*ends, Became.MOVED], ends[0])
        self.outcome, self.reason = text_field(placeholder="e.g. on site, or no call"), text_field()
        self.due = text_field(placeholder="05:30, in 20m")
        self.add_field("word", "What became of it", self.word)
        self.add_field("outcome", "What came of it", self.outcome)
        self.add_field("due_at", "Runs out", self.due)
        self.add_field("reason", "Why", self.reason)
        self.add_foot("Save")
        self.word.currentIndexChanged.connect(self._ask_for)
        self._ask_for()

    def _ask_for(self, *_: object) -> None:
        moved = self.word.word is Became.MOVED
        self.show_field("outcome", not moved)
        for name in ("due_at", "reason"):
            self.show_field(name, moved)
        self.clear_refusals()
        self.says.setText(SAYS[self.word.word].format(self._countdown.ref))

    def enter(self) -> None:
        """Save what became of it; refused where somebody else has changed it meanwhile."""
        shown = {"due_at": self._countdown.due_at, "ended_at": self._countdown.ended_at}
        try:
            self.save(self._bound().seen(Countdown, self._countdown.id, **shown), done=self._saved)
        except Refused as refused:
            self.show_refusal(str(refused), "due_at")

    def _bound(self) -> Bound:
        countdown_id = self._countdown.id
        if self.word.word is not Became.MOVED:
            return end_countdown(countdown_id, self.outcome.text(), kept=self.word.word is not Became.BROKEN)
        due_at = due_time(self.due.text(), self.desk.zone, self.desk.now())
        if due_at is None:
            raise Refused("Say when it runs out now.")
        return move_countdown(countdown_id, due_at, self.reason.text())

    def is_about(self, about: object) -> bool:
        """Whether it was begun about just this one."""
        return about == self._countdown.id

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
