"""The open incidents beside the one at hand, and which one comes next."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import SetClock
from app.commands.decisions import record_decision
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.commands.tasks import finish_task, open_task
from app.desk import Desk
from app.others import beside, next_incident, open_incidents, others_text, spoken_others
from models.incident import Incident


@pytest.fixture
def other(desk: Desk, clock: SetClock) -> Desk:
    """The same desk at a second incident."""
    clock.advance(minutes=1)
    return desk.at(desk.do(declare_incident("Chiller lost")).scope_id)


def refs(desk: Desk) -> list[str]:
    return [one.incident.ref for one in desk.ask(open_incidents(desk.clock()))]


def test_open_incidents_and_exercises_stand_oldest_first(desk: Desk, other: Desk, clock: SetClock) -> None:
    clock.advance(minutes=1)
    desk.do(declare_incident("Drill", exercise=True))
    closed = desk.at(desk.do(declare_incident("Flood")).scope_id)
    for bound in (resolve_incident(), close_incident()):
        closed.do(bound)

    assert refs(desk) == ["INC-2026-0001", "INC-2026-0002", "EX-2026-0001"]


def test_what_is_late_there_is_counted(desk: Desk, other: Desk, clock: SetClock) -> None:
    soon = clock() + timedelta(minutes=5)
    done = other.do(open_task("Dip the tanks", due_at=soon)).made[0]
    other.do(open_task("Reset CH-2", due_at=soon))
    other.do(record_decision("Divert", "yes", "heat", ["yes", "no"], "IC", review_at=soon))
    other.do(finish_task(done))
    before = desk.ask(open_incidents(clock()))[1].late
    clock.advance(minutes=7)

    found = desk.ask(open_incidents(clock()))

    assert (before, [one.late for one in found]) == (0, [0, 2])
    assert others_text(beside(found, desk.incident_id)) == "1 other open, late"
    assert spoken_others(beside(found, desk.incident_id)) == "INC-2026-0002 Chiller lost, 2 late"


def test_when_each_log_was_written_last_is_known(desk: Desk, other: Desk, clock: SetClock) -> None:
    clock.advance(minutes=7)
    receipt = other.do(open_task("Reset CH-2"))

    assert desk.ask(open_incidents(clock()))[1].last_at == receipt.recorded_at


def test_the_next_one_goes_round_and_back(desk: Desk, other: Desk, clock: SetClock) -> None:
    clock.advance(minutes=1)
    third = desk.do(declare_incident("Flood")).scope_id
    found = desk.ask(open_incidents(clock()))

    def goes_to(here: UUID | None, step: int) -> UUID:
        there = next_incident(found, here, step)
        assert there is not None
        return there.id

    assert goes_to(desk.incident_id, 1) == other.incident_id
    assert goes_to(third, 1) == desk.incident_id
    assert goes_to(desk.incident_id, -1) == third
    assert goes_to(None, 1) == desk.incident_id
    assert goes_to(None, -1) == third


def test_alone_there_is_nothing_to_say_and_nowhere_to_go(desk: Desk) -> None:
    found = desk.ask(open_incidents(desk.clock()))

    assert others_text(beside(found, desk.incident_id)) == ""
    assert next_incident(found, desk.incident_id, 1) is None
    assert isinstance(found[0].incident, Incident)
