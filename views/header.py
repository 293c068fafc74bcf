"""The incident header: what and how bad, whose it is, how long it has run, and what time it is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from views import theme
from views.labels import ElidedLabel, label, line, restyle
from views.others_mark import OthersMark
from views.strip import ShapeMark

if TYPE_CHECKING:
    from models.incident import Incident
    from models.picture import Picture
    from views.desk import QtDesk

NARROW = 900
PRIORITY_SHAPES = {1: "octagon", 2: "triangle", 3: "diamond", 4: "disc", 5: "disc"}


class HeaderBar(QWidget):
    """Drawn anew with each picture; its clocks go on every second."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setFixedHeight(theme.HEADER_HEIGHT)
        self._glyph = ShapeMark("ring", 32)
        self._title, self._second = ElidedLabel("heading"), ElidedLabel("second")
        self._priority, self._exercise = label("", "chip"), label("EXERCISE", "chip")
        self._elapsed, self._since = label("", "elapsed"), label("", "second")
        self._clock, self._seconds, self._date = label("", "clock"), label("", "seconds"), label("", "second")
        restyle(self._exercise, "tone", "accent")
        self.others = OthersMark()
        self._between = line("upright")
        self._narrow = False
        self._arrange()
        desk.picture_changed.connect(self.show_picture)
        desk.ticked.connect(self.show_clock)
        self.show_picture()

    def _arrange(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(theme.GAP)
        for part in (self._title, self._priority, self._exercise, self.others):
            first.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addLayout(first)
        words.addWidget(self._second)
        words.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(theme.GAP)
        across.addWidget(self._glyph)
        across.addLayout(words, 1)
        across.addSpacing(theme.GAP)
        across.addLayout(self._clocks())

    def _clocks(self) -> QGridLayout:
        """Elapsed and clock on one line, what they mean on a second; all of it flush right."""
        time = QHBoxLayout()
        time.setSpacing(2)
        time.addStretch(1)
        time.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignBottom)
        lifted = QVBoxLayout()
        lifted.setContentsMargins(0, 0, 0, 6)  # onto the clock's base line
        lifted.addStretch(1)
        lifted.addWidget(self._seconds)
        time.addLayout(lifted)
        self._between.setFixedHeight(44)
        right, foot = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignBottom
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0)
        grid.setRowStretch(0, 1)
        raised = QVBoxLayout()
        raised.setContentsMargins(0, 0, 0, 3)  # onto the clock's base line
        raised.addStretch(1)
        raised.addWidget(self._elapsed, 0, right)
        grid.addLayout(raised, 1, 0, right | foot)
        grid.addWidget(self._since, 2, 0, right)
        grid.addWidget(self._between, 1, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(time, 1, 2)
        grid.addWidget(self._date, 2, 2, right)
        grid.setRowStretch(3, 1)
        return grid

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the clock leaves room for what has happened."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        restyle(self._clock, "kind", "elapsed" if narrow else "clock")
        self._narrow = narrow
        self.others.be_brief(narrow)
        self.show_clock()

    def show_picture(self) -> None:
        """Draw the incident of the present picture, or the station where none is open."""
        picture = self._desk.picture
        incident = picture.incident if picture is not None and picture.has_incident else None
        for part in (self._priority, self._glyph, self._elapsed, self._since, self._between):
            part.setVisible(incident is not None)
        self._exercise.setVisible(incident is not None and incident.exercise)
        if incident is None:
            self._show_station(picture)
        else:
            self._show_incident(incident)
        self.show_clock()

    def _show_station(self, picture: Picture | None) -> None:
        self._title.setText("Watchkeeper" if picture is None else picture.station.name)
        where = "" if picture is None else f"{picture.station.site} · {self._you()}"
        self._second.setText(where)

    def _show_incident(self, incident: Incident) -> None:
        shape = PRIORITY_SHAPES[incident.priority.value]
        self._glyph.show_shape(shape)
        self._glyph.setAccessibleName(incident.priority.label)
        self._title.setText(incident.title)
        self._priority.setText(incident.priority.label)
        restyle(self._priority, "tone", shape)
        commander = f"{incident.commander} in command" if incident.commander else "No Incident Commander yet"
        parts = [incident.ref, commander, self._you(), f"Phase: {incident.phase.value.capitalize()}"]
        self._second.setText("  ·  ".join(parts))

    def _you(self) -> str:
        desk = self._desk.desk
        return f"You: {desk.operator.post} ({desk.operator.initials}), desk {desk.letter}"

    def show_clock(self) -> None:
        """Show the moment of this window and how long the incident has run."""
        moment = self._desk.moment().astimezone(self._desk.zone)
        past = self._desk.as_at is not None
        self._clock.setText(f"{moment:%H:%M}")
        self._seconds.setText(f":{moment:%S}")
        self._seconds.setVisible(not past and not self._narrow)
        self._date.setText(f"{'As at · ' if past else ''}{moment:%a} {moment.day} {moment:%b %Y}   {_offset(moment)}")
        for part in (self._clock, self._elapsed, self._date):
            restyle(part, "past", "true" if past else "false")
        picture = self._desk.picture
        if picture is not None and picture.has_incident:
            from models.times import elapsed_text  # not needed by the first paint

            start, end = picture.incident.elapsed_until(moment)
            self._elapsed.setText(elapsed_text(start, end))
            self._since.setText(f"Since {start.astimezone(self._desk.zone):%H:%M:%S}")


def _offset(moment: datetime) -> str:
    """`UTC+1`, `UTC−4`, `UTC+5:30`."""
    minutes = int((moment.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}{f':{rest:02d}' if rest else ''}"
