"""The incident's life in one panel: the moments so far, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QWidget

from app.command import Bound
from app.commands.incidents import (
    acknowledge_incident,
    appoint_commander,
    categorise_incident,
    close_incident,
    prioritise_incident,
    reopen_incident,
    resolve_incident,
    restore_incident,
)
from app.desk import Receipt
from app.errors import Refused
from app.incident_life import Step, moments_of, priority_words, steps_of, usual_step, what_follows
from app.moments import told_time
from app.posts import known_posts
from models.incident import Incident
from models.picture import Picture
from models.terms import Category, Level, priority_of
from models.times import clock_text
from views.desk import QtDesk
from views.forms.form import Choice, Form, WordField, held_in, long_field, text_field
from views.forms.moments import MomentList
from views.forms.pick import known_field
from views.header import PRIORITY_SHAPES
from views.labels import label

LEVELS, CATEGORIES = list(Level), list(Category)
FIELDS = {
    Step.APPOINT: ("post",),
    Step.PRIORITISE: ("impact", "urgency", "life_safety", "reason"),
    Step.CATEGORISE: ("category",),
    Step.REOPEN: ("reason",),
}
"""What each step asks for, beside when it happened."""
BUTTONS = {
    Step.ACKNOWLEDGE: "Acknowledge",
    Step.APPOINT: "Appoint",
    Step.PRIORITISE: "Prioritise",
    Step.CATEGORISE: "Categorise",
    Step.RESTORE: "Restored",
    Step.RESOLVE: "Resolve",
    Step.CLOSE: "Close",
    Step.REOPEN: "Reopen",
}


class IncidentForm(Form):
    """Offers what this phase allows. Enter does it; closing asks by a second Enter."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        assert desk.picture is not None
        self._incident = desk.picture.incident
        super().__init__(f"Incident {self._incident.ref}", desk, parent)
        self._asked = False
        self._steps: list[Step] = []
        self.moments, self.step = MomentList(), Choice()
        self.post = known_field(known_posts(desk.picture), placeholder="e.g. Administrator on call")
        self.impact = WordField(LEVELS, self._incident.impact)
        self.urgency = WordField(LEVELS, self._incident.urgency)
        self.life_safety = QCheckBox("Life safety is threatened")
        self.category = WordField(CATEGORIES, self._incident.category)
        self.reason = long_field(lines=2)
        self.occurred = text_field(placeholder="now, or e.g. 03:42")
        self._arrange()
        self._fill(self._incident)
        self._offer()
        self._connect()

    def _arrange(self) -> None:
        self.add_field("step", "What to do", self.step)
        self.add_field("post", "Post in command", self.post)
        self.add_field("impact", "Impact", self.impact)
        self.add_field("urgency", "Urgency", self.urgency)
        self.put_beside("impact", "urgency")
        self.add_field("life_safety", "Life safety", self.life_safety, "Always priority 1, whatever the table says.")
        self.add_field("category", "Category", self.category, "Looked at again at closure.")
        self.add_field("reason", "Reason", self.reason)
        self.add_field("occurred_at", "When it happened", self.occurred)
        self.add_above(label("So far", "second"))
        self.add_above(self.moments)
        self.add_foot("Go on")

    def _connect(self) -> None:
        self.step.currentIndexChanged.connect(self._show_step)
        for text in (self.post, self.occurred, self.reason):
            text.textChanged.connect(self._change)
        for word in (self.impact, self.urgency, self.category):
            word.currentIndexChanged.connect(self._change)
        self.life_safety.toggled.connect(self._change)
        self.desk.picture_changed.connect(self.come_back)

    def content(self) -> tuple[object, ...]:
        """What was filled in; which step is looked at is not."""
        return tuple(held_in(field) for name, field in self.fields.items() if name != "step")

    def come_back(self) -> None:
        """The incident may have gone on at another desk: what was not touched shows it, what was typed stays."""
        picture = self.desk.picture
        if self.rests or picture is None or not picture.has_incident or picture.incident.id != self._incident.id:
            return
        if not self.unsaved:
            self._fill(picture.incident)
        self._offer()

    def _fill(self, incident: Incident) -> None:
        """Show the incident as it is; a stale form is measured by it."""
        self._incident = incident
        self.post.setText(incident.commander or "")
        self.impact.setCurrentIndex(LEVELS.index(incident.impact))
        self.urgency.setCurrentIndex(LEVELS.index(incident.urgency))
        self.life_safety.setChecked(incident.life_safety)
        self.category.setCurrentIndex(CATEGORIES.index(incident.category))
        self._untouched = self.content()
        self.tell_esc()

    def _offer(self) -> None:
        """Offer what can be done now, and stay at the step that was chosen where it still can be."""
        picture = self._picture
        zone, today = self.desk.zone, self.desk.now().astimezone(self.desk.zone).date()
        self.moments.show_moments(
            [(words, "" if at is None else clock_text(at, zone, today)) for words, at in moments_of(picture.incident)]
        )
        steps = steps_of(picture.incident)
        if steps != self._steps:
            chosen = self._chosen if self._steps else usual_step(picture.incident)
            self._steps = steps
            with QSignalBlocker(self.step):
                self.step.clear()
                self.step.addItems([step.value.capitalize() for step in steps])
                self.step.setCurrentIndex(steps.index(chosen) if chosen in steps else 0)
        self._show_step()

    @property
    def _picture(self) -> Picture:
        assert self.desk.picture is not None
        return self.desk.picture

    @property
    def _chosen(self) -> Step:
        return self._steps[self.step.currentIndex()]

    def _show_step(self) -> None:
        """Show what this step asks for."""
        asks = FIELDS.get(self._chosen, ())
        for name in {name for names in FIELDS.values() for name in names}:
            self.show_field(name, name in asks)
        self._change()

    def _change(self) -> None:
        self._asked = False
        if not self.rests:
            self.clear_refusals()
        self._say(what_follows(self._picture, self._chosen))

    def _say(self, words: str) -> None:
        sets_priority = self._chosen is Step.PRIORITISE
        if sets_priority:
            priority = priority_of(*self._levels)
            self.glyph.show_shape(PRIORITY_SHAPES[priority.value])
            words = priority_words(self._incident, priority)
        self.glyph.setVisible(sets_priority)
        self.says.setText(words)
        verb = BUTTONS[self._chosen]
        self.heading.setText(f"{self.accessibleName()}: {verb.lower()}")
        self.button.setText(verb + (" now" if self._asked else ""))

    @property
    def _levels(self) -> tuple[Level, Level, bool]:
        return self.impact.word, self.urgency.word, self.life_safety.isChecked()

    def enter(self) -> None:
        """Do it; what cannot be taken back asks first."""
        self.clear_refusals()
        if self._chosen is Step.CLOSE and not self._asked:
            self._asked = True
            self._say(f"Press Enter again to close {self._incident.ref}.")
            return
        if self._is_so_already():
            return
        try:
            occurred_at = told_time(self.occurred.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self.show_refusal(str(refused), "occurred_at")
            return
        self._asked = False
        self.save(self._bound(), occurred_at=occurred_at, done=self._saved)

    def _is_so_already(self) -> bool:
        """What would change nothing is refused, so that a stray Enter writes nothing."""
        incident, post = self._incident, self.post.text().strip()
        if self._chosen is Step.APPOINT and post and post == incident.commander:
            self.show_refusal(f"{post} is in command already.", "post")
        elif self._chosen is Step.CATEGORISE and self.category.word is incident.category:
            self.show_refusal(f"The category is {incident.category} already.", "category")
        elif self._chosen is Step.PRIORITISE and self._levels == (
            incident.impact, incident.urgency, incident.life_safety,
        ):  # fmt: skip
            self.show_refusal("It is so already. Change impact, urgency or life safety.", "impact")
        return bool(self.refusal())

    def _bound(self) -> Bound:
        """The command of the chosen step, refused where what it is about was changed since it was shown."""
        match self._chosen:
            case Step.ACKNOWLEDGE:
                return acknowledge_incident()
            case Step.APPOINT:
                return self._unless_changed(appoint_commander(post=self.post.text()), "commander")
            case Step.PRIORITISE:
                impact, urgency, life_safety = self._levels
                bound = prioritise_incident(impact, urgency, life_safety, self.reason.toPlainText())
                return self._unless_changed(bound, "impact", "urgency", "life_safety")
            case Step.CATEGORISE:
                return self._unless_changed(categorise_incident(self.category.word), "category")
            case Step.RESTORE:
                return self._unless_changed(restore_incident(), "phase")
            case Step.RESOLVE:
                return self._unless_changed(resolve_incident(), "phase")
            case Step.CLOSE:
                return self._unless_changed(close_incident(), "phase")
            case Step.REOPEN:
                return self._unless_changed(reopen_incident(reason=self.reason.toPlainText()), "phase")

    def _unless_changed(self, bound: Bound, *columns: str) -> Bound:
        shown = {name: getattr(self._incident, name) for name in columns}
        return bound.seen(Incident, self._incident.id, **shown)

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why; the incident as it is now is what a second Enter is measured by."""
        self._incident = self._picture.incident
        self._offer()
        super().refused(sentence, field)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
