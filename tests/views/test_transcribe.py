"""Transcribing from paper: line after line, each saved with its time and the paper's author."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from models.log import LogEntry
from models.system import System, SystemStatus
from models.task import Task
from models.terms import EntryKind, SystemState
from views.console import Console
from views.desk import QtDesk
from views.forms.transcribe import TranscribeForm

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
Key = Qt.Key


@pytest.fixture
def form(qtbot: QtBot, window_desk: QtDesk, clock: SetClock) -> TranscribeForm:
    clock.advance(minutes=30)  # 08:13
    made = TranscribeForm(window_desk)
    qtbot.addWidget(made)
    made.show()
    return made


def entries(desk: Desk) -> list[LogEntry]:
    return [line.entry for line in desk.ask(log_page(0, 1000))][1:]


def type_line(form: TranscribeForm, text: str) -> None:
    form.line.setText(text)
    form.press()


def test_a_block_is_typed_line_by_line_with_author_and_date_said_once(form: TranscribeForm, desk: Desk) -> None:
    form.author.setText("NC")

    type_line(form, "0751 E4 stopped between floors.")
    type_line(form, "0755 Two persons inside.")

    told = [(one.words, one.author, f"{one.occurred_at:%H:%M}") for one in entries(desk)]
    assert told == [("E4 stopped between floors.", "NC", "07:51"), ("Two persons inside.", "NC", "07:55")]
    assert (form.line.text(), form.author.text(), form.count.text()) == ("", "NC", "2 transcribed")
    assert form.above.text() == "07:55  Two persons inside.  #3\n07:51  E4 stopped between floors.  #2"
    assert not form.unsaved


def test_it_says_what_will_be_saved_and_how_late_it_is(form: TranscribeForm) -> None:
    form.author.setText("NC")
    form.line.setText("0751 E4 stopped.")

    assert form.says.text() == "Saves what happened 07:51, from paper of NC, LATE +22 min."


def test_an_earlier_line_is_hinted_at_and_saved_all_the_same(form: TranscribeForm, desk: Desk) -> None:
    form.author.setText("NC")
    type_line(form, "0755 Two persons inside.")

    form.line.setText("0751 E4 stopped.")
    hint = form.hint.text()
    form.press()

    assert hint.startswith("07:51 is before 07:55, the line above.")
    assert len(entries(desk)) == 2
    assert form.hint.isHidden() or not form.hint.isVisible()


@pytest.mark.parametrize(
    ("author", "day", "line", "field", "sentence"),
    [
        ("", "", "0751 x", "author", "Say whose paper it is."),
        ("NC", "", "E4 stopped", "line", "Begin with the time on the paper, like 0351 or 03:51."),
        ("NC", "tomorrow", "0751 x", "day", "“tomorrow” is not a date. Type it like 2026-08-12."),
        ("x" * 201, "", "0751 x", "author", "A name has 200 characters at the most; this has 201."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(
    form: TranscribeForm, desk: Desk, author: str, day: str, line: str, field: str, sentence: str
) -> None:
    form.author.setText(author)
    form.day.setText(day)

    type_line(form, line)

    assert form._errors[field].text() == sentence
    assert form.line.text() == line
    assert entries(desk) == []


def test_a_line_may_hold_what_the_entry_line_takes(form: TranscribeForm, desk: Desk, clock: SetClock) -> None:
    form.author.setText("NC")
    system = desk.ask(picture_at()).all(System)[0]

    type_line(form, f"0751 #{system.ref} =down failed to start")

    [status] = desk.ask(picture_at()).all(SystemStatus)
    assert (status.system_id, status.state) == (system.id, SystemState.NONFUNCTIONAL)
    assert status.since == clock().replace(hour=7, minute=51)
    assert (entries(desk)[0].author, entries(desk)[0].kind) == ("NC", EntryKind.STATUS)


def test_a_due_time_on_the_paper_counts_from_the_papers_time(form: TranscribeForm, desk: Desk, clock: SetClock) -> None:
    form.author.setText("NC")

    type_line(form, "0751 /task Dip the tanks in 20m")

    [task] = desk.ask(picture_at()).all(Task)
    assert task.due_at == clock().replace(hour=8, minute=11)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0751 /correct ^1 x because y", "What speaks of another entry is written in the entry line."),
        ("0751 /call", "Who was called, and how did it end?"),
    ],
)
def test_what_the_grammar_refuses_is_said_beside_the_line(form: TranscribeForm, typed: str, sentence: str) -> None:
    form.author.setText("NC")

    type_line(form, typed)

    assert form._errors["line"].text().startswith(sentence)
    assert form.line.text() == typed


def test_the_date_of_the_paper_may_be_yesterdays(form: TranscribeForm, desk: Desk, clock: SetClock) -> None:
    form.author.setText("NC")
    form.day.setText("2026-08-11")

    type_line(form, "2350 Quiet night.")

    assert entries(desk)[0].occurred_at == clock().replace(hour=23, minute=50) - timedelta(days=1)


def test_what_is_typed_stays_when_the_panel_is_closed(console: Console, desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=30)

    def press(*keys: Qt.Key | str) -> None:
        for key in keys:
            target = QApplication.focusWidget() or console.window
            QTest.keyClicks(target, key) if isinstance(key, str) else QTest.keyClick(target, key)

    console.do_action("transcribe", None)
    press("NC", Key.Key_Return, "0751 E4 stopped.", Key.Key_Return, "0755 Two per", Key.Key_Escape)
    closed = not console.window.panel_open
    console.do_action("transcribe", None)
    press("sons inside.", Key.Key_Return)

    assert closed
    assert [one.words for one in entries(desk)] == ["E4 stopped.", "Two persons inside."]
