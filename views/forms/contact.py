"""A contact of the directory: who it is, who stands in for it, its groups, and how it is reached."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QPushButton, QWidget

from app.command import Bound
from app.commands.directory import add_contact, edit_contact, remove_contact, set_groups
from app.contacts import CallDown, call_down, group_names
from app.desk import Receipt
from app.text import shortened
from models.base import new_id
from models.contact import Contact, ContactGroup
from views.desk import QtDesk
from views.forms.contact_groups import names_field, names_in
from views.forms.contact_methods import MethodsField
from views.forms.form import Form, changed_in, text_field
from views.forms.pick import PickField

COLUMNS = ("name", "role", "external", "around_the_clock", "alternate_id")
OF_A_WAY = ("method", "defect", "position")
NEW = "new"
"""What a form for a contact that is not there yet is about."""


class ContactForm(Form):
    """Sends only what was changed, as one entry of the station's book."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: UUID | str = NEW) -> None:
        self._contact_id = about if isinstance(about, UUID) else None
        super().__init__("Add a contact" if self._contact_id is None else "Edit a contact", desk, parent)
        self._removing = False
        down = self._down()
        contact = None if down is None or self._contact_id is None else down.contacts.get(self._contact_id)
        self._shown: dict[str, Any] = {name: getattr(contact, name, None) for name in COLUMNS}
        self._shown |= {name: bool(self._shown[name]) for name in ("external", "around_the_clock")}
        self._groups = [] if down is None or contact is None else down.groups.get(contact.id, [])
        self._make(down, contact)
        self._lay_out(contact)
        desk.picture_changed.connect(self.come_back)

    def _down(self) -> CallDown | None:
        return None if self.desk.picture is None else call_down(self.desk.picture)

    def _make(self, down: CallDown | None, contact: Contact | None) -> None:
        others = [] if down is None else [(one.id, one.name) for one in down.contacts.values() if one is not contact]
        ways = [] if down is None or contact is None else down.ways.get(contact.id, [])
        self.name = text_field(self._shown["name"] or "", "e.g. Pharmacy on call")
        self.role = text_field(self._shown["role"] or "", "e.g. Diesel supplier")
        self.external = QCheckBox("Outside this station")
        self.around_the_clock = QCheckBox("Around the clock (24/7)")
        self.external.setChecked(self._shown["external"])
        self.around_the_clock.setChecked(self._shown["around_the_clock"])
        self.alternate = PickField(sorted(others, key=_by_name), self._shown["alternate_id"], empty="Nobody")
        known = [] if down is None else group_names(down)
        self.groups = names_field(self._groups, known, "e.g. Command, Technical")
        self.methods = MethodsField(ways)
        self.reason = text_field(placeholder="e.g. contract ended in July")
        self.remove = QPushButton("Take out of the directory")

    def _lay_out(self, contact: Contact | None) -> None:
        self.add_field("name", "Post or organisation", self.name, "Never a person's name.")
        self.add_field("role", "What it does", self.role)
        self.add_field("address", "How it is reached, first choice first", self.methods, "Alt+Up moves a way up.")
        self.add_field("alternate_id", "Who stands in for it", self.alternate, "Called after two failed tries.")
        self.add_field("groups", "Groups of the call-down", self.groups, "With commas between them.")
        self.add_field("around_the_clock", "Around the clock", self.around_the_clock)
        self.add_field("external", "Outside this station", self.external)
        self.put_beside("around_the_clock", "external")
        self.add_field("reason", "Why it is taken out", self.reason)
        self.add_above(self.remove)
        self.show_field("reason", False)
        self.remove.setVisible(contact is not None)
        self.add_foot("Add" if contact is None else "Save")
        self.says.setText("Saves in the station's log.")
        self.methods.entered.connect(self.press)
        self.remove.clicked.connect(self._ask_reason)

    def _ask_reason(self) -> None:
        self._removing = True
        self.remove.hide()
        self.show_field("reason", True)
        self.says.setText("Enter takes it out of the directory. The calls made to it stay in the log.")
        self.button.setText("Take it out")
        self.reason.setFocus()

    def content(self) -> tuple[object, ...]:
        """What the fields hold, and each way to reach it."""
        return (*super().content(), *self.methods.held)

    def _rest(self, busy: bool) -> None:
        super()._rest(busy)
        self.methods.set_still(self.rests)

    def come_back(self) -> None:
        """Show the contact as it is now, in every field that was not changed."""
        down = self._down()
        contact = None if down is None or self._contact_id is None else down.contacts.get(self._contact_id)
        if down is None or contact is None or self.rests:
            return
        touched, held, shown = self.unsaved, self._held(), self._shown
        self._shown = {name: getattr(contact, name) for name in COLUMNS}
        for name in COLUMNS:
            if held[name] == shown[name]:
                self._put(name, self._shown[name])
            elif self._shown[name] not in (shown[name], held[name]):
                self.say_changed(name)
        groups = down.groups.get(contact.id, [])
        typed = names_in(self.groups.text())
        if typed == self._groups:
            self.groups.setText(", ".join(groups))
        elif groups not in (self._groups, typed):
            self.say_changed("groups")
        self._groups = groups
        if self.methods.take_in(down.ways.get(contact.id, [])):
            self.say_changed("address")
        if not touched:
            self._untouched = self.content()

    def _put(self, name: str, value: Any) -> None:
        match name:
            case "external" | "around_the_clock":
                getattr(self, name).setChecked(value)
            case "alternate_id":
                self.alternate.pick(value)
            case _:
                getattr(self, name).setText(value or "")

    def _held(self) -> dict[str, Any]:
        return {
            "name": self.name.text().strip() or None,
            "role": self.role.text().strip() or None,
            "external": self.external.isChecked(),
            "around_the_clock": self.around_the_clock.isChecked(),
            "alternate_id": self.alternate.picked,
        }

    def enter(self) -> None:
        """Add it, save what was changed, or take it out."""
        if unknown := self.alternate.unknown:
            self.show_refusal(f"{shortened(unknown)} is not in the directory.", "alternate_id")
        elif self._removing and self._contact_id is not None:
            self.save(remove_contact(contact_id=self._contact_id, reason=self.reason.text()), done=self._saved)
        elif bound := self._bound():
            self.save(*bound, done=self._saved)
        else:
            self.finished.emit()

    def _bound(self) -> list[Bound]:
        held, groups = self._held(), names_in(self.groups.text())
        contact_id = self._contact_id or new_id()
        bound: list[Bound] = []
        if self._contact_id is None:
            bound.append(add_contact(contact_id=contact_id, **held))
        elif changed := changed_in(self._shown, held):
            shown = {name: self._shown[name] for name in changed}
            bound.append(edit_contact(contact_id=contact_id, **changed).seen(Contact, contact_id, **shown))
        bound += self.methods.changes(contact_id)
        if groups != self._groups:
            changed_groups = set_groups(contact_id=contact_id, groups=groups)
            bound.append(changed_groups.seen_rows(ContactGroup, "name", self._groups, "groups", contact_id=contact_id))
        return bound

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why, and look again."""
        super().refused(sentence, "address" if field in OF_A_WAY else field)
        self.desk.refresh()

    def is_about(self, about: object) -> bool:
        """Whether it is about this contact, or about a new one."""
        return about == (self._contact_id or NEW)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()


def _by_name(row: tuple[UUID, str]) -> str:
    return row[1].casefold()
