"""An hour of the scenario by keyboard alone, in two real windows on a real display; `test_by_keyboard.py` runs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.directory import add_contact
from app.commands.methods import add_method
from app.desk import Desk
from app.incidents import incident_to_show
from app.logbook import log_page
from app.picture import picture_at
from app.station import StationSettings, open_desk, reading_desk
from app.verify import verify_log
from models.contact import CallAttempt, Contact
from models.database import open_database
from models.decision import Decision
from models.incident import Handover
from models.picture import Picture
from models.system import System
from models.task import Task
from models.terms import CallOutcome, Method, SystemState, TaskStatus
from tests.journeys.by_keyboard import Hands
from views import theme
from views.boards.handover_screen import HandoverScreen
from views.console import Console
from views.windows import Windows

Key = Qt.Key
CONTACTS = (("Administrator on Call", "555-0112"), ("Facilities Director", "555-0115"), ("Kestrel Power", "555-0102"))


@pytest.fixture
def clock() -> SetClock:
    """03:43:30 at the hospital."""
    return SetClock(datetime(2026, 8, 12, 7, 43, 30, tzinfo=UTC))


@pytest.fixture
def windows(qtbot: QtBot, qapp: QApplication, clock: SetClock, tmp_path: Path) -> Iterator[Windows]:
    """The seat's windows with their real threads, at a station whose directory is filled in."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use(qapp, "dark")

    def opener() -> Desk:
        settings = StationSettings("Hospital Operations", "Larkspur Ridge", "America/New_York", "letter")
        desk = open_desk(open_database(tmp_path / "hour.db"), settings, clock=clock)
        for name, number in CONTACTS:
            [contact_id] = desk.do(add_contact(name)).made
            desk.do(add_method(contact_id, Method.PHONE, number))
        return desk

    made = Windows(opener, QSettings(str(tmp_path / "console.ini"), QSettings.Format.IniFormat))
    made.first.window.resize(1600, 1000)
    made.first.window.show()
    qtbot.waitExposed(made.first.window)
    yield made
    made.first.window.close()
    made.first.window.deleteLater()


class Shift(Hands):
    """The hands of a coordinator, and what the log then holds."""

    def picture(self) -> Picture:
        """What the window shows."""
        found = self._console.desk.picture
        assert found is not None
        return found

    def saved(self, number: int) -> None:
        """Wait until the log holds so many entries, and the window shows them."""
        self.wait(lambda: self.shown() >= number)
        assert self.shown() == number

    def to_screen(self, key: Qt.Key) -> None:
        """Leave what is open, and go to a screen."""
        self.press(Key.Key_Escape, Key.Key_Escape, key)

    def fill(self, *texts: str) -> None:
        """Type into one field after the other, then Enter; an empty text leaves a field as it is."""
        self.wait(lambda: self._console.window.panel_open)
        for text in texts[:-1]:
            self.press(*([text] if text else []), Key.Key_Tab)
        self.press(texts[-1], Key.Key_Return)

    def task(self, ref: str) -> Task:
        """A task by its ref."""
        return next(one for one in self.picture().all(Task) if one.ref == ref)


def active(qtbot: QtBot, console: Console) -> None:
    """Bring a window to the front, as Alt+Tab does."""
    with qtbot.waitActive(console.window):
        console.window.activateWindow()


