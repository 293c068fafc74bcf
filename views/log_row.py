"""One row of the log: its texts laid out once for a width, painted in one go, and said in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from app.hit_words import hits
from models import times
from models.attachment import Attached, Attachment
from models.log import LogEntry
from models.log_line import LogLine, moved_text, paper_text, party_text, told, without_files
from models.marks import priority_shape
from models.picture import Picture
from models.terms import EntryKind
from resources.directions import shown
from resources.shapes import SHAPES
from views import theme
from views.log_files import PictureOf, PlacedFile, file_words, no_picture, paint_file, place_files
from views.painting import (
    FRAME_INSET,
    Paragraph,
    font,
    hairline,
    line_height,
    metrics,
    paint_frame,
    paint_mark,
    paint_text,
    part,
    word_colour,
)

ROW_PADDING = 8
DAY_HEIGHT = 34
MARK = theme.ICON_SMALL
INDENT = 20
TEXT_WIDEST = 720
"""Some 90 characters: longer lines are hard to read."""
GUTTER = 11
"""The right edge, where the scroll bar is, belongs to no row."""
LINKS_LEAST = 150
"""From so much room between text and number on, the row says there which entries belong to it."""
WIDE = 1000
"""From this width on a row has room for the word of its kind."""
KIND_GAP = 8
FIGURES_LEAST = 4
BRIEF_LINES = 2
SENTENCE_END = re.compile(r"(?<=[^\s.]{3}\.) (?=[A-Z])")
"""Behind a word of three letters or more: `St.` ends no sentence."""

KIND_ICONS = {
    EntryKind.EVENT: "flag",
    EntryKind.NOTE: "message",
    EntryKind.COMMUNICATION: "phone-call",
    EntryKind.DECISION: "gavel",
    EntryKind.TASK: "checklist",
    EntryKind.STATUS: "activity",
    EntryKind.SITREP: "speakerphone",
    EntryKind.RESOURCE: "truck",
    EntryKind.SAFETY: "shield",
    EntryKind.CLOCK: "stopwatch",
    EntryKind.CORRECTION: "pencil",
    EntryKind.HANDOVER: "transfer",
    EntryKind.SYSTEM: "settings",
}


@dataclass(frozen=True)
class Reading:
    """How the log is read: in which zone, on which day, since which moment, after how long an entry is late; how many
    figures its numbers have, and the count of days since its start (0: it is not a day old)."""

    zone: ZoneInfo
    today: date
    started_at: datetime | None
    late_after: timedelta
    figures: int = FIGURES_LEAST
    day_figures: int = 0

    @classmethod
    def of(cls, picture: Picture, moment: datetime) -> Reading:
        """As the station reads it at this moment."""
        station = picture.station
        started_at = picture.incident.occurred_at if picture.has_incident else None
        late_after = timedelta(minutes=station.late_after_minutes)
        places = {} if picture.incident_fold is None else picture.incident_fold.places
        figures = max(FIGURES_LEAST, len(str(max(places.values(), default=0))) + (len(places) > 1))
        days = 0 if started_at is None else (moment - started_at).days
        day_figures = len(str(days)) if days > 0 else 0
        today = moment.astimezone(station.zone).date()
        return cls(station.zone, today, started_at, late_after, figures, day_figures)

    def day(self, entry: LogEntry) -> date:
        """The local day on which an entry was recorded."""
        return entry.recorded_at.astimezone(self.zone).date()

    def clock(self, moment: datetime, beside: LogEntry) -> str:
        """A moment named in the row of an entry: with its date where that is another day than the entry's."""
        return times.clock_text(moment, self.zone, self.day(beside))


# --- the words -------------------------------------------------------------------------------------------------------


def correction_text(correction: LogEntry, beside: LogEntry, reading: Reading) -> str:
    """What stands under a corrected entry: `Corrected 02:39 by Night Coordinator: …`, or where it was moved to."""
    at = reading.clock(correction.recorded_at, beside)
    if moved := moved_text(correction):
        return f"{moved}, {at} by {correction.post} (#{correction.number})"
    return f"Corrected {at} by {correction.post}: {correction.text} (#{correction.number})"


def kind_word(entry: LogEntry) -> str:
    """The word of its kind; a communication is the call that was logged, or else a message."""
    if entry.kind is EntryKind.COMMUNICATION:
        return "Call" if "call.log" in entry.commands.split() else "Message"
    return entry.kind.capitalize()


KIND_WORDS = ("Message", *(kind.capitalize() for kind in EntryKind if kind is not EntryKind.COMMUNICATION))


