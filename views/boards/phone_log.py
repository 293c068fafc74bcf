"""The phone log as a list: each attempt of this incident, with the entry of the log in which it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.contact_lines import narrowed
from app.phone_log import CallEntry, call_entries, phone_log_lines
from models.contact import CallAttempt
from models.picture import Picture
from views.boards.contact_list import ContactList
from views.log_pages import Asker


class PhoneLog(ContactList):
    """Newest first; where a call stands in the log is asked for once."""

    def __init__(self, ask: Asker, parent: QWidget | None = None) -> None:
        super().__init__("Phone log", parent=parent)
        self._ask = ask
        self._entries: dict[UUID, CallEntry] = {}
        self._asked_of: object = None

    def show_calls(self, picture: Picture, moment: datetime, only: Iterable[UUID] | None, words: str) -> None:
        """Show the calls of this picture to these contacts (None: to all) that hold these words."""
        wanted = None if only is None else list(only)
        self.show_contacts(narrowed(phone_log_lines(picture, moment, self._entries, wanted), words))
        if any(call.id not in self._entries for call in picture.all(CallAttempt)) and picture is not self._asked_of:
            self._asked_of = picture
            show = partial(self._show_entries, picture, moment, wanted, words)
            self._ask(call_entries(), show, "call entries")

    def _show_entries(
        self,
        picture: Picture,
        moment: datetime,
        only: list[UUID] | None,
        words: str,
        found: dict[UUID, CallEntry],
    ) -> None:
        self._entries |= found
        self.show_calls(picture, moment, only, words)

    @property
    def entry_id(self) -> UUID | None:
        """The entry in which the chosen call stands, once it is known."""
        if self.line is None:
            return None
        found = self._entries.get(UUID(self.line.key))
        return None if found is None else found.entry_id
