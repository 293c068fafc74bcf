"""The decisions in force, on paper: with the reason, and with what was known when they were made."""

from __future__ import annotations

from datetime import timedelta

from app.commands.decisions import record_decision
from app.commands.logbook import write_note
from app.desk import Desk
from app.reporting import handover_report
from tests.reports.conftest import Demonstration, Texts


def test_where_there_is_room_a_decision_says_what_was_known(desk: Desk, pages: Texts) -> None:
    note = desk.do(write_note(), words="Feeder A dips.")
    review_at = desk.clock() + timedelta(minutes=30)
    desk.do(record_decision("Divert", "trauma only", "OR dark", ["stay", "trauma only"], "IC", review_at=review_at))

    text = " ".join(pages(handover_report(desk)))

    assert f"trauma only. Why: OR dark. Known as of #{note.number}." in text


def test_where_page_one_is_full_it_follows_with_the_reasons(demonstration: Demonstration, pages: Texts) -> None:
    text = " ".join(pages(handover_report(demonstration[1])))

    assert "Known as of #" in text
