"""Page one of the handover: title, situation, what to do first, systems not normal, decisions in force, sign-off."""

from __future__ import annotations

from itertools import groupby

from models.incident import HandoverNote
from reports.decisions import decisions_in_columns, decisions_in_force
from reports.do_first import do_first, do_first_in_columns
from reports.flow import Flow, cut
from reports.handover_page import SMALL, HandoverPage, heading, nothing
from reports.ink import Ink
from reports.low_signatures import LowSignatures, read_back_in_full
from reports.page import Pages
from reports.people import people_text
from reports.scale import CUT, SCALES, WHOLE, Scale
from reports.signatures import Signatures
from reports.systems import systems_in_columns, systems_not_normal
from reports.table import Cell, Column, Row, Table
from reports.text import Span, lines_of, shortened
from reports.title import QR_SIDE, QUIET, draw_title

SPARE = 5.0
"""The least white over and under the sign-off."""
CONTENTS = 11.0
"""The height of the line at the end of page one that says what follows on which page."""


def summary(page: HandoverPage) -> Pages:
    """The summary with its sign-off, set as openly as fits page one; what does not fit stands whole on the next.

    The pages stand where the annex goes on.
    """
    pages, scale = _fitting(page)
    pages.next_page()
    if scale.most:
        _in_full(page, pages)
    elif scale.brief:
        decisions_in_force(page, pages, WHOLE, again=True)
    if scale.brief:
        read_back_in_full(page, pages)
    return pages


def _fitting(page: HandoverPage) -> tuple[Pages, Scale]:
    """Page one in the most open scale in which it fits, found by halves: each try costs 20 ms."""
    found: tuple[Pages, Scale] | None = None
    first, last = 0, len(SCALES)
    while first < last:
        middle = (first + last) // 2
        if pages := _set(page, SCALES[middle]):
            found, last = (pages, SCALES[middle]), middle
        else:
            first = middle + 1
    if found is None and (pages := _set(page, CUT)):
        found = pages, CUT
    assert found is not None, "what is cut fits"
    return found


def _set(page: HandoverPage, scale: Scale) -> Pages | None:
    """The summary on page one; None where it does not fit."""
    pages = Pages(page.furniture, page.paper, head_gap=QR_SIDE + QUIET, foot_gap=CONTENTS)
    _name_what_follows(pages)
    draw_title(page, pages)
    _situation(page, pages, scale)
    signatures = LowSignatures(page, pages) if scale.brief else Signatures(page, pages)
    least = signatures.height + 2 * SPARE
    if pages.number > 1 or not _draw_lists(page, pages, scale, least):
        return None
    pages.y = pages.bottom + signatures.height + SPARE
    signatures.draw()
    return pages


def _draw_lists(page: HandoverPage, pages: Pages, scale: Scale, least: float) -> bool:
    """What to do, the systems and the decisions; False where not so much height as the least is left below."""
    if scale.columns:
        flow = Flow(pages, scale)
        do_first_in_columns(page, flow)
        systems_in_columns(page, flow)
        decisions_in_columns(page, flow)
        if scale.most:
            flow.cut_to(pages.room - least)
        return flow.draw(pages.room - least)
    for draw in (do_first, systems_not_normal, decisions_in_force):
        draw(page, pages, scale)
        if pages.number > 1:
            return False
    return pages.room >= least


def _in_full(page: HandoverPage, pages: Pages) -> None:
    """Once more, and nothing is cut."""
    _situation(page, pages, WHOLE)
    do_first(page, pages, WHOLE)
    systems_not_normal(page, pages, WHOLE)
    decisions_in_force(page, pages, WHOLE)


def _name_what_follows(pages: Pages) -> None:
    """At the end of page one, which page holds what: `Page 2 decisions with reasons · 3 people reached`."""
    base = pages.bottom - CONTENTS + 1.5

    def draw(ink: Ink) -> None:
        later = ((number, title) for title, number in pages.marks.items() if number > 1)
        spans: list[Span] = [("Page ", SMALL)]
        for number, group in groupby(later, lambda one: one[0]):
            titles = ", ".join(title[0].lower() + title[1:] for _, title in group)
            spans += [(str(number), SMALL.strong()), (f" {titles}", SMALL), (" · ", SMALL)]
        lines = lines_of(spans[:-1], pages.width - SMALL.size)
        ink.line(pages.left, base, shortened(lines, pages.width) if lines else [])

    pages.afterwards(draw)


def _situation(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    situation = page.picture.situation
    note = f"Set {page.clock(situation.set_at)} by {situation.set_by}" if situation else ""
    heading(pages, 1, "Situation", note, height=scale.heading)
    if situation is None:
        nothing(pages, "The situation has not been set.")
    parts = [("Now", situation.now), ("Impact", situation.impact), ("Next", situation.next)] if situation else []
    parts += [("People", people)] if (people := people_text(page)) else []
    notes = [note for note in page.picture.all(HandoverNote) if note.over_at is None]
    parts += [("Watch" if note is notes[0] else "", f"{note.text} ({page.clock(note.noted_at)})") for note in notes]
    label = scale.text.strong().with_grey()
    pages.y -= 2
    table = Table(pages, [Column("", 44, fixed=True), Column("", 1)], pad=scale.pad / 2, rules=False)
    for name, text in parts:
        spans = ((text, scale.text),)
        cell = Cell(tuple(cut(spans, scale.most)) if scale.most else spans)
        table.draw([Row((Cell(((name, label),)), cell))])
