"""Importing a table: a CSV file or what is pasted, shown row by row before anything is written."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QCompleter, QFileSystemModel, QPushButton, QWidget

from app.csv_in import read_file, read_pasted
from app.csv_out import save_csv
from app.desk import Receipt
from app.folders import typed_path
from app.import_plan import Plan
from app.picture import picture_at
from views.forms.form import Form, long_field, text_field
from views.forms.long_text import MOST_OF_A_TABLE
from views.forms.preview import PlanList
from views.named import load

if TYPE_CHECKING:
    from app.desk import Desk
    from views.desk import QtDesk

KINDS = {
    "systems": "app.register_import:plan_register",
    "contacts": "app.directory_import:plan_directory",
}
"""What can be imported, and the function of a sheet and a picture that plans it."""
HINTS = {
    "systems": "Columns: ref, name, area, tier, location, owner, restore within.",
    "contacts": "Columns: name, role, phone, mobile … one for each way to reach them.",
}
SLOW = 300
"""Milliseconds after which the form says that it is reading."""


class ImportForm(Form):
    """The first Enter reads and shows what would be done, the second does it as one entry."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: str = "systems") -> None:
        super().__init__(f"Import {about}", desk, parent)
        self._kind = about
        self._plan: Plan | None = None
        self._planned: tuple[str, str] = ("", "")
        self.path = text_field(placeholder="type a path, or drop the file here")
        self.pasted = long_field(lines=2, most=MOST_OF_A_TABLE)
        self.preview = PlanList()
        self.keep = QPushButton("Save the refused rows")
        self.keep.setAutoDefault(True)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._lay_out()
        self._slow.timeout.connect(self._say_reading)
        self.keep.clicked.connect(self._keep_refused)
        self.path.textEdited.connect(self._complete)
        self.path.textChanged.connect(self._changed)
        self.pasted.textChanged.connect(self._changed)

    def _lay_out(self) -> None:
        self.add_field("path", "CSV file", self.path, HINTS.get(self._kind, ""))
        self.add_field("pasted", "Or the table, pasted from a spreadsheet", self.pasted)
        self.preview.setMinimumHeight(280)
        self.add_above(self.preview)
        self.add_above(self.keep)
        self.preview.hide()
        self.keep.hide()
        for field in (self.path, self.pasted):
            field.setAcceptDrops(False)
        self.setAcceptDrops(True)
        self.add_foot("Read it")
        self.says.setText("Enter reads it and shows what would be done.")

    # --- what is imported ---------------------------------------------------------------------------------------------

    def _complete(self) -> None:
        """Complete paths from the first key on; the folders are read by Qt, in a thread of its own."""
        if self.path.completer() is None:
            folders = QFileSystemModel(self)
            folders.setRootPath("")
            completer = QCompleter(folders, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.path.setCompleter(completer)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()) and not self.rests:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file at once."""
        urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
        if urls and not self.rests and not self.desk.read_only:
            self.path.setText(urls[0].toLocalFile())
            self._read()

    def _typed(self) -> tuple[str, str]:
        path = self.path.text().strip().strip('"')
        return (QUrl(path).toLocalFile() if path.startswith("file:") else path), self.pasted.toPlainText()

    def _changed(self) -> None:
        """Something else would be read now."""
        self._plan = None
        self.preview.hide()
        self.keep.hide()
        self.button.setText("Read it")
        self.clear_refusals()
        self.says.setText("Enter reads it and shows what would be done.")

    # --- read, then import --------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Read what is typed; once it is shown, import it."""
        path, pasted = self._typed()
        if self._plan is not None:
            self._import(self._plan)
        elif not path and not pasted.strip():
            self.show_refusal("Type the path of a CSV file, drop one here, or paste the table.", "path")
        else:
            self._read()

    def _read(self) -> None:
        path, pasted = self._typed()
        self._slow.start()
        self.run(partial(_planned, self._kind, path, pasted), self._show_plan)

    def _say_reading(self) -> None:
        self.says.setText("Reading …")

    def _show_plan(self, plan: Plan) -> None:
        self._slow.stop()
        self._plan = plan
        self.preview.show_plan(plan)
        self.preview.setVisible(self.preview.count > 0)
        self.keep.setVisible(bool(plan.refused))
        unused = f" Not used: {', '.join(plan.unused)}." if plan.unused else ""
        count = sum(bool(row.acts) for row in plan.rows)
        rows = "1 row" if count == 1 else f"{count} rows"
        then = f"Enter imports {rows} as one entry." if plan.acts else "There is nothing to import."
        self.says.setText(f"{plan.counts} ({plan.sheet.told}).{unused} {then}")
        self.button.setText("Import")

    def _import(self, plan: Plan) -> None:
        if plan.acts:
            self.save(*plan.acts, words=plan.words, done=self._saved)
        else:
            self.show_refusal("There is nothing to import: no row is new or changed.")

    def refused(self, sentence: str, field: str | None) -> None:
        """It could not be read, or what was shown does not hold any more: nothing was written."""
        self._slow.stop()
        stale = self._plan is not None
        self._changed()
        again = " Nothing was imported. Enter reads it again." if stale else ""
        self.show_refusal(sentence + again, field if field in self.fields else None)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()

    def is_about(self, about: object) -> bool:
        """Whether it imports these."""
        return about == self._kind

    # --- what is refused ----------------------------------------------------------------------------------------------

    def _keep_refused(self) -> None:
        if self._plan is not None:
            path = self._typed()[0]
            self.desk.run(self, partial(_save_refused, self._plan, path), self._is_kept, failed=self._not_kept)

    def _is_kept(self, path: Path) -> None:
        self.keep.hide()
        self.says.setText(f"The refused rows are in {path}. Enter imports the others.")

    def _not_kept(self, sentence: str) -> None:
        self.show_refusal(sentence)


def _planned(kind: str, path: str, pasted: str, desk: Desk) -> Plan:
    """Read and plan, on a worker."""
    sheet = read_file(typed_path(path)) if path else read_pasted(pasted)
    plan: Plan = load(KINDS[kind])(sheet, desk.ask(picture_at()))
    return plan


def _save_refused(plan: Plan, path: str, _: Desk) -> Path:
    """Beside the file, or in the documents where it was pasted."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = typed_path(path).parent if path else Path(documents)
    name = f"{Path(path).stem} refused" if path else f"{plan.what} refused"
    return save_csv(plan.refused_table(), folder, name)
