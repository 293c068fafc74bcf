"""What the steps of a handover show, one at a time; each is made when it is first gone to."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.handover import Point
from app.handover_steps import CHECK, DO_FIRST, PRINT, READ_THROUGH, SIGN, SITUATION
from models.picture import Picture
from views.desk import QtDesk
from views.named import load

EARLIER = SIGN + 1
"""Where the list of earlier handovers stands, after the steps."""
PARTS = {
    CHECK: "handover_lists:CheckStep",
    SITUATION: "handover_situation:SituationStep",
    DO_FIRST: "handover_lists:DoFirstStep",
    READ_THROUGH: "handover_lists:ReadThroughStep",
    PRINT: "handover_print:PrintStep",
    SIGN: "handover_sign:SignStep",
    EARLIER: "handover_earlier:EarlierCard",
}
"""The part of each step, imported and made when it is first gone to."""


class StepStack(QStackedWidget):
    """One step is shown; what was typed in the others stays."""

    went_on = Signal(int)
    """This step is through: the next one."""
    asked = Signal(str, object)
    wanted = Signal(int)
    """A step asks for another one."""
    issued_wanted = Signal(object)
    """A `Handover` whose page is to be shown."""
    paper_chosen = Signal(str)
    signed = Signal()

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = CHECK
        self.points: list[Point] = []
        self._desk = desk
        self._made: dict[int, Any] = {}

    def part(self, step: int) -> Any:
        """The widget of a step."""
        if step not in self._made:
            self._made[step] = made = load(f"views.boards.{PARTS[step]}")(self._desk)
            self.addWidget(made)
            self._connect(step, made)
        return self._made[step]

    def _connect(self, step: int, made: Any) -> None:
        if step < SIGN:
            made.went_on.connect(partial(self.went_on.emit, step))
        if step not in (SITUATION, PRINT):
            made.asked.connect(self.asked)
        if step == PRINT:
            made.paper_chosen.connect(self.paper_chosen)
        elif step == SIGN:
            made.went_back.connect(partial(self.wanted.emit, PRINT))
            made.signed.connect(self._is_signed)
        elif step == EARLIER:
            made.went_on.connect(partial(self.wanted.emit, CHECK))
            made.shown.connect(self.issued_wanted)

    def _is_signed(self) -> None:
        self.part(PRINT).begin_next()
        self.signed.emit()

    def show_step(self, step: int) -> None:
        """Show this step."""
        self.step = step
        self.setCurrentWidget(self.part(step))

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the step that is shown."""
        part = self.part(self.step)
        if self.step == CHECK:
            part.show_points(self.points)
        elif self.step in (SITUATION, SIGN):
            part.come_back()
        elif self.step == PRINT:
            part.show_result()
        else:
            part.show_picture(picture, moment)

    def focus_first(self) -> None:
        """Go into the step that is shown."""
        self.part(self.step).focus_first()

    def begin_next(self) -> None:
        """Another incident: what was begun in any step is not finished here."""
        for form in self.forms:
            form.begin_next()

    @property
    def forms(self) -> list[Any]:
        """Where something can be typed, as far as it was gone to."""
        made = [self._made.get(step) for step in (SITUATION, PRINT, SIGN)]
        notes = [self._made[DO_FIRST].notes.line] if DO_FIRST in self._made else []
        return [form for form in (*made, *notes) if form is not None]
