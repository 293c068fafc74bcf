"""The affected systems, worst first, and how many are normal."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.board import affected_text, normal_text, system_lines
from models.picture import Picture
from views import theme
from views.boards.cards import HEADER, Card
from views.boards.lines import MARK, TEXT_LEFT, LineList
from views.painting import hairline, paint_mark, paint_text, to_design


class SystemsCard(Card):
    """State, since when and remark of every system that is not well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Systems", parent)
        self.list = LineList("Systems")
        self.normal = NormalFoot()
        self.right.setText("Since")
        self.body.addWidget(self.list)
        self.body.addWidget(self.normal)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the systems as they stand."""
        self.list.show_rows(system_lines(picture, moment))
        self.count.setText(affected_text(picture))
        self.normal.show_text(normal_text(picture))

    def set_compact(self, compact: bool) -> None:
        """Where the window is low, the head alone says how many are normal."""
        self.normal.setVisible(not compact)

    def wanted_height(self) -> int:
        """How high it is with all that it holds, in design pixels."""
        return HEADER + self.list.content_height() + (0 if self.normal.isHidden() else theme.ROW_ONE) + 2


class NormalFoot(QWidget):
    """How many systems are well, below the list of those that are not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(theme.ROW_ONE)
        theme.switch().changed.connect(self.update)

    def show_text(self, text: str) -> None:
        """Show this text."""
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring and the words, as a row of the list is drawn."""
        painter = QPainter(self)
        rect = to_design(painter, QRectF(self.rect())).adjusted(theme.PADDING, 0, -theme.PADDING, 0)
        hairline(painter, rect.left(), rect.right(), rect.top())
        if text := self.accessibleName():
            mark = QRectF(rect.left(), rect.center().y() - MARK / 2, MARK, MARK)
            paint_mark(painter, mark, "ring", theme.colour("text2"))
            paint_text(painter, rect.adjusted(TEXT_LEFT, 0, 0, 0), text, theme.colour("text2"), weight=500)
