"""What tests share: a clock that is set by hand, an empty database, a desk at an incident, and the demonstration."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.desk import Desk, Receipt
from app.replay import replay
from app.script import load_script
from app.seat_note import note_seat
from app.station import open_desk
from models.database import Database, open_database
from resources import files

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


BEGINS = datetime(2026, 8, 12, 7, 43, tzinfo=UTC)
"""07:43 UTC on the day of the demonstration."""


@pytest.fixture
def clock() -> SetClock:
    """07:43 UTC on the day of the demonstration; it moves only when a test moves it."""
    return SetClock(BEGINS)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Desk, Receipt]:
    """Two databases that tests begin with a copy of: an empty one, and a station with an incident just declared."""
    folder = tmp_path_factory.mktemp("templates")
    open_database(folder / "empty.db").close()
    opened = open_database(folder / "station.db")
    desk = open_desk(opened, clock=SetClock(BEGINS))
    declared = desk.do(declare_incident("Loss of normal power"))
    opened.close()
    return folder / "empty.db", folder / "station.db", desk, declared


def begins_declared(request: pytest.FixtureRequest, clock: SetClock) -> bool:
    """Whether a test begins with the desk's incident: not at another time, nor with a window where nothing is open."""
    return "desk" in request.fixturenames and "empty" not in request.fixturenames and clock() == BEGINS


@pytest.fixture
def database(
    request: pytest.FixtureRequest, tmp_path: Path, clock: SetClock, templates: tuple[Path, Path, Desk, Receipt]
) -> Iterator[Database]:
    """An empty database of its own file; where a test has a desk as well, it may hold that desk's station already."""
    empty, station, desk, declared = templates
    begun = begins_declared(request, clock)
    place = tmp_path / "watchkeeper.db"
    shutil.copyfile(station if begun else empty, place)
    place.chmod(0o600)
    opened = open_database(place)
    if begun:
        note_seat(opened, desk.seat_id, declared.entry_id)  # else a copied file would be another desk's
    yield opened
    opened.close()


@pytest.fixture
def desk(
    request: pytest.FixtureRequest,
    database: Database,
    clock: SetClock,
    templates: tuple[Path, Path, Desk, Receipt],
) -> Desk:
    """A desk of a new station (times in UTC, the HICS register) at an incident that was just declared."""
    opened = open_desk(database, clock=clock)
    if begins_declared(request, clock):
        return opened.at(templates[3].scope_id)
    return opened.at(opened.do(declare_incident("Loss of normal power")).scope_id)


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Desk]]:
    """The whole demonstration, replayed once for all tests: they read it and change nothing."""
    opened = open_database(tmp_path_factory.mktemp("demonstration") / "watchkeeper.db")
    yield opened, replay(opened, load_script(files.path("demo", "hospital-power-outage.toml")))
    opened.close()
