"""Recording a decision: the question, the options, the choice and why, and when to look at it again."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QCompleter, QWidget

from app.commands.decisions import record_decision
from app.decisions import decides_text, next_decision_ref
from app.desk import Receipt
from app.errors import Refused
from app.moments import due_time
from app.tasks import Plan
from models.decision import Decision
from views.desk import QtDesk
from views.forms.form import Form, long_field, text_field
from views.forms.pick import known_field
from views.forms.task_fields import known_owners, lines_of


class DecideForm(Form):
    """At least two options (to do nothing is one), the choice, the reason; the commander decides unless said else."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Record a decision", desk, parent)
        assert desk.picture is not None
        picture = desk.picture
        self._ref = next_decision_ref(picture.all(Decision), desk.desk.letter)
        posts = known_owners(picture, Plan.of(picture, desk.moment()))
        decides = picture.incident.commander or desk.desk.operator.post
        self.title = text_field(placeholder="e.g. Divert ambulances")
        self.options = long_field(lines=4)
        self.options.setPlaceholderText("e.g. stay open\ndivert trauma only\ndivert trauma and STEMI")
        self.choice = text_field(placeholder="one of them")
        self.reason = text_field(placeholder="e.g. OR and cath lab are on the failed branch")
        self.decided_by = known_field(posts, decides)
        self.consulted = known_field(posts, placeholder="nobody")
        self.review = text_field(placeholder="e.g. 05:30, in 1h, or on a dip of the feeder")
        self.add_field("title", "What is decided", self.title)
        self.add_field("options", "Options, one a line", self.options, "Shift+Enter starts a new line.")
        self.add_field("choice", "Choice", self.choice)
        self.add_field("reason", "Why", self.reason)
        self.add_field("decided_by", "Decided by", self.decided_by)
        self.add_field("consulted", "Consulted", self.consulted)
        self.put_beside("decided_by", "consulted")
        self.add_field("review_at", "Look at it again", self.review, "A time, or what is to happen first.")
        self.add_foot("Record decision")
        self.options.textChanged.connect(self._offer)
        for typed in (self.choice, self.decided_by, self.review):
            typed.textChanged.connect(self._say)
        self._say()

    def _offer(self) -> None:
        """The choice is completed from the options as they are typed."""
        completer = QCompleter(lines_of(self.options), self.choice)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.choice.setCompleter(completer)

    def _say(self, *_: object) -> None:
        when, trigger = reviewed(self.review.text(), self)
        review = Plan.of(self.desk.picture, self.desk.moment()).clock(when) if when and self.desk.picture else trigger
        self.says.setText(decides_text(self._ref, self.choice.text().strip(), self.decided_by.text().strip(), review))

    def enter(self) -> None:
        """Save it; the command says what is missing."""
        review_at, review = reviewed(self.review.text(), self)
        self.save(
            record_decision(
                title=self.title.text(),
                choice=self.choice.text(),
                reason=self.reason.text(),
                options=lines_of(self.options),
                decided_by=self.decided_by.text(),
                consulted=self.consulted.text(),
                review_at=review_at,
                review=review,
            ),
            done=self._saved,
        )

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()


def reviewed(typed: str, form: Form) -> tuple[datetime | None, str | None]:
    """When a decision is looked at again: a time, or else the text of what is to happen first."""
    try:
        return due_time(typed, form.desk.zone, form.desk.now()), None
    except Refused:
        return None, typed.strip()
