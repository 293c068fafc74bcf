"""Silence in the log of a priority 1 incident."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.incidents import (
    close_incident,
    declare_incident,
    prioritise_incident,
    resolve_incident,
    restore_incident,
)
from app.commands.station import set_station
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from app.silence import silent_for
from models.terms import Level


def silence(desk: Desk, clock: SetClock) -> timedelta | None:
    picture = desk.ask(picture_at())
    assert picture.incident_fold is not None
    return silent_for(picture.incident, picture.incident_fold.order_at, picture.station.silent_after, clock())


def test_a_live_priority_1_incident_is_silent_after_the_stations_time(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=29)
    before = silence(desk, clock)
    clock.advance(minutes=1)
    after = silence(desk, clock)
    desk.do(set_station(silence_after_minutes=45))

    assert (before, after) == (None, timedelta(minutes=30))
    assert silence(desk, clock) is None


@pytest.mark.parametrize(
    ("done", "silent"),
    [
        ((restore_incident(),), True),
        ((resolve_incident(),), False),
        ((resolve_incident(), close_incident()), False),
        ((prioritise_incident(Level.LOW, Level.LOW),), False),
    ],
)
def test_only_what_is_not_over_and_most_pressing_asks(
    desk: Desk, clock: SetClock, done: tuple[Bound, ...], silent: bool
) -> None:
    for bound in done:
        desk.do(bound)
    clock.advance(hours=2)

    assert (silence(desk, clock) is not None) is silent


def test_an_exercise_does_not_ask(desk: Desk, clock: SetClock) -> None:
    drill = desk.at(desk.do(declare_incident("Drill", exercise=True)).scope_id)
    clock.advance(hours=2)

    assert silence(drill, clock) is None


@pytest.mark.parametrize("minutes", [0, -1, 1441])
def test_silence_lasts_from_a_minute_to_a_day(desk: Desk, minutes: int) -> None:
    with pytest.raises(Refused, match="Silence lasts a minute at the least, a day at the most") as refused:
        desk.do(set_station(silence_after_minutes=minutes))

    assert refused.value.field == "silence_after_minutes"
