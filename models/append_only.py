"""The triggers that refuse to change the log, for each kind of database; a migration remakes them from this list."""

from collections.abc import Sequence

LOG = ("log_scope", "log_book", "log_entry")
TABLES = (*LOG, "blob")
VERBS = ("UPDATE", "DELETE")


def append_only(dialect: str, tables: Sequence[str]) -> list[str]:
    """The statements that make the triggers of these tables on SQLite or PostgreSQL."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in tables
            for verb in VERBS
        ]
    refuse = (
        "CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()"
        for table in tables
    ]
