"""As-at: the picture at the worst moment of a log of 18,000 entries."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.checkpoints import EVERY
from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.commands.systems import set_system_state
from app.commands.tasks import assign_task, open_task
from app.picture import picture_at
from app.station import open_desk
from models.database import open_database
from models.system import System
from models.task import Task
from models.terms import SystemState
from tests.benchmarks.measure import Measure, seconds

ENTRIES = 18_000
START = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)


def measure_as_at(folder: Path) -> list[Measure]:
    """The slowest of 24 moments: just before checkpoints, where the most is folded, all along the log."""
    clock = SetClock(START)
    desk = open_desk(open_database(folder / "long.db"), clock=clock)
    desk = desk.at(desk.do(declare_incident("Loss of normal power")).scope_id)
    for number in range(60):
        desk.do(open_task(f"Task {number}"))
    picture = desk.ask(picture_at())
    systems, tasks = picture.all(System), picture.all(Task)
    states = list(SystemState)
    for number in range(ENTRIES - 61):
        clock.advance(seconds=2)
        if number % 4 == 0:
            system = systems[number % len(systems)]
            desk.do(set_system_state(system.id, states[number % 3], remark=f"reading {number}"))
        elif number % 4 == 1:
            desk.do(assign_task(tasks[number % len(tasks)].id, f"Crew {number % 9}"))
        else:
            desk.do(write_note(), words=f"Entry {number}: nothing changed.")
    checkpoints = ENTRIES // EVERY
    worst = 0.0
    for at in range(1, 25):
        entry = EVERY * max(1, checkpoints * at // 24) - 2
        moment = START + timedelta(seconds=2 * (entry - 61))
        worst = max(worst, min(seconds(lambda moment=moment: desk.ask(picture_at(moment=moment))) for _ in range(3)))  # type: ignore[misc]
    desk.database.close()
    return [Measure(f"As-at, worst moment of {ENTRIES:,} entries", worst * 1000, "ms", 150)]
