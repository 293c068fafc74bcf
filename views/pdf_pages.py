"""Pages of a PDF as pictures: counted, measured and drawn by PDFium, which may be used by one thread at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

_one_at_a_time = threading.Lock()
POINTS = 72
"""Of a PDF to the inch."""


@contextmanager
def opened(pdf: bytes) -> Iterator[PdfDocument]:
    """The document, for this thread alone, and closed afterwards; no page of it may outlive that."""
    # PDFium is imported late: only who looks at a page needs it.
    from pypdfium2 import PdfDocument

    with _one_at_a_time:
        document = PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def page_sizes(pdf: bytes) -> list[QSizeF]:
    """The size of each page in points."""
    with opened(pdf) as document:
        return [QSizeF(*document.get_page_size(number)) for number in range(len(document))]


def page_image(pdf: bytes, number: int, width: int) -> QImage:
    """A page (0: the first) in greys, so many pixels wide."""
    with opened(pdf) as document:
        page = document[number]
        bitmap = page.render(scale=width / page.get_width(), grayscale=True)
        form = QImage.Format.Format_Grayscale8
        image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form).copy()
        bitmap.close()
        page.close()
        return image


def tinted(image: QImage, ink: QColor, paper: QColor, stronger: float = 1.0) -> QImage:
    """The same page in two other colours: a night desk must not be lit by white paper.

    `stronger` draws greys nearer to the ink: the power to which their lightness is raised.
    """
    table = [_between(ink, paper, (grey / 255) ** stronger).rgb() for grey in range(256)]
    shown = image.convertToFormat(QImage.Format.Format_Grayscale8)
    shown.reinterpretAsFormat(QImage.Format.Format_Indexed8)
    shown.setColorTable(table)
    return shown


def _between(ink: QColor, paper: QColor, share: float) -> QColor:
    parts = (
        round(a + (b - a) * share)
        for a, b in zip(ink.getRgb()[:3], paper.getRgb()[:3], strict=True)  # type: ignore[index]
    )
    return QColor(*parts)
