"""The register of systems as a view of its own, which the Set-up screen holds: edit, order, import, export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.commands.register import move_system
from app.csv_out import save_csv
from app.register import export_rows, register
from models.picture import Picture
from views.boards.cards import Card, empty_label
from views.boards.register_table import RegisterTable
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from app.desk import Desk
    from views.desk import QtDesk

EMPTY = "No systems yet. Press + to add one, or Ctrl+I to import a list."
HINT = "Enter edits, 1–7 sorts"


class RegisterView(View):
    """Every system with its tier, area, location, owner and time to restore."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._picture: Picture | None = None
        self.card, self.table = Card("Register of systems"), RegisterTable()
        self._empty = empty_label(EMPTY)
        self.card.right.setText(HINT)
        self.card.body.addWidget(self._empty)
        self.card.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)
        self.setFocusProxy(self.table)
        self.table.entered.connect(partial(self.asked.emit, "system"))

    def keys(self) -> Sequence[Key]:
        """What acts on the chosen entry, and on the whole register."""
        return (
            Key("R", "Register entry", self._edit, self._can_write),
            Key("+", "New system", self._add, self._can_write),
            Key("Ins", "New system", self._add),
            Key("Alt+Up", "Move up", partial(self._move, -1)),
            Key("Alt+Down", "Move down", partial(self._move, 1)),
            Key("Ctrl+I", "Import systems", self._import, self._can_write),
            Key("Ctrl+E", "Export the register", self._export, self._has_systems),
        )

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the register as it was at this moment."""
        self._picture = picture
        if picture is None:
            return
        systems = register(picture, removed=True)
        count = sum(system.removed_at is None for system in systems)
        self.card.count.setText(f"{count} {'system' if count == 1 else 'systems'}")
        self.table.show_systems(systems)
        self._empty.setHidden(bool(systems))
        self.table.setVisible(bool(systems))

    def show_row(self, row_id: UUID) -> None:
        """Choose a system by its id."""
        self.table.choose(row_id)

    def _can_write(self) -> bool:
        return not self.desk.read_only

    def _has_systems(self) -> bool:
        return self._picture is not None and bool(register(self._picture))

    def _edit(self) -> None:
        if self.desk.trouble is not None:
            self.desk.try_again()
        elif self.table.system_id is not None:
            self.asked.emit("system", self.table.system_id)

    def _add(self) -> None:
        self.asked.emit("system", "new")

    def _import(self) -> None:
        self.asked.emit("import", "systems")

    def _move(self, step: int) -> None:
        """Put the chosen system one place further up or down; the rows are shown in the register's order then."""
        self.table.sort_by(None)
        order = [] if self._picture is None else [system.id for system in register(self._picture)]
        chosen = self.table.system_id
        if chosen in order and 0 <= order.index(chosen) + step < len(order):
            self.do(move_system(system_id=chosen, place=order.index(chosen) + step + 1))

    def _export(self) -> None:
        """Save what is shown as CSV among the documents; the head says where."""
        if self._picture is not None:
            name = f"register {self.desk.moment().astimezone(self.desk.zone):%Y-%m-%d}"
            self.desk.run(self, partial(_save, self._picture, name), self._is_saved, failed=self.card.right.setText)

    def _is_saved(self, path: Path) -> None:
        self.card.right.setText(f"Saved as {path}")


def _save(picture: Picture, name: str, _: Desk) -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return save_csv(export_rows(picture), Path(documents), name)
