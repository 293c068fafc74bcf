"""Entries are found by what they say and what they are, newest first, as at the moment that is shown."""

import random
from dataclasses import replace
from datetime import timedelta
from threading import Timer
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.clock import SetClock
from app.command import Bound, Operator
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, write_note
from app.commands.systems import set_system_state
from app.commands.tasks import open_task, start_task
from app.desk import Desk
from app.errors import Unavailable
from app.finding import entry_called
from app.logbook import COUNTED
from app.picture import picture_at
from app.query import Look
from app.rebuild import rebuild
from app.search import Hit, find, found_count, found_entry
from app.search_line import read_search
from app.station import open_desk
from models.database import Database, open_database, stopper
from models.system import System
from models.terms import EntryKind, Priority, SystemState


def found(desk: Desk, typed: str, *, everywhere: bool = False, **more: Any) -> list[Hit]:
    """What a desk finds for what is typed."""
    wanted = read_search(typed, desk.ask(picture_at()), desk.as_at or desk.clock(), everywhere=everywhere)
    return desk.ask(find(wanted, **more))


def texts(desk: Desk, typed: str, **more: Any) -> list[str]:
    """The words of what is found."""
    return [hit.text for hit in found(desk, typed, **more)]


def say(desk: Desk, clock: SetClock, *words: str, **said: Any) -> None:
    """Log these, a minute apart."""
    for one in words:
        desk.do(write_note(), words=one, **said)
        clock.moment += timedelta(minutes=1)


def a_system(desk: Desk) -> System:
    return desk.ask(picture_at()).systems()[0][0]


