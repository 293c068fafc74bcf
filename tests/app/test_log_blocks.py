"""The derived index of the log: rows of any filter, found from a block as they are found by walking."""

from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import delete, insert, select, text, update

from app.clock import SetClock
from app.commands.decisions import record_decision
from app.commands.logbook import write_note
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.log_blocks import rebuild_blocks
from app.logbook import log_count, log_counts, log_page, log_row
from app.picture import picture_at
from app.verify import verify_log
from models.base import new_id
from models.log import Book, LogEntry, sealing
from models.log_block import LogBlock, in_stream
from models.system import System
from models.terms import EntryKind, Stream, SystemState

KINDS = ((), (EntryKind.NOTE,), (EntryKind.TASK,), (EntryKind.TASK, EntryKind.DECISION), (EntryKind.SAFETY,))
STREAMS = (None, Stream.WRITTEN, Stream.CONSOLE)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.log_blocks.BLOCK", 5)


@pytest.fixture
def two_desks(desk: Desk, clock: SetClock) -> Desk:
    """A log of all kinds, with and without words, by two seats."""
    second = replace(desk, seat_id=new_id(), letter="B")
    system = desk.ask(picture_at()).all(System)[0]
    for number in range(8):
        clock.advance(seconds=7)
        desk.do(write_note(), words=f"Round {number}")
        second.do(open_task(title=f"Task {number}"), words="Asked for by radio." if number % 3 == 0 else "")
        desk.do(set_system_state(system.id, list(SystemState)[number % 2]))
        if number % 4 == 0:
            desk.do(
                record_decision(
                    title=f"Divert {number}",
                    choice="divert",
                    reason="no power",
                    options=["stay", "divert"],
                    decided_by="NC",
                )
            )
    return desk


def blocks(desk: Desk) -> list[LogBlock]:
    return desk.ask(lambda look: list(look.session.scalars(select(LogBlock).order_by(LogBlock.position))))


def drop_blocks(desk: Desk) -> None:
    with desk.database.writing.begin() as session:
        session.execute(delete(LogBlock))


def all_that_is_read(desk: Desk) -> list[object]:
    """Counts, pages and rows of every filter."""
    read: list[object] = []
    for stream in STREAMS:
        read.append(desk.ask(log_counts(stream)))
        for kinds in KINDS:
            count = desk.ask(log_count(kinds, stream))
            pages = [desk.ask(log_page(first, 3, kinds, stream)) for first in range(0, count + 3, 3)]
            ids = [line.entry.id for page in pages for line in page]
            rows = [desk.ask(log_row(entry_id, kinds, stream)) for entry_id in ids]
            assert rows == list(range(count))
            read.append((count, ids))
    return read


def test_blocks_come_by_themselves(two_desks: Desk) -> None:
    kept = [block for block in blocks(two_desks) if block.scope_id == two_desks.incident_id]

    assert [block.position for block in kept] == list(range(len(kept)))
    assert len(kept) >= 4


def test_with_blocks_the_same_is_read_as_without(two_desks: Desk) -> None:
    with_blocks = all_that_is_read(two_desks)

    drop_blocks(two_desks)

    assert all_that_is_read(two_desks) == with_blocks


def test_the_past_is_read_alike_with_and_without(two_desks: Desk, clock: SetClock) -> None:
    entries = [line.entry for line in two_desks.ask(log_page(0, 100))]
    pasts = [two_desks.past(entry.order_at) for entry in entries[::6]]
    with_blocks = [all_that_is_read(past) for past in pasts]

    drop_blocks(two_desks)

    assert [all_that_is_read(past) for past in pasts] == with_blocks


def test_blocks_can_be_dropped_and_built_again(two_desks: Desk) -> None:
    read = all_that_is_read(two_desks)
    drop_blocks(two_desks)

    rebuild_blocks(two_desks.database)

    assert len(blocks(two_desks)) >= 4
    assert all_that_is_read(two_desks) == read


def test_an_entry_that_a_merge_brought_before_the_blocks_is_not_overlooked(two_desks: Desk) -> None:
    early = two_desks.ask(log_page(2, 1))[0].entry

    brought_id = bring(two_desks, early)

    assert two_desks.ask(log_row(brought_id)) == 3
    assert [line.entry.id for line in two_desks.ask(log_page(3, 1, (early.kind,)))].count(brought_id) <= 1
    assert two_desks.ask(log_count((), Stream.WRITTEN)) + two_desks.ask(log_count((), Stream.CONSOLE)) == two_desks.ask(
        log_count()
    )


