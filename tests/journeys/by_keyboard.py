"""A shift by keyboard alone, in the real window on a real display; `test_by_keyboard.py` gives it one and runs it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.desk import Desk
from app.incidents import incident_to_show
from app.logbook import log_page
from app.picture import picture_at
from app.station import StationSettings, open_desk, reading_desk
from app.verify import verify_log
from models.database import open_database
from models.incident import Handover
from views import theme
from views.boards.handover_screen import HandoverScreen
from views.console import Console

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys where the focus is, and waits for what the screen then says."""

    def __init__(self, qtbot: QtBot, console: Console) -> None:
        self._qtbot, self._console = qtbot, console

    def press(self, *keys: Qt.Key | str, control: bool = False, shift: bool = False) -> None:
        """Press keys one after the other; a text is typed."""
        modifier = CONTROL if control else Qt.KeyboardModifier.NoModifier
        modifier |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            target = QApplication.focusWidget() or self._console.window
            if isinstance(key, str):
                QTest.keyClicks(target, key)
            else:
                QTest.keyClick(target, key, modifier)

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until the window's workers have brought this about."""
        self._qtbot.waitUntil(condition, timeout=20_000)

    def save(self, words: str, number: int) -> None:
        """Type a line, press Enter, and wait until the bar says that it is saved and the log shows it."""
        self.press(words, Key.Key_Return)
        self.wait(lambda: self._console.bar.says.endswith(f"as #{number}"))
        self.wait(lambda: self.shown() == number)

    def shown(self) -> int:
        """How many entries the window shows."""
        fold = self._console.desk.picture and self._console.desk.picture.incident_fold
        return sum(fold.places.values()) if fold else 0


@pytest.fixture
def clock() -> SetClock:
    """03:43:30 at the hospital."""
    return SetClock(datetime(2026, 8, 12, 7, 43, 30, tzinfo=UTC))


@pytest.fixture
def console(qtbot: QtBot, qapp: QApplication, clock: SetClock, tmp_path: Path) -> Iterator[Console]:
    """The console as it starts for the first time, with its real threads."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use(qapp, "dark")

    def opener() -> Desk:
        settings = StationSettings("Hospital Operations", "Larkspur Ridge", "America/New_York", "letter")
        return open_desk(open_database(tmp_path / "shift.db"), settings, clock=clock)

    made = Console(opener, QSettings(str(tmp_path / "console.ini"), QSettings.Format.IniFormat))
    made.window.resize(1280, 720)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_from_the_first_alarm_to_a_signed_handover_without_the_mouse(
    qtbot: QtBot, console: Console, clock: SetClock, tmp_path: Path
) -> None:
    assert QGuiApplication.platformName() == "xcb"
    hands = Hands(qtbot, console)
    hands.wait(lambda: console.desk.picture is not None)
    with qtbot.waitActive(console.window):
        console.window.activateWindow()

    # 03:43 declare
    hands.press(Key.Key_N, control=True)
    hands.press("Feeder A lost", Key.Key_Return, Key.Key_Return)
    hands.wait(lambda: console.desk.picture is not None and console.desk.picture.has_incident)

    # three entries, one of them wrong
    clock.advance(minutes=8)
    hands.press(Key.Key_Escape, Key.Key_N)
    hands.save("GEN-2 fail to start.", 2)
    hands.save("E4 stopped, two persons inside.", 3)
    clock.advance(minutes=5)
    hands.save("County Fire called.", 4)

    # correct the second: out of the line, up from the end, E
    hands.press(Key.Key_Escape, Key.Key_End, Key.Key_Up)
    hands.press(Key.Key_E)
    hands.wait(lambda: console.window.panel_open)
    hands.press(Key.Key_A, control=True)
    hands.press("E4 stopped, three persons inside.", Key.Key_Return, "intercom roll-call", Key.Key_Return)
    hands.wait(lambda: console.bar.says.endswith("as #5"))

    # 05:00 one more, then look at 04:31 and come back
    clock.moment = datetime(2026, 8, 12, 9, 0, tzinfo=UTC)
    hands.press(Key.Key_Escape, Key.Key_N)
    hands.save("Batteries ordered.", 6)
    hands.press(Key.Key_T, control=True)
    hands.press("04:31", Key.Key_Return)
    hands.wait(lambda: console.as_at.says.startswith("Shows 04:31"))
    hands.press(Key.Key_Escape, Key.Key_Escape)
    hands.wait(lambda: console.desk.as_at is None)

    # 07:00 issue the page, print it, walk through it
    clock.moment = datetime(2026, 8, 12, 11, 0, tzinfo=UTC)
    hands.press(Key.Key_Escape, Key.Key_H)
    screen = console.window.shown_view
    assert isinstance(screen, HandoverScreen)
    issue, sign = screen.print_step, screen.sign
    issue.folder.setText(str(tmp_path / "pages"))
    hands.press("p")
    hands.wait(lambda: screen.page.view.count > 0)
    hands.press("p", "5")
    hands.wait(issue.to_post.hasFocus)
    hands.press("Day Coordinator", Key.Key_Return)
    hands.wait(lambda: (tmp_path / "pages").is_dir() and len(list((tmp_path / "pages").glob("*.pdf"))) == 1)
    hands.wait(lambda: console.bar.says.endswith("as #7") and issue.button.text().startswith("Walked"))
    hands.press(Key.Key_Return)
    hands.wait(sign.read_back.hasFocus)

    # 07:08 read back, say why points are left open, sign by a second Enter
    clock.advance(minutes=8)
    hands.press("ATS-CR2 in bypass, fuel 37 h", Key.Key_Tab, Key.Key_Tab, "dc", Key.Key_Return)
    hands.wait(sign.left_open.hasFocus)
    hands.press("Both know it", Key.Key_Return, Key.Key_Return)
    hands.wait(lambda: console.bar.says.endswith("as #9"))
    console.window.close()

    database = open_database(tmp_path / "shift.db")
    desk = reading_desk(database)
    desk = desk.at(desk.ask(incident_to_show()))
    lines = desk.ask(log_page(0, 100))
    [handover] = desk.ask(picture_at()).all(Handover)
    [page] = (tmp_path / "pages").glob("*.pdf")
    assert [line.entry.text for line in lines][1:6] == [
        "GEN-2 fail to start.",
        "E4 stopped, two persons inside.",
        "County Fire called.",
        "E4 stopped, three persons inside.",
        "Batteries ordered.",
    ]
    assert [line.entry.number for line in lines if line.struck] == ["3"]
    assert (handover.to_initials, handover.passes_at) == ("DC", datetime(2026, 8, 12, 11, 8, tzinfo=UTC))
    assert (handover.walked_at, handover.left_open) == (datetime(2026, 8, 12, 11, 0, tzinfo=UTC), "Both know it")
    assert "three persons" in "".join(sheet.extract_text() for sheet in PdfReader(page).pages)
    assert desk.ask(verify_log()).problems == []
    database.close()
