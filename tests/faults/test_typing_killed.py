"""A handful of the kills of `python -m tests.faults.typing_killed 100`."""

from pathlib import Path

import pytest

from tests.faults.typing_killed import MOST_LOST, kill_while_typing


@pytest.mark.parametrize("after", [0.05, 0.3, 0.8])
def test_a_kill_while_typing_takes_less_than_three_tenths_of_a_second(after: float, tmp_path: Path) -> None:
    outcome = kill_while_typing(tmp_path, after)

    assert outcome.whole
    assert outcome.typed > 0
    assert outcome.lost_for <= MOST_LOST
