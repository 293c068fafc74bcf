"""The first thirty entries, typed key by key into the real window's line while calls interrupt each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.methods import note_defect
from app.desk import Desk
from app.picture import picture_at
from app.replay import replay
from app.script import Script
from app.verify import verify_log
from models.contact import Contact
from models.database import open_database
from tests.journeys.first_thirty import FIRST_THIRTY, TypedLine
from tests.journeys.thirty_told import ROWS, Told, facts, told_by, values
from views import theme
from views.console import Console

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
BEGUN = 12
"""Characters that are typed of a line before the call that interrupts it."""


class Typist:
    """Types lines into the entry line, and waits until each is in the log."""

    def __init__(self, qtbot: QtBot, console: Console, clock: SetClock) -> None:
        self._qtbot, self._console, self._clock = qtbot, console, clock
        self.numbers: dict[str, str] = {}
        self.interrupted = 0

    def type(self, text: str) -> None:
        """Type a text where the keyboard is; a new line is Shift+Enter."""
        field = self._console.entry_line.field
        assert field.hasFocus()
        for at, part in enumerate(text.split("\n")):
            if at:
                QTest.keyClick(field, Key.Key_Return, SHIFT)
            QTest.keyClicks(field, part)

    def begin(self, line: TypedLine) -> None:
        """Write the beginning of a line and park it, because another call comes first."""
        self.type(line.text[:BEGUN])
        while self._console.entry_line.text:
            QTest.keyClick(self._console.entry_line.field, Key.Key_Escape)
        self.interrupted += 1

    def go_on(self) -> None:
        """Take the newest parked draft up again."""
        QTest.keyClick(self._console.entry_line.field, Key.Key_1, CONTROL)
        self._qtbot.waitUntil(lambda: bool(self._console.entry_line.text), timeout=5_000)

    def save(self, line: TypedLine, begun: int = 0) -> None:
        """Write (the rest of) a line at its moment, press Enter, and wait for the log."""
        self._clock.moment = line.recorded_at
        before = self._shown()
        self.type(line.numbered(self.numbers)[begun:])
        QTest.keyClick(self._console.entry_line.field, Key.Key_Return)
        self._qtbot.waitUntil(lambda: self._shown() > before, timeout=10_000)
        if line.label is not None:
            self.numbers[line.label] = str(self._shown())

    def _shown(self) -> int:
        fold = self._console.desk.picture and self._console.desk.picture.incident_fold
        return sum(fold.places.values()) if fold else 0


@pytest.fixture
def desk(script: Script, tmp_path: Path) -> Iterator[Desk]:
    """A desk at the incident that was declared and has nothing else in it yet."""
    database = open_database(tmp_path / "typed.db")
    first = script.entries[0]
    declared = replace(first, label=None, kind=None, words="", steps=first.steps[:1])
    yield replay(database, replace(script, entries=(declared,)))
    database.close()


@pytest.fixture
def console(qtbot: QtBot, qapp: QApplication, desk: Desk, tmp_path: Path) -> Iterator[Console]:
    """A console with its real threads."""
    qapp.setStyle("Fusion")
    theme.load_fonts()
    theme.use(qapp, "dark")
    made = Console(lambda: desk, QSettings(str(tmp_path / "console.ini"), QSettings.Format.IniFormat))
    made.window.resize(1280, 800)
    made.window.show()
    qtbot.waitUntil(lambda: made.desk.picture is not None and made.desk.picture.has_incident, timeout=20_000)
    yield made
    made.window.close()
    made.window.deleteLater()


def test_thirty_entries_typed_while_calls_interrupt_each_other_are_those_of_the_script(
    qtbot: QtBot, console: Console, desk: Desk, replayed: Told
) -> None:
    assert isinstance(desk.clock, SetClock)
    typist = Typist(qtbot, console, desk.clock)
    with qtbot.waitActive(console.window):
        console.window.activateWindow()
    QTest.keyClick(console.window, Key.Key_N)

    begun = 0
    for line, after in pairwise([*FIRST_THIRTY, None]):
        assert line is not None
        interrupts = after is not None and not begun and after.recorded[:5] == line.recorded[:5]
        if interrupts and after is not None:
            desk.clock.moment = line.recorded_at
            typist.begin(after)
        if begun:
            typist.go_on()
        typist.save(line, begun)
        begun = BEGUN if interrupts else 0
        if "=wrong" in line.text:
            contact = next(one for one in desk.ask(picture_at()).all(Contact) if one.name == "Clinical Engineering")
            desk.do(note_defect(contact.id, "555-0121", "wrong number, found 12 Aug 04:07"))  # the station's log

    typed = told_by(desk, [None, *(line.label for line in FIRST_THIRTY)])
    assert typist.interrupted >= 8
    assert console.entry_line.drafts == ()
    for label in (f"#{number}" for number in range(1, 31)):
        assert facts(typed, label) == facts(replayed, label)
    for row in ROWS:
        assert values(typed, row) == values(replayed, row), row.__name__
    assert desk.ask(verify_log()).problems == []