def links_text(line: LogLine) -> str:
    """Which entries belong to this one: `Corrected by #63`, `Corrects #3`."""
    earlier, moved = line.corrects, line.moved_by
    links = [f"{'Moves' if line.entry.moves else 'Corrects'} #{earlier.number}"] if earlier is not None else []
    if corrections := [one for one in line.corrections if not one.moves]:
        links.append("Corrected by " + ", ".join(f"#{one.number}" for one in corrections))
    if moved is not None:
        links.append(f"Moved by #{moved.number}")
    return ", ".join(links)


def told_text(entry: LogEntry, reading: Reading) -> str:
    """When it happened, where that was told and is another minute than the record's, and on whose paper it stood."""
    happened = entry.occurred_at
    if happened is None or not times.whole_minutes(happened, entry.recorded_at):
        return paper_text(entry)
    return ", ".join(part for part in (f"happened {reading.clock(happened, entry)}", paper_text(entry)) if part)


def late_mark(entry: LogEntry, reading: Reading) -> str:
    """`LATE +17 min`, or nothing."""
    delay = entry.late_by(reading.late_after)
    return "" if delay is None else times.late_text(delay)


def stamp(moment: datetime, offset: int | None) -> str:
    """A moment in full, at the offset that the desk had then: `Wed 12 Aug 2026 04:05:39 -04:00`."""
    local = moment.astimezone(timezone(timedelta(minutes=offset or 0)))
    return f"{times.long_day_text(local.date())} {local:%H:%M:%S} {times.offset_text(local)}"


def full_stamp(entry: LogEntry) -> str:
    """When an entry was recorded and when it happened, each in full; for the tool tip."""
    recorded = f"#{entry.number} recorded {stamp(entry.recorded_at, entry.recorded_offset)} by {entry.post}"
    if entry.occurred_at is None:
        return recorded
    return f"{recorded}\nhappened {stamp(entry.occurred_at, entry.occurred_offset)}"


def brief(text: str, size: int, width: float) -> str:
    """As much of a command's sentences as stands in two lines, and how many are left out: `… +3 more`."""

    def fits(shown: str) -> bool:
        return Paragraph(shown, font(size), width).line_count <= BRIEF_LINES

    told = SENTENCE_END.split(text)
    for kept in range(len(told), 0, -1):
        shown = " ".join(told[:kept]) + (f" …\u00a0+{len(told) - kept}\u00a0more" if kept < len(told) else "")
        if fits(shown):
            return shown
    words, tail = told[0].split(" "), f" …\u00a0+{len(told) - 1}\u00a0more" if len(told) > 1 else " …"
    while len(words) > 1 and not fits(" ".join(words) + tail):
        words.pop()
    return " ".join(words) + tail


def spoken(line: LogLine, reading: Reading, files: Sequence[Attachment] = ()) -> str:
    """The whole row for a screen reader."""
    entry = line.entry
    main, second = told(entry)
    at = times.clock_text(entry.recorded_at, reading.zone, reading.today, seconds=True)
    parts = [
        f"Number {entry.number}, {at}, {kind_word(entry).lower()}",
        "" if entry.importance is None else entry.importance.label,
        "corrected" if line.struck else "",
        party_text(entry, main),
        main,
        *(correction_text(one, entry, reading) for one in line.corrections),
        second,
        late_mark(entry, reading),
        told_text(entry, reading),
        *(file_words(Attached(one, entry.number)) for one in files),
        f"by {entry.post}",
    ]
    return shown(", ".join(part.rstrip(".") for part in parts if part))


# --- the layout ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Columns:
    """Where the columns of a log of this width begin and end."""

    width: float
    time_left: float
    mark_left: float
    text_left: float
    text_right: float
    number_left: float
    right: float

    kinds: bool

    @classmethod
    @lru_cache(maxsize=16)
    def of(cls, width: float, figures: int = FIGURES_LEAST, days: int = 0, *, kinds: bool = False) -> Columns:
        """Columns as wide as the figures that stand in them; `kinds` has the word of the kind where there is room."""
        since = metrics(13).horizontalAdvance(f"+{'8' * days} d 88:88") if days else 0.0
        time = max(metrics(14, 600).horizontalAdvance("00:00:00"), since) + theme.PADDING
        number = metrics(13).horizontalAdvance("#" + "8" * figures) + 4
        mark_left = theme.PADDING + time
        kinds = kinds and width >= WIDE
        kind = KIND_GAP + max(map(metrics(13).horizontalAdvance, KIND_WORDS)) + theme.GAP if kinds else 0.0
        text_left = mark_left + MARK + kind + theme.GAP
        right = width - theme.PADDING
        text_right = min(right - number - theme.GAP, text_left + TEXT_WIDEST)
        return cls(width, theme.PADDING, mark_left, text_left, text_right, right - number, right, kinds)

    @property
    def text_width(self) -> float:
        """How wide the text of an entry may be."""
        return max(40.0, self.text_right - self.text_left)


