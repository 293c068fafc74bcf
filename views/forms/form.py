"""The base of every side panel: fields under each other, Enter acts, a refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from views import icons, theme
from views.labels import label, line
from views.strip import IconMark
from views.view import View

if TYPE_CHECKING:
    from models.picture import Picture
    from views.desk import QtDesk

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(View):
    """A half-done form parks: closing it keeps what was filled in; only `finished` lets it go."""

    finished = Signal()
    parked = Signal()

    def __init__(self, title: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.fields: dict[str, QWidget] = {}
        self._errors: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        inner = QWidget()
        inner.setObjectName("fields")
        self.rows = QVBoxLayout(inner)
        self.rows.setContentsMargins(20, 8, 20, 16)
        self.rows.setSpacing(6)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(20, 12, 20, 16)
        self._foot.setSpacing(8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._head(title))
        whole.addWidget(area, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot)

    def _head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 4)
        head.addWidget(label(title, "heading"), 1)
        close = QToolButton()
        close.setProperty("kind", "close")
        inside = QHBoxLayout(close)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(IconMark("x", "text2"), 0, Qt.AlignmentFlag.AlignCenter)
        close.setAccessibleName("Close this panel (Esc)")
        close.setToolTip("Close (Esc)")
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        close.clicked.connect(self.parked)
        head.addWidget(close)
        return head

    def add_field(self, name: str, words: str, field: QWidget, hint: str = "") -> None:
        """Put a field under its label; `name` is the command's parameter, so that a refusal finds it."""
        field.setAccessibleName(words)
        field.setAccessibleDescription(hint)
        field.installEventFilter(self)
        self.fields[name], self._rows[name] = field, QWidget()
        self._errors[name] = label("", "error", wrap=True)
        self._errors[name].hide()
        down = QVBoxLayout(self._rows[name])
        down.setContentsMargins(0, 0, 0, 8)
        down.setSpacing(4)
        if not isinstance(field, QCheckBox):
            down.addWidget(label(words, "second"))
        down.addWidget(field)
        if hint:
            down.addWidget(label(hint, "hint", wrap=True))
        down.addWidget(self._errors[name])
        self.rows.addWidget(self._rows[name])

    def show_field(self, name: str, shown: bool) -> None:
        """Show or hide a field with its label."""
        self._rows[name].setVisible(shown)

    def add_foot(self, button: str) -> None:
        """Finish the form: what will happen in words, the refusal that has no field, and the button."""
        self.rows.addStretch(1)
        self.says = label("", "second", wrap=True)
        self._errors[""] = label("", "error", wrap=True)
        self._errors[""].hide()
        self.button = QPushButton(button)
        self.button.setProperty("kind", "primary")
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self.enter)
        self.button.installEventFilter(self)
        self._foot.addWidget(self._errors[""])
        self._foot.addWidget(self.says)
        across = QHBoxLayout()
        across.addWidget(self.button)
        across.addStretch(1)
        across.addWidget(label("Esc", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        across.addWidget(label("close, kept", "hint"))
        self._foot.addLayout(across)

    def enter(self) -> None:
        """What Enter does."""
        raise NotImplementedError

    def show_refusal(self, sentence: str, field: str | None = None) -> None:
        """Put a refusal beside its field, or at the foot."""
        self.clear_refusals()
        beside = self._errors.get(field or "", self._errors[""])
        beside.setText(sentence)
        beside.show()

    def clear_refusals(self) -> None:
        """Take every refusal away."""
        for error in self._errors.values():
            error.hide()

    def refusal(self) -> str:
        """The refusal that is shown, or nothing."""
        return next((error.text() for error in self._errors.values() if not error.isHidden()), "")

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Forms stand still while they are filled in."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and isinstance(watched, QPlainTextEdit):
                return False
            self.enter()
            return True
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((field for name, field in self.fields.items() if not self._rows[name].isHidden()), None)
        if first is not None:
            first.setFocus(event.reason())


def text_field(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    made.setMinimumHeight(theme.ROW_ONE)
    return made


def long_field(text: str = "", lines: int = 3) -> QPlainTextEdit:
    """A field of several lines: Shift+Enter is a new one."""
    made = QPlainTextEdit(text)
    made.setTabChangesFocus(True)
    made.setFixedHeight(made.fontMetrics().lineSpacing() * lines + 24)
    return made


class Choice(QComboBox):
    """A list to choose from, with the theme's own arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(theme.ROW_ONE)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = theme.ICON_SMALL
        arrow = QRectF(self.width() - side - 8, (self.height() - side) / 2, side, side)
        icons.paint_icon(QPainter(self), arrow, "chevron-down", theme.theme().text2)


class WordField(Choice):
    """One word of a list. Qt turns a StrEnum that it keeps into a plain string, so the words are kept here."""

    def __init__(self, words: Sequence[Enum], chosen: Enum) -> None:
        super().__init__()
        self._words = list(words)
        for word in words:
            text = str(word.value)
            self.addItem(text.upper() if len(text) == 2 else text.capitalize())
        self.setCurrentIndex(self._words.index(chosen))

    @property
    def word(self) -> Any:
        """The word that is chosen."""
        return self._words[self.currentIndex()]
