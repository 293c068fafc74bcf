"""What the screens say of messages."""

from datetime import timedelta

from app.clock import SetClock
from app.commands.messages import read_back, receive_message, return_message, send_message
from app.desk import Desk
from app.messages import Showing, count_text, message_facts, message_line, messages
from app.picture import picture_at
from models.message import Message
from models.picture import Picture
from models.terms import Method


def picture_of(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def called(desk: Desk, ref: str) -> Message:
    return next(one for one in picture_of(desk).all(Message) if one.ref == ref)


def some(desk: Desk, clock: SetClock) -> None:
    """A request and its answer, one that waits, and one that came in."""
    asked = desk.do(send_message("ETA?", receiver="Tri-Valley", method=Method.PHONE, reply_required=True)).made[0]
    clock.advance(minutes=11)
    desk.do(receive_message("05:30", sender="Tri-Valley", answers_id=asked, number="44", relay="County EOC"))
    desk.do(send_message("Parts?", receiver="Kestrel", reply_by=clock() + timedelta(minutes=5)))
    clock.advance(minutes=1)
    desk.do(receive_message("Send 2 porters.", sender="ED"))


def test_messages_stand_newest_first_and_are_narrowed_to_a_kind(desk: Desk, clock: SetClock) -> None:
    some(desk, clock)

    shown = {one: [message.ref for message in messages(picture_of(desk), one)] for one in Showing}

    assert shown == {
        Showing.ALL: ["M-04", "M-03", "M-02", "M-01"],
        Showing.UNANSWERED: ["M-03"],
        Showing.IN: ["M-04", "M-02"],
        Showing.OUT: ["M-03", "M-01"],
    }
    assert count_text(picture_of(desk)) == "4 messages, 1 unanswered"


def test_a_row_says_the_other_side_and_how_the_answer_stands(desk: Desk, clock: SetClock) -> None:
    some(desk, clock)
    clock.advance(minutes=7)
    desk.do(return_message(called(desk, "M-04").id, "two porters sent"))

    rows = [message_line(picture_of(desk), one, clock()) for one in messages(picture_of(desk))]

    assert [(row.title, row.right, row.mark) for row in rows] == [
        ("M-04 from ED", "Returned 08:02", "message"),
        ("M-03 to Kestrel", "3 min late", "triangle"),
        ("M-02 from Tri-Valley", "Answers M-01", "message"),
        ("M-01 to Tri-Valley", "Answered 07:54", "send"),
    ]
    assert rows[1].spoken == "M-03 to Kestrel, 3 min late, 07:54, Parts?"


def test_the_facts_name_both_sides_the_way_and_the_answer(desk: Desk, clock: SetClock) -> None:
    some(desk, clock)
    desk.do(read_back(called(desk, "M-01").id))

    first, second = (dict(message_facts(picture_of(desk), called(desk, ref), clock())) for ref in ("M-01", "M-02"))

    assert first == {
        "From": "Coordinator", "To": "Tri-Valley", "Sent": "07:43, phone", "Answered": "07:54 by M-02: 05:30",
        "Read back": "07:55",
    }  # fmt: skip
    assert second == {
        "From": "Tri-Valley", "To": "Coordinator", "Received": "07:54", "Through": "County EOC", "Their number": "44",
        "Answers": "M-01: ETA?",
    }  # fmt: skip
