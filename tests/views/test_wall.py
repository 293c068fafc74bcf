"""The wall window: what it shows, and that it says when it is no longer fresh."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.contacts import log_call
from app.commands.directory import add_contact
from app.commands.messages import send_message
from app.commands.methods import add_method
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.picture import picture_at
from models.contact import ContactMethod
from models.terms import CallOutcome, Method, SystemState
from views import wall
from views.desk import QtDesk
from views.painting import paint_text
from views.wall import WallWindow


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every text that is painted on the wall."""
    texts: list[str] = []

    def note(painter: Any, rect: Any, text: str, *rest: Any, **facts: Any) -> float:
        texts.append(text)
        return paint_text(painter, rect, text, *rest, **facts)

    monkeypatch.setattr(wall, "paint_text", note)
    return texts


@pytest.fixture
def window(qtbot: QtBot, window_desk: QtDesk) -> WallWindow:
    made = WallWindow(window_desk)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    return made


def test_it_shows_the_incident_and_the_time_of_its_news(window: WallWindow, desk: Desk, written: list[str]) -> None:
    desk.do(open_task("Start GEN-2"))
    window._desk.refresh()
    window.grab()

    assert "Loss of normal power" in written
    assert "T-01 Start GEN-2" in written
    assert any("as of 07:43:00" in text for text in written)


def test_no_telephone_number_is_on_the_wall(window: WallWindow, desk: Desk, written: list[str]) -> None:
    system, _ = desk.ask(picture_at()).systems()[0]
    desk.do(open_task("Start GEN-2"))
    desk.do(set_system_state(system.id, SystemState.NONFUNCTIONAL))
    [contact_id] = desk.do(add_contact("Kestrel Power")).made
    desk.do(add_method(contact_id, Method.PHONE, "555-0102"))
    told = desk.do(log_call(contact_id, CallOutcome.NO_ANSWER, Method.PHONE, "555-0102")).sentence
    window._desk.refresh()
    window.grab()

    addresses = {way.address for way in desk.ask(picture_at()).all(ContactMethod)}
    assert "555-0102" in told
    assert {"T-01 Start GEN-2", system.name} <= set(written)
    assert not [text for text in written for address in addresses if address in text]


def test_after_fifteen_seconds_without_news_it_says_since_when(
    window: WallWindow, clock: SetClock, written: list[str]
) -> None:
    clock.advance(seconds=10)
    fresh = window.stale_since
    clock.advance(seconds=6)
    window.grab()

    assert fresh is None
    assert window.stale_since == datetime.fromisoformat("2026-08-12T07:43:00+00:00")
    assert "Not updated since 07:43:00" in written


def test_news_make_it_fresh_again(window: WallWindow, clock: SetClock) -> None:
    clock.advance(minutes=1)
    window._desk.refresh()

    assert window.stale_since is None


def test_without_an_incident_it_says_so(window: WallWindow, desk: Desk, written: list[str]) -> None:
    window._desk.open(lambda: replace(desk, incident_id=None))
    window._desk.look_at(None)
    window.grab()

    assert "No incident is open." in written


def test_escape_closes_it(window: WallWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(window):  # else Esc may be the key of a window that another test has left
        window.show()
        window.activateWindow()

    with qtbot.waitSignal(window.closed):
        QTest.keyClick(window, Qt.Key.Key_Escape)


def test_an_answer_that_is_waited_for_says_how_long_and_not_what_was_asked(
    window: WallWindow, desk: Desk, clock: SetClock, written: list[str]
) -> None:
    desk.do(send_message("Call 555-0123 about the tanker", receiver="Brightwater Fuels", reply_required=True))
    clock.advance(minutes=4)
    window._desk.refresh()

    window.grab()

    assert {"M-01 to Brightwater Fuels", "waiting 4 min"} <= set(written)
    assert not any("555" in text for text in written)
