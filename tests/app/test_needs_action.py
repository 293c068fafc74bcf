"""What waits for somebody, on the board."""

from datetime import timedelta

from app import board
from app.board import Tone
from app.clock import SetClock
from app.commands.contacts import log_call
from app.commands.countdowns import end_countdown, make_promise, start_countdown
from app.commands.decisions import end_decision, record_decision
from app.commands.directory import add_contact
from app.commands.messages import receive_message, send_message
from app.commands.tasks import block_task, finish_task, open_task, verify_task
from app.desk import Desk
from app.needs_action import needs_action
from app.picture import picture_at
from models.picture import Picture
from models.terms import CallOutcome, Method, Priority


def picture_of(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def test_what_needs_action_stands_by_its_due_time(desk: Desk, clock: SetClock) -> None:
    later = desk.do(open_task(title="Later", owner="Security", due_at=clock() + timedelta(minutes=40))).made[0]
    desk.do(open_task(title="Soon", due_at=clock() + timedelta(minutes=5), after=[later]))
    desk.do(open_task(title="Some time", priority=Priority.LOW))
    desk.do(open_task(title="Some time, but important", priority=Priority.CRITICAL))
    done = desk.do(open_task(title="Done", owner="Logistics")).made[0]
    desk.do(finish_task(task_id=done))
    clock.advance(minutes=10)

    lines = needs_action(picture_of(desk), clock())

    assert [line.title[5:] for line in lines] == ["Soon", "Later", "Some time, but important", "Some time", "Done"]
    assert [line.right_second for line in lines] == ["5 min late", "in 30 min", "", "", "to verify"]
    assert lines[0].tone is Tone.LATE
    assert lines[0].mark == "triangle"
    assert lines[0].second == "No owner yet, waits for T-01"
    assert lines[1].spoken == "T-01 Later, Security, ready, due 08:23, in 30 min"


def test_a_blocked_task_says_why(desk: Desk, clock: SetClock) -> None:
    task = desk.do(open_task(title="Start GEN-2", owner="Kestrel Power")).made[0]
    desk.do(block_task(task_id=task, reason="no batteries on site"))

    [line] = needs_action(picture_of(desk), clock())

    assert line.second == "Kestrel Power, blocked: no batteries on site"
    assert board.tasks_tile(picture_of(desk), clock()).second == "1 blocked"


def test_a_verified_task_needs_nothing_more(desk: Desk, clock: SetClock) -> None:
    task = desk.do(open_task(title="Survey every ATS")).made[0]
    desk.do(finish_task(task_id=task))
    desk.do(verify_task(task_id=task, reading="lamps seen"))

    assert needs_action(picture_of(desk), clock()) == []
    assert board.tasks_tile(picture_of(desk), clock()).value == "0"


def test_a_review_that_is_due_needs_action_until_the_decision_ends(desk: Desk, clock: SetClock) -> None:
    decided = record_decision(
        title="Divert trauma", choice="divert", reason="no power", options=["stay open", "divert"],
        decided_by="Incident Commander", review_at=clock() + timedelta(hours=1),
    )  # fmt: skip
    decision = desk.do(decided).made[0]
    clock.advance(minutes=61)

    [line] = needs_action(picture_of(desk), clock())
    tile = board.decisions_tile(picture_of(desk), clock())
    desk.do(end_decision(decision_id=decision, outcome="power is back"))

    assert (line.title, line.right_second, line.tone) == ("D-01 Divert trauma", "1 min late", Tone.LATE)
    assert line.second == "Review by Incident Commander"
    assert (tile.value, tile.second, tile.tone) == ("1", "1 min late, D-01 at 08:43", Tone.LATE)
    assert needs_action(picture_of(desk), clock()) == []


def test_a_running_promise_and_a_clock_stand_with_their_time_and_distance(desk: Desk, clock: SetClock) -> None:
    desk.do(make_promise("Technician at GEN-2", clock() + timedelta(minutes=20), owner="Kestrel Power"))
    battery = desk.do(start_countdown("PBX battery", clock() + timedelta(minutes=40), owner="IT")).made[0]
    clock.advance(minutes=27)

    promise, running = needs_action(picture_of(desk), clock())
    desk.do(end_countdown(battery))

    assert (promise.title, promise.second) == ("P-01 Technician at GEN-2", "Kestrel Power promised")
    assert (promise.mark, promise.right, promise.right_second) == ("triangle", "08:03", "7 min late")
    assert (running.title, running.second) == ("CLK-1 PBX battery", "Clock, IT watches it")
    assert (running.mark, running.right, running.right_second) == ("stopwatch", "08:23", "in 13 min")
    assert running.spoken == "CLK-1 PBX battery, Clock, IT watches it, due 08:23, in 13 min"
    assert [line.title for line in needs_action(picture_of(desk), clock())] == ["P-01 Technician at GEN-2"]


def test_a_request_stays_with_its_age_and_a_voicemail_is_no_answer(desk: Desk, clock: SetClock) -> None:
    contact = desk.do(add_contact("Tri-Valley")).made[0]
    asked = desk.do(send_message("When is feeder A back?", contact_id=contact, reply_required=True)).made[0]
    clock.advance(minutes=9)
    desk.do(log_call(contact, CallOutcome.VOICEMAIL, Method.PHONE))
    clock.advance(minutes=14)

    [line] = needs_action(picture_of(desk), clock())
    desk.do(receive_message("05:30", contact_id=contact, answers_id=asked))

    assert (line.title, line.right_second) == ("M-01 to Tri-Valley", "waiting 23 min")
    assert line.second == "No answer yet, voicemail 07:52: When is feeder A back?"
    assert (line.mark, line.tone) == ("send", Tone.NORMAL)
    assert needs_action(picture_of(desk), clock()) == []


def test_what_others_asked_of_us_by_a_time_is_late_after_it(desk: Desk, clock: SetClock) -> None:
    desk.do(receive_message("How many beds?", sender="County EMS", reply_by=clock() + timedelta(minutes=10)))
    clock.advance(minutes=12)

    [line] = needs_action(picture_of(desk), clock())

    assert (line.title, line.second) == ("M-01 from County EMS", "Waits for our answer: How many beds?")
    assert (line.right, line.right_second) == ("07:53", "2 min late")
    assert (line.mark, line.tone) == ("triangle", Tone.LATE)


def test_requests_without_a_time_stand_among_what_is_due_half_an_hour_after_them(desk: Desk, clock: SetClock) -> None:
    desk.do(send_message("ETA?", receiver="Kestrel", reply_required=True))
    desk.do(open_task("Soon", due_at=clock() + timedelta(minutes=29)))
    desk.do(open_task("Later", due_at=clock() + timedelta(minutes=31)))

    assert [line.title[:4] for line in needs_action(picture_of(desk), clock())] == ["T-01", "M-01", "T-02"]