@dataclass(frozen=True)
class Block:
    """A paragraph of a row: how far down and in it stands, in which colour, the mark before it, how many letters at its
    beginning say whose word it is, and where the words stand that were searched for."""

    paragraph: Paragraph
    top: float
    colour: str
    indent: float = 0.0
    mark: str = ""
    party: int = 0
    hits: Sequence[tuple[int, int]] = ()


@dataclass
class RowLayout:
    """A row laid out for a width: its blocks from the top down, and whether a new day begins above it."""

    line: LogLine
    columns: Columns
    day: date | None
    sought: Sequence[str] = ()
    blocks: list[Block] = field(default_factory=list)
    files: list[PlacedFile] = field(default_factory=list)
    top: float = 0.0
    height: float = 0.0

    def add(
        self, text: str, colour: str, size: int, weight: int, *, struck: bool = False, mark: str = "", party: str = ""
    ) -> None:
        """Put a paragraph below those that are there."""
        if not text:
            return
        indent = INDENT if mark else 0.0
        whole = f"{party}: {text}" if party else text
        made = Paragraph(whole, font(size, weight, struck=struck), self.columns.text_width - indent)
        found = hits(made.text, self.sought) if self.sought else ()
        self.blocks.append(Block(made, self.height, colour, indent, mark, len(party) + 1 if party else 0, found))
        self.height += made.height

    @property
    def decision(self) -> bool:
        """Whether it stands on the accent ground."""
        return self.line.entry.kind is EntryKind.DECISION

    @property
    def text_lines(self) -> int:
        """How many lines of text it shows, all told."""
        return sum(block.paragraph.line_count for block in self.blocks)


def lay_out(
    line: LogLine,
    before: LogLine | None,
    width: float,
    reading: Reading,
    *,
    whole: bool = True,
    files: Sequence[Attachment] = (),
    sought: Sequence[str] = (),
) -> RowLayout:
    """Lay out a row; `before` is the line above it, which says whether a new day begins.

    The operator's words are always whole. What the commands say below them is cut to two lines where it is not `whole`.
    `files` are attached to the entry; words that are `sought` are marked.
    """
    entry = line.entry
    new_day = before is None or reading.day(before.entry) != reading.day(entry)
    columns = Columns.of(width, reading.figures, reading.day_figures, kinds=whole)
    row = RowLayout(line, columns, reading.day(entry) if new_day else None, sought)
    row.top = row.height = (DAY_HEIGHT if new_day else 0) + ROW_PADDING
    _add_blocks(row, entry, reading, whole=whole, with_files=bool(files))
    if files:
        attached = [Attached(one, entry.number) for one in files]
        row.files, row.height = place_files(attached, row.height, columns.text_width)
    stamp = line_height(14) + line_height(13) * (2 if _repeats(entry, reading) else 1)
    row.height = round(max(row.height, row.top + stamp) + ROW_PADDING)
    return row


def _add_blocks(row: RowLayout, entry: LogEntry, reading: Reading, *, whole: bool, with_files: bool) -> None:
    main, second = told(entry)
    second = without_files(second) if with_files else second
    party = party_text(entry, main)
    if entry.importance is not None:
        shape = priority_shape(entry.importance)
        row.add(entry.importance.label, shape, 13, 600, mark=shape)
    if row.line.struck:
        row.add(main, "text3", 15, 450, struck=True, party=party)
    else:
        row.add(main, "text1", 15, 550 if row.decision else 450, party=party)
    for correction in row.line.corrections:
        row.add(correction_text(correction, entry, reading), "text1", 13, 500, mark="pencil")
    row.add(second if whole else brief(second, 13, row.columns.text_width), "text2", 13, 450)
    late, happened = late_mark(entry, reading), told_text(entry, reading)
    if late:
        row.add(f"{late}, {happened}" if happened else late, "triangle", 13, 600, mark="triangle")
    else:
        row.add(happened[:1].upper() + happened[1:], "text2", 13, 450)


def _repeats(entry: LogEntry, reading: Reading) -> bool:
    return times.repeated(entry.recorded_at.astimezone(reading.zone))


# --- the painting ----------------------------------------------------------------------------------------------------


