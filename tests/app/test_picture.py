"""The picture: what stays the same object, and when it is read anew."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.commands.tasks import assign_task, open_task
from app.desk import Desk
from app.picture import picture_after, picture_at
from models.picture import Picture
from models.task import Task


def test_the_board_as_at_0315_shows_what_was_known_then(desk: Desk, clock: SetClock) -> None:
    task_id = desk.do(open_task("Transfer ATS-CR2 by hand")).made[0]
    clock.advance(minutes=15)
    then = clock()
    clock.advance(minutes=1)
    desk.do(assign_task(task_id, "Lead Electrician"))

    [task] = desk.ask(picture_at(moment=then)).all(Task)

    assert task.owner is None
    assert desk.past(then).ask(picture_at()).all(Task)[0].owner is None


def test_a_row_that_nobody_touched_stays_the_same_object(desk: Desk) -> None:
    desk.do(open_task("Dip the tanks"), open_task("Read the meter"))
    old = desk.ask(picture_at())
    first, second = old.all(Task)

    desk.do(assign_task(second.id, "Boiler operator"))
    new = desk.ask(picture_after(old))

    assert new.get(Task, first.id) is first
    assert new.get(Task, second.id) is not second
    assert new.station is old.station


def test_nothing_new_is_the_same_picture(desk: Desk) -> None:
    old = desk.ask(picture_at())

    assert desk.ask(picture_after(old)) is old


def test_a_picture_of_the_past_or_of_another_incident_is_read_anew(desk: Desk, clock: SetClock) -> None:
    past = desk.ask(picture_at(moment=clock()))
    other = desk.at(desk.do(declare_incident("Chiller lost")).scope_id)

    assert desk.ask(picture_after(past)).moment is None
    assert other.ask(picture_after(desk.ask(picture_at()))).incident.title == "Chiller lost"
    assert desk.at(None).ask(picture_after(desk.at(None).ask(picture_at()))).has_incident is False


def test_a_book_that_brings_earlier_entries_is_folded_in_from_the_start(desk: Desk) -> None:
    now = desk.ask(picture_at())
    assert now.incident_fold is not None
    assert now.incident_fold.order_at is not None
    ahead = replace(now.incident_fold, order_at=now.incident_fold.order_at + timedelta(hours=1))
    desk.do(open_task("Dip the tanks"))

    new = desk.ask(picture_after(Picture(now.station_fold, ahead)))

    assert [task.title for task in new.all(Task)] == ["Dip the tanks"]
    assert new.incident_fold is not None
    assert new.incident_fold.order_at is not None
    assert new.incident_fold.order_at < ahead.order_at if ahead.order_at else False


def test_before_the_declaration_there_is_no_incident(desk: Desk, clock: SetClock) -> None:
    early = desk.ask(picture_at(moment=clock() - timedelta(days=1)))

    assert not early.has_incident
    assert early.situation is None
    assert early.period is None
    with pytest.raises(LookupError):
        _ = early.incident


def test_a_damaged_checkpoint_costs_time_never_truth(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.checkpoints.EVERY", 3)
    for title in ("Dip the tanks", "Read the meter", "Call the vendor"):
        desk.do(open_task(title))
    with desk.database.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE log_checkpoint SET state = x'00'")

    assert [task.ref for task in desk.ask(picture_at()).all(Task)] == ["T-01", "T-02", "T-03"]


def test_a_note_brings_itself_and_leaves_every_row_as_it_is(desk: Desk) -> None:
    before = desk.ask(picture_at())
    desk.do(write_note(), words="Round walked.")

    after = desk.ask(picture_after(before))

    assert [entry.words for entry in after.newest] == ["Round walked."]
    assert after.has_rows_of(before)
    assert not desk.ask(picture_at()).has_rows_of(before)


def test_a_picture_brings_no_more_than_a_few_entries(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.picture.NEWEST", 3)
    picture = desk.ask(picture_at())
    for number in range(5):
        desk.do(write_note(), words=f"Round {number}")
        picture = desk.ask(picture_after(picture))

    assert [entry.words for entry in picture.newest] == ["Round 2", "Round 3", "Round 4"]
