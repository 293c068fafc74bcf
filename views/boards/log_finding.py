"""Finding in the log: the panel that takes its place, the way to a found entry, and the way back to where one was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.search import Hit, found_entry
from app.search_lines import hit_texts
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind, Stream
from views.boards.find_panel import FindPanel
from views.boards.log_card import LogCard
from views.boards.return_bar import ReturnBar
from views.log_pages import Asker
from views.log_view import Place

if TYPE_CHECKING:
    from views.desk import QtDesk


@dataclass(frozen=True)
class Origin:
    """Where one was before a found entry was gone to."""

    incident_id: UUID | None
    kinds: Sequence[EntryKind]
    stream: Stream | None
    place: Place
    entry_id: UUID | None


class LogFinding(QObject):
    """What `/`, Enter and Esc do in the log's screen; the log stays as it is behind the panel."""

    turned = Signal()
    """The panel has the place of the log now, or has given it back (`open`)."""
    found = Signal(object)
    """The found `LogLine` that the keyboard is on, or None."""
    sought = Signal(object)
    """The id of the entry that the log is to show."""
    asked = Signal(str, object)

    def __init__(self, desk: QtDesk, ask: Asker, log: LogCard, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._ask, self._log = desk, ask, log
        self.bar = ReturnBar()
        self.panel: FindPanel | None = None
        self.open = False
        self.origin: Origin | None = None
        self._moment: datetime | None = None
        self._shown: UUID | None = None
        self._elsewhere: tuple[UUID | None, UUID | None] | None = None
        self.bar.left.connect(self.go_back)
        self.bar.asked.connect(self.begin)

    @property
    def _incident_id(self) -> UUID | None:
        return self._desk.desk.incident_id

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Search in this picture; where it is of the incident that was gone to, go on to the entry there."""
        self._moment = moment
        if self.panel is not None and self.open:
            self.panel.show_picture(picture, moment)
        shown = None if picture.incident_fold is None else picture.incident_fold.scope_id
        if self._elsewhere is not None and self._elsewhere[0] == shown:
            (_, entry_id), self._elsewhere = self._elsewhere, None
            self.bar.setVisible(self.origin is not None)
            self.sought.emit(entry_id)
        elif self.origin is not None and self._elsewhere is None and self._shown not in (None, shown):
            self._forget_origin()
        self._shown = shown

    def begin(self) -> None:
        """Show the line to search in, and what was found last."""
        picture = self._desk.picture
        if picture is None or self._moment is None:
            return
        panel = self._panel()
        self.open = True
        panel.show_saved(self._desk.habits.get("searches", ""))
        panel.show_picture(picture, self._moment)
        self.bar.hide()
        self.turned.emit()
        panel.begin()

    def _panel(self) -> FindPanel:
        if self.panel is None:
            self.panel = panel = FindPanel(self._ask)
            panel.left.connect(self.go_back)
            panel.accepted.connect(self._go_to_hit)
            panel.chosen.connect(self._show_hit)
            panel.kept.connect(partial(self.asked.emit, "searches"))
            panel.undoable.connect(partial(self.asked.emit, "can_undo"))
        return self.panel

    def close(self) -> None:
        """Give the log its place back."""
        if self.open:
            self.open = False
            self.turned.emit()

    def _show_hit(self, hit: Hit | None) -> None:
        if hit is None:
            self._show_found(None)
        else:
            self._ask(found_entry(hit), self._show_found, "found entry")

    def _show_found(self, line: LogLine | None) -> None:
        if self.open:
            self.found.emit(line)
            here = line is not None and line.entry.scope_id == self._incident_id
            self.asked.emit("entry", line if here else None)

    def _go_to_hit(self, hit: Hit) -> None:
        self._ask(found_entry(hit), partial(self._go_to_line, hit), "found entry")

    def _go_to_line(self, hit: Hit, line: LogLine | None) -> None:
        """The log stands at the found entry, and its words are marked; another incident is opened for it."""
        if line is None or self.panel is None:
            return
        self.origin = self.origin or self._here()
        self.close()
        self._log.view.mark_words(hit_texts(self.panel.wanted))
        here = line.entry.scope_id == self._incident_id
        self.bar.show_found(hit.number, self.panel.line.text(), "" if here else hit.incident)
        self.bar.setVisible(here)
        self._go(line.entry.scope_id, line.entry.id)

    def _here(self) -> Origin:
        view, line = self._log.view, self._log.view.current
        entry_id = None if line is None else line.entry.id
        return Origin(self._incident_id, view.kinds, view.stream, view.place, entry_id)

    def _go(self, incident_id: UUID | None, entry_id: UUID | None) -> None:
        if incident_id == self._incident_id:
            self.sought.emit(entry_id)
        else:
            self._elsewhere = incident_id, entry_id
            self.asked.emit("open_incident", incident_id)

    def go_back(self) -> None:
        """From the panel to the log; from a found entry to where one was, to the pixel where the same is shown."""
        self.close()
        if (origin := self.origin) is None:
            return
        self._forget_origin()
        view = self._log.view
        now = view.kinds, view.stream, self._incident_id
        self._log.tabs.choose_kinds(origin.kinds)
        self._log.switch.choose(origin.stream)
        if now == (origin.kinds, origin.stream, origin.incident_id):
            view.go_back(origin.place)
        else:
            self._go(origin.incident_id, origin.entry_id)

    def _forget_origin(self) -> None:
        self.origin = self._elsewhere = None
        self.bar.hide()
        self._log.view.mark_words(())