def paint_row(
    painter: QPainter,
    y: float,
    row: RowLayout,
    reading: Reading,
    *,
    chosen: bool,
    focused: bool,
    ruled: bool,
    picture_of: PictureOf = no_picture,
) -> None:
    """Draw a row whose upper edge is at `y`; `ruled` draws the hairline above it."""
    columns, top = row.columns, y + row.top
    wide, high = columns.width - FRAME_INSET - GUTTER, row.height - row.top + ROW_PADDING
    ground = QRectF(FRAME_INSET, top - ROW_PADDING, wide, high)
    if row.day is not None:
        _paint_day(painter, row.day, y, columns)
    elif ruled:
        hairline(painter, columns.time_left, columns.width - theme.PADDING, y)
    if chosen:
        paint_frame(painter, ground.adjusted(0, 1, 0, 0), focused=focused)
    elif row.decision:
        _paint_accent(painter, ground.adjusted(0, 1, 0, 0))
    quiet = theme.colour("text2" if chosen or row.decision else "text3")
    _paint_stamp(painter, row, top, reading, quiet)
    tint = theme.colour("accent" if row.decision else "text2")
    icon = KIND_ICONS[row.line.entry.kind]
    paint_mark(painter, QRectF(columns.mark_left, top + 2, MARK, MARK), icon, tint)
    if columns.kinds:
        left = columns.mark_left + MARK + KIND_GAP
        word = QRectF(left, top, columns.text_left - left, line_height(15))
        paint_text(painter, word, kind_word(row.line.entry), tint, size=13)
    for block in row.blocks:
        _paint_block(painter, block, y, columns, quiet)
    for file in row.files:
        paint_file(painter, file, QPointF(columns.text_left, y), picture_of)
    _paint_author(painter, row, top, quiet)


def _paint_stamp(painter: QPainter, row: RowLayout, top: float, reading: Reading, quiet: QColor) -> None:
    entry, columns = row.line.entry, row.columns
    local = entry.recorded_at.astimezone(reading.zone)
    width = columns.mark_left - columns.time_left
    rect = QRectF(columns.time_left, top, width, line_height(14) + 1)
    paint_text(painter, rect, f"{local:%H:%M:%S}", theme.colour("text1"), size=14, weight=600)
    below = QRectF(columns.time_left, rect.bottom(), width, line_height(13))
    if reading.started_at is not None:
        paint_text(painter, below, times.since_text(reading.started_at, entry.recorded_at), quiet, size=13)
    if times.repeated(local):
        paint_text(painter, below.translated(0, line_height(13)), times.offset_text(local), quiet, size=13)


def _paint_author(painter: QPainter, row: RowLayout, top: float, quiet: QColor) -> None:
    entry, columns = row.line.entry, row.columns
    width = columns.right - columns.number_left
    rect = QRectF(columns.number_left, top, width, line_height(15))
    paint_text(painter, rect, f"#{entry.number}", quiet, size=13, right=True)
    below = QRectF(columns.number_left, rect.bottom(), width, line_height(12))
    paint_text(painter, below, entry.initials, quiet, size=12, right=True)
    room = columns.number_left - columns.text_right - 2 * theme.GAP
    if room >= LINKS_LEAST:
        between = QRectF(columns.text_right + theme.GAP, top, room, line_height(15))
        paint_text(painter, between, links_text(row.line), quiet, size=13, right=True)


def _paint_block(painter: QPainter, block: Block, y: float, columns: Columns, quiet: QColor) -> None:
    at = QPointF(columns.text_left, y + block.top)
    if block.colour in SHAPES:
        colour = word_colour(block.colour)
    else:
        colour = quiet if block.colour == "text3" else theme.colour(block.colour)
    if block.mark:
        paint_mark(painter, QRectF(at.x(), at.y() + 2, 14, 14), block.mark, colour)
    parts = [part(0, block.party, theme.colour("text2"))] if block.party else []
    accent = theme.colour("accent_text"), theme.colour("accent_ground")
    parts += [part(start, length, *accent) for start, length in block.hits]
    block.paragraph.paint(painter, at + QPointF(block.indent, 0), colour, parts)


def _paint_accent(painter: QPainter, rect: QRectF) -> None:
    painter.fillRect(rect, theme.colour("accent_ground"))
    painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.colour("accent"))


def _paint_day(painter: QPainter, day: date, y: float, columns: Columns) -> None:
    rect = QRectF(columns.time_left, y, columns.width - 2 * theme.PADDING, DAY_HEIGHT)
    used = paint_text(painter, rect, times.long_day_text(day), theme.colour("text2"), size=12, weight=550)
    hairline(painter, rect.left() + used + theme.GAP, rect.right(), rect.center().y())


def paint_unread(painter: QPainter, width: float, y: float, height: float) -> None:
    """What stands where a page is still being read: quiet bars, no text."""
    columns = Columns.of(width)
    bar = theme.colour("faint")
    middle = y + height / 2 - 5
    painter.fillRect(QRectF(columns.time_left, middle, 56, 10), bar)
    painter.fillRect(QRectF(columns.text_left, middle, columns.text_width * 0.5, 10), bar)
