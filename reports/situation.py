"""Section 1 on paper: the situation, who was reached, what was promised, and under it what to watch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.incident import HandoverNote
from reports.handover_page import HandoverPage, heading, nothing
from reports.page import Pages
from reports.people import people_text, promised_texts
from reports.scale import Scale
from reports.table import BASE, GAP, Cell, Column, Row, Table
from reports.text import BLACK, PALE, Span, lines_of

LABELS = 50.0
"""How wide the column of the labels is, in points."""
INSET = 2.5
"""The white over and under the strip of what to watch."""
MOST_NOTES = 4
"""How many notes a page one that is cut shows."""
BOLD = 60
"""A note of no more characters is bold as a whole."""
_LEAD = re.compile(r".{3,60}?(?=[:;,.] )")
"""The beginning of a note: what is dangerous."""


def situation(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    """The three sentences, the people and the promises, and the notes for the relief in a strip."""
    known = page.picture.situation
    note = f"Set {page.clock(known.set_at)} by {known.set_by}" if known else ""
    heading(pages, 1, "Situation", note, height=scale.heading)
    if known is None:
        nothing(pages, "The situation has not been set.")
    parts = [("Now", known.now), ("Impact", known.impact), ("Next", known.next)] if known else []
    rows = [(name, [(text, scale.text)]) for name, text in parts]
    rows += [("People", [(text, scale.text)])] if (text := people_text(page)) else []
    rows += [("Promised", spans)] if (spans := _promised(page, scale, pages.width - LABELS - GAP)) else []
    label = scale.text.strong().with_grey()
    pages.y -= 2
    table = Table(pages, [Column("", LABELS, fixed=True), Column("", 1)], pad=scale.pad / 2 + 0.5, rules=False)
    for name, spans in rows:
        table.draw([Row((Cell(((name, label),)), Cell(tuple(_within(spans, scale.most)))))])
    _draw_watch(page, pages, scale)


def _promised(page: HandoverPage, scale: Scale, width: float) -> list[Span]:
    """Who brings what, by when, the next first; promises as well, where they take no further line."""
    expected, whole = (_told(promised_texts(page, whole=whole), scale) for whole in (False, True))
    return whole if len(lines_of(whole, width)) <= max(1, len(lines_of(expected, width))) else expected


def _told(texts: Iterable[tuple[str, str]], scale: Scale) -> list[Span]:
    spans: list[Span] = []
    for what, by in texts:
        spans += [(f"{'; ' if spans else ''}{what} by ", scale.text), (by, scale.text.strong())]
    return spans


def _within(spans: Iterable[Span], most: int) -> Iterable[Span]:
    """The spans, cut where they are longer together than `most` (0: never)."""
    left = most
    for text, style in spans:
        if most and len(text) > left:
            yield f"{' '.join(text[:left].split())}…", style
            return
        left -= len(text)
        yield text, style


def _draw_watch(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    """The notes for the relief that are not over, the oldest first, on a grey strip with a black edge."""
    notes = [note for note in page.picture.all(HandoverNote) if note.over_at is None]
    if not notes:
        return
    shown = notes[:MOST_NOTES] if scale.most else notes
    rows = [Row((Cell(), Cell(tuple(_note_spans(page, note, scale))))) for note in shown]
    if len(shown) < len(notes):
        rows.append(Row((Cell(), Cell(((f"{len(notes) - len(shown)} more on a later page.", scale.text.strong()),)))))
    table = Table(pages, [Column("", LABELS, fixed=True), Column("", 1)], pad=scale.pad / 2, rules=False)
    pages.y -= 4
    height = table.height(rows) + 2 * INSET
    pages.need(height)
    if height <= pages.room:
        pages.ink.panel(pages.left, pages.y, pages.width, height, grey=PALE, radius=2)
        pages.ink.panel(pages.left, pages.y, 3, height, grey=BLACK)
    style, top = scale.text.strong(), pages.y - INSET - table.pad
    pages.ink.line(pages.left + 10, top - style.leading * (1 - BASE), [("Watch", style)])
    pages.y -= INSET
    table.draw(rows)
    pages.y -= INSET


def _note_spans(page: HandoverPage, note: HandoverNote, scale: Scale) -> list[Span]:
    """A note with its beginning in bold, and since when it stands."""
    found = _LEAD.match(note.text)
    lead = found.group() if found else note.text[: BOLD if len(note.text) <= BOLD else 0]
    told = [(lead, scale.text.strong()), (note.text[len(lead) :], scale.text)]
    return [*_within(told, scale.most), (f"  since {page.clock(note.noted_at)}", scale.second.with_grey())]
