"""Page one of the handover: title, situation, what to do first, systems not normal, decisions in force, sign-off."""

from __future__ import annotations

from itertools import groupby

from reports.decisions import decisions_in_columns, decisions_in_force
from reports.do_first import do_first, do_first_in_columns
from reports.flow import Flow
from reports.handover_page import SMALL, HandoverPage
from reports.ink import Ink
from reports.low_signatures import LowSignatures, read_back_in_full
from reports.page import Pages
from reports.scale import CUT, SCALES, WHOLE, Scale
from reports.signatures import Signatures
from reports.situation import situation
from reports.systems import systems_in_columns, systems_not_normal
from reports.text import Span, lines_of, shortened
from reports.title import draw_title

SPARE = 5.0
"""The least white over and under the sign-off."""
SHARES = (0.5, 0.475, 0.45, 0.425)
"""How wide the left column is where no section is broken, as shares of both."""
CLOSER = 1
"""How many steps of the scale whole sections are worth."""
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
    """Page one in the most open scale in which it fits, found by halves: each try costs 10 ms.

    Sections that are broken across the columns are worth a step of the scale: whole ones are set closer.
    """
    found: tuple[Pages, int] | None = None
    first, last = 0, len(SCALES)
    while first < last:
        middle = (first + last) // 2
        if pages := _set(page, SCALES[middle]):
            found, last = (pages, middle), middle
        else:
            first = middle + 1
    if found is None:
        pages = _set(page, CUT)
        assert pages is not None, "what is cut fits"
        return pages, CUT
    pages, best = found
    for scale in SCALES[best : best + 1 + CLOSER] if SCALES[best].columns else ():
        for share in SHARES:
            if whole := _set(page, scale, share):
                return whole, scale
    return pages, SCALES[best]


def _set(page: HandoverPage, scale: Scale, share: float | None = None) -> Pages | None:
    """The summary on page one; None where it does not fit."""
    pages = Pages(page.furniture, page.paper, titled=True, foot_gap=CONTENTS)
    _name_what_follows(pages)
    draw_title(page, pages)
    situation(page, pages, scale)
    signatures = LowSignatures(page, pages) if scale.brief else Signatures(page, pages)
    least = signatures.height + 2 * SPARE
    if pages.number > 1 or not _draw_lists(page, pages, scale, share, least):
        return None
    pages.y = pages.bottom + signatures.height + SPARE
    signatures.draw()
    return pages


def _draw_lists(page: HandoverPage, pages: Pages, scale: Scale, share: float | None, least: float) -> bool:
    """What to do, the systems and the decisions; False where not so much height as the least is left below."""
    if scale.columns:
        return _draw_columns(page, Flow(pages, scale, share), pages.room - least, whole=share is not None)
    for draw in (do_first, systems_not_normal, decisions_in_force):
        draw(page, pages, scale)
        if pages.number > 1:
            return False
    return pages.room >= least


def _draw_columns(page: HandoverPage, flow: Flow, room: float, *, whole: bool) -> bool:
    """Whole: to do and decided at the left, the systems at the right; else as they are numbered."""
    do_first_in_columns(page, flow)
    if whole:
        decisions_in_columns(page, flow)
        flow.turn()
    systems_in_columns(page, flow)
    if not whole:
        decisions_in_columns(page, flow)
    if flow.scale.most:
        flow.cut_to(room)
    return flow.draw(room)


def _in_full(page: HandoverPage, pages: Pages) -> None:
    """Once more, and nothing is cut."""
    situation(page, pages, WHOLE)
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
