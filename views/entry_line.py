"""The entry line: what an operator types, saved at Enter, and never lost."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from views import theme
from views.labels import label, line, restyle
from views.named import named

if TYPE_CHECKING:
    from app.desk import Receipt
    from views.desk import QtDesk

NOTE = named("app.commands.logbook:write_note")
MOST_LINES = 5
MOST_CHARACTERS = 20_000
"""What an entry holds: a paste that would be more stays out, because laying it out would stop the window."""
PARKED = "Parked. ↑ brings it back."
PARKED_ELSEWHERE = "What you typed for the other incident is parked. ↑ brings it back."
LOW = 560
"""In a lower window the line is one line until something is written."""
SHORT_HINT = "Enter saves, Esc parks."
IDLE = "Press N to write a note."
HINTS = (("Enter", "save"), ("Shift+Enter", "new line"), ("↑", "recall"), ("Esc", "park"))

SAVING = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier)
"""Enter and Ctrl+Enter both save and stay in the line; Shift+Enter breaks it."""


@dataclass
class Draft:
    """A line on its way into the log. Its id is made before the first try and belongs to exactly these words."""

    words: str
    entry_id: UUID | None = None
    saved: bool = False


class EntryLine(QFrame):
    """Plain notes: Enter saves at once; a line that was not saved comes back, and goes again under the same id."""

    left = Signal()
    """Esc on an empty line: the operator goes back to the screen."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._returned: Draft | None = None
        self._waiting: list[Draft] = []
        self._past_lines: list[Draft] = []
        self._at: tuple[str, UUID | None] | None = None
        self._recalled = 0
        self.setProperty("kind", "card")
        self.setProperty("focused", "false")
        self.field = EntryField(self)
        self._between = line()
        self._says = label("", "second", wrap=True)
        self._hints = _hints()
        self._arrange()
        self.field.textChanged.connect(self._typed)
        self.field.focused.connect(self._show_focus)
        self.field.keyed.connect(self._key)
        self.field.kept_out.connect(self.complain)
        desk.ticked.connect(self.say)
        desk.opened.connect(self.say)
        desk.picture_changed.connect(self._show_whether_it_saves)
        theme.switch().changed.connect(self._fold)
        self.say()

    def _arrange(self) -> None:
        down = QVBoxLayout(self)
        down.setContentsMargins(theme.PADDING - 1, 11, theme.PADDING - 1, 11)  # the focus frame takes 2 px, not 1
        down.setSpacing(8)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._says, 1)
        foot.addWidget(self._hints)
        down.addWidget(self.field)
        down.addWidget(self._between)
        down.addLayout(foot)

    def setFocus(self) -> None:  # type: ignore[override]
        """Go to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def text(self) -> str:
        """What stands in the line."""
        return self.field.toPlainText()

    @property
    def unsaved(self) -> bool:
        """Whether anything typed here is not in the log yet."""
        return bool(self.drafts or self._waiting)

    @property
    def drafts(self) -> tuple[str, ...]:
        """What was typed here and not saved: what stands in the line, what is parked, what came back."""
        standing = self._standing()
        here = () if standing is None or standing.saved else (standing.words,)
        return (*here, *(one.words for one in self._past_lines if not one.saved and one is not standing))

    def _standing(self) -> Draft | None:
        """What stands in the line: the draft that came back or was recalled, where it was not changed."""
        words = self.text.strip()
        recalled = self._past_lines[-self._recalled] if self._recalled else None
        known = next((one for one in (self._returned, recalled) if one is not None and one.words == words), None)
        return (known or Draft(words)) if words else None

    def save(self) -> None:
        """Send what is typed to the log; the line is free again at once and keeps the focus."""
        words = self.text.strip()
        if not words or self._desk.read_only:
            return
        draft, self._returned = self._draft_for(words), None
        self._waiting.append(draft)
        self.field.clear()
        draft.entry_id = self._desk.do(
            self,
            NOTE,
            words=draft.words,
            entry_id=draft.entry_id,
            done=partial(self._saved, draft),
            refused=partial(self._refused, draft),
            unavailable=partial(self._unavailable, draft),
        )
        self.say()

    def _draft_for(self, words: str) -> Draft:
        """The line that came back, if it was not changed: the same words go again under the same id."""
        returned = self._returned
        self._recalled = 0
        if returned is None:
            return Draft(words)
        self._past_lines = [one for one in self._past_lines if one is not returned]
        if returned.words == words:
            return returned
        if returned.entry_id is not None:
            self._desk.forget(returned.entry_id)
        return Draft(words)

    def _saved(self, draft: Draft, receipt: Receipt) -> None:
        came_back = self._returned is draft or any(one is draft for one in self._past_lines)
        draft.saved = True
        self._put_aside(draft)
        self._drop(draft)
        if self._returned is draft:
            self._returned = None
            if self.text.strip() == draft.words:
                self.field.clear()
        if came_back and self._says.property("kind") == "error":
            self._say("")
        self.say()

    def _put_aside(self, draft: Draft) -> None:
        """Let Up bring it back: the newest first, each once."""
        self._past_lines = [one for one in self._past_lines if one is not draft]
        self._past_lines.append(draft)
        self._recalled = 0

    def _refused(self, draft: Draft, sentence: str, _field: str | None) -> None:
        self._come_back(Draft(draft.words), sentence)
        self._drop(draft)

    def _unavailable(self, draft: Draft, sentence: str) -> None:
        self._come_back(draft, sentence)
        self._drop(draft)

    def _come_back(self, draft: Draft, sentence: str) -> None:
        """Put the words back where they were typed; where something else stands by now, Up recalls them."""
        if self.text.strip():
            self._put_aside(draft)
            self.complain(f"{sentence} Your earlier line is kept: ↑ recalls it.")
            return
        self._returned = draft
        self.field.setPlainText(draft.words)
        self.field.go_to_end()
        self.complain(sentence)

    def _drop(self, draft: Draft) -> None:
        self._waiting = [one for one in self._waiting if one is not draft]

    def _key(self, key: str) -> None:
        match key:
            case "save":
                self.save()
            case "recall":
                self._recall(1)
            case "forth":
                self._recall(-1)
            case "escape":
                self._park()

    def _recall(self, step: int) -> None:
        target = self._recalled + step
        if not 0 <= target <= len(self._past_lines):
            return
        standing = self._standing()
        if standing is not None and not any(one is standing for one in self._past_lines):
            self._put_aside(standing)
            target += 1
        shown = self._past_lines[-target] if target else None
        self._recalled = target
        self._returned = None if shown is None or shown.saved else shown
        self.field.setPlainText("" if shown is None else shown.words)
        self.field.go_to_end()

    def _park(self) -> None:
        if self._standing() is not None:
            self._park_with(PARKED)
        else:
            self.left.emit()

    def _park_with(self, sentence: str) -> None:
        if standing := self._standing():
            self._put_aside(standing)
            self._returned = None
            self.field.clear()
            self._say(sentence)

    def _notice_incident(self) -> None:
        """What was typed for one incident is parked when the window goes to another; ↑ brings it back, knowingly."""
        if not self._desk.ready:
            return
        before, self._at = self._at, (self._desk.place, self._desk.desk.incident_id)
        if before is not None and before != self._at and before[1] is not None:
            self._park_with(PARKED_ELSEWHERE)

    def say(self) -> None:
        """Say in words what Enter will do."""
        if self._says.property("kind") == "error":
            return
        if self._waiting:
            self._say(f"Saving “{shortened(self._waiting[-1].words)}” …")
        elif self._desk.read_only:
            self._say(self._why_read_only())
        elif self.text.strip():
            self._say(self._will_save())
        elif self._says.text() not in (PARKED, PARKED_ELSEWHERE):
            self._say("" if self.field.hasFocus() else IDLE)

    def _show_whether_it_saves(self) -> None:
        """Where nothing can be saved there is nothing to type into; words that stand there already stay, to be read."""
        self._notice_incident()
        saves = not self._desk.read_only
        self.field.setReadOnly(not saves)
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus if saves else Qt.FocusPolicy.NoFocus)
        if not saves:
            self.field.clearFocus()
        self.field.setVisible(saves or bool(self.text))
        self.say()

    def _why_read_only(self) -> str:
        desk = self._desk
        if desk.as_at == desk.home_as_at:
            return f"{desk.read_only} Nothing can be saved in it."
        home = "now" if desk.home_as_at is None else f"{desk.home_as_at.astimezone(desk.zone):%H:%M}"
        return f"{desk.read_only} Esc returns to {home}."

    def _will_save(self) -> str:
        if not self._desk.ready:
            return "Saves as a note as soon as the log is open."
        if self._returned is not None and self._returned.words == self.text.strip():
            return "Goes again to the incident it was typed for."
        operator = self._desk.desk.operator
        now = self._desk.now().astimezone(self._desk.zone)
        picture = self._desk.picture
        where = f" in {picture.incident.ref}" if picture is not None and picture.has_incident else ""
        return f"Saves as a note{where} by {operator.initials}, {now:%H:%M}"

    def complain(self, sentence: str) -> None:
        """Say beside the words why they were not saved."""
        self._say(sentence, "error")

    def _say(self, words: str, kind: str = "second") -> None:
        restyle(self._says, "kind", kind)
        self._says.setText(words)
        self._show_hints()
        self._fold()

    def _typed(self) -> None:
        if self._says.property("kind") == "error" and (self._returned is None or self.text != self._returned.words):
            self._say("")
        self.say()

    def _show_focus(self, has_focus: bool) -> None:
        restyle(self, "focused", "true" if has_focus else "false")
        self.say()
        self._show_hints()

    def _fold(self) -> None:
        """In a low window the second line is left out while there is nothing to say but how to begin."""
        low = self.window().height() < theme.px(LOW)
        folded = low and self._says.text() in ("", IDLE, PARKED) and not self.field.hasFocus()
        self._says.setHidden(folded)
        self._between.setHidden(folded or self.field.isHidden())

    def showEvent(self, event: QShowEvent) -> None:
        """From now on the height of this window counts."""
        super().showEvent(event)
        self.window().installEventFilter(self)
        self._fold()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window has another height."""
        if event.type() is QEvent.Type.Resize and watched is self.window():
            self._fold()
        return super().eventFilter(watched, event)

    def _show_hints(self) -> None:
        """Show the keys while the line has the focus and the second line leaves them room."""
        if self._says.text() == SHORT_HINT:
            self._says.setText("")
        said = self._says.fontMetrics().horizontalAdvance(self._says.text())
        fits = said + self._hints.sizeHint().width() + 3 * theme.PADDING < self.width()
        self._hints.setVisible(fits and self.field.hasFocus())
        if not fits and self.field.hasFocus() and not self._says.text():
            self._says.setText(SHORT_HINT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hints()


class EntryField(QPlainTextEdit):
    """The field itself: grows with its lines, and says which key was meant."""

    focused = Signal(bool)
    keyed = Signal(str)
    kept_out = Signal(str)
    """Why a paste was not put in."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("entry")
        self.setAccessibleName("Entry line")
        self.setPlaceholderText("Write what happened")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        theme.switch().changed.connect(self._theme_changed)
        self._theme_changed()

    def _theme_changed(self) -> None:
        self.setFont(theme.widget_font(16))
        self.viewport().setFont(self.font())  # the placeholder is drawn with it
        self._fit()

    def _fit(self) -> None:
        lines = min(MOST_LINES, max(1, round(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 6)
        scrolls = self.document().size().height() > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if scrolls else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def go_to_end(self) -> None:
        """Put the cursor behind the last character."""
        cursor = self.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.setTextCursor(cursor)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in what an entry can hold; too long a text is not laid out, and not cut either."""
        pasted = len(source.text())
        whole = pasted + len(self.toPlainText()) - len(self.textCursor().selectedText())
        if whole <= MOST_CHARACTERS:
            super().insertFromMimeData(source)
        else:
            alone = pasted > MOST_CHARACTERS
            had = f"The paste had {pasted:,}" if alone else f"With the paste the line would have {whole:,}"
            self.kept_out.emit(f"{had} characters; an entry holds {MOST_CHARACTERS:,}. Nothing of it was put in.")

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
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if modifiers in SAVING:
                return "save"
            case Qt.Key.Key_Escape:
                return "escape"
            case Qt.Key.Key_Up if self.textCursor().blockNumber() == 0:
                return "recall"
            case Qt.Key.Key_Down if self.textCursor().blockNumber() == self.blockCount() - 1:
                return "forth"
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit(False)


def _hints() -> QWidget:
    shown = QWidget()
    shown.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    across = QHBoxLayout(shown)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(8)
    for number, (key, words) in enumerate(HINTS):
        across.addSpacing(8 if number else 0)
        across.addWidget(label(key, "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(label(words, "hint"))
    shown.hide()
    return shown


def shortened(words: str, most: int = 60) -> str:
    """The beginning of a text, on one line."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
