"""Correcting an entry: a new one stands instead, the old words stay readable, struck through."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.commands.logbook import correct_entry
from app.desk import Receipt
from app.errors import Refused
from app.moments import told_time
from models.log_line import LogLine
from views.desk import QtDesk
from views.forms.form import Form, long_field, text_field
from views.labels import label
from views.painting import plain


class CorrectForm(Form):
    """The old words are shown, with what corrected them by now; the new ones begin as a copy of what stands."""

    def __init__(self, desk: QtDesk, parent: QWidget | None, line: LogLine) -> None:
        if line.moved_by is not None:
            raise Refused(f"#{line.moved_by.number} moved #{line.entry.number} to another incident. Correct it there.")
        super().__init__(f"Correct #{line.entry.number}", desk, parent)
        self._entry, self._stands = line.entry, line.stands
        self._occurred_at = self._stands.occurred_at or self._entry.occurred_at
        at = (self._occurred_at or self._entry.recorded_at).astimezone(desk.zone)
        self.add_above(label(f"{at:%H:%M:%S}, {self._entry.post} ({self._entry.initials})", "second"))
        self.old = label(plain(self._entry.text), "words", wrap=True)
        self.add_above(self.old)
        if self._stands is not self._entry:
            stands = f"Corrected by #{self._stands.number}: {self._stands.text}"
            self.add_above(label(plain(stands), "second", wrap=True))
        self.words = long_field(self._stands.text, lines=5)
        self.words.selectAll()
        self.reason = text_field(placeholder="e.g. counted again by intercom")
        self.occurred = text_field(placeholder=f"as told before, {at:%H:%M}")
        self.add_field("words", "What stands instead", self.words, "Shift+Enter starts a new line.")
        self.add_field("reason", "Why it is corrected", self.reason)
        self.add_field("occurred_at", "When it happened, if that was wrong", self.occurred)
        self.add_foot("Correct")
        self.says.setText(f"Saves as a correction of #{self._entry.number}. The old words stay, struck through.")

    def enter(self) -> None:
        """Say what is missing and go there, else save."""
        words, reason = self.words.toPlainText().strip(), self.reason.text().strip()
        if not words:
            self.show_refusal("Say what stands instead.", "words")
        elif words == self._stands.text and not self.occurred.text().strip():
            self.show_refusal("These are the old words. Write what is right.", "words")
        elif not reason:
            self.show_refusal("Say why it is corrected.", "reason")
            self.reason.setFocus()
        else:
            self._save(words, reason)

    def _save(self, words: str, reason: str) -> None:
        try:
            occurred_at = told_time(self.occurred.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        self.save(
            correct_entry(entry_id=self._entry.id, reason=reason),
            words=words,
            occurred_at=occurred_at or self._occurred_at,
            done=self._saved,
        )

    def is_about(self, about: object) -> bool:
        """Whether it corrects this entry already."""
        return isinstance(about, LogLine) and about.entry.id == self._entry.id

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
