"""The Board as a picture, drawn by the real window without a screen."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from views import theme
from views.application import make_application
from views.console import Console
from views.desk import Opener, QtDesk
from views.inline import InlineExecutor

if TYPE_CHECKING:
    from app.desk import Desk


def board_png(
    database_place: str | Path,
    incident_ref: str,
    moment: datetime | None,
    path: Path,
    size: tuple[int, int] = (1600, 1000),
    theme_name: str = "dark",
) -> None:
    """Write the Board of an incident, as at a moment (None: now), as PNG.

    Without a screen, QT_QPA_PLATFORM must be `offscreen` before the first call. Raises `Refused` and `CannotOpen`.
    """
    application = application_of_pictures()
    theme.use(application, theme_name)
    with tempfile.TemporaryDirectory() as folder:
        console = console_for_pictures(partial(reading, database_place, incident_ref, moment), Path(folder))
        try:
            console.window.resize(*size)
            console.window.show()
            console.open_station()
            settle(application)
            if not console.window.grab().save(str(path)):
                raise OSError(f"cannot write {path}")
        finally:
            console.window.close()
            delete(console.window)


def application_of_pictures() -> QApplication:
    """The application that is there, or a new one."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    made = make_application(["watchkeeper"])
    return made


def console_for_pictures(opener: Opener, folder: Path) -> Console:
    """A console that does everything at once, keeps its settings in this folder, and opens when it is told to."""
    settings = QSettings(str(folder / "console.ini"), QSettings.Format.IniFormat)
    made = Console(opener, settings, QtDesk(worker=InlineExecutor))
    made.window.painted.disconnect(made.open_station)
    return made


def settle(application: QApplication) -> None:
    """Let layouts and answers come to rest."""
    for _ in range(5):
        application.processEvents()


def reading(database_place: str | Path, incident_ref: str, moment: datetime | None) -> Desk:
    """A desk that only looks."""
    from app.incidents import incident_called
    from app.station import reading_desk
    from models.database import open_database

    desk = reading_desk(open_database(database_place))
    return desk.at(desk.ask(incident_called(incident_ref))).past(moment)
