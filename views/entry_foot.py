"""The second line of the entry line: what Enter will do, in words; beside it what was understood, or the keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from views import theme
from views.entry_chips import ChipRow
from views.labels import label, line, restyle
from views.painting import tooltip
from views.strip import ShapeMark
from views.zoom import LARGEST

if TYPE_CHECKING:
    from app.entry.drafting import Chip

LOW_LINES = 2
SHORT_HINT = "Enter saves, Esc parks."
HINTS = (("Enter", "save"), ("Tab", "complete"), ("Shift+Enter", "new line"), ("↑", "recall"), ("Esc", "park"))


class EntryFoot(QWidget):
    """A hairline, and below it the sentence; chips or keys stand beside it where it leaves them room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._typing = False
        self._between = line()
        self.drill = label("", "chip")
        self.says = label("", "second", wrap=True)
        self._wrong = ShapeMark("octagon", 16)
        self._wrong.hide()
        self.chips, self._hints = ChipRow(self), _hints()
        restyle(self.drill, "tone", "accent")
        self.drill.hide()
        across = QHBoxLayout()
        across.setSpacing(12)
        across.addWidget(self.drill, 0, Qt.AlignmentFlag.AlignTop)
        mark = QVBoxLayout()
        mark.setContentsMargins(0, 3, 0, 0)  # beside the first line of the sentence
        mark.addWidget(self._wrong)
        mark.addStretch(1)
        across.addLayout(mark)
        across.addWidget(self.says, 1)
        across.addWidget(self.chips)
        across.addWidget(self._hints)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(8)
        down.addWidget(self._between)
        down.addLayout(across)

    @property
    def words(self) -> str:
        """What is said."""
        return self.says.text()

    @property
    def complains(self) -> bool:
        """Whether it says why something was not saved."""
        return bool(self.says.property("kind") == "error")

    def say(self, words: str, kind: str = "second") -> None:
        """Say this; `saves` where it is what Enter does, `error` where it is why something was not saved."""
        restyle(self.says, "kind", kind)
        self._wrong.setVisible(self.complains)
        if self.says.text() != words:
            self.says.setText(words)
        self.fit()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """What was understood."""
        self.chips.show_chips(chips)

    def show_drill(self, words: str) -> None:
        """Whether this is an exercise or the demonstration; nothing where it is neither."""
        self.drill.setText(words)
        self.drill.setVisible(bool(words))
        self.fit()

    def set_typing(self, typing: bool) -> None:
        """Whether the keyboard is in the line: then its keys are shown."""
        self._typing = typing
        self.fit()

    def show_hairline(self, shown: bool) -> None:
        """Whether there is anything above to be parted from."""
        self._between.setHidden(not shown)

    def set_low(self, low: bool) -> None:
        """In a low window what Enter does has two lines at the most, so that what is typed keeps its place."""
        low = low and not self.complains
        most = LOW_LINES * self.says.fontMetrics().lineSpacing() if low else LARGEST
        if most != self.says.maximumHeight():
            self.says.setMaximumHeight(most)
            self.says.setAlignment(Qt.AlignmentFlag.AlignTop if low else Qt.AlignmentFlag.AlignVCenter)
        self.says.setToolTip(tooltip(self.words) if low else "")

    def fit(self) -> None:
        """Beside the sentence the chips of what was understood, else the keys; whichever it leaves room for."""
        if self.says.text() == SHORT_HINT:
            self.says.setText("")
        said = self.says.fontMetrics().horizontalAdvance(self.says.text())
        drill = 0 if self.drill.isHidden() else self.drill.sizeHint().width() + theme.px(12)
        wrong = theme.px(16 + 12) if self.complains else 0
        room = self.width() - theme.px(theme.PADDING) - said - drill - wrong
        chips = bool(self.chips.words) and self.chips.sizeHint().width() < room
        hints = not self.chips.words and self._hints.sizeHint().width() < room and self._typing
        self.chips.setVisible(chips)
        self._hints.setVisible(hints)
        if not hints and self._typing and not self.says.text():
            self.says.setText(SHORT_HINT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


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
