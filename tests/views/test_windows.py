"""Several windows of one seat: in step, remembered, and gone without a trace."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.station import open_desk
from models.database import open_database
from views.console import SCREENS, Console
from views.desk import QtDesk
from views.inline import InlineExecutor
from views.windows import Windows

BOARD, LOG = SCREENS[0], SCREENS[1]
Opener = Callable[[], Windows]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A station's database with an incident in it."""
    opened = open_database(tmp_path / "station.db")
    open_desk(opened).do(declare_incident("Loss of utility feed A"))
    opened.close()
    return tmp_path / "station.db"


@pytest.fixture
def open_windows(qtbot: QtBot, dark: None, settings: QSettings, place: Path) -> Iterator[Opener]:
    """Opens the seat's windows as they were left."""
    made: list[Windows] = []

    def open_them() -> Windows:
        windows = Windows(partial(at_station, place), settings, partial(QtDesk, worker=InlineExecutor))
        made.append(windows)
        windows.first.window.resize(1600, 1000)
        windows.first.window.show()
        qtbot.waitUntil(lambda: windows.first.desk.picture is not None)
        return windows

    yield open_them
    for windows in made:
        if isValid(windows) and isValid(windows.first.window):
            windows.first.window.close()
            delete(windows.first.window)


def at_station(place: Path) -> Desk:
    return open_desk(open_database(place))


def entries(console: Console) -> int:
    """How many entries of its incident a window knows of."""
    fold = console.desk.picture and console.desk.picture.incident_fold
    return sum(fold.places.values()) if fold else 0


def test_two_windows_are_in_step(open_windows: Opener) -> None:
    windows = open_windows()
    beside = windows.open_beside(windows.first, None)

    beside.desk.do(beside, write_note(), words="From the second window.")
    windows.first.desk.do(windows.first, write_note(), words="From the first.")

    assert (entries(windows.first), entries(beside)) == (3, 3)


def test_a_screen_is_popped_out_alone_and_keeps_its_own_moment(open_windows: Opener) -> None:
    windows = open_windows()
    windows.first.show_screen(LOG)
    windows.first.keyboard.find("Ctrl+Shift+P").act()  # type: ignore[union-attr]
    [popped] = windows.others
    windows.first.desk.show_past(windows.first.desk.now())

    assert popped.alone is LOG
    assert popped.window.rail.isHidden()
    assert popped.window.windowTitle().startswith("Log – INC-")
    assert windows.first.desk.read_only
    assert not popped.desk.read_only


def test_a_popped_out_window_leaves_other_screens_to_the_first(open_windows: Opener) -> None:
    windows = open_windows()
    windows.first.show_screen(LOG)
    popped = windows.open_beside(windows.first, LOG)

    popped.show_screen(BOARD)

    assert type(windows.first.window.shown_view).__name__ == "BoardScreen"
    assert type(popped.window.shown_view).__name__ == "LogScreen"


def test_each_window_may_be_at_an_incident_of_its_own_and_says_which(open_windows: Opener) -> None:
    windows = open_windows()
    other = windows.first.desk.desk.do(declare_incident("Chiller plant lost"))
    beside = windows.open_beside(windows.first, None, other.scope_id)

    beside.desk.do(beside, write_note(), words="Only for the chillers.")

    assert beside.window.windowTitle() == "INC-2026-0002 Chiller plant lost – Watchkeeper"
    assert "INC-2026-0001" in windows.first.window.windowTitle()
    assert (entries(windows.first), entries(beside)) == (1, 2)


def test_the_windows_come_back_as_they_were_left(open_windows: Opener) -> None:
    windows = open_windows()
    windows.open_beside(windows.first, LOG)
    windows.first.window.close()

    again = open_windows()

    [popped] = again.others
    assert popped.alone is LOG
    assert entries(popped) == 1


def test_what_was_remembered_wrongly_is_left_out(open_windows: Opener, settings: QSettings) -> None:
    settings.setValue("windows", '[{"screen": 7}, 3')

    assert open_windows().others == []


def test_the_first_window_asks_for_all_before_it_closes(open_windows: Opener) -> None:
    windows = open_windows()
    beside = windows.open_beside(windows.first, None)
    beside.entry_line.field.setPlainText("Half a line")

    closed = windows.first.window.close()

    assert not closed
    assert beside.window.isVisible()
    assert "Not saved" in (beside.window.strips.words("refused") or "")
    beside.entry_line.field.clear()


