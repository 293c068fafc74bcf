"""Opening the database: SQLite as safe as it can be made, a writer and a reader engine, the schema up to date.

The rules and the measurements behind them are in `shared/design/quality.md` 1 and 2. PostgreSQL takes the same road
with its own locks; nothing outside this file knows which it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pysqlite3.dbapi2 as sqlite
from sqlalchemy import Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from models.backup import BackupFailed, back_up
from models.log import GuardedSession, install_guard

APPLICATION_ID = 0x57544348
"""`WTCH`, so that `file` and other programs know whose database it is."""
SCHEMA_VERSION = 3
"""Goes up with each migration; SQLite keeps it in `user_version`, so that Alembic is not imported when it agrees."""
OLDEST_SAFE_SQLITE = (3, 51, 3)
"""The WAL-reset bug loses committed pages in everything before."""

WRITER_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "2",
    "foreign_keys": "1",
    "busy_timeout": "5000",
    "trusted_schema": "0",
    "cell_size_check": "1",
    "journal_size_limit": str(16 * 1024 * 1024),
}
BESIDE_PRAGMAS = {"busy_timeout": "200", "locking_mode": "exclusive"} | WRITER_PRAGMAS | {"busy_timeout": "200"}
"""A small file of one console's own: whoever comes second is told so soon, and finds another."""
READER_PRAGMAS = {
    "query_only": "1",
    "foreign_keys": "1",
    "busy_timeout": "5000",
    "trusted_schema": "0",
    "cell_size_check": "1",
}


class CannotOpen(Exception):
    """The database cannot be opened; the message is a sentence for the operator."""


@dataclass(frozen=True)
class Database:
    """An open database: one connection that writes, a few that only read.

    `file` is the device and number of the file that was opened (None for a server).
    """

    url: URL
    writer: Engine
    reader: Engine
    path: Path | None
    file: tuple[int, int] | None = None

    @cached_property
    def writing(self) -> sessionmaker[GuardedSession]:
        """Sessions for the write worker."""
        return sessionmaker(self.writer, class_=GuardedSession, expire_on_commit=False, autoflush=True)

    @cached_property
    def reading(self) -> sessionmaker[Session]:
        """Sessions for short reads."""
        return sessionmaker(self.reader, expire_on_commit=False, autoflush=False)

    def is_in_place(self) -> bool:
        """Whether the file that is written is still the one at the path; a deleted file takes writes without a word."""
        return self.path is None or self.file == file_of(self.path)

    def rescue(self) -> Path | None:
        """Copy what the open connection still holds beside the lost file, once, and say where it is."""
        if self.path is None:
            return None
        rescued = self.path.with_name(f"{self.path.name}.rescued-{self.file[1] if self.file else 0}")
        if not rescued.exists():
            self.back_up(rescued)
        return rescued

    def back_up(self, place: Path) -> None:
        """Copy what the open connection holds to a file. Raises `BackupFailed`, `OSError`."""
        connection = self.writer.raw_connection()
        try:
            back_up(connection.driver_connection, place)
        finally:
            connection.close()

    def close(self) -> None:
        """Let go of every connection."""
        self.reader.dispose()
        self.writer.dispose()


def open_database(place: str | Path) -> Database:
    """Open, or make, the database at a path or SQLAlchemy URL.

    Raises `CannotOpen` when it is not ours, is newer than this console, cannot be reached, or the settings that keep it
    safe do not hold.
    """
    try:
        url = _url_of(place)
        return _ready(_sqlite(url) if url.get_backend_name() == "sqlite" else _server(url))
    except (sqlite.DatabaseError, SQLAlchemyError, ModuleNotFoundError) as error:
        cause = str(getattr(error, "orig", None) or error).split("\n", maxsplit=1)[0]
        shown = re.sub(r"//[^@/]*@", "//…@", str(place))  # a password is not for the screen
        raise CannotOpen(f"{shown} cannot be opened as a database path or URL: {cause}.") from error


def _server(url: URL) -> Database:
    writer = create_engine(url, pool_size=1, max_overflow=0, pool_timeout=10)
    reader = create_engine(url, pool_size=4, max_overflow=0, pool_timeout=2)
    return Database(url, writer, reader, None)


