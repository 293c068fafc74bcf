"""The start: what is open, and how to begin. Shown while no incident is open at this desk, and by Ctrl+O."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from views.choices import IncidentRow, choice
from views.closed_incidents import ClosedIncidents
from views.labels import label
from views.named import named
from views.view import View

if TYPE_CHECKING:
    from models.incident import Incident
    from models.picture import Picture
    from views.desk import QtDesk

INCIDENTS = named("app.incidents:incidents")


class StartView(View):
    """Declare an incident, or open the demonstration; above them what is open, exercises apart, closed ones folded."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: dict[UUID, IncidentRow] = {}
        self._to_focus = False
        self._open, self._exercises = QVBoxLayout(), QVBoxLayout()
        self._exercises_title = label("Exercises", "title")
        self.closed = ClosedIncidents()
        self.declare = choice("Declare an incident", "Ctrl+N", "plus")
        self.look = choice("Look at it as at 04:45", "read only", "eye")
        self.try_it = choice("Try: go on from 04:45", "a scratch copy, nothing is kept", "player-play")
        self._arrange()
        self.closed.chosen.connect(partial(self.asked.emit, "open_incident"))
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
        for group in (self._open, self._exercises):
            group.setSpacing(8)
        down.addWidget(self._heading)
        down.addWidget(self._second)
        down.addLayout(self._open)
        down.addWidget(self._exercises_title)
        down.addLayout(self._exercises)
        down.addWidget(self.closed)
        down.addSpacing(8)
        down.addWidget(self.declare)
        down.addSpacing(16)
        down.addWidget(label("Open the demonstration", "title"))
        down.addWidget(label("A hospital loses its normal power, 03:42 to 09:52. Kept apart from live data.", "second"))
        down.addWidget(self.look)
        down.addWidget(self.try_it)
        scrolled = QWidget()
        scrolled.setObjectName("fields")
        middle = QVBoxLayout(scrolled)
        middle.setContentsMargins(0, 12, 0, 12)
        middle.addStretch(2)
        middle.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(scrolled)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._show_groups([], [])

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        self._look_again()

    def _look_again(self) -> None:
        if self.isVisible() and self.desk.ready:
            self.desk.ask(self, INCIDENTS, self._take, key="open")

    def _take(self, found: list[Incident]) -> None:
        from app.incident_list import grouped  # not needed by the first paint

        live, exercises, closed = grouped(found)
        if [one.id for one in (*live, *exercises)] != list(self.rows):
            self._show_groups([one.id for one in live], [one.id for one in exercises])
        for incident in (*live, *exercises):
            self.rows[incident.id].show_incident(incident, self.desk.now(), self.desk.zone)
        self.closed.show_incidents(closed, self.desk.now(), self.desk.zone)
        to_focus, self._to_focus = self._to_focus, False
        if to_focus and self.isVisible() and self._has_focus():
            self._focus_one()

    def _show_groups(self, live: list[UUID], exercises: list[UUID]) -> None:
        """A row for each open incident; rows that stay keep the focus."""
        before = self.rows
        self.rows = {one: before.get(one) or self._row(one) for one in (*live, *exercises)}
        for incident_id in before.keys() - self.rows.keys():
            before[incident_id].hide()
            before[incident_id].deleteLater()
        for group, there in ((self._open, live), (self._exercises, exercises)):
            for place, incident_id in enumerate(there):
                group.insertWidget(place, self.rows[incident_id])
                self.rows[incident_id].show()  # at once, so that it can take the focus
        self._exercises_title.setVisible(bool(exercises))
        self._heading.setText("Open incidents" if live else "Nothing is open")
        self._second.setText("Choose one to go on with it." if live else "This console waits.")
        order = [*self.rows.values(), self.closed.fold, self.declare, self.look, self.try_it]
        for one, next_one in pairwise(order):
            QWidget.setTabOrder(one, next_one)

    def _row(self, incident_id: UUID) -> IncidentRow:
        made = IncidentRow(incident_id)
        made.clicked.connect(partial(self.asked.emit, "open_incident", incident_id))
        return made

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
        first = next(iter(self.rows.values()), self.declare)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