def test_a_restart_brings_back_what_was_typed_and_what_was_parked(open_windows: Opener) -> None:
    windows = open_windows()
    line = windows.first.entry_line
    line.setFocus()
    QTest.keyClicks(line.field, "Parked in the first")
    QTest.keyClick(line.field, Qt.Key.Key_Escape)
    beside = windows.open_beside(windows.first, None)
    QTest.keyClicks(beside.entry_line.field, "Begun beside")
    QTest.keyClicks(line.field, "Half a")
    for _ in range(2):
        windows.first.window.close()

    again = open_windows().first.entry_line

    assert again.text == "Half a"
    assert sorted(one.text for one in again._drafts.parked) == ["Begun beside", "Parked in the first"]


def test_a_scratch_copy_keeps_no_drafts(open_windows: Opener, place: Path) -> None:
    windows = open_windows()
    windows.first.desk.place = "try"
    QTest.keyClicks(windows.first.entry_line.field, "Only tried")
    for _ in range(2):
        windows.first.window.close()

    assert open_windows().first.entry_line.text == ""


def test_closing_leaves_no_object_thread_or_timer_behind(open_windows: Opener, qapp: QApplication) -> None:
    before, stood = threading.active_count(), set(map(id, qapp.topLevelWidgets()))
    windows = open_windows()
    windows.open_beside(windows.first, LOG)
    kept = [windows, windows.first, windows.first.window, *windows.others, *(one.window for one in windows.others)]
    kept += [one.desk for one in windows.all]
    timers = windows.first.findChildren(QTimer)

    windows.first.window.close()
    delete(windows.first.window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()

    assert [one for one in kept if isValid(one)] == []
    assert [one for one in timers if isValid(one)] == []
    assert [widget for widget in qapp.topLevelWidgets() if id(widget) not in stood] == []
    assert threading.active_count() == before


def test_the_wall_window_opens_and_closes_by_the_same_key_and_goes_with_the_first(open_windows: Opener) -> None:
    windows = open_windows()
    key = windows.first.keyboard.find("Ctrl+Shift+W")
    assert key is not None
    key.act()
    shown = windows.wall
    key.act()
    closed = windows.wall
    key.act()
    last = windows.wall
    assert last is not None
    windows.first.window.close()

    assert shown is not None
    assert closed is None
    assert not isValid(last) or not last.isVisible()


def test_a_window_opened_while_looking_back_is_at_now(open_windows: Opener) -> None:
    windows = open_windows()
    windows.first.desk.show_past(windows.first.desk.now())

    beside = windows.open_beside(windows.first, None)

    assert beside.desk.as_at is None
    assert beside.desk.home_as_at is None


def test_a_window_of_the_demonstration_goes_back_to_the_station_and_not_to_the_scratch_copy(
    open_windows: Opener, place: Path
) -> None:
    windows = open_windows()
    windows.first.do_action("try", None)
    beside = windows.open_beside(windows.first, None)
    shown = beside.desk.place
    beside.do_action("back", None)

    assert shown == "try"
    assert beside.desk.place == "station"
    assert beside.desk.desk.database.path == place


def test_the_wall_stays_at_now_while_the_first_window_looks_back(open_windows: Opener) -> None:
    windows = open_windows()
    windows.open_wall()
    windows.first.desk.show_past(windows.first.desk.now())

    assert windows.wall is not None
    assert windows.wall._desk.as_at is None  # type: ignore[attr-defined]


def test_the_next_start_opens_the_incident_of_the_first_window(open_windows: Opener, settings: QSettings) -> None:
    windows = open_windows()
    other = windows.first.desk.desk.do(declare_incident("Chiller plant lost"))
    windows.open_beside(windows.first, None, other.scope_id)

    assert settings.value("incident") == str(windows.first.desk.desk.incident_id)
    assert windows.first.desk.desk.incident_id != other.scope_id


def test_every_window_says_that_the_database_is_gone(open_windows: Opener, place: Path) -> None:
    windows = open_windows()
    popped = windows.open_beside(windows.first, LOG)
    place.unlink()

    popped.desk.refresh()
    said = popped.window.strips.words("trouble") or ""
    popped.desk.try_again()
    again = popped.window.strips.words("trouble") or ""

    assert "was moved, replaced or deleted" in said
    assert ".rescued-" in said
    assert again == said


def test_the_first_window_comes_back_at_the_screen_it_showed_last(open_windows: Opener) -> None:
    windows = open_windows()
    windows.first.show_screen(LOG)
    windows.first.window.close()

    again = open_windows()

    assert type(again.first.window.shown_view).__name__ == "LogScreen"


def test_a_screen_that_is_no_longer_there_is_left_out(open_windows: Opener, settings: QSettings) -> None:
    settings.setValue("screen", "Weather")

    assert type(open_windows().first.window.shown_view).__name__ == "BoardScreen"
