"""A replay is killed thirty times, spread over the run, and nothing that was saved is missing.

A killed process is not a power cut: for that stand WAL and `synchronous=FULL`, which are read back when the database
is opened (`tests/models/test_database.py`) and were measured under simulated power cuts (quality 2).

Every replay is a process of its own, forked from one that has imported the program: importing it thirty times took
longer than the replays.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.incidents import incident_called
from app.logbook import log_page
from app.picture import picture_at
from app.station import reading_desk
from app.verify import verify_log
from main import main
from models.database import open_database

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "demo" / "hospital-power-outage.toml"
KILLS = 30
SAVES = 125
"""As many entries as the demonstration has."""


FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["app.replay", "app.script", "models.migrations.upgrade", __name__])


def replay_into(database: str, said: Connection) -> None:
    """The program, as it is called from a terminal, with its words going through a pipe."""
    sys.stdout = os.fdopen(said.fileno(), "w", encoding="utf-8")
    main(["--database", database, "replay", str(SCRIPT)])


@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_saved_before_the_plug_was_pulled_is_there(kill: int, tmp_path: Path) -> None:
    database = tmp_path / "replay.db"
    last_line = 1 + SAVES * kill // KILLS
    heard, said = FORKS.Pipe(duplex=False)
    replay = FORKS.Process(target=replay_into, args=(str(database), said))

    replay.start()
    said.close()
    with os.fdopen(os.dup(heard.fileno()), encoding="utf-8") as lines:
        told = [lines.readline() for _ in range(last_line)]
        assert replay.pid is not None
        os.kill(replay.pid, signal.SIGKILL)
        told += lines.readlines()
    replay.join()
    heard.close()

    saved = [line.split()[1] for line in told if line.startswith("saved ")]
    opened = open_database(database)
    desk = reading_desk(opened)
    desk = desk.at(desk.ask(incident_called(told[0].strip())))
    numbers = {line.entry.number for line in desk.ask(log_page(0, 10_000))}
    verdict = desk.ask(verify_log())
    assert replay.exitcode == -signal.SIGKILL
    assert set(saved) <= numbers
    assert len(numbers) <= len(saved) + 1
    assert verdict.problems == []
    assert desk.ask(picture_at()).has_incident
    opened.close()
