"""The entry line: read, plan and complete at each key, with 500 systems, 500 tasks and 200 contacts."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from app.clock import SetClock
from app.command import Operator
from app.commands.directory import add_contact
from app.commands.incidents import declare_incident
from app.commands.register import register_system
from app.commands.tasks import open_task
from app.entry.completing import complete
from app.entry.plan import plan_line
from app.entry.quick import quick_texts_of
from app.entry.vocabulary import vocabulary_of
from app.picture import picture_at
from app.station import open_desk
from models.database import open_database
from models.picture import Picture
from models.terms import Priority, Tier
from tests.benchmarks.crowded import START, TOGETHER
from tests.benchmarks.measure import Measure, percentile, seconds

SYSTEMS, CONTACTS = 500, 200
"""And a task for each system."""
LINES = (
    "Fuel is low, the boiler operator dips again.",
    "from Contact 17 by phone: substation transformer fault. ETA 05:30, next update 04:30.",
    "/task Start the pump @Contact 120 #SYS-320 !1 by 09:45 ^T-41 test: 8 min no-load, stable",
    "BMS: pump tripped. ~07:40\n#SYS-4 =down tripped\n#System 5 #System 6 =full+generator\n^T-07 =verified 480 V",
    "/decision Divert? do nothing | divert trauma > divert because no OR @Contact 9 by 09:00 review: hourly",
    "/call Contact 77 =ack technician by 08:50\n/promise technician at GEN-2 @Contact 77 by 08:50",
)  # fmt: skip


def measure_entry(folder: Path) -> list[Measure]:
    """Every key of six lines, the best of three; the vocabulary is made once, as when the picture changes."""
    picture = _crowd(folder / "entry.db")
    vocabulary = vocabulary_of(picture, quick_texts_of(picture))
    built = min(seconds(lambda: vocabulary_of(picture, quick_texts_of(picture))) for _ in range(3))
    operator = Operator("Night Coordinator", "NC")
    taken: list[float] = []
    for line in LINES:
        for end in range(1, len(line) + 1):
            rounds = []
            for _ in range(3):
                begun = perf_counter()
                plan_line(line[:end], picture, vocabulary, START, operator)
                complete(line[:end], end, vocabulary, START)
                rounds.append(perf_counter() - begun)
            taken.append(min(rounds))
    return [
        Measure(
            "Keystroke: read, planned, completed, p99",
            percentile(taken, 99) * 1000,
            "ms",
            8,
            f"p50 {percentile(taken, 50) * 1000:.2f} ms",
        ),
        Measure("Vocabulary of a picture", built * 1000, "ms", 50),
    ]


def _crowd(path: Path) -> Picture:
    database = open_database(path)
    desk = open_desk(database, clock=SetClock(START))
    desk = desk.at(desk.do(declare_incident("Loss of normal power")).scope_id)
    for first in range(0, SYSTEMS, TOGETHER):
        part = range(first, first + TOGETHER)
        desk.do(*(register_system(f"SYS-{n}", f"System {n}", f"Area {n % 9}", Tier.CRITICAL) for n in part))
        desk.do(*(open_task(f"Look at riser {n}", Priority.MEDIUM, owner=f"Crew {n % 9}") for n in part))
    for first in range(0, CONTACTS, TOGETHER):
        desk.do(*(add_contact(f"Contact {n}") for n in range(first, first + TOGETHER)))
    picture = desk.ask(picture_at())
    database.close()
    return picture
