"""Which past moments there are to look at."""

from datetime import timedelta

import pytest

from app.as_at import log_span, moment_to_show, neighbour
from app.clock import SetClock
from app.commands.logbook import write_note
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at


def test_the_span_is_that_of_the_whole_log_whatever_is_shown(desk: Desk, clock: SetClock) -> None:
    begun = clock()
    clock.advance(minutes=20)
    desk.do(write_note(), words="Fuel ordered.")

    span = desk.past(begun).ask(log_span())

    assert span is not None
    assert (span.first, span.last) == (begun, begun + timedelta(minutes=20))


def test_stepping_goes_from_entry_to_entry_and_ends_at_the_ends(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=1)
    desk.do(write_note(), words="One.")
    clock.advance(minutes=1)
    desk.do(write_note(), words="Two.")

    back = desk.ask(neighbour(clock(), -1))
    assert back is not None
    further = desk.ask(neighbour(back.moment, -1))
    assert further is not None
    forth = desk.ask(neighbour(further.moment, 1))

    assert (back.number, further.number, forth) == ("2", "1", back)
    assert desk.ask(neighbour(further.moment, -1)) is None
    assert desk.ask(neighbour(clock(), 1)) is None


def test_each_step_shows_one_entry_less(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=1)
    desk.do(write_note(), words="One.")
    step = desk.ask(neighbour(clock(), -1))
    assert step is not None

    fold = desk.past(step.moment).ask(picture_at()).incident_fold

    assert fold is not None
    assert sum(fold.places.values()) == 1


@pytest.mark.parametrize(
    ("typed", "why"), [("07:10", "was declared at"), ("23:59", "has not come yet"), ("soon", "is not a time")]
)
def test_a_moment_that_cannot_be_shown_is_refused(desk: Desk, clock: SetClock, typed: str, why: str) -> None:
    picture = desk.ask(picture_at())
    typed = f"2026-08-12 {typed}" if ":" in typed else typed

    with pytest.raises(Refused, match=why):
        moment_to_show(typed, picture, picture.station.zone, clock())
