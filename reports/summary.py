"""Page one of the handover: title, situation, what to do first, systems not normal, decisions in force, sign-off."""

from __future__ import annotations

from itertools import groupby

from reports.decisions import decisions_in_columns, decisions_in_force
from reports.do_first import do_first, do_first_in_columns
from reports.flow import Flow
from reports.handover_page import SMALL, HandoverPage
from reports.ink import Ink
from reports.low_signatures import LowSignatures, read_back_in_full
from reports.page import FOOT_LINE, Pages
from reports.scale import CUT, SCALES, WHOLE, Scale
from reports.signatures import Signatures
from reports.situation import situation
from reports.systems import systems_in_columns, systems_not_normal
from reports.text import Span, lines_of, shortened
from reports.title import draw_title

SPARE = 3.0
"""The least white over and under the sign-off."""
BRIEFLY = {
    "Systems not normal": "systems",
    "Decisions in force": "decisions",
    "Decisions with reasons": "reasons",
    "Other open tasks": "other tasks",
    "Promises and answers owed": "promises",
    "People reached": "people",
    "Log of the shift": "log",
    "Notes by hand": "notes",
}
"""The sections as the foot of page one names them."""
SHARES = (0.5, 0.475, 0.45, 0.435, 0.42)
"""How wide the left column is where no section is broken, as shares of both."""
CONTENTS = 142.0
"""How much of the first line of the foot is not free for the words that say what follows on which page."""


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

    A section that is broken across the columns is worth a step of the scale: it is whole if it is set that much closer.
    """
    found: _Setting | None = None
    first, last = 0, len(SCALES)
    while first < last:
        middle = (first + last) // 2
        one = _Setting(page, SCALES[middle])
        if one.fits:
            found, last = one, middle
        else:
            first = middle + 1
    if found is None:
        found = _Setting(page, CUT)
        assert found.fits, "what is cut fits"
    elif found.broken and last + 1 < len(SCALES):
        closer = _Setting(page, SCALES[last + 1])
        found = found if closer.broken else closer
    return found.pages, found.scale


class _Setting:
    """The summary set on page one in one scale; `fits` says whether it is whole, `broken` whether a section is not."""

    def __init__(self, page: HandoverPage, scale: Scale) -> None:
        self.page = page
        self.scale = scale
        self.broken = False
        self.pages = Pages(page.furniture, page.paper, titled=True)
        self.fits = self._set()

    def _set(self) -> bool:
        page, pages, scale = self.page, self.pages, self.scale
        _name_what_follows(pages)
        draw_title(page, pages)
        situation(page, pages, scale)
        signatures = LowSignatures(page, pages) if scale.brief else Signatures(page, pages)
        least = signatures.height + 2 * SPARE
        if pages.number > 1 or not (self._set_columns(least) if scale.columns else self._set_sections(least)):
            return False
        pages.y = pages.bottom + signatures.height + SPARE
        signatures.draw()
        return True

    def _set_sections(self, least: float) -> bool:
        """One section below the other; False where not so much height as the least is left below."""
        for draw in (do_first, systems_not_normal, decisions_in_force):
            draw(self.page, self.pages, self.scale)
            if self.pages.number > 1:
                return False
        return self.pages.room >= least

    def _set_columns(self, least: float) -> bool:
        """What to do and the decisions beside the systems, whole; else as they are numbered, broken once."""
        for share in SHARES:
            flow = Flow(self.pages, self.scale, share)
            do_first_in_columns(self.page, flow)
            decisions_in_columns(self.page, flow)
            flow.turn()
            systems_in_columns(self.page, flow)
            if flow.draw(self.pages.room - least):
                return True
            if flow.hopeless(self.pages.room - least):
                break
        self.broken = True
        flow = Flow(self.pages, self.scale)
        do_first_in_columns(self.page, flow)
        systems_in_columns(self.page, flow)
        decisions_in_columns(self.page, flow)
        if self.scale.most:
            flow.cut_to(self.pages.room - least)
        return flow.draw(self.pages.room - least)


def _in_full(page: HandoverPage, pages: Pages) -> None:
    """Once more, and nothing is cut."""
    situation(page, pages, WHOLE)
    do_first(page, pages, WHOLE)
    systems_not_normal(page, pages, WHOLE)
    decisions_in_force(page, pages, WHOLE)


def _name_what_follows(pages: Pages) -> None:
    """In the foot of page one, which page holds what: `Page 2 reasons, other tasks · 3 people`."""
    room = pages.width - CONTENTS

    def draw(ink: Ink) -> None:
        later = ((number, title) for title, number in pages.marks.items() if number > 1)
        spans: list[Span] = [("Page ", SMALL)]
        for number, group in groupby(later, lambda one: one[0]):
            titles = ", ".join(BRIEFLY.get(title, title).lower() for _, title in group)
            spans += [(str(number), SMALL.strong()), (f" {titles}", SMALL), (" · ", SMALL)]
        lines = lines_of(spans[:-1], room - SMALL.size)
        ink.line(pages.left, FOOT_LINE, shortened(lines, room) if lines else [])

    pages.afterwards(draw)
