"""Bringing a database up to the present schema, in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

HERE = Path(__file__).parent


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine) -> None:
    """Run every migration that is missing; all of them or none.

    Foreign keys are off meanwhile: a batch rebuild with them on drops triggers and cascades without a word.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            command.upgrade(configuration(connection), "head")
        return
    from models.database import APPLICATION_ID, SCHEMA_VERSION

    with engine.connect() as connection:
        _pragma_outside(connection, "foreign_keys=0")
        try:
            with connection.begin():
                command.upgrade(configuration(connection), "head")
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise RuntimeError("the migration left a reference to nothing")
                connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
                connection.execute(text(f"PRAGMA user_version={SCHEMA_VERSION}"))
        finally:
            _pragma_outside(connection, "foreign_keys=1")


def _pragma_outside(connection: Connection, pragma: str) -> None:
    """Set what SQLite takes outside a transaction only."""
    raw = connection.connection.cursor()
    raw.execute(f"PRAGMA {pragma}")
    raw.close()
