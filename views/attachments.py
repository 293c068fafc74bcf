"""The tray of the entry line: files that go into the log with the next entry, each as a chip."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from views.file_chip import Chip
from views.flow import Flow
from views.labels import label
from views.named import Named, load, named

if TYPE_CHECKING:
    from app.desk import Desk
    from app.files_in import NewFile, Taken
    from views.desk import QtDesk

PNG = "image/png"
NOT_OPEN = "The log is being opened. Put the file in again in a moment."
READING = "Reading the file …"


class AttachmentTray(QWidget):
    """Takes pictures and files, reads them on a worker, and shows what it has as chips; hidden while it has none."""

    changed = Signal()
    """What it holds, or whether it is still reading, is different now."""
    said = Signal(str)
    """Why a file was not taken, in a sentence."""
    left = Signal()
    """Esc on a chip: back to the line."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files: list[NewFile] = []
        self._taken_out: list[tuple[int, NewFile]] = []
        self._chips: list[Chip] = []
        self._reading = 0
        self._round = 0
        self._busy = label(READING, "second")
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._flow = Flow(holder)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(4)
        down.addWidget(holder)
        down.addWidget(self._busy)
        self.setAccessibleName("Files of this entry")
        self._busy.hide()
        self.hide()

    # --- what it holds ---------------------------------------------------------------------------------------------

    @property
    def files(self) -> list[NewFile]:
        """What goes with the entry, in this order."""
        return list(self._files)

    @property
    def reading(self) -> bool:
        """Whether a file is still on its way in: the entry waits for it."""
        return bool(self._reading)

    @property
    def acts(self) -> tuple[Named, ...]:
        """The commands that put these files to the entry that is written with them."""
        return tuple(
            named("app.commands.attachments:attach", name=one.name, media_type=one.media_type, content=one.content)
            for one in self._files
        )

    def put(self, files: Sequence[NewFile]) -> None:
        """Hold these in place of what is there: a draft that came back."""
        self._round += 1
        self._reading = 0
        self._taken_out.clear()
        self._show(list(files))

    def clear(self) -> None:
        """Hold nothing; what is still being read is not taken."""
        self.put(())

    # --- what is put in --------------------------------------------------------------------------------------------

    def offer(self, mime: QMimeData) -> bool:
        """Take what was pasted or dropped, and say whether it is for the tray: files, or a picture without words.

        A table from a spreadsheet has a picture beside its words: the words are meant.
        """
        if paths := local_files(mime):
            self._read("files_at", paths=paths, room=self._room)
        elif mime.text().strip():
            return False
        elif mime.hasFormat(PNG):
            self._read("picture_file", content=bytes(mime.data(PNG).data()), name=self._name("png"))
        elif mime.hasImage() and isinstance(image := mime.imageData(), QImage):
            self._read("drawn_picture", image=image, name=self._name("png"))
        else:
            return False
        return True

    def offer_text(self, text: str) -> None:
        """Take a text that is too long for an entry as a text file."""
        self._read("text_file", text=text, name=self._name("txt"))

    def _name(self, ending: str) -> str:
        """What is pasted has no name: it is called by the time at which it was."""
        return f"Pasted {self._desk.now().astimezone(self._desk.zone):%H.%M.%S}.{ending}"

    @property
    def _room(self) -> int:
        most: int = load("app.files_in:MOST_FILES")
        return most - len(self._files)

    def _read(self, what: str, **given: object) -> None:
        """Have something read by a function of `views/taking_files.py` on the worker."""
        if not self._desk.ready:
            self.said.emit(NOT_OPEN)
            return
        self._reading += 1
        self._tell()
        done, failed = partial(self._take, self._round), partial(self._not_taken, self._round)
        work = named(f"views.taking_files:{what}", **given)
        self._desk.run(self, partial(_done, work=work), done, refused=failed, failed=failed)

    def _take(self, number: int, taken: Taken) -> None:
        """What was read for a line that is gone by now is dropped."""
        if number != self._round:
            return
        self._reading -= 1
        room = self._room
        self._show([*self._files, *taken.files[:room]])
        if taken.refusals:
            more = len(taken.refusals) - 2
            self.said.emit(" ".join(taken.refusals[:2]) + (f" And {more} more were not taken." if more > 0 else ""))

    def _not_taken(self, number: int, sentence: str, _field: str | None = None) -> None:
        if number == self._round:
            self._reading -= 1
            self._tell()
            self.said.emit(sentence)

    # --- the chips -------------------------------------------------------------------------------------------------

    def _show(self, files: list[NewFile]) -> None:
        self._files = files
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [Chip(file, self) for file in files]
        for chip in self._chips:
            self._flow.addWidget(chip)
            chip.keyed.connect(self._key)
            chip.show()
        self._tell()

    def _tell(self) -> None:
        self._busy.setVisible(self.reading)
        self.setVisible(bool(self._files) or self.reading)
        self.updateGeometry()
        self.changed.emit()

    def _key(self, key: str, chip: Chip) -> None:
        at = self._chips.index(chip)
        match key:
            case "remove":
                self._remove(at)
            case "back":
                self.bring_back()
            case "leave":
                self.left.emit()
            case "next" | "before":
                self._focus(at + (1 if key == "next" else -1))

    def _remove(self, at: int) -> None:
        self._taken_out.append((at, self._files[at]))
        self._show(self._files[:at] + self._files[at + 1 :])
        self._focus(min(at, len(self._files) - 1))

    def bring_back(self) -> bool:
        """Put the file back that was taken out last, and say whether there was one."""
        if not self._taken_out or not self._room:
            return False
        at, file = self._taken_out.pop()
        self._show([*self._files[:at], file, *self._files[at:]])
        self._focus(at)
        return True

    def _focus(self, at: int) -> None:
        if not self._chips:
            self.left.emit()
        elif 0 <= at < len(self._chips):
            self._chips[at].setFocus(Qt.FocusReason.OtherFocusReason)


def local_files(mime: QMimeData) -> list[Path]:
    """The places of files on this machine; none where anything else is offered with them."""
    urls = mime.urls()
    if not urls or not all(url.isLocalFile() for url in urls):
        return []
    return [Path(url.toLocalFile()) for url in urls]


def _done(_: Desk, *, work: Named) -> Taken:
    """On the worker: what it is to do is imported there."""
    taken: Taken = work.call()
    return taken
