"""The files of an entry as its row in the log shows them: pictures small, all others by their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from models.attachment import Attached, Attachment
from models.sizes import size_text
from views import theme
from views.painting import line_height, paint_mark, paint_text

THUMB, TILE = 72, 112
"""How high and how wide a picture is shown, in design pixels; its name stands below it."""
ABOVE, BETWEEN = 6, 12
MARK, INDENT = 14, 20

PictureOf = Callable[[Attachment, int], QPixmap | None]
"""A small picture of a file within a square of so many design pixels; None where it is not there."""


def no_picture(attachment: Attachment, size: int) -> QPixmap | None:
    """Where nobody makes small pictures, there are none."""
    return None


@dataclass(frozen=True)
class PlacedFile:
    """A file and where it stands, from the upper left corner of the row's text."""

    file: Attached
    place: QRectF


def place_files(files: Sequence[Attached], top: float, width: float) -> tuple[list[PlacedFile], float]:
    """Put the pictures side by side, then the other files below each other; and how far down they reach."""
    placed: list[PlacedFile] = []
    pictures = [one for one in files if one.is_picture]
    in_row = max(1, int((width + BETWEEN) // (TILE + BETWEEN)))
    high = THUMB + line_height(12) + ABOVE
    for number, file in enumerate(pictures):
        across, down = number % in_row, number // in_row
        placed.append(PlacedFile(file, QRectF(across * (TILE + BETWEEN), top + ABOVE + down * high, TILE, high)))
    top += -(-len(pictures) // in_row) * high + (ABOVE if pictures else 0)
    for file in (one for one in files if not one.is_picture):
        placed.append(PlacedFile(file, QRectF(0, top + 2, width, line_height(13))))
        top += line_height(13) + 2
    return placed, top


def paint_file(painter: QPainter, placed: PlacedFile, origin: QPointF, picture_of: PictureOf) -> None:
    """Draw it; `origin` is the upper left corner of the row's text."""
    file, rect, quiet = placed.file, placed.place.translated(origin), theme.colour("text2")
    if not file.is_picture:
        paint_mark(painter, QRectF(rect.left(), rect.top() + 2, MARK, MARK), "paperclip", quiet)
        paint_text(painter, rect.adjusted(INDENT, 0, 0, 0), file_text(file), quiet, size=13)
        return
    _paint_picture(painter, QRectF(rect.left(), rect.top(), TILE, THUMB), picture_of(file.row, TILE))
    name = QRectF(rect.left(), rect.top() + THUMB + 2, TILE, line_height(12))
    paint_text(painter, name, f"{file.called} {file.row.name}", quiet, size=12)


def _paint_picture(painter: QPainter, rect: QRectF, picture: QPixmap | None) -> None:
    """Within a quiet frame the picture, whole; the mark of a file while it is on its way or where it is none."""
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_KEY, theme.RADIUS_KEY)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    middle, within = rect.center(), rect.adjusted(1, 1, -1, -1)
    if picture is not None:
        size = picture.deviceIndependentSize()  # counts in design pixels already
        if size.width() > within.width() or size.height() > within.height():
            size.scale(within.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(middle.x() - size.width() / 2, middle.y() - size.height() / 2, size.width(), size.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(place, picture, QRectF(picture.rect()))
        return
    paint_mark(painter, QRectF(middle.x() - 9, middle.y() - 9, 18, 18), "paperclip", theme.colour("text3"))


def file_text(file: Attached) -> str:
    """Its number, its name and how large it is: `41-1 cooling-plan.pdf, 24 kB`."""
    return f"{file.called} {file.row.name}, {size_text(file.row.size)}"


def file_words(file: Attached) -> str:
    """The same for a screen reader: `picture 41-1 switchgear.png`."""
    return f"{'picture' if file.is_picture else 'file'} {file.called} {file.row.name}"
