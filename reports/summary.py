"""Page one of the handover: title, situation, what to do first, systems not normal, decisions in force, sign-off."""

from __future__ import annotations

from itertools import groupby

import segno

from models import times
from reports.decisions import decisions_in_force
from reports.do_first import do_first
from reports.handover_page import EYEBROW, LABEL, POST, SMALL, HandoverPage, heading, nothing
from reports.ink import Ink
from reports.page import MM, Pages
from reports.scale import CLOSEST, SCALES, WHOLE, Scale
from reports.shapes import draw_priority
from reports.signatures import Signatures
from reports.systems import systems_not_normal
from reports.table import Cell, Column, Row, Table
from reports.text import BLACK, DARK, PALE, Line, Span, Style, fitted, fitting, lines_of

TITLES = tuple(Style(size, size + 3, bold=True) for size in (20, 18, 16, 15.5))
CAPTION = Style(7.5, 9)
QR_SIDE = 30 * MM
SPARE = 5.0
"""The least white over and under the sign-off."""
QUIET = 11.0
"""The white that a QR needs around it, in points."""
CONTENTS = 11.0
"""The height of the line at the end of page one that says what follows on which page."""


def summary(page: HandoverPage) -> Pages:
    """The summary, set as openly as fits page one: with the sign-off; else without it; else over several pages.

    The pages stand where the annex goes on.
    """
    for scale in SCALES:
        pages = _set(page, scale)
        signatures = Signatures(page, pages)
        if pages.number == 1 and pages.room >= signatures.height + 2 * SPARE:
            pages.y = pages.bottom + signatures.height + SPARE
            signatures.draw()
            pages.next_page()
            if scale.brief:
                decisions_in_force(page, pages, WHOLE, again=True)
            return pages
    return _without_sign_off(page)


def _without_sign_off(page: HandoverPage) -> Pages:
    for scale in (*SCALES, CLOSEST):
        pages = _set(page, scale)
        if pages.number == 1:
            pages.next_page()
            if scale.brief:
                decisions_in_force(page, pages, WHOLE, again=True)
            _sign_off(page, pages)
            return pages
    pages = _set(page, WHOLE)
    _sign_off(page, pages)
    return pages


def _sign_off(page: HandoverPage, pages: Pages) -> None:
    """The sign-off after the page one that it does not fit."""
    signatures = Signatures(page, pages)
    pages.need(signatures.height + 12)
    pages.mark("Sign-off")
    pages.y -= 12
    signatures.draw()


def _set(page: HandoverPage, scale: Scale) -> Pages:
    """The summary without its sign-off."""
    pages = Pages(page.furniture, page.paper, head_gap=QR_SIDE + QUIET, foot_gap=CONTENTS)
    _name_what_follows(pages)
    _title(page, pages)
    _band(page, pages)
    _situation(page, pages, scale)
    do_first(page, pages, scale)
    systems_not_normal(page, pages, scale)
    decisions_in_force(page, pages, scale)
    return pages


def _name_what_follows(pages: Pages) -> None:
    """At the end of page one, which page holds what: `Page 2 decisions with reasons · 3 people reached`."""
    base = pages.bottom - CONTENTS + 1.5

    def draw(ink: Ink) -> None:
        later = ((number, title) for title, number in pages.marks.items() if number > 1)
        spans: list[Span] = [("Page ", SMALL)]
        for number, group in groupby(later, lambda one: one[0]):
            titles = ", ".join(title[0].lower() + title[1:] for _, title in group)
            spans += [(str(number), SMALL.strong()), (f" {titles}", SMALL), (" · ", SMALL)]
        ink.line(pages.left, base, spans[:-1])

    pages.afterwards(draw)


def _title(page: HandoverPage, pages: Pages) -> None:
    incident = page.picture.incident
    width = pages.width - QR_SIDE - QUIET
    top = pages.size[1] - pages.left
    _draw_qr(page, pages, pages.right - QR_SIDE, top)
    number = "NOT ISSUED" if page.handover is None else f"No. {page.handover.number}"
    pages.line(("SHIFT HANDOVER   ", EYEBROW), (number, EYEBROW.with_grey(BLACK)))
    _explain_qr(page, pages, pages.left + width, pages.y + 9)
    pages.y -= 5
    for line in _title_lines(incident.title, width):
        pages.line(*line)
    pages.y -= 3
    draw_priority(pages.ink, incident.priority, pages.left, pages.y - 0.8, 13)
    gap = "     "
    pages.line((incident.priority.label + gap + incident.ref + gap + incident.marking, POST), inset=18)
    start = f"Started {pages.furniture.stamp(incident.occurred_at)}. Phase: {incident.phase}."
    commander = f" Commander: {incident.commander}." if incident.commander else ""
    pages.line(*fitted(start + commander, SMALL, width))
    pages.y = min(pages.y - 5, top - QR_SIDE - 4.5)


