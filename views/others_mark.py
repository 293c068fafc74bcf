"""The mark in the header that says how many other incidents are open, and whether something is late there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from views import theme
from views.labels import label, restyle
from views.painting import tooltip
from views.strip import ShapeMark

HEIGHT = 24
WAY = "Ctrl+Tab goes to the next one."


class OthersMark(QToolButton):
    """Calm: a word, and where something is late the triangle beside it; pressed, it goes to the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._late, self._words = ShapeMark("triangle", 16), label("", "chip")
        for part in (self._late, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for part in (self._late, self._words):
            inside.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._said, self._count, self._brief = "", 0, False
        self.hide()

    @property
    def words(self) -> str:
        """What it says; nothing where no other incident is open."""
        return "" if self.isHidden() else self._words.text()

    def be_brief(self, brief: bool) -> None:
        """In a narrow header the number is enough."""
        self._brief = brief
        self._words.setText(f"+{self._count}" if brief else self._said)
        self.updateGeometry()

    def show_others(self, words: str, count: int, each: str, *, late: bool) -> None:
        """Say this of so many, with each of them in the tooltip; no words: say nothing."""
        self._said, self._count = words, count
        self.be_brief(self._brief)
        restyle(self._words, "tone", "triangle" if late else "")
        self._late.setVisible(late)
        self.setAccessibleName(words)
        self.setAccessibleDescription(f"{each}\n{WAY}")
        self.setToolTip(tooltip(f"{each}\n{WAY}"))
        self.setVisible(bool(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as what stands in it."""
        inside = self.layout()
        assert inside is not None
        return QSize(inside.sizeHint().width(), theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()
