"""The shift handover: issue the page and write its PDF, walk through it, then read back and sign."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from app.commands.handovers import issue_handover, sign_handover
from app.commands.station import PAPERS, sign_on
from app.desk import Desk, Receipt
from app.errors import Refused
from app.moments import told_time
from app.picture import picture_at
from app.reporting import handover_report, write_file
from models.incident import Handover
from views.desk import QtDesk
from views.entry_line import shortened
from views.forms.form import Choice, Form, long_field, text_field
from views.labels import label


class HandoverForm(Form):
    """Two steps in one panel: print, then sign. A window that shows the past prints a page that is not issued."""

    writes = False

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Shift handover", desk, parent)
        self._issued: UUID | None = None
        self._written: Path | None = None
        self._asked = False
        self.to_post = text_field(placeholder="e.g. Day Coordinator")
        self.paper = Choice()
        self.paper.addItems(["A4", "Letter"])
        self.paper.setCurrentIndex(PAPERS.index(desk.picture.station.paper) if desk.picture else 0)
        self.folder = text_field(str(documents_folder()))
        self.result = label("", "words", wrap=True)
        self.show_page = QPushButton("Show the page")
        self.read_back = long_field()
        self.initials = text_field()
        self.initials.setMaxLength(4)
        self.passes = text_field(placeholder="now, or e.g. 07:08")
        self.questions = long_field(lines=2)
        self._arrange()
        self.show_page.clicked.connect(self._show_page)
        for typed in (self.to_post, self.initials, self.passes):
            typed.textEdited.connect(self._change)
        self.read_back.textChanged.connect(self._change)
        self._show_step()

    def _arrange(self) -> None:
        self.add_field("to_post", "To whom", self.to_post)
        self.add_field("paper", "Paper", self.paper)
        self.add_field("folder", "The PDF goes to", self.folder)
        self.add_above(self.result)
        self.add_above(self.show_page)
        self.signing = len(self.fields)
        self.add_field("read_back", "What was read back", self.read_back)
        self.add_field("to_initials", "Initials of who takes over", self.initials)
        self.add_field("passes_at", "Responsibility passes at", self.passes)
        self.add_field("questions", "Questions", self.questions)
        self.add_foot("Issue and write the PDF")

    def _show_step(self) -> None:
        """Show the fields of this step."""
        signs = self._issued is not None and self._written is not None
        for number, name in enumerate(self.fields):
            self.show_field(name, signs if number >= self.signing else True)
        self.result.setVisible(self._written is not None)
        self.show_page.setVisible(self._written is not None)
        if signs:
            self.button.setText("Sign")
            self.says.setText("Walk through it, read it back, then sign.")
        elif self.desk.read_only:
            self.show_field("to_post", False)
            self.button.setText("Write the PDF")
            self.says.setText(f"{self.desk.read_only} The page is written as at that moment, not issued.")
        else:
            self.button.setText("Issue and write the PDF" if self._issued is None else "Write the PDF")
            self.says.setText("Signing comes after.")

    def _change(self) -> None:
        self._asked = False
        self.clear_refusals()

    def enter(self) -> None:
        """Print first, then sign."""
        self.clear_refusals()
        if self.desk.as_at is not None:
            self._write(None)
        elif self._issued is None:
            self._issue()
        elif self._written is None:
            self._write(self._issued)
        else:
            self._sign()

    def _issue(self) -> None:
        if not self.to_post.text().strip():
            self.show_refusal("Say who takes over.", "to_post")
            return
        command = issue_handover(to_post=self.to_post.text(), paper=self._paper)
        self.save(command, done=self._is_issued)

    @property
    def _paper(self) -> str:
        return PAPERS[self.paper.currentIndex()]

    def _is_issued(self, receipt: Receipt) -> None:
        self._issued = receipt.made[0] if receipt.made else None
        self._write(self._issued)

    def _write(self, handover_id: UUID | None) -> None:
        if not self.folder.text().strip():
            self.show_refusal("Say where the PDF goes.", "folder")
            return
        folder = self.folder.text().strip()
        self.run(partial(print_handover, handover_id=handover_id, paper=self._paper, folder=folder), self._is_written)

    def _is_written(self, path: Path) -> None:
        self._written = path
        self.result.setText(f"Written to {path}")
        self._show_step()
        (self.read_back if self._issued else self.show_page).setFocus()

    @property
    def unsaved(self) -> bool:
        """Whether it is filled in and not issued, or read back and not signed."""
        signing = [self.read_back.toPlainText(), self.initials.text(), self.passes.text(), self.questions.toPlainText()]
        return self.rests or bool(any(signing) if self._issued else self.to_post.text().strip())

    def _show_page(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written)))

    def _sign(self) -> None:
        try:
            passes_at = told_time(self.passes.text(), self.desk.zone, self.desk.now())
        except Refused as refused:
            self.show_refusal(str(refused), "passes_at")
            return
        for field, name, what in (
            (self.read_back.toPlainText(), "read_back", "what was read back"),
            (self.initials.text(), "to_initials", "the initials of who takes over"),
        ):
            if not field.strip():
                self.show_refusal(f"Say {what}.", name)
                return
        if not self._asked:
            self._asked = True
            self.says.setText(f"Press Enter again to sign: {self.to_post.text()} takes over.")
            return
        assert self._issued is not None
        self.save(
            sign_handover(
                handover_id=self._issued,
                to_initials=self.initials.text(),
                read_back=self.read_back.toPlainText(),
                passes_at=passes_at,
                questions=self.questions.toPlainText(),
                to_post=self.to_post.text(),
            ),
            sign_on(post=self.to_post.text(), initials=self.initials.text()),
            done=self._signed,
        )

    def _signed(self, _: Receipt) -> None:
        self.finished.emit()


def documents_folder() -> Path:
    """Where pages go unless another folder is typed."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "Watchkeeper"


def safe_name(text: str) -> str:
    """Text as part of a file's name: letters, digits and hyphens, so that it can never lead out of a folder."""
    return re.sub(r"[^A-Za-z0-9-]", "-", text)


def made_folder(text: str) -> Path:
    """The folder that was typed, made if it is not there; `~` is the operator's own. Raises `Refused`."""
    try:
        folder = Path(text).expanduser()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError, RuntimeError, RecursionError) as error:
        why = getattr(error, "strerror", None) or error
        shown = shortened(text.replace("\0", "\N{REPLACEMENT CHARACTER}"))
        raise Refused(f"Cannot make {shown}: {why}. Choose another folder.", field="folder") from error
    return folder


def print_handover(desk: Desk, *, handover_id: UUID | None, paper: str, folder: str) -> Path:
    """Write an issued handover, or the page as at the desk's moment (not issued), and say where. Raises `Refused`."""
    picture = desk.ask(picture_at())
    row = picture.get(Handover, handover_id)
    page = handover_report(desk, paper=paper, handover=row)
    ref = safe_name(picture.incident.ref)
    moment = (desk.as_at or desk.clock()).astimezone(picture.station.zone)
    name = f"{ref} handover {row.number}.pdf" if row else f"{ref} as at {moment:%Y-%m-%d %H%M} (not issued).pdf"
    place = made_folder(folder) / name
    try:
        write_file(place, page)
    except Refused as refused:
        raise Refused(str(refused), field="folder") from refused
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"Cannot write {shortened(str(place))}: {why}. Choose another folder.", field="folder") from error
    return place
