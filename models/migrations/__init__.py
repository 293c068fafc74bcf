"""The schema's history, carried out by Alembic; imported only when a database is new or behind."""
