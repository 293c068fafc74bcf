"""A measured figure, its floor and its goal, and how a table of them is printed."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Measure:
    """What was measured; `goal` is the most that `value` may be, in the same unit."""

    name: str
    value: float
    unit: str
    goal: float
    detail: str = ""

    @property
    def holds(self) -> bool:
        """Whether the goal is reached."""
        return self.value <= self.goal

    def line(self) -> str:
        """One line of the table."""
        mark = "holds" if self.holds else "MISSED"
        return f"{self.name:<46} {self.value:>9.2f} {self.unit:<8} goal {self.goal:>7.2f}  {mark:<7} {self.detail}"

    def as_json(self) -> dict[str, object]:
        """The same for programs."""
        return {**asdict(self), "holds": self.holds}


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def interleaved(rounds: int, **acts: Callable[[], object]) -> dict[str, float]:
    """The median of each act in seconds, taken in turns so that a slow moment of the machine hits all of them."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            taken[name].append(seconds(act))
    return {name: statistics.median(times) for name, times in taken.items()}


def percentile(taken: Sequence[float], percent: int) -> float:
    """The value that so many percent of these do not exceed."""
    return sorted(taken)[min(len(taken) - 1, len(taken) * percent // 100)]
