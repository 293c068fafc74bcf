"""Decisions as they are typed and as they are said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import SetClock
from app.commands.decisions import amend_decision, record_decision
from app.commands.logbook import write_note
from app.decisions import asked_in, chosen_of, decision_facts, known_text, review_of
from app.desk import Desk
from app.errors import Refused
from app.finding import things_in
from app.picture import picture_at
from app.tasks import Plan
from models.base import new_id
from models.decision import Decision

NOW = datetime(2026, 8, 12, 7, 43, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "question", "options"),
    [
        ("Divert? stay open | trauma only", "Divert?", ["stay open", "trauma only"]),
        ("Divert?\nstay open\ntrauma only\nDo nothing", "Divert?", ["stay open", "trauma only", "Do nothing"]),
        ("Divert ambulances\nstay open | trauma only", "Divert ambulances", ["stay open", "trauma only"]),
        ("Divert? stay open\n\nstay open |\n", "Divert?", ["stay open"]),
        ("\nDo nothing", "", ["Do nothing"]),
        ("", "", []),
    ],
)
def test_the_question_ends_with_its_mark_and_options_stand_on_lines_or_between_bars(
    typed: str, question: str, options: list[str]
) -> None:
    assert asked_in(typed) == (question, options)


def test_the_question_without_its_mark_is_the_heading() -> None:
    assert asked_in("Divert ambulances? yes | no").title == "Divert ambulances"


@given(st.text())
def test_any_text_is_read(typed: str) -> None:
    assert all(option.strip() for option in asked_in(typed).options)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("TRAUMA only", "trauma only"), ("st", "stay open"), ("trauma", None), ("elsewhere", None), ("", None)],
)
def test_a_choice_is_an_option_or_the_only_one_that_begins_so(typed: str, chosen: str | None) -> None:
    assert chosen_of(typed, ["stay open", "trauma only", "trauma and STEMI"]) == chosen


@pytest.mark.parametrize(
    ("typed", "review"),
    [
        ("in 30m", (NOW + timedelta(minutes=30), None)),
        ("08:00", (NOW.replace(hour=8, minute=0), None)),
        ("on a dip of the feeder", (None, "on a dip of the feeder")),
        ("2 more dips", (None, "2 more dips")),
        ("", (None, None)),
    ],
)
def test_a_review_is_a_time_or_what_is_to_happen_first(typed: str, review: tuple[datetime | None, str | None]) -> None:
    assert review_of(typed, ZoneInfo("UTC"), NOW) == review


@pytest.mark.parametrize("typed", ["25:30", "in 30", "5:300", "30m", "by 7"])
def test_a_mistyped_time_does_not_become_a_trigger_that_never_comes(typed: str) -> None:
    with pytest.raises(Refused, match="is not a time") as refused:
        review_of(typed, ZoneInfo("UTC"), NOW)

    assert refused.value.field == "review_at"


def test_what_was_known_is_frozen_as_the_number_of_the_last_entry(desk: Desk, clock: SetClock) -> None:
    desk.do(write_note(), words="Feeder A dips.")
    decided = record_decision("Divert", "yes", "OR dark", ["yes", "no"], "IC", question="Divert?")
    decision_id = desk.do(decided).made[0]
    frozen = desk.ask(picture_at()).all(Decision)[0].known_to
    note = desk.do(write_note(), words="Feeder A is back.")
    desk.do(amend_decision(decision_id, "no", "feeder is back"))

    [decision] = desk.ask(picture_at()).all(Decision)
    picture = desk.ask(picture_at())
    facts = dict(decision_facts(decision, Plan.of(picture, clock())))
    assert (frozen, facts["Amended"]) == ("2", "07:43")
    assert (decision.known_to, decision.logged_by) == (note.number, desk.operator.initials)
    assert known_text(decision) == f"known as of #{note.number}"
    assert facts["Known then"] == f"the log to #{note.number}"
    assert (facts["Question"], facts["Logged by"]) == ("Divert?", "CO")
    assert next(one.line.remark for one in things_in(picture) if one.action == "decision").endswith(
        f"no, known as of #{note.number}"
    )


def test_a_decision_of_before_this_was_noted_says_nothing_of_it() -> None:
    told = {"title": "x", "options": "a\nb", "choice": "a", "reason": "r", "decided_by": "IC"}
    facts: dict[str, Any] = {**told, "decided_at": NOW}
    decision = Decision(id=new_id(), incident_id=new_id(), ref="D-01", **facts)

    assert known_text(decision) == ""
