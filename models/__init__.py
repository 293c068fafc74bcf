"""The tables of the field, the log that records every change to them, and the database that holds both.

May import `resources` only. Read `terms.py` (the words), then `log.py` (the entry and the hook), then `database.py`.
"""
