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

CAPTION = Style(8, 9.6, grey=DARK)
QR_SIDE = 30 * MM
EXPLAINED = ("Log no., check code.", "Genuine? main.py verify")
"""What the QR is for, under it."""
QUIET = 11.0
"""The white that a QR needs around it, in points."""
BAND = 42.0
"""The height of the grey band."""


def draw_title(page: HandoverPage, pages: Pages) -> None:
    """Draw it where the pages begin."""
    incident = page.picture.incident
    width = pages.width - QR_SIDE - QUIET
    top = pages.size[1] - pages.left
    _draw_qr(page, pages, pages.right - QR_SIDE, top)
    number = "NOT ISSUED" if page.handover is None else f"No. {page.handover.number}"
    eyebrow: Line = [("SHIFT HANDOVER   ", EYEBROW), (number, EYEBROW.with_grey(BLACK))]
    pages.line(*eyebrow)
    commander = f" Commander: {incident.commander}." if incident.commander else ""
    led = fitted(f"Phase: {incident.phase}.{commander}", SMALL, width - line_width(eyebrow) - 12)
    pages.ink.line(pages.left + width, pages.y + 13 * 0.28, led, right=True)
    for line in title_lines(incident.title, width):
        pages.line(*line)
    pages.y -= 2
    draw_priority(pages.ink, incident.priority, pages.left, pages.y - 0.8, 13)
    gap = "     "
    pages.line((incident.priority.label + gap + incident.ref + gap + incident.marking, POST), inset=18)
    pages.y = min(pages.y - 5, top - QR_SIDE + BAND - 20)
    _draw_band(page, pages, width)
    for place, text in enumerate(EXPLAINED, 1):
        base = top - QR_SIDE - 2 - CAPTION.leading * place
        pages.ink.line(pages.right, base, [(text, CAPTION)], right=True)


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
    """The grey band: as at when, from whom, to whom, for how long."""
    pages.ink.panel(pages.left, pages.y, whole, BAND, grey=PALE, radius=4)
    x = pages.left + 10
    large = Style(18, 20, bold=True)
    for (label, value, below), share in zip(_band_cells(page), (0.23, 0.29, 0.29, 0.19), strict=True):
        width = share * (whole - 10)
        pages.ink.line(x, pages.y - 10.5, [(label, LABEL)])
        if label == "As at" and large.width(value) <= width - 8:
            pages.ink.line(x, pages.y - 26.5, [(value, large)])
        else:
            _draw_value(pages, x, value, width - 8)
        pages.ink.line(x, pages.y - 38, fitted(below, SMALL, width - 8))
        x += width
    pages.y -= BAND


def _draw_value(pages: Pages, x: float, value: str, width: float) -> None:
    """A value of the band: on one line, smaller on two where it is long, a line to write on where there is none."""
    if not value:
        pages.ink.rule(x, pages.y - 29, width - 12, grey=DARK)
        return
    lines = lines_of([(value, POST)], width)
    if len(lines) == 1:
        pages.ink.line(x, pages.y - 25, lines[0])
        return
    lines = lines_of([(value, SMALL.strong())], width)
    pages.ink.line(x, pages.y - 20, lines[0])
    rest = " ".join("".join(text for text, _ in line) for line in lines[1:4])
    pages.ink.line(x, pages.y - 30, fitted(rest, SMALL.strong(), width))


def _band_cells(page: HandoverPage) -> list[tuple[str, str, str]]:
    """Label, value and what stands below it; an empty value leaves a line to write on."""
    incident, handover, signed = page.picture.incident, page.handover, page.signature
    start, end = incident.elapsed_until(page.moment)
    return [
        ("As at", page.clock(page.moment), times.long_day_text(page.today)),
        ("From post", handover.from_post if handover else "", handover.from_initials if handover else ""),
        ("To post", handover.to_post if handover else "", (signed.to_initials or "") if signed else ""),
        ("Running for", times.elapsed_text(start, end), f"since {page.clock(start)}"),
    ]