def _sqlite(url: URL) -> Database:
    if sqlite.sqlite_version_info < OLDEST_SAFE_SQLITE:
        raise CannotOpen(f"SQLite {sqlite.sqlite_version} can lose committed entries. Run the set-up again.")
    if not url.database or url.database == ":memory:":
        raise CannotOpen("The log needs a file: give a path.")
    path = Path(url.database)
    _make_private(path)
    writer = _sqlite_engine(url, WRITER_PRAGMAS, begin="BEGIN IMMEDIATE", pool_size=1, pool_timeout=10)
    reader = _sqlite_engine(url, READER_PRAGMAS, begin="BEGIN", pool_size=4, pool_timeout=2)
    return Database(url, writer, reader, path, file_of(path))


def open_beside(path: Path) -> Engine:
    """Open, or make, a small file of one process beside the database (drafts), kept as safe as the log itself.

    Raises `CannotOpen`; what SQLite says of the file comes with the first use of the engine.
    """
    _make_private(path)
    url = URL.create("sqlite", database=str(path))
    return _sqlite_engine(url, BESIDE_PRAGMAS, begin="BEGIN IMMEDIATE", pool_size=1, pool_timeout=2)


def stopper(session: Session) -> Callable[[], None]:
    """What ends the statement that a session is running, called from any thread; the statement raises."""
    driver: Any = session.connection().connection.driver_connection
    stop: Callable[[], None] = driver.interrupt if session.get_bind().dialect.name == "sqlite" else driver.cancel
    return stop


def file_of(path: Path) -> tuple[int, int] | None:
    """The device and number of the file at a path, or None where nothing is."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _url_of(place: str | Path) -> URL:
    text = str(place)
    if not text.strip() or text == ":memory:":
        raise CannotOpen("The log needs a file: give a path or a database URL.")
    return make_url(text) if "://" in text else URL.create("sqlite", database=os.path.abspath(text))


def _make_private(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except OSError as error:
        raise CannotOpen(f"Cannot make the database {path}: {error.strerror}.") from error
    if not path.is_file():
        raise CannotOpen(f"{path} is not a file.")


def _sqlite_engine(url: URL, pragmas: dict[str, str], *, begin: str, pool_size: int, pool_timeout: int) -> Engine:
    # mode=rw: a connection that comes later must never make an empty file where the real one is gone
    address = f"file:{quote(url.database or '')}?mode=rw"
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: sqlite.connect(address, uri=True, check_same_thread=False, isolation_level=None),
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=pool_timeout,
    )

    @event.listens_for(engine, "connect")
    def settle(connection: Any, _: object) -> None:
        cursor = connection.cursor()
        for name, wanted in pragmas.items():
            cursor.execute(f"PRAGMA {name}={wanted}")
            row = cursor.execute(f"PRAGMA {name}").fetchone()
            if row is None or str(row[0]).lower() != wanted:
                raise CannotOpen(f"SQLite did not take {name}={wanted}; the log would not be safe here.")
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _ready(database: Database) -> Database:
    try:
        _bring_up_to_date(database)
    except BaseException:
        database.close()
        raise
    install_guard(database.writer)
    return database


def _bring_up_to_date(database: Database) -> None:
    if database.path is not None:
        found = _sqlite_version(database)
        if found == SCHEMA_VERSION:
            return
        if found > SCHEMA_VERSION:
            raise CannotOpen(f"{database.path} was written by a newer console (schema {found}). Use that one.")
        if found:
            _keep_as_it_was(database, database.path, found)
    from models.migrations.upgrade import upgrade

    upgrade(database.writer)


def _keep_as_it_was(database: Database, path: Path, found: int) -> None:
    """Before a migration: a checked copy of the database as the older console left it."""
    kept = path.with_name(f"{path.name}.schema-{found}")
    try:
        database.back_up(kept)
    except (OSError, BackupFailed) as error:
        raise CannotOpen(f"{path} must be brought up to date, and no copy of it can be kept ({error}).") from error


def _sqlite_version(database: Database) -> int:
    connection = database.writer.raw_connection()
    try:
        cursor = connection.cursor()
        application = cursor.execute("PRAGMA application_id").fetchone()[0]
        version = cursor.execute("PRAGMA user_version").fetchone()[0]
        objects = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    finally:
        connection.close()
    if application != APPLICATION_ID and (objects or application):
        raise CannotOpen(f"{database.path} is the database of another program.")
    return int(version)
