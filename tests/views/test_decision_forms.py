"""The forms about decisions: recording one, and what becomes of it when it is looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.decisions import amend_decision, end_decision, record_decision
from app.commands.incidents import appoint_commander
from app.commands.logbook import write_note
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from models.decision import Decision
from views.console import Console
from views.desk import QtDesk
from views.forms.decide import DecideForm
from views.forms.decision import DecisionForm, Outcome

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen


@pytest.fixture
def form(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> DecideForm:
    desk.do(appoint_commander("Administrator on Call"))
    window_desk.refresh()
    made = DecideForm(window_desk)
    qtbot.addWidget(made)
    made.question.setPlainText("Divert ambulances? stay open | divert trauma\nDo nothing")
    made.choice.setText("divert trauma")
    made.reason.setText("OR dark")
    return made


Open = Callable[[UUID], DecisionForm]


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk) -> Open:
    def show(decision_id: UUID) -> DecisionForm:
        window_desk.refresh()
        made = DecisionForm(window_desk, None, decision_id)
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def recorded(desk: Desk) -> UUID:
    bound = record_decision(
        title="Divert", choice="divert", reason="OR dark", options=["stay open", "divert"], decided_by="IC"
    )
    return desk.do(bound).made[0]


def only(desk: Desk) -> Decision:
    [decision] = desk.ask(picture_at()).all(Decision)
    return decision


def last(desk: Desk) -> str:
    return desk.ask(log_page(0, 1000))[-1].entry.text


def test_the_commander_decides_unless_it_is_said_otherwise(form: DecideForm, desk: Desk, clock: SetClock) -> None:
    form.review.setText("in 1h")
    said = form.says.text()

    form.press()

    made = only(desk)
    assert said == "Saves as decision D-01 by Administrator on Call: divert trauma, review 08:43."
    assert (made.decided_by, made.review_at) == ("Administrator on Call", clock() + timedelta(hours=1))
    assert (made.question, made.title) == ("Divert ambulances?", "Divert ambulances")
    assert made.options.split("\n") == ["stay open", "divert trauma", "Do nothing"]
    assert (made.logged_by, made.known_to) == ("CO", "2")


def test_a_decision_may_be_reviewed_when_something_happens(form: DecideForm, desk: Desk) -> None:
    form.review.setText("on a dip of the feeder")

    form.press()

    assert (only(desk).review_at, only(desk).review) == (None, "on a dip of the feeder")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("question", "Say what is to be decided."),
        ("choice", "Say which option was chosen."),
        ("reason", "Say why it was chosen."),
        ("decided_by", "Say who decided."),
    ],
)
def test_what_is_missing_is_asked_for_beside_its_field(form: DecideForm, name: str, sentence: str) -> None:
    form.fields[name].clear()  # type: ignore[attr-defined]

    form.press()

    assert form._errors[name].text() == sentence
    assert not form._errors[name].isHidden()


@pytest.mark.parametrize(
    ("name", "typed", "field", "sentence"),
    [
        ("question", "Divert? divert trauma", "question", "A decision chooses among two options at the least;"),
        ("question", "x" * 301 + "? divert trauma | stay", "question", "A title has 300 characters at the most"),
        ("choice", "close the ED", "choice", "That is none of the options. Write it among them, or choose one."),
        ("review", "25:30", "review_at", "“25:30” is not a time."),
    ],
)
def test_what_cannot_be_meant_is_refused_beside_its_line(
    form: DecideForm, desk: Desk, name: str, typed: str, field: str, sentence: str
) -> None:
    line = getattr(form, name)
    line.setPlainText(typed) if name == "question" else line.setText(typed)

    form.press()

    assert form._errors[field].text().startswith(sentence)
    assert desk.ask(picture_at()).all(Decision) == []


def test_to_do_nothing_is_an_option_until_it_is_taken_out(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> None:
    form = DecideForm(window_desk)
    qtbot.addWidget(form)
    offered = form.question.toPlainText()
    form.question.setPlainText("Divert?\nstay open\ndivert")
    form.choice.setText("div")
    form.reason.setText("OR dark")

    form.press()

    assert offered == "\nDo nothing"
    assert (only(desk).options, only(desk).choice) == ("stay open\ndivert", "divert")


def test_it_says_up_to_where_the_log_is_known_and_who_writes(form: DecideForm, window_desk: QtDesk, desk: Desk) -> None:
    before = form.known.text()
    desk.do(write_note(), words="Feeder A is back.")
    window_desk.refresh()

    assert before == "Known as of #2. Logged by CO."
    assert form.known.text() == "Known as of #3. Logged by CO."


def test_an_untouched_form_closes_and_a_touched_one_parks(qtbot: QtBot, window_desk: QtDesk) -> None:
    form = DecideForm(window_desk)
    qtbot.addWidget(form)
    untouched = form.unsaved
    form.choice.setText("x")

    assert (untouched, form.unsaved) == (False, True)


def test_a_decision_is_recorded_by_keyboard_alone(console: Console, desk: Desk) -> None:
    console.do_action("decide", None)

    def press(*keys: Qt.Key | str) -> None:
        for key in keys:
            target = console.window.focusWidget()
            QTest.keyClicks(target, key) if isinstance(key, str) else QTest.keyClick(target, key)

    press("Divert? stay open | divert", Qt.Key.Key_Tab, "divert", Qt.Key.Key_Tab, "OR dark", Qt.Key.Key_Return)

    assert last(desk).startswith("D-01 Divert: divert. Reason: OR dark. Decided by ")
    assert only(desk).options == "stay open\ndivert\nDo nothing"
    assert not console.window.panel_open


def test_the_fields_follow_what_became_of_it(open_form: Open, desk: Desk) -> None:
    form = open_form(recorded(desk))

    shown = {}
    for number, outcome in enumerate(Outcome):
        form.outcome_word.setCurrentIndex(number)
        shown[outcome] = [name for name, field in form.fields.items() if field.isVisible()][1:]

    assert shown == {
        Outcome.STANDS: ["outcome", "review_at"],
        Outcome.CHANGED: ["choice", "reason", "review_at"],
        Outcome.ENDED: ["outcome"],
    }


def test_it_stands_is_changed_and_ends(open_form: Open, desk: Desk, clock: SetClock) -> None:
    decision_id = recorded(desk)

    form = open_form(decision_id)
    form.outcome.setText("still dark")
    form.review.setText("08:30")
    form.press()
    stands = (last(desk), only(desk).review_at)
    form = open_form(decision_id)
    form.outcome_word.setCurrentIndex(1)
    form.choice.setText("trauma only")
    form.reason.setText("cath lab is back")
    form.press()
    changed = last(desk)
    form = open_form(decision_id)
    form.outcome_word.setCurrentIndex(2)
    form.outcome.setText("all on utility")
    form.press()

    assert stands == ("D-01 Divert: reviewed, still dark.", clock() + timedelta(minutes=47))
    assert changed == "D-01 amended: trauma only. Reason: cath lab is back."
    assert last(desk) == "D-01 Divert: ended, all on utility."
    assert not only(desk).in_force


@pytest.mark.parametrize(
    ("outcome", "name", "sentence"),
    [
        (0, "outcome", "Say what the review found."),
        (1, "choice", "Say what holds from now on."),
        (1, "reason", "Say why it is amended."),
        (2, "outcome", "Say how it ended."),
    ],
)
def test_what_a_review_needs_is_asked_for(open_form: Open, desk: Desk, outcome: int, name: str, sentence: str) -> None:
    form = open_form(recorded(desk))
    form.outcome_word.setCurrentIndex(outcome)
    form.reason.setText("because")
    form.fields[name].clear()  # type: ignore[attr-defined]

    form.press()

    assert form.refusal() == sentence


def test_a_decision_that_was_changed_meanwhile_is_looked_at_again(open_form: Open, desk: Desk) -> None:
    decision_id = recorded(desk)
    form = open_form(decision_id)
    desk.do(amend_decision(decision_id, choice="close the ED", reason="flood"))
    form.outcome.setText("still dark")

    form.press()
    refused = form.refusal()
    form.press()

    assert refused == "Changed by CO at 07:43 to “close the ED”. Look again."
    assert last(desk) == "D-01 Divert: reviewed, still dark."


def test_a_mistyped_time_of_the_next_review_is_asked_for_again(open_form: Open, desk: Desk) -> None:
    form = open_form(recorded(desk))
    form.outcome.setText("still dark")
    form.review.setText("5:300")

    form.press()

    assert form.refusal() == "“5:300” is not a time. Type it like 05:30 or in 30m."
    assert only(desk).outcome is None


def test_an_ended_decision_is_not_ended_again(open_form: Open, desk: Desk) -> None:
    decision_id = recorded(desk)
    desk.do(end_decision(decision_id, outcome="over"))
    form = open_form(decision_id)
    form.outcome_word.setCurrentIndex(2)
    form.outcome.setText("over")

    form.press()

    assert form.refusal() == "D-01 ended at 07:43."
    assert form.is_about(decision_id)
