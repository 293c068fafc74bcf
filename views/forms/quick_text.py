"""A quick text of the station: what it is called, what it puts in, and by which key or abbreviation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.quick_texts import SLOTS, remove_quick_text, set_quick_text
from app.desk import Receipt
from app.entry.quick import Quick, quick_texts_of
from views.desk import QtDesk
from views.forms.form import Choice, Form, long_field, text_field

NO_KEY = "No key"


class QuickTextForm(Form):
    """Adds a quick text, or changes the one it is about; another abbreviation takes the old one's place."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: Quick | None = None) -> None:
        super().__init__("Add a quick text" if about is None else "Change a quick text", desk, parent)
        self._about = about
        self.title = text_field(about.title if about else "", "e.g. Read back and correct")
        self.abbreviation = text_field(about.abbreviation if about else "", "up to 12 letters and digits")
        self.slot = Choice()
        self.slot.addItems([NO_KEY, *(self._slot_words(slot) for slot in SLOTS)])
        self.slot.setCurrentIndex((about.slot or 0) if about else 0)
        self.text = long_field(lines=5)
        self.text.setPlainText(about.text if about else "")
        self.add_field("title", "Title", self.title)
        self.add_field("text", "Text", self.text, "What is to be filled in stands in brackets: [time].")
        self.add_field("abbreviation", "Abbreviation", self.abbreviation, "Typed in the entry line, then Tab.")
        self.add_field("slot", "Key", self.slot)
        self.add_foot("Add" if about is None else "Save")
        self.says.setText("Saves in the station's log. Every window has it then.")

    def _slot_words(self, slot: int) -> str:
        """Alt and the figure, and what stands behind it now."""
        known = [] if self.desk.picture is None else quick_texts_of(self.desk.picture)
        taken = next((one.title for one in known if one.slot == slot and one != self._about), "")
        return f"Alt+{slot}, now {taken}" if taken else f"Alt+{slot}"

    def enter(self) -> None:
        """Save it; where it was called otherwise before, the old abbreviation goes."""
        abbreviation, title = self.abbreviation.text().strip().lower(), self.title.text().strip()
        acts: list[Bound] = []
        about = self._about
        if about is not None and abbreviation != about.abbreviation:
            acts.append(remove_quick_text(about.abbreviation, about.title))
        slot = self.slot.currentIndex() or None
        acts.append(set_quick_text(abbreviation, title, self.text.toPlainText().strip(), slot))
        self.save(*acts, done=self._saved)

    def is_about(self, about: object) -> bool:
        """Whether it is about this quick text; a new one is about none."""
        return about == self._about

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
