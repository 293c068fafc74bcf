"""Recording a decision in four lines: the question with its options, the choice, the reason, and the review."""

from __future__ import annotations

from PySide6.QtWidgets import QCompleter, QWidget

from app.board import LastEntry, last_entry
from app.commands.decisions import record_decision
from app.decisions import DO_NOTHING, asked_in, chosen_of, decides_text, next_decision_ref, review_of
from app.desk import Receipt
from app.errors import Refused
from app.tasks import Plan
from models.decision import Decision
from views.desk import QtDesk
from views.forms.form import Form, long_field, text_field
from views.forms.pick import known_field
from views.forms.task_fields import known_owners
from views.labels import label

ASKING = "After the question mark the options: one a line, or parted by |."
NO_OPTION = "That is none of the options. Write it among them, or choose one."


class DecideForm(Form):
    """Four lines; below them, quieter, who decided and who was heard. To do nothing is an option from the start."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Record a decision", desk, parent)
        assert desk.picture is not None
        picture = desk.picture
        self._ref = next_decision_ref(picture.all(Decision), desk.desk.letter)
        posts = known_owners(picture, Plan.of(picture, desk.moment()))
        self.question = long_field(f"\n{DO_NOTHING}", lines=4)
        self.choice = text_field(placeholder="one of the options")
        self.reason = text_field(placeholder="e.g. OR and cath lab are on the failed branch")
        self.review = text_field(placeholder="e.g. in 30m, 05:00, or on a dip of the feeder")
        self.decided_by = known_field(posts, picture.incident.commander or desk.desk.operator.post)
        self.consulted = known_field(posts, placeholder="nobody")
        self.known = label("", "hint", wrap=True)
        self.add_field("question", "Question and options", self.question, ASKING)
        self.add_field("choice", "Choice", self.choice)
        self.add_field("reason", "Reason", self.reason)
        self.add_field("review_at", "Review", self.review)
        self.add_field("decided_by", "Decided by", self.decided_by)
        self.add_field("consulted", "Consulted", self.consulted)
        self.put_beside("decided_by", "consulted")
        self.add_above(self.known)
        self.add_foot("Record decision")
        self.question.textChanged.connect(self._offer)
        for typed in (self.choice, self.decided_by, self.review):
            typed.textChanged.connect(self._say)
        desk.picture_changed.connect(self._ask_what_is_known)
        self._offer()
        self._ask_what_is_known()

    def _ask_what_is_known(self) -> None:
        self.ask(last_entry(), self._show_known, key="known")

    def _show_known(self, last: LastEntry | None) -> None:
        """What Enter freezes: the log as it is now, and who writes."""
        known = "" if last is None else f"Known as of #{last.number}. "
        self.known.setText(f"{known}Logged by {self.desk.desk.operator.initials}.")

    def _offer(self) -> None:
        """The choice is completed from the options as they are typed."""
        completer = QCompleter(asked_in(self.question.toPlainText()).options, self.choice)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.choice.setCompleter(completer)
        self._say()

    def _say(self, *_: object) -> None:
        try:
            when, trigger = review_of(self.review.text(), self.desk.zone, self.desk.now())
        except Refused:
            when = trigger = None
        review = Plan.of(self.desk.picture, self.desk.moment()).clock(when) if when and self.desk.picture else trigger
        typed = self.choice.text().strip()
        choice = chosen_of(typed, asked_in(self.question.toPlainText()).options) or typed
        self.says.setText(decides_text(self._ref, choice, self.decided_by.text().strip(), review))

    def enter(self) -> None:
        """Save it, the choice as the option that it names; what is missing is asked for beside its line."""
        asked, typed = asked_in(self.question.toPlainText()), self.choice.text().strip()
        choice = chosen_of(typed, asked.options)
        if not asked.title:
            self.show_refusal("Say what is to be decided.", "question")
        elif typed and choice is None and len(asked.options) > 1:
            self.show_refusal(NO_OPTION, "choice")
        else:
            self._save(asked.title, asked.question, asked.options, choice or typed)

    def _save(self, title: str, question: str, options: list[str], choice: str) -> None:
        try:
            review_at, review = review_of(self.review.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(
            record_decision(
                title=title,
                choice=choice,
                reason=self.reason.text(),
                options=options,
                decided_by=self.decided_by.text(),
                consulted=self.consulted.text(),
                review_at=review_at,
                review=review,
                question=question,
            ),
            done=self._saved,
        )

    def refused(self, sentence: str, field: str | None) -> None:
        """What the command says of title and options stands beside the line that holds both."""
        super().refused(sentence, "question" if field in ("title", "options") else field)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
