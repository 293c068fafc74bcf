"""One decision: looked at again and kept, changed, or ended; what was decided before stays in the log."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.decisions import amend_decision, end_decision, review_decision
from app.decisions import decision_facts, review_of
from app.desk import Receipt
from app.errors import Refused
from app.tasks import Plan
from models.decision import Decision
from views.desk import QtDesk
from views.forms.facts import fact_grid
from views.forms.form import Form, WordField, text_field
from views.labels import label
from views.painting import plain


class Outcome(StrEnum):
    """What became of a decision when it was looked at again."""

    STANDS = "it stands"
    CHANGED = "it is changed"
    ENDED = "it ends"


WANTS = {
    Outcome.STANDS: ("outcome", "review_at"),
    Outcome.CHANGED: ("choice", "reason", "review_at"),
    Outcome.ENDED: ("outcome",),
}
"""The fields of each, by the parameters of its command."""
SAYS = {
    Outcome.STANDS: "Saves that {} was looked at again and stands.",
    Outcome.CHANGED: "Saves the new choice. The earlier one stays in the log.",
    Outcome.ENDED: "Saves that {} is no more in force.",
}


class DecisionForm(Form):
    """What was decided stands above; the fields follow what became of it."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, decision_id: UUID) -> None:
        assert desk.picture is not None
        decision = desk.picture.get(Decision, decision_id)
        assert decision is not None
        self._decision, self._told = decision, False
        super().__init__(f"Review {decision.ref}", desk, parent)
        self.add_above(label(plain(decision.title), "words", wrap=True))
        self.add_above(fact_grid(decision_facts(decision, Plan.of(desk.picture, desk.moment()))))
        self.outcome_word = WordField(list(Outcome), Outcome.STANDS)
        self.choice, self.reason = text_field(decision.choice), text_field()
        self.outcome = text_field(placeholder="e.g. still right, OR power is not back")
        self.review = text_field(placeholder="e.g. in 30m, 05:00, or on a dip of the feeder")
        self.add_field("word", "Looked at again", self.outcome_word)
        self.add_field("outcome", "What was found", self.outcome)
        self.add_field("choice", "What holds from now on", self.choice)
        self.add_field("reason", "Why", self.reason)
        self.add_field("review_at", "Look at it again", self.review, "A time, or what is to happen first.")
        self.add_foot("Save the review")
        self.outcome_word.currentIndexChanged.connect(self._ask_for)
        self._ask_for()

    def _ask_for(self, *_: object) -> None:
        word = self.outcome_word.word
        for name in ("outcome", "choice", "reason", "review_at"):
            self.show_field(name, name in WANTS[word])
        self.clear_refusals()
        self.says.setText(SAYS[word].format(self._decision.ref))

    def enter(self) -> None:
        """Save what became of it; refused where somebody else has changed it meanwhile."""
        if self._told:
            self._look_again()
        shown = {name: getattr(self._decision, name) for name in ("choice", "review_at", "ended_at")}
        try:
            bound = self._bound()
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(bound.seen(Decision, self._decision.id, **shown), done=self._saved)

    def _bound(self) -> Bound:
        decision_id = self._decision.id
        review_at, review = review_of(self.review.text(), self.desk.zone, self.desk.now())
        match self.outcome_word.word:
            case Outcome.CHANGED:
                return amend_decision(
                    decision_id=decision_id,
                    choice=self.choice.text(),
                    reason=self.reason.text(),
                    review_at=review_at,
                    review=review,
                )
            case Outcome.ENDED:
                return end_decision(decision_id=decision_id, outcome=self.outcome.text())
        return review_decision(decision_id=decision_id, outcome=self.outcome.text(), review_at=review_at, review=review)

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why; the next Enter looks at the decision as it is then."""
        super().refused(sentence, field)
        self._told = True
        self.desk.refresh()

    def come_back(self) -> None:
        """The parked form is shown again: it is about the decision as it is now."""
        self._look_again()

    def _look_again(self) -> None:
        self._told = False
        found = None if self.desk.picture is None else self.desk.picture.get(Decision, self._decision.id)
        self._decision = found or self._decision

    def is_about(self, about: object) -> bool:
        """Whether it was begun about just this decision."""
        return about == self._decision.id

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
