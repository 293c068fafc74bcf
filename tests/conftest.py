"""What tests share: a clock that is set by hand, an empty database, a desk at an incident, and the demonstration."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.desk import Desk
from app.replay import replay
from app.script import load_script
from app.station import open_desk
from models.database import Database, open_database
from resources import files

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def clock() -> SetClock:
    """07:43 UTC on the day of the demonstration; it moves only when a test moves it."""
    return SetClock(datetime(2026, 8, 12, 7, 43, tzinfo=UTC))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database of its own file."""
    opened = open_database(tmp_path / "watchkeeper.db")
    yield opened
    opened.close()


@pytest.fixture
def desk(database: Database, clock: SetClock) -> Desk:
    """A desk of a new station (times in UTC, the HICS register) at an incident that was just declared."""
    opened = open_desk(database, clock=clock)
    return opened.at(opened.do(declare_incident("Loss of normal power")).scope_id)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Desk]]:
    """The whole demonstration, replayed once for all tests: they read it and change nothing."""
    opened = open_database(tmp_path_factory.mktemp("demonstration") / "watchkeeper.db")
    yield opened, replay(opened, load_script(files.path("demo", "hospital-power-outage.toml")))
    opened.close()
