"""The sign-off where page one is full: the boxes and the read-back side by side (standards 3.2 and 3.3, block 16)."""

from __future__ import annotations

from models.incident import Handover
from reports.handover_page import LABEL, POST, SMALL, HandoverPage
from reports.page import MM, Pages
from reports.scale import WHOLE
from reports.signatures import POSTS, read_back
from reports.table import Cell, Column, Row, Table
from reports.text import BLACK, DARK, Line, Style, fitted, fitting, lines_of

ASKED = "Read back: three things that could hurt next"
PASSES = Style(10, 13, bold=True)
TOLD = Style(9, 11)
SMALLER = Style(9, 11)
RULED = 6.3 * MM
"""From one line for the pen to the next."""
LINES = 3
PASSED = 18.0
"""The height of the line that says when responsibility passes."""
BOX = 76.0
SIGN = BOX - 13.5
"""How deep in a box the line to sign on stands: 8 mm below the tick."""
TIME = 36.0
"""How wide the line for the time is."""
SHARE = 0.27
"""How wide each box to sign in is, as a share of the page."""
GAP = 8.0


MOST = 5
"""How many lines of a read-back stand in its box."""
ELSEWHERE = "In full on a later page."


def read_back_in_full(page: HandoverPage, pages: Pages) -> None:
    """What was read back, where its box did not hold it."""
    if LowSignatures(page, pages).told[-1:] != [[(ELSEWHERE, TOLD.strong())]] or page.signature is None:
        return
    pages.need(60)
    pages.mark("Read back")
    pages.y -= 10
    pages.line(("Read back", POST))
    table = Table(pages, [Column("", 1)], pad=2, rules=False)
    table.draw([Row((Cell(((read_back(page, page.signature), WHOLE.second),)),))])


class LowSignatures:
    """The block that closes a full page one; `height` says how much room it needs."""

    height = PASSED + BOX

    def __init__(self, page: HandoverPage, pages: Pages) -> None:
        self.page = page
        self.pages = pages
        self.width = pages.width * SHARE
        self.told = self._told(page.signature)

    def _told(self, signed: Handover | None) -> list[Line]:
        width = self.pages.width - 2 * (self.width + GAP) - 16
        lines = lines_of([(read_back(self.page, signed), TOLD)], width) if signed else []
        return lines if len(lines) <= MOST else [*lines[: MOST - 1], [(ELSEWHERE, TOLD.strong())]]

    def draw(self) -> None:
        """Draw it where the pages stand."""
        pages, known, signed = self.pages, self.page.handover, self.page.signature
        self._draw_passes()
        self._box(0, "Handed over by", self.page.from_post, "Read back heard")
        self._box(1, "Taken over by", known.to_post if known else "", "Read back given")
        if known and signed:
            self._signed(0, known.from_initials)
            self._signed(1, signed.to_initials or "")
        self._draw_read_back(pages.left + 2 * (self.width + GAP))
        pages.y -= BOX

    def _draw_passes(self) -> None:
        """When responsibility passes, whose it is until then, and who has seen it."""
        pages, signed = self.pages, self.page.signature
        words = "Responsibility passes at "
        passes = self.page.clock(signed.passes_at) if signed else ""
        base = pages.y - 12.5
        pages.ink.line(pages.left, base, [(words + passes, PASSES)])
        x = pages.left + PASSES.width(words)
        if signed is None:
            pages.ink.rule(x + 2, base - 2, 60, grey=DARK)
        x += max(PASSES.width(passes), 62) + 10
        seen, room = "Seen by supervisor ", 92.0
        until = f"Until then: {self.page.from_post or 'the outgoing post'}."
        end = pages.right - room - SMALL.width(seen)
        pages.ink.line(x, base, fitting(until, (SMALL, SMALLER), end - x - 6))
        pages.ink.line(end, base, [(seen, SMALL)])
        pages.ink.rule(pages.right - room, base - 2, room, grey=DARK)
        pages.y -= PASSED

    def _left(self, number: int) -> float:
        return self.pages.left + number * (self.width + GAP)

    def _box(self, number: int, label: str, post: str, tick: str) -> None:
        ink, top, left, signed = self.pages.ink, self.pages.y, self._left(number), self.page.signature
        ink.frame(left, top, self.width, BOX, thick=1, radius=4)
        ink.line(left + 8, top - 12, [(label, LABEL)])
        if post:
            ink.line(left + 8, top - 25, fitting(post, POSTS, self.width - 16))
        else:
            ink.rule(left + 8, top - 27, self.width - 16, grey=DARK)
        ink.tick_box(left + 8, top - 29.5, 9.6, ticked=signed is not None)
        ink.line(left + 23, top - 37.5, [(tick, SMALL)])
        time = left + self.width - 8 - TIME
        for x, width, caption in ((left + 8, time - left - 16, "Signature"), (time, TIME, "Time")):
            ink.rule(x, top - SIGN, width, grey=BLACK)
            ink.line(x, top - SIGN - 9.5, [(caption, LABEL)])

    def _signed(self, number: int, initials: str) -> None:
        base, time = self.pages.y - SIGN + 3, self._left(number) + self.width - 8 - TIME
        at = self.page.clock(self.page.signature.signed_at) if self.page.signature else ""
        self.pages.ink.line(self._left(number) + 8, base, fitted(initials, POST, self.width - TIME - 24))
        self.pages.ink.line(time, base, fitting(at, POSTS, TIME))

    def _draw_read_back(self, left: float) -> None:
        """What was read back, or lines for the pen."""
        ink, top, right = self.pages.ink, self.pages.y, self.pages.right
        ink.frame(left, top, right - left, BOX, thick=1, radius=4)
        ink.line(left + 8, top - 12, fitted(ASKED, LABEL, right - left - 16))
        for number, line in enumerate(self.told, 1):
            ink.line(left + 8, top - 14 - TOLD.leading * number, line)
        for number in range(1, (0 if self.told else LINES) + 1):
            base = top - 15 - RULED * number
            ink.line(left + 8, base + 3.5, [(str(number), POST)])
            ink.rule(left + 8, base, right - left - 16, grey=DARK)
