"""The as-at control: type a time, drag, or step from entry to entry; the whole window shows what was known then."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QSlider, QToolButton, QWidget

from views import icons, theme
from views.labels import ElidedLabel, label, restyle
from views.named import named
from views.strip import IconMark

if TYPE_CHECKING:
    from app.as_at import Span, Step
    from views.desk import QtDesk

WHOLE_MINUTE = 59
"""The second of a moment that was typed as a minute: it is shown to the end of that minute."""
LONGEST = 2**31 - 1
"""What a slider can hold; a clock that jumped far may say more."""
PAGE = 300
"""Seconds that Page Up and Page Down move the slider by."""


class AsAtBar(QFrame):
    """Shown while the window shows the past, or while a moment is being chosen; says unmistakably which it is."""

    left = Signal()

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._span: Span | None = None
        self._choosing = self._stepping = False
        self._steps = 0
        self._target: datetime | None = None
        """The moment that was stepped to and is not shown yet."""
        self.setProperty("kind", "strip")
        self.setAccessibleName("As at")
        self._title = label("As at", "title")
        self.field = QLineEdit()
        self._earlier = _step_button("One entry earlier", "Alt+Left")
        self._later = _step_button("One entry later", "Alt+Right")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._says, self._error = ElidedLabel("second"), ElidedLabel("error")
        self._back = QPushButton("Return to now (Esc)")
        self._arrange()
        self._connect()
        self.hide()

    def _arrange(self) -> None:
        self.field.setPlaceholderText("04:31")
        self.field.setAccessibleName("Show everything as it was known at")
        self.field.setFixedWidth(130)
        self.slider.setAccessibleName("Moment between the first entry and the last")
        self.slider.setPageStep(PAGE)
        self.slider.setSingleStep(60)
        self.slider.setMinimumWidth(120)
        self.slider.setMinimumHeight(24)
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 4, 12, 4)
        across.setSpacing(8)
        for part in (IconMark("history", "accent"), self._title, self.field, self._earlier, self._later):
            across.addWidget(part)
        across.addWidget(self.slider, 1)
        for end in (self._error, self._says, self._back):
            across.addWidget(end)

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._typed)
        self.field.textEdited.connect(self._clear_error)
        self._earlier.clicked.connect(partial(self.step, -1))
        self._later.clicked.connect(partial(self.step, 1))
        self.slider.valueChanged.connect(self._dragged)
        self._back.clicked.connect(self.return_home)
        self._desk.picture_changed.connect(self._show)
        theme.switch().changed.connect(self._tint)
        self._tint()

    def open(self) -> None:
        """Come up, with the keyboard in the time field."""
        self._choosing = True
        self._clear_error()
        self._show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def step(self, direction: int) -> None:
        """Show the moment just after the next entry, or after the one before; steps made fast are all taken."""
        self._steps += direction
        if not self._stepping:
            self._take_step()

    def _take_step(self) -> None:
        direction = (self._steps > 0) - (self._steps < 0)
        if direction:
            self._stepping = True
            moment = self._target or self._shown_moment()
            question = named("app.as_at:neighbour", moment=moment, direction=direction)
            self._desk.ask(self, question, partial(self._stepped, direction))

    def return_home(self) -> None:
        """Back to now (in the demonstration that is only looked at: to its own moment)."""
        self._clear_error()
        self._choosing = False
        self.field.clear()
        if self._desk.as_at != self._desk.home_as_at:
            self._desk.show_past(None)
        self._show()
        self.left.emit()

    @property
    def says(self) -> str:
        """What the bar says of the moment that is shown."""
        return self._says.text()

    @property
    def refusal(self) -> str:
        """Why what was typed cannot be shown."""
        return self._error.text()

    @property
    def _at_home(self) -> bool:
        return self._desk.as_at == self._desk.home_as_at

    def _stepped(self, direction: int, step: Step | None) -> None:
        self._stepping = False
        if step is None:
            self._steps, self._choosing = 0, True
            self._show()
            self._complain("There is no entry beyond this one.")
            return
        self._clear_error()
        self._target = step.moment
        self._steps -= direction
        self._take_step()
        if not self._steps:
            self._desk.show_past(step.moment)

    def _shown_moment(self) -> datetime:
        """What is shown: the past moment, or the end of the log, which a clock that was set back does not reach."""
        fold = self._desk.picture.incident_fold if self._desk.picture is not None else None
        newest = fold.order_at if fold is not None else None
        moment = self._desk.moment()
        return moment if self._desk.as_at is not None or newest is None else max(moment, newest)

    def _typed(self) -> None:
        from app.as_at import moment_to_show
        from app.errors import Refused

        picture, desk = self._desk.picture, self._desk
        if picture is None or not picture.has_incident:
            self._complain("Open or declare an incident first.")
            return
        try:
            moment = moment_to_show(self.field.text(), picture, desk.zone, max(desk.now(), self._shown_moment()))
        except Refused as refused:
            self._complain(str(refused))
        else:
            self._clear_error()
            desk.show_past(moment)

    def _dragged(self, seconds: int) -> None:
        if self._span is not None:
            moment = self._span.first + timedelta(seconds=seconds, microseconds=999_999)
            self._desk.show_past(None if self._live and seconds == self.slider.maximum() else moment)

    @property
    def _live(self) -> bool:
        return self._desk.home_as_at is None

    def _show(self) -> None:
        """A new picture, or another moment: say which, and put the slider there."""
        past, self._target = self._desk.as_at is not None, None
        self.setVisible(past or self._choosing)
        if self.isHidden():
            return
        restyle(self, "tone", "triangle" if past else "accent")
        moment = self._desk.moment().astimezone(self._desk.zone)
        minute = f"{moment:%H:%M}" if moment.second == WHOLE_MINUTE else f"{moment:%H:%M:%S}"
        day = f"{moment:%a} {moment.day} {moment:%b %Y}"
        self._says.setText(f"Shows {minute} on {day}. Read only." if past else "Shows now. Type a time, or drag.")
        if past and not self.field.hasFocus():
            self.field.setText(minute)
        self._back.setText("Return to now (Esc)" if self._live else "Return to 04:45 (Esc)")
        self._back.setVisible(past and not self._at_home)
        self._desk.ask(self, named("app.as_at:log_span"), self._show_span, key="span")

    def _show_span(self, span: Span | None) -> None:
        self._span = span
        self.slider.setEnabled(span is not None)
        if span is None:
            return
        last = span.last
        if self._live and (picture := self._desk.picture) is not None and picture.has_incident:
            incident = picture.incident
            last = span.last if incident.resolved_at or incident.closed_at else max(last, self._desk.now())
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, min(int((last - span.first).total_seconds()) + 1, LONGEST))
            self.slider.setValue(min(int((self._shown_moment() - span.first).total_seconds()), LONGEST))

    def _complain(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._says.hide()
        self._error.show()

    def _clear_error(self) -> None:
        self._error.setText("")
        self._error.hide()
        self._says.show()

    def _tint(self) -> None:
        for button, name in ((self._earlier, "chevron-left"), (self._later, "chevron-right")):
            button.setIcon(icons.icon(name, theme.theme().text1, theme.ICON_SMALL))


def _step_button(words: str, key: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("kind", "quiet")
    button.setAccessibleName(words)
    button.setToolTip(f"{words} ({key})")
    button.setFixedSize(32, 32)
    return button
