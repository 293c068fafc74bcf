"""Reading the log: rows in their order whatever the filter and however many the books, and the row of an entry."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import insert

from app import logbook
from app.clock import SetClock
from app.commands.decisions import record_decision
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.desk import Desk
from app.logbook import log_counts, log_page, log_row
from models.base import new_id
from models.log import Book, LogEntry, sealing
from models.terms import EntryKind


def decide(desk: Desk, title: str) -> UUID:
    decided = record_decision(
        title=title, choice="divert", reason="no power", options=["stay", "divert"], decided_by="Commander"
    )
    return desk.do(decided).entry_id


@pytest.fixture
def two_books(desk: Desk) -> Desk:
    """A log in which two seats wrote in turn; a third book, as a merge would bring it, has the moments of the first."""
    second = replace(desk, seat_id=new_id(), letter="B")
    for number in range(6):
        desk.do(write_note(), words=f"First desk {number}")
        second.do(write_note(), words=f"Second desk {number}")
    lines = [line.entry for line in desk.ask(log_page(0, 100)) if line.entry.letter == "A"]
    book_id = new_id()
    with desk.database.writing.begin() as session, sealing(connection := session.connection()):
        book = {"id": book_id, "scope_id": desk.incident_id, "seat_id": new_id(), "letter": "C"}
        connection.execute(insert(Book), book)
        connection.execute(insert(LogEntry), [brought(entry, book_id) for entry in lines])
    return desk


def brought(entry: LogEntry, book_id: UUID) -> dict[str, object]:
    """The same moment in another book."""
    names = [column.name for column in LogEntry.__table__.columns if column.name != "local_key"]
    columns = {name: getattr(entry, name) for name in names}
    return {**columns, "id": new_id(), "book_id": book_id, "letter": "C", "words": f"Third desk {entry.serial}"}


def words(desk: Desk, first: int, count: int, kinds: tuple[EntryKind, ...] = ()) -> list[str]:
    return [line.entry.text for line in desk.ask(log_page(first, count, kinds))]


def test_pages_of_two_books_are_the_whole_log_in_order(two_books: Desk) -> None:
    whole = words(two_books, 0, 100)

    pages = [text for first in range(0, len(whole) + 5, 5) for text in words(two_books, first, 5)]

    assert len(whole) == 20
    assert pages == whole


def test_pages_of_one_kind_are_that_kind_in_order(desk: Desk) -> None:
    for number in range(9):
        desk.do(write_note(), words=f"Round {number}")
        decide(desk, f"Divert {number}")
    kinds = (EntryKind.DECISION,)
    whole = words(desk, 0, 100, kinds)

    pages = [text for first in range(0, 12, 2) for text in words(desk, first, 2, kinds)]

    assert len(whole) == 9
    assert pages == whole


def test_an_entry_is_found_in_its_row(two_books: Desk) -> None:
    decided = decide(two_books, "Divert")
    lines = two_books.ask(log_page(0, 100))

    rows = [two_books.ask(log_row(line.entry.id)) for line in lines]

    assert rows == list(range(len(lines)))
    assert two_books.ask(log_row(decided, (EntryKind.DECISION,))) == 0
    assert two_books.ask(log_row(decided, (EntryKind.NOTE,))) is None


def test_in_the_past_a_later_entry_has_no_row(desk: Desk, clock: SetClock) -> None:
    then = clock()
    clock.advance(minutes=1)
    later = desk.do(write_note(), words="Later.").entry_id

    assert desk.past(then).ask(log_row(later)) is None
    assert desk.ask(log_row(later)) == 1


def test_nothing_is_counted_beyond_what_anybody_needs(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "COUNTED", 5)
    for number in range(9):
        desk.do(write_note(), words=f"Round {number}")
    decide(desk, "Divert")

    counts = desk.ask(log_counts())

    assert (counts[EntryKind.NOTE], counts[EntryKind.DECISION], counts[EntryKind.SAFETY]) == (6, 1, 0)


def test_a_correction_of_another_page_is_found_with_its_entry(desk: Desk) -> None:
    wrong = desk.do(write_note(), words="Two persons.").entry_id
    for number in range(6):
        desk.do(write_note(), words=f"Round {number}")
    desk.do(correct_entry(entry_id=wrong, reason="roll-call"), words="Three persons.")

    [line] = desk.ask(log_page(1, 1))

    assert [one.words for one in line.corrections] == ["Three persons."]


def test_what_corrects_a_correction_stands_with_the_entry_it_began_with(desk: Desk) -> None:
    first = desk.do(write_note(), words="Two persons.").entry_id
    second = desk.do(correct_entry(first, "roll-call"), words="Three person.").entry_id
    third = desk.do(correct_entry(second, "spelling"), words="Three persons.").entry_id

    [original, correction, last] = desk.ask(log_page(1, 3))

    assert [one.id for one in original.corrections] == [second, third]
    assert [one.id for one in correction.corrections] == [third]
    assert (original.stands.id, correction.stands.id, last.stands.id) == (third, third, third)
    assert (original.struck, correction.struck, last.struck) == (True, True, False)
    assert (original.moved_by, last.corrects.id if last.corrects else None) == (None, second)


def test_what_moved_an_entry_is_no_correction_of_its_words(desk: Desk) -> None:
    other = desk.do(declare_incident("Chiller lost")).scope_id
    note = desk.do(write_note(), words="CH-2 trips again.").entry_id
    assert desk.incident_id is not None
    desk.do(move_out(note, other, "wrong log"), take_over(note, desk.incident_id).at(other))

    [original, moving] = desk.ask(log_page(1, 2))

    assert (original.stands.id, original.moved_by) == (note, moving.entry)
    assert moving.entry.moves
    assert original.struck
