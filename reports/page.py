"""Pages: their size, the head and foot of every one, and a place that moves down as things are set.

Paper is A4 or Letter with 16 mm margins. A page that is set is compressed and put aside at once, so that a long report
takes no more memory than a short one; heads and feet are drawn at the end, when the count of the pages is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from models import times
from models.picture import Picture
from reports.fonts import REGULAR, font
from reports.ink import Encoder, Ink
from reports.sheets import Sheets
from reports.text import BLACK, LINE, Line, Span, Style, fitted, line_width

MM = 72 / 25.4
MARGIN = 16 * MM
PAPERS = {"a4": (210 * MM, 297 * MM), "letter": (612.0, 792.0)}

HEAD = Style(9, 11)
HEAD_STRONG = Style(9, 11, bold=True)
FOOT_LINE = MARGIN + 4
"""The first line of the foot."""
MARK = Style(9, 11, bold=True, grey=1.0)
HEAD_HEIGHT = 16.0
FOOT_HEIGHT = 20.0
"""How far the foot reaches above the margin; the rest of it stands in the margin."""


@dataclass(frozen=True)
class Sealed:
    """The last entry that a page knows of: its number (of each book) and its check code."""

    number: str
    check: str


@dataclass(frozen=True)
class Furniture:
    """What stands at the head and foot of every page (standards 3.3, block 1)."""

    picture: Picture
    report: str
    moment: datetime
    printed_at: datetime
    sealed: Sealed
    reprint: bool = False
    sensitive: str = ""
    """What must not lie about on a desk, in words that stand on every page."""

    @property
    def place(self) -> str:
        """Organisation, and the site where the incident's name does not say it."""
        station, title = self.picture.station, self.picture.incident.title
        return station.name if station.site in title else f"{station.name}, {station.site}"

    @property
    def incident(self) -> str:
        """Number and name of the incident."""
        return f"{self.picture.incident.ref} {self.picture.incident.title}"

    @property
    def period(self) -> str:
        """Number and bounds of the operational period; of one that is over, when it ended."""
        period, zone = self.picture.period, self.picture.station.zone
        if period is None:
            return "No period set"
        day = self.moment.astimezone(zone).date()
        start, end = (times.clock_text(one, zone, day) for one in (period.starts_at, period.ends_at))
        return f"Period {period.number}, " + (f"ended {end}" if period.ends_at <= self.moment else f"{start}–{end}")

    def stamp(self, moment: datetime, *, seconds: bool = False) -> str:
        """A moment with its day and its numeric offset: `Wed 12 Aug 2026 07:00 −04:00`."""
        local = moment.astimezone(self.picture.station.zone)
        clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
        return f"{times.long_day_text(local.date())} {clock} {times.offset_text(local)}"


