"""What passes between the UI thread and the workers, and the few facts known before the database layer is loaded."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import uuid_utils
from PySide6.QtCore import QDateTime, QObject, QTimeZone

from views.named import Named

if TYPE_CHECKING:
    from app.command import Bound
    from app.desk import Desk, Receipt


BUG = "Something in the console did not work. What you typed is kept."


@dataclass(eq=False)
class Writing:
    """One `do` on its way: it keeps what was typed, and its entry's id, until the log has confirmed it."""

    asker: QObject
    acts: tuple[Bound | Named, ...]
    said: dict[str, Any]
    """What `Desk.do` takes beside the commands: words, occurred_at, kind …"""
    entry_id: UUID
    desk: Desk | None
    done: Callable[[Receipt], object] | None
    refused: Callable[[str, str | None], object] | None
    unavailable: Callable[[str], object] | None
    meant_for: tuple[str, UUID | None] | None = None
    """The place and incident it was typed for, where no desk was open yet."""


@dataclass(eq=False)
class Answer:
    """What a worker sends home: whom to tell, and what."""

    asker: QObject
    tell: Callable[[Any], object]
    value: Any


@dataclass(frozen=True)
class Trouble:
    """Something did not work: a sentence for the operator, and the details where it is a bug."""

    sentence: str
    details: str = ""


def one_thread() -> Executor:
    """A worker of one thread, so that what is asked first is done first."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="watchkeeper")


def new_entry_id() -> UUID:
    """A UUIDv7, made before the first try and kept for every retry."""
    return UUID(int=uuid_utils.uuid7().int)


def machine_now() -> datetime:
    """Now by the machine, for what is painted before the desk and its clock are there."""
    return datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=QDateTime.currentMSecsSinceEpoch())


def local_zone() -> ZoneInfo:
    """The machine's own zone; UTC where it has none that is known."""
    try:
        return ZoneInfo(QTimeZone.systemTimeZoneId().toStdString())
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
