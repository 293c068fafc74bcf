"""Memory: what the console keeps resident with the demonstration's Board on the screen, against an empty window."""

from __future__ import annotations

import statistics
from pathlib import Path

from tests.benchmarks.measure import Measure
from tests.benchmarks.start import start_child

ROUNDS = 3


def measure_memory(folder: Path) -> list[Measure]:
    """Medians of processes of their own, each at the moment when it has painted."""
    from app.demonstration import opened_demonstration

    opened_demonstration(folder / "demonstration.db").database.close()
    hello, board = (
        statistics.median(start_child(name, folder)[1] for _ in range(ROUNDS)) for name in ("hello", "board")
    )
    detail = f"{board:.0f} MB against {hello:.0f} MB"
    return [Measure("Memory with the demonstration open / hello", board / hello, "x", 2.0, detail)]
