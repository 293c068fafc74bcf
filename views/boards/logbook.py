"""The log on its own screen: every filter, and the chosen entry in full below it or beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.logbook import log_row
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind, Stream
from views import theme
from views.boards.entry_detail import EntryDetail
from views.boards.log_card import ALL_TABS, LogCard
from views.boards.log_finding import LogFinding
from views.keys import Key
from views.log_row import Reading
from views.own_keys import is_escape, keeps
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk


WIDE = 1700 - theme.RAIL_WIDTH
"""In a window of 1700 the detail stands beside the log."""
DETAIL_SHARE = 0.45
"""How much of the height it may take below."""
LOW = 460
"""In a lower screen the rows have the whole place, and the detail has it while it is read."""


class LogScreen(View):
    """The full log; the console puts the entry line into `entry_slot`, at the bottom.

    `/` puts what is found into the place of the log, which stays as it is behind it; Enter goes to an entry, Esc back.
    """

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.log = LogCard(self.ask, ALL_TABS, whole=True)
        self.detail = EntryDetail(desk)
        self.detail.asked.connect(self.asked)
        self._reading: Reading | None = None
        self._sought: UUID | None = None
        self._in_detail = False
        self.finding = LogFinding(desk, self.ask, self.log, self)
        self.entry_slot = slot = QVBoxLayout()
        self._pair = pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        pair.setSpacing(theme.GAP)
        pair.addWidget(self.log, 1)
        pair.addWidget(self.detail)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.finding.bar)
        whole.addLayout(pair, 1)
        whole.addLayout(slot)
        self.finding.turned.connect(self._turn_to_find)
        self.finding.found.connect(self._show_found)
        self.finding.sought.connect(self.show_row)
        self.finding.asked.connect(self.asked)
        self.log.view.current_changed.connect(self._show_line)
        self.log.view.entry_chosen.connect(self._read_detail)
        self.detail.left.connect(self._leave_detail)
        self.log.view.current_changed.connect(partial(self.asked.emit, "entry"))
        self.log.undoable.connect(partial(self.asked.emit, "can_undo"))
        self.log.use_stream(desk.habits.get("stream", ""))
        self.log.stream_kept.connect(partial(self.asked.emit, "stream"))
        self.setFocusProxy(self.log.view)
        self.log.view.correct_asked.connect(partial(self.asked.emit, "correct"))

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the log of this picture."""
        if picture is None:
            return
        self._reading = Reading.of(picture, moment)
        self.log.show_picture(picture, moment)
        self.finding.show_picture(picture, moment)
        self._seek()

    def keys(self) -> Sequence[Key]:
        """The keys of the log, beside those of its rows."""
        return (
            Key("/", "Find", self.finding.begin, self._always),
            Key("Ctrl+F", "Find", self.finding.begin),
            Key("Shift+F", "Filter by kind", self.log.tabs.focus_chosen),
            Key("Shift+V", "Written, console or both", self.log.switch.turn),
        )

    def _always(self) -> bool:
        return True

    def show_row(self, row_id: UUID) -> None:
        """Choose an entry by its id, and bring it into view; where the filter leaves it out, all kinds are shown."""
        self.finding.close()
        self._sought = row_id
        self._seek()

    def _seek(self) -> None:
        if self._sought is not None:
            sieve = self.log.view.kinds, self.log.view.stream
            self.ask(log_row(self._sought, *sieve), partial(self._found, self._sought, sieve), "row of an entry")

    def _found(self, entry_id: UUID, sieve: tuple[Sequence[EntryKind], Stream | None], row: int | None) -> None:
        """It may be newer than the rows shown: then it is looked for again with the next picture."""
        if entry_id != self._sought or sieve != (self.log.view.kinds, self.log.view.stream):
            return
        if row is None and any(sieve):
            self._let_all_through()
            self._seek()
        elif row is None or row < self.log.view.count:
            self._sought = None
            if row is not None:
                self.log.view.choose(row)

    def _let_all_through(self) -> None:
        self.log.show_all()

    def _show_line(self, line: LogLine | None) -> None:
        """While the chosen row is still being read, the detail stays as it is."""
        if not self.finding.open and (line is not None or self.log.view.chosen_row is None):
            self.detail.show_line(line, self._reading)

    def _show_found(self, line: LogLine | None) -> None:
        self.detail.show_line(line, self._reading)

    def _turn_to_find(self) -> None:
        """What is found takes the place of the log, or gives it back."""
        panel, is_open = self.finding.panel, self.finding.open
        self._in_detail = False
        if panel is not None and self._pair.indexOf(panel) < 0:
            self._pair.insertWidget(0, panel, 1)
        self._place()
        if not is_open:
            self.focus_first()
            self.detail.show_line(self.log.view.current, self._reading)
            self.asked.emit("entry", self.log.view.current)

    def event(self, event: QEvent) -> bool:
        """Esc in the log goes back to where one was before a found entry was gone to."""
        return keeps(event, self._goes_back) or super().event(event)

    def _goes_back(self, event: QKeyEvent) -> bool:
        return is_escape(event) and self.finding.origin is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._goes_back(event):
            self.finding.go_back()
        else:
            super().keyPressEvent(event)

    def _read_detail(self) -> None:
        """Enter on a row goes to where it is read in full; Esc there comes back."""
        self._in_detail = True
        self._place()
        self.detail.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_detail(self) -> None:
        self._in_detail = False
        self._place()
        self.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the detail beside the log where there is room, else below, or in a low screen over it."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        wide = self.width() >= theme.px(WIDE)
        low = not wide and self.height() < theme.px(LOW)
        self._pair.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        highest = self.height() if wide or low else round(self.height() * DETAIL_SHARE)
        self.detail.set_place(beside=wide, highest=highest)
        self.detail.setHidden(low and not self._in_detail)
        self.log.setHidden(self.finding.open or (low and self._in_detail))
        if self.finding.panel is not None:
            self.finding.panel.setHidden(not self.finding.open)
