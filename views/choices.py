"""The big buttons of the start: a mark, words, and a second line."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views import theme
from views.header import PRIORITY_SHAPES
from views.labels import ElidedLabel, label
from views.strip import IconMark, ShapeMark

if TYPE_CHECKING:
    from uuid import UUID
    from zoneinfo import ZoneInfo

    from models.incident import Incident


class ChoiceButton(QPushButton):
    """A big button: a mark, words, and what stands behind them in a second line."""

    def __init__(self, mark: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setMinimumHeight(60)
        self.setAutoDefault(True)
        self._words, self._second = ElidedLabel("title"), label("", "hint")
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
