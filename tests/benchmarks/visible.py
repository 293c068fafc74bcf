"""From Enter to durable and seen: a note sent by the window's desk, until its row is painted on the Board."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.benchmarks.append import WORDS
from tests.benchmarks.long_log import LONG, SHORT, desk_at, kept_log
from tests.benchmarks.measure import Measure, percentile
from tests.benchmarks.running import Running, in_child

ENTRIES, FIRST = 200, 10
P95, P99 = 16.0, 25.0


def measure_visible(folder: Path) -> list[Measure]:
    """Each log in a process of its own, with the console's threads: worker, commit, receipt, picture, paint."""
    measures = []
    for entries in (SHORT, LONG):
        taken = in_child("tests.benchmarks.visible", "board", kept_log(folder, entries))
        detail = f"p50 {taken['p50']:.1f}, durable p50 {taken['durable']:.1f}"
        words = f"Enter to durable and seen, {entries:,}"
        measures.append(Measure(f"{words}, p95", taken["p95"], "ms", P95, detail))
        measures.append(Measure(f"{words}, p99", taken["p99"], "ms", P99))
    return measures


def _measure(place: Path) -> None:
    """One entry after the other, with rest between them."""
    from app.commands.logbook import write_note
    from views.boards.board import BoardScreen
    from views.console import SCREENS

    running = Running(lambda: desk_at(place))
    running.console.show_screen(SCREENS[0])
    running.rest()
    board, desk = running.console.window.shown_view, running.console.desk
    assert isinstance(board, BoardScreen)
    seen: list[float] = []
    durable: list[float] = []
    for number in range(FIRST + ENTRIES):
        words = f"{WORDS} {number}"
        start = time.perf_counter()
        saved = desk.do(board, write_note(), words=words, done=lambda _: durable.append(time.perf_counter()))
        running.wait_for_entry(board.log.view, saved)
        seen.append(time.perf_counter() - start)
        durable[-1] -= start
        running.rest(40)
    seen, durable = seen[FIRST:], durable[FIRST:]
    told = {f"p{percent}": 1000 * percentile(seen, percent) for percent in (50, 95, 99)}
    print(json.dumps({**told, "durable": 1000 * percentile(durable, 50)}))
    running.end()


if __name__ == "__main__":
    _measure(Path(sys.argv[2]))
