"""What a handover shows, and the words that all its parts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from models.incident import Handover
from models.log_line import LogLine
from reports.page import Furniture, Pages
from reports.picture_page import PicturePage
from reports.table import Row, Table
from reports.text import BLACK, Style, fitted

HEADING = Style(12.5, 16, bold=True)
NUMBER = Style(10, 12, bold=True, grey=1.0)
SMALL = Style(9, 12)
LABEL = SMALL.with_grey()
POST = Style(11, 14, bold=True)


@dataclass(frozen=True, kw_only=True)
class HandoverPage(PicturePage):
    """Everything that a handover shows; the same page gives the same bytes.

    Without a `handover` it is marked *not issued*. `signed` fills the signature boxes from that row. `reprint` prints
    one more word over the head and is left out of any digest: `handover_pdf(replace(page, reprint=False))`.
    """

    lines: Sequence[LogLine]
    log_from: datetime | None = None
    """When the log of the shift begins: at the last signed handover, or (None) with the incident's first entry."""
    handover: Handover | None = None
    signed: bool = False
    reprint: bool = False
    seated: str = ""
    """The post at the desk that prints it: who hands over, as long as no row says it."""

    @property
    def from_post(self) -> str:
        """Who hands over."""
        return self.handover.from_post if self.handover else self.seated

    @property
    def report(self) -> str:
        """What the report is called at the foot."""
        return "Handover, not issued" if self.handover is None else f"Handover {self.handover.number}"

    @property
    def furniture(self) -> Furniture:
        """The head and foot of its pages."""
        return Furniture(self.picture, self.report, self.moment, self.printed_at, self.sealed, self.reprint)

    @property
    def signature(self) -> Handover | None:
        """The row that the signature boxes are filled from, if they are."""
        return self.handover if self.signed else None


def heading(pages: Pages, number: int, title: str, note: str = "", *, height: float = 28.0, keep: float = 60.0) -> None:
    """A numbered heading with a note at its right, over a rule; on the next page where `keep` points are not left."""
    pages.need(keep)
    pages.mark(title)
    pages.y -= height - 18 if pages.y < pages.top else 2
    top = pages.y
    pages.ink.panel(pages.left, top, 15, 15, grey=BLACK, radius=2.5)
    pages.ink.line(pages.left + (15 - NUMBER.width(str(number))) / 2, top - 11, [(str(number), NUMBER)])
    pages.ink.line(pages.left + 22, top - 11.8, [(title, HEADING)])
    room = pages.width - 40 - HEADING.width(title)
    pages.ink.line(pages.right, top - 11.8, fitted(note, SMALL, room), right=True)
    pages.y -= 18
    pages.ink.rule(pages.left, pages.y, pages.width, grey=BLACK, thick=1.32)


def section(
    pages: Pages,
    number: int,
    title: str,
    note: str,
    table: Table,
    rows: Iterable[Row | str],
    *,
    height: float = 28.0,
) -> None:
    """A numbered heading over the rows of a table (there is one at least), on the same page as the first of them."""
    every = iter(rows)
    first = list(islice(every, 2))
    heading(pages, number, title, note, height=height, keep=height + table.least(first))
    table.draw(chain(first, every))


def nothing(pages: Pages, text: str) -> None:
    """What stands under a heading that has no rows."""
    pages.y -= 3
    pages.line((text, SMALL))
