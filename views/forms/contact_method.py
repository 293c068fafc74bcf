"""A way to reach a contact as a row to edit: its word, its number, and whether a wrong one is right again."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from app.command import Bound
from app.commands.methods import edit_method, mend_method
from models.contact import ContactMethod
from models.terms import Method
from views.forms.form import ENTER, WordField, changed_in, text_field
from views.labels import label
from views.strip import IconMark

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class MethodRow(QWidget):
    """One way: its word, its number, and where it was noted as wrong, a tick that it is right again."""

    entered = Signal()
    touched = Signal()
    moved = Signal(int)

    def __init__(self, way: ContactMethod | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.way = way
        self.word = WordField(list(Method), Method.PHONE if way is None else way.method)
        self.address = text_field(*(("", "one more number or channel") if way is None else (way.address, "taken out")))
        self.word.setAccessibleName("Way to reach")
        self.address.setAccessibleName("Number or channel")
        self.right = QCheckBox("It is right again")
        self.defect = label("" if way is None else way.defect or "", "error", wrap=True)
        up = self._button("chevron-up", "Try this one earlier (Alt+Up)", -1)
        across = QHBoxLayout()
        across.setSpacing(4)
        across.addWidget(self.word, 2)
        across.addWidget(self.address, 3)
        across.addWidget(up)
        below = QVBoxLayout(self)
        below.setContentsMargins(0, 0, 0, 4)
        below.setSpacing(4)
        below.addLayout(across)
        for part in (self.defect, self.right):
            below.addWidget(part)
            part.setVisible(bool(self.defect.text()))
        self.address.textEdited.connect(self.touched)
        for field in (self.word, self.address, self.right):
            field.installEventFilter(self)

    def _button(self, icon: str, words: str, rows: int) -> QToolButton:
        made = QToolButton()
        made.setProperty("kind", "close")
        made.setAccessibleName(words)
        made.setToolTip(words)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(IconMark(icon, "text2"), 0, Qt.AlignmentFlag.AlignCenter)
        made.clicked.connect(partial(self.moved.emit, rows))
        return made

    @property
    def held(self) -> tuple[Method, str, bool]:
        """Its word, its number, and whether it is said to be right again."""
        return self.word.word, self.address.text().strip(), self.right.isChecked()

    @property
    def changed(self) -> dict[str, Any]:
        """What was changed in a way that is in the directory."""
        method, address, _ = self.held
        return {} if self.way is None else changed_in(_shown(self.way), {"method": method, "address": address})

    @property
    def gone(self) -> bool:
        """Whether it was emptied, which takes it out."""
        return self.way is not None and not self.held[1]

    def show_way(self, way: ContactMethod) -> bool:
        """The way as it is now; what was changed here stays. Says whether that stands otherwise by now."""
        changed, before, self.way = self.changed, self.way, way
        stands = [getattr(way, name) not in (value, getattr(before, name)) for name, value in changed.items()]
        if "method" not in changed:
            self.word.setCurrentIndex(list(Method).index(way.method))
        if "address" not in changed:
            self.address.setText(way.address)
        self.defect.setText(way.defect or "")
        for part in (self.defect, self.right):
            part.setVisible(bool(way.defect))
        return any(stands)

    def changes(self) -> list[Bound]:
        """What is saved of a way that is in the directory and stays there."""
        if self.way is None:
            return []
        if changed := self.changed:
            shown = {name: getattr(self.way, name) for name in changed}
            return [edit_method(method_id=self.way.id, **changed).seen(ContactMethod, self.way.id, **shown)]
        mended = self.right.isChecked() and self.way.defect
        bound = mend_method(method_id=self.way.id).seen(ContactMethod, self.way.id, defect=self.way.defect)
        return [bound] if mended else []

    def set_still(self, still: bool) -> None:
        """Take no change while the form is being saved."""
        self.word.setEnabled(not still)
        self.right.setEnabled(not still)
        self.address.setReadOnly(still)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in ENTER:
                self.entered.emit()
                return True
            if event.modifiers() & Qt.KeyboardModifier.AltModifier and (rows := MOVES.get(Qt.Key(event.key()))):
                self.moved.emit(rows)
                return True
        return super().eventFilter(watched, event)


def _shown(way: ContactMethod) -> dict[str, Any]:
    return {"method": way.method, "address": way.address}
