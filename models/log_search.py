"""The search index of the log: a derived table with the words and the exact marks of every entry, in SQLite's FTS5.

It hangs on `LogEntry.local_key`, is written with the entry, and can be made anew from the sealed texts at any time.
Newest first costs the same in a log of any length, because postings are read from their end; letters that begin a word
have postings of their own (`prefix`, SQLite's page on FTS5, 4.1). PostgreSQL keeps the same table with its own indexes;
only this module knows which it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, column, insert, table, text
from sqlalchemy.exc import DBAPIError

from models.log_marks import WORD, mark, marks_of, words_of

LAST_KEY = 2**63 - 1
BATCH = 2_000
LETTERS_INDEXED = 3
"""Beginnings up to here have postings of their own."""
MOST_WORDS = 32
_ERROR, _CORRUPT = 1, 11
"""SQLite's result codes: of a table that is not there, and of a file that is not what it was."""
MERGED_AT_ONCE = 8
"""Pages of one step of merging: about 4 ms, however long the log is."""

_SQLITE = (
    "CREATE VIRTUAL TABLE log_search USING fts5(text, marks, content='', columnsize=0, prefix='1 2 3', "
    "tokenize='unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE log_search_terms USING fts5vocab(log_search, 'instance')",
    # A merge in the middle of an append takes 20 ms; these come in steps, in idle time (quality 5).
    "INSERT INTO log_search (log_search, rank) VALUES ('automerge', 0)",
    "INSERT INTO log_search (log_search, rank) VALUES ('crisismerge', 1000)",
)
_POSTGRESQL = (
    "CREATE TABLE log_search (rowid bigint PRIMARY KEY, text text NOT NULL, marks text NOT NULL)",
    "CREATE INDEX ix_log_search_text ON log_search USING gin (to_tsvector('simple', text))",
    "CREATE INDEX ix_log_search_marks ON log_search USING gin (string_to_array(marks, ' '))",
)
_NEW = insert(table("log_search", column("rowid"), column("text"), column("marks")))
_MERGE = text("INSERT INTO log_search (log_search, rank) VALUES ('merge', :pages)")
_NEWEST, _COUNT = "SELECT rowid FROM log_search WHERE", "SELECT count(*) FROM log_search WHERE"
_TERM = text("SELECT term FROM log_search_terms WHERE term >= :least AND term <= :most LIMIT 1")
_SEALED = text("SELECT local_key, sealed FROM log_entry WHERE local_key > :last ORDER BY local_key LIMIT :most")


def search_tables(dialect: str) -> Sequence[str]:
    """The statements that make the index on SQLite or PostgreSQL."""
    return _SQLITE if dialect == "sqlite" else _POSTGRESQL


# --- writing ----------------------------------------------------------------------------------------------------------


def _row(dialect: str, key: int, sealed: Mapping[str, Any]) -> dict[str, Any]:
    parts = (sealed["words"], sealed["sentence"], sealed["reason"], sealed.get("party"), sealed.get("author"))
    said = "\n".join(part for part in parts if part)
    plain = said if dialect == "sqlite" else " ".join(words_of(said))
    return {"rowid": key, "text": plain, "marks": " ".join(marks_of(sealed))}


def index_entry(connection: Connection, key: int, sealed: Mapping[str, Any]) -> None:
    """Put one entry into the index, in the transaction that writes it."""
    connection.execute(_NEW, _row(connection.dialect.name, key, sealed))


