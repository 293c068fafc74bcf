"""The first thirty entries of the demonstration, written through the grammar of the entry line alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.clock import SetClock
from app.commands.methods import note_defect
from app.desk import Desk
from app.entry.drafting import KnownEntry
from app.entry.plan import Plan, plan_line
from app.entry.vocabulary import vocabulary_of
from app.finding import entry_called, entry_number
from app.picture import picture_at
from app.replay import replay
from app.script import Script
from models.base import Tracked
from models.contact import Contact
from models.database import open_database
from tests.journeys.first_thirty import FIRST_THIRTY
from tests.journeys.thirty_told import ROWS, Told, facts, told_by, values


@pytest.fixture(scope="module")
def typed(script: Script, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    database = open_database(tmp_path_factory.mktemp("typed") / "watchkeeper.db")
    first = script.entries[0]
    declared = replace(first, label=None, kind=None, words="", steps=first.steps[:1])
    desk = replay(database, replace(script, entries=(declared,)))
    yield told_by(type_all(desk), [None, *(line.label for line in FIRST_THIRTY)])
    database.close()


def type_all(desk: Desk) -> Desk:
    """Every line planned at its moment, as the entry line does it, and carried out."""
    numbers: dict[str, str] = {}
    assert isinstance(desk.clock, SetClock)
    for line in FIRST_THIRTY:
        desk.clock.moment = line.recorded_at
        plan = planned(desk, line.numbered(numbers))
        assert plan.refusal is None, (line.text, plan.refusal)
        assert not [span for span in plan.spans if span.kind == "unknown"], line.text
        receipt = desk.do(*plan.bound, **plan.said)
        if line.label is not None:
            numbers[line.label] = receipt.number
        if "=wrong" in line.text:
            contact = next(one for one in desk.ask(picture_at()).all(Contact) if one.name == "Clinical Engineering")
            desk.do(note_defect(contact.id, "555-0121", "wrong number, found 12 Aug 04:07"))  # the station's log
    return desk


def planned(desk: Desk, text: str) -> Plan:
    """The plan of a line; entries that it speaks of are looked up, as the entry line does."""
    picture = desk.ask(picture_at())
    vocabulary, operator, now = vocabulary_of(picture), desk.operator, desk.clock()
    plan = plan_line(text, picture, vocabulary, now, operator)
    if not plan.wants:
        return plan
    entries: dict[str, KnownEntry | None] = {}
    for number in plan.wants:
        found = desk.ask(entry_called(*(entry_number(number) or ("A", 0))))
        entries[number] = None if found is None else KnownEntry(found.id, found.number, found.text)
    return plan_line(text, picture, vocabulary, now, operator, entries=entries)


def test_the_thirty_entries_say_the_same_at_the_same_time(replayed: Told, typed: Told) -> None:
    labels = [f"#{number}" for number in range(1, 31)]

    assert list(typed.entries) == labels
    for label in labels:
        assert facts(typed, label) == facts(replayed, label)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_the_rows_are_those_of_the_replayed_script(replayed: Told, typed: Told, row: type[Tracked]) -> None:
    assert values(typed, row) == values(replayed, row)
