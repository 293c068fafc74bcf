"""What there is to know of one system: how it stands, since when, how long it may be down, and its open tasks."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from app.board import Line
from app.needs_action import needs_action
from app.register import rto_text
from app.systems import estimate_text, for_text, late_at
from models import times
from models.marks import state_text
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Task
from models.terms import SystemState


class Fact(NamedTuple):
    """Something to know of a system: a word, and what it says; `late` where a time is over."""

    word: str
    text: str
    late: bool = False


def status_of(picture: Picture, system_id: UUID) -> SystemStatus | None:
    """Its status in this incident; None where nobody has reported on it."""
    return next((status for status in picture.all(SystemStatus) if status.system_id == system_id), None)


def state_fact(system: System, status: SystemStatus | None, moment: datetime, zone: ZoneInfo) -> str:
    """How it stands, in words: `Nonfunctional since 03:56, 49 min`."""
    if status is None:
        return "Nothing reported in this incident"
    since = times.clock_text(status.since, zone, moment.astimezone(zone).date())
    return f"{state_text(status)} since {since}, {for_text(status, moment)}"


def facts(picture: Picture, system: System, moment: datetime) -> list[Fact]:
    """What the register and the status say of it, each with its word."""
    status, zone = status_of(picture, system.id), picture.station.zone
    told: list[Fact] = []
    if status is not None and status.affected:
        today = moment.astimezone(zone).date()
        estimate = estimate_text(status, moment, zone, today).removeprefix("Expected ")
        told.append(Fact("Expected", estimate or "No estimate yet", late_at(status, moment)))
    told.append(_allowed(system, status, moment))
    told += [
        Fact("Tier", system.tier.label.removeprefix("Tier ")),
        Fact("Area", system.group),
        Fact("Location", system.location or ""),
        Fact("Owner", system.owner or ""),
    ]
    return [fact for fact in told if fact.text]


def _allowed(system: System, status: SystemStatus | None, moment: datetime) -> Fact:
    """How long it is down, of how long it may be (RTO, standards 4.1): it counts while it is nonfunctional."""
    if not system.rto_minutes or status is None or status.state is not SystemState.NONFUNCTIONAL:
        return Fact("Restore within", rto_text(system.rto_minutes))
    down = max(0, times.whole_minutes(status.since, moment))
    over = down - system.rto_minutes
    text = f"down {times.length_text(down)} of {rto_text(system.rto_minutes)} allowed"
    return Fact("Restore within", f"{text}, {times.length_text(over)} over" if over > 0 else text, over > 0)


def tasks_about(picture: Picture, system_id: UUID, moment: datetime) -> list[Line]:
    """Its open tasks, as the board lists them."""
    mine = {str(task.id) for task in picture.all(Task) if task.system_id == system_id}
    return [line for line in needs_action(picture, moment) if line.key in mine]
