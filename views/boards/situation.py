"""The situation in three sentences: now, impact, next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.board import situation_is_old
from models.picture import Picture
from models.times import ago_text, clock_text
from views import theme
from views.boards.cards import Card, ContentScroll, empty_label
from views.painting import Paragraph, font, line_height, metrics, paint_text, plain, to_design
from views.strip import ShapeMark

NAMES = ("Now", "Impact", "Next")
SIZE, SIZE_COMPACT = 15, 13


class SituationCard(Card):
    """Now, impact and next, and who set them when; scrolls where the sentences are long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Situation", parent)
        self.old = ShapeMark("triangle", 14)
        self.old.setAccessibleName("The situation is old")
        self.old.hide()
        self.header.insertWidget(self.header.indexOf(self.right), self.old)
        self.sentences = [Sentence(name) for name in NAMES]
        self._empty = empty_label("No situation yet. Press Shift+S to set it.")
        sheet = QWidget()
        self._lines = QVBoxLayout(sheet)
        self._lines.setContentsMargins(theme.PADDING, 4, theme.PADDING, theme.GAP)
        self._lines.setSpacing(theme.GAP)
        for sentence in self.sentences:
            self._lines.addWidget(sentence)
        self._lines.addStretch(1)
        self._scroll = ContentScroll(self)
        self._scroll.show_sheet(sheet)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the situation as it stands."""
        situation = picture.situation
        self._empty.setVisible(situation is None)
        self._scroll.setVisible(situation is not None)
        if situation is None:
            self.old.hide()
            self.right.setText("")
            return
        for sentence, text in zip(self.sentences, (situation.now, situation.impact, situation.next), strict=True):
            sentence.show_text(text)
        zone = picture.station.zone
        at = clock_text(situation.set_at, zone, moment.astimezone(zone).date())
        old = situation_is_old(picture, moment)
        self.old.setVisible(old)
        age = f", {ago_text(situation.set_at, moment)}" if old else ""
        self.right.setText(f"{at}{age}, {plain(situation.set_by)}")
        self._scroll.updateGeometry()

    def set_compact(self, compact: bool) -> None:
        """Smaller type and less air where the window is low."""
        self._lines.setSpacing(4 if compact else theme.GAP)
        for sentence in self.sentences:
            sentence.set_size(SIZE_COMPACT if compact else SIZE)
        self._scroll.updateGeometry()


class Sentence(QWidget):
    """A sentence with its name before it, wrapped to its width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.text, self._size = name, "", SIZE
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.switch().changed.connect(self._change)

    def show_text(self, text: str) -> None:
        """Say this."""
        self.text = text
        self.setAccessibleName(f"{self.name}: {plain(text)}")
        self.setVisible(bool(text))
        self._change()

    def set_size(self, size: int) -> None:
        """Write it in this size."""
        self._size = size
        self._change()

    def _change(self) -> None:
        self.updateGeometry()
        self.update()

    def _paragraph(self, width: float) -> Paragraph:
        return Paragraph(self.text, font(self._size), width / theme.zoom() - _column())

    def heightForWidth(self, width: int) -> int:
        """As high as its lines."""
        return theme.px(self._paragraph(width).height)

    def sizeHint(self) -> QSize:
        """A line of it; how high it really is, its width says."""
        return QSize(theme.px(200), theme.px(line_height(self._size)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The name at the left, on the first line of the text."""
        painter, paragraph = QPainter(self), self._paragraph(self.width())
        to_design(painter, QRectF(self.rect()))
        first = QRectF(0, 0, _column(), line_height(self._size))
        paint_text(painter, first, self.name, theme.colour("text2"), size=13, weight=600)
        paragraph.paint(painter, QPointF(_column(), 0), theme.colour("text1"))


def _column() -> float:
    return max(metrics(13, 600).horizontalAdvance(name) for name in NAMES) + theme.GAP
