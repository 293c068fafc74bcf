"""The ways to reach a contact as a list to edit: a word and a number each, in the order in which they are tried."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.command import Bound
from app.commands.methods import add_method, move_method, remove_method
from models.base import new_id
from models.contact import ContactMethod
from models.terms import Method
from views.forms.contact_method import MethodRow


class MethodsField(QWidget):
    """All ways of a contact; the last row is always empty, for one more."""

    entered = Signal()

    def __init__(self, ways: Sequence[ContactMethod], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[MethodRow] = []
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self._shown = list(ways)
        for place, way in enumerate((*ways, None)):
            self._add(way, place)
        self.setFocusProxy(self.rows[0].address)

    def _add(self, way: ContactMethod | None, place: int) -> None:
        row = MethodRow(way)
        row.entered.connect(self.entered)
        row.touched.connect(self._keep_one_empty)
        row.moved.connect(partial(self._move, row))
        self.rows.insert(place, row)
        self._down.insertWidget(place, row)

    def _drop(self, row: MethodRow) -> None:
        self.rows.remove(row)
        self._down.removeWidget(row)
        row.deleteLater()

    def _keep_one_empty(self) -> None:
        if self.rows[-1].address.text().strip():
            self._add(None, len(self.rows))

    def _move(self, row: MethodRow, rows: int) -> None:
        """Try a way earlier or later; the empty row stays the last."""
        to = self.rows.index(row) + rows
        if row is self.rows[-1] or not 0 <= to < len(self.rows) - 1:
            return
        self.rows.remove(row)
        self.rows.insert(to, row)
        self._down.removeWidget(row)
        self._down.insertWidget(to, row)
        row.address.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def held(self) -> list[tuple[Method, str, bool]]:
        """What every row holds, but for the empty one."""
        return [row.held for row in self.rows[:-1]]

    def take_in(self, ways: Sequence[ContactMethod]) -> bool:
        """The ways as they are now: new ones come in, rows that were not changed here follow, gone ones are dropped.

        Says whether something that was changed here was changed or taken out elsewhere as well.
        """
        present, otherwise = {way.id: way for way in ways}, False
        for row in list(self.rows):
            if row.way is not None and row.way.id in present:
                otherwise |= row.show_way(present.pop(row.way.id))
            elif row.way is not None and row.changed:
                row.way, otherwise = None, True
            elif row.way is not None:
                self._drop(row)
        for way in present.values():
            self._add(way, len(self.rows) - 1)
        self._shown = list(ways)
        return otherwise

    def changes(self, contact_id: UUID) -> list[Bound]:
        """What is saved: ways taken out, changed, added, and put into their order."""
        gone = [row.way for row in self.rows if row.way is not None and row.gone]
        bound = [remove_method(method_id=way.id).seen(ContactMethod, way.id, address=way.address) for way in gone]
        kept = [row for row in self.rows if row.held[1]]
        for row in kept:
            bound += row.changes()
        added = {id(row): new_id() for row in kept if row.way is None}
        for row in kept:
            if row.way is None:
                method, address, _ = row.held
                bound.append(
                    add_method(contact_id=contact_id, method=method, address=address, method_id=added[id(row)])
                )
        wanted = [added[id(row)] if row.way is None else row.way.id for row in kept]
        known = [way for way in self._shown if way.id in wanted]
        moves = _moves([*(way.id for way in known), *added.values()], wanted)
        for way in known if moves else []:
            moves[0] = moves[0].seen(ContactMethod, way.id, position=way.position)
        return bound + moves

    def set_still(self, still: bool) -> None:
        """Take no change while the form is being saved."""
        for row in self.rows:
            row.set_still(still)


def _moves(order: list[UUID], wanted: Sequence[UUID]) -> list[Bound]:
    """The fewest moves from the top that make this order the wanted one."""
    bound: list[Bound] = []
    for place, method_id in enumerate(wanted):
        if order[place] != method_id:
            order.remove(method_id)
            order.insert(place, method_id)
            bound.append(move_method(method_id=method_id, position=place + 1))
    return bound
