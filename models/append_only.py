"""The triggers that refuse to change the log, for each kind of database; a migration remakes them from this list."""

TABLES = ("log_scope", "log_book", "log_entry")
VERBS = ("UPDATE", "DELETE")


def append_only(dialect: str) -> list[str]:
    """The statements that make the triggers on SQLite or PostgreSQL."""
    if dialect == "sqlite":
        return [
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            for table in TABLES
            for verb in VERBS
        ]
    refuse = (
        "CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()"
        for table in TABLES
    ]
