"""The search index holds every entry that is sealed, is made anew from the log, and stays quick to append to."""

import pytest
from sqlalchemy import text

from app.clock import SetClock
from app.commands.logbook import correct_entry, write_note
from app.commands.tasks import open_task, start_task
from app.desk import Desk
from app.errors import Refused
from app.rebuild import rebuild
from app.verify import verify_log
from models.base import new_id
from models.log_marks import mark, words_of
from models.log_search import EVERY, Match, Sought, last_indexed, merge, newest_keys


def found(desk: Desk, *said: str, begins: bool = False, marks: tuple[str, ...] = ()) -> int:
    """How many entries hold these words and marks."""
    match = Match(tuple(Sought(one, begins) for one in said), tuple((one,) for one in marks))
    with desk.database.reader.connect() as connection:
        return len(newest_keys(connection, match, None))


def test_an_entry_is_found_by_its_words_as_soon_as_it_is_sealed(desk: Desk) -> None:
    desk.do(write_note(), words="Fuel tänk 2 at 60 %, GEN-2 on load", party="Kestrel Power")

    assert [found(desk, "tank"), found(desk, "FUEL TÄNK"), found(desk, "gen-2"), found(desk, "kestrel")] == [1, 1, 1, 1]
    assert [found(desk, "tank fuel"), found(desk, "fue"), found(desk, "fue", begins=True)] == [0, 0, 1]


def test_a_phrase_that_ends_in_the_beginning_of_a_word_is_found(desk: Desk) -> None:
    desk.do(write_note(), words="The transfer switch is closed")

    assert found(desk, "transfer swi", begins=True) == 1
    assert found(desk, "the switch", begins=True) == 0


def test_what_an_entry_is_of_whom_and_about_what_are_marks_of_it(desk: Desk) -> None:
    made = desk.do(open_task("Fuel to GEN-2", owner="Plant operator"), words="Tell the yard", importance=None).made

    marks = [mark("kind", "task"), mark("who", "Coordinator"), mark("row", str(made[0])), mark("table", "task")]

    assert [found(desk, "yard", marks=(one,)) for one in marks] == [1, 1, 1, 1]
    assert found(desk, "yard", marks=tuple(marks)) == 1
    assert found(desk, "kindtask") == 0


def test_what_is_typed_never_finds_a_mark(desk: Desk) -> None:
    assert found(desk, str(desk.incident_id).replace("-", "")) == 0
    assert found(desk, mark("kind", "event")) == 0


def test_both_texts_of_a_correction_are_found(desk: Desk) -> None:
    wrong = desk.do(write_note(), words="Riser 4 leaks")

    desk.do(correct_entry(wrong.entry_id, "misheard"), words="Riser 5 leaks")

    assert [found(desk, "leaks"), found(desk, "misheard")] == [2, 1]


def test_a_retry_is_indexed_once(desk: Desk) -> None:
    entry_id = new_id()

    for _ in range(2):
        desk.do(write_note(), words="Winch two started", entry_id=entry_id)

    assert found(desk, "winch") == 1


def test_an_entry_that_was_refused_is_not_found(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.do(write_note(), start_task(new_id()), words="A ghost")

    assert found(desk, "ghost") == 0
    assert desk.ask(verify_log()).clean


def test_verify_tells_of_an_entry_that_cannot_be_found_and_rebuild_makes_it_found(desk: Desk) -> None:
    desk.do(write_note(), words="Valve shut")
    with desk.database.writer.begin() as connection:
        connection.execute(text("INSERT INTO log_search (log_search) VALUES ('delete-all')"))

    problems = desk.ask(verify_log()).problems
    rebuild(desk.database)

    assert ["search index" in one for one in problems] == [True]
    assert (found(desk, "valve"), desk.ask(verify_log()).clean) == (1, True)


def test_merging_goes_on_in_steps_until_nothing_is_left(desk: Desk, clock: SetClock) -> None:
    for at in range(40):
        desk.do(write_note(), words=f"Reading {at} of the tank")
    with desk.database.reader.connect() as connection:
        last = last_indexed(connection)

    steps = 0
    while steps < 500:
        with desk.database.writer.begin() as connection:
            if not merge(connection):
                break
        steps += 1

    assert 0 < steps < 500
    with desk.database.reader.connect() as connection:
        assert len(newest_keys(connection, EVERY, None)) == last
    assert found(desk, "tank") == 40


def test_words_are_small_and_without_accents() -> None:
    assert words_of("Fuel-TÄNK_2 (½ full)") == ["fuel", "tank", "2", "1", "2", "full"]


DAMAGE = {
    "its tables are missing": ("DROP TABLE log_search_terms", "DROP TABLE log_search"),
    "its pages are empty": ("DELETE FROM log_search_data",),
    "its structure is garbage, which only the commit finds": (
        "UPDATE log_search_data SET block = x'ffffffffffffffff' WHERE id = 10",
    ),
}


@pytest.mark.parametrize("statements", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_index_stops_no_entry_and_is_made_anew(desk: Desk, statements: tuple[str, ...]) -> None:
    desk.do(write_note(), words="Valve shut")
    with desk.database.writer.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    desk.database.close()

    receipt = desk.do(write_note(), words="Valve open")

    problems = desk.ask(verify_log()).problems
    assert receipt.number == "3"
    assert any("search" in one for one in problems)
    assert not any("chain" in one or "missing before" in one for one in problems)
    rebuild(desk.database)
    assert (found(desk, "valve"), desk.ask(verify_log()).problems) == (2, [])


def test_verify_is_not_led_astray_by_what_was_merged_since_it_last_looked(desk: Desk) -> None:
    for at in range(20):
        desk.do(write_note(), words=f"Reading {at} of the tank")
    first = desk.ask(verify_log()).problems

    for at in range(20):
        desk.do(write_note(), words=f"Reading {at} of the sump")
    with desk.database.writer.begin() as connection:
        merge(connection, 5_000)

    assert (first, desk.ask(verify_log()).problems) == ([], [])


def test_a_mark_that_is_no_letter_by_itself_finds_nothing(desk: Desk) -> None:
    assert found(desk, "\u0345", begins=True) == 0
