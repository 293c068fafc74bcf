"""The situation in three sentences: now, impact, next."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QSizePolicy, QWidget

from models.picture import Picture
from models.times import clock_text
from views import theme
from views.boards.cards import HEADER, Card
from views.labels import label, restyle
from views.painting import plain

EMPTY = "No situation set. Say in three sentences what is so now, what it means, and what comes next."


class SituationCard(Card):
    """Now, impact and next, and who set them when; scrolls where the sentences are long."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Situation", parent)
        self._texts = {name: self._text(name) for name in ("Now", "Impact", "Next")}
        self._heads: list[QLabel] = []
        self._sentences: dict[str, str] = {}
        self._compact = False
        self._empty = label(EMPTY, "second", wrap=True)
        self._sheet = QWidget()
        self._scroll = QScrollArea()
        self._scroll.setAccessibleName("Situation")
        self._arrange_texts()

    def _text(self, name: str) -> QLabel:
        made = label("", "words", wrap=True)
        made.setAlignment(Qt.AlignmentFlag.AlignTop)
        made.setAccessibleName(name)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _arrange_texts(self) -> None:
        grid = self._grid = QGridLayout(self._sheet)
        grid.setContentsMargins(theme.PADDING, 4, theme.PADDING, 4)
        grid.setHorizontalSpacing(theme.PADDING)
        grid.setVerticalSpacing(theme.GAP)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self._texts.items()):
            head = label(name, "second")
            head.setAlignment(Qt.AlignmentFlag.AlignTop)
            head.setContentsMargins(0, 2, 0, 0)
            self._heads.append(head)
            grid.addWidget(head, row, 0)
            grid.addWidget(text, row, 1)
        grid.addWidget(self._empty, 3, 0, 1, 2)
        grid.setRowStretch(4, 1)
        self._scroll.setWidget(self._sheet)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.viewport().setAutoFillBackground(False)
        self._sheet.setAutoFillBackground(False)
        self.body.addWidget(self._scroll)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Draw the situation as it stands."""
        situation = picture.situation
        sentences = {} if situation is None else {
            "Now": situation.now, "Impact": situation.impact, "Next": situation.next
        }  # fmt: skip
        self._sentences = sentences
        self._show_texts()
        self._empty.setVisible(situation is None)
        self.right.setText("" if situation is None else self._set_text(picture, moment))
        self.updateGeometry()

    def _show_texts(self) -> None:
        for name, text in self._texts.items():
            sentence = plain(self._sentences.get(name, ""))
            text.setText(f"{name}: {sentence}" if self._compact and sentence else sentence)
        for head in self._heads:
            head.setHidden(self._compact or not self._sentences)

    def set_compact(self, compact: bool) -> None:
        """Smaller type, less air, and the heads in the lines themselves, where the window is low."""
        self._compact = compact
        for text in self._texts.values():
            restyle(text, "kind", "value" if compact else "words")
        self._grid.setHorizontalSpacing(0 if compact else theme.PADDING)
        self._grid.setVerticalSpacing(6 if compact else theme.GAP)
        self._show_texts()

    def _set_text(self, picture: Picture, moment: datetime) -> str:
        situation = picture.situation
        assert situation is not None
        zone = picture.station.zone
        at = clock_text(situation.set_at, zone, moment.astimezone(zone).date())
        return f"Set {at} by {plain(situation.set_by)}"

    def sizeHint(self) -> QSize:
        """As high as the sentences need in the present width."""
        height = self._sheet.heightForWidth(max(200, self.width() - 2)) if self._sheet.hasHeightForWidth() else 0
        return QSize(super().sizeHint().width(), HEADER + max(height, self._sheet.sizeHint().height() // 3) + 12)

    def resizeEvent(self, event: object) -> None:
        """A narrower card is a higher one."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()
