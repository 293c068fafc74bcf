"""What every report shows: one picture, as at when, printed when, sealed to which entry; and how a report begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from models import times
from models.picture import Picture
from reports.page import Furniture, Pages, Sealed
from reports.text import DARK, Line, Style, fitted, fitting, lines_of, safe

EYEBROW = Style(9, 13, bold=True, grey=DARK)
FACTS = Style(9.5, 13)
TITLES = tuple(Style(size, size + 3, bold=True) for size in (20, 18, 16, 15.5))


@dataclass(frozen=True, kw_only=True)
class PicturePage:
    """A picture to be printed; the same page gives the same bytes."""

    picture: Picture
    moment: datetime
    printed_at: datetime
    sealed: Sealed
    paper: str

    @property
    def today(self) -> date:
        """The local day of the report, on which times need no date."""
        return self.moment.astimezone(self.picture.station.zone).date()

    def clock(self, moment: datetime | None) -> str:
        """A time as the page says it; a dash where there is none."""
        return "–" if moment is None else times.clock_text(moment, self.picture.station.zone, self.today)

    def begun(self, report: str, facts: str, *, form: str = "", sensitive: str = "") -> Pages:
        """Its pages with the title of the report on the first, `facts` below it; `form` is its official name."""
        marks = Furniture(
            self.picture, f"{report}, not issued", self.moment, self.printed_at, self.sealed, sensitive=sensitive
        )
        pages, incident = Pages(marks, self.paper), self.picture.incident
        pages.line(((form or report).upper(), EYEBROW))
        for line in title_lines(incident.title, pages.width):
            pages.line(*line)
        told = f"{incident.ref}.  {incident.priority.label}.  {self.picture.marking}.  {facts}"
        for line in lines_of([(told, FACTS)], pages.width):
            pages.line(*line)
        pages.y -= 8
        return pages

    def finished(self, pages: Pages, report: str) -> bytes:
        """The pages as PDF."""
        return pages.finished(f"{report}, {self.picture.incident.ref}")


def title_lines(title: str, width: float) -> Sequence[Line]:
    """A title on one line, smaller where it must be, else on two; whatever is longer stands whole in the log."""
    if len(lines_of([(title, TITLES[-1])], width)) <= 1:
        return [fitting(title, TITLES, width)]
    style = next((one for one in TITLES if all(one.width(safe(word)) <= width for word in title.split())), TITLES[-1])
    lines = lines_of([(title, style)], width)
    first = "".join(text for text, _ in lines[0])
    rest = " ".join("".join(text for text, _ in line) for line in lines[1:4]) + ("…" if len(lines) > 4 else "")
    return [[(first, style)], fitted(rest, style, width)]
