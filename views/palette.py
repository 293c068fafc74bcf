"""The palette (Ctrl+K): type a few letters of anything, Enter goes there or does it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.finding import MOST_ENTRIES, Found, best, commands_named, found_entry, things_in
from app.search import Hit, find
from app.search_line import Wanted, read_search
from views import theme
from views.boards.lines import LineList, RowRole
from views.labels import label

if TYPE_CHECKING:
    from views.desk import QtDesk
    from views.keys import Keyboard

WIDTH, HEIGHT = 680, 480
NONE = "Nothing of that name. Type a part of a name, words of an entry, or an entry's number such as #43."


class Palette(QFrame):
    """Lies over the window while it is used; closes by Esc, by Enter, or when the keyboard goes elsewhere."""

    chosen = Signal(str, object)
    """An action of the console, and what it is about."""
    left = Signal()

    def __init__(self, desk: QtDesk, keyboard: Keyboard, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName("Palette")
        self._desk, self._keyboard, self._window = desk, keyboard, parent
        self._things: list[Found] = []
        self._shown: dict[str, Found] = {}
        self.field = PaletteField(self)
        self.list = LineList("Found")
        self._none = label(NONE, "second")
        self._arrange()
        parent.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        self.field.moved.connect(self.list.step)
        self.field.accepted.connect(self._take)
        self.field.gone.connect(self.leave)
        self.field.clicked_away.connect(self.hide)
        self.list.clicked.connect(self._take_index)
        self.hide()

    def _arrange(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(12, 12, 12, 12)
        down.setSpacing(8)
        self._none.setWordWrap(True)
        self._none.setContentsMargins(8, 4, 8, 8)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in (self.field, self._none):
            down.addWidget(part)
        down.addWidget(self.list, 1)

    def open(self, typed: str = "") -> None:
        """Come up over the middle of the window, with everything that is there now to be found."""
        self._place()
        once = {(where, key.words): (key.sequence, key.words, where) for where, key in reversed(self._keyboard.acting)}
        named = list(once.values())[::-1]
        picture = self._desk.picture
        self._things = [*commands_named(named), *([] if picture is None else things_in(picture))]
        self.field.setText(typed)
        self._find(typed)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        """Over the middle of what is right of the rail, high enough for whole rows."""
        room, rail = self._window.rect(), theme.px(theme.RAIL_WIDTH)
        width = min(theme.px(WIDTH), room.width() - rail - 32)
        height = min(theme.px(HEIGHT), room.height() - 32)
        self.setGeometry(rail + (room.width() - rail - width) // 2, max(16, room.height() // 8), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def _find(self, text: str) -> None:
        self._show(best(text, self._things))
        picture = self._desk.picture
        if picture is not None and picture.incident_fold is not None and text.strip():
            wanted = read_search(text, picture, self._desk.moment())
            found = partial(self._add_entries, text, wanted)
            self._desk.ask(self, find(wanted, limit=MOST_ENTRIES), found, key="entry")

    def _add_entries(self, text: str, wanted: Wanted, hits: list[Hit]) -> None:
        """An entry of the number that is typed stands first, the others behind everything that has a name."""
        if hits and text == self.field.text():
            entries = [found_entry(hit) for hit in hits]
            called = 1 if wanted.number == (hits[0].letter, hits[0].serial) else 0
            self._show([*entries[:called], *self._shown.values(), *entries[called:]])

    def _show(self, found: list[Found]) -> None:
        self._shown = {one.line.key: one for one in found}
        self.list.show_rows([one.line for one in self._shown.values()])
        self.list.setVisible(bool(found))
        self._none.setVisible(not found)
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        self.list.scrollToTop()

    def _take(self) -> None:
        self._take_index(self.list.currentIndex())

    def _take_index(self, index: QModelIndex) -> None:
        line = index.data(RowRole)
        if line is not None:
            found = self._shown[line.key]
            self.leave()
            self.chosen.emit(found.action, found.about)


class PaletteField(QLineEdit):
    """What is looked for; arrows move in the list below, Enter takes what is chosen there."""

    moved = Signal(int)
    accepted = Signal()
    gone = Signal()
    clicked_away = Signal()
    """The keyboard is where the mouse was pressed, and stays there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Find a command, system, task, person or entry")
        self.setPlaceholderText("Find a command, system, task, person, or an entry (#43)")
        self.setMinimumHeight(theme.ROW_ONE)
        self.setMaxLength(200)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self.moved.emit(8 if event.key() == Qt.Key.Key_PageDown else -8)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accepted.emit()
            case Qt.Key.Key_Escape:
                self.gone.emit()
            case _:
                super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            self.clicked_away.emit()
        elif event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self.gone.emit()
