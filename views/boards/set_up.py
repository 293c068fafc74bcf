"""The set-up: its sections at the left, the chosen one at the right. Whatever is changed here acts at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.board import Line
from models.contact import Contact
from models.picture import Picture
from models.station import Post
from models.system import System
from views import theme
from views.boards.cards import Card
from views.boards.lines import LineList
from views.keys import Key
from views.named import load
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk

LIST_WIDTH = 232
LOW = 300
"""A screen lower than this has room for every section only without the head of their list."""


@dataclass(frozen=True)
class Section:
    """A section of the set-up: its word, its icon, its class named as text, and the rows that it counts."""

    words: str
    icon: str
    name: str
    rows: type[Any] | None = None


SECTIONS = (
    Section("Station", "building-hospital", "views.boards.set_up_station:StationSection"),
    Section("Posts", "users", "views.boards.set_up_posts:PostsSection", Post),
    Section("Systems", "activity", "views.boards.register:RegisterView", System),
    Section("Contacts", "phone", "views.boards.directory:DirectoryView", Contact),
    Section("Quick texts", "keyboard", "views.boards.set_up_quick_texts:QuickTextsSection"),
    Section("Appearance", "contrast", "views.boards.set_up_appearance:AppearanceSection"),
    Section("Paper and printing", "printer", "views.boards.set_up_paper:PaperSection"),
    Section("Data", "database", "views.boards.set_up_data:DataSection"),
)


class SetUpScreen(View):
    """Each section is made when it is first shown, and belongs to the station that was open then."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAccessibleName("Set-up")
        self.sections: dict[str, View] = {}
        self._station_id: UUID | None = None
        self._drawn: tuple[Picture | None, datetime] | None = None
        self.list = LineList("Sections of the set-up")
        self.stack = QStackedWidget()
        self._card = card = Card("Set-up")
        card.setFixedWidth(LIST_WIDTH)
        card.body.addWidget(self.list)
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        across.setSpacing(theme.GAP)
        across.addWidget(card)
        across.addWidget(self.stack, 1)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._enter_section)
        self.setFocusProxy(self.list)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the sections take the room of their head."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        if (head := self._card.title.parentWidget()) is not None:
            head.setVisible(not low)
        self._card.body.setContentsMargins(0, theme.px(4) if low else 0, 0, 0)

    @property
    def section(self) -> View | None:
        """The section that is shown; pages stand in the order in which the sections were made."""
        return list(self.sections.values())[self.stack.currentIndex()] if self.sections else None

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the sections, and the one that is shown, from this picture."""
        if picture is None:
            return
        if picture.station.id != self._station_id:
            self._start_over(picture)
        self._drawn = (picture, moment)
        self.list.show_rows([_line(section, picture) for section in SECTIONS])
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.list.lines.index(0))
        elif (section := self.section) is not None:
            section.show_picture(picture, moment)

    def _start_over(self, picture: Picture) -> None:
        """What was begun for another station is not finished in this one."""
        self._station_id = picture.station.id
        self.sections.clear()
        while (page := self.stack.widget(0)) is not None:
            self.stack.removeWidget(page)
            page.deleteLater()
        self.list.clearSelection()
        self.list.setCurrentIndex(QModelIndex())

    def _choose(self, current: QModelIndex, _: QModelIndex) -> None:
        if not current.isValid() or self._drawn is None:
            return
        chosen = SECTIONS[current.row()]
        if chosen.name not in self.sections:
            self._make(chosen)
        self.sections[chosen.name].show_picture(*self._drawn)
        self.stack.setCurrentIndex(list(self.sections).index(chosen.name))
        self.keys_changed.emit()

    def _make(self, section: Section) -> None:
        """Put the section on a page of its own; one that needs less height stands at the top."""
        page = QWidget()
        made: View = load(section.name)(self.desk, page)
        made.asked.connect(self.asked)
        down = QVBoxLayout(page)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(made)
        if made.sizePolicy().verticalPolicy() is QSizePolicy.Policy.Maximum:
            down.addStretch(1)
        self.sections[section.name] = made
        self.stack.addWidget(page)

    def _enter_section(self) -> None:
        if (section := self.section) is not None:
            section.focus_first()

    def keys(self) -> Sequence[Key]:
        """Those of the section that is shown."""
        return [] if self.section is None else self.section.keys()

    def show_row(self, row_id: UUID) -> None:
        """Go to the section of this row, and to the row."""
        picture = self.desk.picture
        for number, section in enumerate(SECTIONS):
            if picture is not None and section.rows is not None and picture.get(section.rows, row_id) is not None:
                self.list.setCurrentIndex(self.list.lines.index(number))
                self.sections[section.name].show_row(row_id)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed in a section that is not in the log."""
        return any(section.unsaved for section in self.sections.values())

    def content(self) -> tuple[object, ...]:
        """What was typed."""
        return tuple(section.content() for section in self.sections.values() if section.unsaved)


def _line(section: Section, picture: Picture) -> Line:
    count = "" if section.rows is None else str(len(picture.all(section.rows)))
    spoken = f"{section.words}, {count}" if count else section.words
    return Line(section.name, section.icon, section.words, "", spoken, right=count)
