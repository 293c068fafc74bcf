"""The start: what is open, and how to begin. Shown while no incident is open at this desk, and by Ctrl+O."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views import theme
from views.header import PRIORITY_SHAPES
from views.labels import label
from views.named import named
from views.strip import IconMark, ShapeMark
from views.view import View

if TYPE_CHECKING:
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from models.incident import Incident
    from models.picture import Picture
    from views.desk import QtDesk

INCIDENTS = named("app.incidents:incidents")


class StartView(View):
    """Declare an incident, or open the demonstration; above them the incidents that are open."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: list[IncidentRow] = []
        self._to_focus = False
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
        down.setContentsMargins(24, 24, 24, 24)
        down.setSpacing(8)
        self._heading = label("", "heading")
        self._second = label("", "second", wrap=True)
        down.addWidget(self._heading)
        down.addWidget(self._second)
        down.addLayout(self._open)
        down.addSpacing(8)
        down.addWidget(self.declare)
        down.addSpacing(16)
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
        if [one.id for one in open_ones] != [row.incident_id for row in self._rows]:
            self._show_open(open_ones)
        for row, incident in zip(self._rows, open_ones, strict=True):
            row.show_incident(incident, self.desk.now(), self.desk.zone)
        to_focus, self._to_focus = self._to_focus, False
        if to_focus and self.isVisible() and self._has_focus():
            self._focus_one()

    def _show_open(self, found: list[Incident]) -> None:
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [IncidentRow(one.id) for one in found]
        self._heading.setText("Open incidents" if found else "Nothing is open")
        self._second.setText("Choose one to go on with it." if found else "This console waits.")
        for row in self._rows:
            row.clicked.connect(partial(self.asked.emit, "open_incident", row.incident_id))
            self._open.addWidget(row)
            row.show()  # at once, so that it can take the focus
        for before, after in pairwise([*self._rows, self.declare, self.look, self.try_it]):
            QWidget.setTabOrder(before, after)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_again()

    def focus_first(self) -> None:
        """Go to the first open incident, once it is read which there are; to declaring where none is open."""
        self._focus_one()
        self._to_focus = True
        self._look_again()

    def _has_focus(self) -> bool:
        """Whether the operator is still here: an answer that comes late takes the focus from nobody."""
        focused: QWidget | None = self.window().focusWidget()
        return focused is None or self.isAncestorOf(focused)

    def _focus_one(self) -> None:
        first = self._rows[0] if self._rows else self.declare
        first.setFocus(Qt.FocusReason.OtherFocusReason)


class ChoiceButton(QPushButton):
    """A big button: a mark, words, and what stands behind them in a second line."""

    def __init__(self, mark: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setMinimumHeight(60)
        self.setAutoDefault(True)
        self._words, self._second = label("", "title"), label("", "hint")
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 8, 16, 8)
        across.setSpacing(12)
        across.addWidget(mark)
        down = QVBoxLayout()
        down.setSpacing(0)
        for part in (mark, self._words, self._second):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        down.addWidget(self._words)
        down.addWidget(self._second)
        across.addLayout(down, 1)

    def show_words(self, words: str, second: str) -> None:
        """Say what it does, and what there is to know before."""
        self.setAccessibleName(f"{words}, {second}")
        self._words.setText(words)
        self._second.setText(second)


class IncidentRow(ChoiceButton):
    """An open incident: what and how bad, since when, and how far it has come."""

    def __init__(self, incident_id: UUID) -> None:
        glyph = ShapeMark("ring", theme.ICON_LARGE)
        super().__init__(glyph)
        self._glyph, self.incident_id = glyph, incident_id

    def show_incident(self, incident: Incident, now: datetime, zone: ZoneInfo) -> None:
        """Draw it as it is now."""
        from models.times import elapsed_text  # not needed by the first paint

        start, end = incident.elapsed_until(now)
        since, today = start.astimezone(zone), now.astimezone(zone).date()
        day = "" if since.date() == today else f"{since:%a} {since.day} {since:%b} "
        parts = [incident.ref, incident.priority.label, f"since {day}{since:%H:%M}", elapsed_text(start, end)]
        self._glyph.show_shape(PRIORITY_SHAPES[incident.priority.value])
        self.show_words(incident.title, ", ".join([*parts, incident.phase.value.capitalize()]))


def choice(words: str, second: str, icon: str) -> ChoiceButton:
    """A big button with an icon."""
    made = ChoiceButton(IconMark(icon, "accent", theme.ICON_LARGE))
    made.show_words(words, second)
    return made
