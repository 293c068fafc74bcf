"""The demonstration: to look at, to try in, stopped half way, and never mixed with live data."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.commands.logbook import write_note
from app.demonstration import look_at_demonstration, opened_demonstration, try_demonstration
from app.desk import Desk
from app.errors import Refused, Stopped
from app.logbook import log_count
from app.picture import picture_at
from app.station import open_desk
from models.database import open_database

AT_0445 = datetime(2026, 8, 12, 8, 45, tzinfo=UTC)


def close(desk: Desk) -> None:
    desk.database.close()


def test_look_shows_the_incident_as_at_0445_and_nothing_can_be_done(tmp_path: Path) -> None:
    desk = look_at_demonstration(tmp_path / "demonstration.db")

    assert desk.as_at is not None
    assert desk.as_at.replace(second=0, microsecond=0) == AT_0445
    assert desk.ask(picture_at()).incident.resolved_at is None
    with pytest.raises(Refused, match="Return to now"):
        desk.do(write_note(), words="No.")
    close(desk)


def test_a_second_look_replays_nothing(tmp_path: Path) -> None:
    place, seen = tmp_path / "demonstration.db", list[int]()
    close(look_at_demonstration(place))

    again = look_at_demonstration(place, progress=lambda done, of: seen.append(done))

    assert seen == []
    close(again)


def test_try_goes_on_from_0445(tmp_path: Path) -> None:
    desk = try_demonstration()
    before = desk.ask(log_count())

    receipt = desk.do(write_note(), words="What if?")

    assert receipt.number == str(before + 1)
    assert receipt.recorded_at.replace(second=0, microsecond=0) == AT_0445
    close(desk)


def test_a_stopped_replay_is_begun_anew(tmp_path: Path) -> None:
    place = tmp_path / "demonstration.db"
    with pytest.raises(Stopped):
        opened_demonstration(place, stop=lambda: True)

    desk = opened_demonstration(place)

    assert desk.ask(log_count()) > 90
    close(desk)


def test_a_live_database_is_never_thrown_away(tmp_path: Path) -> None:
    place = tmp_path / "live.db"
    database = open_database(place)
    open_desk(database)
    database.close()

    with pytest.raises(Refused, match="of Operations"):
        opened_demonstration(place)

    assert place.exists()
