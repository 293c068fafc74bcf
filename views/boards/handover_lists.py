"""The steps of a handover that list: what is open, what comes first, what is read through together."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.board import Line, Tone
from app.handover import Point, point_lines
from app.handover_lists import do_first_lines, read_through_lines
from models.decision import Decision
from models.picture import Picture
from models.task import Task
from views import theme
from views.boards.handover_notes import NotesCard
from views.boards.handover_step import StepCard
from views.boards.lines import LineDelegate, LineList
from views.desk import QtDesk
from views.painting import paint_mark

LATE = 14
NOTHING_OPEN = "Nothing is open. Press Enter to go on."
NOTHING_OPEN_THEN = "Nothing was open at this moment."
CARD_LEAST, NOTES_LEAST = 160, 222
"""How low the two cards of a step may be; a lower window scrolls them."""


class CheckStep(StepCard):
    """Step 1: every point that is open; Enter goes to where it is mended."""

    asked = Signal(str, object)

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        on = ("2", "Go on to the situation")
        super().__init__("Check", LineList("Points that are open"), NOTHING_OPEN, on, parent)
        self._desk = desk
        self._points: dict[str, Point] = {}
        self.right.setText("Enter goes there")
        self.opened.connect(self._mend)

    def show_points(self, points: list[Point]) -> None:
        """Show what is open."""
        self._points = {point.line.key: point for point in points}
        writes = not self._desk.read_only
        self.empty.setText(NOTHING_OPEN if writes else NOTHING_OPEN_THEN)
        self.show_lines(point_lines(points, writes=writes), f"{len(points)} open" if points else "")
        self.show_way_on(writes)
        self.right.setVisible(bool(points) and writes)

    def _mend(self, key: str) -> None:
        point = self._points[key]
        if point.action:
            self.asked.emit(point.action, point.about)


class TickDelegate(LineDelegate):
    """A row with the box to tick for its mark, as on paper; what is late wears its triangle beside the word."""

    def _paint_right(self, painter: QPainter, rect: QRectF, text: str, part: str, line: Line, size: int) -> float:
        used = super()._paint_right(painter, rect, text, part, line, size)
        if not used or part != self.loud or line.tone is not Tone.LATE:
            return used
        mark = QRectF(rect.right() - used - LATE - 5, rect.center().y() - LATE / 2, LATE, LATE)
        paint_mark(painter, mark, "triangle", theme.colour("text1"))
        return used + LATE + 5


class TickList(LineList):
    """The list of what comes first, with its boxes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Do first", loud="right_second", parent=parent)
        self._delegate = TickDelegate("right_second", self)
        self.setItemDelegate(self._delegate)


class DoFirstStep(QWidget):
    """Step 3: what page one lists to be done first, and the notes that grow through the shift."""

    went_on = Signal()
    asked = Signal(str, object)

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Do first")
        empty = "Nothing is late, due within 2 hours or of priority 1."
        self.card = StepCard("Do first", TickList(), empty, ("4", "Go on to systems and decisions"))
        self.card.right.setText("as page one lists it")
        self.notes, self._desk = NotesCard(desk), desk
        self._picture: Picture | None = None
        self.notes.setMinimumHeight(NOTES_LEAST)
        self.card.setMinimumHeight(CARD_LEAST)
        inner = QWidget()
        down = QVBoxLayout(inner)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(theme.GAP)
        down.addWidget(self.card, 3)
        down.addWidget(self.notes, 2)
        for part in (self.card.foot_line, self.card.foot_row):
            self.notes.body.addWidget(part)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setAutoFillBackground(False)
        area.setWidget(inner)
        inner.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.card.went_on.connect(self.went_on)
        self.card.opened.connect(self._open)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show what comes first at this moment."""
        self._picture = picture
        lines = do_first_lines(picture, moment)
        self.card.show_lines(lines, str(len(lines)) if lines else "")
        self.card.show_way_on(not self._desk.read_only)
        self.notes.show_picture(picture, moment)

    def _open(self, key: str) -> None:
        assert self._picture is not None
        for row, action in ((Task, "go_to_task"), (Decision, "decision")):
            found = next((one for one in self._picture.all(row) if str(one.id) == key), None)
            if found is not None:
                self.asked.emit(action, found.id)

    def focus_first(self) -> None:
        """Go to the list."""
        self.card.focus_first()


class ReadThroughStep(StepCard):
    """Step 4: what is not normal and the decisions in force, read through together; Enter opens one."""

    asked = Signal(str, object)

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        shown = LineList("Systems not normal and decisions in force", loud="right_second")
        super().__init__("Systems and decisions", shown, "All systems are normal and no decision is in force.",
                         ("5", "Go on to print"), parent)  # fmt: skip
        self._picture: Picture | None = None
        self._desk = desk
        self.right.setText("since")
        self.opened.connect(self._go)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show what is to be read through."""
        self._picture = picture
        lines = read_through_lines(picture, moment)
        self.show_lines(lines, str(sum(bool(line.mark) for line in lines)))
        self.show_way_on(not self._desk.read_only)

    def _go(self, key: str) -> None:
        assert self._picture is not None
        decision = next((one for one in self._picture.all(Decision) if str(one.id) == key), None)
        if decision is not None:
            self.asked.emit("decision", decision.id)
        else:
            system = next((one for one, _ in self._picture.systems() if str(one.id) == key), None)
            self.asked.emit("go_to_system", None if system is None else system.id)
