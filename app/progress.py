"""Long work: how far it is, and whether an operator has stopped it."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""
Stop = Callable[[], bool]
"""Asked now and then whether to stop."""


def nobody_watches(done: int, of: int) -> None:
    """Progress that is not shown."""


def never() -> bool:
    """Nobody stops it."""
    return False
