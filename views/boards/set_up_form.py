"""A section of the set-up that is a form: it stays, shows what is so now, and saves what was changed by one Enter."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from models.picture import Picture
from views.boards.set_up_card import heading
from views.forms.form import Form, changed_in, held_in
from views.labels import label

if TYPE_CHECKING:
    from app.desk import Receipt
    from views.desk import QtDesk

WIDEST = 720


class SetUpForm(Form):
    """What is not touched follows what any desk writes; what is touched waits for Enter."""

    def __init__(self, title: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(title, desk, parent)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._shown: dict[str, object] = {}

    def _head(self, title: str) -> QHBoxLayout:
        head = QHBoxLayout()
        head.addWidget(heading(title)[0])
        return head

    def add_foot_hint(self) -> None:
        """Esc leads back to the list of sections; what was typed stays."""
        self.beside_button.addWidget(label("Esc", "key"), 0, Qt.AlignmentFlag.AlignVCenter)
        self.beside_button.addWidget(label("back", "hint"))

    def add_foot(self, button: str) -> None:
        """Finish the section, fill it, and say from now on what Enter would save."""
        super().add_foot(button)
        self._follow()
        for field in self.fields.values():
            if isinstance(field, QLineEdit):
                field.textChanged.connect(self._touch)
            elif isinstance(field, QComboBox):
                field.currentIndexChanged.connect(self._touch)
        self._touch()

    @abstractmethod
    def present(self) -> dict[str, object]:
        """What is so now: each field's name with what the field should hold."""

    @abstractmethod
    def save_changes(self, changed: dict[str, object]) -> None:
        """Save these fields, as one entry."""

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Follow what was written elsewhere."""
        if picture is not None:
            self._follow()

    def _follow(self) -> None:
        if self.rests:
            return
        for name, value in self.present().items():
            field = self.fields[name]
            if name not in self._shown or held_in(field) == self._shown[name]:
                self._shown[name] = value
                put_into(field, value)

    def changed(self) -> dict[str, object]:
        """The fields that hold something else than was shown."""
        held = {name: held_in(self.fields[name]) for name in self._shown}
        return changed_in(self._shown, held)

    @property
    def unsaved(self) -> bool:
        """Whether a field was changed and is not saved."""
        return self.rests or bool(self.changed())

    def _touch(self) -> None:
        if not self.rests:
            self.clear_refusals()
        words = [self.fields[name].accessibleName().lower() for name in self.changed()]
        self.says.setText(f"Enter saves: {', '.join(words)}." if words else "Everything here is saved.")
        self.button.setEnabled(self.can_press)

    @property
    def can_press(self) -> bool:
        """There is nothing to save until something was changed."""
        return super().can_press and self.unsaved

    def enter(self) -> None:
        """Save what was changed, if anything was."""
        if changed := self.changed():
            self.save_changes(changed)

    def took(self, *names: str) -> None:
        """What these fields hold is so from now on."""
        self._shown |= {name: held_in(self.fields[name]) for name in names}
        self._touch()

    def saved_as(self, receipt: Receipt) -> None:
        """Say that it is in the log, and under which number."""
        self.took(*self.fields)
        at = receipt.recorded_at.astimezone(self.desk.zone)
        self.says.setText(f"Saved {at:%H:%M:%S} as #{receipt.number} of the station's log.")

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why; what another desk wrote meanwhile is known now, so that a second Enter writes over it."""
        super().refused(sentence, field)
        if field in self._shown:
            self._shown[field] = self.present()[field]


def put_into(field: QWidget, value: object) -> None:
    """Let a field hold this; an equal value moves no cursor."""
    if held_in(field) == value:
        return
    if isinstance(field, QLineEdit):
        field.setText(str(value))
    elif isinstance(field, QComboBox) and isinstance(value, int):
        field.setCurrentIndex(value)
