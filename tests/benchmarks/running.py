"""A running console that is measured, in a process of its own."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uuid import UUID

    from views.console import Console
    from views.log_view import LogView


def in_child(module: str, what: str, place: Path) -> dict[str, Any]:
    """What a process of its own has measured: `python -m MODULE WHAT PLACE` prints it as JSON."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = [sys.executable, "-m", module, what, str(place)]
    said = subprocess.run(program, check=True, capture_output=True, text=True, env=environment).stdout
    found: dict[str, Any] = json.loads(said)
    return found


class Running:
    """A console of 1600 × 1000 with its threads, at the Board, everything read; the screens imported, as at a start."""

    def __init__(self, opener: Any) -> None:
        from PySide6.QtCore import QSettings

        from views import theme
        from views.application import import_all, make_application
        from views.console import SCREENS, Console

        self.application = make_application(["bench"])
        theme.use(self.application, "dark")
        settings = QSettings(f"{sys.argv[2]}.ini", QSettings.Format.IniFormat)
        self.console: Console = Console(opener, settings)
        self.console.window.resize(1600, 1000)
        self.console.window.show()
        self.rest()
        self.console.desk.long_worker.submit(import_all, [screen.name for screen in SCREENS]).result()
        gc.collect()
        gc.freeze()  # as the console does once it has been painted

    def paint(self) -> None:
        """Everything that is due on the screen, now: layouts, then what has to be painted."""
        from PySide6.QtCore import QCoreApplication, QEvent

        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendEvent(self.console.window, QEvent(QEvent.Type.UpdateRequest))

    def wait_for_entry(self, view: LogView, entry_id: UUID) -> None:
        """Until the log's last row is this entry, and is painted."""
        from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop

        while (last := view.layout_of(view.count - 1)) is None or last.line.entry.id != entry_id:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QCoreApplication.sendEvent(self.console.window, QEvent(QEvent.Type.UpdateRequest))

    def rest(self, milliseconds: int = 400) -> None:
        """Until nothing happens any more."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def end(self) -> None:
        """Let the threads go, and the process."""
        self.console.close()
        sys.stdout.flush()
        os._exit(0)
