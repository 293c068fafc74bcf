"""One entry of the log in full: its words, its times, who wrote it, what corrects it, and its check code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollBar, QSizePolicy, QVBoxLayout, QWidget

from models import times
from models.attached import attached_to
from models.codec import check_code
from models.log import LogEntry
from models.log_line import LogLine
from views import theme
from views.boards.attachment_row import ROOM
from views.boards.cards import QWIDGETSIZE_MAX, Card, ContentScroll
from views.boards.entry_attachments import EntryAttachments
from views.desk import QtDesk
from views.labels import label
from views.log_row import Reading, kind_word, late_mark
from views.own_keys import is_escape, keeps
from views.painting import plain

WIDTH_BESIDE = 560
WORD_WIDTH = 112
"""The usual words fit, so that the facts stand still from entry to entry."""
EMPTY = "Choose an entry with ↑ and ↓ to read it in full."


def facts(line: LogLine, reading: Reading) -> list[tuple[str, str]]:
    """What there is to know about an entry: each fact with its word."""
    entry = line.entry
    told = [("Recorded", stamp(entry.recorded_at, entry.recorded_offset))]
    if entry.occurred_at is not None:
        happened, late = stamp(entry.occurred_at, entry.occurred_offset), late_mark(entry, reading)
        told.append(("Happened", f"{happened}, {late}" if late else happened))
    told.append(("By", f"{entry.post} ({entry.initials})"))
    if entry.author:
        told.append(("From paper of", entry.author))
    if entry.party:
        told.append(("Source", entry.party))
    if entry.importance is not None:
        told.append(("Importance", entry.importance.label))
    if entry.words and entry.sentence:
        told.append(("What it did", entry.sentence))
    told += [_correction(one) for one in line.corrections]
    if line.corrects is not None:
        word = "Moves" if entry.moves else "Stands for"
        told.append((f"{word} #{line.corrects.number}", line.corrects.text))
    return [*told, ("Check code", check_code(entry.hash))]


def _correction(one: LogEntry) -> tuple[str, str]:
    """What became of an entry: moved to another incident, or corrected, and why."""
    if one.moves:
        return f"Moved by #{one.number}", one.text
    return f"Corrected by #{one.number}", f"{one.text} Reason: {one.reason}"


def stamp(moment: datetime, offset: int | None) -> str:
    """A moment in full, at the offset that the desk had then: `Wed 12 Aug 2026 04:05:39 -04:00`."""
    local = moment.astimezone(timezone(timedelta(minutes=offset or 0)))
    return f"{times.long_day_text(local.date())} {local:%H:%M:%S} {times.offset_text(local)}"


class DetailScroll(ContentScroll):
    """What is read by keys: arrows, J and K and pages move it, Esc leaves it."""

    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Esc is this pane's own while it has the keyboard; the window's comes after it."""
        return keeps(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What the arrows do, and Home and End, which a scroll area has not got."""
        bar = self.verticalScrollBar()
        match Qt.Key(event.key()):
            case Qt.Key.Key_Escape | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.left.emit()
            case Qt.Key.Key_J:
                bar.triggerAction(QScrollBar.SliderAction.SliderSingleStepAdd)
            case Qt.Key.Key_K:
                bar.triggerAction(QScrollBar.SliderAction.SliderSingleStepSub)
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case _:
                super().keyPressEvent(event)


class EntryDetail(Card):
    """The chosen entry, whole: below the log, or beside it."""

    left = Signal()
    """Esc: back to the rows."""
    asked = Signal(str, object)
    """`attachment`, and the one that is to be shown larger."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Entry", parent)
        self._desk = desk
        self.files = EntryAttachments(desk)
        self.files.asked.connect(self.asked)
        self._scroll = DetailScroll(self)
        self._scroll.left.connect(self.left)
        self.setFocusProxy(self._scroll)
        self._sheet = FactSheet(self.files)
        self._scroll.show_sheet(self._sheet)
        self.body.addWidget(self._scroll)
        self._shown: object = None
        self._beside, self._highest = False, QWIDGETSIZE_MAX
        self.show_line(None, None)

    @property
    def scroll_bar(self) -> QScrollBar:
        """How far it has been read."""
        return self._scroll.verticalScrollBar()

    def show_line(self, line: LogLine | None, reading: Reading | None) -> None:
        """Show this entry; None says how to choose one."""
        if line is None or reading is None:
            self._show("", EMPTY, "", [])
            self.files.show_files([])
        else:
            entry = line.entry
            self._show(f"#{entry.number}", kind_word(entry), entry.text, facts(line, reading))
            self.files.show_files(attached_to(self._desk.picture, entry) if self._desk.picture else [])

    def set_place(self, *, beside: bool, highest: int) -> None:
        """Beside the log it has its own width and is as high as the log; below it only as high as its text."""
        self._beside, self._highest = beside, highest
        down = QSizePolicy.Policy.Preferred if beside else QSizePolicy.Policy.Maximum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, down)
        self.setMinimumWidth(theme.px(WIDTH_BESIDE) if beside else 0)
        self.setMaximumWidth(theme.px(WIDTH_BESIDE) if beside else QWIDGETSIZE_MAX)
        self._fit()

    def _show(self, number: str, kind: str, words: str, rows: Sequence[tuple[str, str]]) -> None:
        shown = (number, kind, words, rows)
        if shown != self._shown:
            self._shown = shown
            self.count.setText(number)
            self.right.setText(kind)
            self._sheet.show_facts(words, rows)
            self.scroll_bar.setValue(0)
            self._scroll.updateGeometry()
            self._fit()

    def _fit(self) -> None:
        shown = self._beside or bool(self.count.text())
        self._unfold(shown)
        if shown:
            self.setMaximumHeight(self._highest)


class FactSheet(QWidget):
    """The words of an entry, and below them each fact beside its word; the labels are made once and used again."""

    def __init__(self, below: QWidget, parent: QWidget | None = None) -> None:
        """`below` stands under the facts."""
        super().__init__(parent)
        self._words = _value("words")
        self._words.setContentsMargins(0, 0, 0, theme.SPACES[0])
        self._facts: list[tuple[QLabel, QLabel]] = []
        self._grid = grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACES[4])
        grid.setVerticalSpacing(theme.SPACES[0])
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._words, 0, 0, 1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING - ROOM, 0, theme.PADDING - ROOM, theme.PADDING)
        grid.setContentsMargins(ROOM, 0, ROOM, 0)
        whole.addLayout(grid)
        whole.addWidget(below)
        whole.addStretch(1)

    def show_facts(self, words: str, rows: Sequence[tuple[str, str]]) -> None:
        """Show these words and facts."""
        self._grid.setColumnMinimumWidth(0, theme.px(WORD_WIDTH))
        self._words.setText(plain(words))
        while len(self._facts) < len(rows):
            self._facts.append(self._add(len(self._facts) + 1))
        for at, (word, value) in enumerate(self._facts):
            shown = at < len(rows)
            word.setVisible(shown)
            value.setVisible(shown)
            if shown:
                word.setText(rows[at][0])
                value.setText(plain(rows[at][1]))

    def _add(self, row: int) -> tuple[QLabel, QLabel]:
        word, value = label("", "second"), _value("value")
        self._grid.addWidget(word, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, row, 1)
        return word, value


def _value(kind: str) -> QLabel:
    made = label("", kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
