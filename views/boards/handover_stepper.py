"""The six steps of a handover as a column: number, word, how far it is; a tick where it is done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from views import icons, theme
from views.painting import font, paint_ring, paint_text, to_design

ROW, ROW_LEAST, APART = 56, 28, 4
"""How high a step is; less where the window is low."""
BALL = 26
NARROW, BESIDE = 52, 40
"""How wide the column is where only the numbers have room, and each of several where it is low as well."""
COLUMNS_MOST = 3


class StepButton(QAbstractButton):
    """One step; the chosen one stands on the surface and wears the accent at its left."""

    def __init__(self, number: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self.words = number, words
        self.second, self.is_done = "", False
        self.setCheckable(True)
        self.setMinimumHeight(ROW_LEAST)
        self.setMaximumHeight(ROW)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_state("", done=False)
        theme.switch().changed.connect(self.update)

    def show_state(self, second: str, *, done: bool) -> None:
        """Say below the word how far it is, and tick it where it is done."""
        self.second, self.is_done = second, done
        said = ", ".join(part for part in (self.words, second, "done" if done else "") if part)
        self.setAccessibleName(f"Step {self.number}, {said}")
        self.setToolTip(f"{self.words} ({self.number})")
        self.update()

    def sizeHint(self) -> QSize:
        """As the column is wide."""
        return QSize(theme.px(BESIDE), theme.px(ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, ball, words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = to_design(painter, QRectF(self.rect()))
        if self.isChecked():
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(rect, 8, 8)
        ball = QRectF(rect.left() + (min(NARROW, rect.width()) - BALL) / 2, rect.center().y() - BALL / 2, BALL, BALL)
        self._paint_ball(painter, ball)
        if rect.width() > NARROW + 40:
            self._paint_words(painter, rect.adjusted(NARROW, 0, -8, 0))
        if self.hasFocus():
            paint_ring(painter, rect, 8)

    def _paint_ball(self, painter: QPainter, ball: QRectF) -> None:
        chosen = self.isChecked()
        painter.setPen(QPen(theme.colour("accent" if chosen else "text3"), 1.5))
        painter.setBrush(theme.colour("accent_ground") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ball.adjusted(0.75, 0.75, -0.75, -0.75))
        if self.is_done:
            tick = ball.adjusted(5, 5, -5, -5)
            icons.paint_icon(painter, tick, "check", theme.colour("accent_text" if chosen else "text2").name())
        else:
            painter.setFont(font(13, 600))
            painter.setPen(theme.colour("accent_text" if chosen else "text2"))
            painter.drawText(ball, Qt.AlignmentFlag.AlignCenter, str(self.number))

    def _paint_words(self, painter: QPainter, rect: QRectF) -> None:
        ink = theme.colour("text1" if self.isChecked() else "text2")
        weight, middle = 600 if self.isChecked() else 500, rect.center().y()
        if not self.second or rect.height() < 40:
            paint_text(painter, rect, self.words, ink, weight=weight)
            return
        paint_text(painter, QRectF(rect.left(), middle - 20, rect.width(), 20), self.words, ink, weight=weight)
        below = QRectF(rect.left(), middle, rect.width(), 18)
        paint_text(painter, below, self.second, theme.colour("text2"), size=12)


class Stepper(QWidget):
    """The column of steps: the arrows move in it, Enter goes into the step."""

    chosen = Signal(int)
    entered = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Steps of the handover")
        self.buttons = [StepButton(number, word, self) for number, word in enumerate(words, 1)]
        self._group = QButtonGroup(self)
        self.columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(APART)
        for number, button in enumerate(self.buttons):
            self._group.addButton(button, number)
        self._place(1)
        self.buttons[0].setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def fit(self, height: float) -> None:
        """Stand in as many columns as this height (design pixels) needs, so that no step is cut."""
        rows = max(1, int((height + APART) // (ROW_LEAST + APART)))
        self._place(min(COLUMNS_MOST, -(-len(self.buttons) // rows)))

    def _place(self, columns: int) -> None:
        """One column after the other, each from its top."""
        rows = -(-len(self.buttons) // columns)
        self.setMaximumHeight(theme.px(rows * (ROW + APART) - APART))
        if columns != self.columns:
            self.columns = columns
            for number, button in enumerate(self.buttons):
                self._grid.addWidget(button, number % rows, number // rows)

    def least_width(self) -> int:
        """How wide it is with the numbers alone, in design pixels."""
        return NARROW if self.columns == 1 else self.columns * (BESIDE + APART) - APART

    @property
    def step(self) -> int:
        """The chosen step (0: the first); -1 where none is."""
        return self._group.checkedId()

    def mark(self, step: int) -> None:
        """Choose a step; none of them below nought."""
        self._group.setExclusive(step >= 0)
        for number, button in enumerate(self.buttons):
            button.setChecked(number == step)
        self._group.setExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the step that is chosen; up and down are the buttons' own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
