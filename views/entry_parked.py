"""The parked drafts over the entry line: each with the time it was begun, whose it is, and its key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from views import theme
from views.labels import label
from views.painting import in_one_line, tooltip

if TYPE_CHECKING:
    from views.drafts import Draft

MOST_WIDTH = 220
MOST_KEYS = 9
"""Ctrl+1 to Ctrl+9 take one up."""
_SAYS = "Enter takes it up, Delete throws it away, Ctrl+Z brings it back, Esc goes back to the line."
KEYS = {
    Qt.Key.Key_Delete: "throw",
    Qt.Key.Key_Backspace: "throw",
    Qt.Key.Key_Escape: "leave",
    Qt.Key.Key_Left: "before",
    Qt.Key.Key_Right: "next",
    Qt.Key.Key_Down: "leave",
    Qt.Key.Key_Return: "take",
    Qt.Key.Key_Enter: "take",
}


class ParkedStrip(QWidget):
    """Hidden while nothing is parked; as many as there is room for, the newest first, the rest as a number."""

    chosen = Signal(object)
    thrown = Signal(object)
    """A `Draft` to take up, or to throw away."""
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._drafts: list[Draft] = []
        self.buttons: list[ParkedButton] = []
        self._count, self._more, self._key = label("", "hint"), label("", "hint"), label("Ctrl+1", "key")
        self._across = across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self._count)
        across.addSpacing(4)
        across.addWidget(self._key)
        across.addWidget(self._more)
        across.addStretch(1)
        self.setAccessibleName("Parked drafts")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_drafts(self, drafts: Sequence[Draft], here: UUID | None, now: datetime) -> None:
        """Show these; `here` is the incident that the line writes for, `now` in the zone of the clocks."""
        self._drafts = list(drafts)
        while len(self.buttons) < min(len(drafts), MOST_KEYS):
            self._add_button()
        for number, button in enumerate(self.buttons):
            if number < len(drafts):
                button.show_draft(drafts[number], number + 1, here, now)
        self._count.setText(f"{len(drafts)} parked")
        self.setVisible(bool(drafts))
        self._fit()

    def _add_button(self) -> None:
        made = ParkedButton(self)
        made.clicked.connect(partial(self._mean, "take", made))
        made.keyed.connect(self._mean)
        QWidget.setTabOrder(self.buttons[-1] if self.buttons else self, made)
        self.buttons.append(made)
        self._across.insertWidget(self._across.count() - 2, made)

    def draft(self, number: int) -> Draft | None:
        """The draft behind Ctrl and this figure."""
        return self._drafts[number - 1] if 0 < number <= len(self._drafts) else None

    def focus_first(self) -> None:
        """Give the keyboard to the newest draft, if there is one."""
        if self.buttons and self.isVisible():
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _mean(self, key: str, button: ParkedButton, _checked: bool = False) -> None:
        at = self.buttons.index(button)
        match key:
            case "take":
                self.chosen.emit(button.draft)
            case "throw":
                self.thrown.emit(button.draft)
                self._focus(at)
            case "leave":
                self.left.emit()
            case _:
                self._focus(at + (1 if key == "next" else -1))

    def _focus(self, at: int) -> None:
        shown = [one for one in self.buttons if one.isVisible()]
        if shown:
            shown[min(max(at, 0), len(shown) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()

    def _fit(self) -> None:
        """As many whole buttons as there is room for; the others are counted."""
        gap = theme.px(4)
        room = self.width() - self._count.sizeHint().width() - self._key.sizeHint().width() - 3 * gap
        hidden = len(self._drafts)
        tail = self._more.fontMetrics().horizontalAdvance("and 99 more") + gap
        for number, button in enumerate(self.buttons):
            room -= button.sizeHint().width() + gap
            left = len(self._drafts) - number - 1
            fits = number < len(self._drafts) and (room >= (tail if left else 0) or number == 0)
            button.setVisible(fits)
            hidden -= fits
        self._more.setText(f"and {hidden} more" if hidden else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class ParkedButton(QToolButton):
    """One parked draft."""

    keyed = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.draft: Draft | None = None
        self._time = self._words = ""
        self.setProperty("kind", "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription(_SAYS)
        self.setFixedHeight(24)

    def show_draft(self, draft: Draft, number: int, here: UUID | None, now: datetime) -> None:
        """Its time and its name; the tool tip has all of it."""
        self.draft = draft
        begun = draft.begun_at.astimezone(now.tzinfo)
        time = f"{begun:%H:%M}" if begun.date() == now.date() else f"{begun.day} {begun:%b %H:%M}"
        elsewhere = draft.incident if draft.incident_id not in (None, here) else ""
        self._time, self._words = time, "  ".join(part for part in (time, elsewhere, title_of(draft)) if part)
        key = f"Ctrl+{number}" if number <= MOST_KEYS else ""
        spoken = f"Parked draft, {self._words}" + (f", {key}" if key else "")
        if self.accessibleName() != spoken:
            self.setAccessibleName(spoken)
            self.setToolTip(tooltip(f"{draft.text}\n{draft.incident} begun {time}\n{key}\n{_SAYS}".strip()))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._words) + theme.px(18)
        return QSize(min(wide, theme.px(MOST_WIDTH)), theme.px(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(60), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        room = self.rect().adjusted(theme.px(8), 0, -theme.px(8), 0)
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room.width())
        painter, where = QPainter(self), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.colour("text2"))
        painter.drawText(room, where, self._time)
        painter.setPen(theme.colour("text1"))
        room.setLeft(room.left() + self.fontMetrics().horizontalAdvance(self._time))
        painter.drawText(room, where, words.removeprefix(self._time))

    def event(self, event: QEvent) -> bool:
        """These keys are the button's own while it has the keyboard; the window's come after it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._meant(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if meant := self._meant(event):
            self.keyed.emit(meant, self)
        else:
            super().keyPressEvent(event)

    def _meant(self, event: QKeyEvent) -> str | None:
        bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return KEYS.get(Qt.Key(event.key())) if bare else None


def title_of(draft: Draft) -> str:
    """What a draft is called in a row: whose call it is, or how it begins."""
    begins = in_one_line(" ".join(draft.text[:200].split()))
    if draft.party:
        return draft.party
    if draft.called_at is not None and begins in ("", "from"):
        return "Call"
    return begins or ", ".join(in_one_line(file.name) for file in draft.files)
