"""The log on paper: every entry whole, corrected ones struck through, closed with the words END OF LOG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models import times
from models.log import LogEntry
from models.log_line import LogLine
from models.picture import Picture
from models.station import Station
from models.terms import EntryKind
from reports.page import Furniture, Pages, Sealed
from reports.table import Cell, Column, Row, Table
from reports.text import BLACK, Span, Style, fitted

TEXT = Style(9.5, 12.5)
SECOND = Style(8.5, 11)
STRONG = TEXT.strong()
SMALL = Style(8.5, 11)
SMALL_STRONG = SMALL.strong()
STRUCK, SECOND_STRUCK = TEXT.strike(), SECOND.strike()
TITLE = Style(20, 24, bold=True)

KEY_KINDS = (EntryKind.EVENT, EntryKind.DECISION, EntryKind.SAFETY, EntryKind.HANDOVER)
"""The kinds that a reader in a hurry looks for: flagged with a bar."""


@dataclass(frozen=True)
class LogPage:
    """Everything that the log report shows."""

    picture: Picture
    lines: Sequence[LogLine]
    moment: datetime
    printed_at: datetime
    sealed: Sealed
    paper: str


def log_pdf(page: LogPage) -> bytes:
    """The incident's log as PDF."""
    furniture = Furniture(page.picture, "Log, not issued", page.moment, page.printed_at, page.sealed)
    pages = Pages(furniture, page.paper)
    incident = page.picture.incident
    pages.line(("INCIDENT LOG", SMALL_STRONG.with_grey()))
    pages.line(*fitted(incident.title, TITLE, pages.width))
    facts = f"{incident.ref}.  {incident.priority.label}.  {incident.marking}.  {len(page.lines)} entries."
    pages.line((facts, TEXT))
    pages.y -= 10
    log_table(pages).draw(log_rows(page.picture.station, page.lines))
    _close(pages, len(page.lines))
    return pages.finished(f"Log, {incident.ref}")


def log_table(pages: Pages) -> Table:
    """The columns of the log."""
    columns = [
        Column("No.", 28, fixed=True),
        Column("Time", 62, fixed=True),
        Column("Kind", 64, fixed=True),
        Column("Entry", 1),
        Column("By", 54, fixed=True),
    ]
    return Table(pages, columns, pad=2.5)


def log_rows(station: Station, lines: Iterable[LogLine]) -> Iterator[Row | str]:
    """A row for each line, with a heading before each new day."""
    day: date | None = None
    for line in lines:
        local = line.entry.recorded_at.astimezone(station.zone).date()
        if local != day:
            day = local
            yield times.long_day_text(local)
        yield _row(station, line, local)


def _row(station: Station, line: LogLine, day: date) -> Row:
    entry = line.entry
    return Row(
        (
            Cell(((entry.number, STRONG),)),
            Cell(tuple(_times(station, entry, day))),
            Cell(((entry.kind.value, SMALL_STRONG if entry.kind in KEY_KINDS else SMALL),)),
            Cell(tuple(_texts(line))),
            Cell(((entry.initials, SMALL_STRONG), (f"\n{entry.post}", SECOND))),
        ),
        flagged=entry.kind in KEY_KINDS,
    )


def _times(station: Station, entry: LogEntry, day: date) -> Iterator[Span]:
    """When it was recorded; below, when it happened where that differs, and how late that was."""
    yield times.clock_text(entry.recorded_at, station.zone, day, seconds=True), TEXT
    if entry.occurred_at is not None and times.whole_minutes(entry.occurred_at, entry.recorded_at):
        yield f"\nfor {times.clock_text(entry.occurred_at, station.zone, day)}", SMALL
    delay = entry.late_by(timedelta(minutes=station.late_after_minutes))
    if delay is not None:
        yield f"\n{times.late_text(delay)}", SMALL_STRONG


def _texts(line: LogLine) -> Iterator[Span]:
    """The operator's words over the command's sentence; both struck through where they were corrected.

    The sentence of a correction names the entry that it corrects.
    """
    entry = line.entry
    main, second = (STRUCK, SECOND_STRUCK) if line.struck else (TEXT, SECOND)
    yield entry.text, main
    if entry.words and entry.sentence:
        yield f"\n{entry.sentence}", second
    for correction in line.corrections:
        yield f"\nCorrected by no. {correction.number}", SMALL_STRONG


def _close(pages: Pages, count: int) -> None:
    """The words that end the log, and a stroke through the space that is left (standards 5.4)."""
    pages.need(40)
    pages.y -= 10
    noun = "entry" if count == 1 else "entries"
    pages.line((f"END OF LOG – {count} {noun}", STRONG))
    pages.y -= 6
    if pages.room > 30:
        pages.ink.rule(pages.left, pages.y, pages.width, grey=BLACK, thick=0.9)
        pages.ink.stroke(pages.right, pages.y, pages.left, pages.bottom + 6, grey=BLACK, thick=0.9)
        pages.ink.rule(pages.left, pages.bottom + 6, pages.width, grey=BLACK, thick=0.9)
