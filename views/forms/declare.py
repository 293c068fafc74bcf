"""Declaring an incident: what happened, Enter; the rest is filled in and may be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from app.commands.incidents import declare_incident
from app.desk import Receipt
from app.errors import Refused
from app.moments import told_time
from models.terms import Category, Level, priority_of
from views.desk import QtDesk
from views.forms.form import Form, WordField, text_field
from views.header import PRIORITY_SHAPES


class DeclareForm(Form):
    """The first Enter says what will be declared, the second declares it."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Declare an incident", desk, parent)
        self._asked = False
        self.title = text_field(placeholder="e.g. Loss of utility feed A, North Tower")
        self.occurred = text_field(placeholder="now, or e.g. 03:42")
        self.category = WordField(list(Category), Category.POWER)
        self.site = text_field("" if desk.picture is None else desk.picture.station.site)
        self.site.setCursorPosition(0)
        self.impact = WordField(list(Level), Level.HIGH)
        self.urgency = WordField(list(Level), Level.HIGH)
        self.life_safety = QCheckBox("Life safety is threatened")
        self.exercise = QCheckBox("This is an exercise")
        self.add_field("title", "What happened", self.title)
        self.add_field("occurred_at", "When it happened", self.occurred)
        self.add_field("life_safety", "Life safety", self.life_safety, "Always priority 1, whatever the table says.")
        self.add_field("exercise", "Exercise", self.exercise, "Fixed once it is declared; every page will say it.")
        self.add_field("category", "Category", self.category)
        self.add_field("site", "Site", self.site)
        self.add_field("impact", "Impact", self.impact)
        self.add_field("urgency", "Urgency", self.urgency)
        self.put_beside("category", "site")
        self.put_beside("impact", "urgency")
        self.add_foot("Declare")
        self.glyph.show()
        self._change()
        for typed in (self.title, self.occurred, self.site):
            typed.textEdited.connect(self._change)
        for word in (self.category, self.impact, self.urgency):
            word.currentIndexChanged.connect(self._change)
        for tick in (self.life_safety, self.exercise):
            tick.toggled.connect(self._change)

    def _change(self) -> None:
        self._asked = False
        self.clear_refusals()
        self._say("Enter goes on.")

    def _say(self, what_then: str) -> None:
        priority = priority_of(self.impact.word, self.urgency.word, self.life_safety.isChecked())
        self.glyph.show_shape(PRIORITY_SHAPES[priority.value])
        self.says.setText(f"{priority.label}. {what_then}")
        self.button.setText("Declare now" if self._asked else "Declare")

    def enter(self) -> None:
        """Ask once, then declare."""
        if not self.title.text().strip():
            self.show_refusal("Say what happened.", "title")
        elif not self._asked:
            self._asked = True
            what = "the exercise" if self.exercise.isChecked() else "the incident"
            self._say(f"Press Enter again to declare {what} “{self.title.text().strip()}”.")
        else:
            self._declare()

    def _declare(self) -> None:
        try:
            occurred_at = told_time(self.occurred.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self.show_refusal(str(refused), "occurred_at")
            return
        self._asked = False
        self.save(
            declare_incident(
                title=self.title.text(),
                category=self.category.word,
                site=self.site.text(),
                impact=self.impact.word,
                urgency=self.urgency.word,
                life_safety=self.life_safety.isChecked(),
                exercise=self.exercise.isChecked(),
            ),
            occurred_at=occurred_at,
            done=self._declared,
        )

    def _declared(self, receipt: Receipt) -> None:
        self.desk.look_at(receipt.scope_id)
        self.finished.emit()
