"""The start: what is open, and two ways to begin. Shown while no incident is open at this desk."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views import theme
from views.header import PRIORITY_SHAPES
from views.labels import label
from views.named import named
from views.strip import IconMark, ShapeMark
from views.view import View

if TYPE_CHECKING:
    from models.incident import Incident
    from models.picture import Picture
    from views.desk import QtDesk

INCIDENTS = named("app.incidents:incidents")


class StartView(View):
    """Declare an incident, or open the demonstration; above them the incidents that are open."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._shown: list[tuple[object, ...]] = []
        self._open = QVBoxLayout()
        self._open.setSpacing(8)
        self.declare = choice("Declare an incident", "Ctrl+N", "plus")
        self.look = choice("Look at it as at 04:45", "read only", "eye")
        self.try_it = choice("Try: go on from 04:45", "a scratch copy, nothing is kept", "player-play")
        self._arrange()
        self.declare.clicked.connect(partial(self.asked.emit, "declare", None))
        self.look.clicked.connect(partial(self.asked.emit, "look", None))
        self.try_it.clicked.connect(partial(self.asked.emit, "try", None))
        desk.ticked.connect(self._look_again)

    def _arrange(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        card.setFixedWidth(560)
        down = QVBoxLayout(card)
        down.setContentsMargins(24, 20, 24, 24)
        down.setSpacing(8)
        self._heading = label("", "heading")
        self._second = label("", "second", wrap=True)
        down.addWidget(self._heading)
        down.addWidget(self._second)
        down.addLayout(self._open)
        down.addSpacing(8)
        down.addWidget(self.declare)
        down.addSpacing(12)
        down.addWidget(label("Open the demonstration", "title"))
        down.addWidget(label("A hospital loses its normal power, 03:42 to 09:52. Kept apart from live data.", "second"))
        down.addWidget(self.look)
        down.addWidget(self.try_it)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        whole.addStretch(3)
        self._show_open([])

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self.isVisible() and self.desk.ready:
            self.desk.ask(self, INCIDENTS, self._take, key="open")

    def _take(self, found: list[Incident]) -> None:
        open_ones = [one for one in found if one.closed_at is None]
        seen = [(one.id, one.title, one.priority, one.phase) for one in open_ones]
        if seen != self._shown:
            self._shown = list(seen)
            self._show_open(open_ones)

    def _show_open(self, found: list[Incident]) -> None:
        while item := self._open.takeAt(0):
            if row := item.widget():
                row.deleteLater()
        self._heading.setText("Open incidents" if found else "Nothing is open")
        self._second.setText(
            "Choose one to go on with it." if found else "This console waits. Two ways to begin, both without a mouse:"
        )
        for incident in found:
            button = choice(incident.title, f"{incident.ref}, {incident.priority.label}", "")
            mark = ShapeMark(PRIORITY_SHAPES[incident.priority.value], 22, button)
            mark.move(18, 19)
            button.clicked.connect(partial(self.asked.emit, "open_incident", incident.id))
            self._open.addWidget(button)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.declare.setFocus(event.reason())


def choice(words: str, second: str, icon: str) -> QPushButton:
    """A big button: icon, words, and what stands behind them in a second line."""
    made = QPushButton()
    made.setProperty("kind", "choice")
    made.setMinimumHeight(60)
    made.setAccessibleName(f"{words}, {second}")
    made.setAutoDefault(True)
    across = QHBoxLayout(made)
    across.setContentsMargins(18 if icon else 52, 8, 16, 8)
    across.setSpacing(12)
    if icon:
        across.addWidget(IconMark(icon, "accent", theme.ICON_LARGE))
    down = QVBoxLayout()
    down.setSpacing(0)
    for part in (label(words, "title"), label(second, "hint")):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        down.addWidget(part)
    across.addLayout(down, 1)
    return made
