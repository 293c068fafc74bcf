"""Step 6 of a handover: read back, say what is left open, sign; the relief sits here from then on."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from app.command import Bound
from app.commands.handovers import sign_handover
from app.commands.station import sign_on
from app.desk import Receipt
from app.errors import Refused
from app.handover import clock_in, open_text, points_to_check
from app.handover_lists import handover_under_way, last_signed
from app.moments import told_time
from app.posts import known_posts
from models.incident import Handover
from views.boards.handover_step import InStep
from views.desk import QtDesk
from views.forms.form import Form, long_field, text_field
from views.forms.pick import known_field
from views.labels import label

SIGNING = ("read_back", "to_post", "to_initials", "passes_at", "questions", "left_open")


class SignStep(InStep, Form):
    """The second Enter signs. What is open stands against it until a reason is given (checklist 34)."""

    signed = Signal()
    went_back = Signal()

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Read back and accept", desk, parent)
        self._asked = False
        self._about: UUID | None = None
        self.told = label("", "words", wrap=True)
        self.read_back = long_field(lines=4)
        self.to_post = known_field(known_posts(desk.picture))
        self.initials = text_field()
        self.initials.setMaxLength(4)
        self.passes = text_field(placeholder="now, or e.g. 07:08")
        self.questions, self.left_open = long_field(lines=2), long_field(lines=2)
        self._arrange()
        for typed in self.findChildren(QLineEdit):
            typed.textEdited.connect(self._change)
        for long in self.findChildren(QPlainTextEdit):
            long.textChanged.connect(self._change)
        self.come_back()

    def _arrange(self) -> None:
        three = "By the relief, in own words: the three things that could hurt next."
        self.add_above(self.told)
        self.add_field("read_back", "What was read back", self.read_back, three)
        self.add_field("to_post", "Who takes over", self.to_post)
        self.add_field("to_initials", "Initials", self.initials)
        self.add_field("passes_at", "Responsibility passes at", self.passes)
        self.put_beside("to_initials", "passes_at", (1, 2))
        self.add_field("questions", "Questions, if there were any", self.questions)
        self.add_field("left_open", "Why it is signed with points open", self.left_open)
        self.add_foot("Sign")

    @property
    def row(self) -> Handover | None:
        """The handover that waits for its signature."""
        picture = self.desk.picture
        return None if picture is None or not picture.has_incident else handover_under_way(picture)

    def stands_against(self) -> str:
        """What stands against signing now, in words; nothing where nothing does."""
        row, picture = self.row, self.desk.picture
        if row is None or picture is None:
            return ""
        points = points_to_check(picture, self.desk.moment(), len(self.desk.kept))
        return open_text(len(points), row.walked_at is not None)

    def come_back(self) -> None:
        """Show the fields where there is something to sign, and what stands against it."""
        row, against = self.row, self.stands_against()
        for name in SIGNING:
            self.show_field(name, row is not None and (name != "left_open" or bool(against)))
        if row is not None and row.id != self._about:
            other, self._about = self._about is not None, row.id
            self.to_post.setText(row.to_post)
            if self._asked and other:
                self._asked = False
                self.show_refusal(f"Meanwhile page {row.number} was issued, for {row.to_post}. Look at it, then sign.")
        self.told.setText(self._told(row, against))
        self.told.setVisible(bool(self.told.text()))
        self._say_next(row)

    def _say_next(self, row: Handover | None) -> None:
        self.button.setHidden(bool(self.desk.read_only))
        if self._asked:
            return
        if row is not None:
            self.button.setText("Sign")
            self.says.setText("Enter asks once more before it signs.")
        elif self.last_signed is not None:
            self.button.setText("Print the signed copy")
            self.says.setText("The next draft has begun: it grows through the shift.")
        else:
            self.button.setText("Go to print and walk through")
            self.says.setText("Signing comes after.")

    def _told(self, row: Handover | None, against: str) -> str:
        picture, last = self.desk.picture, self.last_signed
        if self.desk.read_only and last is None:
            return "Nothing was signed at this moment."
        if row is not None:
            return f"{against}: mend that first, or give the reason below." if against else ""
        if picture is None or last is None or last.passes_at is None:
            return "Nothing is issued yet. Issue the page first (5)."
        passes = clock_in(picture, last.passes_at, self.desk.moment())
        took = f"{last.to_post} ({last.to_initials})"
        return f"Handover {last.number} is signed: {took} has the desk from {passes}."

    @property
    def last_signed(self) -> Handover | None:
        """The handover that was signed last."""
        picture = self.desk.picture
        return None if picture is None or not picture.has_incident else last_signed(picture)

    def _change(self) -> None:
        self._asked = False
        self.clear_refusals()
        self._say_next(self.row)

    def enter(self) -> None:
        """Say what is missing, ask once, then sign."""
        row = self.row
        if row is None:
            self._go_elsewhere()
            return
        try:
            passes_at = told_time(self.passes.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self._refuse(str(refused), "passes_at")
            return
        if missing := self._missing():
            self._refuse(*missing)
        elif not self._asked:
            self._asked = True
            self.button.setText("Sign now")
            self.says.setText(f"Press Enter again to sign: {self.to_post.text().strip()} takes over.")
        else:
            self._sign(
                partial(
                    sign_handover,
                    handover_id=row.id,
                    to_initials=self.initials.text(),
                    read_back=self.read_back.toPlainText(),
                    passes_at=passes_at,
                    questions=self.questions.toPlainText(),
                    to_post=self.to_post.text(),
                )
            )

    def _missing(self) -> tuple[str, str] | None:
        for text, name, what in (
            (self.read_back.toPlainText(), "read_back", "what was read back"),
            (self.to_post.text(), "to_post", "who takes over"),
            (self.initials.text(), "to_initials", "the initials of who takes over"),
        ):
            if not text.strip():
                return f"Say {what}.", name
        if (against := self.stands_against()) and not self.left_open.toPlainText().strip():
            return f"{against}. Say why it is signed all the same, or mend that first.", "left_open"
        return None

    def _refuse(self, sentence: str, name: str) -> None:
        self.come_back()
        self.show_refusal(sentence, name)
        self.fields[name].setFocus()

    def _sign(self, bind: partial[Bound]) -> None:
        left_open = self.left_open.toPlainText() if self.stands_against() else None
        self.save(
            bind(left_open=left_open),
            sign_on(post=self.to_post.text(), initials=self.initials.text()),
            done=self._is_signed,
        )

    def _is_signed(self, _: Receipt) -> None:
        self.begin_next()
        self.signed.emit()

    def begin_next(self) -> None:
        """Begin with empty fields: the last one is signed, or this is another incident."""
        self.begin_anew()
        self._asked, self._about = False, None
        for field in (self.read_back, self.to_post, self.initials, self.passes, self.questions, self.left_open):
            field.clear()
        self._untouched = self.content()

    def _go_elsewhere(self) -> None:
        """Nothing waits for a signature: print the copy of the last one, or issue one first."""
        if (last := self.last_signed) is not None:
            self.asked.emit("print", last.id)
        else:
            self.went_back.emit()

    @property
    def unsaved(self) -> bool:
        """Whether something was read back, or said, that is not signed."""
        typed = (self.read_back.toPlainText(), self.initials.text(), self.passes.text(), self.questions.toPlainText())
        return self.rests or any(typed)
