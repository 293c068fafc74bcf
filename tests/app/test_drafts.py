"""Drafts are kept in a small database of their own, as safely as the log, and never in the way of it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from app.desk import Desk
from app.drafts import CannotKeep, DraftBook, KeptDraft, entries_among, open_drafts, place_of
from app.files_in import NewFile
from models.base import new_id
from models.database import Database

BEGUN = datetime(2026, 8, 12, 4, 12, 30, tzinfo=UTC)
ANOTHER_PROCESS = """
import sys
from threading import Event
from app.drafts import open_drafts
from models.database import open_database
open_drafts(open_database(sys.argv[1]))
print("open", flush=True)
Event().wait(60)
"""


def draft(text: str, **facts: object) -> KeptDraft:
    return KeptDraft(new_id(), text, BEGUN, **facts)  # type: ignore[arg-type]


def reopened(book: DraftBook, database: Database) -> list[KeptDraft]:
    book.close()
    again, found = open_drafts(database)
    again.close()
    return found


def test_a_draft_comes_back_as_it_was(database: Database) -> None:
    book, _ = open_drafts(database)
    file = NewFile("pump.png", "image/png", b"\x89PNG")
    whole = draft(
        "GEN-2 läuft 🚒\nوصلت",
        incident_id=uuid4(),
        incident="INC-2026-0001",
        party="Kestrel Power",
        method="radio",
        stands=True,
        files=(file,),
    )

    book.keep([whole], [])

    assert reopened(book, database) == [whole]


def test_what_is_gone_does_not_come_back(database: Database) -> None:
    book, _ = open_drafts(database)
    first, second = draft("First", files=(NewFile("a", "text/plain", b"a"),)), draft("Second")
    book.keep([first, second], [])

    book.keep([], [first.id])

    assert reopened(book, database) == [second]


def test_a_text_that_grows_leaves_its_files_alone(database: Database) -> None:
    book, _ = open_drafts(database)
    one = draft("Pum", files=(NewFile("a", "text/plain", b"a"),))
    book.keep([one], [])

    book.keep([KeptDraft(one.id, "Pump", BEGUN, files=one.files)], [])

    [found] = reopened(book, database)
    assert (found.text, found.files) == ("Pump", one.files)


def test_the_file_is_this_users_alone_and_as_safe_as_the_log(database: Database) -> None:
    book, _ = open_drafts(database)
    with book.engine.connect() as connection:
        safe = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]

    assert place_of(database).stat().st_mode & 0o077 == 0
    assert safe == ["wal", 2]
    book.close()


def test_a_damaged_file_gives_one_sentence_and_stays(database: Database) -> None:
    place_of(database).write_text("This is no database at all. " * 200)

    with pytest.raises(CannotKeep, match=r"^Drafts cannot be kept in .* What you type is kept only while") as raised:
        open_drafts(database)

    assert "\n" not in str(raised.value)
    assert place_of(database).read_text().startswith("This is no database")


def test_a_place_that_cannot_be_written_gives_one_sentence(database: Database) -> None:
    place_of(database).mkdir()

    with pytest.raises(CannotKeep, match=r"is not a file\) *|is not a file"):
        open_drafts(database)


@pytest.mark.parametrize(
    ("column", "value"),
    [("begun_at", "'yesterday'"), ("begun_at", "'2026-08-12T04:12:30'"), ("id", "'7'"), ("text", "x'ff'")],
)
def test_a_row_that_cannot_be_read_stays_and_costs_no_other_draft(database: Database, column: str, value: str) -> None:
    book, _ = open_drafts(database)
    whole, half = draft("Whole"), draft("Half")
    book.keep([whole, half], [])
    with book.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE draft SET {column} = {value} WHERE text = 'Half'")
    book.close()

    book, found = open_drafts(database)

    assert found == [whole]
    assert book.unread_text == f"One draft in {book.path} cannot be read; what was typed there stays in that file."
    with book.engine.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar() == 2
    book.close()


def test_a_full_disk_is_one_sentence_and_what_follows_is_kept_once_there_is_room(database: Database) -> None:
    book, _ = open_drafts(database)
    with book.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
    long = draft("x" * 20_000)

    with pytest.raises(CannotKeep, match=r"disk is full\)\. .* It is tried again as you type\."):
        book.keep([long], [])
    with book.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    book.keep([long], [])

    assert reopened(book, database) == [long]


def test_a_second_console_keeps_its_drafts_in_a_file_of_its_own(database: Database) -> None:
    assert database.path is not None
    with subprocess.Popen(
        [sys.executable, "-c", ANOTHER_PROCESS, str(database.path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        said = other.stdout.readline()
        book, found = open_drafts(database)
        other.kill()

    assert (said, found, book.path) == ("open\n", [], Path(f"{database.path}.drafts-2"))
    book.close()


def test_the_log_says_which_drafts_it_has_already(desk: Desk) -> None:
    from app.commands.logbook import write_note

    saved, unsaved = new_id(), new_id()
    desk.do(write_note(), words="Saved just before the end.", entry_id=saved)

    assert desk.ask(entries_among([saved, unsaved])) == {saved}
    assert desk.ask(entries_among([])) == set()
