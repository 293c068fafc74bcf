"""The contacts: the call-down run left, the person to call now right, with what to say and one key for each outcome."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from app.commands.directory import confirm_contact
from app.contact_sheet import contact_sheet
from app.contacts import CallDown, call_down, next_to_call
from app.logbook import log_line
from models.contact import CallAttempt
from models.log_line import LogLine
from models.message import Message
from models.picture import Picture
from views import theme
from views.boards.contact_caller import Caller
from views.boards.contact_live import OUTCOMES
from views.boards.contact_pane import ContactPane
from views.boards.contact_tabs import DIRECTORY, LOG, MESSAGES, TABS, ContactTabs
from views.boards.message_part import MessagePart
from views.boards.phone_log import PhoneLog
from views.forms.contact import NEW
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from views.desk import QtDesk

LIST_SHARE, PANE_SHARE = 9, 11
STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ContactsScreen(View):
    """Whom to call, and the call; the messages; what it shows is read from the picture each time."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs, self.pane, self.caller = ContactTabs(self.ask), ContactPane(), Caller(self)
        self.messages = MessagePart(self)
        self._picture: Picture | None = None
        self._down: CallDown | None = None
        self._moment = desk.moment()
        self._minute: datetime | None = None
        self._incident: UUID | None = None
        self._calls_at_first = 0
        """How many calls there were when the one that goes on was begun."""
        self._calls_before: int | None = None
        """The same once it is logged: with the picture that has it, the run goes on."""
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        across.setSpacing(theme.GAP)
        for card, share in ((self.tabs, LIST_SHARE), (self.pane, PANE_SHARE), (self.messages.pane, PANE_SHARE)):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            across.addWidget(card, share)
        self.messages.pane.hide()
        self._connect()

    def _connect(self) -> None:
        bar, caller = self.pane.bar, self.caller
        self.tabs.chosen.connect(self._show_chosen)
        self.tabs.called.connect(self._act_on_chosen)
        self.tabs.narrowing.connect(self._draw)
        self.pane.alternate_asked.connect(self.show_row)
        self.pane.ways.picked.connect(caller.pick)
        bar.started.connect(self.call)
        bar.ended.connect(caller.end)
        bar.cancelled.connect(self._cancel)
        bar.taken.connect(caller.take)
        bar.checked.connect(self._confirm)
        bar.edited.connect(self._edit)
        caller.changed.connect(self._draw)
        caller.answered.connect(bar.ask_who)
        caller.logged.connect(self._logged)
        caller.refused.connect(bar.say)
        self.desk.ticked.connect(self._show_elapsed)
        self.tabs.watch_keys(self)

    def keys(self) -> Sequence[Key]:
        """Lists and filters; then those of the messages, or the call, its outcomes and the directory."""
        lists = [
            Key("V", "Next list", self.tabs.next_tab, self._always),
            Key("Shift+V", "Next group", self.tabs.next_narrowing),
            Key("/", "Filter this list", self.tabs.words.setFocus),
        ]
        return [*lists, *(self.messages.keys() if self._about_messages else self._contact_keys())]

    def _contact_keys(self) -> Sequence[Key]:
        return [
            Key("C", "Call", self.call, self._can_save),
            *(Key(key, f"Call: {words.lower()}", partial(self.caller.end, one)) for key, words, one in OUTCOMES),
            Key("O", "Numbers are right, checked now", self._confirm),
            Key("E", "Edit", self._edit, self._can_save),
            Key("L", "The call's entry in the log", partial(self._with_entry, "go_to_entry")),
            Key("+", "New contact", partial(self.asked.emit, "contact", NEW)),
            Key("Ins", "New contact", partial(self.asked.emit, "contact", NEW)),
        ]

    @property
    def report(self) -> str:  # type: ignore[override]
        """What Ctrl+P prints: the communications log, or the call-down sheet."""
        return "messages" if self._about_messages else "contacts"

    @property
    def _about_messages(self) -> bool:
        return self.tabs.tab == MESSAGES

    def _always(self) -> bool:
        return True

    def _can_save(self) -> bool:
        return not self.desk.read_only

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the call-down of this picture; a call that goes on now goes on."""
        minute = moment.replace(second=0, microsecond=0)
        if picture is self._picture and minute == self._minute:
            return
        self._picture, self._moment, self._minute = picture, moment, minute
        if picture is None or not picture.has_incident:
            return
        if picture.incident.id != self._incident:
            self._incident = picture.incident.id
            self.caller.forget()
        self._down = call_down(picture)
        self._draw()
        self._go_on(picture, self._down)

    def _draw(self) -> None:
        if self._picture is not None and self._down is not None:
            calling = self.caller.on
            about = None if calling is None else calling.contact_id
            self.tabs.show_down(self._picture, self._down, self._moment, about)
            self._show_pane()
            shown = self.messages.chosen_id if self._about_messages else self.chosen_id
            if self.tabs.list.line is None or self.tabs.list.line.about != shown:
                self.tabs.list.choose(shown)
            self._show_chosen(shown)

    def _show_pane(self) -> None:
        """At the right stands a contact, or a message; each has its own keys."""
        if self.pane.isHidden() is not self._about_messages:
            self.pane.setHidden(self._about_messages)
            self.messages.pane.setVisible(self._about_messages)
            self.keys_changed.emit()

    def _show_chosen(self, about: object) -> None:
        if not self._about_messages:
            self._show_contact(about)
        elif self._picture is not None:
            chosen = about or next((line.about for line in self.tabs.list.shown), None)
            if about is None:
                self.tabs.list.choose(chosen if isinstance(chosen, UUID) else None)
            self.messages.show_message(self._picture, chosen, self._moment)

    def _act_on_chosen(self) -> None:
        """Enter: call the contact, or answer the message."""
        if self._about_messages:
            self.messages.act("answer")
        else:
            self.call()

    @property
    def chosen_id(self) -> UUID | None:
        """The contact that the right side shows."""
        return None if self.pane.sheet is None else self.pane.sheet.contact_id

    def _go_on(self, picture: Picture, down: CallDown) -> None:
        """Choose whom to call next: at first, and once the call that was made from the run is in the picture."""
        begins = self.chosen_id is None
        if not begins and (self._calls_before is None or len(picture.all(CallAttempt)) <= self._calls_before):
            return
        self._calls_before = None
        if begins or self.tabs.tab not in (DIRECTORY, LOG, MESSAGES):
            after = next_to_call(down, self.tabs.group)
            if after is not None and not self.tabs.list.choose(after.id):
                self._show_contact(after.id)
        if self.chosen_id is None and not self._about_messages:
            self.tabs.list.choose(next((line.about for line in self.tabs.list.shown if line.about), None))

    def _show_contact(self, about: object) -> None:
        """Show this contact; while a call goes on, the one that is called."""
        if self._picture is None or self._down is None:
            return
        calling = self.caller.on
        shown = about if calling is None else calling.contact_id
        contact = self._down.contacts.get(shown) if isinstance(shown, UUID) else None
        caller = self.desk.desk.operator.post
        sheet = None if contact is None else contact_sheet(self._picture, self._down, contact, self._moment, caller)
        self.pane.show_contact(sheet, calling, self.desk.read_only)
        self._show_elapsed()

    def _show_elapsed(self) -> None:
        self.pane.bar.show_elapsed(self.caller.seconds)

    def show_row(self, row_id: UUID) -> None:
        """Choose a contact or a message; where the list that is shown has not got it, in the whole one."""
        if not self.tabs.list.choose(row_id):
            is_message = self._picture is not None and self._picture.get(Message, row_id) is not None
            self.tabs.show_whole(MESSAGES if is_message else DIRECTORY)
            self.tabs.list.choose(row_id)

    def show_part(self, words: str) -> None:
        """Show the list of this name."""
        self.tabs.show_tab(TABS.index(words))

    def focus_first(self) -> None:
        """Begin in the list; while an answer is written down, there."""
        if (calling := self.caller.on) is not None and calling.answered:
            self.pane.bar.ask_who()
        else:
            self.tabs.focus_list()

    def call(self) -> None:
        """Begin to call the contact that is shown."""
        if self.pane.sheet is not None and self._picture is not None:
            self._calls_at_first = len(self._picture.all(CallAttempt))
            self.caller.begin(self.pane.sheet)

    def _logged(self) -> None:
        self._calls_before = self._calls_at_first
        self.pane.bar.clear_answer()
        had_focus = self.pane.isAncestorOf(self.window().focusWidget() or self)
        self._draw()
        if self._picture is not None and self._down is not None:
            self._go_on(self._picture, self._down)
        if had_focus:
            self.tabs.focus_list()

    def _cancel(self) -> None:
        self.pane.bar.say("")
        self.caller.cancel()
        if self.caller.on is None:
            self.pane.bar.clear_answer()
        self.tabs.focus_list()

    def _confirm(self) -> None:
        if self.chosen_id is not None and not self.desk.read_only:
            self.do(confirm_contact(contact_id=self.chosen_id))

    def _edit(self) -> None:
        """Edit the chosen contact; in the phone log, correct the entry of the chosen call."""
        if self.tabs.tab == LOG:
            self._with_entry("correct")
        elif self.chosen_id is not None:
            self.asked.emit("contact", self.chosen_id)

    def _with_entry(self, action: str) -> None:
        """Go to the entry of the log in which the chosen call stands, or correct it."""
        shown = self.tabs.list
        if isinstance(shown, PhoneLog) and (entry_id := shown.entry_id) is not None:
            self.ask(log_line(entry_id), partial(self._hand_on, action), "entry")

    def _hand_on(self, action: str, line: LogLine | None) -> None:
        if line is not None:
            self.asked.emit(action, line)

    def event(self, event: QEvent) -> bool:
        """Esc is this screen's own while a call goes on, or a filter is typed; else the console's."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            typing = self.tabs.words.hasFocus()
            if typing or self.caller.on is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    (self.tabs.clear_words if typing else self._cancel)()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a call goes on the arrows choose another number instead of another contact."""
        if self.caller.on is not None and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self.caller.step(step)
                return True
        return super().eventFilter(watched, event)
