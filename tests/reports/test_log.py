"""The log on paper: whole, in order, with its corrections, closed at its end."""

from datetime import timedelta

from app.clock import SetClock
from app.commands.logbook import correct_entry, write_note
from app.desk import Desk
from app.logbook import log_since
from app.reporting import log_report
from tests.reports.conftest import Demonstration, Texts


def test_every_entry_of_the_demonstration_is_in_the_log(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]
    lines = desk.ask(log_since(None))

    text = " ".join(pages(log_report(desk)))

    assert [line.entry.number for line in lines if " ".join(line.entry.text.split()) not in text] == []
    assert f"END OF LOG – {len(lines)} entries" in text


def test_every_page_of_the_log_has_its_head_and_foot(demonstration: Demonstration, pages: Texts) -> None:
    texts = pages(log_report(demonstration[1], paper="a4"))

    for number, text in enumerate(texts, 1):
        assert f"Log, not issued Page {number} of {len(texts)}" in text
        assert "No. Time Kind Entry By" in text
        assert "Log sealed to no." in text


def test_each_day_has_its_heading_and_no_row_is_split(desk: Desk, clock: SetClock, pages: Texts) -> None:
    for number in range(60):
        clock.advance(hours=1)
        desk.do(write_note(), words=f"Begin {number}. {'Round walked, nothing new. ' * 12} End {number}.")

    texts = pages(log_report(desk))

    assert "Thu 13 Aug 2026" in " ".join(texts)
    for number in range(60):
        [page] = [text for text in texts if f"Begin {number}." in text]
        assert f"End {number}." in page


def test_a_late_entry_says_when_it_happened_and_how_late_it_is(desk: Desk, clock: SetClock, pages: Texts) -> None:
    happened = clock()
    clock.advance(minutes=23)
    desk.do(write_note(), words="Infusion pump swapped.", occurred_at=happened)

    text = " ".join(pages(log_report(desk)))

    assert "08:06:00 for 07:43 LATE +23 min" in text


def test_a_corrected_entry_stays_readable_and_both_name_each_other(desk: Desk, clock: SetClock, pages: Texts) -> None:
    wrong = desk.do(write_note(), words="Two persons in E4.")
    clock.advance(minutes=1)
    desk.do(correct_entry(wrong.entry_id, "roll-call by intercom"), words="Three persons in E4.")

    text = " ".join(pages(log_report(desk)))

    assert "Two persons in E4. Corrected by no. 3" in text
    assert "Three persons in E4." in text
    assert "Corrects #2: roll-call by intercom" in text


def test_a_log_as_at_a_moment_knows_nothing_of_what_came_later(desk: Desk, clock: SetClock, pages: Texts) -> None:
    wrong = desk.do(write_note(), words="Two persons in E4.")
    then = clock() + timedelta(seconds=1)
    clock.advance(minutes=1)
    desk.do(correct_entry(wrong.entry_id, "roll-call"), words="Three persons in E4.")

    text = " ".join(pages(log_report(desk, then)))

    assert "Three persons" not in text
    assert "Corrected by" not in text
    assert "END OF LOG – 2 entries" in text


def test_an_entry_higher_than_a_page_goes_on_over_the_next(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words="z" * 20_000)

    letters = "".join(pages(log_report(desk)))

    assert letters.count("z") == 20_000
