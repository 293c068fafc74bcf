"""Keystrokes in the entry line of a crowded console: read, planned, tinted and completed; and a huge paste."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.crowded import SYSTEMS, TOGETHER, crowded
from tests.benchmarks.measure import Measure, percentile

if TYPE_CHECKING:
    from app.desk import Desk

MOST, PASTE_MOST = 8.0, 200.0
MORE_SYSTEMS = 300
"""With those of the crowded incident there are 500."""
TEXTS = (
    "/task Look at the pump again @Contact 12 #SYS-311 !1 by 15:45 ^T-40 test: 8 min no-load, stable",
    "from Contact 41 by phone: feeder A is out since 02:16, crew on site, ETA 05:30",
    "#SYS-77 =part one of two chillers #SYS-402 =full ~09:15 read by the panel",
    "Plain words without any token, as most entries are, and a number or two: 4,000 L by 06:30",
)


def measure_keystrokes(folder: Path) -> list[Measure]:
    """Each text is typed key by key, in a process of its own."""
    desk = crowded(folder / "crowded.db")
    _more_systems(desk)
    desk.database.close()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-m", "tests.benchmarks.keystrokes", str(folder / "crowded.db")]
    said = json.loads(subprocess.run(program, check=True, capture_output=True, text=True, env=environment).stdout)
    detail = f"median {said['median']:.1f} ms, with its paint {said['painted']:.1f} ms, {said['keys']} keys"
    listed = f"with its paint {said['open painted']:.1f} ms"
    return [
        Measure("Keystroke, 500 systems: p99", said["p99"], "ms", MOST, detail),
        Measure("The same with the list of completions open: p99", said["open"], "ms", MOST, listed),
        Measure("10 MB pasted into the line", said["paste"], "ms", PASTE_MOST, "the longest that the window stood"),
    ]


def _more_systems(desk: Desk) -> None:
    from app.commands.register import register_system
    from models.terms import Tier

    for first in range(SYSTEMS, SYSTEMS + MORE_SYSTEMS, TOGETHER):
        numbers = range(first, first + TOGETHER)
        desk.do(*(register_system(f"SYS-{n}", f"System {n}", f"Area {n % 9}", Tier.ESSENTIAL) for n in numbers))


def _type(place: str) -> dict[str, float]:
    from PySide6.QtCore import QMimeData, QSettings
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.station import open_desk
    from models.database import open_database
    from views import theme
    from views.application import make_application
    from views.windows import Windows

    application = make_application(["bench"])
    theme.use(application, "dark")
    windows = Windows(lambda: open_desk(open_database(place)), QSettings(f"{place}.ini", QSettings.Format.IniFormat))
    line = windows.first.entry_line
    windows.first.window.resize(1600, 1000)
    windows.first.window.show()
    while not (line.grammar.ready and line.field.isVisible()):
        application.processEvents()
    line.setFocus()
    QTest.qWait(500)
    taken: list[tuple[float, float, bool]] = []
    for _ in range(4):
        for text in TEXTS:
            for character in text:
                begun = time.perf_counter()
                QTest.keyClicks(line.field, character)
                handled = time.perf_counter()
                QApplication.processEvents()
                painted = time.perf_counter()
                is_open = line._help.open_choices is not None
                taken.append(((handled - begun) * 1000, (painted - begun) * 1000, is_open))
            line.standing.throw_standing()
            QTest.qWait(50)
    paste = QMimeData()
    paste.setText("Zeile um Zeile. " * 640_000)
    longest = 0.0
    for _ in range(2):  # the second one attaches it
        begun = time.perf_counter()
        line.field.insertFromMimeData(paste)
        longest = max(longest, time.perf_counter() - begun)
        end = time.perf_counter() + 1.0
        while time.perf_counter() < end:
            begun = time.perf_counter()
            application.processEvents()
            longest = max(longest, time.perf_counter() - begun)
    return {
        "median": percentile([one for one, _, _ in taken], 50),
        "p99": percentile([one for one, _, _ in taken], 99),
        "painted": percentile([one for _, one, _ in taken], 99),
        "open": percentile([one for one, _, is_open in taken if is_open], 99),
        "open painted": percentile([one for _, one, is_open in taken if is_open], 99),
        "keys": len(taken),
        "paste": longest * 1000,
    }


if __name__ == "__main__":
    print(json.dumps(_type(sys.argv[1])), flush=True)
    os._exit(0)
