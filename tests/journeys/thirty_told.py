"""What a log tells of the first thirty entries, without ids: to compare what was typed with the replayed script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from app.desk import Desk
from app.logbook import log_since
from app.picture import picture_at
from models.base import Tracked
from models.contact import CallAttempt, Contact
from models.countdown import Countdown
from models.decision import Decision
from models.log import LogEntry
from models.message import Message
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Predecessor, Task, Wait

ROWS: tuple[type[Tracked], ...] = (
    SystemStatus, Task, Predecessor, Wait, Message, Decision, Countdown, CallAttempt,
)  # fmt: skip
NAMED: dict[str, tuple[type[Tracked], str]] = {
    "system_id": (System, "ref"),
    "task_id": (Task, "ref"),
    "predecessor_id": (Task, "ref"),
    "contact_id": (Contact, "name"),
    "answers_id": (Message, "ref"),
}
OWN = ("id", "incident_id", "removed_at")


@dataclass
class Told:
    """A log with its picture: the entries by label."""

    picture: Picture
    entries: dict[str, LogEntry]

    @property
    def numbers(self) -> dict[str, str]:
        """The labels by the numbers that the entries got."""
        return {entry.number: label for label, entry in self.entries.items()}


def told_by(desk: Desk, labels: list[str | None]) -> Told:
    """The log of a desk, its entries labelled in their order."""
    lines = desk.ask(log_since(None))
    known = {label: line.entry for label, line in zip(labels, lines, strict=False) if label}
    return Told(desk.ask(picture_at()), known)


def values(told: Told, row: type[Tracked]) -> list[dict[str, Any]]:
    """Every row of a class as its columns, ids as the names behind them, in an order of their own."""
    columns = [column.key for column in row.__table__.columns if column.key not in OWN]
    found = [{name: _named(told, name, getattr(one, name)) for name in columns} for one in told.picture.all(row)]
    return sorted(found, key=repr)


def _named(told: Told, column: str, value: Any) -> Any:
    if column == "known_to":
        return told.numbers.get(value, value)
    if isinstance(value, UUID):
        row, name = NAMED[column]
        found = told.picture.get(row, value)
        return getattr(found, name)
    return value


def facts(told: Told, label: str) -> tuple[object, ...]:
    """What an entry says of itself."""
    entry = told.entries[label]
    corrects = next((name for name, one in told.entries.items() if one.id == entry.corrects_id), None)
    return label, entry.kind, entry.words, entry.occurred_at, entry.recorded_at, corrects, entry.reason
