"""Pictures from outside: known by decoding, drawn no larger than asked for, and never more than a limit allows.

Formats that can name other files (SVG) are no pictures here. Everything may be called on a worker.
"""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "bmp": "image/bmp",
    "webp": "image/webp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
}
"""By the name that Qt has for the format."""
MOST_PIXELS = 64_000_000
"""Eight thousand by eight thousand: a small file that says it has more is not decoded (a decompression bomb)."""
PROOF = 64
"""To know that it is a picture it is decoded this small."""


def media_type(content: bytes) -> str | None:
    """The media type of a picture that can be shown; None where this is none."""
    reader, _ = _opened(content)
    name = MEDIA_TYPES.get(_format(reader))
    return name if name is not None and decoded(content, PROOF) is not None else None


def decoded(content: bytes, side: int) -> QImage | None:
    """The picture the right way up, within a square of this side in pixels; None where it cannot be decoded."""
    reader, _device = _opened(content)
    if _format(reader) not in MEDIA_TYPES:  # before anything is read of it: an SVG opens the files that it names
        return None
    size = reader.size()
    if not 0 < size.width() * size.height() <= MOST_PIXELS:
        return None
    if max(size.width(), size.height()) > side:
        scaled = size.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(scaled.expandedTo(QSize(1, 1)))
    image = reader.read()
    return None if image.isNull() else image


def png(image: QImage) -> bytes:
    """A picture as PNG, without loss; empty where it cannot be written."""
    device = QBuffer()
    device.open(QIODevice.OpenModeFlag.WriteOnly)
    written = image.save(device, "PNG")  # type: ignore[call-overload]
    return bytes(device.data().data()) if written else b""


def _format(reader: QImageReader) -> str:
    return bytes(reader.format().data()).decode("latin-1")


def _opened(content: bytes) -> tuple[QImageReader, QBuffer]:
    """A reader of these bytes, and the device that must live as long."""
    device = QBuffer()
    device.setData(QByteArray(content))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader, device


def in_one_colour(image: QImage, colour: QColor) -> QImage:
    """The picture in shades of one colour, for the night: nothing in it is brighter than the words beside it."""
    made = image.convertToFormat(QImage.Format.Format_Grayscale8).convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(made)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    painter.fillRect(made.rect(), colour)
    painter.end()
    return made
