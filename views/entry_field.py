"""The field of the entry line: grows with its lines, tints the tokens in it, and says which key was meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from views import theme
from views.entry_tint import UNKNOWN, Tinted, paint_ground, selection, tinted, to_python, to_qt

if TYPE_CHECKING:
    from app.entry.spans import Span

MOST_LINES, LOW_LINES = 5, 3
"""So many lines are seen at once, here and in a low window."""
MOST_CHARACTERS = 20_000
"""What an entry holds: a paste that would be more stays out, because laying it out would stop the window."""
SAVING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
"""Enter and Ctrl+Enter both save and stay in the line; Shift+Enter breaks it."""


class EntryField(QPlainTextEdit):
    """What is typed; a paste that no entry holds stays out."""

    focused = Signal(bool)
    keyed = Signal(str)
    too_long = Signal(str, int)
    """A text that was pasted and not put in, and how many characters the line would have with it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.takes_tab: Callable[[], bool] = _nothing
        """Whether Tab meant something in the line; else it goes on to the next control."""
        self.takes_files: Callable[[QMimeData], bool] = _no_files
        self.chooses: Callable[[], bool] = _nothing
        """Whether a list is open in which the arrows choose."""
        self._most_lines = MOST_LINES
        self._spans: Sequence[Span] = ()
        self.tokens: list[Tinted] = []
        """What is tinted."""
        self.setObjectName("entry")
        self.setAccessibleName("Entry line")
        self.setPlaceholderText("Write what happened")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().clearUndoRedoStacks()  # the margin is nothing that an operator takes back
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self.horizontalScrollBar().valueChanged.connect(self._stay_left)
        theme.switch().changed.connect(self._theme_changed)
        self._theme_changed()

    def _theme_changed(self) -> None:
        self.setFont(theme.widget_font(16))
        self.viewport().setFont(self.font())  # the placeholder is drawn with it
        self._fit()
        self.tint(self._spans)

    def _fit(self) -> None:
        lines = min(self._most_lines, max(1, round(self.document().size().height())))
        measure = QFontMetricsF(self.font())
        line = ceil(measure.ascent()) + ceil(measure.descent())  # as Qt sets lines: in whole pixels
        self.setFixedHeight(lines * line + 6)
        scrolls = self.document().size().height() > self._most_lines
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setViewportMargins(0, 0, 0, 5 if scrolls else 0)  # no slice of the line above

    def set_low(self, low: bool) -> None:
        """In a low window fewer lines are seen at once."""
        most = LOW_LINES if low else MOST_LINES
        if most != self._most_lines:
            self._most_lines = most
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self._fit()

    def _stay_left(self, value: int) -> None:
        """The lines wrap: nothing stands further right."""
        if value:
            self.horizontalScrollBar().setValue(0)

    # --- places in the text -------------------------------------------------------------------------------------------

    @property
    def at(self) -> int:
        """Where the cursor stands, as Python counts characters."""
        return to_python(self.toPlainText(), self.textCursor().position())

    def go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def replace(self, start: int, end: int, words: str) -> None:
        """Write over a part of the text, so that Ctrl+Z takes it back."""
        self.choose(start, end)
        self.textCursor().insertText(words)

    def choose(self, start: int, end: int) -> None:
        """Select a part of the text."""
        text, cursor = self.toPlainText(), self.textCursor()
        cursor.setPosition(to_qt(text, start))
        cursor.setPosition(to_qt(text, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # --- tokens -------------------------------------------------------------------------------------------------------

    def tint(self, spans: Sequence[Span]) -> None:
        """Show these parts of the text as what they were read as."""
        self._spans = spans
        self.tokens = tinted(self.toPlainText(), spans) if spans else []
        self.setExtraSelections([selection(self.document(), one) for one in self.tokens])

    def paintEvent(self, event: QPaintEvent) -> None:
        """The tinted grounds first, the text over them."""
        known = [one for one in self.tokens if one.kind != UNKNOWN]
        if known:
            painter = QPainter(self.viewport())
            for token in known:
                block = self.document().findBlock(token.start)
                above = self.blockBoundingGeometry(block).translated(self.contentOffset()).topLeft()
                paint_ground(painter, token, block, above)
            painter.end()
        super().paintEvent(event)

    # --- what comes in ------------------------------------------------------------------------------------------------

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and what the tray of files may take."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what an entry can hold; too long a text is not laid out, and not cut either."""
        if self.isReadOnly() or self.takes_files(source):
            return
        pasted = source.text()
        whole = len(pasted) + len(self.toPlainText()) - len(self.textCursor().selectedText())
        if whole <= MOST_CHARACTERS:
            super().insertFromMimeData(source)
        else:
            self.too_long.emit(pasted, whole)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab first means what the line makes of it."""
        return (forward and self.takes_tab()) or super().focusNextPrevChild(forward)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if meant := self._meant(event):
            self.keyed.emit(meant)
        else:
            super().keyPressEvent(event)

    def _meant(self, event: QKeyEvent) -> str | None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        bare, control = not modifiers, modifiers == Qt.KeyboardModifier.ControlModifier
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if modifiers in SAVING:
                return "save"
            case Qt.Key.Key_Escape:
                return "throw" if modifiers == Qt.KeyboardModifier.ShiftModifier else "escape"
            case Qt.Key.Key_Space if control:
                return "form"
            case Qt.Key.Key_Up if control:
                return "parked"
            case Qt.Key.Key_Up | Qt.Key.Key_Down if bare and self.chooses():
                return "higher" if event.key() == Qt.Key.Key_Up else "lower"
            case Qt.Key.Key_Up if bare and self.textCursor().blockNumber() == 0:
                return "recall"
            case Qt.Key.Key_Down if bare and self.textCursor().blockNumber() == self.blockCount() - 1:
                return "forth"
        if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            return "undo"
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def _nothing() -> bool:
    return False


def _no_files(_: QMimeData) -> bool:
    return False
