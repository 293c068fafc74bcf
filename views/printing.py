"""Printing: a report drawn on a worker, then written as a PDF file or painted onto a printer, page by page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QSizeF, QStandardPaths
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from app.errors import Refused, Stopped
from app.folders import made_folder, written
from app.progress import Progress, Stop, never, nobody_watches
from views.pdf_pages import POINTS, page_image, page_sizes

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from app.desk import Desk

RESOLUTION = 300
"""Dots to the inch that a page is painted with: small type stays sharp, a page in greys stays under nine megabytes."""
BAND = 64
"""Rows that are painted at a time: Qt holds the interpreter meanwhile, and the window must not wait for it."""
PDF_FILE = "PDF file"


@dataclass(frozen=True)
class Job:
    """What is printed: its name, how it is drawn, and where it goes (no printer: a PDF file in this folder)."""

    name: str
    draw: Callable[[Desk, Progress, Stop], bytes]
    printer: str = ""
    folder: str = ""


@dataclass(frozen=True)
class Printed:
    """What became of a job: a sentence, and where the file is."""

    words: str
    path: Path | None = None


def carry_out(desk: Desk, job: Job, progress: Progress = nobody_watches, stop: Stop = never) -> Printed | None:
    """Draw it, then print or write it, on a worker; None: it was stopped and left nothing half. Raises `Refused`."""
    try:
        pdf = job.draw(desk, progress, stop)
        if stop():
            return None
        if not job.printer:
            return _written(job, pdf)
        count = paint(pdf, printer_called(job.printer, job.name), progress, stop)
    except Stopped:
        return None
    return Printed(f"{job.name}: {count} {'page' if count == 1 else 'pages'} sent to {job.printer}.")


# --- a file -----------------------------------------------------------------------------------------------------------


def _written(job: Job, pdf: bytes) -> Printed:
    place = written(made_folder(job.folder), f"{job.name}.pdf", pdf)
    return Printed(f"Written to {place}", place)


def documents_folder() -> Path:
    """Where pages go unless another folder is typed."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents) / "Watchkeeper"


def safe_name(text: str) -> str:
    """Text as part of a file's name: letters, digits and hyphens, so that it can never lead out of a folder."""
    return re.sub(r"[^A-Za-z0-9-]", "-", text)


# --- a printer --------------------------------------------------------------------------------------------------------


def printer_names(_: Desk) -> list[str]:
    """The printers that are set up on this machine; asked on a worker, because a print server may be slow."""
    from PySide6.QtPrintSupport import QPrinterInfo

    return list(QPrinterInfo.availablePrinterNames())


def printer_called(name: str, title: str) -> QPrinter:
    """A printer by its name, ready for whole pages. Raises `Refused` where it is not there any more."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise Refused(f"The printer {name} is not there any more. Choose another, or the PDF file.", field="printer")
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    return printer


def paint(pdf: bytes, printer: QPrinter, progress: Progress = nobody_watches, stop: Stop = never) -> int:
    """Paint every page onto a printer, in greys, and say how many there were.

    One page is in memory at a time. Raises `Stopped` (the printer is told to forget what it has), and `Refused`.
    """
    printer.setFullPage(True)
    printer.setResolution(RESOLUTION)
    sizes, painter = page_sizes(pdf), QPainter()
    try:
        for number, size in enumerate(sizes):
            if stop():
                raise Stopped
            _begin(number, size, printer, painter)
            image = page_image(pdf, number, round(size.width() * RESOLUTION / POINTS))
            for top in range(0, image.height(), BAND):
                painter.drawImage(0, top, image.copy(0, top, image.width(), min(BAND + 1, image.height() - top)))
            progress(number + 1, len(sizes))
    except BaseException:
        _forget(printer, painter)
        raise
    if not painter.end():
        raise _refusal(printer)
    return len(sizes)


def _begin(number: int, size: QSizeF, printer: QPrinter, painter: QPainter) -> None:
    """A sheet of this size, without margins: the page brings its own."""
    wide = size.width() > size.height()
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    page = QPageSize(size.transposed() if wide else size, QPageSize.Unit.Point)
    printer.setPageLayout(QPageLayout(page, turned, QMarginsF(0, 0, 0, 0)))
    if not (printer.newPage() if number else painter.begin(printer)):
        raise _refusal(printer)


def _forget(printer: QPrinter, painter: QPainter) -> None:
    """Stop in the middle: nothing half is left, neither with the printer nor in a file."""
    printer.abort()
    painter.end()
    if printer.outputFileName():
        Path(printer.outputFileName()).unlink(missing_ok=True)


def _refusal(printer: QPrinter) -> Refused:
    name = printer.printerName() or PDF_FILE
    return Refused(f"{name} does not take the page. Look at the printer, then print again.", field="printer")