def _title_lines(title: str, width: float) -> list[Line]:
    """The title on one line, smaller where it must be, else on two; whatever is longer stands whole in the log."""
    if len(lines_of([(title, TITLES[-1])], width)) <= 1:
        return [fitting(title, TITLES, width)]
    lines = lines_of([(title, TITLES[0])], width)
    first = "".join(text for text, _ in lines[0])
    rest = "".join(text for line in lines[1:4] for text, _ in line) + ("…" if len(lines) > 2 else "")
    return [[(first, TITLES[0])], fitted(rest, TITLES[0], width)]


def _explain_qr(page: HandoverPage, pages: Pages, right: float, y: float) -> None:
    """What the QR is for, beside it: whether the page is genuine."""
    room = right - pages.left - 150
    number = f"QR: log no. {page.sealed.number} + check code. Compare with the console:"
    pages.ink.line(right, y, fitted(number, CAPTION, room), right=True)
    pages.ink.line(right, y - 9, [("main.py verify says MATCH or DIFFERENT.", CAPTION)], right=True)


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


def _band(page: HandoverPage, pages: Pages) -> None:
    """The grey band: as at when, from whom, to whom, for how long, in which period."""
    pages.ink.panel(pages.left, pages.y, pages.width, 46, grey=PALE, radius=4)
    x = pages.left + 10
    large = Style(18, 20, bold=True)
    for (label, value, below), share in zip(_band_cells(page), (0.19, 0.25, 0.25, 0.16, 0.15), strict=True):
        width = share * (pages.width - 10)
        pages.ink.line(x, pages.y - 11.5, [(label, LABEL)])
        if label == "As at" and large.width(value) <= width - 8:
            pages.ink.line(x, pages.y - 28.5, [(value, large)])
        else:
            _draw_value(pages, x, value, width - 8)
        pages.ink.line(x, pages.y - 41, fitted(below, SMALL, width - 8))
        x += width
    pages.y -= 46


def _draw_value(pages: Pages, x: float, value: str, width: float) -> None:
    """A value of the band: on one line, smaller on two where it is long, a line to write on where there is none."""
    if not value:
        pages.ink.rule(x, pages.y - 31, width - 12, grey=DARK)
        return
    lines = lines_of([(value, POST)], width)
    if len(lines) == 1:
        pages.ink.line(x, pages.y - 27, lines[0])
        return
    lines = lines_of([(value, SMALL.strong())], width)
    pages.ink.line(x, pages.y - 22, lines[0])
    rest = " ".join("".join(text for text, _ in line) for line in lines[1:4])
    pages.ink.line(x, pages.y - 32.5, fitted(rest, SMALL.strong(), width))


def _band_cells(page: HandoverPage) -> list[tuple[str, str, str]]:
    """Label, value and what stands below it; an empty value leaves a line to write on."""
    incident, period, handover, signed = page.picture.incident, page.picture.period, page.handover, page.signature
    start, end = incident.elapsed_until(page.moment)
    return [
        ("As at", page.clock(page.moment), times.long_day_text(page.today)),
        ("From post", handover.from_post if handover else "", handover.from_initials if handover else ""),
        ("To post", handover.to_post if handover else "", (signed.to_initials or "") if signed else ""),
        ("Running for", times.elapsed_text(start, end), f"since {page.clock(start)}"),
        ("Period", str(period.number), f"{page.clock(period.starts_at)}–{page.clock(period.ends_at)}")
        if period
        else ("Period", "–", "not set"),
    ]


def _situation(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    situation = page.picture.situation
    note = f"Set {page.clock(situation.set_at)} by {situation.set_by}" if situation else ""
    heading(pages, 1, "Situation", note, height=scale.heading)
    if situation is None:
        nothing(pages, "The situation has not been set.")
        return
    parts = (("Now", situation.now), ("Impact", situation.impact), ("Next", situation.next))
    label = scale.text.strong().with_grey()
    pages.y -= 2
    table = Table(pages, [Column("", 44, fixed=True), Column("", 1)], pad=scale.pad / 2, rules=False)
    table.draw(Row((Cell(((name, label),)), Cell(((text, scale.text),)))) for name, text in parts)