def test_an_hour_of_the_scenario_without_the_mouse(
    qtbot: QtBot, windows: Windows, clock: SetClock, tmp_path: Path
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    console = windows.first
    hands = Shift(qtbot, console)
    hands.wait(lambda: console.desk.picture is not None)
    active(qtbot, console)

    # 03:43 declare
    hands.press(Key.Key_N, control=True)
    hands.press("Loss of normal power", Key.Key_Return, Key.Key_Return)
    hands.wait(lambda: console.desk.picture is not None and console.desk.picture.has_incident)
    hands.saved(1)
    hands.wait(console.entry_line.field.hasFocus)

    # 03:45 systems down: one from the Board, by its name; one found by a few letters, on the Systems screen
    clock.advance(minutes=2)
    hands.press(Key.Key_Escape, Key.Key_Escape, "s")
    hands.press(Key.Key_Space, control=True)
    hands.wait(lambda: console.window.panel_open)
    first = next(system for system, _ in hands.picture().systems() if system.ref == "GEN")
    hands.press(f"{first.ref} {first.name}", Key.Key_Tab, "3", Key.Key_Tab, "GEN-2 failed to start", Key.Key_Return)
    hands.saved(2)
    hands.press(Key.Key_Escape, Key.Key_Escape)
    hands.press(Key.Key_K, control=True)
    hands.press("hvac", Key.Key_Return, "s")
    hands.wait(lambda: console.window.panel_open)
    hands.press("2", Key.Key_Tab, "no chilled water", Key.Key_Return)
    hands.saved(3)

    # 03:47 two tasks, the second after the first
    clock.advance(minutes=2)
    hands.to_screen(Key.Key_F4)
    hands.press("t")
    hands.press(Key.Key_Space, control=True)
    hands.fill("Start GEN-2", "Kestrel Power", "", "05:45", "", "", "", "8 min no-load, stable")
    hands.saved(4)
    hands.press("t")
    hands.press(Key.Key_Space, control=True)
    hands.fill("Parallel GEN-2 with GEN-1", "Infrastructure Branch Director", "", "06:00", "", "T-01")
    hands.saved(5)

    # a second window beside the first, on the log alone: it is in step from now on
    hands.to_screen(Key.Key_F2)
    hands.press(Key.Key_P, control=True, shift=True)
    hands.wait(lambda: bool(windows.others) and windows.others[0].desk.picture is not None)
    [beside] = windows.others
    active(qtbot, console)

    # 03:50 calls: no answer, voicemail, answered
    clock.advance(minutes=3)
    hands.to_screen(Key.Key_F5)
    for outcome, number in (("3", 6), ("2", 7)):
        hands.press(Key.Key_Return, outcome)
        hands.saved(number)
        clock.advance(minutes=1)
    hands.press(Key.Key_Return, "1")
    hands.press("Duty engineer", Key.Key_Tab, "04:50", Key.Key_Return)
    hands.saved(8)
    hands.wait(lambda: beside.desk.picture is not None and len(beside.desk.picture.all(CallAttempt)) == 3)

    # 04:00 a decision
    clock.moment = datetime(2026, 8, 12, 8, 0, tzinfo=UTC)
    hands.press("d")
    hands.press(Key.Key_Space, control=True)
    hands.wait(lambda: console.window.panel_open)
    hands.press("Divert trauma and STEMI? stay open | divert trauma and STEMI", Key.Key_Tab)
    hands.fill("divert trauma and STEMI", "OR is on the failed branch")
    hands.saved(9)

    # 04:40 the first task is done and verified, the second may start
    clock.moment = datetime(2026, 8, 12, 8, 40, tzinfo=UTC)
    hands.to_screen(Key.Key_F4)
    hands.press(Key.Key_Home)
    hands.press("w")
    hands.saved(10)
    hands.press("x")
    hands.saved(11)
    hands.wait(lambda: hands.task("T-02").status is TaskStatus.READY)
    hands.press(Key.Key_K, control=True)
    hands.press("T-01", Key.Key_Return)
    hands.press("y")
    hands.wait(lambda: console.window.panel_open)
    hands.press("480 V on three phases", Key.Key_Return)
    hands.saved(12)

    # look at 04:31 and come back; the window beside goes on with now
    hands.press(Key.Key_T, control=True)
    hands.press("04:31", Key.Key_Return)
    hands.wait(lambda: console.as_at.says.startswith("Shows 04:31"))
    then = hands.task("T-01").status
    hands.press(Key.Key_Escape, Key.Key_Escape)
    hands.wait(lambda: console.desk.as_at is None)
    assert then is TaskStatus.READY
    assert beside.desk.as_at is None

    # 04:45 hand over and sign
    clock.moment = datetime(2026, 8, 12, 8, 45, tzinfo=UTC)
    hands.to_screen(Key.Key_F6)
    screen = console.window.shown_view
    assert isinstance(screen, HandoverScreen)
    screen.print_step.folder.setText(str(tmp_path / "pages"))
    hands.press("5")
    hands.wait(screen.print_step.to_post.hasFocus)
    hands.press("Day Coordinator", Key.Key_Return)
    hands.wait(lambda: screen.print_step.button.text().startswith("Walked"))
    hands.press(Key.Key_Return)
    hands.wait(screen.sign.read_back.hasFocus)
    hands.press("GEN-2 starts by hand", Key.Key_Tab, Key.Key_Tab, "dc", Key.Key_Return)
    hands.wait(screen.sign.left_open.hasFocus)
    hands.press("Both know it", Key.Key_Return, Key.Key_Return)
    hands.saved(15)
    hands.wait(
        lambda: beside.desk.picture is not None and any(one.signed_at for one in beside.desk.picture.all(Handover))
    )
    console.window.close()
    check(tmp_path / "hour.db", first.id)


def check(place: Path, system_id: object) -> None:
    """What the log says afterwards."""
    database = open_database(place)
    desk = reading_desk(database)
    desk = desk.at(desk.ask(incident_to_show()))
    picture, lines = desk.ask(picture_at()), desk.ask(log_page(0, 100))
    states = {status.system_id: status for _, status in picture.systems() if status is not None}
    tasks = {task.ref: task for task in picture.all(Task)}
    calls = {picture.get(Contact, call.contact_id).name: call for call in picture.all(CallAttempt)}  # type: ignore[union-attr]
    [decision], [handover] = picture.all(Decision), picture.all(Handover)

    assert len(lines) == 15
    assert len(states) == 2
    assert picture.get(System, system_id) is not None  # type: ignore[arg-type]
    assert states[system_id].state is SystemState.NONFUNCTIONAL  # type: ignore[index]
    assert states[system_id].remark == "GEN-2 failed to start"  # type: ignore[index]
    assert (tasks["T-01"].status, tasks["T-01"].reading) == (TaskStatus.VERIFIED, "480 V on three phases")
    assert tasks["T-01"].verified_how == "8 min no-load, stable"
    assert [one.ref for one in picture.predecessors(tasks["T-02"])] == ["T-01"]
    assert {call.outcome for call in calls.values()} == {
        CallOutcome.NO_ANSWER, CallOutcome.VOICEMAIL, CallOutcome.ACKNOWLEDGED}  # fmt: skip
    assert calls["Kestrel Power"].acknowledged_by == "Duty engineer"
    assert decision.choice == "divert trauma and STEMI"
    assert (handover.to_initials, handover.left_open) == ("DC", "Both know it")
    assert desk.ask(verify_log()).problems == []
    database.close()
