"""Finding things by a few letters."""

import pytest

from app.board import Line
from app.commands.logbook import write_note
from app.desk import Desk
from app.finding import Found, best, commands_named, entry_called, entry_number, found_entry, rank, things_in
from app.picture import picture_at
from app.search import find
from app.search_line import read_search
from models.database import Database


def named(*titles: str) -> list[Found]:
    return [Found(Line(title, "ring", title, "", title), "go") for title in titles]


def test_letters_match_words_in_their_order() -> None:
    assert rank("gen2", "GEN-2 Generator 2") is not None
    assert rank("2gen", "GEN-2") is None


def test_the_beginnings_of_words_come_first() -> None:
    found = best("ew", named("Brewery", "Entry written", "Eyewash"))

    assert [one.line.title for one in found] == ["Entry written", "Eyewash", "Brewery"]


def test_marks_and_capitals_do_not_matter() -> None:
    assert rank("zurich", "Zürich, Kälteanlage") == 0
    assert rank("KALTE", "Zürich, Kälteanlage") is not None


def test_nothing_typed_shows_everything_in_its_order() -> None:
    assert [one.line.title for one in best("", named("B", "A"))] == ["B", "A"]


@pytest.mark.parametrize("hostile", ["[", "(?", "\\", "%", "\0", "🙂" * 300, "'; drop table task --"])
def test_hostile_letters_find_nothing_and_break_nothing(hostile: str) -> None:
    assert best(hostile, named("Generator 2")) == []


@pytest.mark.parametrize(
    ("text", "number"), [("#43", ("A", 43)), ("43", ("A", 43)), ("#b12", ("B", 12)), ("GEN-2", None), ("#", None)]
)
def test_an_entry_is_called_by_its_number(text: str, number: tuple[str, int] | None) -> None:
    assert entry_number(text) == number


def test_the_demonstration_is_found_by_what_an_operator_would_type(demonstration: tuple[Database, Desk]) -> None:
    _, desk = demonstration
    things = list(things_in(desk.ask(picture_at())))

    first = {
        wanted: best(wanted, things)[0].line.title
        for wanted in ("ats-cr2", "t-07", "fire county", "d-04", "m-03", "clk-1")
    }

    assert first["t-07"].startswith("T-07 ")
    assert first["d-04"].startswith("D-04 ")
    assert "CR2" in first["ats-cr2"]
    assert first["m-03"].startswith("M-03 ")
    assert first["clk-1"].startswith("CLK-1 ")
    assert {one.action for one in things} == {
        "go_to_system", "go_to_task", "decision", "go_to_contact", "go_to_message", "countdown",
    }  # fmt: skip


def test_an_entry_is_found_only_where_the_moment_shown_knows_it(desk: Desk) -> None:
    receipt = desk.do(write_note(), words="Pump <b>2</b> on")

    found = desk.ask(entry_called("A", int(receipt.number)))
    before = desk.past(desk.clock().replace(year=2025)).ask(entry_called("A", int(receipt.number)))

    assert found is not None
    assert found.id == receipt.entry_id
    assert before is None


def test_an_entry_is_found_as_operators_call_it(desk: Desk) -> None:
    receipt = desk.do(write_note(), words="Pump <b>2</b> on\nagain")
    wanted = read_search("pump", desk.ask(picture_at()), desk.clock())

    [hit, *_] = desk.ask(find(wanted))

    assert found_entry(hit).line.title == f"#{receipt.number} Pump <b>2</b> on again"
    assert (found_entry(hit).action, found_entry(hit).about) == ("go_to_entry_id", receipt.entry_id)


def test_keys_are_things_to_find() -> None:
    [found] = commands_named([("Ctrl+N", "Declare", "Everywhere")])

    assert (found.line.title, found.line.right, found.action, found.about) == ("Declare", "Ctrl+N", "press", "Ctrl+N")
