"""Printing from a side panel: which report, on which paper, to which printer or folder; with progress and cancel."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget
from shiboken6 import isValid

from app.commands.station import PAPERS
from app.errors import Refused
from app.handover_lists import earlier_handovers, last_signed
from app.moments import parse_moment
from app.progress import Progress, Stop
from models.incident import Handover
from models.message import Message
from views.desk import QtDesk
from views.forms.form import Choice, Form, text_field
from views.labels import label
from views.printing import PDF_FILE, Job, Printed, carry_out, documents_folder, printer_names, safe_name

if TYPE_CHECKING:
    from app.desk import Desk

REPORTS = {
    "systems": "Systems",
    "tasks": "Tasks",
    "contacts": "Contacts",
    "messages": "Messages: communications log (ICS 309)",
    "log": "Log",
    "handover": "Handover, as it would be printed now",
}
"""The reports that can be printed, by the name that screens have for them."""
RANGES = ("The whole log", "Since the last signed handover", "From one time to another")
SINCE_HANDOVER, FROM_TO = 1, 2


class PrintingForm(Form):
    """Where pages go: paper, printer or folder; how far they are, and a button that cancels."""

    writes = False
    printed = Signal(object)
    """A `Printed`, once it is."""
    _progressed = Signal(int, int)

    def __init__(self, title: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self._stop = threading.Event()
        self._path: Path | None = None
        self.paper, self.printer = Choice(), Choice()
        self.paper.addItems(["A4" if paper == "a4" else "Letter" for paper in PAPERS])
        self.printer.addItem(PDF_FILE)
        self.folder = text_field(str(documents_folder()))
        self.result = label("", "words", wrap=True)
        self.cancel = QPushButton("Cancel")
        self.show_page = QPushButton("Show the page")
        if desk.picture is not None:
            self.paper.setCurrentIndex(PAPERS.index(desk.picture.station.paper))
        self.destroyed.connect(self._stop.set)
        self._progressed.connect(self._show_progress)
        self.printer.currentIndexChanged.connect(self._show_destination)
        self.cancel.clicked.connect(self._stop.set)
        self.show_page.clicked.connect(self._show_page)

    def add_destination(self) -> None:
        """Put the fields of where it goes below what is there."""
        self.add_field("paper", "Paper", self.paper)
        self.add_field("printer", "Printer", self.printer)
        self.put_beside("paper", "printer", (1, 2))
        self._no_printer = label("", "second", wrap=True)
        self._no_printer.hide()
        self.add_above(self._no_printer)
        self.add_field("folder", "The PDF goes to", self.folder)
        self.add_above(self.result)
        self.result.hide()

    def add_printing_foot(self, button: str) -> None:
        """Finish the form; then ask which printers there are."""
        self.add_foot(button)
        for beside in (self.cancel, self.show_page):
            beside.hide()
            beside.installEventFilter(self)
            self.beside_button.insertWidget(self.beside_button.indexOf(self.button) + 1, beside)
        self.desk.run(self, printer_names, self._offer)

    def add_foot_hint(self) -> None:
        """The buttons have the room."""

    def _offer(self, names: list[str]) -> None:
        self.printer.addItems(names)
        if not names:
            self._no_printer.setText("No printer is set up on this desk. The PDF goes to the folder below.")
            self._no_printer.show()

    @property
    def to_printer(self) -> str:
        """The printer that is chosen; nothing for a PDF file."""
        return self.printer.currentText() if self.printer.currentIndex() > 0 else ""

    @property
    def chosen_paper(self) -> str:
        """The paper by its name in the record."""
        return PAPERS[self.paper.currentIndex()]

    def _show_destination(self) -> None:
        self.show_field("folder", not self.to_printer)
        self._forget_result()
        self.show_result()

    def _forget_result(self) -> None:
        """What was printed before says nothing of what is asked for now."""
        self._path = None
        self.result.hide()
        self.show_page.hide()

    def show_result(self) -> None:
        """Say on the buttons what they do now."""

    def print_out(self, name: str, draw: Callable[[Desk, Progress, Stop], bytes]) -> None:
        """Draw it and let it go where it is to go."""
        self._stop.clear()
        self._forget_result()
        job = Job(name, draw, self.to_printer, self.folder.text().strip())
        self.cancel.show()
        self.says.setText(f"Drawing {name}.")
        self.run(partial(carry_out, job=job, progress=self._tell, stop=self._stop.is_set), self._is_printed)

    def _tell(self, done: int, of: int) -> None:
        """Called by the worker."""
        if isValid(self):
            self._progressed.emit(done, of)

    def _show_progress(self, done: int, of: int) -> None:
        if self._busy:
            self.says.setText(f"{done} of {of} done. Cancel leaves nothing half.")

    def _is_printed(self, printed: Printed | None) -> None:
        self.cancel.hide()
        self._path = printed.path if printed else None
        self.show_page.setVisible(self._path is not None)
        self.result.setText(printed.words if printed else "Cancelled. Nothing was printed.")
        self.result.show()
        self.says.setText("")
        self.show_result()
        self.printed.emit(printed)

    def refused(self, sentence: str, field: str | None) -> None:
        """What cannot be printed, and why."""
        self.cancel.hide()
        self.says.setText("")
        super().refused(sentence, field)
        self.show_result()

    def _show_page(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))


class PrintForm(PrintingForm):
    """Ctrl+P: the report of the screen that is shown, another one, or a handover as it was issued."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: object = None) -> None:
        super().__init__("Print", desk, parent)
        self._about = about
        self.what = Choice()
        self._kinds: list[str | UUID] = list(REPORTS)
        self.what.addItems(list(REPORTS.values()))
        for row in self._issued():
            self._kinds.append(row.id)
            self.what.addItem(f"Handover {row.number}, as issued for {row.to_post}")
        self._message = (
            None if desk.picture is None or not isinstance(about, UUID) else desk.picture.get(Message, about)
        )
        if self._message is not None:
            self._kinds.append(self._message.id)
            self.what.addItem(f"Message {self._message.ref} (ICS 213)")
        self.signed = QCheckBox("With its signatures")
        self.range = Choice()
        self.range.addItems(RANGES)
        self.start, self.end = text_field(placeholder="e.g. 04:00"), text_field(placeholder="now, or e.g. 05:00")
        self.add_field("what", "What", self.what)
        self.add_field("signed", "Signatures", self.signed)
        self.add_field("range", "Which entries", self.range)
        self.add_field("since", "Recorded from", self.start)
        self.add_field("as_at", "to", self.end)
        self.put_beside("since", "as_at")
        self.add_destination()
        self.add_printing_foot("Print")
        self.range.currentIndexChanged.connect(self._choose)
        self.what.currentIndexChanged.connect(self._choose)
        self.what.setCurrentIndex(next((at for at, kind in enumerate(self._kinds) if kind == about), len(REPORTS) - 1))
        self._choose()

    def _issued(self) -> list[Handover]:
        picture = self.desk.picture
        return earlier_handovers(picture) if picture is not None and picture.has_incident else []

    @property
    def _row(self) -> Handover | None:
        """The handover that is chosen, if one is."""
        return next((row for row in self._issued() if row.id == self._kind), None)

    @property
    def _kind(self) -> str | UUID:
        return self._kinds[max(0, self.what.currentIndex())]

    def _choose(self) -> None:
        row, log = self._row, self._kinds[self.what.currentIndex()] == "log"
        self.show_field("signed", row is not None and row.signed_at is not None)
        self.show_field("paper", row is None)
        self.show_field("range", log)
        for name in ("since", "as_at"):
            self.show_field(name, log and self.range.currentIndex() == FROM_TO)
        self.signed.setChecked(row is not None and row.signed_at is not None)
        self.clear_refusals()
        self.show_result()

    def show_result(self) -> None:
        """Say what is printed, and what the button does."""
        self.button.setText("Print" if self.to_printer else "Write the PDF")
        if not self._busy:
            again = "As it was issued, byte for byte, with its number."
            at = self.desk.moment().astimezone(self.desk.zone)
            self.says.setText(again if self._row else f"As known at {at:%H:%M}; the page says so.")

    def enter(self) -> None:
        """Print what is chosen."""
        picture = self.desk.picture
        if picture is None or not picture.has_incident:
            self.show_refusal("Open or declare an incident first.", "what")
            return
        row, ref = self._row, safe_name(picture.incident.ref)
        if row is not None:
            signed = self.signed.isChecked()
            name = f"{ref} handover {row.number} {'signed' if signed else 'reprint'}"
            self.print_out(name, partial(draw_issued, row=row, signed=signed, reprint=True))
        elif self._message is not None and self._kind == self._message.id:
            name = f"{ref} message {self._message.ref}"
            self.print_out(name, partial(draw_message, message_id=self._message.id, paper=self.chosen_paper))
        else:
            self._print_report(str(self._kind), ref)

    def _print_report(self, kind: str, ref: str) -> None:
        try:
            since, until = self._range() if kind == "log" else (None, None)
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        at = (until or self.desk.moment()).astimezone(self.desk.zone)
        part = "" if since is None else f" from {since.astimezone(self.desk.zone):%Y-%m-%d %H%M}"
        name = f"{ref} {kind}{part} as at {at:%Y-%m-%d %H%M}" + (" (not issued)" if kind == "handover" else "")
        self.print_out(name, partial(draw_report, kind=kind, paper=self.chosen_paper, since=since, until=until))

    def _range(self) -> tuple[datetime | None, datetime | None]:
        """From when to when the log is printed; None: from the first entry, to the last. Raises `Refused`."""
        picture = self.desk.picture
        assert picture is not None
        if self.range.currentIndex() == SINCE_HANDOVER:
            if (last := last_signed(picture)) is None:
                raise Refused("No handover was signed yet. Print the whole log.", field="range")
            return last.as_at, None
        if self.range.currentIndex() != FROM_TO:
            return None, None
        first, typed = picture.incident.logged_at, self.end.text().strip()
        since = parse_moment(self.start.text(), self.desk.zone, first).replace(second=0, microsecond=0)
        until = parse_moment(typed, self.desk.zone, since) if typed else None
        if since > self.desk.moment() or (until is not None and until < since):
            raise Refused("Nothing can have been recorded in that time. Check the two times.", field="since")
        return since, until if until is None or until < self.desk.moment() else None

    def is_about(self, about: object) -> bool:
        """Whether it was opened for this report."""
        return about in (None, self._about)


def draw_issued(
    desk: Desk, progress: Progress, stop: Stop, *, row: Handover, signed: bool = False, reprint: bool = False
) -> bytes:
    """A handover as it was issued; with its signatures, marked as a reprint."""
    from app.reporting import handover_report

    return handover_report(desk, handover=row, signed=signed, reprint=reprint)


def draw_message(desk: Desk, progress: Progress, stop: Stop, *, message_id: UUID, paper: str) -> bytes:
    """One message on a sheet of its own."""
    from app.reporting import message_report

    return message_report(desk, message_id, paper)


def draw_report(
    desk: Desk,
    progress: Progress,
    stop: Stop,
    *,
    kind: str,
    paper: str,
    since: datetime | None = None,
    until: datetime | None = None,
) -> bytes:
    """A report of what the desk shows: now, or the past moment that its window shows; the log in parts as well."""
    from app import reporting

    if kind == "log":
        return reporting.log_report(desk, until, since=since, paper=paper, progress=progress, stop=stop)
    report: Callable[..., bytes] = getattr(reporting, f"{kind}_report")
    return report(desk, paper=paper)
