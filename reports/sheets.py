"""The finished pages of a report: compressed as soon as they are set, kept in a file, bound into a PDF at the end."""

from __future__ import annotations

import zlib
from tempfile import SpooledTemporaryFile
from weakref import finalize

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDocument, PDFObject, PDFPage, PDFResourceDictionary
from reportlab.pdfgen.canvas import Canvas

from reports.ink import Ink

IN_MEMORY = 4_000_000
"""How many bytes of finished pages are held in memory; more of them go to the disk."""
QUICK = 1
"""How hard pages are compressed: the hardest takes four times as long and saves a fifth."""


class Sheets:
    """The pages of one document, each as what was set on it and what was drawn over that at the end."""

    def __init__(self, document: PDFDocument, size: tuple[float, float]) -> None:
        self._document = document
        self._size = size
        self._file: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  # closed below
        finalize(self, self._file.close)
        self._bodies: list[_Stream] = []
        self._resources = PDFResourceDictionary()
        self._resources.basicFonts()
        self._resources.basicProcs()

    def __len__(self) -> int:
        return len(self._bodies)

    def keep(self, ink: Ink) -> None:
        """The next page is set."""
        self._bodies.append(self._spilled(ink))

    def add(self, number: int, over: Ink) -> None:
        """Put a page into the document, with what is drawn over it; to be called for one after the other."""
        page = PDFPage()
        page.MediaBox = PDFArray([0, 0, *self._size])
        page.Resources = self._resources
        page.Contents = PDFArray([self._bodies[number - 1], self._spilled(over)])
        page.Contents.References(self._document)
        self._document.addPage(page)

    def bound(self, canvas: Canvas) -> bytes:
        """The whole document."""
        made: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]  # the stubs leave it out
        return made

    def _spilled(self, ink: Ink) -> _Stream:
        content = zlib.compress(ink.content, QUICK)
        start = self._file.seek(0, 2)
        self._file.write(content)
        return _Stream(self._file, start, len(content))


class _Stream(PDFObject):
    """A part of a page, read from the file when the document is written."""

    __RefOnly__ = 1  # ReportLab's word for: never inside another object

    def __init__(self, file: SpooledTemporaryFile[bytes], start: int, length: int) -> None:
        self._file, self._start, self._length = file, start, length

    def format(self, document: PDFDocument) -> bytes:
        """As ReportLab asks for it."""
        self._file.seek(self._start)
        head = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % self._length
        return head + self._file.read(self._length) + b"\nendstream\n"
