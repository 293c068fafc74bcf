"""Screens of a running console: the first switch to each and the next ones; the Board after one change when crowded."""

from __future__ import annotations

import json
import statistics
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.crowded import crowded
from tests.benchmarks.measure import Measure, percentile, seconds
from tests.benchmarks.running import Running, in_child

if TYPE_CHECKING:
    from app.desk import Desk
    from views.window import Screen

FIRST, AGAIN, REFRESH = 50.0, 16.0, 16.0
STARTS, ROUNDS, CHANGES = 5, 6, 60
INCIDENT = "INC-2026-0812"


def measure_screens(folder: Path) -> list[Measure]:
    """Each start is a process of its own, because a module is imported once only; medians of all of them."""
    from app.demonstration import opened_demonstration

    place = folder / "demonstration.db"
    opened_demonstration(place).database.close()
    starts = [in_child("tests.benchmarks.screens", "switch", place) for _ in range(STARTS)]
    measures = []
    for words in starts[0]:
        first = statistics.median(start[words]["first"] for start in starts)
        again = statistics.median(start[words]["again"] for start in starts)
        measures.append(Measure(f"{words}: first switch", first, "ms", FIRST))
        measures.append(Measure(f"{words}: switch again", again, "ms", AGAIN))
    crowded(folder / "crowded.db").database.close()
    taken = in_child("tests.benchmarks.screens", "refresh", folder / "crowded.db")
    detail = f"p95 {taken['p95']:.1f} ms, with its line of the log {taken['line']:.1f} ms"
    return [
        *measures,
        Measure("Board after a change, 200 systems, 500 tasks", taken["shown"], "ms", REFRESH, detail),
        Measure("The same change read on the worker", taken["read"], "ms", REFRESH),
    ]


def _switch(place: str) -> None:
    """From the key of a screen to its first paint; what it asks the worker for may come after that."""
    from views.console import SCREENS
    from views.snapshot import reading

    running = Running(partial(reading, place, INCIDENT, None))

    def show(screen: Screen) -> None:
        running.console.show_screen(screen)
        running.paint()

    def go(screen: Screen) -> float:
        running.rest(150)
        return 1000 * seconds(partial(show, screen))

    running.console.show_screen(SCREENS[-1])  # so that going to the first is a switch too
    first = {screen.words: go(screen) for screen in SCREENS}
    again: dict[str, list[float]] = {screen.words: [] for screen in SCREENS}
    for _ in range(ROUNDS):
        for screen in SCREENS:
            again[screen.words].append(go(screen))
    print(json.dumps({name: {"first": first[name], "again": statistics.median(again[name])} for name in first}))
    running.end()


def _refresh(place: str) -> None:
    """From the new picture's arrival on the UI thread to painted; the log's line is read after that, and painted."""
    from app.commands.tasks import assign_task
    from app.picture import picture_after
    from models.picture import Picture
    from models.task import Task
    from views.boards.board import BoardScreen

    running = Running(partial(_writing, place))
    desk, board = running.console.desk, running.console.window.shown_view
    assert isinstance(board, BoardScreen)
    assert desk.picture is not None
    tasks = [task for task in desk.picture.all(Task) if task.open]

    def show(picture: Picture) -> None:
        desk.picture = picture
        desk.picture_changed.emit()
        running.paint()

    taken: dict[str, list[float]] = {"read": [], "shown": [], "line": []}
    for number in range(CHANGES):
        receipt = desk.desk.do(assign_task(tasks[number].id, f"Crew {number} of the night"))
        start = time.perf_counter()
        new = desk.desk.ask(picture_after(desk.picture))
        taken["read"].append(time.perf_counter() - start)
        taken["shown"].append(seconds(partial(show, new)))
        after = seconds(partial(running.wait_for_entry, board.log.view, receipt.entry_id))
        taken["line"].append(taken["shown"][-1] + after)
        running.rest(60)
    told = {name: 1000 * statistics.median(times) for name, times in taken.items()}
    print(json.dumps({**told, "p95": 1000 * percentile(taken["shown"], 95)}))
    running.end()


def _writing(place: str) -> Desk:
    """The crowded incident, at a clock that stands where it stood."""
    from app.clock import SetClock
    from app.incidents import incident_to_show
    from app.station import open_desk
    from models.database import open_database
    from tests.benchmarks.crowded import START

    desk = open_desk(open_database(place), clock=SetClock(START))
    return desk.at(desk.ask(incident_to_show(None)))


if __name__ == "__main__":
    {"switch": _switch, "refresh": _refresh}[sys.argv[1]](sys.argv[2])
