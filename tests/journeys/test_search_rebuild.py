"""One command makes everything that is derived anew; an older database can be searched once it is opened."""

from pathlib import Path

import pysqlite3.dbapi2 as sqlite
import pytest
from alembic import command
from sqlalchemy import create_engine, text

from app.commands.logbook import write_note
from app.desk import Desk
from main import main
from models.base import new_id
from models.codec import canonical
from models.database import APPLICATION_ID, open_database
from models.log_search import Match, Sought, newest_keys
from models.migrations.upgrade import configuration

SEALED = {
    "v": 1, "scope_kind": "incident", "kind": "note", "sentence": "", "words": "Riser four looked at", "post": "Yard",
    "initials": "YD", "corrects": None, "reason": None, "changes": [],
}  # fmt: skip


def test_rebuild_makes_an_empty_index_whole(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.do(write_note(), words="Valve shut")
    with desk.database.writer.begin() as connection:
        connection.execute(text("INSERT INTO log_search (log_search) VALUES ('delete-all')"))
    place = str(desk.database.path)

    broken = main(["verify", "--database", place])
    told = capsys.readouterr().err
    mended = main(["rebuild", place])

    assert (broken, mended) == (1, 0)
    assert "main.py rebuild makes it anew" in told
    assert capsys.readouterr().out.startswith("Clean: ")


def test_what_an_older_console_wrote_is_found_after_the_migration(tmp_path: Path) -> None:
    place, scope_id, book_id = tmp_path / "old.db", new_id(), new_id()
    engine = create_engine(f"sqlite:///{place}", module=sqlite)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "0002")
        connection.execute(text("INSERT INTO log_scope VALUES (:id, 'incident')"), {"id": scope_id.hex})
        connection.execute(
            text("INSERT INTO log_book (id, scope_id, seat_id, letter) VALUES (:book, :scope, :seat, 'A')"),
            {"book": book_id.hex, "scope": scope_id.hex, "seat": new_id().hex},
        )
        connection.execute(
            text("INSERT INTO log_entry (id, scope_id, book_id, serial, letter, kind, commands, sentence, words, post, "
                 "initials, recorded_at, recorded_offset, order_at, sealed, hash) VALUES (:id, :scope, :book, 1, 'A', "
                 "'note', 'log.note', '', 'x', 'Yard', 'YD', '2026-08-12 07:43:00.000000', 0, "
                 "'2026-08-12 07:43:00.000000', :sealed, '')"),
            {"id": new_id().hex, "scope": scope_id.hex, "book": book_id.hex,
             "sealed": canonical({**SEALED, "scope": str(scope_id)})},
        )  # fmt: skip
        connection.execute(text(f"PRAGMA application_id={APPLICATION_ID}"))
        connection.execute(text("PRAGMA user_version=2"))
    engine.dispose()

    database = open_database(place)

    with database.reader.connect() as connection:
        assert newest_keys(connection, Match((Sought("riser"),)), None) == [1]
    database.close()
