"""What helps while a line is typed: the list of what may be meant, quick texts, and the gaps in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from views.entry_choices import Choices

if TYPE_CHECKING:
    from app.entry.choices import Choice
    from app.entry.completing import Completing
    from views.entry_field import EntryField
    from views.entry_grammar import Grammar

GAP = re.compile(r"\[[^\[\]\n]{0,80}\]")
"""What a quick text leaves to be filled in."""


class Helping(QObject):
    """Acts on the field of an entry line; each of it can be taken back by Ctrl+Z."""

    def __init__(self, line: QWidget, field: EntryField, grammar: Grammar) -> None:
        super().__init__(line)
        self._line, self._field, self._grammar = line, field, grammar
        self._completing: Completing | None = None
        self._choices: Choices | None = None
        field.chooses = self._is_open
        field.cursorPositionChanged.connect(self._moved)
        self._for: tuple[str, int] = ("", 0)

    def _is_open(self) -> bool:
        return self._choices is not None and self._choices.isVisible()

    @property
    def open_choices(self) -> Choices | None:
        """The list of what may be meant, while it is open."""
        return self._choices if self._is_open() else None

    def offer(self) -> None:
        """Show what may be meant by what stands before the cursor, if anything is."""
        text, at = self._field.toPlainText(), self._field.at
        self._for = (text, self._field.textCursor().position())
        found = self._grammar.completing(text, at) if self._field.hasFocus() and text else None
        if found is None or not found.choices:
            self.close()
            return
        self._completing = found
        if self._choices is None:
            self._choices = Choices(self._field.window())
            self._choices.taken.connect(self._take)
        self._choices.offer(found.choices, self._field, self._line)

    def close(self) -> bool:
        """Close the list, and say whether it was open."""
        if not self._is_open() or self._choices is None:
            return False
        self._choices.hide()
        return True

    def place(self) -> None:
        """The line is elsewhere now, or higher: what is open goes with it."""
        if self._choices is not None and self._is_open():
            self._choices.place()

    def step(self, rows: int) -> None:
        """Choose another one of the list."""
        if self._choices is not None:
            self._choices.step(rows)

    def _moved(self) -> None:
        """The cursor went elsewhere without typing: what was offered there is not meant any more."""
        elsewhere = self._for[1] != self._field.textCursor().position()
        if self._is_open() and elsewhere and self._for[0] == self._field.toPlainText():
            self.close()

    def tab(self) -> bool:
        """Take the chosen one; else go to the next gap, or put in the text behind an abbreviation."""
        if self._choices is not None and (choice := self._choices.choice) is not None:
            self._take(choice)
            return True
        return self._next_gap() or self._expand()

    def _take(self, choice: Choice) -> None:
        if self._completing is not None:
            start, end = self._completing.start, self._completing.end
            self.close()
            self._field.replace(start, end, choice.insert)
            self._field.setFocus(Qt.FocusReason.OtherFocusReason)
            if GAP.search(choice.insert):
                self._next_gap(start)

    def _next_gap(self, after: int | None = None) -> bool:
        """Select the next gap behind the cursor, to be typed over."""
        cursor, text = self._field.textCursor(), self._field.toPlainText()
        if after is None:
            after = self._field.at + (1 if cursor.hasSelection() and cursor.selectedText().startswith("[") else 0)
            if cursor.hasSelection() and cursor.position() == cursor.selectionEnd():
                after = self._field.at
        found = GAP.search(text, after)
        if found is None or self._field.isReadOnly():
            return False
        self._field.choose(*found.span())
        return True

    def _expand(self) -> bool:
        text = self._field.toPlainText()
        if self._field.isReadOnly() or self._field.textCursor().hasSelection():
            return False
        found = self._grammar.expansion(text, self._field.at)
        if found is None:
            return False
        self._put(found.start, found.end, found.text)
        return True

    def insert_quick(self, slot: int) -> str | None:
        """Put the quick text of a key in where the cursor stands; None where there is none."""
        found = next((one for one in self._grammar.quick_texts if one.slot == slot and one.text), None)
        if found is None or self._field.isReadOnly():
            return None
        cursor = self._field.textCursor()
        at = self._field.at
        self._put(at if not cursor.hasSelection() else at - len(cursor.selectedText()), at, found.text)
        return str(found.title)

    def _put(self, start: int, end: int, words: str) -> None:
        self._field.replace(start, end, words)
        self.close()
        self._next_gap(start)
