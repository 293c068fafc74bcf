"""Clocks: the machine's, one that runs on from a past moment, and one that a script or test sets by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Now, aware and in UTC. The only place that asks the machine."""
    return datetime.now(UTC)


class ShiftedClock:
    """A clock that showed `start` when it was made and runs on from there (the demonstration's *Try*)."""

    def __init__(self, start: datetime, base: Clock = system_clock) -> None:
        self._base = base
        self._shift: timedelta = start - base()

    def __call__(self) -> datetime:
        return self._base() + self._shift


class SetClock:
    """A clock that stands still until it is set or advanced."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **duration: float) -> None:
        """Move on by a `timedelta` of these units: `clock.advance(minutes=15)`."""
        self.moment += timedelta(**duration)
