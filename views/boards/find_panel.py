"""Find as you type: the line, the filters, and what was found; it takes the place of the log while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.saved_searches import SavedSearch, read_searches, searches_text
from app.search import Hit, find, found_count
from app.search_line import Wanted, read_search, with_mark
from app.search_lines import EMPTY, NOTHING, NOTHING_ANYWHERE, count_text
from models.picture import Picture
from views import theme
from views.boards.cards import Card
from views.boards.find_filters import FindFilters
from views.boards.find_line import FindLine
from views.boards.find_results import FoundList
from views.boards.find_saved import FindSaved
from views.boards.word_tabs import WordTabs
from views.labels import label
from views.log_pages import Asker
from views.own_keys import is_escape, keeps

FOOT = 8
LOW = 240
PAGE = 60
"""What is read at each key, more than a screen holds; the rest is read as one goes down."""


class FindPanel(Card):
    """Asks at each key; an answer that a newer question has overtaken never comes."""

    left = Signal()
    """Esc: back to where the log stood."""
    accepted = Signal(object)
    """The `Hit` to go to."""
    chosen = Signal(object)
    """The `Hit` that the keyboard is on, or None."""
    kept = Signal(str)
    """The saved searches as text, for the habits of this seat."""
    undoable = Signal(object)

    def __init__(self, ask: Asker, parent: QWidget | None = None) -> None:
        super().__init__("Find", parent)
        self._ask = ask
        self._picture: Picture | None = None
        self._moment: datetime | None = None
        self.wanted = Wanted()
        self.line = FindLine()
        self.scope = WordTabs(("This incident", "All incidents"))
        self.filters, self.saved = FindFilters(), FindSaved()
        self.list = FoundList()
        self.hint = label(EMPTY, "second", wrap=True)
        self._gather()
        self._connect()

    def _gather(self) -> None:
        self.header.insertWidget(1, self.line, 1)
        self.header.insertWidget(2, self.scope)
        self.header.removeWidget(self.count)
        self.count.hide()
        self.header.setStretch(3, 0)
        self.filters.flow.addWidget(self.saved)
        around = QVBoxLayout()
        around.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.GAP)
        around.setSpacing(theme.GAP)
        around.addWidget(self.filters)
        around.addWidget(self.hint)
        self.body.addLayout(around)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.setContentsMargins(0, 0, 0, FOOT)
        self.setFocusProxy(self.line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low panel the rows have the place of the lists: the line takes the same marks."""
        super().resizeEvent(event)
        self.filters.setVisible(self.height() >= theme.px(LOW))

    def _connect(self) -> None:
        self.line.textChanged.connect(self._search)
        self.line.moved.connect(self.list.step)
        self.line.accepted.connect(self._accept)
        self.scope.chosen.connect(self._search)
        self.filters.picked.connect(self._pick)
        self.saved.chosen.connect(self._use)
        self.saved.changed.connect(self._save)
        self.list.accepted.connect(self._accept)
        self.list.chosen_changed.connect(self._tell)
        self.list.near_end.connect(self._read_on)

    @property
    def everywhere(self) -> bool:
        """Whether all incidents are searched."""
        return bool(self.scope.at)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Search in what this picture knows, once more if something was written."""
        self.filters.show_picture(picture)
        was, self._picture, self._moment = self._picture, picture, moment
        if was is not picture:
            self._search()

    def show_saved(self, kept: str) -> None:
        """Offer the searches that this seat keeps."""
        self.saved.show_searches(read_searches(kept))

    def begin(self) -> None:
        """Give the keyboard to the line, with what was typed chosen, so that typing begins anew."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _search(self, _: object = None) -> None:
        if self._picture is None or self._moment is None:
            return
        typed = self.line.text()
        self.filters.follow(typed)
        self.saved.follow(typed, self.everywhere)
        self.wanted = read_search(typed, self._picture, self._moment, everywhere=self.everywhere)
        asked = (self.wanted, self._picture, self._moment)
        self._ask(find(self.wanted, limit=PAGE), partial(self._show, *asked), "find")

    def _show(self, wanted: Wanted, picture: Picture, moment: datetime, hits: list[Hit]) -> None:
        chosen = self.list.hit if wanted == self.list.found.wanted else None
        self.list.found.show_hits(hits, wanted, picture, moment)
        self.hint.setText(EMPTY if wanted.empty else NOTHING_ANYWHERE if wanted.everywhere else NOTHING)
        self.hint.setVisible(not hits)
        self.list.setVisible(bool(hits))
        row = next((at for at, hit in enumerate(hits) if chosen is not None and hit.key == chosen.key), 0)
        self.list.setCurrentIndex(self.list.found.index(row))
        self.right.setText("" if wanted.empty else count_text(len(hits)))
        if not hits:
            self.chosen.emit(None)
        if len(hits) >= PAGE:
            self.right.setText(f"{PAGE}+ entries")
            self._ask(found_count(wanted), self._count, "found count")

    def _count(self, count: int) -> None:
        self.right.setText(count_text(count))

    def _read_on(self) -> None:
        found = self.list.found
        if found.hits and len(found.hits) % PAGE == 0:
            older = find(found.wanted, found.hits[-1].key, PAGE)
            self._ask(older, partial(self._add, found.wanted, len(found.hits)), "find on")

    def _add(self, wanted: Wanted, after: int, hits: Sequence[Hit]) -> None:
        found = self.list.found
        if (found.wanted, len(found.hits)) == (wanted, after):
            found.add_hits(hits)

    def _tell(self, row: int) -> None:
        self.chosen.emit(self.list.hit)

    def _accept(self) -> None:
        if (hit := self.list.hit) is not None:
            self.accepted.emit(hit)

    def _pick(self, sigil: str, said: str) -> None:
        self._undo_to()
        self.line.setText(with_mark(self.line.text(), sigil, said))

    def _use(self, saved: SavedSearch) -> None:
        self._undo_to()
        self._set(saved.typed + " ", saved.everywhere)

    def _undo_to(self) -> None:
        """What is chosen now can be taken back to this."""
        self.undoable.emit(partial(self._set, self.line.text(), self.everywhere))

    def _set(self, typed: str, everywhere: bool) -> None:
        self.scope.mark(int(everywhere))
        self.line.setText(typed)
        self._search()

    def _save(self, searches: tuple[SavedSearch, ...]) -> None:
        self.undoable.emit(partial(self._keep, self.saved.searches))
        self._keep(searches)

    def _keep(self, searches: tuple[SavedSearch, ...]) -> None:
        self.saved.show_searches(searches)
        self.kept.emit(searches_text(searches))

    def event(self, event: QEvent) -> bool:
        """Esc is this panel's own while the keyboard is in it; the window's comes after it."""
        return keeps(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
