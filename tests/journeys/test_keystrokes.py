"""Keystrokes of ten operator tasks: counted while they are done, and said in CONTRIBUTING.md as they were counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from app.replay import replay
from app.script import Script
from models.countdown import Countdown
from models.database import open_database
from models.decision import Decision
from models.message import Message
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Task
from models.terms import SystemState
from tests.journeys.first_thirty import FIRST_THIRTY
from views import theme
from views.boards.logbook import LogScreen
from views.console import Console
from views.desk import QtDesk
from views.inline import InlineExecutor

MOST_KEYS = 6
"""Beside the text that is typed (the issue's own limit)."""
DOCUMENT = Path(__file__).parents[2] / "CONTRIBUTING.md"


@dataclass(frozen=True)
class Operation:
    """What an operator does: keys in turn with what he types (in “ ”), from the Board or from where he is."""

    task: str
    keys: str
    done: Callable[[Console], bool]

    @property
    def presses(self) -> list[str]:
        """The keys and the texts, one after the other."""
        return self.keys.split("  ")

    @property
    def count(self) -> int:
        """How many keys beside the text."""
        return sum(not _is_text(one) for one in self.presses)

    @property
    def row(self) -> str:
        """Its line in the table."""
        shown = " · ".join(one if _is_text(one) else f"`{one}`" for one in self.presses)
        return f"| {self.task} | {shown.replace('|', '¦')} | {self.count} |"


def _is_text(press: str) -> bool:
    return press.startswith("“")


def _picture(console: Console) -> Picture:
    return console.desk.desk.ask(picture_at())


def _newest(console: Console) -> str:
    picture = _picture(console)
    assert picture.incident_fold is not None
    last = sum(picture.incident_fold.places.values())
    return console.desk.desk.ask(log_page(last - 1, 1))[0].entry.text


def _state(console: Console, ref: str) -> SystemState:
    picture = _picture(console)
    [system] = [one for one in picture.all(System) if one.ref == ref]
    return next(one.state for one in picture.all(SystemStatus) if one.system_id == system.id)


def _message(console: Console, ref: str) -> Message:
    return next(one for one in _picture(console).all(Message) if one.ref == ref)


def _finds_fuel(console: Console) -> bool:
    screen = console.window.shown_view
    assert isinstance(screen, LogScreen)
    line = screen.log.view.current
    return line is not None and "fuel" in f"{line.entry.words} {line.entry.sentence}".lower()


OPERATIONS = (
    Operation("Write a note", "N  “Riser 4 looked at, nothing found.”  Enter", lambda c: "Riser 4" in _newest(c)),
    Operation(
        "Log a call",
        "C  “kestrel =ack crew at the gate”  Enter",
        lambda c: "crew at the gate" in _newest(c),
    ),
    Operation(
        "Set a system down",
        "S  “gas =down valve shut”  Enter",
        lambda c: _state(c, "GAS") is SystemState.NONFUNCTIONAL,
    ),
    Operation(
        "Open a task with owner and due time",
        "T  “Check the gas valve @HVAC by 04:50”  Enter",
        lambda c: any(one.title == "Check the gas valve" for one in _picture(c).all(Task)),
    ),
    Operation(
        "Record a decision",
        "D  “Clear the plant room? do nothing | clear it > clear it because gas @Incident Commander by 05:00”  Enter",
        lambda c: any(one.choice == "clear it" for one in _picture(c).all(Decision)),
    ),
    Operation(
        "Correct the newest entry",
        "F2  E  “Riser 5 looked at.”  Enter  “misheard”  Enter",
        lambda c: _newest(c) == "Riser 5 looked at.",
    ),
    Operation("Find what was said about the fuel", "F2  /  “fuel”  Enter", _finds_fuel),
    Operation(
        "Answer a request",
        "N  “/answer ^{request} Crew sent.”  Enter",
        lambda c: not any(one.unanswered for one in _picture(c).all(Message)),
    ),
    Operation(
        "Say that a promise was kept",
        "N  “^P-01 =kept”  Enter",
        lambda c: next(one for one in _picture(c).all(Countdown) if one.ref == "P-01").kept is True,
    ),
    Operation(
        "Note a call that comes in, write on, then take it up",
        "N  “Fire watch”  Alt+C  “ begun.”  Enter  Ctrl+1  “Kestrel: at the gate.”  Enter",
        lambda c: any("at the gate." in one.text for one in _picture(c).all(Message)),
    ),
    Operation(
        "Move a mis-logged entry to another incident",
        "F2  Shift+E  Enter",
        lambda c: "belongs to INC-2026-" in _newest(c),
    ),
)


@pytest.fixture
def desk(script: Script, tmp_path: Path) -> Iterator[Desk]:
    """The demonstration's desk at 04:18, with a second incident open and one request that is not answered."""
    database = open_database(tmp_path / "keys.db")
    desk = replay(database, script, until=FIRST_THIRTY[-1].recorded_at)
    assert isinstance(desk.clock, SetClock)
    desk.clock.advance(minutes=1)
    desk.at(None).do(declare_incident("Water leak in the kitchen"))
    yield desk
    database.close()


@pytest.fixture
def console(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Console]:
    """A console that does everything at once."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use(qapp, "dark")
    settings = QSettings(str(tmp_path / "console.ini"), QSettings.Format.IniFormat)
    made = Console(lambda: desk, settings, QtDesk(worker=InlineExecutor))
    made.window.resize(1600, 1000)
    made.window.show()
    qtbot.waitUntil(lambda: made.desk.picture is not None and made.desk.picture.has_incident)
    yield made
    made.window.close()
    made.window.deleteLater()


def press(console: Console, one: str) -> None:
    """Press a key where the keyboard is, or type a text there."""
    target = QApplication.focusWidget() or console.window
    if _is_text(one):
        QTest.keyClicks(target, one[1:-1])
        return
    keys = QKeySequence("Return" if one == "Enter" else one)[0]  # type: ignore[index]
    QTest.keyClick(target, keys.key(), keys.keyboardModifiers())


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.task)
def test_it_is_done_by_these_keys(qtbot: QtBot, console: Console, operation: Operation) -> None:
    with qtbot.waitActive(console.window):
        console.window.activateWindow()
    console.window.focus_screen()
    requests = [one.ref for one in _picture(console).all(Message) if one.unanswered]

    for one in operation.presses:
        press(console, one.replace("{request}", requests[0] if requests else ""))

    qtbot.waitUntil(lambda: operation.done(console), timeout=5_000)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.task)
def test_none_needs_more_than_six_keys_beside_its_text(operation: Operation) -> None:
    assert operation.count <= MOST_KEYS


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.task)
def test_the_table_says_so(operation: Operation) -> None:
    assert operation.row.replace("^{request}", "^M-03") in DOCUMENT.read_text(encoding="utf-8")
