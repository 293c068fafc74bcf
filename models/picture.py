"""The picture: every row of the station and of one incident at one moment, folded from the log."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from models.base import Tracked
from models.contact import CallAttempt, Contact, ContactMethod
from models.incident import Incident, Period, Situation
from models.log import LogEntry
from models.station import Station
from models.system import System, SystemStatus
from models.task import Predecessor, Task, Wait

Row = TypeVar("Row", bound=Tracked)
RowState = dict[str, Any]
State = dict[str, dict[str, RowState]]
"""Table name → row id → encoded columns, as `models/codec.py` writes them; None columns are left out."""


class FoldEntry(NamedTuple):
    """What the fold needs of an entry."""

    book_id: UUID
    serial: int
    order_at: datetime
    changes: Sequence[tuple[str, str, RowState | None, RowState]]


@dataclass(frozen=True)
class Fold:
    """The rows of one scope after some of its entries; `places` says up to which serial of each book."""

    scope_id: UUID
    places: dict[UUID, int] = field(default_factory=dict)
    order_at: datetime | None = None
    state: State = field(default_factory=dict)
    rows: dict[str, dict[UUID, Tracked]] = field(default_factory=dict)

    def with_entries(self, entries: Iterable[FoldEntry]) -> Fold:
        """This fold and these entries, in their order; an entry already folded is passed over.

        Every untouched row stays the same object, so that `row is not old` tells a view what to draw again.
        """
        places, order_at = dict(self.places), self.order_at
        state: State = {table: dict(rows) for table, rows in self.state.items()}
        touched: dict[tuple[str, str], None] = {}
        for entry in entries:
            if entry.serial <= places.get(entry.book_id, 0):
                continue
            places[entry.book_id], order_at = entry.serial, entry.order_at
            for table, row_id, was, now in entry.changes:
                rows = state.setdefault(table, {})
                rows[row_id] = now if was is None else {**rows.get(row_id, {}), **now}
                touched[table, row_id] = None
        if not touched:
            return Fold(self.scope_id, places, order_at, self.state, self.rows)
        return Fold(self.scope_id, places, order_at, state, self._rows_with(state, touched))

    def _rows_with(self, state: State, touched: Iterable[tuple[str, str]]) -> dict[str, dict[UUID, Tracked]]:
        rows = {table: dict(old) for table, old in self.rows.items()}
        for table, row_id in touched:
            row = Tracked.REGISTRY[table].from_state(state[table][row_id])
            rows.setdefault(table, {})[row.id] = row
        return rows


@dataclass(frozen=True)
class Picture:
    """The common operating picture: the station's fold and the incident's, at one moment (None: now)."""

    station_fold: Fold
    incident_fold: Fold | None
    moment: datetime | None = None
    demonstration: bool = False
    newest: tuple[LogEntry, ...] = field(default=(), compare=False)
    """The entries of the incident that were read one after the other up to this picture: a few, oldest first."""
    _live: dict[type[Tracked], list[Any]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _groups: dict[tuple[type[Tracked], str], dict[UUID, list[Any]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def has_rows_of(self, other: Picture) -> bool:
        """Whether no row is another one than in that picture, though entries may have come."""
        folds = zip(self._folds(), other._folds(), strict=False)
        same_scope = (self.incident_fold is None) == (other.incident_fold is None) and self.moment == other.moment
        return same_scope and all(mine.rows is known.rows for mine, known in folds)

    def all(self, row: type[Row], *, removed: bool = False) -> list[Row]:
        """Every row of a class, oldest first; removed ones only when asked for."""
        if removed:
            return list(self._each(row))
        if row not in self._live:
            self._live[row] = [one for one in self._each(row) if one.removed_at is None]
        return list(self._live[row])

    def get(self, row: type[Row], row_id: UUID | None) -> Row | None:
        """The row of that id, or None."""
        if row_id is None:
            return None
        for fold in self._folds():
            found = fold.rows.get(row.__tablename__, {}).get(row_id)
            if isinstance(found, row):
                return found
        return None

    def grouped(self, row: type[Row], column: str) -> Mapping[UUID, list[Row]]:
        """Every row of a class, by the id that stands in a column; made once for this picture."""
        known = self._groups.get((row, column))
        if known is None:
            known = {}
            for one in self.all(row):
                known.setdefault(getattr(one, column), []).append(one)
            self._groups[row, column] = known
        return known

    def _folds(self) -> Iterator[Fold]:
        yield self.station_fold
        if self.incident_fold is not None:
            yield self.incident_fold

    def _each(self, row: type[Row]) -> Iterator[Row]:
        for fold in self._folds():
            for one in fold.rows.get(row.__tablename__, {}).values():
                if isinstance(one, row):
                    yield one

    @property
    def station(self) -> Station:
        """The station; there is always one."""
        return self.all(Station)[0]

    @property
    def incident(self) -> Incident:
        """The incident. Raises `LookupError` where it was not declared yet at this moment."""
        found = self.all(Incident)
        if not found:
            raise LookupError("no incident at this moment")
        return found[0]

    @property
    def marking(self) -> str:
        """LIVE, EXERCISE or DEMONSTRATION, as it stands on every page."""
        return "DEMONSTRATION" if self.demonstration else self.incident.marking

    @property
    def has_incident(self) -> bool:
        """Whether an incident had been declared at this moment."""
        return bool(self.all(Incident))

    @property
    def situation(self) -> Situation | None:
        """The situation, if it has been set."""
        return next(iter(self.all(Situation)), None)

    @property
    def period(self) -> Period | None:
        """The latest operational period, if one was started."""
        return max(self.all(Period), key=lambda period: period.number, default=None)

    def systems(self) -> list[tuple[System, SystemStatus | None]]:
        """Each system of the register, in its order, with its status; None is fully functional, never reported."""
        return list(self._systems)

    @cached_property
    def _systems(self) -> list[tuple[System, SystemStatus | None]]:
        statuses = {status.system_id: status for status in self.all(SystemStatus)}
        register = sorted(self.all(System), key=lambda system: (system.position, system.ref))
        return [(system, statuses.get(system.id)) for system in register]

    def predecessors(self, task: Task) -> list[Task]:
        """The tasks that must be done before this one."""
        links = self.grouped(Predecessor, "task_id").get(task.id, [])
        return [found for link in links if (found := self.get(Task, link.predecessor_id))]

    def waits(self, task: Task) -> list[Wait]:
        """The texts this task waits for, ticked or not."""
        return list(self.grouped(Wait, "task_id").get(task.id, []))

    def still_waits_for(self, task: Task) -> list[str]:
        """What a task waits for now: refs of hard predecessors that are not done, texts that are not ticked."""
        return list(self._still_waited_for.get(task.id, ()))

    @cached_property
    def _still_waited_for(self) -> Mapping[UUID, list[str]]:
        """By the task that waits: the refs in order, then the texts."""
        found: dict[UUID, list[str]] = {}
        for link in self.all(Predecessor):
            before = self.get(Task, link.predecessor_id)
            if before is not None and not before.finished:
                insort(found.setdefault(link.task_id, []), before.ref)
        for wait in self.all(Wait):
            if wait.ticked_at is None:
                found.setdefault(wait.task_id, []).append(wait.text)
        return found

    def methods(self, contact: Contact) -> list[ContactMethod]:
        """The ways to reach a contact, first choice first."""
        mine = self.grouped(ContactMethod, "contact_id").get(contact.id, [])
        return sorted(mine, key=lambda method: method.position)

    def calls(self, contact: Contact) -> list[CallAttempt]:
        """The attempts to reach a contact, in order."""
        mine = self.grouped(CallAttempt, "contact_id").get(contact.id, [])
        return sorted(mine, key=lambda call: call.attempt)
