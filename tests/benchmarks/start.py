"""Starting: from the process's birth to the first paint, to the demonstration's Board, and what memory that takes.

Run as a program it is one of the children that are measured: `hello`, `line` or `board`.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Measure

ROUNDS = 9
CHILDREN = ("hello", "line", "board")


def measure_start(folder: Path) -> list[Measure]:
    """Medians of interleaved starts, offscreen, each a new process; and the memory of the last ones."""
    from app.demonstration import opened_demonstration

    opened_demonstration(folder / "demonstration.db").database.close()
    times: dict[str, list[float]] = {name: [] for name in CHILDREN}
    memory: dict[str, float] = {}
    for _ in range(ROUNDS):
        for name in CHILDREN:
            taken, memory[name] = _start(name, folder)
            times[name].append(taken)
    middle = {name: statistics.median(taken) for name, taken in times.items()}
    hello = middle["hello"]
    floor = f"hello {hello * 1000:.0f} ms"
    return [
        Measure("First paint with a line to type in / hello", middle["line"] / hello, "x", 1.4, floor),
        Measure("Demonstration's Board drawn / hello", middle["board"] / hello, "x", 3.2, floor),
        Measure("Memory with the demonstration open / hello", memory["board"] / memory["hello"], "x", 2.0, ""),
    ]


def _start(name: str, folder: Path) -> tuple[float, float]:
    """Seconds until the child says that it has painted, and its resident megabytes then."""
    home = {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    environment = {**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-m", "tests.benchmarks.start", name, str(folder / "demonstration.db")]
    start = time.perf_counter()
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as child:
        assert child.stdout is not None
        said = child.stdout.readline()
        taken = time.perf_counter() - start
    return taken, float(said)


def _resident() -> float:
    """Megabytes of this process that are in memory now (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _painted() -> None:
    print(_resident(), flush=True)
    os._exit(0)


def _hello() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    application = QApplication([])
    window = QMainWindow()
    label = QLabel("Hello")
    window.setCentralWidget(label)
    window.resize(1600, 1000)
    window.show()
    QTimer.singleShot(0, _painted)
    application.exec()


def _console(until: str, place: str) -> None:
    """The console as `main.py` starts it, until its first paint or until the Board stands with its log."""
    import gc
    from functools import partial

    from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

    from views import theme
    from views.application import make_application, restore_import
    from views.console import Console
    from views.snapshot import reading

    class Watch(QObject):
        """Says so once the log of the Board has been painted with its lines."""

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            view: Any = watched.parent()
            if event.type() == QEvent.Type.Paint and type(view).__name__ == "LogView":  # its module is not loaded yet
                rows = [view.layout_of(row) for row, _, _ in view.visible_rows()]
                if rows and all(rows):
                    QTimer.singleShot(0, _painted)
            return False

    gc.disable()
    restore_import()
    application = make_application(["bench"])
    theme.use(application, "dark")
    settings = QSettings(f"{place}.ini", QSettings.Format.IniFormat)
    console = Console(partial(reading, place, "INC-2026-0812", None), settings)
    console.window.resize(1600, 1000)
    watch = Watch()
    if until == "line":
        console.window.painted.connect(_painted)
    else:
        console.window.painted.connect(gc.enable)
        application.installEventFilter(watch)
    console.window.show()
    application.exec()


if __name__ == "__main__":
    if sys.argv[1] == "hello":
        _hello()
    else:
        _console(sys.argv[1], sys.argv[2])
