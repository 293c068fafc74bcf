"""The base of every side panel: fields under each other, Enter acts, a refusal stands beside its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from PySide6.QtCore import QEvent, QKeyCombination, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.text import MOST_CHARACTERS
from views import icons, theme
from views.fade import EdgeFade
from views.forms.long_text import LongText
from views.forms.tick import TickRow
from views.labels import ElidedLabel, label, line
from views.own_keys import keeps
from views.painting import metrics
from views.strip import IconMark, ShapeMark
from views.view import View
from views.work import new_entry_id

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Desk, Receipt
    from models.picture import Picture
    from views.desk import QtDesk

T = TypeVar("T")
CHANGING = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
)
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
DISCARD = QKeyCombination(Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_Escape)
"""Shift+Esc throws away what was filled in; Esc alone keeps it."""
LOW = 560
"""In a window lower than this the foot of a form is one line."""
RING = 4
"""What the focus ring of a tick takes at its left: the tick itself stands on the fields' left edge."""


class Form(View):
    """A half-done form parks: closing it keeps what was filled in; only `finished` lets it go."""

    finished = Signal()
    parked = Signal()
    writes = True
    """Whether it can do nothing in a window that shows the past."""
    share = 0.0
    """How much of the window's width it takes, where that is more than a panel has."""

    def __init__(self, title: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.fields: dict[str, QWidget] = {}
        self._busy = False
        self._entry_id: UUID | None = None
        self._again: Callable[[], object] | None = None
        self._untouched: tuple[object, ...] = ()
        self._esc: QLabel | None = None
        self._errors: dict[str, QLabel] = {}
        self._rows: dict[str, QWidget] = {}
        self._above: QVBoxLayout | None = None
        inner = QWidget()
        inner.setObjectName("fields")
        self.rows = QVBoxLayout(inner)
        self.rows.setContentsMargins(theme.PADDING - RING, 8, theme.PADDING - RING, 0)
        self.rows.setSpacing(0)
        area = self._area = FieldArea(self.rows)
        area.setWidget(inner)
        EdgeFade(area)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(theme.PADDING, 12, theme.PADDING, 12)
        self._foot.setSpacing(8)
        self._line = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 1, 1, 1)
        whole.setSpacing(0)
        whole.addLayout(self._head(title))
        whole.addWidget(area, 1)
        whole.addWidget(line())
        whole.addLayout(self._foot)

    def _head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(theme.PADDING, 8, 8, 0)
        self.heading = ElidedLabel("heading")
        self.heading.setText(title)
        head.addWidget(self.heading)
        head.addStretch(1)
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
        if isinstance(field, QComboBox) and (inner := field.lineEdit()) is not None:
            inner.setAccessibleName(words)
        row = self._rows[name] = TickRow(RING) if isinstance(field, QCheckBox) else QWidget()
        self.fields[name] = field
        self._errors[name] = label("", "error", wrap=True)
        self._errors[name].hide()
        ticked = isinstance(field, QCheckBox)
        down = QVBoxLayout(row)
        down.setContentsMargins(0 if ticked else RING, 0, RING, 12)
        down.setSpacing(0 if ticked else 4)
        if not ticked:
            down.addWidget(label(words, "second"))
        down.addWidget(field)
        below = [*([label(hint, "hint", wrap=True)] if hint else []), self._errors[name]]
        for part in below:
            part.setIndent(0)
            down.addWidget(part)
        if isinstance(row, TickRow) and isinstance(field, QCheckBox):
            row.hold(field, below)
        self._part_from_words()
        self.rows.addWidget(row)
        self._tell_changes_of(field)
        if isinstance(field, LongText):
            field.kept_out.connect(partial(self._say_kept_out, name))

    def _say_kept_out(self, name: str, sentence: str) -> None:
        """A paste was too much for its field."""
        self.show_refusal(f"{sentence} Nothing of it was put in.", name)

    def _tell_changes_of(self, field: QWidget) -> None:
        """What is changed in the usual fields changes what Esc does."""
        match field:
            case QLineEdit() | QPlainTextEdit():
                field.textChanged.connect(self.tell_esc)
            case QComboBox():
                field.currentTextChanged.connect(self.tell_esc)
            case QCheckBox():
                field.toggled.connect(self.tell_esc)

    def tell_esc(self, *_: object) -> None:
        """Say what Esc does: it keeps what is half done, and else only closes."""
        if self._esc is not None:
            self._esc.setText("parks it" if self.unsaved else "closes")

    def put_beside(self, first: str, second: str, shares: tuple[int, int] = (1, 1)) -> None:
        """Let two fields share a line, in these shares of its width."""
        across = QHBoxLayout()
        across.setSpacing(theme.GAP - 2 * RING)
        for name, share in zip((first, second), shares, strict=True):
            self.rows.removeWidget(self._rows[name])
            self._rows[name].setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            across.addWidget(self._rows[name], share, Qt.AlignmentFlag.AlignTop)
        self.rows.addLayout(across)

    def add_above(self, part: QWidget) -> QWidget:
        """Put something that is no field between the fields, on their left edge; give what is hidden to hide it."""
        held = QWidget()
        inside = self._above = QVBoxLayout(held)
        inside.setContentsMargins(RING, 0, RING, 8)
        inside.addWidget(part)
        self.rows.addWidget(held)
        return held

    def _part_from_words(self) -> None:
        """The first field below words keeps a larger distance to them than lines of words do."""
        if self._above is not None:
            self._above.setContentsMargins(RING, 0, RING, 16)
            self._above = None

    def rename_field(self, name: str, words: str) -> None:
        """Ask for something else in the same field."""
        self.fields[name].setAccessibleName(words)
        if (above := self._rows[name].findChild(QLabel)) is not None:
            above.setText(words)

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
        self.button.clicked.connect(self.press)
        self.button.installEventFilter(self)
        self.glyph = ShapeMark("ring", theme.ICON_SMALL)
        self.glyph.hide()
        self._said, self._why = QWidget(), label("", "second", wrap=True)
        said = QHBoxLayout(self._said)
        said.setContentsMargins(0, 0, 0, 0)
        said.setSpacing(8)
        said.addWidget(self.glyph, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.says, 1)
        self._foot.addWidget(self._errors[""])
        self._foot.addWidget(self._why)
        self._foot.addLayout(self._line)
        self._line.setSpacing(8)
        self._line.addWidget(self._said)
        self.beside_button = QHBoxLayout()
        self.beside_button.addWidget(self.button)
        self.beside_button.addStretch(1)
        self.beside_button.setSpacing(8)
        self.add_foot_hint()
        self._line.addLayout(self.beside_button)
        self._why.hide()
        self._untouched = self.content()
        if self.writes:
            self.desk.picture_changed.connect(self._show_whether_it_saves)
            self._show_whether_it_saves()

    def add_foot_hint(self) -> None:
        """Say beside the button how the panel is left."""
        self._esc = label("closes", "hint")
        self.beside_button.addWidget(label("Esc", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.beside_button.addWidget(self._esc)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the foot is one line, the sentence before the button, so that the fields have room."""
        super().resizeEvent(event)
        low = self.window().height() < theme.px(LOW)
        way = QBoxLayout.Direction.LeftToRight if low else QBoxLayout.Direction.TopToBottom
        if self._line.direction() is not way:
            self._line.setDirection(way)
            self._line.setStretch(0, 1 if low else 0)
            self._line.setAlignment(self._said, Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag(0))

    def _show_whether_it_saves(self) -> None:
        """Where nothing can be saved, say so at once; what was filled in stays."""
        saves = not self.desk.read_only
        for field in self.fields.values():
            field.setEnabled(saves)
        self.button.setEnabled(self.can_press)
        self._said.setVisible(saves)
        self._why.setVisible(not saves)
        self._why.setText(f"{self.desk.read_only} Nothing can be saved in it.")

    def enter(self) -> None:
        """What Enter does."""
        raise NotImplementedError

    def press(self) -> None:
        """Enter, or the button: nothing while something is under way; what is not confirmed goes again as it was."""
        if self._busy:
            return
        if self._again is not None:
            self._again()
        else:
            self.enter()

    def save(self, *bound: Bound, done: Callable[[Receipt], object], **said: Any) -> None:
        """Save as one entry, once; `said` are words, times and whatever else `Desk.do` takes beside commands.

        An unconfirmed entry keeps its words and its id until it is confirmed.
        """
        if not self._busy:
            self._entry_id = self._entry_id or new_entry_id()
            self._again = self._again or partial(self._send, self._entry_id, bound, said, done)
            self._again()

    def _send(
        self, entry_id: UUID, bound: tuple[Bound, ...], said: dict[str, Any], done: Callable[[Receipt], object]
    ) -> None:
        self.clear_refusals()
        self._rest(True)
        self.do(
            *bound,
            entry_id=entry_id,
            done=partial(self._is_saved, entry_id, done),
            refused=partial(self._is_refused, entry_id),
            unavailable=partial(self._is_unconfirmed, entry_id),
            **said,
        )

    def _is_saved(self, entry_id: UUID, done: Callable[[Receipt], object], receipt: Receipt) -> None:
        if entry_id == self._entry_id:
            self._entry_id = self._again = None
            self.clear_refusals()
            self._untouched = self.content()
            self.tell_esc()
            self._rest(False)
            done(receipt)

    def _is_refused(self, entry_id: UUID, sentence: str, field: str | None) -> None:
        if entry_id == self._entry_id:
            self._entry_id = self._again = None
            self._rest(False)
            self.refused(sentence, field)

    def _is_unconfirmed(self, entry_id: UUID, sentence: str) -> None:
        """Not confirmed: the words stand still, Enter tries again. After a bug they may be changed; the id stays."""
        if entry_id == self._entry_id:
            self._again = self._again if self.desk.is_kept(entry_id) else None
            self._rest(False)
            self.show_refusal(sentence)

    def begin_anew(self) -> None:
        """Let go of what is under way or unconfirmed (the desk keeps it): what comes next is another entry."""
        self._entry_id = self._again = None
        self._rest(False)

    def refused(self, sentence: str, field: str | None) -> None:
        """What was asked for cannot be done: say why."""
        self.show_refusal(sentence, field)

    def run(self, task: Callable[[Desk], T], done: Callable[[T], object]) -> None:
        """Long work that only reads; the form rests until it is answered."""
        if not self._busy:
            self.clear_refusals()
            self._rest(True)
            failed = partial(self._is_not_run, field=None)
            self.desk.run(self, task, partial(self._is_run, done), self._is_not_run, failed)

    def _is_run(self, done: Callable[[T], object], value: T) -> None:
        self._rest(False)
        done(value)

    def _is_not_run(self, sentence: str, field: str | None) -> None:
        self._rest(False)
        self.refused(sentence, field)

    def _rest(self, busy: bool) -> None:
        """While something is under way, or unconfirmed, the fields stand still; the focus stays where it is."""
        self._busy = busy
        self.button.setEnabled(self.can_press)
        for field in self.fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(self.rests)

    @property
    def can_press(self) -> bool:
        """Whether the button does anything now."""
        return not self._busy and not (self.writes and self.desk.read_only)

    @property
    def rests(self) -> bool:
        """Whether nothing can be changed, because it is being saved or is not confirmed yet."""
        return self._busy or self._again is not None

    def content(self) -> tuple[object, ...]:
        """What the fields hold."""
        return tuple(held_in(field) for field in self.fields.values())

    @property
    def unsaved(self) -> bool:
        """Whether something was filled in that is not in the log."""
        return self.writes and (self.rests or self.content() != self._untouched)

    def come_back(self) -> None:
        """The parked form is shown again."""

    def is_about(self, about: object) -> bool:
        """Whether this form was begun about just this."""
        return about is None

    def show_refusal(self, sentence: str, field: str | None = None) -> None:
        """Put a refusal beside its field, or at the foot."""
        self.clear_refusals()
        beside = self._errors.get(field or "", self._errors[""])
        beside.setText(sentence)
        beside.show()

    def say_changed(self, field: str) -> None:
        """What was typed into stands otherwise in the log by now; a refusal that is shown already says more."""
        if not self.refusal():
            self.show_refusal("Changed by another desk meanwhile. Enter saves yours.", field)

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
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.keyCombination() == DISCARD:
            if not self.rests:
                self.finished.emit()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and isinstance(watched, QPlainTextEdit):
                return False
            if self.button.isEnabled() and not event.isAutoRepeat():
                self.press()
            return True
        if self.rests and event.type() in CHANGING and isinstance(watched, QComboBox | QCheckBox):
            return not (isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab))
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """By now everything is filled in."""
        super().showEvent(event)
        self.tell_esc()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        first = next((field for name, field in self.fields.items() if not self._rows[name].isHidden()), None)
        if first is not None:
            first.setFocus(event.reason())


def changed_in(shown: Mapping[str, Any], held: Mapping[str, Any]) -> dict[str, Any]:
    """What a form sends: only the fields that hold something else than was shown (stale forms, architecture)."""
    return {name: value for name, value in held.items() if value != shown[name]}


def held_in(field: QWidget) -> object:
    """What a field holds."""
    match field:
        case QLineEdit():
            return field.text()
        case QPlainTextEdit():
            return field.toPlainText()
        case QComboBox():
            return field.currentText() if field.isEditable() else field.currentIndex()
        case QCheckBox():
            return field.isChecked()
    return None


class FieldArea(QScrollArea):
    """The fields of a form; its scroll bar lies in the margin, so that their right edge never moves."""

    def __init__(self, rows: QVBoxLayout) -> None:
        super().__init__()
        self._rows = rows
        self.setWidgetResizable(True)
        self.viewport().setAutoFillBackground(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._make_way)

    def sizeHint(self) -> QSize:
        """As high as the fields are in the present width."""
        held: QWidget | None = self.widget()
        if held is None:
            return super().sizeHint()
        wraps = held.hasHeightForWidth()
        height = held.heightForWidth(self.viewport().width()) if wraps else held.sizeHint().height()
        return QSize(super().sizeHint().width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is narrower is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _make_way(self, _: int, highest: int) -> None:
        margins = self._rows.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width() if highest else 0
        margins.setRight(theme.px(theme.PADDING - RING) - bar)
        self._rows.setContentsMargins(margins)


def text_field(text: str = "", placeholder: str = "") -> QLineEdit:
    """A field of one line."""
    made = QLineEdit(text)
    made.setPlaceholderText(placeholder)
    made.setMinimumHeight(theme.ROW_ONE)
    return made


def long_field(text: str = "", lines: int = 3, most: int = MOST_CHARACTERS) -> LongText:
    """A field of several lines: Shift+Enter is a new one."""
    made = LongText(text, most)
    made.setTabChangesFocus(True)
    made.document().setDocumentMargin(2)  # as much as a QLineEdit keeps before its text
    made.setFixedHeight(round(metrics(14).lineSpacing()) * lines + 24)
    return made


def _is_letter(event: QKeyEvent) -> bool:
    return event.text().isalnum()


class Choice(QComboBox):
    """A list to choose from, with the theme's own arrow."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumHeight(theme.ROW_ONE)
        # As wide as its form, however long its words are.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def event(self, event: QEvent) -> bool:
        """A letter chooses a word of the list; it is not the console's key here."""
        return keeps(event, _is_letter) or super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame, the words where a text field has them, and the arrow."""
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        if not self.isEditable():
            self._paint_words(painter, option)
        side = theme.px(theme.ICON_SMALL)
        arrow = QRectF(self.width() - side - theme.px(8), (self.height() - side) / 2, side, side)
        icons.paint_icon(painter, arrow, "chevron-down", theme.theme().text2)

    def _paint_words(self, painter: QPainter, option: QStyleOptionComboBox) -> None:
        """Half a pixel over the middle goes down, as in a text field; Qt lets it go up."""
        measure = self.fontMetrics()
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, self
        )
        top = room.top() + (room.height() - measure.height() + 1) // 2
        words = self.currentText() or self.placeholderText()
        painter.setPen(theme.colour("text1" if self.isEnabled() and self.currentText() else "text3"))
        painter.drawText(
            QRectF(room.left(), top, room.width(), measure.height()),
            Qt.AlignmentFlag.AlignLeft,
            measure.elidedText(words, Qt.TextElideMode.ElideRight, room.width()),
        )


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
