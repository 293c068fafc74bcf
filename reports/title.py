"""The head of page one of the handover: what, how bad, from whom to whom, as at when, and the QR that proves it."""

from __future__ import annotations

import segno

from models import times
from reports.handover_page import LABEL, POST, SMALL, HandoverPage
from reports.ink import Ink
from reports.page import MM, Pages
from reports.picture_page import EYEBROW, title_lines
from reports.shapes import draw_priority
from reports.text import BLACK, DARK, PALE, Line, Style, fitted, line_width, lines_of

QR_SIDE = 30 * MM
"""The least that a scan at 100 dpi still reads (quality 4)."""
QUIET = 11.0
"""The white that a QR needs around it, in points."""
BAND = 40.0
"""The height of the grey band."""
SHARES = (0.225, 0.21, 0.165, 0.15, 0.25)
"""How the band is divided."""
LARGE = Style(17, 19, bold=True)


def draw_title(page: HandoverPage, pages: Pages) -> None:
    """Draw it where the pages begin."""
    incident, top = page.picture.incident, pages.y
    width = pages.width - QR_SIDE - QUIET
    _draw_qr(page, pages, pages.right - QR_SIDE, top)
    _draw_eyebrow(page, pages, width)
    for line in title_lines(incident.title, width):
        pages.line(*line)
    pages.y -= 2
    draw_priority(pages.ink, incident.priority, pages.left, pages.y - 0.8, 13)
    pages.line((f"{incident.priority.label}     {incident.ref}", POST), inset=18)
    pages.ink.line(pages.left + width, pages.y + 14 * 0.28, [("Scan to verify", LABEL)], right=True)
    pages.y -= 5
    _draw_band(page, pages, width)
    pages.y = min(pages.y, top - QR_SIDE - 4)


def _draw_eyebrow(page: HandoverPage, pages: Pages, width: float) -> None:
    """Which report, whose, in which period, live or an exercise."""
    number = "NOT ISSUED" if page.handover is None else f"No. {page.handover.number}"
    eyebrow: Line = [("SHIFT HANDOVER   ", EYEBROW), (number, EYEBROW.with_grey(BLACK))]
    known = page.furniture
    pages.line(*eyebrow)
    marking: Line = [(f"   {page.picture.marking}", SMALL.strong())]
    room = width - line_width(eyebrow) - line_width(marking) - 12
    told = fitted(f"{known.place} · {known.period}", SMALL, room)
    pages.ink.line(pages.left + width, pages.y + 13 * 0.28, [*told, *marking], right=True)


def _draw_qr(page: HandoverPage, pages: Pages, left: float, top: float) -> None:
    """Incident, last number and check code, so that the page can be held against the log (quality 4)."""
    text = f"{page.picture.incident.ref} {page.sealed.number} {page.sealed.check}"

    def draw(ink: Ink) -> None:
        matrix = segno.make(text, error="m", micro=False).matrix
        side = QR_SIDE / len(matrix)
        ink.rectangles(
            (left + column * side, top - (row + 1) * side, side, side)
            for row, modules in enumerate(matrix)
            for column, dark in enumerate(modules)
            if dark
        )

    pages.afterwards(draw)


def _draw_band(page: HandoverPage, pages: Pages, whole: float) -> None:
    """The grey band beside the QR: as at when, from whom, to whom, for how long, under whom."""
    pages.ink.panel(pages.left, pages.y, whole, BAND, grey=PALE, radius=4)
    x = pages.left + 10
    for (label, value, below), share in zip(_band_cells(page), SHARES, strict=True):
        width = share * (whole - 10)
        pages.ink.line(x, pages.y - 10, [(label, LABEL)])
        if label == "As at" and LARGE.width(value) <= width - 4:
            pages.ink.line(x, pages.y - 25.2, [(value, LARGE)])
        else:
            _draw_value(pages, x, value, width - 4)
        pages.ink.line(x, pages.y - 35.5, fitted(below, SMALL, width - 4))
        x += width
    pages.y -= BAND


def _draw_value(pages: Pages, x: float, value: str, width: float) -> None:
    """A value of the band: on one line, smaller on two where it is long, a line to write on where there is none."""
    if not value:
        pages.ink.rule(x, pages.y - 27, width - 8, grey=DARK)
        return
    lines = lines_of([(value, POST)], width)
    if len(lines) == 1:
        pages.ink.line(x, pages.y - 23.5, lines[0])
        return
    lines = lines_of([(value, SMALL.strong())], width)
    pages.ink.line(x, pages.y - 19.5, lines[0])
    rest = " ".join("".join(text for text, _ in line) for line in lines[1:4])
    pages.ink.line(x, pages.y - 28.5, fitted(rest, SMALL.strong(), width))


def _band_cells(page: HandoverPage) -> list[tuple[str, str, str]]:
    """Label, value and what stands below it; an empty value leaves a line to write on."""
    incident, handover, signed = page.picture.incident, page.handover, page.signature
    start, end = incident.elapsed_until(page.moment)
    since = page.clock(start)
    return [
        ("As at", page.clock(page.moment), times.long_day_text(page.today)),
        ("From post", page.from_post, handover.from_initials if handover else ""),
        ("To post", handover.to_post if handover else "", (signed.to_initials or "") if signed else ""),
        ("Running for", times.elapsed_text(start, end), since if " " in since else f"since {since}"),
        ("Commander", incident.commander or "None", f"Phase: {incident.phase}"),
    ]
