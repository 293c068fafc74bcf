"""Fields that offer what there is: a row chosen by a part of its name, or a text that completes what is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from views import theme
from views.forms.form import Choice, text_field

TEXT_INSET = 2
"""Before its text Qt's own text field keeps two pixels at every zoom, beside those of the combo around it."""


class PickField(Choice):
    """One of these rows; typing any part of a name narrows the list. What matches none of them picks nothing."""

    def __init__(self, rows: Sequence[tuple[UUID, str]], chosen: UUID | None = None, empty: str = "") -> None:
        """`rows` are ids with the names they are shown by; `empty` is the word for none of them."""
        super().__init__()
        self._ids: list[UUID | None] = [None, *(row_id for row_id, _ in rows)]
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (inner := self.lineEdit()) is not None:
            inner.setTextMargins(-TEXT_INSET, 0, 0, 0)
        self.addItem(empty)
        for _, name in rows:
            self.addItem(name)
        completer = QCompleter(self.model(), self)
        _complete_anywhere(completer)
        self.setCompleter(completer)
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            # Qt has measured it already, without a parent: the zoom takes it for a window then.
            self.setMinimumHeight(theme.px(theme.ROW_ONE))
        self.pick(chosen)
        self.editTextChanged.connect(self._take)

    def _take(self, typed: str) -> None:
        """What names a row picks it at once: what depends on it is shown before the next field is reached."""
        found = self.findText(typed.strip(), Qt.MatchFlag.MatchFixedString)
        if found >= 0 and found != self.currentIndex():
            self.setCurrentIndex(found)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab takes the only row that matches what was typed."""
        typed = self.currentText().strip()
        matching = [row for row in range(self.count()) if typed and typed.casefold() in self.itemText(row).casefold()]
        if len(matching) == 1:
            self.setCurrentIndex(matching[0])
        return super().focusNextPrevChild(next)

    def pick(self, row_id: UUID | None) -> None:
        """Choose this row; None chooses none."""
        self.setCurrentIndex(self._ids.index(row_id) if row_id in self._ids else 0)

    @property
    def picked(self) -> UUID | None:
        """The row that is chosen; None where the text is empty or names none of them."""
        found = self.findText(self.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        return None if found < 0 else self._ids[found]

    @property
    def unknown(self) -> str:
        """What was typed and names no row."""
        typed = self.currentText().strip()
        return "" if self.findText(typed, Qt.MatchFlag.MatchFixedString) >= 0 else typed


def known_field(known: Iterable[str], text: str = "", placeholder: str = "") -> QLineEdit:
    """A line of text that completes what is known (posts, owners), and takes anything else as well."""
    made = text_field(text, placeholder)
    completer = QCompleter(sorted(set(known)), made)
    _complete_anywhere(completer)
    made.setCompleter(completer)
    return made


def _complete_anywhere(completer: QCompleter) -> None:
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
