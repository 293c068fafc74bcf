"""Leaving an incident: what is half done is not thrown away without a word; damaged habits do not stop the console."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from app.commands.incidents import declare_incident
from app.desk import Desk
from views.console import SCREENS, Console, id_of, station_opener
from views.desk import QtDesk
from views.inline import InlineExecutor

Key = Qt.Key


def half_done(console: Console) -> None:
    """A decision that is begun and not recorded."""
    console.do_action("decide", None)
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "Divert trauma")


def test_a_half_done_form_is_asked_about_before_another_incident_is_shown(console: Console, desk: Desk) -> None:
    other = desk.do(declare_incident("Chiller plant lost")).scope_id
    first = console.desk.desk.incident_id
    half_done(console)

    console.do_action("open_incident", other)
    asked = console.window.strips.words("refused") or ""
    stayed = console.desk.desk.incident_id
    console.do_action("open_incident", other)

    assert asked.startswith("Half done: “Record a decision”")
    assert stayed == first
    assert console.desk.desk.incident_id == other


def test_the_demonstration_asks_as_well(console: Console) -> None:
    half_done(console)

    console.do_action("try", None)

    assert console.desk.place == "station"
    assert "Half done" in (console.window.strips.words("refused") or "")


@pytest.mark.parametrize("kept", ["garbage", "", None, "7"])
def test_a_damaged_habit_is_left_out(kept: object) -> None:
    assert id_of(kept) is None


def test_a_damaged_settings_file_does_not_stop_the_console(
    tmp_path: Path, settings: QSettings, dark: None, qtbot: object
) -> None:
    settings.setValue("incident", "garbage")
    made = Console(station_opener(tmp_path / "station.db"), settings, QtDesk(worker=InlineExecutor))
    made.window.show()
    made.open_station()

    assert made.desk.ready
    made.window.close()
    delete(made.window)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.words)
def test_a_screen_asked_for_before_the_log_is_open_says_so(
    tmp_path: Path, settings: QSettings, dark: None, qtbot: object, screen: object
) -> None:
    (tmp_path / "folder").mkdir()
    made = Console(station_opener(tmp_path / "folder"), settings, QtDesk(worker=InlineExecutor))
    made.open_station()

    made.show_screen(screen)  # type: ignore[arg-type]

    assert made.window.strips.words("refused") == "The log is not open yet."
    made.window.close()
    delete(made.window)


def test_a_clock_that_was_set_back_hides_no_entry_from_the_as_at_control(
    console: Console, clock: Callable[..., object]
) -> None:
    from app.commands.logbook import write_note

    console.desk.do(console, write_note(), words="Before.")
    clock.moment = clock.moment.replace(hour=6)  # type: ignore[attr-defined]
    console.as_at.step(-1)

    assert console.desk.as_at is not None
    assert console.as_at.refusal == ""


def test_what_was_typed_for_one_incident_is_not_written_into_another(console: Console, desk: Desk) -> None:
    other = desk.do(declare_incident("Chiller plant lost")).scope_id
    console.entry_line.setFocus()
    QTest.keyClicks(console.entry_line.field, "Typed for the first")

    console.do_action("open_incident", other)
    console.entry_line.setFocus()
    QTest.keyClick(console.entry_line.field, Key.Key_Return)
    parked = console.entry_line.text
    QTest.keyClick(console.entry_line.field, Key.Key_Up)

    fold = console.desk.picture and console.desk.picture.incident_fold
    assert fold
    assert sum(fold.places.values()) == 1
    assert parked == ""
    assert console.entry_line.text == "Typed for the first"
