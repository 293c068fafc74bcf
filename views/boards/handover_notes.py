"""Notes for the relief: what must be heard and no row says; they grow through the shift."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.command import Bound
from app.commands.handovers import note_for_relief, strike_note
from app.desk import Receipt
from app.handover_lists import note_lines, notes_for_relief
from models.incident import HandoverNote
from models.picture import Picture
from views import theme
from views.boards.cards import Card, empty_label
from views.boards.key_button import KeyButton
from views.boards.lines import LineList, RowRole
from views.desk import QtDesk
from views.forms.form import text_field
from views.labels import label
from views.work import new_entry_id

NO_NOTES = "No notes. Press M to note what the relief must hear and no row says."
NO_NOTES_THEN = "No notes at this moment."


class NotesCard(Card):
    """The notes that stand, and the line that adds one: M goes to it, Del strikes the chosen note, Enter changes it."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Notes for the relief", parent)
        self.list = LineList("Notes for the relief")
        self.empty = empty_label(NO_NOTES)
        self.line, self._desk = NoteLine(desk), desk
        self._notes: dict[str, HandoverNote] = {}
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addStretch()
        self.body.addWidget(self.line)
        self.right.setText("Enter changes, Del strikes")
        self.list.activated.connect(self._change)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show the notes that stand."""
        self._notes = {str(note.id): note for note in notes_for_relief(picture)}
        lines = note_lines(picture, moment)
        self.empty.setHidden(bool(lines))
        self.list.setVisible(bool(lines))
        writes = not self._desk.read_only
        self.empty.setText(NO_NOTES if writes else NO_NOTES_THEN)
        self.right.setVisible(bool(lines) and writes)
        self.list.show_rows(lines)
        self.count.setText(str(len(lines)) if lines else "")
        self.line.show_whether_it_saves()

    def _chosen(self) -> HandoverNote | None:
        line = self.list.currentIndex().data(RowRole)
        return None if line is None else self._notes.get(line.key)

    def _change(self) -> None:
        if note := self._chosen():
            self.line.begin(note)

    def strike(self) -> None:
        """Strike the chosen note off; the log keeps its words."""
        if self.list.hasFocus() and (note := self._chosen()):
            self.line.strike(note)


class NoteLine(QWidget):
    """One line: Enter saves it, once. A note that is changed is struck and noted anew, in one entry."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._changes: HandoverNote | None = None
        self._entry_id: UUID | None = None
        self._bound: tuple[Bound, ...] = ()
        self._busy = False
        self.field = text_field(placeholder="A note, e.g. E4 is locked off until it is inspected")
        self.field.setAccessibleName("New note for the relief (M)")
        self.button = KeyButton("Enter", "Note it")
        self.error = label("", "error", wrap=True)
        self.error.hide()
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.field, 1)
        across.addWidget(self.button)
        down = QVBoxLayout(self)
        down.setContentsMargins(theme.PADDING, 4, theme.PADDING, 12)
        down.setSpacing(4)
        down.addLayout(across)
        down.addWidget(self.error)
        self.field.returnPressed.connect(self.enter)
        self.button.clicked.connect(self.enter)
        self.field.textEdited.connect(self.error.hide)

    def begin_next(self) -> None:
        """Begin with an empty line."""
        self._changes = self._entry_id = None
        self._bound = ()
        self.field.clear()
        self.error.hide()
        self.button.words.setText("Note it")
        self._rest(False)

    def show_whether_it_saves(self) -> None:
        """Where nothing can be saved, the line stands still."""
        saves = not self._desk.read_only
        self.setVisible(saves)
        self.field.setEnabled(saves)
        self.button.setEnabled(saves)

    def begin(self, note: HandoverNote) -> None:
        """Change this note."""
        if not self.rests:
            self._changes = note
            self.field.setText(note.text)
            self.button.words.setText("Change it")
            self.field.setFocus()

    def strike(self, note: HandoverNote) -> None:
        """Strike this note off at once."""
        self._desk.do(self, strike_note(note_id=note.id), refused=self._refused)

    def enter(self) -> None:
        """Save the note; what is not confirmed goes again as it was."""
        if self._busy:
            return
        if not self._bound:
            if not (text := self.field.text().strip()):
                self._refused("Say what the relief must hear.", None)
                return
            old = () if self._changes is None else (strike_note(note_id=self._changes.id),)
            self._bound = (*old, note_for_relief(text=text))
        self._entry_id = self._entry_id or new_entry_id()
        self._rest(True)
        self._desk.do(
            self, *self._bound, entry_id=self._entry_id,
            done=partial(self._saved, self._entry_id), refused=self._refused, unavailable=self._unconfirmed,
        )  # fmt: skip

    @property
    def rests(self) -> bool:
        """Whether it is being saved, or is not confirmed."""
        return self._busy or bool(self._bound)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that is not in the log."""
        return self.rests or bool(self.field.text().strip())

    def content(self) -> tuple[object, ...]:
        """What was typed."""
        return (self.field.text(),)

    def _rest(self, busy: bool) -> None:
        self._busy = busy
        self.field.setReadOnly(self.rests)

    def _saved(self, entry_id: UUID, _: Receipt) -> None:
        if entry_id == self._entry_id:
            self.begin_next()

    def _refused(self, sentence: str, _: str | None) -> None:
        self._entry_id, self._bound = None, ()
        self._rest(False)
        self.error.setText(sentence)
        self.error.show()

    def _unconfirmed(self, sentence: str) -> None:
        self._rest(False)
        self.error.setText(sentence)
        self.error.show()
