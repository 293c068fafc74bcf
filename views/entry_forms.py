"""The form behind a line takes what the line says; left untouched it goes again, and the line still says it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from views.forms.form import Form
from views.forms.pick import PickField
from views.forms.task_fields import PriorityField

if TYPE_CHECKING:
    from app.entry.handing import Handed
    from views.panels import Panels


class Filled(QObject):
    """A form as the line filled it; lives as long as the form, and where it is left untouched ends it."""

    left = Signal()

    def __init__(self, form: Form, fields: dict[str, Any]) -> None:
        super().__init__(form)
        self._form = form
        form.installEventFilter(self)
        for name, value in fields.items():
            if (field := form.fields.get(name)) is not None:
                put(field, value)
        self._content = form.content()

    @property
    def untouched(self) -> bool:
        """Whether nobody has changed it since."""
        return not self._form.rests and self._form.content() == self._content

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc, or another form: what the line says the form need not keep."""
        if event.type() is QEvent.Type.Hide and watched is self._form and self._form.isHidden() and self.untouched:
            self.left.emit()
        return super().eventFilter(watched, event)


class BehindLine:
    """The form behind a line, from Ctrl+Space until it is saved or left."""

    def __init__(self, panels: Panels, text: str, handed: Handed) -> None:
        self._panels, self._text, self._handed = panels, text, handed

    def make_way(self) -> None:
        """Let a form go that an earlier line filled and nobody changed."""
        form = self._panels.forms.get(self._handed.form)
        if form is not None and _is_untouched(form):
            self._panels.drop(self._handed.form)

    def fill(self, saved: Callable[[str], object]) -> None:
        """Fill the form that was opened, if it is a new one; `saved` is told which text it has saved whole."""
        form = self._panels.forms.get(self._handed.form)
        if form is None:
            return
        whole = self._handed.whole and not form.unsaved
        if not form.unsaved:
            Filled(form, self._handed.fields).left.connect(partial(self._panels.drop, self._handed.form))
        form.finished.connect(partial(saved, self._text if whole else ""))


def _is_untouched(form: Form) -> bool:
    filled = form.findChild(Filled, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return filled is not None and filled.untouched


def put(field: QWidget, value: Any) -> None:
    """Put a value into a field of a form, as if it were typed or chosen."""
    match field:
        case PickField() if isinstance(value, UUID):
            field.pick(value)
        case PriorityField():
            field.choose(value)
        case QComboBox():
            _choose(field, str(value))
        case QCheckBox():
            field.setChecked(bool(value))
        case QPlainTextEdit():
            field.setPlainText(str(value))
        case QLineEdit():
            field.setText(str(value))
            field.textEdited.emit(str(value))


def _choose(field: QComboBox, word: str) -> None:
    """Choose the row with this word; the words of a state have their number before."""
    for flag in (Qt.MatchFlag.MatchFixedString, Qt.MatchFlag.MatchEndsWith):
        if (found := field.findText(word, flag)) >= 0:
            field.setCurrentIndex(found)
            return
