"""What is typed into the find line, and how a found entry is worded."""

from datetime import UTC, date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.desk import Desk
from app.picture import picture_at
from app.saved_searches import SavedSearch, read_searches, searches_text, with_search
from app.search import Hit
from app.search_line import Wanted, mark_said, name_mark, parts_of, read_search, with_mark
from app.search_lines import count_text, found_line
from models.log_search import Sought
from models.terms import EntryKind


def read(desk: Desk, typed: str) -> Wanted:
    return read_search(typed, desk.ask(picture_at()), desk.clock())


def hit(words: str, sentence: str = "") -> Hit:
    at = datetime(2026, 8, 12, 7, 43, tzinfo=UTC)
    return Hit(9, UUID(int=1), "INC-1", "A", 41, EntryKind.COMMUNICATION, "call.log", words, sentence, "CO", at, False)


def line_of(found: Hit, *said: str, everywhere: bool = False) -> tuple[str, list[str]]:
    wanted = Wanted(tuple(Sought(one) for one in said), everywhere=everywhere)
    line = found_line(found, wanted, ZoneInfo("UTC"), date(2026, 8, 12))
    return line.text, [line.text[start : start + length] for start, length in line.spots]


def test_words_and_phrases_are_told_apart(desk: Desk) -> None:
    wanted = read(desk, 'fuel "two words" ta')

    assert wanted.sought == (Sought("fuel"), Sought("two words"), Sought("ta", begins=True))


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("41", ("A", 41)),
        ("#41", ("A", 41)),
        ("g 41", ("A", 41)),
        ("b12", ("B", 12)),
        ("g #7", ("A", 7)),
        ("GEN-2", None),
    ],
)
def test_a_number_is_read_as_operators_write_it(desk: Desk, typed: str, number: tuple[str, int] | None) -> None:
    assert read(desk, typed).number == number


@pytest.mark.parametrize("typed", ["/nonsense", "!7", "#nothing", "~25:99", "mail@x", "a/b"])
def test_what_is_no_mark_is_a_word(desk: Desk, typed: str) -> None:
    wanted = read(desk, typed)

    assert wanted.sought == (Sought(typed, begins=True),)
    assert (wanted.marks, wanted.rows) == ((), ())


def test_nothing_is_looked_for_where_nothing_is_typed(desk: Desk) -> None:
    assert [read(desk, typed).empty for typed in ("", "  ", "-- !", "x")] == [True, True, True, False]


def test_a_long_text_is_read_as_far_as_it_can_be_meant(desk: Desk) -> None:
    assert len(read(desk, "a " * 5_000).sought) == 500


def test_a_mark_that_is_chosen_takes_the_place_of_the_one_that_was_typed() -> None:
    assert with_mark("fuel /task gate", "/", "/decision") == "fuel gate /decision "
    assert with_mark("fuel /task gate", "/", "") == "fuel gate "
    assert with_mark("", "@", name_mark("@", "Head nurse")) == '@"Head nurse" '
    assert with_mark('@"Head nurse" fuel', "@", "") == "fuel "


def test_the_mark_that_was_typed_last_counts() -> None:
    assert (mark_said("/task fuel /Decision ", "/"), mark_said("fuel", "/"), mark_said("/", "/")) == (
        "/decision",
        "",
        "",
    )


def test_the_parts_of_a_line_say_where_they_stand() -> None:
    parts = list(parts_of('one "two three" @"four five'))

    assert [(one.said, one.open) for one in parts] == [("one", True), ("two three", False), ("@four five", True)]
    assert [(one.start, one.end) for one in parts] == [(0, 3), (4, 15), (16, 27)]


def test_what_was_searched_for_is_marked() -> None:
    assert line_of(hit("Fuel at the gate, FUÉL ordered"), "fuel") == (
        "Fuel at the gate, FUÉL ordered", ["Fuel", "FUÉL"])  # fmt: skip


def test_a_hit_that_stands_far_in_is_brought_into_view() -> None:
    text, marked = line_of(
        hit("The duty engineer of the utility says that they expect to know more about the fuel soon"), "fuel"
    )

    assert text.startswith("… ")
    assert text.endswith("about the fuel soon")
    assert marked == ["fuel"]


def test_the_command_s_sentence_is_shown_where_only_it_holds_the_words() -> None:
    assert line_of(hit("He will come", "T-04 Refuel opened"), "refuel") == ("T-04 Refuel opened", ["Refuel"])
    assert line_of(hit("He will come", "T-04 Refuel opened"), "he")[0] == "He will come"


def test_a_found_entry_is_said_whole() -> None:
    line = found_line(hit("He will\ncome"), Wanted(everywhere=True), ZoneInfo("UTC"), date(2026, 8, 13))

    assert line.spoken == "Entry 41, INC-1, 12 Aug 07:43, Call, by CO: He will come"
    assert (line.number, line.incident, line.kind_word) == ("#41", "INC-1", "Call")


def test_counts_are_said_in_words() -> None:
    assert [count_text(count) for count in (0, 1, 14, 10_000, 10_001)] == [
        "0 entries", "1 entry", "14 entries", "10,000 entries", "10,000+ entries"]  # fmt: skip


def test_searches_are_kept_by_name_and_a_name_is_kept_once() -> None:
    one, other = SavedSearch("Fuel", "fuel /decision"), SavedSearch("fuel", "#GEN-2", everywhere=True)

    kept = with_search(with_search((), one), other)

    assert kept == (other,)
    assert read_searches(searches_text(kept)) == kept


@pytest.mark.parametrize("kept", ["", "x", "{}", "[1]", '[{"name": "a"}]', "null", "[" * 100_000])
def test_searches_that_cannot_be_read_are_none(kept: str) -> None:
    assert read_searches(kept) == ()
