"""Gathering a report: a long log is read block by block, up to where it stood, and can be stopped."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from app import reporting
from app.commands.logbook import correct_entry, write_note
from app.desk import Desk
from app.errors import Stopped
from app.reporting import contacts_report, handover_report, log_report, systems_report, tasks_report
from models.database import Database


@pytest.fixture
def long_log(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A log of 31 entries, read seven at a time."""
    monkeypatch.setattr(reporting, "BLOCK", 7)
    for number in range(2, 32):
        desk.do(write_note(), words=f"Round {number:03d} walked.")
    return desk


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_a_log_read_in_blocks_holds_every_entry_once_and_says_how_far_it_is(long_log: Desk) -> None:
    told: list[tuple[int, int]] = []

    text = text_of(log_report(long_log, progress=lambda done, of: told.append((done, of))))

    assert [text.count(f"Round {number:03d} walked.") for number in range(2, 32)] == [1] * 30
    assert "END OF LOG – 31 entries" in text
    assert told == [(7, 31), (14, 31), (21, 31), (28, 31), (31, 31)]


def test_what_is_written_while_it_is_printed_is_not_in_it(long_log: Desk) -> None:
    first = long_log.do(write_note(), words="Two persons in E4.")

    def write_meanwhile(done: int, of: int) -> None:
        if done == 7:
            long_log.do(correct_entry(first.entry_id, "roll-call"), words="Three persons in E4.")

    text = text_of(log_report(long_log, progress=write_meanwhile))

    assert "Two persons in E4." in text
    assert "Three persons" not in text
    assert "Corrected by" not in text
    assert "END OF LOG – 32 entries" in text
    assert "Log sealed to no. 32," in text


def test_a_long_print_can_be_stopped(long_log: Desk) -> None:
    told: list[int] = []

    with pytest.raises(Stopped):
        log_report(long_log, progress=lambda done, _: told.append(done), stop=lambda: len(told) == 2)

    assert told == [7, 14]


def test_every_page_of_the_demonstration_says_that_it_is_one(demonstration: tuple[Database, Desk]) -> None:
    desk = replace(demonstration[1], demonstration=True)
    drawn = (handover_report, log_report, systems_report, tasks_report, contacts_report)

    for report in drawn:
        pages = PdfReader(BytesIO(report(desk))).pages
        assert all("DEMONSTRATION" in page.extract_text() for page in pages), report
        assert not any("LIVE" in page.extract_text().split() for page in pages), report
