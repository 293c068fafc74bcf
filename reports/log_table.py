"""The rows of the log, drawn straight as page operators: a log may hold 100,000 entries (quality 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache

from models import times
from models.attached import attached_to
from models.attachment import Attached
from models.log import LogEntry
from models.log_line import LogLine, moved_text, party_text, told
from models.picture import Picture
from models.terms import EntryKind
from reports.page import Pages
from reports.table import BASE, COLUMN_HEAD, GAP, HEADING_HEIGHT, draw_band
from reports.text import LINE, Span, Style
from reports.wrapping import wrapped

TEXT = Style(9.5, 12.5)
SECOND = Style(8.5, 11)
STRONG = TEXT.strong()
SMALL = Style(8.5, 11)
SMALL_STRONG = SMALL.strong()
STRUCK, SECOND_STRUCK = TEXT.strike(), SECOND.strike()

HEADS = ("No.", "Time", "Kind", "Entry", "By")
WIDTHS = (28.0, 62.0, 64.0, 0.0, 54.0)
"""In points; the entry takes what the others leave."""
PAD = 2.5
HEAD_HEIGHT = COLUMN_HEAD.leading + 2 * PAD

KEY_KINDS = (EntryKind.EVENT, EntryKind.DECISION, EntryKind.SAFETY, EntryKind.HANDOVER)
"""The kinds that a reader in a hurry looks for: flagged with a bar."""

Cells = Sequence[Sequence[Span]]
"""The lines of each column."""


class LogTable:
    """Sets lines of the log down the page, a heading before each day; a new page begins with the column heads."""

    def __init__(self, pages: Pages, picture: Picture) -> None:
        self.pages, self.picture = pages, picture
        station = picture.station
        self.zone = station.zone
        self.late_after = timedelta(minutes=station.late_after_minutes)
        self.entry_width = pages.width - sum(WIDTHS) - GAP * (len(WIDTHS) - 1)
        widths = [width or self.entry_width for width in WIDTHS]
        self.places = [pages.left + sum(widths[:number]) + GAP * number for number in range(len(widths))]

    def least(self, first: LogLine) -> float:
        """How much height the heads, the day and the first line need, so that none stands alone at the foot."""
        return HEAD_HEIGHT + HEADING_HEIGHT + self._least(_height(self._cells(first)))

    def draw(self, lines: Iterable[LogLine]) -> None:
        """Set the heads and every line."""
        self._draw_heads()
        day: date | None = None
        for line in lines:
            cells = self._cells(line)
            local = line.entry.recorded_at.astimezone(self.zone).date()
            if local != day:
                day = local
                self._draw_day(times.long_day_text(local), self._least(_height(cells)))
            self._draw(cells, line.entry.kind in KEY_KINDS)

    def need(self, height: float) -> None:
        """Go to the next page, under the column heads, unless this much height is left."""
        if self.pages.room < height:
            self._next_page()

    def _draw_heads(self) -> None:
        pages = self.pages
        for x, head in zip(self.places, HEADS, strict=True):
            pages.ink.line(x, pages.y - PAD - COLUMN_HEAD.leading * 0.75, [(head, COLUMN_HEAD)])
        pages.y -= HEAD_HEIGHT
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)

    def _least(self, height: float) -> float:
        """How much height a row needs; one that is as high as a page, its beginning."""
        return (height if height < self.pages.height / 3 else HEADING_HEIGHT * 3) + 2 * PAD

    def _draw_day(self, text: str, least: float) -> None:
        if self.pages.room < HEADING_HEIGHT + least:
            self._next_page()
        draw_band(self.pages, text)

    def _draw(self, cells: Cells, flagged: bool) -> None:
        """A row: whole on one page, unless it is higher than one."""
        height = _height(cells) + 2 * PAD
        if self.pages.room < height < self.pages.height - HEAD_HEIGHT:
            self._next_page()
        while height > self.pages.room:
            first, cells = _split(cells, self.pages.room - 2 * PAD)
            if any(first):
                self._draw_row(first, flagged)
            self._next_page()
            height = _height(cells) + 2 * PAD
        self._draw_row(cells, flagged)

    def _next_page(self) -> None:
        if self.pages.y < self.pages.top - HEAD_HEIGHT - 1:
            self.pages.next_page()
            self._draw_heads()

    def _draw_row(self, cells: Cells, flagged: bool) -> None:
        pages, ink = self.pages, self.pages.ink
        height = _height(cells)
        base = pages.y - PAD - TEXT.leading * (1 - BASE)
        for x, texts in zip(self.places, cells, strict=True):
            if texts:
                ink.column(x, base, texts)
        if flagged:
            ink.bar(pages.left - 7, pages.y - PAD, 2.2, height)
        pages.y -= height + 2 * PAD
        ink.rule(pages.left, pages.y, pages.width, grey=LINE)

    # --- what stands in a row -------------------------------------------------------------------------------------

    def _cells(self, line: LogLine) -> Cells:
        entry = line.entry
        kind = SMALL_STRONG if entry.kind in KEY_KINDS else SMALL
        return (
            ((entry.number, STRONG),),
            self._times(entry),
            _often(entry.kind.value, kind, WIDTHS[2]),
            self._texts(line),
            (*_often(entry.initials, SMALL_STRONG, WIDTHS[4]), *_often(entry.post, SECOND, WIDTHS[4])),
        )

    def _times(self, entry: LogEntry) -> list[Span]:
        """When it was recorded; below, when it happened where that differs, and how late that was."""
        day = entry.recorded_at.astimezone(self.zone).date()
        said: list[Span] = [(times.clock_text(entry.recorded_at, self.zone, day, seconds=True), TEXT)]
        if entry.occurred_at is None:
            return said
        if times.whole_minutes(entry.occurred_at, entry.recorded_at):
            said.append((f"for {times.clock_text(entry.occurred_at, self.zone, day)}", SMALL))
        delay = entry.late_by(self.late_after)
        if delay is not None:
            said.append((times.late_text(delay), SMALL_STRONG))
        return [piece for text, style in said for piece in wrapped(text, style, WIDTHS[1])]

    def _texts(self, line: LogLine) -> list[Span]:
        """What is told first over what is told below it; both struck through where they were corrected.

        The sentence of a correction names the entry that it corrects.
        """
        entry = line.entry
        main, second = told(entry)
        main_style, second_style = (STRUCK, SECOND_STRUCK) if line.struck else (TEXT, SECOND)
        party = party_text(entry, main)
        said = [
            ("" if entry.importance is None else entry.importance.label, SMALL_STRONG),
            (f"{party}: {main}" if party else main, main_style),
            (second, second_style),
            (f"From paper of {entry.author}" if entry.author else "", SECOND),
            (_files_text(attached_to(self.picture, entry)), SECOND),
            *((_later_text(one), SMALL_STRONG) for one in line.corrections),
        ]
        return [piece for text, style in said if text for piece in wrapped(text, style, self.entry_width)]


def _files_text(files: Sequence[Attached]) -> str:
    return "\n".join(f"Attachment {one.printed}" for one in files)


def _later_text(correction: LogEntry) -> str:
    """What became of an entry: `Corrected by no. 63`, `Moved to INC-2026-0002 #12 by no. 63`."""
    return f"{moved_text(correction) or 'Corrected'} by no. {correction.number}"


@lru_cache(maxsize=500)
def _often(text: str, style: Style, width: float) -> tuple[Span, ...]:
    """The lines of a text that stands in many rows."""
    return tuple(wrapped(text, style, width))


def _height(cells: Cells) -> float:
    return max(sum([style.leading for _, style in texts]) for texts in cells)


def _split(cells: Cells, height: float) -> tuple[Cells, Cells]:
    """What fits into this height, and the rest: for a row that is higher than a page."""
    kept = [_fitting(texts, height) for texts in cells]
    return (
        [texts[:count] for texts, count in zip(cells, kept, strict=True)],
        [texts[count:] for texts, count in zip(cells, kept, strict=True)],
    )


def _fitting(texts: Sequence[Span], height: float) -> int:
    """How many of these lines fit."""
    down = 0.0
    for count, (_, style) in enumerate(texts):
        down += style.leading
        if down > height:
            return count
    return len(texts)
