"""A crowded incident: 200 systems, 500 tasks that wait for each other, 60 contacts who were called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from app.clock import SetClock
from app.command import Bound
from app.commands.contacts import log_call
from app.commands.directory import add_contact
from app.commands.incidents import declare_incident, set_situation
from app.commands.register import register_system
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.station import open_desk
from models.base import new_id
from models.database import open_database
from models.terms import CallOutcome, Method, Priority, SystemState, Tier

START = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)
SYSTEMS, TASKS, CONTACTS = 200, 500, 60
TOGETHER = 20
"""Commands in one entry, so that this takes seconds."""


def crowded(path: Path) -> Desk:
    """A desk at that incident; a third of the tasks waits for the one before, two of five systems are not normal."""
    clock = SetClock(START)
    desk = open_desk(open_database(path), clock=clock)
    desk = desk.at(desk.do(declare_incident("Loss of normal power")).scope_id)
    desk.do(set_situation(now="Feeder A lost.", impact="Surgery holds.", next="Transfer by hand."))
    _fill_register(desk)
    tasks = [new_id() for _ in range(TASKS)]
    for first in range(0, TASKS, TOGETHER):
        clock.advance(seconds=30)
        desk.do(*(_task(number, tasks) for number in range(first, first + TOGETHER)))
    contacts = [new_id() for _ in range(CONTACTS)]
    for number, contact_id in enumerate(contacts):
        clock.advance(seconds=5)
        desk.do(add_contact(f"Contact {number}", contact_id=contact_id))
        outcome = CallOutcome.ACKNOWLEDGED if number % 3 else CallOutcome.NO_ANSWER
        desk.do(log_call(contact_id, outcome, method=Method.PHONE, address=f"555-01{number:02}"))
    return desk


def _fill_register(desk: Desk) -> None:
    ids = [new_id() for _ in range(SYSTEMS)]
    tiers = list(Tier)
    for first in range(0, SYSTEMS, TOGETHER):
        part = range(first, first + TOGETHER)
        desk.do(
            *(
                register_system(f"SYS-{n}", f"System {n}", f"Area {n % 9}", tiers[n % len(tiers)], system_id=ids[n])
                for n in part
            )
        )
        states = [set_system_state(ids[n], list(SystemState)[n % 2], remark=f"reading {n}") for n in part if n % 5 < 2]
        desk.do(*states)


def _task(number: int, ids: list[UUID]) -> Bound:
    return open_task(
        f"Look at riser {number} and say what was found",
        list(Priority)[number % len(Priority)],
        owner=f"Crew {number % 9}" if number % 4 else None,
        due_at=START + timedelta(minutes=number) if number % 3 else None,
        after=[ids[number - 1]] if number % 3 == 1 else None,
        waits_for=["word of the utility"] if number % 7 == 0 else None,
        task_id=ids[number],
    )
