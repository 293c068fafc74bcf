"""What the journeys share: the script of the demonstration, and what its replay tells of the first thirty entries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.replay import replay
from app.script import Script, load_script
from models.database import open_database
from resources import files
from tests.journeys.first_thirty import FIRST_THIRTY
from tests.journeys.thirty_told import Told, told_by


@pytest.fixture(scope="session")
def script() -> Script:
    return load_script(files.path("demo", "hospital-power-outage.toml"))


@pytest.fixture(scope="session")
def replayed(script: Script, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    database = open_database(tmp_path_factory.mktemp("replayed") / "watchkeeper.db")
    desk = replay(database, script, until=FIRST_THIRTY[-1].recorded_at)
    yield told_by(desk, [entry.label for entry in script.entries])
    database.close()
