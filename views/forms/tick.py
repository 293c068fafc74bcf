"""The row of a tick: the tick stands on the fields' left edge and what is said below on its word's, at every zoom."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QStyle, QStyleOptionButton, QVBoxLayout, QWidget

from views import theme


class TickRow(QWidget):
    """Only the style knows how far a tick stands from its own left edge, and its word from there."""

    def __init__(self, inset: int, parent: QWidget | None = None) -> None:
        """`inset` is how far the fields stand off the left edge of the rows, in design pixels."""
        super().__init__(parent)
        self._inset = inset
        self._tick: QCheckBox | None = None
        self._below: Sequence[QLabel] = ()
        theme.switch().changed.connect(self._align)

    def hold(self, tick: QCheckBox, below: Sequence[QLabel]) -> None:
        """Stand in line with the other fields from now on."""
        self._tick, self._below = tick, below

    def showEvent(self, event: QShowEvent) -> None:
        """By now the style of the tick is known."""
        super().showEvent(event)
        self._align()

    def _align(self) -> None:
        down, tick = self.layout(), self._tick
        if not isinstance(down, QVBoxLayout) or tick is None:
            return
        option = QStyleOptionButton()
        tick.initStyleOption(option)
        box, words = (
            tick.style().subElementRect(part, option, tick).left()
            for part in (QStyle.SubElement.SE_CheckBoxIndicator, QStyle.SubElement.SE_CheckBoxContents)
        )
        margins = down.contentsMargins()
        margins.setLeft(max(0, theme.px(self._inset) - box))
        down.setContentsMargins(margins)
        for part in self._below:
            part.setIndent(words)
