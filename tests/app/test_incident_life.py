"""The incident's life in words: what has come, what can be done next, and what a step does."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.incidents import (
    acknowledge_incident,
    appoint_commander,
    close_incident,
    declare_incident,
    resolve_incident,
    restore_incident,
)
from app.commands.tasks import open_task
from app.desk import Desk
from app.incident_life import Step, left_open, moments_of, priority_words, steps_of, usual_step, what_follows
from app.incident_list import closed_lines, grouped
from app.incidents import incidents
from app.picture import picture_at
from models.terms import Priority

ALWAYS = [Step.APPOINT, Step.PRIORITISE, Step.CATEGORISE]


@pytest.mark.parametrize(
    ("done", "steps", "usual"),
    [
        ([], [Step.ACKNOWLEDGE, *ALWAYS, Step.RESTORE, Step.RESOLVE], Step.ACKNOWLEDGE),
        ([acknowledge_incident()], [*ALWAYS, Step.RESTORE, Step.RESOLVE], Step.APPOINT),
        ([acknowledge_incident(), appoint_commander("AOC")], [*ALWAYS, Step.RESTORE, Step.RESOLVE], Step.PRIORITISE),
        ([acknowledge_incident(), restore_incident()], [*ALWAYS, Step.RESOLVE], Step.APPOINT),
        ([acknowledge_incident(), resolve_incident()], [*ALWAYS, Step.CLOSE, Step.REOPEN], Step.CLOSE),
        ([acknowledge_incident(), resolve_incident(), close_incident()], [Step.REOPEN], Step.REOPEN),
    ],
)
def test_each_phase_offers_what_can_be_done_in_it(
    desk: Desk, done: list[Bound], steps: list[Step], usual: Step
) -> None:
    for bound in done:
        desk.do(bound)

    incident = desk.ask(picture_at()).incident
    assert (steps_of(incident), usual_step(incident)) == (steps, usual)


def test_the_moments_that_have_not_come_stand_open(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=2)
    desk.do(acknowledge_incident())

    told = dict(moments_of(desk.ask(picture_at()).incident))
    assert list(told)[:3] == ["Occurred", "Declared", "Acknowledged"]
    assert told["Acknowledged"] == clock()
    assert told["Closed"] is None


def test_detection_is_told_where_it_was_later(desk: Desk, clock: SetClock) -> None:
    earlier = clock() - timedelta(minutes=4)

    declared = desk.do(declare_incident("Chiller lost", detected_at=clock()), occurred_at=earlier)

    told = dict(moments_of(desk.at(declared.scope_id).ask(picture_at()).incident))
    assert (told["Occurred"], told["Detected"]) == (earlier, clock())


@pytest.mark.parametrize(("count", "words"), [(0, ""), (1, "1 task stays open."), (2, "2 tasks stay open.")])
def test_what_stays_open_is_said_before_standing_down(desk: Desk, count: int, words: str) -> None:
    for number in range(count):
        desk.do(open_task(f"Task {number}"))

    picture = desk.ask(picture_at())
    assert left_open(picture) == words
    assert what_follows(picture, Step.RESOLVE) == f"Stands INC-2026-0001 down. {words}".strip()


def test_every_step_says_what_it_does(desk: Desk) -> None:
    picture = desk.ask(picture_at())

    assert all(what_follows(picture, step).endswith(".") for step in Step)


def test_a_new_priority_stands_beside_the_old_one(desk: Desk) -> None:
    incident = desk.ask(picture_at()).incident

    assert priority_words(incident, Priority.CRITICAL) == "Priority 1 Critical, as it is."
    assert priority_words(incident, Priority.LOW) == "Priority 4 Low, was Priority 1 Critical."


def test_exercises_and_closed_incidents_stand_apart(desk: Desk, clock: SetClock) -> None:
    drill = desk.do(declare_incident("Spring drill", exercise=True)).scope_id
    done = desk.at(desk.do(declare_incident("Water main burst")).scope_id)
    done.do(resolve_incident(), close_incident())

    groups = grouped(desk.ask(incidents()))

    [line] = closed_lines(groups.closed, clock(), ZoneInfo("UTC"))
    assert [[one.id for one in group] for group in groups] == [[desk.incident_id], [drill], [done.incident_id]]
    assert line.spoken == "Water main burst, INC-2026-0002, Priority 1 Critical, closed 07:43"
