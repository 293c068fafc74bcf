"""The handover without a window: the points to check, the lists, notes for the relief, walking through, signing."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from app.clock import SetClock
from app.commands.contacts import log_call
from app.commands.countdowns import make_promise
from app.commands.decisions import record_decision
from app.commands.directory import add_contact
from app.commands.handovers import issue_handover, note_for_relief, sign_handover, strike_note, walk_through
from app.commands.incidents import set_situation, start_period
from app.commands.messages import send_message
from app.commands.systems import set_system_state
from app.commands.tasks import assign_task, block_task, finish_task, open_task, start_task, verify_task
from app.desk import Desk
from app.errors import Refused
from app.handover import Point, open_text, point_lines, points_to_check
from app.handover_lists import (
    do_first_lines,
    earlier_handovers,
    handover_lines,
    handover_under_way,
    note_lines,
    read_through_lines,
)
from app.picture import picture_at
from app.reporting import handover_report
from models.contact import Contact
from models.database import Database
from models.incident import Handover, HandoverNote
from models.picture import Picture
from models.system import System
from models.terms import CallOutcome, Method, SystemState


def picture(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def points(desk: Desk, group: str) -> list[Point]:
    return [point for point in points_to_check(picture(desk), desk.clock()) if point.group == group]


def said(found: list[Point]) -> list[tuple[str, str, str]]:
    return [(point.line.mark, point.line.title, point.line.second) for point in found]


# --- the points -------------------------------------------------------------------------------------------------------


def test_in_the_past_the_points_do_not_say_what_to_do(desk: Desk) -> None:
    found = points_to_check(desk.ask(picture_at()), desk.clock())

    told = {line.title: line.second for line in point_lines(found, writes=False) if line.mark}

    assert told["The situation is not set"] == ""
    assert told["No next briefing is set"] == ""


def test_the_demonstration_at_0445_has_two_open_points(demonstration: tuple[Database, Desk]) -> None:
    _, desk = demonstration
    moment = datetime(2026, 8, 12, 4, 45, 59, tzinfo=ZoneInfo("America/New_York"))

    found = points_to_check(desk.past(moment).ask(picture_at()), moment)

    assert [(point.group, point.line.title, point.action) for point in found] == [
        ("Systems", "9 on backup without a remark or an estimate", "go_to_system"),
        ("Briefing", "The briefing of 04:10 has passed", "incident"),
    ]
    assert [line.title for line in point_lines(found) if not line.mark] == ["Systems", "Briefing"]


def test_a_situation_is_to_be_set_and_not_older_than_half_an_hour(desk: Desk, clock: SetClock) -> None:
    unset = said(points(desk, "Situation"))
    desk.do(set_situation("Dark.", "No imaging.", "Utility at 09:00."))
    clock.advance(minutes=30)
    young = points(desk, "Situation")
    clock.advance(minutes=1)

    assert unset[0][:2] == ("pencil", "The situation is not set")
    assert young == []
    assert said(points(desk, "Situation")) == [("triangle", "The situation is 31 min old", "Set 07:43 by Coordinator")]


def test_a_task_says_everything_that_is_wrong_with_it_in_one_line(desk: Desk, clock: SetClock) -> None:
    late = desk.do(open_task("Start GEN-2", due_at=clock() + timedelta(minutes=5))).made[0]
    desk.do(block_task(late, "no batteries"))
    done = desk.do(open_task("Dip the tank")).made[0]
    desk.do(assign_task(done, "Boiler operator"), start_task(done), finish_task(done))
    well = desk.do(open_task("Fire watch")).made[0]
    desk.do(assign_task(well, "Security"))
    clock.advance(minutes=12)

    found = points(desk, "Tasks")

    assert said(found) == [
        ("triangle", "T-01 Start GEN-2", "7 min late, no owner, blocked: no batteries"),
        ("check", "T-02 Dip the tank", "Done by Boiler operator, not verified"),
    ]
    assert [(point.action, point.about) for point in found] == [("go_to_task", late), ("go_to_task", done)]
    desk.do(verify_task(done, "53 %"))
    assert len(points(desk, "Tasks")) == 1


def test_a_review_that_has_come_is_open(desk: Desk, clock: SetClock) -> None:
    at = clock() + timedelta(minutes=10)
    desk.do(record_decision("Divert trauma", "Divert", "OR dark", ["Stay", "Divert"], "IC", review_at=at))
    before = points(desk, "Decisions")
    clock.advance(minutes=12)

    assert before == []
    assert said(points(desk, "Decisions")) == [("triangle", "D-01 Divert trauma", "Review 2 min late, IC")]


def test_somebody_called_and_not_reached_is_open_until_reached(desk: Desk) -> None:
    desk.do(add_contact("Kestrel Power"))
    [contact] = [one for one in picture(desk).all(Contact) if one.name == "Kestrel Power"]
    desk.do(log_call(contact.id, CallOutcome.NO_ANSWER, Method.PHONE))
    desk.do(log_call(contact.id, CallOutcome.VOICEMAIL, Method.PHONE))

    assert said(points(desk, "People")) == [("x", "Kestrel Power", "Not reached: voicemail at 07:43, 2 tries")]
    desk.do(log_call(contact.id, CallOutcome.ACKNOWLEDGED, Method.PHONE, acknowledged_by="Dispatcher"))
    assert points(desk, "People") == []


def test_whom_an_alternate_answered_for_is_no_open_point(desk: Desk) -> None:
    [deputy] = desk.do(add_contact("Deputy")).made
    [contact] = desk.do(add_contact("Chief", alternate_id=deputy)).made
    for _ in range(2):
        desk.do(log_call(contact, CallOutcome.NO_ANSWER, Method.PHONE))
    before = len(points(desk, "People"))
    desk.do(log_call(deputy, CallOutcome.ACKNOWLEDGED, Method.PHONE))

    assert before == 1
    assert points(desk, "People") == []


def test_an_affected_system_needs_a_remark_or_an_estimate_that_has_not_passed(desk: Desk, clock: SetClock) -> None:
    first, second, third = picture(desk).all(System)[:3]
    soon = clock() + timedelta(minutes=5)
    desk.do(set_system_state(first.id, SystemState.NONFUNCTIONAL))
    desk.do(set_system_state(second.id, SystemState.PARTIALLY, estimate_at=soon))
    desk.do(set_system_state(third.id, SystemState.PARTIALLY, remark="one of two"))
    now = said(points(desk, "Systems"))
    clock.advance(minutes=5)

    assert now == [("octagon", first.name, "Nonfunctional since 07:43, no remark, no estimate")]
    assert ("triangle", second.name, "The estimate of 07:48 has passed") in said(points(desk, "Systems"))


def test_the_next_briefing_is_to_be_set_and_still_to_come(desk: Desk, clock: SetClock) -> None:
    unset = said(points(desk, "Briefing"))
    at = clock() + timedelta(minutes=30)
    desk.do(start_period(ends_at=clock() + timedelta(hours=8), next_briefing_at=at))
    to_come = points(desk, "Briefing")
    clock.advance(minutes=30)

    assert unset[0][1] == "No next briefing is set"
    assert to_come == []
    assert said(points(desk, "Briefing"))[0][:2] == ("triangle", "The briefing of 08:13 has passed")


def test_what_the_log_has_not_confirmed_stands_first(desk: Desk) -> None:
    first = points_to_check(picture(desk), desk.clock(), unconfirmed=2)[0]

    assert (first.line.title, first.action) == ("2 entries are not confirmed", "")


@pytest.mark.parametrize(
    ("count", "walked", "text"),
    [
        (0, True, ""),
        (1, True, "1 point is open"),
        (0, False, "The page was not walked through"),
        (3, False, "3 points are open and the page was not walked through"),
    ],
)
def test_what_stands_against_signing_is_said_in_words(count: int, walked: bool, text: str) -> None:
    assert open_text(count, walked) == text


# --- the lists --------------------------------------------------------------------------------------------------------


def test_do_first_has_a_box_and_the_words_of_page_one(demonstration: tuple[Database, Desk]) -> None:
    _, desk = demonstration
    moment = datetime(2026, 8, 12, 4, 45, 59, tzinfo=ZoneInfo("America/New_York"))

    lines = do_first_lines(desk.past(moment).ask(picture_at()), moment)

    assert [(line.mark, line.title.split()[0], line.right) for line in lines][:3] == [
        ("square", "D-02", "05:00"),
        ("square", "P-04", "05:15"),
        ("square", "T-07", "05:45"),
    ]


def test_systems_and_decisions_are_read_through_in_one_list(demonstration: tuple[Database, Desk]) -> None:
    _, desk = demonstration
    moment = datetime(2026, 8, 12, 4, 45, 59, tzinfo=ZoneInfo("America/New_York"))

    lines = read_through_lines(desk.past(moment).ask(picture_at()), moment)

    heads = [line.title for line in lines if not line.mark]
    assert heads == ["Nonfunctional", "Partially functional", "On backup", "Decisions in force"]
    assert lines[-1].title.startswith("D-02")


# --- notes for the relief ---------------------------------------------------------------------------------------------


def test_a_note_grows_the_handover_until_it_is_struck(desk: Desk) -> None:
    noted = desk.do(note_for_relief("E4 is locked off."))
    shown = note_lines(picture(desk), desk.clock())
    struck = desk.do(strike_note(noted.made[0]))

    assert noted.sentence == "For the relief: E4 is locked off."
    assert [(line.title, line.second) for line in shown] == [("E4 is locked off.", "Coordinator, 07:43")]
    assert struck.sentence == "No longer for the relief: E4 is locked off."
    assert note_lines(picture(desk), desk.clock()) == []
    [row] = picture(desk).all(HandoverNote)
    assert row.over_at == desk.clock()


def test_notes_stand_on_page_one_until_they_are_struck(desk: Desk) -> None:
    note = desk.do(note_for_relief("E4 is locked off.")).made[0]
    desk.do(note_for_relief("Escort for Kestrel at dock 2."))
    before = " ".join(page_one(handover_report(desk)).split())
    desk.do(strike_note(note))

    assert "Watch" in before
    assert "E4 is locked off. since 07:43" in before
    assert "Escort for Kestrel at dock 2. since 07:43" in before
    after = page_one(handover_report(desk))
    assert ("Escort for Kestrel" in after, "E4 is locked off" in after) == (True, False)


def test_a_signed_copy_says_why_points_were_left_open(desk: Desk) -> None:
    handover = desk.do(issue_handover("Day Coordinator")).made[0]
    desk.do(sign_handover(handover, "DC", "all", left_open="Relief knows."))

    assert "Signed with points open: Relief knows." in page_one(
        handover_report(desk, handover=picture(desk).all(Handover)[0], signed=True)
    )


def page_one(pdf: bytes) -> str:
    return PdfReader(BytesIO(pdf)).pages[0].extract_text()


def test_an_empty_note_and_a_second_strike_are_refused(desk: Desk) -> None:
    note = desk.do(note_for_relief("E4 is locked off.")).made[0]
    desk.do(strike_note(note))

    with pytest.raises(Refused, match="what the relief must hear"):
        desk.do(note_for_relief("  "))
    with pytest.raises(Refused, match="was struck at 07:43"):
        desk.do(strike_note(note))


# --- walking through and signing --------------------------------------------------------------------------------------


def test_a_page_is_walked_through_once_and_before_it_is_signed(desk: Desk, clock: SetClock) -> None:
    handover = desk.do(issue_handover("Day Coordinator")).made[0]
    walked = desk.do(walk_through(handover))

    assert walked.sentence == "Handover 1 walked through by Coordinator and Day Coordinator."
    assert picture(desk).all(Handover)[0].walked_at == clock()
    with pytest.raises(Refused, match="was walked through at 07:43"):
        desk.do(walk_through(handover))
    desk.do(sign_handover(handover, "DC", "all"))
    with pytest.raises(Refused, match="was signed at 07:43"):
        desk.do(walk_through(handover))


def test_why_points_were_left_open_stands_in_the_log(desk: Desk) -> None:
    handover = desk.do(issue_handover("Day Coordinator")).made[0]

    signed = desk.do(sign_handover(handover, "DC", "all", left_open="Relief knows; calls go on."))

    assert signed.sentence.endswith("Signed with points open: Relief knows; calls go on.")
    assert picture(desk).all(Handover)[0].left_open == "Relief knows; calls go on."


def test_a_handover_is_under_way_until_it_is_signed(desk: Desk) -> None:
    before = handover_under_way(picture(desk))
    handover = desk.do(issue_handover("Day Coordinator")).made[0]
    issued = handover_under_way(picture(desk))
    desk.do(sign_handover(handover, "DC", "all"))
    desk.do(issue_handover("Evening Coordinator"))

    assert before is None
    assert issued is not None
    assert [row.number for row in earlier_handovers(picture(desk))] == [2, 1]
    lines = handover_lines(picture(desk), desk.clock())
    assert [(line.title, line.right, line.right_second) for line in lines] == [
        ("Handover 2: Coordinator to Evening Coordinator", "Not signed", ""),
        ("Handover 1: Coordinator to Day Coordinator", "Signed 07:43", "passes 07:43"),
    ]
    assert lines[1].second == "Printed 07:43, sealed to #1"


def test_late_promises_and_answers_that_are_owed_are_open_points(desk: Desk, clock: SetClock) -> None:
    desk.do(
        make_promise("Technician at GEN-2", clock() + timedelta(minutes=5), owner="Kestrel Power"),
        make_promise("SitRep 2", clock() + timedelta(hours=1)),
        send_message("When is feeder A back?", receiver="Tri-Valley", reply_required=True),
    )
    clock.advance(minutes=23)

    points = [one for one in points_to_check(picture(desk), clock()) if one.group in ("Promises", "Messages")]

    assert [(one.line.title, one.line.second, one.action) for one in points] == [
        ("P-01 Technician at GEN-2", "Kestrel Power promised, 18 min late", "countdown"),
        ("M-01 to Tri-Valley", "No answer yet, waiting 23 min: When is feeder A back?", "answer"),
    ]
