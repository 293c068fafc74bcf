"""Set-up, paper and printing: the station's paper, and where this seat's pages go."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.commands.station import PAPERS, set_station
from models.picture import Picture
from models.station import Station
from views.boards.set_up_form import SetUpForm
from views.desk import QtDesk
from views.forms.form import Choice, text_field
from views.printing import printer_names

PAPER_WORDS = {"a4": "A4", "letter": "Letter"}
NO_PRINTER = "The computer's own choice"
HABITS = ("folder", "printer")


class PaperSection(SetUpForm):
    """The paper stands in the station's log; folder and printer are habits of this seat, kept on this computer."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Paper and printing", desk, parent)
        self.paper, self.printer = Choice(), Choice()
        self.paper.addItems([PAPER_WORDS[paper] for paper in PAPERS])
        self.printer.addItem(NO_PRINTER)
        self.folder = text_field(placeholder="Watchkeeper, in your documents")
        self.add_field("paper", "Paper", self.paper, "For every desk of this station, until another is chosen.")
        self.add_field("folder", "Folder for PDFs", self.folder, "Of this seat. ~ is your own folder.")
        self.add_field("printer", "Printer", self.printer, "Of this seat.")
        self.add_foot("Save")

    def showEvent(self, event: QShowEvent) -> None:
        """Look which printers there are, on a worker: a print server may be slow."""
        super().showEvent(event)
        if self.desk.ready:
            self.desk.run(self, printer_names, self._offer_printers)

    def _offer_printers(self, names: list[str]) -> None:
        known = {self.printer.itemText(number) for number in range(self.printer.count())}
        self.printer.addItems([name for name in names if name not in known])
        self._follow()

    def present(self) -> dict[str, object]:
        """The station's paper and this seat's habits."""
        picture: Picture | None = self.desk.picture
        assert picture is not None
        printer = self.printer.findText(self.desk.habits.get("printer", "") or NO_PRINTER)
        return {
            "paper": PAPERS.index(picture.station.paper),
            "folder": self.desk.habits.get("folder", ""),
            "printer": max(printer, 0),
        }

    def save_changes(self, changed: dict[str, object]) -> None:
        """The habits at once, the paper as an entry of the station's log."""
        held = {"folder": self.folder.text().strip(), "printer": self._printer}
        for name in HABITS:
            if name in changed:
                self.asked.emit(name, held[name])
        self.took(*HABITS)
        if "paper" in changed and self.desk.picture is not None:
            station = self.desk.picture.station
            bound = set_station(paper=PAPERS[self.paper.currentIndex()]).seen(
                Station, station.id, paper=self._paper_shown
            )
            self.save(bound, done=self.saved_as)
        else:
            self.says.setText("Kept on this computer.")

    @property
    def _printer(self) -> str:
        return "" if self.printer.currentIndex() == 0 else self.printer.currentText()

    @property
    def _paper_shown(self) -> str:
        return PAPERS[int(str(self._shown["paper"]))]

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Follow the station; a printer of this seat that is switched off now is named all the same."""
        name = self.desk.habits.get("printer", "")
        if name and self.printer.findText(name) < 0:
            self.printer.addItem(name)
        super().show_picture(picture, moment)
