"""The sign-off: read-back, when responsibility passes, signature boxes (standards 3.2 and 3.3, block 16)."""

from __future__ import annotations

import re

from models.incident import Handover
from reports.handover_page import LABEL, POST, SMALL, HandoverPage
from reports.page import MM, Pages
from reports.text import BLACK, DARK, Line, Style, fitted, fitting, lines_of

ASKED = "Read back by the incoming, in own words, the three things that could hurt next:"
TOLD = Style(9.5, 12)
PASSES = Style(10.5, 14, bold=True)
POSTS = (POST, Style(9, 12, bold=True))
RULED = 7.4 * MM
"""From one line for the pen to the next."""
LINES = 3
SIGNED = 9 * MM
"""The free height over a line to sign on."""
BOX = 40 + SIGNED
TIME = 48.0
GAP = 8.0
_THINGS = re.compile(r"[ ]+(?=\([23]\))")
"""Where a read-back that is numbered (1) (2) (3) goes on to the next line."""


def read_back(page: HandoverPage, signed: Handover) -> str:
    """What the incoming post read back and asked, when both walked through it, and why points were left open."""
    walked = f"\nWalked through together {page.clock(signed.walked_at)}." if signed.walked_at else ""
    asked = f"\nQuestions: {signed.questions}" if signed.questions else ""
    left_open = f"\nSigned with points open: {signed.left_open}" if signed.left_open else ""
    return _THINGS.sub("\n", signed.read_back or "") + asked + walked + left_open


class Signatures:
    """The block that closes the summary; `height` says how much room it needs."""

    def __init__(self, page: HandoverPage, pages: Pages) -> None:
        self.page = page
        self.pages = pages
        self.told = self._told(page.signature)
        self.pitch = RULED if len(self.told) <= LINES else TOLD.leading

    def _told(self, signed: Handover | None) -> list[Line]:
        if signed is None:
            return []
        return lines_of([(read_back(self.page, signed), TOLD)], self.pages.width)

    @property
    def height(self) -> float:
        """In points."""
        return 12 + max(LINES * RULED, len(self.told) * self.pitch) + 27 + BOX

    def draw(self) -> None:
        """Draw it where the pages stand; only a read-back that is higher than a page goes on over the next."""
        pages = self.pages
        pages.line((ASKED, SMALL.strong()))
        for number in range(1, max(LINES, len(self.told)) + 1):
            self._draw_ruled(number)
        pages.need(27 + BOX)
        self._draw_passes()
        known, signed, top = self.page.handover, self.page.signature, pages.y
        width = (pages.width - 2 * GAP) * 0.37
        given = self.page.from_post, signed.from_initials if signed else ""
        taken = known.to_post if known else "", (signed.to_initials or "") if signed else ""
        self._box(pages.left, width, "Handed over by", given, "Read back heard")
        self._box(pages.left + width + GAP, width, "Taken over by", taken, "Read back given")
        seen = pages.left + 2 * (width + GAP)
        pages.ink.frame(seen, top, pages.right - seen, BOX, thick=1, radius=4)
        pages.ink.line(seen + 8, top - 12, [("Seen by supervisor", LABEL)])
        self._line_to_write(seen + 8, pages.right - seen - 16, "Signature and time")
        pages.y -= BOX

    def _draw_ruled(self, number: int) -> None:
        """A line for the pen with its number, or a line of what was read back."""
        pages = self.pages
        pages.need(self.pitch)
        pages.y -= self.pitch
        if self.told:
            pages.ink.line(pages.left, pages.y + 3.5, self.told[number - 1] if number <= len(self.told) else [])
        else:
            pages.ink.line(pages.left, pages.y + 3.5, [(str(number), POST)])
        if self.pitch == RULED:
            pages.ink.rule(pages.left, pages.y, pages.width, grey=DARK)

    def _draw_passes(self) -> None:
        """When responsibility passes, and whose it is until then."""
        pages, signed = self.pages, self.page.signature
        words = "Responsibility passes at "
        passes = self.page.clock(signed.passes_at) if signed else ""
        base = pages.y - 19
        pages.ink.line(pages.left, base, [(words + passes, PASSES)])
        if signed is None:
            pages.ink.rule(pages.left + PASSES.width(words) + 2, base - 2, 76, grey=DARK)
        then = pages.left + PASSES.width(words) + (PASSES.width(passes) if signed else 80) + 12
        until = f"Until then: {self.page.from_post or 'the post that hands over'}."
        pages.ink.line(then, base, fitted(until, PASSES, pages.right - then))
        pages.y -= 27

    def _box(self, left: float, width: float, label: str, who: tuple[str, str], tick: str) -> None:
        ink, top, signed = self.pages.ink, self.pages.y, self.page.signature
        post, initials = who
        ink.frame(left, top, width, BOX, thick=1, radius=4)
        ink.line(left + 8, top - 12, [(label, LABEL)])
        ink.line(left + width - 8, top - 12, [(tick, SMALL)], right=True)
        ink.tick_box(left + width - 8 - SMALL.width(tick) - 14, top - 4, 10.5, ticked=signed is not None)
        if post:
            ink.line(left + 8, top - 25, fitting(post, POSTS, width - 16))
        else:
            ink.rule(left + 8, top - 26, width - 16, grey=DARK)
        time = left + width - TIME - 8
        if signed:
            ink.line(left + 8, top - BOX + 16.5, fitted(initials, POST, width - TIME - 26))
            ink.line(time, top - BOX + 16.5, fitting(self.page.clock(signed.signed_at), POSTS, TIME))
        self._line_to_write(left + 8, width - TIME - 26, "Signature")
        self._line_to_write(time, TIME, "Time")

    def _line_to_write(self, left: float, width: float, label: str) -> None:
        base = self.pages.y - BOX + 13.5
        self.pages.ink.rule(left, base, width, grey=BLACK)
        self.pages.ink.line(left, base - 9, [(label, LABEL)])
