"""The law: the log alone redraws the tables, now and at every past moment, whatever was done and by which desk."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.checkpoints import write_checkpoint
from app.clock import SetClock
from app.command import Bound, Operator
from app.commands.attachments import attach
from app.commands.contacts import log_call
from app.commands.countdowns import end_countdown, make_promise, move_countdown, start_countdown
from app.commands.decisions import amend_decision, end_decision, record_decision
from app.commands.directory import add_contact, edit_contact, remove_contact, set_groups
from app.commands.handovers import issue_handover, note_for_relief, sign_handover, strike_note, walk_through
from app.commands.incidents import (
    acknowledge_incident,
    appoint_commander,
    declare_incident,
    prioritise_incident,
    set_situation,
    start_period,
)
from app.commands.logbook import correct_entry, write_note
from app.commands.messages import receive_message, return_message, send_message, waive_reply
from app.commands.methods import add_method, remove_method
from app.commands.posts import add_post, remove_post
from app.commands.register import edit_system, remove_system, restore_system
from app.commands.station import open_seat
from app.commands.systems import set_system_state
from app.commands.tasks import (
    assign_task,
    edit_task,
    finish_task,
    link_tasks,
    open_task,
    reopen_task,
    start_task,
    unlink_tasks,
    verify_task,
)
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_after, picture_at
from app.station import hics_register, open_desk
from app.verify import verify_log
from models import log
from models.base import Tracked, new_id
from models.contact import Contact, ContactMethod
from models.countdown import Countdown
from models.database import open_database
from models.decision import Decision
from models.incident import Handover, HandoverNote
from models.log import LogEntry, Untracked
from models.message import Message
from models.picture import Fold, Picture
from models.station import Post
from models.system import System
from models.task import Predecessor, Task
from models.terms import CallOutcome, Level, Method, SystemState

START = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)
Values = dict[tuple[str, str], dict[str, tuple[type, Any]]]


def values_of(rows: list[Tracked]) -> Values:
    """Every column of every row with its type, so that `True` is not `1` and a word is not its text."""
    return {
        (row.__tablename__, str(row.id)): {
            name: (type(value), value) for name in row.CODEC.columns if (value := getattr(row, name)) is not None
        }
        for row in rows
    }


def table_values(session: Session) -> Values:
    """The tables as they stand."""
    return values_of([row for table in Tracked.REGISTRY.values() for row in session.scalars(select(table))])


def picture_values(picture: Picture) -> Values:
    """The picture as it is drawn."""
    return values_of([row for table in Tracked.REGISTRY.values() for row in picture.all(table, removed=True)])


def folds_of(picture: Picture) -> list[Fold]:
    """The station's fold and the incident's; each is in order by itself."""
    return [fold for fold in (picture.station_fold, picture.incident_fold) if fold is not None]


def fold_values(fold: Fold) -> Values:
    """The rows of one scope."""
    return values_of([row for rows in fold.rows.values() for row in rows.values()])


@contextmanager
def two_desks() -> Iterator[tuple[list[Desk], SetClock]]:
    """Two desks at one incident of a new database, with one clock."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "law.db")
        clock = SetClock(START)
        first = open_desk(database, clock=clock, register=hics_register()[:5])
        second = replace(first, seat_id=new_id(), letter="B", operator=Operator("Second Desk", "SD"))
        second.do(open_seat("B"))
        incident_id = first.do(declare_incident("Loss of normal power")).scope_id
        try:
            yield [first.at(incident_id), second.at(incident_id)], clock
        finally:
            database.close()


def choose(rows: list[Any], number: int) -> Any:
    if not rows:
        raise Refused("nothing there yet")
    return rows[number % len(rows)]