def index_entries(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put many entries into the index: the `local_key` (ascending) and the sealed text of each."""
    dialect, left = connection.dialect.name, iter(rows)
    while batch := [_row(dialect, key, json.loads(sealed)) for key, sealed in islice(left, BATCH)]:
        connection.execute(_NEW, batch)
        merge(connection, len(batch) // 4)


def index_rest(connection: Connection) -> None:
    """Put every entry into the index that is newer than the last one there."""
    last = last_indexed(connection)
    while rows := connection.execute(_SEALED, {"last": last, "most": BATCH}).all():
        index_entries(connection, ((key, sealed) for key, sealed in rows))
        last = rows[-1][0]


def rebuild_search(connection: Connection) -> None:
    """Make the index anew from the sealed texts, also where it is missing or damaged."""
    for name in ("log_search_terms", "log_search"):
        connection.execute(text(f"DROP TABLE IF EXISTS {name}"))
    for statement in search_tables(connection.dialect.name):
        connection.execute(text(statement))
    index_rest(connection)


def index_damaged(error: DBAPIError) -> bool:
    """Whether an error says that the index is missing or damaged; the log itself may be whole."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code == _CORRUPT or (code == _ERROR and re.search("log_search|fts5", str(error.orig)) is not None)


def merge(connection: Connection, pages: int = MERGED_AT_ONCE) -> bool:
    """Write about so many pages of the index together; whether there was anything to do."""
    if connection.dialect.name != "sqlite":
        return False
    before = _changed(connection)
    connection.execute(_MERGE, {"pages": pages})
    return _changed(connection) - before >= 2  # less: nothing was to be merged (FTS5, 6.8)


def _changed(connection: Connection) -> int:
    return connection.scalar(text("SELECT total_changes()")) or 0


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sought:
    """Words as they are typed, which stand in an entry one after the other; of the last one perhaps the beginning."""

    said: str
    begins: bool = False


@dataclass(frozen=True)
class Match:
    """What an entry must hold: each of these words or phrases, and of each group of marks one or more.

    A mark that ends in `*` is only the beginning of one.
    """

    sought: tuple[Sought, ...] = ()
    marks: tuple[tuple[str, ...], ...] = ()


EVERY = Match(marks=((mark("words", "own"), mark("words", "none")),))
"""Every entry has words of its own, or has none."""


def newest_keys(
    connection: Connection, match: Match, most: int | None, after: int = 0, before: int = LAST_KEY
) -> list[int]:
    """The `local_key` of the newest entries that match, newest first, between two keys (both left out)."""
    where, values = _where(connection, match)
    limit = "" if most is None else f" LIMIT {most}"
    found = text(f"{_NEWEST} {where} AND rowid > :after AND rowid < :before ORDER BY rowid DESC{limit}")
    return list(connection.scalars(found, {**values, "after": after, "before": before}))


def last_indexed(connection: Connection) -> int:
    """The key of the newest entry in the index; 0 where it is empty."""
    return next(iter(newest_keys(connection, EVERY, 1)), 0)


def count_indexed(connection: Connection) -> int:
    """How many entries the index holds; reads the marks of all of them."""
    where, values = _where(connection, EVERY)
    return connection.scalar(text(f"{_COUNT} {where}"), values) or 0


def _where(connection: Connection, match: Match) -> tuple[str, dict[str, str]]:
    if connection.dialect.name != "sqlite":
        return _tsquery(match)
    said = [f"text : ({_phrase(connection, one)})" for one in match.sought]
    marked = [f"marks : ({' OR '.join(map(_marked, group))})" for group in match.marks]
    return "log_search MATCH :match", {"match": " AND ".join(said + marked)}


def _phrase(connection: Connection, sought: Sought) -> str:
    """A phrase; where its end is long enough to be the beginning of few words, these words instead.

    FTS5 would first gather every entry with any word that begins so, and only then look for the newest.
    """
    if not sought.begins:
        return _quoted(sought.said)
    words_there = list(WORD.finditer(sought.said))
    end = words_there[-1] if words_there else None
    if end is None or len(end.group()) <= LETTERS_INDEXED or not (end.group().isascii() and end.group().isalpha()):
        return f"{_quoted(sought.said)} *"
    words = _words_beginning(connection, end.group().lower())
    if words is None:
        return f"{_quoted(sought.said)} *"
    return " OR ".join(_quoted(sought.said[: end.start()] + word) for word in words or (end.group(),))


def _words_beginning(connection: Connection, begin: str) -> list[str] | None:
    """Every word of the index that begins so, one look-up each; None where there are many."""
    words: list[str] = []
    least = begin
    while len(words) < MOST_WORDS:
        found = connection.scalar(_TERM, {"least": least, "most": begin + "\U0010ffff"})
        if found is None:
            return words
        words.append(found)
        least = found + "\x01"
    return None


def _quoted(said: str) -> str:
    """Everything that is typed is quoted, so that nothing in it is read as an operator."""
    return '"' + said.replace('"', '""') + '"'


def _marked(mark: str) -> str:
    return f"{_quoted(mark[:-1])} *" if mark.endswith("*") else _quoted(mark)


def _tsquery(match: Match) -> tuple[str, dict[str, str]]:
    phrases = [" <-> ".join(words_of(one.said)) + (":*" if one.begins else "") for one in match.sought]
    where = ["to_tsvector('simple', text) @@ to_tsquery('simple', :sought)"] if phrases else []
    where += [f"string_to_array(marks, ' ') && string_to_array(:marks{at}, ' ')" for at in range(len(match.marks))]
    values = {f"marks{at}": " ".join(group).replace("*", "") for at, group in enumerate(match.marks)}
    return " AND ".join(where), {**values, "sought": " & ".join(phrases)}
