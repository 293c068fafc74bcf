"""The log on the screen at any length: first paint of a million entries against a thousand, and jumps about in it."""

from __future__ import annotations

import gc
import json
import os
import random
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.picture import picture_at
from tests.benchmarks.long_log import LONG, SHORT, desk_at, kept_log
from tests.benchmarks.measure import Measure, interleaved, percentile, seconds
from tests.benchmarks.running import in_child

if TYPE_CHECKING:
    from views.log_view import LogView

ROUNDS = 15
JUMPS = 200


def measure_log_view(folder: Path) -> list[Measure]:
    """First paint: from opening the database file until every row in the window is painted with its text."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from views.snapshot import application_of_pictures

    application = application_of_pictures()
    short, long = (_at(kept_log(folder, count)) for count in (SHORT, LONG))
    interleaved(2, short=partial(_open_log, short), long=partial(_open_log, long))
    taken = interleaved(ROUNDS, short=partial(_open_log, short), long=partial(_open_log, long))
    gc.collect()
    gc.freeze()  # as the console does once it has been painted
    jumps, ends = _jump_about(long)
    del application
    detail = f"{taken['long'] * 1000:.0f} ms against {taken['short'] * 1000:.0f} ms"
    held = [in_child("tests.benchmarks.log_view", "memory", place)["held"] for place, _ in (short, long)]
    return [
        Measure(f"Memory of {LONG:,} shown, beside {SHORT:,}", held[1] - held[0], "MB", 25, f"{held[1]:.0f} MB"),
        Measure(f"Log of {LONG:,} painted first / {SHORT:,}", taken["long"] / taken["short"], "x", 1.4, detail),
        Measure("Wrapped jump, p95", percentile(jumps, 95) * 1000, "ms", 16, f"p50 {percentile(jumps, 50) * 1000:.1f}"),
        Measure("To the end or the start, p95", percentile(ends, 95) * 1000, "ms", 16),
    ]


def _at(place: Path) -> tuple[Path, str]:
    """Where the log lies, and the ref of its incident."""
    desk = desk_at(place)
    ref = desk.ask(picture_at()).incident.ref
    desk.database.close()
    return place, ref


class _Shown:
    """A window with the log's screen on a desk with real threads; the picture is shown as soon as it is there."""

    def __init__(self, place: Path, ref: str) -> None:
        from views.boards.logbook import LogScreen
        from views.desk import QtDesk
        from views.snapshot import reading

        self.desk = QtDesk()
        self.screen = LogScreen(self.desk)
        self.view: LogView = self.screen.log.view
        self.screen.resize(1524, 892)
        self.screen.show()
        self.desk.picture_changed.connect(self._draw)
        self.desk.open(partial(reading, place, ref, None))

    def _draw(self) -> None:
        self.screen.show_picture(self.desk.picture, self.desk.moment())

    def wait(self) -> None:
        """Until what is seen is painted, every row with its text."""
        from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

        while not self._is_read():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendEvent(self.screen, QEvent(QEvent.Type.UpdateRequest))

    def _is_read(self) -> bool:
        rows = [self.view.layout_of(row) for row, _, _ in self.view.visible_rows()]
        return bool(rows) and all(rows)

    def close(self) -> None:
        from shiboken6 import delete

        self.desk.close()
        delete(self.screen)
        delete(self.desk)


def _show_memory(place: Path) -> None:
    """The megabytes that a process holds once the log is painted, and after a walk through it."""
    from views.snapshot import application_of_pictures

    application = application_of_pictures()
    _jump_about(_at(place))
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    print(json.dumps({"held": held}), flush=True)
    del application


def _open_log(where: tuple[Path, str]) -> None:
    shown = _Shown(*where)
    shown.wait()
    shown.close()


def _jump_about(where: tuple[Path, str]) -> tuple[list[float], list[float]]:
    """Seconds of jumps to rows anywhere, and of jumps to the end and the start in turn, until the rows are painted.

    The detail below follows once the log rests.
    """
    shown = _Shown(*where)
    shown.wait()
    chance = random.Random(1)
    view = shown.view

    def jump(act: Callable[[], object]) -> None:
        act()
        shown.wait()

    rows = [partial(view.choose, chance.randrange(view.count)) for _ in range(JUMPS)]
    anywhere = [seconds(partial(jump, act)) for act in rows]
    ends = [seconds(partial(jump, act)) for _ in range(JUMPS // 4) for act in (partial(view.choose, 0), view.follow)]
    shown.close()
    return anywhere, ends


if __name__ == "__main__":
    _show_memory(Path(sys.argv[2]))
