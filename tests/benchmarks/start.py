"""Starting: from the process's birth to the first paint, and to the demonstration's Board."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.measure import Measure

ROUNDS = 9
CHILDREN = ("hello", "line", "board")


def measure_start(folder: Path) -> list[Measure]:
    """Medians of interleaved starts, offscreen, each a new process."""
    from app.demonstration import opened_demonstration

    opened_demonstration(folder / "demonstration.db").database.close()
    times: dict[str, list[float]] = {name: [] for name in CHILDREN}
    for turn in range(ROUNDS + 1):
        for name in CHILDREN:
            taken, _ = start_child(name, folder)
            if turn:  # the first writes the byte code
                times[name].append(taken)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    hello = middle["hello"]
    floor = f"hello {hello * 1000:.0f} ms"
    return [
        Measure("First paint with a line to type in / hello", middle["line"] / hello, "x", 1.4, floor),
        Measure("Demonstration's Board drawn / hello", middle["board"] / hello, "x", 3.2, floor),
    ]


def start_child(name: str, folder: Path) -> tuple[float, float]:
    """Seconds until the child says that it has painted, and its resident megabytes then."""
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": ""}
    program = [sys.executable, "-m", "tests.benchmarks.child", name, str(folder / "demonstration.db")]
    start = time.perf_counter()
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        taken = time.perf_counter() - start
    return taken, float(said)
