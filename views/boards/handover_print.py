"""Step 5 of a handover: issue the page, print it, walk through it together."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.commands.handovers import issue_handover, walk_through
from app.desk import Receipt
from app.handover import clock_in
from app.handover_lists import handover_under_way
from app.posts import known_posts
from models.incident import Handover
from views.boards.handover_step import InStep
from views.desk import QtDesk
from views.forms.pick import known_field
from views.forms.print import PrintingForm, draw_issued, draw_report
from views.labels import label
from views.printing import Printed, safe_name


class PrintStep(InStep, PrintingForm):
    """To whom, on what, to where; a window that shows the past prints a page that is not issued.

    An issued page stays issued whatever becomes of its print; it can be printed again.
    """

    went_on = Signal()
    paper_chosen = Signal(str)

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Print and walk through", desk, parent)
        self._to_print: UUID | None = None
        self._anew = self._prints_at_once = False
        self.told = label("", "words", wrap=True)
        self.to_post = known_field(known_posts(desk.picture), placeholder="e.g. Day Coordinator")
        self.again, self.anew = QPushButton("Print again"), QPushButton("Issue a new page")
        self.add_above(self.told)
        self.add_field("to_post", "To whom", self.to_post)
        self.add_destination()
        self.add_printing_foot("Issue and print")
        for beside in (self.anew, self.again):
            beside.installEventFilter(self)
            self.beside_button.insertWidget(1, beside)
        self.again.clicked.connect(self._print_again)
        self.anew.clicked.connect(self._begin_anew)
        self.paper.currentIndexChanged.connect(self._choose_paper)
        self.desk.picture_changed.connect(self._print_once_it_is_seen)
        self.show_result()

    def _choose_paper(self) -> None:
        self.paper_chosen.emit(self.chosen_paper)

    @property
    def row(self) -> Handover | None:
        """The handover that was issued last and is not signed, unless a new page is being begun."""
        picture = self.desk.picture
        return None if self._anew or picture is None or not picture.has_incident else handover_under_way(picture)

    def show_result(self) -> None:
        """Show how far this handover is, and what the button does next."""
        row, past = self.row, bool(self.desk.read_only)
        self.show_field("to_post", row is None and not past)
        self.show_field("paper", row is None or past)
        self.told.setText(self._told(row))
        self.told.setVisible(bool(self.told.text()))
        for beside in (self.again, self.anew):
            beside.setVisible(row is not None and not past and self._to_print is None and not self._busy)
        self.button.setText(self._next(row, past))
        if not self._busy:
            self.says.setText(self._says(row, past))

    def _told(self, row: Handover | None) -> str:
        picture = self.desk.picture
        if self.desk.read_only:
            return f"{self.desk.read_only} The page is printed as at that moment."
        if row is None or picture is None:
            return ""
        issued = f"Handover {row.number} was issued at {clock_in(picture, row.printed_at, self.desk.now())}"
        if row.walked_at is not None:
            return f"{issued} and walked through at {clock_in(picture, row.walked_at, self.desk.now())}."
        return f"{issued} for {row.to_post}. Walk through it together, page in hand."

    def _says(self, row: Handover | None, past: bool) -> str:
        if past:
            return "The page is marked not issued."
        if row is None:
            return "Issuing gives the page its number and seals it to the last entry of the log."
        return "Enter notes the time." if row.walked_at is None and self._to_print is None else ""

    def _next(self, row: Handover | None, past: bool) -> str:
        go = "Print" if self.to_printer else "Write the PDF"
        if past:
            return go
        if row is None:
            return "Issue and print" if self.to_printer else "Issue and write the PDF"
        if self._to_print is not None:
            return go
        return "Walked through together" if row.walked_at is None else "Go on to read back"

    def enter(self) -> None:
        """Issue and print; then note that it was walked through; then go on."""
        self.clear_refusals()
        row = self.row
        if self.desk.read_only:
            self._print_past()
        elif self._to_print is not None:
            self._print_what_was_issued()
        elif row is None:
            self._issue()
        elif row.walked_at is None:
            self.save(walk_through(handover_id=row.id), done=self._walked)
        else:
            self.went_on.emit()

    def _issue(self) -> None:
        if not self.to_post.text().strip():
            self.show_refusal("Say who takes over.", "to_post")
        elif not self.to_printer and not self.folder.text().strip():
            self.show_refusal("Say where the PDF goes.", "folder")
        else:
            self.save(issue_handover(to_post=self.to_post.text(), paper=self.chosen_paper), done=self._is_issued)

    def _is_issued(self, receipt: Receipt) -> None:
        self._to_print, self._anew = (receipt.made[0] if receipt.made else None), False
        self._prints_at_once = True
        self.show_result()
        self._print_once_it_is_seen()

    def _print_once_it_is_seen(self) -> None:
        """The picture may have it already, or have it soon."""
        if self._prints_at_once:
            self._print_what_was_issued()

    def _print_what_was_issued(self) -> None:
        row = None if self.desk.picture is None else self.desk.picture.get(Handover, self._to_print)
        if row is not None and not self._busy:
            self._prints_at_once = False
            self._print(row, reprint=False)

    def _print_again(self) -> None:
        if (row := self.row) is not None:
            self._print(row, reprint=True)

    def _print(self, row: Handover, *, reprint: bool) -> None:
        name = f"{self._ref()} handover {row.number}" + (" reprint" if reprint else "")
        self.print_out(name, partial(draw_issued, row=row, signed=False, reprint=reprint))

    def _print_past(self) -> None:
        at = self.desk.moment().astimezone(self.desk.zone)
        name = f"{self._ref()} as at {at:%Y-%m-%d %H%M} (not issued)"
        self.print_out(name, partial(draw_report, kind="handover", paper=self.chosen_paper))

    def _ref(self) -> str:
        assert self.desk.picture is not None
        return safe_name(self.desk.picture.incident.ref)

    def _is_printed(self, printed: Printed | None) -> None:
        if printed is not None:
            self._to_print = None
        focused = QApplication.focusWidget()
        was_here = focused is not None and self.isAncestorOf(focused)
        super()._is_printed(printed)
        if was_here:
            self.button.setFocus()

    def _begin_anew(self) -> None:
        self._anew = True
        row = None if self.desk.picture is None else handover_under_way(self.desk.picture)
        self.to_post.setText("" if row is None else row.to_post)
        self.show_result()
        self.to_post.setFocus()

    def _walked(self, _: Receipt) -> None:
        self.show_result()
        self.went_on.emit()

    def begin_next(self) -> None:
        """The last one is signed: the next draft begins."""
        self.begin_anew()
        self.to_post.clear()
        self._to_print, self._anew, self._prints_at_once = None, False, False
        self.result.hide()
        self.show_page.hide()
        self.show_result()

    @property
    def unsaved(self) -> bool:
        """Whether somebody is named and nothing was issued, or something is under way."""
        return self.rests or (self.row is None and bool(self.to_post.text().strip()))
