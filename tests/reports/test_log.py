"""The log on paper: whole, in order, with its corrections, closed at its end."""

from datetime import timedelta

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, move_out, take_over, write_note
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


def test_a_correction_of_a_correction_is_named_at_both(desk: Desk, pages: Texts) -> None:
    wrong = desk.do(write_note(), words="Two persons in E4.")
    again = desk.do(correct_entry(wrong.entry_id, "roll-call"), words="Three person in E4.")
    desk.do(correct_entry(again.entry_id, "spelling"), words="Three persons in E4.")

    text = " ".join(pages(log_report(desk)))

    assert "Two persons in E4. Corrected by no. 3 Corrected by no. 4" in text
    assert "Corrects #2: roll-call. Corrected by no. 4" in text
    assert "Corrects #3: spelling." in text


def test_what_was_moved_names_where_it_stands_in_both_logs(desk: Desk, pages: Texts) -> None:
    other = desk.at(desk.do(declare_incident("Chiller lost")).scope_id)
    wrong = desk.do(write_note(), words="CH-2 trips again.")
    assert desk.incident_id is not None
    assert other.incident_id is not None
    there = take_over(wrong.entry_id, desk.incident_id).at(other.incident_id)
    desk.do(move_out(wrong.entry_id, other.incident_id, "wrong log"), there)

    here, elsewhere = (" ".join(pages(log_report(one))) for one in (desk, other))

    assert "CH-2 trips again. Moved to INC-2026-0002 #2 by no. 3" in here
    assert "#2 belongs to INC-2026-0002, where it stands as #2: wrong log." in here
    assert "CH-2 trips again. Taken over from INC-2026-0001 #2, logged there by CO." in elsewhere


def test_what_was_transcribed_names_the_author_of_the_paper(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words="E4 stopped.", author="NC")

    assert "E4 stopped. From paper of NC" in " ".join(pages(log_report(desk)))


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
