"""The messages of the contacts screen: which one is shown, and the keys that answer, return, read back and print it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject

from app.commands.messages import read_back
from app.logbook import log_line
from app.messages import message_entry, message_sheet
from models.log_line import LogLine
from models.message import Message
from models.picture import Picture
from views.boards.message_pane import ACTS, MessagePane
from views.keys import Key
from views.view import View


class MessagePart(QObject):
    """Shows the chosen message at the right, and does what its keys and buttons ask for."""

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self._view, self.pane = view, MessagePane()
        self.chosen_id: UUID | None = None
        self.pane.asked.connect(self.act)

    def keys(self) -> Sequence[Key]:
        """Those of the buttons, and the way to the entry in the log."""
        return [
            *(Key(key, words, partial(self.act, name), partial(self._can, name)) for key, words, name in ACTS),
            Key("L", "The message's entry in the log", partial(self._with_entry, "go_to_entry")),
            Key("E", "Correct the message's entry", partial(self._with_entry, "correct")),
        ]

    def _can(self, name: str) -> bool:
        return self.pane.buttons[name].isEnabled()

    def show_message(self, picture: Picture, message_id: object, moment: datetime) -> None:
        """Show this message at the right; one that is not there says how to choose one."""
        message = picture.get(Message, message_id if isinstance(message_id, UUID) else None)
        self.chosen_id = None if message is None else message.id
        sheet = None if message is None else message_sheet(picture, message, moment)
        self.pane.show_message(sheet, writes=not self._view.desk.read_only)

    def act(self, name: str) -> None:
        """Answer it, return it, note that it was read back, or print it."""
        if self.chosen_id is None or not self._can(name):
            return
        if name == "read_back":
            self._view.do(read_back(self.chosen_id))
        else:
            self._view.asked.emit(name, self.chosen_id)

    def _with_entry(self, action: str) -> None:
        if self.chosen_id is not None:
            self._view.ask(message_entry(self.chosen_id), partial(self._ask_line, action), "message entry")

    def _ask_line(self, action: str, entry_id: UUID | None) -> None:
        if entry_id is not None:
            self._view.ask(log_line(entry_id), partial(self._hand_on, action), "entry")

    def _hand_on(self, action: str, line: LogLine | None) -> None:
        if line is not None:
            self._view.asked.emit(action, line)