class Pages:
    """The pages of one report under way; `y` is where the next thing begins, `bottom` where the foot does.

    A `titled` page one has its own head, and in its foot room for what is drawn `afterwards`. `marks` names the pages
    that something else refers to, in their order; it is whole when that draws.
    """

    def __init__(self, furniture: Furniture, paper: str, *, titled: bool = False) -> None:
        self.furniture = furniture
        self.size = PAPERS[paper]
        self.left, self.right = MARGIN, self.size[0] - MARGIN
        self.width = self.right - self.left
        self.top, self.bottom = self.size[1] - MARGIN - HEAD_HEIGHT, MARGIN + FOOT_HEIGHT
        font(REGULAR)
        self._canvas = Canvas(
            BytesIO(),
            pagesize=self.size,
            invariant=1,
            initialFontName=REGULAR,  # type: ignore[arg-type]  # the stubs take it for a number
            lang="en",
        )
        document = self._canvas._doc  # type: ignore[attr-defined]  # the stubs leave it out
        self._new_ink = partial(Ink, Encoder(document))
        self._sheets = Sheets(document, self.size)
        self._afterwards: dict[int, list[Callable[[Ink], None]]] = {}
        self.marks: dict[str, int] = {}
        self._titled = titled
        self.ink = self._new_ink()
        self.y = self.size[1] - MARGIN if titled else self.top

    @property
    def number(self) -> int:
        """The number of the page that is being set."""
        return len(self._sheets) + 1

    @property
    def room(self) -> float:
        """How much height is left on this page."""
        return self.y - self.bottom

    @property
    def height(self) -> float:
        """The height of an empty page between head and foot."""
        return self.top - self.bottom

    def next_page(self) -> None:
        """Go on at the top of a new page."""
        self._sheets.keep(self.ink)
        self.ink = self._new_ink()
        self.y, self.bottom = self.top, MARGIN + FOOT_HEIGHT

    def need(self, height: float) -> None:
        """Go to the next page unless this much height is left, or the page is empty anyway."""
        if self.room < height and self.y < self.top:
            self.next_page()

    def line(self, *spans: Span, inset: float = 0.0) -> None:
        """Set one line of text and move below it."""
        line: Line = list(spans)
        lead = max(style.leading for _, style in line)
        self.y -= lead
        self.ink.line(self.left + inset, self.y + lead * 0.28, line)

    def mark(self, name: str) -> None:
        """What has this name stands on this page."""
        self.marks[name] = self.number

    def afterwards(self, draw: Callable[[Ink], None]) -> None:
        """Draw this on the present page when every page has been set, because it names a page that comes later."""
        self._afterwards.setdefault(self.number, []).append(draw)

    def finished(self, title: str) -> bytes:
        """Head and foot on every page, and the whole as PDF."""
        self._canvas.setTitle(title)
        self._canvas.setSubject(self.furniture.incident)
        self._canvas.setAuthor(self.furniture.place)
        self._canvas.setCreator("Watchkeeper")
        self._sheets.keep(self.ink)
        for number in range(1, len(self._sheets) + 1):
            over = self._new_ink()
            for draw in self._afterwards.get(number, []):
                draw(over)
            self._draw_furniture(over, number)
            self._sheets.add(number, over)
        return self._sheets.bound(self._canvas)

    def _draw_furniture(self, ink: Ink, number: int) -> None:
        if self.furniture.picture.incident.exercise:
            self._draw_exercise(ink)
        titled = self._titled and number == 1
        if not titled:
            self._draw_head(ink)
        self._draw_foot(ink, number, titled)
        if self.furniture.reprint:
            ink.line(self.left, self.size[1] - MARGIN + 1.5, [("REPRINT", HEAD_STRONG)])

    def _draw_head(self, ink: Ink) -> None:
        y = self.size[1] - MARGIN - 8
        end: Line = [(f"{self.furniture.period}   ", HEAD), (self.furniture.picture.marking, HEAD_STRONG)]
        ink.line(self.left, y, fitted(self.furniture.place, HEAD, self.width - line_width(end) - 12))
        ink.line(self.right, y, end, right=True)

    def _draw_foot(self, ink: Ink, number: int, titled: bool) -> None:
        known = self.furniture
        incident = "" if titled else known.incident
        y = FOOT_LINE + 2
        ink.rule(self.left, y + 8, self.width, grey=LINE)
        end: Line = [(f"{known.report}   ", HEAD), (f"Page {number} of {len(self._sheets)}", HEAD_STRONG)]
        ink.line(self.left, y - 2, fitted(incident, HEAD_STRONG, self.width - line_width(end) - 12))
        ink.line(self.right, y - 2, end, right=True)
        self._draw_stamps(ink, y)

    def _draw_stamps(self, ink: Ink, y: float) -> None:
        """As at when, printed when, sealed to which entry; the entries of several desks take a line of their own."""
        known = self.furniture
        as_at = f"As at {known.stamp(known.moment)}"
        printed = f"Printed {known.stamp(known.printed_at, seconds=True)}"
        sealed = f"Log sealed to no. {known.sealed.number}, check {known.sealed.check}"
        alone = HEAD.width(as_at) + HEAD.width(sealed) + 12 > self.width
        if alone:
            ink.line(self.left, y - 13, fitted(sealed, HEAD, self.width))
            ink.line(self.left, y - 24, [(f"{as_at}   {printed}", HEAD)])
        else:
            ink.line(self.left, y - 13, [(as_at, HEAD)])
            ink.line(self.left, y - 24, [(printed, HEAD)])
            ink.line(self.right, y - 13, [(sealed, HEAD)], right=True)
        copy: Span = ("Paper copy." if alone else "Paper copy. The log in the console is the record.", HEAD)
        if known.sensitive and alone:
            copy = ("Sensitive.", HEAD_STRONG)
        elif known.sensitive:
            copy = (f"{known.sensitive}. Paper copy.", HEAD_STRONG)
        ink.line(self.right, y - 24, [copy], right=True)

    def _draw_exercise(self, ink: Ink) -> None:
        """A frame round the page and the words in white on black: nobody may take an exercise for the real thing."""
        edge = 7 * MM
        width, height = self.size
        ink.frame(edge, height - edge, width - 2 * edge, height - 2 * edge, thick=3)
        ink.panel(edge, height - edge, width - 2 * edge, 15, grey=BLACK)
        words: Line = [("EXERCISE   EXERCISE   EXERCISE", MARK)]
        ink.line((width - line_width(words)) / 2, height - edge - 11, words)
