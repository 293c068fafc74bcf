"""An older database is brought up to date: everything it holds stays, and it looks like one that was made today."""

from pathlib import Path
from uuid import UUID

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, select, text

from models.base import new_id
from models.database import APPLICATION_ID, SCHEMA_VERSION, CannotOpen, open_database
from models.migrations.upgrade import configuration
from models.station import Station
from models.tables import METADATA


@pytest.fixture
def first_schema(tmp_path: Path) -> tuple[Path, UUID]:
    """A database as the first console left it, with a station in it."""
    place, station_id = tmp_path / "old.db", new_id()
    engine = create_engine(f"sqlite:///{place}", module=sqlite)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0001")
        connection.execute(
            text("INSERT INTO station (id, name, site, time_zone, paper, late_after_minutes) "
                 "VALUES (:id, 'Larkspur Ridge', 'Main', 'America/New_York', 'letter', 15)"),
            {"id": station_id.hex},
        )  # fmt: skip
        connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        connection.execute(text("PRAGMA user_version=1"))
    engine.dispose()
    return place, station_id


def test_what_an_older_console_wrote_is_there_after_the_migration(first_schema: tuple[Path, UUID]) -> None:
    place, station_id = first_schema

    database = open_database(place)

    with database.reading.begin() as session:
        [station] = session.scalars(select(Station))
        version = session.execute(text("PRAGMA user_version")).scalar()
    database.close()
    assert (station.id, station.name, station.paper) == (station_id, "Larkspur Ridge", "letter")
    assert version == SCHEMA_VERSION


def test_a_checked_copy_of_what_it_was_is_kept(first_schema: tuple[Path, UUID]) -> None:
    place, station_id = first_schema

    open_database(place).close()

    kept = sqlite.connect(f"file:{place}.schema-1?mode=ro", uri=True)
    found = kept.execute("SELECT id FROM station").fetchall(), kept.execute("PRAGMA user_version").fetchone()[0]
    kept.close()
    assert found == ([(station_id.hex,)], 1)
    assert not place.with_name("old.db.schema-1.new").exists()


def test_where_no_copy_can_be_kept_nothing_is_migrated(
    first_schema: tuple[Path, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, _ = first_schema
    monkeypatch.setattr("models.backup.os.replace", _no_room)

    with pytest.raises(CannotOpen, match="no copy of it can be kept"):
        open_database(place)

    opened = sqlite.connect(f"file:{place}?mode=ro", uri=True)
    assert opened.execute("PRAGMA user_version").fetchone()[0] == 1
    opened.close()


def _no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


def test_the_migrated_schema_is_the_one_of_today(first_schema: tuple[Path, UUID]) -> None:
    database = open_database(first_schema[0])

    with database.reader.connect() as connection:
        compared = MigrationContext.configure(connection, opts={"include_name": _is_mapped})
        differences = compare_metadata(compared, METADATA)

    database.close()
    assert differences == []


def _is_mapped(name: str | None, kind: str, _: object) -> bool:
    """The search index is a table of FTS5 with shadows of its own, which SQLAlchemy does not map."""
    return kind != "table" or not str(name).startswith("log_search")


def test_the_log_is_still_append_only_after_the_migration(first_schema: tuple[Path, UUID]) -> None:
    database = open_database(first_schema[0])

    with database.reader.connect() as connection:
        triggers = set(connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")))

    database.close()
    assert {"log_entry_no_update", "log_entry_no_delete", "log_book_no_update"} <= triggers