Act = Callable[[Picture, list[LogEntry], int, str, datetime], list[Bound]]
ACTS: list[Act] = [
    lambda p, log, n, text, at: [write_note()],
    lambda p, log, n, text, at: [attach(f"{text}.jpg", "image/jpeg", bytes([n % 7]) * (n % 5)), write_note()],
    lambda p, log, n, text, at: [open_task(text, owner=text or None, due_at=at)],
    lambda p, log, n, text, at: [
        open_task(text, after=[choose(p.all(Task), n).id], waits_for=["a", "b"]),
        acknowledge_incident(),
    ],
    lambda p, log, n, text, at: [link_tasks(choose(p.all(Task), n).id, choose(p.all(Task), n // 7).id)],
    lambda p, log, n, text, at: [assign_task(choose(p.all(Task), n).id, text), start_task(choose(p.all(Task), n).id)],
    lambda p, log, n, text, at: [finish_task(choose(p.all(Task), n).id), verify_task(choose(p.all(Task), n).id, text)],
    lambda p, log, n, text, at: [reopen_task(choose(p.all(Task), n).id, text)],
    lambda p, log, n, text, at: [
        set_system_state(choose(p.all(System), n).id, choose(list(SystemState), n), remark=text, estimate_at=at)
    ],
    lambda p, log, n, text, at: [prioritise_incident(choose(list(Level), n), choose(list(Level), n // 3), n % 2 == 0)],
    lambda p, log, n, text, at: [set_situation(text, "impact", "next"), appoint_commander(text)],
    lambda p, log, n, text, at: [start_period(ends_at=at)],
    lambda p, log, n, text, at: [record_decision(text, "b", "why", ["a", "b"], "IC", review_at=at)],
    lambda p, log, n, text, at: [amend_decision(choose(p.all(Decision), n).id, text, "more known")],
    lambda p, log, n, text, at: [end_decision(choose(p.all(Decision), n).id, text)],
    lambda p, log, n, text, at: [add_contact(text, external=n % 2 == 0)],
    lambda p, log, n, text, at: [
        add_method(choose(p.all(Contact), n).id, choose(list(Method), n), "555-0101"),
        log_call(choose(p.all(Contact), n).id, choose(list(CallOutcome), n), method=Method.RADIO, estimate_at=at),
    ],
    lambda p, log, n, text, at: [issue_handover(text)],
    lambda p, log, n, text, at: [sign_handover(choose(p.all(Handover), n).id, "DC", text)],
    lambda p, log, n, text, at: [correct_entry(choose(log, n).id, text)],
    lambda p, log, n, text, at: [
        edit_task(choose(p.all(Task), n).id, title=text, test=text),
        unlink_tasks(choose(p.all(Predecessor), n).task_id, choose(p.all(Predecessor), n).predecessor_id),
    ],
    lambda p, log, n, text, at: [note_for_relief(text)],
    lambda p, log, n, text, at: [strike_note(choose(p.all(HandoverNote), n).id)],
    lambda p, log, n, text, at: [walk_through(choose(p.all(Handover), n).id)],
    lambda p, log, n, text, at: [edit_system(choose(p.all(System), n).id, name=text, owner=text, rto_minutes=n + 1)],
    lambda p, log, n, text, at: [remove_system(choose(p.all(System), n).id, text)],
    lambda p, log, n, text, at: [restore_system(choose(p.all(System, removed=True), n).id)],
    lambda p, log, n, text, at: [
        edit_contact(choose(p.all(Contact), n).id, name=text, around_the_clock=n % 2 == 0),
        set_groups(choose(p.all(Contact), n).id, [text, "Tier 1"][: n % 3]),
    ],
    lambda p, log, n, text, at: [remove_contact(choose(p.all(Contact), n).id, text)],
    lambda p, log, n, text, at: [remove_method(choose(p.all(ContactMethod), n).id)],
    lambda p, log, n, text, at: [add_post(text, duty=text)],
    lambda p, log, n, text, at: [remove_post(choose(p.all(Post), n).id)],
    lambda p, log, n, text, at: [send_message(text, receiver=text, reply_by=at, read_back=n % 2 == 0, relay=text)],
    lambda p, log, n, text, at: [receive_message(text, sender=text, answers_id=choose(p.all(Message), n).id)],
    lambda p, log, n, text, at: [return_message(choose(p.all(Message), n).id, text)],
    lambda p, log, n, text, at: [waive_reply(choose(p.all(Message), n).id, text)],
    lambda p, log, n, text, at: [make_promise(text, at, receiver=text), start_countdown(text, at, owner=text)],
    lambda p, log, n, text, at: [move_countdown(choose(p.all(Countdown), n).id, at, text)],
    lambda p, log, n, text, at: [end_countdown(choose(p.all(Countdown), n).id, text, kept=n % 2 == 0)],
]

WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example opens a database: shrinking would take minutes. Add `Phase.shrink` when a counterexample is hunted."""

steps = st.lists(
    st.tuples(
        st.integers(0, len(ACTS) - 1), st.integers(0, 1000), st.text(max_size=12), st.integers(0, 90), st.booleans()
    ),
    min_size=4,
    max_size=25,
)


def carry_out(desk: Desk, picture: Picture, step: tuple[int, int, str, int, bool], clock: SetClock) -> None:
    """One random step; a refusal is an answer like any other, and so is a clock that was set back."""
    which, number, text, minutes, set_back = step
    clock.advance(seconds=-minutes if set_back else minutes)
    entries = desk.ask(lambda look: list(look.session.scalars(select(LogEntry).where(LogEntry.corrects_id.is_(None)))))
    due = START.astimezone(timezone(timedelta(hours=2))) + timedelta(hours=number % 50, minutes=minutes)
    try:
        desk.do(*ACTS[which](picture, entries, number, text, due), words=text)
    except Refused:
        return


@settings(
    max_examples=30,
    deadline=None,
    phases=WITHOUT_SHRINKING,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(steps)
def test_picture_tables_and_fold_agree_now_and_at_every_past_moment(
    steps: list[tuple[int, int, str, int, bool]],
) -> None:
    with two_desks() as (desks, clock):
        picture = desks[0].ask(picture_at())
        kept: list[tuple[UUID, datetime, Values]] = []
        for at, step in enumerate(steps):
            carry_out(desks[step[1] % 2], picture, step, clock)
            if at == len(steps) // 2:
                with desks[0].database.writing.begin() as session:
                    write_checkpoint(session, desks[0].incident_id or desks[0].station_id)
            picture = desks[0].ask(picture_after(picture))
            kept += [(fold.scope_id, fold.order_at, fold_values(fold)) for fold in folds_of(picture) if fold.order_at]

        tables = desks[0].ask(lambda look: table_values(look.session))

        assert picture_values(picture) == tables
        assert picture_values(desks[0].ask(picture_at())) == tables
        for scope_id, moment, values in kept:
            then = desks[0].ask(picture_at(moment=moment))
            assert [fold_values(fold) for fold in folds_of(then) if fold.scope_id == scope_id] == [values]
        assert desks[0].ask(verify_log()).problems == []


def test_a_row_changed_past_the_gate_is_refused() -> None:
    with two_desks() as (desks, _):
        desks[0].do(open_task("Transfer ATS-CR2 by hand"))

        with desks[0].database.writing() as session:
            task = session.scalars(select(Task)).one()
            task.owner = "nobody"
            with pytest.raises(Untracked):
                session.commit()


@pytest.mark.parametrize(
    "statement", ["UPDATE task SET owner = 'x'", "DELETE FROM log_entry", "INSERT INTO wait VALUES (1)"]
)
def test_raw_sql_past_the_gate_is_refused(statement: str) -> None:
    with two_desks() as (desks, _), desks[0].database.writer.begin() as connection, pytest.raises(Untracked):
        connection.exec_driver_sql(statement)


def test_without_the_engine_guard_the_law_is_seen_to_be_broken() -> None:
    with two_desks() as (desks, _):
        desks[0].do(open_task("Transfer ATS-CR2 by hand"))
        with desks[0].database.writer.begin() as connection, log.sealing(connection):
            connection.execute(update(Task.__table__).values(owner="nobody"))  # type: ignore[arg-type]

        tables = desks[0].ask(lambda look: table_values(look.session))

        assert picture_values(desks[0].ask(picture_at())) != tables
        assert not desks[0].ask(verify_log()).clean


def test_without_the_hook_the_law_is_seen_to_be_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    with two_desks() as (desks, _):
        monkeypatch.setattr(log.Recorder, "note_flush", lambda recorder, session: None)
        desks[0].do(open_task("Transfer ATS-CR2 by hand"))

        assert picture_values(desks[0].ask(picture_at())) != desks[0].ask(lambda look: table_values(look.session))
        assert not desks[0].ask(verify_log()).clean


def test_the_log_refuses_update_and_delete_even_from_the_gate() -> None:
    with two_desks() as (desks, _):
        for statement in ("UPDATE log_entry SET words = 'x'", "DELETE FROM log_book"):
            with (
                desks[0].database.writer.connect() as connection,
                log.sealing(connection),
                pytest.raises(DBAPIError, match="append-only"),
            ):
                connection.exec_driver_sql(statement)
