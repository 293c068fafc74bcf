"""Opening the database: what is refused, what is kept safe."""

import stat
import subprocess
import sys
from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from sqlalchemy import UniqueConstraint, inspect, text
from sqlalchemy.exc import DBAPIError

from models.append_only import TABLES
from models.database import APPLICATION_ID, READER_PRAGMAS, SCHEMA_VERSION, WRITER_PRAGMAS, CannotOpen, open_database
from models.tables import METADATA


def test_the_writer_is_as_safe_as_it_can_be_and_the_reader_cannot_write(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new.db")

    with database.writer.connect() as connection:
        for name, wanted in WRITER_PRAGMAS.items():
            assert str(connection.execute(text(f"PRAGMA {name}")).scalar()).lower() == wanted
    with database.reader.connect() as connection:
        for name, wanted in READER_PRAGMAS.items():
            assert str(connection.execute(text(f"PRAGMA {name}")).scalar()).lower() == wanted
        with pytest.raises(DBAPIError, match="readonly"):
            connection.execute(text("CREATE TABLE x (y)"))
    database.close()


def test_the_migrations_make_exactly_the_tables_of_the_code(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new.db")

    found = inspect(database.reader)

    mapped = {name for name in found.get_table_names() if not name.startswith("log_search")}
    assert mapped == {*METADATA.tables, "alembic_version"}
    for table in METADATA.tables.values():
        columns = {column["name"]: column["nullable"] for column in found.get_columns(table.name)}
        assert columns == {column.name: column.nullable for column in table.columns}
        unique = {tuple(sorted(one["column_names"])) for one in found.get_unique_constraints(table.name)}
        declared = {
            tuple(sorted(column.name for column in one.columns))
            for one in table.constraints
            if isinstance(one, UniqueConstraint)
        }
        assert unique == declared
        assert {one["name"] for one in found.get_indexes(table.name)} == {str(one.name) for one in table.indexes}
    database.close()


def test_the_log_has_a_trigger_for_every_way_to_change_it(tmp_path: Path) -> None:
    database = open_database(tmp_path / "new.db")

    with database.reader.connect() as connection:
        triggers = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars())

    assert triggers == {f"{table}_no_{verb}" for table in TABLES for verb in ("update", "delete")}
    database.close()


def test_a_new_database_is_private(tmp_path: Path) -> None:
    open_database(tmp_path / "new.db").close()

    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600


def test_a_database_that_is_up_to_date_opens_without_alembic(tmp_path: Path) -> None:
    open_database(tmp_path / "new.db").close()
    program = (
        "import sys; from models.database import open_database; "
        f"open_database({str(tmp_path / 'new.db')!r}).close(); print('alembic' in sys.modules)"
    )

    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"


@pytest.mark.parametrize(
    "content", [b"this is not a database, whatever its name says " * 40, b"%PDF-1.7\n" + bytes(600)]
)
def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "wrong.db"
    path.write_bytes(content)

    with pytest.raises(CannotOpen, match=r"wrong\.db"):
        open_database(path)

    assert path.read_bytes() == content


def _make(path: Path, *statements: str) -> None:
    connection = sqlite.connect(str(path))
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    _make(tmp_path / "other.db", "CREATE TABLE bookmarks (url)")

    with pytest.raises(CannotOpen, match="another program"):
        open_database(tmp_path / "other.db")


def test_a_database_of_a_newer_console_is_refused(tmp_path: Path) -> None:
    _make(
        tmp_path / "newer.db",
        "CREATE TABLE station (id)",
        f"PRAGMA application_id={APPLICATION_ID}",
        f"PRAGMA user_version={SCHEMA_VERSION + 1}",
    )

    with pytest.raises(CannotOpen, match="newer console"):
        open_database(tmp_path / "newer.db")


def test_a_folder_or_an_unreachable_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotOpen, match="not a file"):
        open_database(tmp_path)
    with pytest.raises(CannotOpen, match="Cannot make"):
        open_database(tmp_path / "file" / "below.db")
    with pytest.raises(CannotOpen, match="needs a file"):
        open_database("sqlite://")


def test_an_old_sqlite_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite, "sqlite_version_info", (3, 40, 1))

    with pytest.raises(CannotOpen, match="can lose committed entries"):
        open_database(tmp_path / "new.db")


def test_a_setting_that_sqlite_does_not_take_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WRITER_PRAGMAS, "synchronous", "7")

    with pytest.raises(CannotOpen, match="synchronous"):
        open_database(tmp_path / "new.db")


def test_a_migration_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.append_only.append_only", lambda dialect, tables: ["CREATE NONSENSE"])
    with pytest.raises(CannotOpen, match="NONSENSE"):
        open_database(tmp_path / "new.db")
    monkeypatch.undo()

    database = open_database(tmp_path / "new.db")

    assert inspect(database.reader).has_table("log_entry")
    database.close()


@pytest.mark.parametrize(
    "url",
    ["nonsense://host/db", "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2", "mysql://x/y", "://"],
)
def test_a_url_that_leads_nowhere_is_refused_in_words(url: str) -> None:
    with pytest.raises(CannotOpen, match="cannot be opened"):
        open_database(url)
