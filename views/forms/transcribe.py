"""Transcribing from paper: the author and the date once, then line after line, each with its time first."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from app.desk import Receipt
from app.entry.plan import Plan, plan_line
from app.entry.vocabulary import vocabulary_of
from app.errors import Refused
from app.text import shortened
from app.transcribing import PaperLine, order_hint, paper_day, paper_line, transcribed_text
from models import times
from models.station import Seat
from views.desk import QtDesk
from views.forms.form import Form, text_field
from views.forms.pick import known_field
from views.labels import label, restyle
from views.painting import in_one_line

SHOWN = 8
"""How many of the lines that are saved stand below."""


class TranscribeForm(Form):
    """Enter saves a line and stays; what is typed is kept when the panel is closed."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Transcribe from paper", desk, parent)
        assert desk.picture is not None
        today = desk.now().astimezone(desk.zone).date().isoformat()
        self._last: datetime | None = None
        self._saved_lines: list[str] = []
        self._count = 0
        self.author = known_field(
            (seat.initials for seat in desk.picture.all(Seat)), placeholder="initials or post on the paper"
        )
        self.day = text_field(today)
        self.line = text_field(placeholder="e.g. 0351 E4 stopped between floors 3 and 4")
        self.hint, self.count, self.above = (
            label("", "second", wrap=True), label("", "title"), label("", "second", wrap=True),
        )  # fmt: skip
        self.add_field("author", "Whose paper", self.author)
        self.add_field("day", "Date on the paper", self.day)
        self.put_beside("author", "day", (3, 2))
        self.add_field("line", "Line", self.line, "The time first, then what it says; tokens as in the entry line.")
        self._hint_place = self.add_above(self.hint)
        self.add_above(self.count)
        self.add_above(self.above)
        self.add_foot("Save and go on")
        for field in (self.author, self.day, self.line):
            field.textChanged.connect(self._say)
        self._say()

    def _say(self, *_: object) -> None:
        """What Enter would save, and a hint where the line is out of order."""
        self.count.setText(transcribed_text(self._count))
        restyle(self.count, "kind", "title" if self._count else "hint")
        self.above.setText("\n".join(self._saved_lines))
        try:
            read = self._read()
        except Refused:
            self.says.setText("Enter saves a line and stays for the next one.")
            self._hint_place.hide()
            return
        hint = order_hint(read.happened_at, self._last, self.desk.zone)
        self.hint.setText(hint)
        self._hint_place.setVisible(bool(hint))
        self.says.setText(self._saves(read))

    def _saves(self, read: PaperLine) -> str:
        assert self.desk.picture is not None
        now, zone = self.desk.now(), self.desk.zone
        at = times.clock_text(read.happened_at, zone, now.astimezone(zone).date())
        late_after = self.desk.picture.station.late_after_minutes
        minutes = times.whole_minutes(read.happened_at, now)
        late = f", {times.late_text(now - read.happened_at)}" if minutes > late_after else ""
        author = self.author.text().strip() or "…"
        return f"Saves what happened {at}, from paper of {author}{late}."

    def _read(self) -> PaperLine:
        """The line as it stands. Raises `Refused`."""
        zone, now = self.desk.zone, self.desk.now()
        return paper_line(self.line.text(), paper_day(self.day.text(), zone, now), zone, now)

    def enter(self) -> None:
        """Save the line, and stay; where author or line are still missing, go there."""
        if not self.author.text().strip():
            self.show_refusal("Say whose paper it is.", "author")
            self.author.setFocus()
        elif not self.line.text().strip():
            self.clear_refusals()
            self.line.setFocus()
        else:
            self._save()

    def _save(self) -> None:
        try:
            read = self._read()
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        plan = self._plan(read)
        if not plan.bound:
            other = "What speaks of another entry is written in the entry line."
            self.show_refusal(other if plan.wants else plan.refusal or other, "line")
            return
        said = plan.said | {"occurred_at": read.happened_at, "author": self.author.text()}
        self.save(*plan.bound, done=partial(self._saved, read), **said)

    def _plan(self, read: PaperLine) -> Plan:
        """The line by the grammar of the entry line, as at its own time."""
        assert self.desk.picture is not None
        desk, picture = self.desk.desk, self.desk.picture
        vocabulary = vocabulary_of(picture)
        return plan_line(read.words, picture, vocabulary, read.happened_at, desk.operator, letter=desk.letter)

    def refused(self, sentence: str, field: str | None) -> None:
        """What the log says of anything but the author stands beside the line."""
        super().refused(sentence, "author" if field == "author" else "line")

    def _saved(self, read: PaperLine, receipt: Receipt) -> None:
        """The line is free for the next one; what was saved stands below, the newest first."""
        at = f"{read.happened_at.astimezone(self.desk.zone):%H:%M}"
        saved = f"{at}  {shortened(in_one_line(read.words))}  #{receipt.number}"
        self._saved_lines = [saved, *self._saved_lines][:SHOWN]
        self._last, self._count = read.happened_at, self._count + 1
        self.line.clear()
        self._untouched = self.content()
        self.tell_esc()
        self._say()
        self.line.setFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on with the next line; the author is asked for once."""
        super().focusInEvent(event)
        if self.author.text().strip():
            self.line.setFocus(event.reason())