def test_the_newest_entry_stands_first(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Tank one half", "Tank two full", "Nothing else")

    assert texts(desk, "tank ") == ["Tank two full", "Tank one half"]


def test_several_words_are_all_looked_for_and_a_phrase_as_it_stands(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "The tank of fuel", "Fuel tank", "Fuel only")

    assert texts(desk, "tank fuel ") == ["Fuel tank", "The tank of fuel"]
    assert texts(desk, '"fuel tank" ') == ["Fuel tank"]
    assert texts(desk, '"fuel ta') == ["Fuel tank"]


def test_the_last_word_may_be_a_beginning_until_a_blank_follows(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Winches", "Winch")

    assert texts(desk, "winch") == ["Winch", "Winches"]
    assert texts(desk, "winch ") == ["Winch"]
    assert texts(desk, "wi") == texts(desk, "w") == ["Winch", "Winches"]


def test_a_number_leads_to_its_entry_before_what_only_holds_it(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "First", "Riser 2 looked at")

    assert [texts(desk, typed)[:2] for typed in ("g 2", "#2", "2")] == [["First", "Riser 2 looked at"]] * 3
    assert texts(desk, "B2") == []


def test_an_entry_is_found_by_its_kind(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Plain")
    say(desk, clock, "Mind the wet floor", kind=EntryKind.SAFETY)

    assert texts(desk, "/safety") == ["Mind the wet floor"]
    assert texts(desk, "/safety plain ") == []


def test_an_entry_is_found_by_whose_word_it_is_and_by_who_wrote_it(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "On the way", party="Kestrel Power")
    nurse = replace(desk, operator=Operator("Head nurse", "HN"))
    say(nurse, clock, "Ward four is warm")

    assert texts(desk, "@Kestrel-Power ") == texts(desk, '@"kestrel power"') == texts(desk, "@kes") == ["On the way"]
    assert texts(desk, "@HN ") == texts(desk, "@Head-nurse ward ") == ["Ward four is warm"]


def test_an_entry_is_found_by_its_importance(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Smoke in the plant room", importance=Priority.CRITICAL)
    say(desk, clock, "Coffee is out", importance=Priority.LOW)

    assert texts(desk, "!1") == ["Smoke in the plant room"]
    assert texts(desk, "!2 ") == []


def test_everything_about_a_system_is_found(desk: Desk, clock: SetClock) -> None:
    system = a_system(desk)
    say_it: list[tuple[Bound, str]] = [
        (set_system_state(system.id, SystemState.NONFUNCTIONAL), "It stands still"),
        (set_system_state(system.id, SystemState.FULLY), "It runs again"),
        (write_note([system.id]), "It hums"),
        (open_task("Look at it", system_id=system.id), "Someone should look"),
        (write_note(), "Something else"),
    ]
    for bound, words in say_it:
        desk.do(bound, words=words)
        clock.moment += timedelta(minutes=1)

    every = ["Someone should look", "It hums", "It runs again", "It stands still"]
    assert texts(desk, f"#{system.ref} ") == every
    assert texts(desk, f"#{system.name} hums ") == ["It hums"]


def test_everything_about_a_task_is_found_by_its_ref(desk: Desk, clock: SetClock) -> None:
    [task_id] = desk.do(open_task("Refuel", owner="Yard"), words="Opened").made
    desk.do(start_task(task_id), words="Begun")

    assert texts(desk, "#T-01 ") == texts(desk, "^T-01 ") == ["Begun", "Opened"]


def test_time_narrows_what_is_found(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, *(f"Round {number}" for number in range(6)))

    assert texts(desk, "~07:44-07:46 round ") == ["Round 3", "Round 2", "Round 1"]
    assert texts(desk, "~2m round ") == ["Round 5", "Round 4"]
    assert texts(desk, "~07:47 round ") == ["Round 5", "Round 4"]
    assert texts(desk, "~-07:43 round ") == ["Round 0"]


def test_the_two_streams_are_found_apart(desk: Desk, clock: SetClock) -> None:
    desk.do(open_task("Refuel the yard"))
    say(desk, clock, "Refuel when you can")

    assert texts(desk, "/written refuel ") == ["Refuel when you can"]
    assert len(texts(desk, "/console refuel ")) == 1


def test_the_past_finds_only_what_it_knew(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Winch one")
    then = clock()
    clock.moment += timedelta(minutes=1)
    say(desk, clock, "Winch two")

    assert texts(desk.past(then), "winch ") == ["Winch one"]
    assert texts(desk.past(then), "winch ", everywhere=True) == ["Winch one"]
    assert texts(desk, "winch ") == ["Winch two", "Winch one"]


def test_a_corrected_entry_says_so(desk: Desk) -> None:
    wrong = desk.do(write_note(), words="Riser four leaks")
    desk.do(correct_entry(wrong.entry_id, "misheard"), words="Riser five leaks")

    assert [(hit.text, hit.struck) for hit in found(desk, "leaks ")] == [
        ("Riser five leaks", False), ("Riser four leaks", True)]  # fmt: skip


def test_a_found_entry_is_read_whole_wherever_it_stands(desk: Desk) -> None:
    other = desk.at(desk.do(declare_incident("Flood")).scope_id)
    wrong = other.do(write_note(), words="Sump empty")
    other.do(correct_entry(wrong.entry_id, "misread"), words="Sump full")
    [_, hit] = found(desk, "sump ", everywhere=True)

    line = desk.ask(found_entry(hit))

    assert line is not None
    assert [one.words for one in line.corrections] == ["Sump full"]
    assert line.entry.scope_id == other.incident_id


def test_all_incidents_are_searched_together_and_the_station_s_own_book_is_not(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Winch here")
    other = desk.at(desk.do(declare_incident("Flood")).scope_id)
    say(other, clock, "Winch there")

    assert texts(desk, "winch ") == ["Winch here"]
    assert [(hit.text, hit.incident) for hit in found(desk, "winch ", everywhere=True)] == [
        ("Winch there", "INC-2026-0002"), ("Winch here", "INC-2026-0001")]  # fmt: skip


def test_two_desks_find_each_other_s_entries(desk: Desk, database: Database, clock: SetClock) -> None:
    second = open_database(database.path or "")
    other = open_desk(second, clock=clock).at(desk.incident_id)
    try:
        say(desk, clock, "Winch at the first desk")
        say(other, clock, "Winch at the second desk")

        assert (
            texts(desk, "winch ") == texts(other, "winch ") == ["Winch at the second desk", "Winch at the first desk"]
        )
    finally:
        second.close()


def test_older_ones_are_read_on_without_gap(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, *(f"Round {number}" for number in range(7)))

    first = found(desk, "round ", limit=3)
    then = found(desk, "round ", limit=3, before=first[-1].key)

    assert [hit.text[-1] for hit in [*first, *then]] == list("654321")


def test_counting_ends_where_nobody_wants_to_know_more(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, *(f"Round {number}" for number in range(7)))
    picture = desk.ask(picture_at())

    assert desk.ask(found_count(read_search("round ", picture, clock()))) == 7
    assert COUNTED == 10_000


def test_nothing_typed_finds_nothing(desk: Desk) -> None:
    assert [found(desk, typed) for typed in ("", "   ", "--", '"', '""', "@", "#")] == [[]] * 7


def test_no_incident_finds_nothing_but_in_all_of_them(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Winch")
    nowhere = desk.at(None)

    assert texts(nowhere, "winch ") == []
    assert texts(nowhere, "winch ", everywhere=True) == ["Winch"]


def test_a_rebuilt_index_finds_the_same(demonstration: tuple[Database, Desk], tmp_path: Any) -> None:
    database, desk = demonstration
    database.back_up(tmp_path / "copy.db")
    copy = replace(desk, database=open_database(tmp_path / "copy.db"))
    searches = ("f", "fuel", "/decision ", "@Kestrel ", "#T-07 ", "gen-2 ")
    before = [texts(desk, typed) for typed in searches]

    rebuild(copy.database)

    assert all(before[:3])
    assert [texts(copy, typed) for typed in searches] == before
    copy.database.close()


ALPHABET = [
    *"™№℡㎏\u0345abz019 \"'*()-+:^#@!/~=.,;<>&|{}[]\\\t\n\0é漢🙂\ue000\u202e\ud800",
    " AND ",
    " OR ",
    " NOT ",
    "NEAR(",
    "text :",
]


def test_whatever_is_typed_is_never_an_error(desk: Desk) -> None:
    chance = random.Random(4)
    desk.do(write_note(), words="a b z 0 1 9 AND OR NOT text")
    picture, now = desk.ask(picture_at()), desk.clock()
    typed = ["".join(chance.choices(ALPHABET, k=chance.randrange(1, 14))) for _ in range(5_000)]

    def search_for_all(look: Look) -> int:
        every = (read_search(one, picture, now, everywhere=chance.random() < 0.5) for one in typed)
        return sum(bool(find(wanted, limit=5)(look)) for wanted in every)

    assert desk.ask(search_for_all) > 0


def test_an_entry_of_a_number_is_the_one_of_this_incident(desk: Desk, clock: SetClock) -> None:
    say(desk, clock, "Second of the first")
    other = desk.at(desk.do(declare_incident("Flood")).scope_id)
    say(other, clock, "Second of the second")

    entry = other.ask(entry_called("A", 2))

    assert entry is not None
    assert entry.words == "Second of the second"
    assert texts(other, "#2", everywhere=True)[:2] == ["Second of the second", "Second of the first"]


def test_a_damaged_index_is_told_in_a_sentence_that_says_what_to_do(desk: Desk) -> None:
    with desk.database.writer.begin() as connection:
        connection.execute(text("UPDATE log_search_data SET block = x'ffffffffffffffff' WHERE id = 10"))
    desk.database.close()

    for typed in ("fuel ", "fuel", "declared"):
        with pytest.raises(Unavailable, match=r"The search index is damaged; .* run main\.py rebuild"):
            found(desk, typed)


def test_a_search_that_nobody_waits_for_can_be_stopped(desk: Desk) -> None:
    endless = text("WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n")

    with desk.database.reading.begin() as session:
        timer = Timer(0.05, stopper(session))
        timer.start()
        with pytest.raises(OperationalError, match="interrupted"):
            session.scalar(endless)
        timer.join()

    assert texts(desk, "declared ")
