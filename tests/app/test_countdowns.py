"""What the screens say of promises and clocks."""

from datetime import timedelta

from app.clock import SetClock
from app.commands.countdowns import end_countdown, make_promise, start_countdown
from app.countdowns import countdown_facts, running, whose_text
from app.desk import Desk
from app.picture import picture_at
from models.countdown import Countdown


def test_only_what_runs_is_listed_by_its_end(desk: Desk, clock: SetClock) -> None:
    later = make_promise("SitRep 2", clock() + timedelta(minutes=40), receiver="List A")
    over = desk.do(start_countdown("UPS", clock() + timedelta(minutes=5))).made[0]
    desk.do(later, start_countdown("PBX battery", clock() + timedelta(minutes=20)), end_countdown(over))

    found = running(desk.ask(picture_at()))

    assert [(one.ref, whose_text(one)) for one in found] == [
        ("CLK-2", "Clock"),
        ("P-01", "Coordinator promised List A"),
    ]


def test_a_promise_says_how_it_stands_and_how_it_ended(desk: Desk, clock: SetClock) -> None:
    desk.do(make_promise("Technician on site", clock() + timedelta(minutes=20), owner="Kestrel Power"))
    [promise] = desk.ask(picture_at()).all(Countdown)
    runs = dict(countdown_facts(desk.ask(picture_at()), promise, clock()))
    clock.advance(minutes=32)
    desk.do(end_countdown(promise.id, "at GEN-2"))

    [ended] = desk.ask(picture_at()).all(Countdown)
    facts = dict(countdown_facts(desk.ask(picture_at()), ended, clock()))

    assert runs == {"Promised by": "Kestrel Power", "Since": "07:43", "Runs out": "08:03, in 20 min"}
    assert facts["Runs out"] == "08:03, kept, 12 min late"
    assert facts["Ended"] == "08:15, at GEN-2"


def test_a_broken_promise_and_a_clock_that_is_over_say_so(desk: Desk, clock: SetClock) -> None:
    due = clock() + timedelta(minutes=5)
    promise, battery = desk.do(make_promise("Call back", due), start_countdown("UPS", due)).made
    assert [one.standing_at(clock()) for one in desk.ask(picture_at()).all(Countdown)] == ["in 5 min", "in 5 min"]

    desk.do(end_countdown(promise, kept=False), end_countdown(battery))

    rows = desk.ask(picture_at()).all(Countdown)
    assert {one.ref: one.standing_at(clock()) for one in rows} == {"P-01": "not kept", "CLK-1": "stopped"}
