"""An attachment, larger: its picture, its facts, and a copy of it as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.attachments import bytes_of, save_copy
from app.desk import Desk
from app.errors import Refused
from models.attachment import Attached
from models.sizes import size_text
from views import pictures, theme
from views.desk import QtDesk
from views.forms.form import Form, text_field
from views.labels import label
from views.painting import in_one_line
from views.printing import documents_folder

LARGEST = 2400
"""Pixels of the longer side that a picture is decoded with: more than a panel shows."""
OTHERS, LEAST = 320, 160
"""The height that everything else in the panel takes, in design pixels, and what a picture has at the least."""
READING = "Reading the picture …"
NO_PICTURE = "This file is no picture that can be shown here. The console opens no files; save a copy and look at that."


class AttachmentForm(Form):
    """Enter saves a copy into the folder; the console itself opens nothing."""

    writes = False
    share = 0.5

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: object = None) -> None:
        if not isinstance(about, Attached):
            raise Refused("Choose a file of an entry first: Enter on the entry, then Tab.", field="about")
        super().__init__(f"Attachment {about.called}", desk, parent)
        self.file = about
        self.box = PictureBox(self)
        self.box.setAccessibleName(in_one_line(f"Picture {about.row.name}"))
        self.name = label(in_one_line(about.row.name), "title", wrap=True)
        facts = (f"{size_text(about.row.size)}, {about.row.media_type}", f"SHA-256 {about.digest}")
        self.facts = label("\n".join(facts), "second", wrap=True)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.folder = text_field(desk.habits.get("folder") or str(documents_folder()))
        self.told = label(READING if about.is_picture else NO_PICTURE, "second", wrap=True)
        self.add_above(self.box)
        self.add_above(self.told)
        self.add_above(self.name)
        self.add_above(self.facts)
        self.add_field("folder", "A copy goes to", self.folder)
        self.add_foot("Save a copy")
        self.says.setText("Saved as it was attached, byte for byte, with all that a camera wrote into it.")
        if about.is_picture:
            self.run(partial(_large, file=about), self._show)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture takes what the others leave."""
        super().resizeEvent(event)
        self.box.set_highest(max(self.height() - theme.px(OTHERS), theme.px(LEAST)))

    def _show(self, image: QImage | None) -> None:
        if image is None:
            self.told.setText(NO_PICTURE)
        else:
            self.box.show_image(image)
            self.told.hide()

    def enter(self) -> None:
        """Save a copy; what is there stays."""
        folder = self.folder.text()
        self.run(partial(save_copy, attached=self.file, folder=folder), self._saved)

    def _saved(self, place: Path) -> None:
        self.says.setText(f"A copy is saved as {place}")

    def is_about(self, about: object) -> bool:
        """Whether it shows just this one."""
        return isinstance(about, Attached) and about.row.id == self.file.row.id


class PictureBox(QWidget):
    """Paints a picture whole: as large as it fits, never larger than it is; in the colour of the night at night."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image, self._drawn = QImage(), QImage()
        self._highest = LEAST
        theme.switch().changed.connect(self._draw_anew)

    def show_image(self, image: QImage) -> None:
        """Show this picture."""
        self._image = image
        self._draw_anew()
        self._fit()

    def _draw_anew(self) -> None:
        night = theme.theme().name == "night" and not self._image.isNull()
        self._drawn = pictures.in_one_colour(self._image, theme.colour("text1")) if night else self._image
        self.update()

    def set_highest(self, highest: int) -> None:
        """Take no more height than this."""
        self._highest = highest
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is wider is higher."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the whole picture is in this width, if there is so much room."""
        if not self._image.isNull():
            fitting = min(self.width(), self._image.width()) * self._image.height() / self._image.width()
            self.setFixedHeight(max(1, round(min(fitting, self._highest))))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture at the left, where the words below it begin."""
        if self._drawn.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._drawn.size().boundedTo(self._drawn.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio))
        painter.drawImage(QRectF(0, 0, size.width(), size.height()), self._drawn)


def _large(desk: Desk, file: Attached) -> QImage | None:
    """The picture, read and decoded on the worker. Raises `Refused` where its bytes are not those that were kept."""
    return pictures.decoded(desk.ask(bytes_of(file.row)), LARGEST)
