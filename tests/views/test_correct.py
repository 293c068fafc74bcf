"""Correcting as loggists do: the old words stay readable, what stands is corrected, what was moved is not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.desk import Desk
from app.errors import Refused
from app.logbook import log_line, log_page
from models.log import LogEntry
from models.log_line import LogLine
from views.boards.entry_detail import facts
from views.desk import QtDesk
from views.forms.correct import CorrectForm
from views.log_row import Reading

Open = Callable[[UUID], CorrectForm]


def line_of(desk: Desk, entry_id: UUID) -> LogLine:
    found = desk.ask(log_line(entry_id))
    assert found is not None
    return found


def last(desk: Desk) -> LogEntry:
    return desk.ask(log_page(0, 1000))[-1].entry


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> Open:
    def show(entry_id: UUID) -> CorrectForm:
        made = CorrectForm(window_desk, None, line_of(desk, entry_id))
        qtbot.addWidget(made)
        made.show()
        return made

    return show


def texts(form: CorrectForm) -> list[str]:
    return [one.text() for one in form.findChildren(QLabel)]


def test_the_old_words_are_shown_and_a_wrong_time_is_corrected(open_form: Open, desk: Desk, clock: SetClock) -> None:
    note = desk.do(write_note(), words="Two persons.").entry_id
    clock.advance(minutes=10)
    form = open_form(note)
    form.words.setPlainText("Three persons.")
    form.reason.setText("roll-call")
    form.occurred.setText("07:40")

    form.press()

    assert form.old.text() == "Two persons."
    assert (last(desk).words, last(desk).reason, last(desk).corrects_id) == ("Three persons.", "roll-call", note)
    assert last(desk).occurred_at == clock() - timedelta(minutes=13)


def test_what_was_corrected_before_begins_with_what_stands(open_form: Open, desk: Desk, clock: SetClock) -> None:
    note = desk.do(write_note(), words="Two persons.").entry_id
    told = clock() - timedelta(minutes=5)
    desk.do(correct_entry(note, "roll-call"), words="Three person.", occurred_at=told)
    form = open_form(note)
    begun = form.words.toPlainText()
    form.words.setPlainText("Three persons.")
    form.reason.setText("spelling")

    form.press()

    assert begun == "Three person."
    assert "Corrected by #3: Three person." in texts(form)
    assert (last(desk).words, last(desk).occurred_at, last(desk).corrects_id) == ("Three persons.", told, note)


@pytest.mark.parametrize(
    ("words", "reason", "occurred", "sentence"),
    [
        ("", "x", "", "Say what stands instead."),
        ("Two persons.", "x", "", "These are the old words. Write what is right."),
        ("Three persons.", "", "", "Say why it is corrected."),
        ("Three persons.", "x", "soon", "“soon” is not a time. Type it like 04:31 or 2026-08-12 04:31."),
    ],
)
def test_what_is_missing_is_asked_for(
    open_form: Open, desk: Desk, words: str, reason: str, occurred: str, sentence: str
) -> None:
    form = open_form(desk.do(write_note(), words="Two persons.").entry_id)
    form.words.setPlainText(words)
    form.reason.setText(reason)
    form.occurred.setText(occurred)

    form.press()

    assert form.refusal() == sentence
    assert last(desk).words == "Two persons."


def test_what_was_moved_is_corrected_there(open_form: Open, desk: Desk) -> None:
    note = desk.do(write_note(), words="x").entry_id
    move(desk, note)

    with pytest.raises(Refused, match=r"#3 moved #2 to another incident\. Correct it there\."):
        open_form(note)


def move(desk: Desk, entry_id: UUID) -> Desk:
    other = desk.at(desk.do(declare_incident("Chiller lost")).scope_id)
    assert desk.incident_id is not None
    assert other.incident_id is not None
    there = take_over(entry_id, desk.incident_id).at(other.incident_id)
    desk.do(move_out(entry_id, other.incident_id, "wrong log"), there)
    return other


def test_the_detail_says_what_moved_where_and_from_whose_paper_it_was(window_desk: QtDesk, desk: Desk) -> None:
    note = desk.do(write_note(), words="CH-2 trips again.", author="NC", party="Facilities").entry_id
    other = move(desk, note)
    window_desk.refresh()
    assert window_desk.picture is not None
    reading = Reading.of(window_desk.picture, desk.clock())

    original = dict(facts(line_of(desk, note), reading))
    moving = dict(facts(line_of(desk, last(desk).id), reading))
    there = dict(facts(line_of(other, last(other).id), reading))

    assert (original["From paper of"], original["Source"]) == ("NC", "Facilities")
    assert original["Moved by #3"] == "#2 belongs to INC-2026-0002, where it stands as #2: wrong log."
    assert moving["Moves #2"] == "CH-2 trips again."
    assert there["From paper of"] == "NC"
    assert there["What it did"] == "Taken over from INC-2026-0001 #2, logged there by CO."
