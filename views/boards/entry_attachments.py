"""The attachments of an entry: each with its picture, name, size and the beginning of its SHA-256."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.attachments import save_copy
from models.attachment import Attached
from views.boards.attachment_row import ROOM, AttachmentRow
from views.labels import label, restyle
from views.printing import documents_folder
from views.thumbnails import Thumbnails

if TYPE_CHECKING:
    from views.desk import QtDesk


class EntryAttachments(QWidget):
    """The files of the chosen entry, one below the other; hidden where it has none."""

    asked = Signal(str, object)
    """`attachment`, and the `Attached` that is to be shown larger."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails = Thumbnails(partial(desk.ask, self), self)
        self._rows: list[AttachmentRow] = []
        self._says = label("", "second", wrap=True)
        self._says.setContentsMargins(ROOM, 4, ROOM, 0)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 8, 0, 0)
        self._down.setSpacing(0)
        self._down.addWidget(self._says)
        self._says.hide()
        self._thumbnails.changed.connect(self._repaint)
        self.hide()

    def show_files(self, files: Sequence[Attached]) -> None:
        """Show these; the same ones stay as they are, with the keyboard where it was."""
        if [(one.row.id, one.number) for one in files] == [(row.file.row.id, row.file.number) for row in self._rows]:
            return
        for row in self._rows:
            self._down.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [AttachmentRow(one, self._thumbnails, self) for one in files]
        for at, row in enumerate(self._rows):
            self._down.insertWidget(at, row)
            row.keyed.connect(self._key)
            row.show()
        self._says.hide()
        self.setVisible(bool(files))

    @property
    def rows(self) -> Sequence[AttachmentRow]:
        """The rows, from the top."""
        return self._rows

    def _repaint(self) -> None:
        for row in self._rows:
            row.update()

    def _key(self, key: str, row: AttachmentRow) -> None:
        match key:
            case "show":
                self.asked.emit("attachment", row.file)
            case "save":
                self._save(row.file)
            case "copy":
                QGuiApplication.clipboard().setText(row.file.row.digest)
                self._say(f"The SHA-256 of {row.file.called} is copied: {row.file.digest}")
            case "down" | "up":
                self._step(row, 1 if key == "down" else -1)

    def _step(self, row: AttachmentRow, by: int) -> None:
        at = self._rows.index(row) + by
        if 0 <= at < len(self._rows):
            self._rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _save(self, file: Attached) -> None:
        folder = self._desk.habits.get("folder") or str(documents_folder())
        self._say(f"Saving {file.called} …")
        self._desk.run(
            self,
            partial(save_copy, attached=file, folder=folder),
            partial(self._saved, file),
            refused=self._not_saved,
            failed=self._say_error,
        )

    def _saved(self, file: Attached, place: Path) -> None:
        self._say(f"A copy of {file.called} is saved as {place}")

    def _not_saved(self, sentence: str, _field: str | None) -> None:
        self._say_error(sentence)

    def _say_error(self, sentence: str) -> None:
        self._say(sentence, "error")

    def _say(self, sentence: str, kind: str = "second") -> None:
        restyle(self._says, "kind", kind)
        self._says.setText(sentence)
        self._says.show()
