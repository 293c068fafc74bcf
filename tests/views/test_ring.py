"""`main.py ring`: a call reaches the running console as a parked draft, and nothing else does."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ring import as_bytes, checked_ring, door_name
from views.application import note_call
from views.console import Console
from views.ring import NOT_NOTED, NOTED, Door

ROOT = Path(__file__).parents[2]


@pytest.fixture
def heard() -> list[tuple[str, str]]:
    return []


@pytest.fixture
def door(qtbot: QtBot, tmp_path: Path, heard: list[tuple[str, str]]) -> Iterator[Door]:
    made = Door(tmp_path / "watchkeeper.db", _noted(heard))
    yield made
    made.close()


def _noted(heard: list[tuple[str, str]]) -> Callable[[str, str], bool]:
    def note(party: str, method: str) -> bool:
        heard.append((party, method))
        return party != "Nobody"

    return note


def knock(qtbot: QtBot, place: Path, message: bytes) -> bytes:
    socket = QLocalSocket()
    socket.connectToServer(door_name(place))
    assert socket.waitForConnected(2000)
    socket.write(message)
    answer = b""

    def heard_all() -> bool:
        nonlocal answer
        answer += socket.readAll().data()
        return answer.endswith(b"\n") or socket.state() is QLocalSocket.LocalSocketState.UnconnectedState

    qtbot.waitUntil(heard_all, timeout=4000)
    socket.abort()
    return answer


def test_a_call_is_noted_and_told_so(qtbot: QtBot, door: Door, tmp_path: Path, heard: list[tuple[str, str]]) -> None:
    answer = knock(qtbot, tmp_path / "watchkeeper.db", as_bytes(checked_ring("Kestrel Power", "radio")))

    assert (answer, heard) == (NOTED, [("Kestrel Power", "radio")])


def test_a_call_that_the_console_does_not_take_is_told_so(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    answer = knock(qtbot, tmp_path / "watchkeeper.db", as_bytes(checked_ring("Nobody")))

    assert answer == NOT_NOTED


@pytest.mark.parametrize("message", [b"rm -rf /\n", b'{"from": 7, "by": "phone"}\n', b"x" * 5000])
def test_what_is_no_call_is_not_noted(
    qtbot: QtBot, door: Door, tmp_path: Path, heard: list[tuple[str, str]], message: bytes
) -> None:
    answer = knock(qtbot, tmp_path / "watchkeeper.db", message)

    assert (answer, heard) == (NOT_NOTED, [])


def test_whoever_says_nothing_is_shown_out(
    qtbot: QtBot, door: Door, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("views.ring.WAIT", 200)

    assert knock(qtbot, tmp_path / "watchkeeper.db", b'{"from": "Kes') == b""
    assert door._said == {}


def test_a_second_console_leaves_the_door_to_the_first(qtbot: QtBot, door: Door, tmp_path: Path) -> None:
    second = Door(tmp_path / "watchkeeper.db", _noted([]))

    assert (door.listens, second.listens) == (True, False)


def test_the_program_reaches_the_console(qtbot: QtBot, console: Console, tmp_path: Path) -> None:
    place = console.desk.desk.database.path
    assert place is not None
    door = Door(place, partial(note_call, console))
    with _program(place, "--from", "Kestrel Power", "--by", "radio") as ring:
        qtbot.waitUntil(lambda: ring.poll() is not None, timeout=20_000)
        assert ring.stdout is not None
        said = ring.stdout.read()
    door.close()

    assert (said, ring.returncode) == ("Noted: Kestrel Power by radio.\n", 0)
    assert [one.text for one in console.entry_line._drafts.parked] == ["from Kestrel Power by radio: "]
    QTest.qWait(0)


def test_a_call_during_the_demonstration_is_said_and_not_noted(console: Console) -> None:
    console.desk.place = "look"

    noted = note_call(console, "Kestrel Power", "phone")

    assert not noted
    assert console.bar.told.startswith("Kestrel Power calls by phone.")
    assert console.entry_line._drafts.parked == []


def test_where_no_console_runs_the_program_says_so(tmp_path: Path) -> None:
    with _program(tmp_path / "none.db", "--from", "Kestrel Power") as ring:
        assert ring.stderr is not None
        said = ring.stderr.read()

    assert said == "No console runs on this database. Start it first: the call was not noted.\n"
    assert ring.returncode == 1


def _program(place: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "ring", *arguments, "--database", str(place)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
