"""The two signature boxes, the read-back, and when responsibility passes (standards 3.3, block 16)."""

from __future__ import annotations

from models.incident import Handover
from reports.handover_page import LABEL, POST, SMALL, HandoverPage
from reports.page import Pages
from reports.text import DARK, Line, Style, fitted, leading, lines_of

TOLD = Style(9, 12)
PASSES = Style(10.5, 14, bold=True)
UNDER = Style(8, 10, grey=DARK)
BOX = 62.0
TIME = 66.0


class Signatures:
    """The block that closes the summary; `height` says how much room it needs."""

    def __init__(self, page: HandoverPage, pages: Pages) -> None:
        self.page = page
        self.pages = pages
        self.told = self._told(page.signature)

    def _told(self, signed: Handover | None) -> list[Line]:
        if signed is None:
            return []
        asked = f"\nQuestions: {signed.questions}" if signed.questions else ""
        return lines_of([(f"Read back: {signed.read_back}{asked}", TOLD)], self.pages.width)

    @property
    def height(self) -> float:
        """In points."""
        return BOX + 30 + sum(map(leading, self.told))

    def draw(self) -> None:
        """Draw it where the pages stand."""
        pages, known, signed = self.pages, self.page.handover, self.page.signature
        gap = 12.0
        width = (pages.width - gap) / 2
        self._box(
            pages.left,
            width,
            ("Handed over by", known.from_post if known else "", signed.from_initials if signed else ""),
            "Read back heard",
        )
        self._box(
            pages.left + width + gap,
            width,
            ("Taken over by", known.to_post if known else "", (signed.to_initials or "") if signed else ""),
            "Read back given",
        )
        pages.y -= BOX + 18
        self._passes(signed)
        for line in self.told:
            pages.line(*line)

    def _box(self, left: float, width: float, who: tuple[str, str, str], tick: str) -> None:
        ink, top, signed = self.pages.ink, self.pages.y, self.page.signature
        label, post, initials = who
        ink.frame(left, top, width, BOX, thick=1, radius=4)
        ink.line(left + 8, top - 12, [(label, LABEL)])
        if post:
            ink.line(left + 8, top - 25.5, fitted(post, POST, width - 112))
        else:
            ink.rule(left + 8, top - 27, width - 120, grey=DARK)
        ink.tick_box(left + width - 94, top - 18, ticked=signed is not None)
        ink.line(left + width - 80, top - 17.2, [(tick, TOLD)])
        time = left + width - TIME - 8
        if signed:
            ink.line(left + 8, top - 46, fitted(initials, POST, width - TIME - 30))
            ink.line(time, top - 46, fitted(self.page.clock(signed.signed_at), POST, TIME))
        ink.rule(left + 8, top - 49, width - TIME - 28, grey=DARK)
        ink.rule(time, top - 49, TIME, grey=DARK)
        ink.line(left + 8, top - 58, [("Signature", UNDER)])
        ink.line(time, top - 58, [("Time", UNDER)])

    def _passes(self, signed: Handover | None) -> None:
        pages, words = self.pages, "Responsibility passes at "
        base = pages.y
        pages.ink.line(pages.left, base, [(words + (self.page.clock(signed.passes_at) if signed else ""), PASSES)])
        if signed is None:
            pages.ink.rule(pages.left + PASSES.width(words) + 2, base - 2, 90, grey=DARK)
        pages.ink.line(pages.right - 150, base, [("Seen by supervisor", SMALL)], right=True)
        pages.ink.rule(pages.right - 144, base - 2, 144, grey=DARK)
        pages.y -= 5
