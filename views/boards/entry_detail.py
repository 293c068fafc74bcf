"""One entry of the log in full: its words, its times, who wrote it, what corrects it, and its check code."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from models import times
from models.codec import check_code
from models.log_line import LogLine
from views import theme
from views.boards.cards import QWIDGETSIZE_MAX, Card, ContentScroll
from views.labels import label
from views.log_row import Reading, late_mark
from views.painting import plain

WIDTH_BESIDE = 560
EMPTY = "Choose an entry with ↑ and ↓ to read it in full."


def facts(line: LogLine, reading: Reading) -> list[tuple[str, str]]:
    """What there is to know about an entry: each fact with its word."""
    entry = line.entry
    told = [("Recorded", stamp(entry.recorded_at, entry.recorded_offset))]
    if entry.occurred_at is not None:
        happened, late = stamp(entry.occurred_at, entry.occurred_offset), late_mark(entry, reading)
        told.append(("Happened", f"{happened}, {late}" if late else happened))
    told.append(("By", f"{entry.post} ({entry.initials})"))
    if entry.words and entry.sentence:
        told.append(("What it did", entry.sentence))
    told += [(f"Corrected by #{one.number}", f"{one.text} Reason: {one.reason}") for one in line.corrections]
    if line.corrects is not None:
        told.append((f"Stands for #{line.corrects.number}", line.corrects.text))
    return [*told, ("Check code", check_code(entry.hash))]


def stamp(moment: datetime, offset: int | None) -> str:
    """A moment in full, at the offset that the desk had then: `Wed 12 Aug 2026 04:05:39 -04:00`."""
    local = moment.astimezone(timezone(timedelta(minutes=offset or 0)))
    return f"{times.long_day_text(local.date())} {local:%H:%M:%S} {times.offset_text(local)}"


class EntryDetail(Card):
    """The chosen entry, whole: below the log, or beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Entry", parent)
        self._scroll = ContentScroll(self)
        self.body.addWidget(self._scroll)
        self._shown: object = None
        self._beside, self._highest = False, QWIDGETSIZE_MAX
        self.show_line(None, None)

    def show_line(self, line: LogLine | None, reading: Reading | None) -> None:
        """Show this entry; None says how to choose one."""
        if line is None or reading is None:
            self._show("", EMPTY, "", [])
        else:
            entry = line.entry
            self._show(f"#{entry.number}", entry.kind.capitalize(), entry.text, facts(line, reading))

    def set_place(self, *, beside: bool, highest: int) -> None:
        """Beside the log it has its own width and is as high as the log; below it only as high as its text."""
        self._beside, self._highest = beside, highest
        down = QSizePolicy.Policy.Preferred if beside else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, down)
        self.setMinimumWidth(WIDTH_BESIDE if beside else 0)
        self.setMaximumWidth(WIDTH_BESIDE if beside else QWIDGETSIZE_MAX)
        self._fit()

    def _show(self, number: str, kind: str, words: str, rows: list[tuple[str, str]]) -> None:
        shown = (number, kind, words, rows)
        if shown != self._shown:
            self._shown = shown
            self.count.setText(number)
            self.right.setText(kind)
            self._scroll.show_sheet(_sheet(words, rows))
            self._fit()

    def _fit(self) -> None:
        shown = self._beside or bool(self.count.text())
        self._unfold(shown)
        if shown:
            self.setMaximumHeight(self._highest)


def _sheet(words: str, rows: list[tuple[str, str]]) -> QWidget:
    sheet = QWidget()
    grid = QGridLayout(sheet)
    grid.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.PADDING)
    grid.setHorizontalSpacing(theme.SPACES[4])
    grid.setVerticalSpacing(theme.SPACES[0])
    grid.setColumnStretch(1, 1)
    grid.addWidget(_value(words, "words"), 0, 0, 1, 2)
    grid.setRowMinimumHeight(0, theme.SPACES[4])
    for row, (word, text) in enumerate(rows, start=1):
        grid.addWidget(label(word, "second"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(_value(text, "value"), row, 1)
    grid.setRowStretch(len(rows) + 1, 1)
    return sheet


def _value(text: str, kind: str) -> QLabel:
    made = label(plain(text), kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
