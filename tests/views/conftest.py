"""What the tests of the views share: the console's look, a window's desk without threads, and a whole console."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.desk import Desk
from views import theme
from views.console import Console
from views.desk import QtDesk
from views.inline import InlineExecutor


@pytest.fixture
def dark(qapp: QApplication) -> None:
    """Fusion, the bundled fonts, the dark theme."""
    if not QFontDatabase.hasFamily("Inter"):
        qapp.setStyle("Fusion")
        theme.load_fonts()
    if (theme.theme().name, theme.zoom()) != ("dark", 1.0) or not qapp.styleSheet():
        theme.use(qapp, "dark", 1.0)


@pytest.fixture
def window_desk(qtbot: QtBot, dark: None, desk: Desk) -> Iterator[QtDesk]:
    """The window's face of `desk`; every work is done before the call returns."""
    made = QtDesk(worker=InlineExecutor)
    made.open(lambda: desk)
    yield made
    made.close()


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    """The habits of a seat that was never used."""
    return QSettings(str(tmp_path / "console.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def open_console(qtbot: QtBot, dark: None, settings: QSettings) -> Iterator[Callable[[Callable[[], Desk]], Console]]:
    """Shows a console that does everything at once, on the desk that is given."""
    shown: list[Console] = []

    def show(opener: Callable[[], Desk]) -> Console:
        console = Console(opener, settings, QtDesk(worker=InlineExecutor))
        shown.append(console)
        console.window.resize(1600, 1000)
        console.window.show()
        qtbot.waitExposed(console.window)
        qtbot.waitUntil(lambda: console.desk.picture is not None)
        return console

    yield show
    for console in shown:
        console.window.close()
        console.window.deleteLater()


@pytest.fixture
def console(open_console: Callable[[Callable[[], Desk]], Console], desk: Desk) -> Console:
    """A console at an incident that was just declared."""
    return open_console(lambda: desk)
