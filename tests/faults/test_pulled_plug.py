"""A replay is killed thirty times, spread over the run, and nothing that was saved is missing.

A killed process is not a power cut: for that stand WAL and `synchronous=FULL`, which are read back when the database
is opened (`tests/models/test_database.py`) and were measured under simulated power cuts (quality 2).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.incidents import incident_called
from app.logbook import log_page
from app.picture import picture_at
from app.station import reading_desk
from app.verify import verify_log
from models.database import open_database

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "demo" / "hospital-power-outage.toml"
KILLS = 30
SAVES = 125
"""As many entries as the demonstration has."""


@pytest.mark.parametrize("kill", range(KILLS))
def test_what_was_saved_before_the_plug_was_pulled_is_there(kill: int, tmp_path: Path) -> None:
    database = tmp_path / "replay.db"
    program = [sys.executable, str(ROOT / "main.py"), "replay", str(SCRIPT), "--database", str(database)]
    last_line = 1 + SAVES * kill // KILLS

    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, cwd=tmp_path, start_new_session=True) as replay:
        assert replay.stdout is not None
        said = [replay.stdout.readline() for _ in range(last_line)]
        os.kill(replay.pid, signal.SIGKILL)
        said += replay.stdout.readlines()

    saved = [line.split()[1] for line in said if line.startswith("saved ")]
    opened = open_database(database)
    desk = reading_desk(opened)
    desk = desk.at(desk.ask(incident_called(said[0].strip())))
    numbers = {line.entry.number for line in desk.ask(log_page(0, 10_000))}
    verdict = desk.ask(verify_log())
    assert set(saved) <= numbers
    assert len(numbers) <= len(saved) + 1
    assert verdict.problems == []
    assert desk.ask(picture_at()).has_incident
    opened.close()