def test_the_next_block_mends_those_that_do_not_add_up(two_desks: Desk) -> None:
    bring(two_desks, two_desks.ask(log_page(2, 1))[0].entry)
    for number in range(5):
        two_desks.do(write_note(), words=f"Later {number}")
    read = all_that_is_read(two_desks)
    kept = [block for block in blocks(two_desks) if block.scope_id == two_desks.incident_id]

    drop_blocks(two_desks)

    assert len(kept) >= 5
    assert all_that_is_read(two_desks) == read


def test_a_block_that_counts_wrong_is_not_used(two_desks: Desk) -> None:
    read = all_that_is_read(two_desks)

    with two_desks.database.writing.begin() as session:
        session.execute(update(LogBlock).values(counts='{"note written":3}'))

    assert all_that_is_read(two_desks) == read


@pytest.mark.parametrize(
    "damage", ["DELETE FROM log_block", *(f"UPDATE log_block SET {column} = 'x'" for column in ("counts", "order_at"))]
)
def test_a_block_that_is_missing_or_damaged_costs_time_and_is_told_by_the_verifier(
    two_desks: Desk, damage: str
) -> None:
    past = two_desks.past(two_desks.clock())
    read = [all_that_is_read(one) for one in (two_desks, past)]

    with two_desks.database.writing.begin() as session:
        session.execute(text(f"{damage} WHERE position = 2"))

    assert [all_that_is_read(one) for one in (two_desks, past)] == read
    assert any("block" in problem for problem in two_desks.ask(verify_log()).problems)


def test_the_verifier_finds_a_block_that_counts_wrong(two_desks: Desk) -> None:
    sound = two_desks.ask(verify_log()).problems
    [first, *_] = [block for block in blocks(two_desks) if block.scope_id == two_desks.incident_id]
    wrong = replace_one(first.counts)

    with two_desks.database.writing.begin() as session:
        session.execute(
            update(LogBlock).where(LogBlock.scope_id == first.scope_id, LogBlock.position == 0).values(counts=wrong)
        )

    assert sound == []
    assert [problem for problem in two_desks.ask(verify_log()).problems if "block" in problem] != []


def test_what_was_changed_without_words_is_the_consoles_stream(desk: Desk) -> None:
    quiet = desk.do(open_task(title="Start GEN-2")).entry_id
    told = desk.do(open_task(title="Start GEN-3"), words="Asked for by the lead.").entry_id
    note = desk.do(write_note(), words="Round.").entry_id

    written, console = (
        [line.entry.id for line in desk.ask(log_page(1 if stream is Stream.WRITTEN else 0, 9, (), stream))]
        for stream in Stream
    )

    assert (written, console) == ([told, note], [quiet])


@pytest.mark.parametrize("stream", list(Stream))
def test_each_stream_has_its_own_way_through_the_log(desk: Desk, stream: Stream) -> None:
    query = select(LogEntry.order_at).where(LogEntry.scope_id == desk.incident_id, in_stream(stream))
    ordered = query.order_by(LogEntry.order_at).compile(desk.database.reader)
    with desk.database.reader.begin() as connection:
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {ordered}", (desk.incident_id.hex,)).all()  # type: ignore[union-attr]

    assert any(f"ix_log_entry_{stream.value}" in step[-1] for step in plan)


def replace_one(counts: str) -> str:
    """As many entries, but of other kinds."""
    return counts.replace("note written", "safety written")


def bring(desk: Desk, entry: LogEntry) -> UUID:
    """An entry of another book at the moment of this one, as a merge would bring it."""
    book_id, entry_id = new_id(), new_id()
    names = [column.name for column in LogEntry.__table__.columns if column.name != "local_key"]
    columns = {name: getattr(entry, name) for name in names}
    mine = {"id": entry_id, "book_id": book_id, "letter": "C", "serial": 1}
    with desk.database.writing.begin() as session, sealing(connection := session.connection()):
        book = {"id": book_id, "scope_id": desk.incident_id, "seat_id": new_id(), "letter": "C"}
        connection.execute(insert(Book), book)
        connection.execute(insert(LogEntry), {**columns, **mine})
    return entry_id
