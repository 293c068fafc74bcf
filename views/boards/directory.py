"""The directory as a list to keep up: from A to Z, each contact with its numbers, and ways to add and edit one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.commands.directory import confirm_contact
from app.contact_lines import narrowed
from app.contacts import CallDown, call_down
from app.directory_lines import directory_lines
from models.picture import Picture
from views import theme
from views.boards.cards import Card, empty_label
from views.boards.contact_list import ContactList
from views.boards.key_button import KeyButton, KeyGrid
from views.forms.contact import NEW
from views.forms.form import text_field
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk

EMPTY = "The directory is empty. Add a contact, or import a table."
NOTHING_FITS = "No contact fits the filter."


class DirectoryView(View):
    """Stands in the set-up; what it offers are the same forms as on the contacts screen."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.card = Card("Directory")
        self.list = ContactList("Directory")
        self.words = text_field(placeholder="Filter")
        self.words.setAccessibleName("Filter the directory")
        self.add, self.edit = KeyButton("+", "New contact"), KeyButton("Enter", "Edit")
        self.confirm, self.bring = KeyButton("O", "Numbers are right"), KeyButton("Shift+I", "Import a table")
        self._empty = empty_label(EMPTY)
        self._down: CallDown | None = None
        self._compose()
        self.setFocusProxy(self.list)
        self.list.activated.connect(self._edit)
        self.words.textChanged.connect(self._draw)
        self.words.returnPressed.connect(self.list.setFocus)
        for button, act in ((self.add, self._add), (self.edit, self._edit), (self.confirm, self._confirm)):
            button.clicked.connect(act)
        self.bring.clicked.connect(self._import)

    def _compose(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.SPACES[1])
        across.setSpacing(8)
        across.addWidget(self.words, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.PADDING, 8, theme.PADDING, theme.GAP)
        foot.addWidget(KeyGrid((self.add, self.edit, self.confirm, self.bring), (4, 2)))
        self.card.body.addLayout(across)
        self.card.body.addWidget(self._empty)
        self.card.body.addWidget(self.list, 1)
        self.card.body.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)

    def keys(self) -> Sequence[Key]:
        """What the buttons do, and the filter."""
        return [
            Key("/", "Filter the directory", self.words.setFocus),
            Key("+", "New contact", self._add),
            Key("Ins", "New contact", self._add),
            Key("O", "Numbers are right, checked now", self._confirm),
            Key("Shift+I", "Import contacts from a table", self._import),
        ]

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the directory of this picture."""
        if picture is not None:
            self._down = call_down(picture)
            self._draw()
            for button in (self.add, self.edit, self.confirm, self.bring):
                button.setEnabled(not self.desk.read_only)

    def _draw(self) -> None:
        if self._down is None:
            return
        count = len(self._down.contacts)
        self.list.show_contacts(narrowed(directory_lines(self._down), self.words.text()))
        self.card.count.setText(str(count) if count else "")
        self._empty.setText(NOTHING_FITS if count else EMPTY)
        self._empty.setVisible(not self.list.shown)
        self.list.setVisible(bool(self.list.shown))

    def show_row(self, row_id: UUID) -> None:
        """Choose a contact."""
        self.words.clear()
        self.list.choose(row_id)

    @property
    def chosen_id(self) -> UUID | None:
        """The contact that is chosen."""
        return None if self.list.line is None else self.list.line.about

    def _add(self) -> None:
        self.asked.emit("contact", NEW)

    def _edit(self) -> None:
        if self.chosen_id is not None:
            self.asked.emit("contact", self.chosen_id)

    def _import(self) -> None:
        self.asked.emit("import", "contacts")

    def _confirm(self) -> None:
        if self.chosen_id is not None and not self.desk.read_only:
            self.do(confirm_contact(contact_id=self.chosen_id))
