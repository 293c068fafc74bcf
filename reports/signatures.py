"""The two signature boxes, the read-back, and when responsibility passes (standards 3.3, block 16)."""

from __future__ import annotations

from models.incident import Handover
from reports.handover_page import LABEL, POST, SMALL, HandoverPage
from reports.page import Pages
from reports.text import DARK, Line, Style, fitted, leading, lines_of

TOLD = Style(8.5, 10.5)
PASSES = Style(10.5, 14, bold=True)
UNDER = Style(8, 10, grey=DARK)
TIME = 66.0


class Signatures:
    """The block that closes the summary; `height` says how much room it needs."""

    def __init__(self, page: HandoverPage, pages: Pages, box: float) -> None:
        self.page = page
        self.pages = pages
        self.box = box
        self.told = self._told(page.signature)

    def _told(self, signed: Handover | None) -> list[Line]:
        if signed is None:
            return []
        asked = f"\nQuestions: {signed.questions}" if signed.questions else ""
        return lines_of([(f"Read back: {signed.read_back}{asked}", TOLD)], self.pages.width)

    @property
    def height(self) -> float:
        """In points."""
        return self.box + 26 + sum(map(leading, self.told))

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
        pages.y -= self.box + 16
        self._passes(signed)
        for line in self.told:
            pages.line(*line)

    def _box(self, left: float, width: float, who: tuple[str, str, str], tick: str) -> None:
        ink, top, signed = self.pages.ink, self.pages.y, self.page.signature
        label, post, initials = who
        ink.frame(left, top, width, self.box, thick=1, radius=4)
        ink.line(left + 8, top - 11, [(label, LABEL)])
        if post:
            ink.line(left + 8, top - 23, fitted(post, POST, width - 112))
        else:
            ink.rule(left + 8, top - 25, width - 120, grey=DARK)
        ink.tick_box(left + width - 94, top - 9.5, 9, ticked=signed is not None)
        ink.line(left + width - 80, top - 17.2, [(tick, TOLD)])
        time, base = left + width - TIME - 8, top - self.box + 13
        if signed:
            ink.line(left + 8, base + 2.5, fitted(initials, POST, width - TIME - 30))
            ink.line(time, base + 2.5, fitted(self.page.clock(signed.signed_at), POST, TIME))
        ink.rule(left + 8, base, width - TIME - 28, grey=DARK)
        ink.rule(time, base, TIME, grey=DARK)
        ink.line(left + 8, base - 9, [("Signature", UNDER)])
        ink.line(time, base - 9, [("Time", UNDER)])

    def _passes(self, signed: Handover | None) -> None:
        pages, words = self.pages, "Responsibility passes at "
        base = pages.y
        pages.ink.line(pages.left, base, [(words + (self.page.clock(signed.passes_at) if signed else ""), PASSES)])
        if signed is None:
            pages.ink.rule(pages.left + PASSES.width(words) + 2, base - 2, 90, grey=DARK)
        pages.ink.line(pages.right - 150, base, [("Seen by supervisor", SMALL)], right=True)
        pages.ink.rule(pages.right - 144, base - 2, 144, grey=DARK)
        pages.y -= 5
