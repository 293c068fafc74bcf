"""The law with two incidents: what moves between their logs is sealed in both or in neither, and redraws both."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.engine import Connection

from app.clock import SetClock
from app.command import Bound
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.commands.tasks import open_task
from app.desk import Desk
from app.errors import Refused, Unavailable
from app.logbook import log_page
from app.picture import picture_at
from app.station import hics_register, open_desk
from app.verify import verify_log
from models.base import new_id
from models.database import open_database
from models.log import LogEntry
from tests.laws.test_the_log_redraws_the_tables import START, Values, fold_values, picture_values, table_values

steps = st.lists(
    st.tuples(st.sampled_from(["note", "task", "correct", "move"]), st.integers(0, 1000), st.booleans()), max_size=20
)


@contextmanager
def two_incidents() -> Iterator[tuple[Desk, Desk, SetClock]]:
    """A desk at each of two incidents of a new database, with one clock."""
    with tempfile.TemporaryDirectory() as folder:
        database, clock = open_database(Path(folder) / "law.db"), SetClock(START)
        desk = open_desk(database, clock=clock, register=hics_register()[:3])
        places = [desk.do(declare_incident(title)).scope_id for title in ("Loss of normal power", "Chiller lost")]
        try:
            yield desk.at(places[0]), desk.at(places[1]), clock
        finally:
            database.close()


def moving(desk: Desk, other: Desk, entry: LogEntry) -> tuple[Bound, Bound]:
    assert desk.incident_id is not None
    assert other.incident_id is not None
    there = take_over(entry.id, desk.incident_id).at(other.incident_id)
    return move_out(entry.id, other.incident_id, "wrong log"), there


def entries(desk: Desk) -> list[LogEntry]:
    return [line.entry for line in desk.ask(log_page(0, 1000))]


def bound_for(desk: Desk, other: Desk, what: str, number: int) -> tuple[Bound, ...]:
    chosen = entries(desk)[number % len(entries(desk))]
    match what:
        case "note":
            return (write_note(),)
        case "task":
            return (open_task(f"Task {number}"),)
        case "correct":
            return (correct_entry(chosen.id, "typing"),)
    return moving(desk, other, chosen)


def drawn(desks: tuple[Desk, ...]) -> Values:
    """The rows of both incidents, as their pictures draw them."""
    return {key: row for desk in desks for key, row in picture_values(desk.ask(picture_at())).items()}


def folds(desk: Desk) -> tuple[Any, Values]:
    fold = desk.ask(picture_at()).incident_fold
    assert fold is not None
    return fold.order_at, fold_values(fold)


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps)
def test_both_logs_redraw_their_tables_whatever_moves_between_them(steps: list[tuple[str, int, bool]]) -> None:
    with two_incidents() as (first, second, clock):
        kept: list[tuple[Desk, Any, Values]] = []
        for what, number, swapped in steps:
            clock.advance(seconds=number % 90)
            desk, other = (second, first) if swapped else (first, second)
            try:
                desk.do(*bound_for(desk, other, what, number), words="" if what == "move" else f"words {number}")
            except Refused:
                continue
            kept += [(one, *folds(one)) for one in (first, second)]

        tables = first.ask(lambda look: table_values(look.session))

        assert drawn((first, second)) == tables
        for desk, moment, values in kept:
            then = desk.ask(picture_at(moment=moment)).incident_fold
            assert then is not None
            assert fold_values(then) == values
        assert first.ask(verify_log()).problems == []
        assert_each_moved_entry_stands_in_both(first)


def assert_each_moved_entry_stands_in_both(desk: Desk) -> None:
    """As many were taken over as were moved out, each under the number that the other log names."""
    every = desk.ask(lambda look: list(look.session.scalars(select(LogEntry))))
    out = [one for one in every if one.commands == "log.move_out"]
    taken = [one for one in every if one.commands == "log.take_over"]
    assert [f"as #{one.number}:" in left.sentence for left, one in zip(out, taken, strict=True)] == [True] * len(out)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_commit_that_fails_halfway_leaves_both_logs_as_they_were(failing: int) -> None:
    with two_incidents() as (first, second, _):
        first.do(write_note(), words="For the other.")
        before, entry_id = (len(entries(first)), len(entries(second))), new_id()
        bound = moving(first, second, entries(first)[-1])

        with breaking(first, failing), pytest.raises(Unavailable):
            first.do(*bound, entry_id=entry_id)
        after = len(entries(first)), len(entries(second))
        first.do(*bound, entry_id=entry_id)

        assert after == before
        assert (len(entries(first)), len(entries(second))) == (before[0] + 1, before[1] + 1)
        assert entries(second)[-1].words == "For the other."
        assert first.ask(verify_log()).problems == []


@contextmanager
def breaking(desk: Desk, failing: int) -> Iterator[None]:
    """The disk gives out at the first entry, at the second, or at the commit itself."""
    written = 0

    def count(connection: Connection, cursor: Any, statement: str, *_: object) -> None:
        nonlocal written
        written += statement.startswith("INSERT INTO log_entry ")
        if written == failing:
            cursor.execute("SELECT disk_io_error()")

    def refuse(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT disk_io_error()")

    name, listener = ("commit", refuse) if failing == 3 else ("before_cursor_execute", count)
    event.listen(desk.database.writer, name, listener)
    try:
        yield
    finally:
        event.remove(desk.database.writer, name, listener)
