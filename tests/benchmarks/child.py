"""A child that is measured: starts `hello`, the console to its first `line`, or to its `board`, says its memory, ends.

It imports nothing more than what is measured.
"""

import os
import sys
from typing import Any


def _painted() -> None:
    with open("/proc/self/statm", encoding="ascii") as statm:
        print(int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6, flush=True)
    os._exit(0)


def _hello() -> None:
    """The smallest window there is, until it has been painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    class Hello(QLabel):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, _painted)

    application = QApplication([])
    window = QMainWindow()
    label = Hello("Hello")
    window.setCentralWidget(label)
    window.resize(1600, 1000)
    window.show()
    application.exec()


def _console(until: str, place: str) -> None:
    """The console as `main.py` starts it, until its first paint or until the Board stands with its log."""
    import gc
    from functools import partial

    from PySide6.QtCore import QEvent, QObject, QSettings, QTimer

    from views import theme
    from views.application import make_application
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
    application = make_application(["bench"])
    theme.use(application, "dark")
    settings = QSettings(f"{place}.ini", QSettings.Format.IniFormat)
    settings.setValue("incident", "019f0000-0000-7000-8000-000000000000")  # one was open last
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
