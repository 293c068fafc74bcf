"""The searches that this seat keeps by name: choose one, keep the present one, delete it again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from app.saved_searches import MOST_NAME, SavedSearch, with_search
from views import theme
from views.boards.find_filters import WIDTH
from views.forms.form import Choice
from views.own_keys import is_escape, keeps

NONE = "Saved searches"


class NameField(QLineEdit):
    """The name under which a search is kept; Enter keeps it, Esc does not."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Name, then Enter")
        self.setAccessibleName("Name of this search")
        self.setMaxLength(MOST_NAME)
        self.setFixedSize(WIDTH, theme.ROW_ONE)

    def event(self, event: QEvent) -> bool:
        """Esc belongs to this field while it has the focus."""
        return keeps(event, is_escape) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FindSaved(QWidget):
    """The list of kept searches, and what can be done with the present one."""

    chosen = Signal(object)
    changed = Signal(tuple)
    """The searches as they are from now on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.searches: tuple[SavedSearch, ...] = ()
        self._now = SavedSearch("", "")
        self.choice = Choice()
        self.choice.setAccessibleName(NONE)
        self.choice.setPlaceholderText(NONE)
        self.choice.setFixedWidth(WIDTH)
        self.choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.name = NameField()
        self.keep, self.delete = QPushButton("Keep search"), QPushButton("Delete")
        self.keep.setAccessibleName("Keep this search by a name")
        self.delete.setAccessibleName("Delete this saved search")
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        for part in (self.choice, self.name, self.keep, self.delete):
            across.addWidget(part)
        self.setFixedHeight(theme.ROW_ONE)
        for button in (self.keep, self.delete):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.choice.activated.connect(self._choose)
        self.keep.clicked.connect(self._ask_name)
        self.delete.clicked.connect(self._delete)
        self.name.returnPressed.connect(self._keep)
        self.name.left.connect(self._leave_name)
        self._leave_name()

    def show_searches(self, searches: tuple[SavedSearch, ...]) -> None:
        """Offer these."""
        if searches != self.searches:
            self.searches = searches
            self.choice.clear()
            self.choice.addItems([one.name for one in searches])
        self._follow()

    def follow(self, typed: str, everywhere: bool) -> None:
        """What is searched for now."""
        self._now = SavedSearch("", typed.strip(), everywhere)
        self._follow()

    @property
    def at(self) -> int:
        """Which of the kept searches is the present one; -1: none."""
        now = self._now
        same = (
            at for at, one in enumerate(self.searches) if (one.typed, one.everywhere) == (now.typed, now.everywhere)
        )
        return next(same, -1)

    def _follow(self) -> None:
        self.choice.setCurrentIndex(self.at)
        self.choice.setVisible(bool(self.searches))
        self.keep.setVisible(self.name.isHidden() and bool(self._now.typed) and self.at < 0)
        self.delete.setVisible(self.at >= 0)

    def _choose(self, at: int) -> None:
        self.chosen.emit(self.searches[at])

    def _ask_name(self) -> None:
        self.name.clear()
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow()

    def _leave_name(self) -> None:
        had_focus = self.name.hasFocus()
        self.name.hide()
        self._follow()
        if had_focus:
            (self.keep if not self.keep.isHidden() else self.choice).setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        if name := self.name.text().strip():
            self.changed.emit(with_search(self.searches, SavedSearch(name, self._now.typed, self._now.everywhere)))
            self._leave_name()

    def _delete(self) -> None:
        gone = self.at
        self.changed.emit(tuple(one for at, one in enumerate(self.searches) if at != gone))
