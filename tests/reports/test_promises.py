"""What the handover says of promises, clocks and answers that are owed."""

from datetime import timedelta

from app.clock import SetClock
from app.commands.countdowns import end_countdown, make_promise, start_countdown
from app.commands.directory import add_contact
from app.commands.handovers import issue_handover, sign_handover
from app.commands.messages import receive_message, send_message
from app.desk import Desk
from app.picture import picture_at
from app.reporting import handover_report
from models.countdown import Countdown
from tests.reports.conftest import Demonstration, Texts
from tests.reports.test_handover import at


def test_page_two_says_what_was_promised_to_whom_by_when(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    second = pages(handover_report(desk, at(desk, "07:00")))[1]

    assert "6 Promises and answers owed 2 run, 1 answer owed" in second
    assert "07:15 P-09 SitRep 6 to list A Night Coordinator In 15 min" in second
    assert "08:00 P-07 Tanker with 4,000 gal of diesel Brightwater Fuels In 1 h" in second
    assert "M-11 When does CH-1 run again? Sent 06:30, radio Northgate Mechanical to Night Coordinator" in second
    assert "Waiting 30 min" in second


def test_what_was_kept_late_or_broken_in_the_shift_is_told(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    text = " ".join(pages(handover_report(desk, at(desk, "07:00"))))

    assert "P-02 Next update on the ETA Desk called, no change, 04:33 Tri-Valley Light & Power Not kept" in text
    assert "P-06 SitRep 4 to list A Night Coordinator Kept, 3 min late" in text
    assert "CLK-1 Fire detection of Building C impaired, 4 h at most Stopped at 3 h 14 min, 06:58 Clock Stopped" in text


def test_what_is_late_is_counted_and_marked(desk: Desk, clock: SetClock, pages: Texts) -> None:
    desk.do(
        make_promise("Call back", clock() + timedelta(minutes=5), owner="Tri-Valley", receiver="ED"),
        start_countdown("PBX battery", clock() + timedelta(minutes=60), owner="IT"),
        receive_message("How many beds?", sender="County EMS", reply_by=clock() + timedelta(minutes=10)),
    )
    clock.advance(minutes=12)

    text = " ".join(pages(handover_report(desk)))

    assert "2 run, 1 answer owed, 2 late" in text
    assert "07:48 P-01 Call back Tri-Valley to ED ⚠ 7 min late" in text or "Tri-Valley to ED 7 min late" in text
    assert "08:43 CLK-1 PBX battery Clock, watched by IT In 48 min" in text
    assert "We to County EMS" in text


def test_a_promise_stands_on_page_one_where_it_takes_no_line_of_its_own(
    desk: Desk, clock: SetClock, pages: Texts
) -> None:
    desk.do(add_contact("Kestrel Power", external=True))
    for number in range(12):
        due_at = clock() + timedelta(minutes=5 + number)
        desk.do(make_promise(f"Report {number} on everything that is known", due_at, owner="Kestrel Power"))
    [several, *_] = pages(handover_report(desk))
    for one in desk.ask(picture_at()).all(Countdown):
        if one.ref != "P-01":
            desk.do(end_countdown(one.id))

    [alone, *_] = pages(handover_report(desk))

    assert "Report 0 on everything that is known by 07:48" in alone
    assert "Report 0" not in several


def test_a_promise_of_this_side_is_to_be_kept_first(desk: Desk, clock: SetClock, pages: Texts) -> None:
    desk.do(make_promise("Tell the Liaison Officer", clock() + timedelta(minutes=20)))
    desk.do(make_promise("Plan for the night", clock() + timedelta(hours=3)))

    [first, *_] = pages(handover_report(desk))

    assert "P-01 Tell the Liaison Officer" in first
    assert "1 promise, next 2 hours" in first
    assert "P-02" not in first


def test_nothing_promised_says_so(desk: Desk, pages: Texts) -> None:
    text = " ".join(pages(handover_report(desk)))

    assert "Nothing was promised, and nobody owes an answer." in text


def test_only_what_ended_since_the_last_handover_is_told(desk: Desk, clock: SetClock, pages: Texts) -> None:
    desk.do(end_countdown(desk.do(make_promise("SitRep 1", clock() + timedelta(minutes=5))).made[0]))
    handover_id = desk.do(issue_handover("Day Coordinator")).made[0]
    desk.do(sign_handover(handover_id, "DC", "all"))
    clock.advance(minutes=5)
    desk.do(send_message("ETA?", receiver="Kestrel", reply_required=True))

    text = " ".join(pages(handover_report(desk)))

    assert "Answers owed (1)" in text
    assert "Over in this shift" not in text
