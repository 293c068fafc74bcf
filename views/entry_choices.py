"""What may be meant: the list over the entry line from which Tab takes; the keyboard stays in the line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from views import theme
from views.painting import in_one_line, metrics, paint_text, to_design

if TYPE_CHECKING:
    from app.entry.choices import Choice

Index = QModelIndex | QPersistentModelIndex
WIDTH, ROW, MOST_ROWS = 560, 32, 7
MOST_CHOICES = 40
INSET = 6
WORDS_SHARE = 0.5


class Choices(QFrame):
    """A child of the window, not a window of its own: it takes no focus, and nothing below it moves."""

    taken = Signal(object)
    """A `Choice` that was clicked."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._beside = self._over = parent
        self.setObjectName("panel")
        self.setAccessibleName("What may be meant")
        self.list = QListView()
        self._model = ChoiceModel(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(ChoiceDelegate(self._model, self.list))
        self.list.setAccessibleName("What may be meant")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        down = QVBoxLayout(self)
        down.setContentsMargins(1, INSET + 1, 1, INSET + 1)
        down.addWidget(self.list)
        self.list.clicked.connect(self._click)
        self.hide()

    @property
    def choice(self) -> Choice | None:
        """The one that Tab would take."""
        return self._model.choice(self.list.currentIndex()) if self.isVisible() else None

    def offer(self, choices: Sequence[Choice], beside: QWidget, over: QWidget) -> None:
        """Show these above (or, where there is no room, below) `over`, on the left edge of `beside`; none: close."""
        if not choices:
            self.hide()
            return
        self._model.show_choices(choices[:MOST_CHOICES])
        self.list.setCurrentIndex(self._model.index(0))
        self.list.scrollToTop()
        self._beside, self._over = beside, over
        self.place()
        if not self.isVisible():
            self.show()
            self.raise_()
        self._say()

    def place(self) -> None:
        """Stand where the line stands by now."""
        beside, over = self._beside, self._over
        window = beside.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        high = min(MOST_ROWS, self._model.rowCount()) * theme.px(ROW) + 2 * theme.px(INSET + 1) + 2
        left, edge, gap = beside.mapTo(window, QPoint(0, 0)).x(), over.mapTo(window, QPoint(0, 0)).y(), theme.px(4)
        above = edge - high - gap
        top = above if above >= 0 else edge + over.height() + gap
        self.setGeometry(left, top, min(theme.px(WIDTH), beside.width()), high)

    def step(self, rows: int) -> None:
        """Choose the one so many further down, around the ends."""
        count = self._model.rowCount()
        if count:
            self.list.setCurrentIndex(self._model.index((self.list.currentIndex().row() + rows) % count))
            self._say()

    def _say(self) -> None:
        if QAccessible.isActive() and (choice := self.choice) is not None:
            words = f"{choice.words}, {choice.second}" if choice.second else choice.words
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _click(self, index: QModelIndex) -> None:
        self.taken.emit(self._model.choice(index))


class ChoiceModel(QAbstractListModel):
    """The choices as rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: list[Choice] = []
        self._widest: float | None = None

    @property
    def widest(self) -> float:
        """How wide the widest words are, in design pixels: what they mean begins in one column behind them."""
        if self._widest is None:
            self._widest = max((metrics(14, 500).horizontalAdvance(one.words) for one in self._choices), default=0) + 1
        return self._widest

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Become these."""
        self.beginResetModel()
        self._choices, self._widest = list(choices), None
        self.endResetModel()

    def choice(self, index: Index) -> Choice | None:
        """The choice of a row; None where there is none."""
        return self._choices[index.row()] if index.isValid() and index.row() < len(self._choices) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many there are."""
        return 0 if parent.isValid() else len(self._choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The choice itself under `UserRole`; else its words, and for a screen reader what they mean as well."""
        if (choice := self.choice(index)) is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return choice.words
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{choice.words}, {choice.second}" if choice.second else choice.words
            case _:
                return choice if role == Qt.ItemDataRole.UserRole else None


class ChoiceDelegate(QStyledItemDelegate):
    """One line of type: the words, and what they mean beside them."""

    def __init__(self, model: ChoiceModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as a row of this list is."""
        return QSize(0, theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The chosen row on its ground; the second part elided where there is no room."""
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        rect = to_design(painter, QRectF(option.rect))
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent_ground"))
            painter.drawRoundedRect(rect.adjusted(INSET, 0, -INSET, 0), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        inner = rect.adjusted(16, 0, -16, 0)
        column = min(inner.width() * WORDS_SHARE, max(72.0, self._model.widest))
        first = QRectF(inner.left(), inner.top(), column, inner.height())
        tint = theme.colour("accent_text" if chosen else "text1")
        paint_text(painter, first, choice.words, tint, weight=500)
        second = inner.adjusted(column + 12, 0, 0, 0)
        paint_text(
            painter, second, in_one_line(choice.second), theme.colour("accent_text" if chosen else "text2"), size=13
        )
        painter.restore()
