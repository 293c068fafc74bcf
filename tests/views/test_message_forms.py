"""The forms about messages, promises and clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.command import Bound
from app.commands.countdowns import end_countdown, make_promise, start_countdown
from app.commands.directory import add_contact
from app.commands.messages import receive_message, send_message
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from models.countdown import Countdown
from models.message import Message
from models.terms import Method
from views.desk import QtDesk
from views.forms.answer import Answer, AnswerForm, ReturnForm
from views.forms.countdown import Became, CountdownForm
from views.forms.form import Form
from views.forms.message import MessageForm, Way
from views.forms.promise import PromiseForm, Runs

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
F = TypeVar("F", bound=Form)
Open = Callable[..., F]


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk) -> Open[Form]:
    def show(kind: type[F], *about: UUID) -> F:
        window_desk.refresh()
        made = kind(window_desk, None, *about)  # type: ignore[arg-type]
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def messages(desk: Desk) -> list[Message]:
    return sorted(desk.ask(picture_at()).all(Message), key=lambda one: one.ref)


def countdowns(desk: Desk) -> list[Countdown]:
    return sorted(desk.ask(picture_at()).all(Countdown), key=lambda one: one.ref)


def made(desk: Desk, bound: Bound) -> UUID:
    return desk.do(bound).made[0]


# --- a message --------------------------------------------------------------------------------------------------------


def test_a_request_is_logged_with_its_contact_and_its_time(open_form: Open[MessageForm], desk: Desk) -> None:
    contact = made(desk, add_contact("Tri-Valley Light & Power"))
    form = open_form(MessageForm)
    form.party.setText("tri-valley light & power")
    form.text.setPlainText("When is feeder A back?")
    form.reply_by.setText("in 20m")
    said = form.says.text()

    form.press()

    [message] = messages(desk)
    assert said == "Saves as a message to tri-valley light & power. They owe an answer by 08:03."
    assert (message.receiver, message.contact_id) == ("Tri-Valley Light & Power", contact)
    assert (message.sender, message.outgoing, message.method) == ("Coordinator", True, Method.PHONE)
    assert message.reply_by == datetime(2026, 8, 12, 8, 3, tzinfo=UTC)


def test_a_message_that_came_in_keeps_its_relay_number_and_time(open_form: Open[MessageForm], desk: Desk) -> None:
    form = open_form(MessageForm)
    form.way.setCurrentIndex(list(Way).index(Way.IN))
    form.method.setCurrentIndex(list(Method).index(Method.RADIO))
    for field, text in ((form.party, "St. Brannoc"), (form.relay, "County EMS"), (form.number, "44")):
        field.setText(text)
    form.text.setPlainText("2 beds.")
    form.was_read_back.setChecked(True)
    form.sent.setText("07:40")

    form.press()

    [message] = messages(desk)
    assert (message.sender, message.receiver, message.outgoing) == ("St. Brannoc", "Coordinator", False)
    assert (message.relay, message.number, message.method) == ("County EMS", "44", Method.RADIO)
    assert message.sent_at == message.read_back_at == datetime(2026, 8, 12, 7, 40, tzinfo=UTC)


def test_what_is_missing_is_said_beside_its_field(open_form: Open[MessageForm], desk: Desk) -> None:
    form = open_form(MessageForm)

    form.press()

    assert form.refusal() == "Say to whom the message goes."
    assert not form._errors["party"].isHidden()
    form.reply_by.setText("soon")
    form.press()
    assert not form._errors["reply_by"].isHidden()
    assert messages(desk) == []


# --- an answer --------------------------------------------------------------------------------------------------------


def test_an_answer_turns_from_and_to_round_and_is_tied(
    open_form: Open[AnswerForm], desk: Desk, clock: SetClock
) -> None:
    asked = made(desk, send_message("ETA?", receiver="Kestrel", sender="Logistics", method=Method.RADIO,
                                    reply_required=True))  # fmt: skip
    clock.advance(minutes=9)
    form = open_form(AnswerForm, asked)
    form.text.setPlainText("04:50")

    form.press()

    first, answer = messages(desk)
    assert (answer.sender, answer.receiver, answer.method) == ("Kestrel", "Logistics", Method.RADIO)
    assert (answer.answers_id, first.answered_at) == (asked, clock())
    assert not first.unanswered


def test_what_came_in_is_answered_by_us_or_returned_with_what_was_done(
    open_form: Open[ReturnForm], desk: Desk, clock: SetClock
) -> None:
    asked = made(desk, receive_message("Send 2 porters.", sender="ED", reply_required=True))
    form = open_form(ReturnForm, asked)
    shown = (form.words, form.word.word, form.says.text())
    form.text.setPlainText("two porters sent")

    form.press()

    [message] = messages(desk)
    assert shown == (list(Answer), Answer.RETURNED, "Saves that M-01 goes back to ED with what was done.")
    assert (message.returned_at, message.action_taken) == (clock(), "two porters sent")


def test_a_request_that_needs_no_answer_any_more_is_let_be_with_the_reason(
    open_form: Open[AnswerForm], desk: Desk
) -> None:
    asked = made(desk, send_message("Where is the tanker?", receiver="Brightwater", reply_required=True))
    form = open_form(AnswerForm, asked)
    form.word.setCurrentIndex(form.words.index(Answer.WAIVED))

    form.press()
    refused = form.refusal()
    form.text.setPlainText("it is here")
    form.press()

    assert refused == "Say why no reply is needed any more."
    assert Answer.RETURNED not in form.words
    assert not messages(desk)[0].unanswered


def test_what_is_answered_has_no_form(open_form: Open[AnswerForm], desk: Desk) -> None:
    asked = made(desk, send_message("ETA?", receiver="Kestrel", reply_required=True))
    desk.do(receive_message("04:50", sender="Kestrel", answers_id=asked))

    with pytest.raises(Refused, match="M-01 is answered"):
        open_form(AnswerForm, asked)


# --- promises and clocks ----------------------------------------------------------------------------------------------


def test_a_promise_says_who_to_whom_and_by_when(open_form: Open[PromiseForm], desk: Desk) -> None:
    form = open_form(PromiseForm)
    for field, text in ((form.text, "SitRep 2"), (form.receiver, "List A"), (form.due, "in 30m")):
        field.setText(text)
    said = form.says.text()

    form.press()

    [promise] = countdowns(desk)
    assert said == "Saves as a promise of this desk, runs until 08:13, in 30 min."
    assert (promise.ref, promise.owner, promise.receiver, promise.promised) == ("P-01", "Coordinator", "List A", True)


def test_a_clock_needs_a_time(open_form: Open[PromiseForm], desk: Desk) -> None:
    form = open_form(PromiseForm)
    form.kind.setCurrentIndex(list(Runs).index(Runs.CLOCK))
    form.text.setText("PBX battery")

    form.press()
    refused = form.refusal()
    form.due.setText("09:18")
    form.press()

    assert refused == "Say when it runs out, for example 05:30 or in 20m."
    assert [(one.ref, one.promised) for one in countdowns(desk)] == [("CLK-1", False)]


@pytest.mark.parametrize(("word", "kept"), [(Became.KEPT, True), (Became.BROKEN, False)])
def test_a_promise_is_kept_or_not(
    open_form: Open[CountdownForm], desk: Desk, clock: SetClock, word: Became, kept: bool
) -> None:
    promise = made(desk, make_promise("Call back", clock() + timedelta(minutes=5)))
    form = open_form(CountdownForm, promise)
    form.word.setCurrentIndex([Became.KEPT, Became.BROKEN, Became.MOVED].index(word))
    form.outcome.setText("they called")

    form.press()

    [row] = countdowns(desk)
    assert (row.kept, row.ended_at, row.outcome) == (kept, clock(), "they called")


def test_a_clock_gets_another_end_with_the_reason(open_form: Open[CountdownForm], desk: Desk, clock: SetClock) -> None:
    battery = made(desk, start_countdown("PBX battery", clock() + timedelta(minutes=5)))
    form = open_form(CountdownForm, battery)
    form.word.setCurrentIndex(1)
    form.press()
    refused = form.refusal()
    form.due.setText("in 20m")
    form.reason.setText("load shed")

    form.press()

    assert refused == "Say when it runs out now."
    assert countdowns(desk)[0].due_at == datetime(2026, 8, 12, 8, 3, tzinfo=UTC)


def test_what_another_desk_has_ended_meanwhile_is_not_ended_twice(
    open_form: Open[CountdownForm], desk: Desk, clock: SetClock
) -> None:
    promise = made(desk, make_promise("Call back", clock() + timedelta(minutes=5)))
    form = open_form(CountdownForm, promise)
    desk.do(end_countdown(promise, kept=False))

    form.press()

    assert form.refusal()
    assert countdowns(desk)[0].kept is False
