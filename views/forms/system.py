"""An entry of the register: making one, changing it, taking it out with a reason, and bringing it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from app.command import Bound
from app.commands.register import edit_system, register_system, remove_system, restore_system
from app.desk import Receipt
from app.errors import Refused
from app.register import register, rto_from, rto_text
from models.system import System
from models.terms import Tier
from views.desk import QtDesk
from views.forms.form import Choice, Form, changed_in, text_field
from views.forms.meanwhile import take_in
from views.forms.pick import known_field
from views.labels import label
from views.painting import plain

FIELDS = ("name", "group", "tier", "location", "owner", "rto_minutes")
NEW = "new"
"""What a form for a system that is not there yet is about."""


class TierField(Choice):
    """One of the five tiers, with its word."""

    def __init__(self) -> None:
        super().__init__()
        self.addItems([tier.label for tier in Tier])
        self.setCurrentIndex(Tier.ESSENTIAL)


class SystemForm(Form):
    """Sends only what was changed; a system that was taken out can be brought back here."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: UUID | str = NEW) -> None:
        system_id = about if isinstance(about, UUID) else None
        super().__init__("Add a system" if system_id is None else "Edit a system", desk, parent)
        self._system_id = system_id
        self._shown: dict[str, Any] = {}
        self._removing = False
        systems = [] if desk.picture is None else register(desk.picture)
        self.ref, self.name = text_field(placeholder="e.g. GEN-2"), text_field(placeholder="e.g. Generator 2")
        self.group = known_field((one.group for one in systems), placeholder="e.g. Emergency power")
        self.tier = TierField()
        self.location = known_field(one.location for one in systems if one.location)
        self.owner = known_field(one.owner for one in systems if one.owner)
        self.rto = text_field(placeholder="e.g. 60 min, 4 h")
        self.reason = text_field(placeholder="e.g. replaced by GEN-3")
        self.remove = QPushButton("Take out of the register")
        self.remove.setAutoDefault(True)
        self._lay_out()
        for field in self.fields.values():
            if isinstance(field, QLineEdit):
                field.textEdited.connect(self._say)
        self.tier.currentIndexChanged.connect(self._say)
        self.remove.clicked.connect(self._ask_reason)
        self.desk.picture_changed.connect(self.come_back)

    def _lay_out(self) -> None:
        system = self._system
        if system is not None:
            self.add_above(label(plain(system.ref), "title"))
        self.add_field("ref", "Ref", self.ref, "A short code of one word. It stays with the system for good.")
        self.add_field("name", "System", self.name)
        self.add_field("group", "Area", self.group)
        self.add_field("tier", "Tier", self.tier)
        self.add_field("rto_minutes", "Restore within", self.rto)
        self.put_beside("tier", "rto_minutes", (2, 1))
        self.add_field("location", "Location", self.location)
        self.add_field("owner", "Owner", self.owner, "A post, never a name.")
        self.add_field("reason", "Why it is taken out", self.reason)
        self.add_above(self.remove)
        self.show_field("ref", self._system_id is None)
        self.show_field("reason", False)
        self.remove.setVisible(system is not None and system.removed_at is None)
        self.add_foot("Add" if self._system_id is None else "Save")
        self.come_back()
        self._untouched = self.content()

    @property
    def _system(self) -> System | None:
        return None if self.desk.picture is None else self.desk.picture.get(System, self._system_id)

    @property
    def _removed(self) -> bool:
        return self._system is not None and self._system.removed_at is not None

    # --- what is shown ------------------------------------------------------------------------------------------------

    def come_back(self) -> None:
        """Show the entry as it is now, in every field that was not changed."""
        system = self._system
        if system is not None and not self.rests:
            held, shown, self._shown = self._typed(), self._shown, _texts(system)
            take_in(self, self._shown, shown, held, self._put)
            self.remove.setVisible(system.removed_at is None and not self._removing)
        self._say()

    def _typed(self) -> dict[str, str]:
        return {
            name: field.text().strip() if isinstance(field, QLineEdit) else str(self.tier.currentIndex())
            for name, field in self.fields.items()
            if name in FIELDS
        }

    def _put(self, name: str, text: str) -> None:
        field = self.fields[name]
        if isinstance(field, QLineEdit):
            field.setText(text)
        else:
            self.tier.setCurrentIndex(int(text))

    def _say(self) -> None:
        """The foot: what Enter does."""
        if self._removed:
            self.says.setText("It was taken out of the register. Enter brings it back as it was.")
            self.button.setText("Bring it back")
        elif self._removing:
            self.says.setText("Enter takes it out of the register. What was logged about it stays.")
            self.button.setText("Take it out")
        elif self._system_id is None:
            self.says.setText("Adds a system to the register, in the station's log.")
        else:
            changed = len(changed_in(self._shown, self._typed()))
            self.says.setText(f"{changed} changed. Saves in the station's log." if changed else "Nothing changed yet.")

    def _ask_reason(self) -> None:
        self._removing = True
        self.remove.hide()
        self.show_field("reason", True)
        self._say()
        self.reason.setFocus()

    # --- what is saved ------------------------------------------------------------------------------------------------

    def enter(self) -> None:
        """Add it, save what was changed, take it out, or bring it back."""
        try:
            bound = self._bound()
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        if bound is None:
            self.finished.emit()
        else:
            self.save(bound, done=self._saved)

    def _bound(self) -> Bound | None:
        if self._system_id is None:
            return register_system(ref=self.ref.text().strip(), **self._held())
        if self._removed:
            return restore_system(self._system_id)
        if self._removing:
            return remove_system(self._system_id, self.reason.text())
        changed = [name for name, text in self._typed().items() if text != self._shown[name]]
        system = self._system
        if not changed or system is None:
            return None
        held = self._held()
        bound = edit_system(system_id=self._system_id, **{name: held[name] for name in changed})
        return bound.seen(System, self._system_id, **{name: getattr(system, name) for name in changed})

    def _held(self) -> dict[str, Any]:
        """The fields as the register holds them. Raises `Refused`."""
        typed = self._typed()
        held: dict[str, Any] = {name: typed[name] or None for name in typed}
        return held | {"tier": Tier(self.tier.currentIndex()), "rto_minutes": rto_from(typed["rto_minutes"])}

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why, and look again."""
        super().refused(sentence, field)
        self.desk.refresh()

    def is_about(self, about: object) -> bool:
        """Whether it is about this system, or about a new one."""
        return about == (self._system_id or NEW)

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()


def _texts(system: System) -> dict[str, str]:
    """The entry as its fields show it."""
    return {
        "name": system.name,
        "group": system.group,
        "tier": str(system.tier.value),
        "location": system.location or "",
        "owner": system.owner or "",
        "rto_minutes": rto_text(system.rto_minutes),
    }
