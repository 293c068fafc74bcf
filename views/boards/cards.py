"""The frame of every card: its title, a count beside it, a word at the right, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from views import icons, theme
from views.labels import ElidedLabel, label
from views.painting import paint_ring

HEADER = 44
QWIDGETSIZE_MAX = 16777215
"""Qt's own word for "no limit", which PySide6 does not name."""


class Card(QFrame):
    """A surface with a header; what it holds goes into `body`. A folded card shows its header only."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setAccessibleName(title)
        self.title = label(title, "title")
        self.count = ElidedLabel("second")
        self.right = ElidedLabel("hint")
        self.header = QHBoxLayout()
        self.body = QVBoxLayout()
        self._fold = self._make_fold()
        self._holder = QWidget()
        self._ringed = False
        self._arrange()

    def _arrange(self) -> None:
        self.header.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
        self.header.setSpacing(8)
        for part in (self.title, self.count):
            self.header.addWidget(part)
        self.header.addStretch(1)
        self.header.addWidget(self.right)
        self.header.addWidget(self._fold)
        top = QWidget()
        top.setLayout(self.header)
        top.setFixedHeight(HEADER)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._holder.setLayout(self.body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addWidget(self._holder, 1)

    def _make_fold(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setAutoRaise(True)
        button.setVisible(False)
        button.setProperty("kind", "quiet")
        button.toggled.connect(self._unfold)
        theme.switch().changed.connect(self._paint_fold)
        return button

    def set_foldable(self, foldable: bool) -> None:
        """Fold it to its header, with a button that opens it; or show it whole."""
        self._fold.setVisible(foldable)
        self._unfold(self._fold.isChecked() or not foldable)

    @property
    def folded(self) -> bool:
        """Whether only the header is shown."""
        return self._holder.isHidden()

    def set_ringed(self, ringed: bool) -> None:
        """Wear the accent of the focus, or not."""
        self._ringed = ringed
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame of the style sheet, and the accent where the keyboard is here."""
        super().paintEvent(event)
        if self._ringed:
            paint_ring(QPainter(self), QRectF(self.rect()), theme.RADIUS_CARD)

    def _unfold(self, shown: bool) -> None:
        self._holder.setVisible(shown)
        self.setMaximumHeight(QWIDGETSIZE_MAX if shown else theme.px(HEADER + 2))
        self._fold.setAccessibleName(f"{'Fold' if shown else 'Open'} {self.title.text()}")
        self._paint_fold()

    def _paint_fold(self) -> None:
        name = "chevron-right" if self.folded else "chevron-down"
        self._fold.setIcon(icons.icon(name, theme.theme().text2, theme.ICON_SMALL))


class ContentScroll(QScrollArea):
    """What may be higher than its card: it asks for the height it needs, and scrolls where it gets less.

    While it has the keyboard its card wears the accent, because no row of it is chosen.
    """

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card = card
        self.setAccessibleName(card.accessibleName())
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)

    def show_sheet(self, sheet: QWidget) -> None:
        """Show this in place of what was shown."""
        self.setWidget(sheet)
        sheet.setAutoFillBackground(False)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As high as the content is in the present width, beside a scroll bar."""
        sheet: QWidget | None = self.widget()
        if sheet is None:
            return super().sizeHint()
        width = self.width() - self.verticalScrollBar().sizeHint().width()
        height = sheet.heightForWidth(width) if sheet.hasHeightForWidth() else sheet.sizeHint().height()
        return QSize(200, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is narrower is higher."""
        super().resizeEvent(event)
        self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._card.set_ringed(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._card.set_ringed(False)


def empty_label(text: str) -> QLabel:
    """What an empty card says: what to type."""
    made = label(text, "second", wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setContentsMargins(theme.PADDING, 4, theme.PADDING, 8)
    return made
