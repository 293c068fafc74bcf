"""The left side of the contacts screen: call-down, directory, phone log, who was not reached, messages: a list each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from app.contact_lines import ContactLine, missing_lines, narrowed, run_lines, with_call
from app.contacts import CallDown, group_names, members, progress_text
from app.directory_lines import directory_lines
from app.messages import Showing, count_text, message_line, messages
from models.picture import Picture
from views import icons, theme
from views.boards.cards import Card
from views.boards.contact_groups import GroupChoice
from views.boards.contact_list import ContactList
from views.boards.phone_log import PhoneLog
from views.boards.showing_choice import ShowingChoice
from views.forms.form import text_field
from views.labels import label
from views.log_pages import Asker

RUN, DIRECTORY, LOG, MISSING, MESSAGES = range(5)
TABS = ("Call-down", "Directory", "Phone log", "Not reached", "Messages")
EMPTY = (
    "Nobody is in the call-down. Press + to add a contact to the directory.",
    "The directory is empty. Press + to add a contact.",
    "Nobody was called in this incident yet. Choose a contact and press Enter.",
    "Everybody who was called was reached.",
    "No message was logged yet. Press M, or type /message …",
)
ICONS = ("phone", "users", "history", "phone-off", "message")
"""What a tab shows where there is no room for its words; the chosen one keeps them."""
LEAST_COUNT = 64
"""So much of the sentence beside the title is worth showing."""
NOTHING_FITS = "Nothing here fits the filter. Press / and change it, or Shift+V for another choice."
NOTHING_OWED = "No message waits for an answer. Shift+V shows the others."


class ContactTabs(Card):
    """Five lists of which one is shown, narrowed by a group (messages by their kind) and by words."""

    chosen = Signal(object)
    called = Signal()
    """Enter, or a double click, on a row."""
    narrowing = Signal()

    def __init__(self, ask: Asker, parent: QWidget | None = None) -> None:
        super().__init__("Contacts", parent)
        self._ask, self._made = ask, dict[int, ContactList]()
        self._watcher: QObject | None = None
        self._tab = RUN
        self.buttons = [_tab(words) for words in TABS]
        self.group_box, self.showing_box = GroupChoice(), ShowingChoice()
        self.words = text_field(placeholder="Filter  /")
        self._empty = label("", "second", wrap=True)
        self._stack = QStackedWidget()
        self._compose()

    def _compose(self) -> None:
        group = QButtonGroup(self)
        tabs = QHBoxLayout()
        tabs.setSpacing(0)
        self.header.setContentsMargins(theme.PADDING, 0, theme.PADDING - 8, 0)
        for number, button in enumerate(self.buttons):
            group.addButton(button, number)
            tabs.addWidget(button)
            button.clicked.connect(partial(self.show_tab, number))
        self.header.addLayout(tabs)
        self.right.hide()
        self.buttons[RUN].setChecked(True)
        self.words.setAccessibleName("Filter this list")
        for box in (self.group_box, self.showing_box):
            box.currentIndexChanged.connect(self._tell_narrowing)
        self.words.textChanged.connect(self._tell_narrowing)
        self.words.returnPressed.connect(self.focus_list)
        across = QHBoxLayout()
        across.setContentsMargins(theme.PADDING, 0, theme.PADDING, theme.SPACES[1])
        across.setSpacing(8)
        across.addWidget(self.group_box, 1)
        across.addWidget(self.showing_box, 1)
        across.addWidget(self.words, 1)
        self.body.addLayout(across)
        self._nothing = QWidget()
        inside = QVBoxLayout(self._nothing)
        inside.setContentsMargins(theme.PADDING, 4, theme.PADDING, 0)
        inside.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._stack, 1)

    @property
    def tab(self) -> int:
        """Which list is shown."""
        return self._tab

    @property
    def list(self) -> ContactList:
        """The list that is shown."""
        return self._list_of(self._tab)

    @property
    def lists(self) -> Sequence[ContactList]:
        """All of them."""
        return [self._list_of(tab) for tab in range(len(TABS))]

    def _list_of(self, tab: int) -> ContactList:
        """The list of a tab, made when it is first asked for."""
        if tab not in self._made:
            made = self._made[tab] = PhoneLog(self._ask) if tab == LOG else ContactList(TABS[tab])
            made.chosen.connect(self._tell_chosen)
            made.activated.connect(self._tell_called)
            if self._watcher is not None:
                made.installEventFilter(self._watcher)
            self._stack.addWidget(made)
        return self._made[tab]

    def watch_keys(self, watcher: QObject) -> None:
        """Let this see every key before the lists, also those that are not made yet."""
        self._watcher = watcher
        for made in self._made.values():
            made.installEventFilter(watcher)

    @property
    def group(self) -> str | None:
        """The group to which the lists are narrowed; None: all."""
        return self.group_box.group

    def show_tab(self, tab: int) -> None:
        """Show another list; whoever is chosen stays chosen where that list has him."""
        had_focus = self.list.hasFocus()
        self.buttons[tab].setChecked(True)
        self._tab = tab
        self._stack.setCurrentWidget(self.list)
        self.narrowing.emit()
        if had_focus:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_tab(self) -> None:
        """Show the list after this one."""
        self.show_tab((self.tab + 1) % len(TABS))

    def next_narrowing(self) -> None:
        """The next group; among the messages the next kind."""
        (self.showing_box if self.tab == MESSAGES else self.group_box).step()

    def show_whole(self, tab: int) -> None:
        """Show a list that nothing narrows."""
        self.group_box.setCurrentIndex(0)
        self.showing_box.setCurrentIndex(0)
        self.words.clear()
        self.show_tab(tab)

    def clear_words(self) -> None:
        """Take the filter away and go back to the rows."""
        self.words.clear()
        self.focus_list()

    def focus_list(self) -> None:
        """Give the keyboard to the rows."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_down(self, picture: Picture, down: CallDown, moment: datetime, calling: UUID | None) -> None:
        """Fill the list that is shown, and write into the tabs how far the call-down has come."""
        self.group_box.offer(group_names(down))
        about_messages = self.tab == MESSAGES
        self.showing_box.setVisible(about_messages)
        self.group_box.setVisible(not about_messages and self.group_box.count() > 1)
        shown = self.list
        if isinstance(shown, PhoneLog):
            only = None if self.group is None else [one.id for one in members(down, self.group)]
            shown.show_calls(picture, moment, only, self.words.text())
        else:
            lines = narrowed(self._lines(picture, down, moment), self.words.text())
            shown.show_contacts(with_call(lines, calling))
        empty = not shown.shown
        owed = about_messages and self.showing_box.showing is Showing.UNANSWERED and not self.words.text()
        self._empty.setText(NOTHING_OWED if owed else NOTHING_FITS if self._narrows else EMPTY[self.tab])
        self._nothing.setVisible(empty)
        self._stack.setVisible(not empty)
        self.count.setText(count_text(picture) if about_messages else progress_text(down))
        missing = sum(down.answer(one) is None for one in down.contacts.values() if down.tries(one))
        for tab, count in ((MISSING, missing), (MESSAGES, len(messages(picture, Showing.UNANSWERED)))):
            self.buttons[tab].setAccessibleName(f"{TABS[tab]}, {count}" if count else TABS[tab])
        self._fit()

    @property
    def _narrows(self) -> bool:
        """Whether not everything is to be shown."""
        narrowed_by = self.showing_box.currentIndex() if self.tab == MESSAGES else self.group
        return bool(narrowed_by or self.words.text().strip())

    def _lines(self, picture: Picture, down: CallDown, moment: datetime) -> Sequence[ContactLine]:
        if self.tab == MESSAGES:
            return [message_line(picture, one, moment) for one in messages(picture, self.showing_box.showing)]
        if self.tab == DIRECTORY:
            return directory_lines(down, self.group)
        return (missing_lines if self.tab == MISSING else run_lines)(picture, down, moment, self.group)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all of the head, the tabs stand alone; then all but the chosen one as icons."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._draw_tabs(small=False)
        over = self._tabs_width() - self.width()
        titled = over + self.title.sizeHint().width() + theme.px(LEAST_COUNT) <= 0
        self.title.setVisible(titled)
        self.count.setVisible(titled)
        if over > 0:
            self._draw_tabs(small=True)
            self.title.setVisible(self._tabs_width() + self.title.sizeHint().width() + theme.px(8) <= self.width())

    def _tabs_width(self) -> int:
        return sum(button.sizeHint().width() for button in self.buttons) + theme.px(2 * theme.PADDING - 8)

    def _draw_tabs(self, *, small: bool) -> None:
        for button, words, name in zip(self.buttons, TABS, ICONS, strict=True):
            as_icon = small and not button.isChecked()
            style = Qt.ToolButtonStyle.ToolButtonIconOnly if as_icon else Qt.ToolButtonStyle.ToolButtonTextOnly
            button.setToolButtonStyle(style)
            button.setText(words)
            if as_icon:
                button.setIcon(icons.icon(name, theme.theme().text2, theme.ICON_SMALL))
            button.setToolTip(words if as_icon else "")

    def _tell_chosen(self, about: object) -> None:
        if self.sender() is self.list:
            self.chosen.emit(about)

    def _tell_called(self, _: object) -> None:
        self.called.emit()

    def _tell_narrowing(self, _: object) -> None:
        self.narrowing.emit()


def _tab(words: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setCheckable(True)
    made.setAutoRaise(True)
    made.setProperty("kind", "tab")
    made.setAccessibleName(words)
    return made
