"""What the console says unasked: once, one line, at most one in ten minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.clock import SetClock
from app.commands.decisions import record_decision, review_decision
from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.others import open_incidents
from app.picture import picture_at
from app.reminders import Reminder, due_decision, next_notice, reminders


def asked(desk: Desk, clock: SetClock) -> list[Reminder]:
    return reminders(desk.ask(picture_at()), desk.ask(open_incidents(clock())), clock())


def decided(desk: Desk, title: str, review_at: datetime) -> None:
    desk.do(record_decision(title, "yes", "heat", ["yes", "no"], "IC", review_at=review_at))


def say(desk: Desk, clock: SetClock, told: dict[str, datetime]) -> str:
    notice = next_notice(asked(desk, clock), told, clock())
    if notice is not None:
        told |= dict.fromkeys(notice.keys, clock())
    return "" if notice is None else notice.words


def test_a_due_review_is_said_once_and_again_when_it_was_put_off(desk: Desk, clock: SetClock) -> None:
    told: dict[str, datetime] = {}
    decided(desk, "Divert", clock() + timedelta(minutes=5))
    before = say(desk, clock, told)
    clock.advance(minutes=5)
    first = say(desk, clock, told)
    clock.advance(minutes=11)
    second = say(desk, clock, told)
    decision = due_decision(desk.ask(picture_at()), clock())
    assert decision is not None
    desk.do(review_decision(decision.id, "stands", review_at=clock() + timedelta(minutes=1)))
    clock.advance(minutes=2)

    assert (before, first, second) == ("", "Review D-01 Divert: it was due 07:48.", "")
    assert say(desk, clock, told) == "Review D-01 Divert: it was due 08:00."


def test_after_a_notice_it_is_quiet_for_ten_minutes_and_nothing_is_lost(desk: Desk, clock: SetClock) -> None:
    told: dict[str, datetime] = {}
    decided(desk, "Divert", clock() + timedelta(minutes=1))
    decided(desk, "Sitrep every hour", clock() + timedelta(minutes=3))
    clock.advance(minutes=1)
    first = say(desk, clock, told)
    clock.advance(minutes=9)
    within = say(desk, clock, told)
    clock.advance(minutes=1)

    assert first.startswith("Review D-01")
    assert within == ""
    assert say(desk, clock, told) == "Review D-02 Sitrep every hour: it was due 07:46."


def test_several_at_once_are_one_line_that_opens_the_first(desk: Desk, clock: SetClock) -> None:
    for title in ("Divert", "Sitrep every hour"):
        decided(desk, title, clock() + timedelta(minutes=1))
    clock.advance(minutes=31)

    notice = next_notice(asked(desk, clock), {}, clock())

    assert notice is not None
    assert notice.words == (
        "2 decisions are due for review. Nothing was written for 31 min. Press N to write what is so."
    )
    assert (notice.action, notice.late, len(notice.keys)) == ("review_due", True, 3)


def test_one_review_and_a_silence_are_both_named(desk: Desk, clock: SetClock) -> None:
    decided(desk, "Divert", clock() + timedelta(minutes=1))
    clock.advance(minutes=31)

    assert say(desk, clock, {}) == (
        "Review D-01 Divert: it was due 07:44. Nothing was written for 31 min. Press N to write what is so."
    )


def test_silence_is_said_once_and_again_only_after_another_entry(desk: Desk, clock: SetClock) -> None:
    told: dict[str, datetime] = {}
    clock.advance(minutes=30)
    first = say(desk, clock, told)
    clock.advance(minutes=30)
    second = say(desk, clock, told)
    desk.do(write_note(), words="All quiet.")
    third = say(desk, clock, told)
    clock.advance(minutes=30)

    assert first == "Nothing was written for 30 min. Press N to write what is so."
    assert (second, third) == ("", "")
    assert say(desk, clock, told) == first


def test_silence_elsewhere_names_its_incident_and_leads_there(desk: Desk, clock: SetClock) -> None:
    other = desk.do(declare_incident("Chiller lost")).scope_id
    clock.advance(minutes=30)
    desk.do(write_note(), words="Here all is well.")

    [notice] = asked(desk, clock)

    assert notice.words == "INC-2026-0002 Chiller lost: nothing was written for 30 min."
    assert (notice.action, notice.about) == ("open_incident", other)


def test_a_clock_that_was_set_back_does_not_silence_the_console(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=30)

    assert say(desk, clock, {"something": clock() + timedelta(days=1)})


def test_without_a_decision_nothing_is_due(desk: Desk, clock: SetClock) -> None:
    assert due_decision(desk.ask(picture_at()), clock()) is None
