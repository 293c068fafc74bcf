"""Starting the console: Qt first, paint, then the database layer; and what happens when something goes wrong."""

from __future__ import annotations

import faulthandler
import gc
import logging
import sys
import threading
import traceback
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from resources import files
from views import theme
from views.console import SCREENS, Console, station_opener
from views.named import load
from views.windows import Windows
from views.work import Trouble

if TYPE_CHECKING:
    from threading import ExceptHookArgs

NAME = "Watchkeeper"
DOOR = "door"
LATER = 500
"""Milliseconds after the log is open: nothing of the start waits for it."""

_log = logging.getLogger(__name__)


def run_console(database_place: str | Path | None = None) -> int:
    """Open the console on this database (None: this machine's) and return when its window is closed."""
    gc.disable()
    application = make_application(sys.argv)
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, NAME, "console")
    theme.use(application, theme_of(settings), zoom_of(settings))
    windows = Windows(station_opener(database_place), settings)
    console = windows.first
    crash = keep_log(platformdirs.user_data_path(NAME, appauthor=False))
    reports = Reports(console)
    reports.install()
    console.desk.opened.connect(begin_collecting)
    console.desk.not_opened.connect(gc.enable)
    console.desk.opened.connect(partial(warm, console))
    console.desk.opened.connect(partial(listen_soon, console))
    if crash:
        console.notices.show_failure(
            Trouble("The console ended unexpectedly last time. What was saved is there.", crash)
        )
    console.window.show()
    return application.exec()


def begin_collecting() -> None:
    """Let the collector work, but pass over what stands since the start: it stays to the end."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def warm(console: Console) -> None:
    """Import every screen on a worker once the first one is there, so that going to another costs its drawing only."""
    console.desk.long_worker.submit(import_all, [screen.name for screen in SCREENS])


def listen_soon(console: Console) -> None:
    """Take calls that another program tells of (`main.py ring`), once the station's log is open."""
    if console.desk.place == "station" and console.findChild(QObject, DOOR) is None:
        mark = QObject(console)
        mark.setObjectName(DOOR)
        QTimer.singleShot(LATER, mark, partial(_listen, console, mark))


def _listen(console: Console, mark: QObject) -> None:
    if console.desk.ready and console.desk.place == "station":
        database = console.desk.desk.database
        place = database.path or database.url.render_as_string(hide_password=True)
        load("views.ring:Door")(place, partial(note_call, console), mark)
    else:
        mark.deleteLater()  # the next station that opens is listened for


def note_call(console: Console, party: str, method: str) -> bool:
    """Note a call at the station; in the demonstration, whose drafts are not kept, it is only said, and not noted."""
    if console.desk.place == "station":
        return console.entry_line.call_came(party, method)
    console.notices.tell(f"{party} calls by {method}. This is the demonstration: the call was not noted.")
    return False


def import_all(names: Sequence[str]) -> None:
    """Import the modules of things named as text."""
    for name in names:
        load(name)


def make_application(arguments: list[str]) -> QApplication:
    """The application in Fusion style with the bundled fonts."""
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    application = QApplication(arguments)
    application.setApplicationName(NAME)
    application.setStyle("Fusion")
    application.setWindowIcon(QIcon(str(files.path("icons", "watchkeeper.svg"))))
    theme.load_fonts()
    return application


def theme_of(settings: QSettings) -> str:
    """The theme this seat used last; dark at first."""
    name = str(settings.value("theme", "dark"))
    return name if name in theme.THEMES else "dark"


def zoom_of(settings: QSettings) -> float:
    """The zoom this seat used last; as designed at first."""
    try:
        size = float(str(settings.value("zoom", 1.0)))
    except ValueError:
        return 1.0
    return size if size in theme.ZOOMS else 1.0


def keep_log(folder: Path) -> str:
    """Write warnings, errors and crashes to files in this folder; without them the console still runs.

    Gives back what the last run left there when it crashed, and puts that aside.
    """
    crash = folder / "crash.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        last = crash.read_text(encoding="utf-8", errors="replace") if crash.exists() else ""
        if last:
            crash.replace(folder / "crash-before.log")
        faulthandler.enable(crash.open("a", encoding="utf-8"))
        handler = logging.FileHandler(folder / "console.log", encoding="utf-8", delay=True)
    except OSError as error:
        _log.warning("no file log: %s", error)
        return ""
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    return last


class Reports(QObject):
    """Catches what nobody caught, on any thread: into the file log, and onto a strip; the console stays up."""

    _caught = Signal(object)

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._caught.connect(console.notices.show_failure)

    def install(self) -> None:
        """From now on, hear of every exception that nobody caught."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("not caught", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self._caught.emit(Trouble("Something in the console did not work. What is saved stays saved.", details))

    def _thread_hook(self, args: ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._hook(args.exc_type, args.exc_value, args.exc_traceback)
