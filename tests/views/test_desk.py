"""The window's desk: answers find their way home or nowhere, and what was not confirmed is kept under its id."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.commands.logbook import write_note
from app.desk import Desk, Receipt
from app.errors import Refused, Unavailable
from app.logbook import log_count
from models.incident import Incident
from views.desk import QtDesk
from views.questions import UNTIL_PAINTED
from views.work import Trouble


class Flaky(Desk):
    """A desk whose first commits are not confirmed, though the last of them was written."""

    failures: list[str] = []

    def do(self, *bound: Any, **facts: Any) -> Receipt:
        if self.failures:
            how = self.failures.pop(0)
            if how == "written":
                super().do(*bound, **facts)
            raise Unavailable("The entry is not confirmed (disk I/O error). What you typed is kept: try again.")
        return super().do(*bound, **facts)


@pytest.fixture
def flaky(desk: Desk) -> Iterator[Desk]:
    made = Flaky(desk.database, desk.station_id, desk.seat_id, "A", desk.operator, desk.incident_id, desk.clock)
    Flaky.failures = []
    yield made
    Flaky.failures = []


@pytest.fixture
def threaded(qtbot: QtBot, desk: Desk) -> Iterator[QtDesk]:
    """A desk with its real workers."""
    made = QtDesk()
    made.open(lambda: desk)
    qtbot.waitUntil(lambda: made.picture is not None)
    yield made
    made.close()


def test_the_picture_is_there_once_the_desk_is_open(window_desk: QtDesk) -> None:
    assert window_desk.picture is not None
    assert window_desk.picture.incident.title == "Loss of normal power"


def test_a_saved_note_is_told_to_the_asker_with_its_number(window_desk: QtDesk) -> None:
    told: list[Receipt] = []

    window_desk.do(window_desk, write_note(), words="Generator 1 runs.", done=told.append)

    assert [receipt.number for receipt in told] == ["2"]


def test_an_answer_is_dropped_when_the_asker_is_gone(qtbot: QtBot, threaded: QtDesk) -> None:
    asker, told = QObject(), list[int]()
    held = threading.Event()
    threaded.reader.submit(held.wait)

    threaded.ask(asker, log_count(), told.append)
    delete(asker)
    held.set()
    threaded.ask(threaded, log_count(), told.append)

    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1


def test_a_question_with_the_same_key_replaces_the_one_before(qtbot: QtBot, threaded: QtDesk) -> None:
    told: list[str] = []
    held = threading.Event()
    threaded.reader.submit(held.wait)

    threaded.ask(threaded, log_count(), lambda _: told.append("first"), key="count")
    threaded.ask(threaded, log_count(), lambda _: told.append("second"), key="count")
    held.set()

    qtbot.waitUntil(lambda: bool(told))
    assert told == ["second"]


def test_what_another_desk_writes_changes_the_picture_within_a_second(
    qtbot: QtBot, threaded: QtDesk, desk: Desk
) -> None:
    with qtbot.waitSignal(threaded.picture_changed, timeout=3000):
        desk.do(write_note(), words="From the other window.")


def test_a_picture_without_news_stays_the_same_object(window_desk: QtDesk) -> None:
    before = window_desk.picture

    window_desk.refresh()

    assert window_desk.picture is before


def test_what_was_not_confirmed_is_kept_and_goes_again_under_the_same_id(window_desk: QtDesk, flaky: Desk) -> None:
    window_desk.open(lambda: flaky)
    Flaky.failures = ["written"]
    told: list[Receipt] = []
    entry_id = window_desk.do(window_desk, write_note(), words="Only once.", done=told.append)

    assert window_desk.trouble is not None
    window_desk.try_again()

    assert [receipt.entry_id for receipt in told] == [entry_id]
    assert flaky.ask(log_count()) == 2
    assert window_desk.trouble is None


def test_a_refusal_goes_to_the_form_that_asked(window_desk: QtDesk) -> None:
    told: list[tuple[str, str | None]] = []

    window_desk.do(window_desk, write_note(), refused=lambda sentence, field: told.append((sentence, field)))

    assert told == [("There is nothing to write down.", "words")]


def test_a_refusal_that_no_form_takes_is_a_signal(qtbot: QtBot, window_desk: QtDesk) -> None:
    with qtbot.waitSignal(window_desk.refused) as told:
        window_desk.do(window_desk, write_note())

    assert told.args == ["There is nothing to write down."]


def test_a_bug_on_a_worker_leaves_the_desk_in_service(qtbot: QtBot, window_desk: QtDesk) -> None:
    def broken(look: object) -> int:
        raise ZeroDivisionError

    with qtbot.waitSignal(window_desk.failed) as told:
        window_desk.ask(window_desk, broken, print)

    trouble = (told.args or [])[0]
    assert isinstance(trouble, Trouble)
    assert "ZeroDivisionError" in trouble.details
    window_desk.do(window_desk, write_note(), words="Still here.")


def test_long_work_that_is_refused_says_so_to_its_asker(window_desk: QtDesk) -> None:
    def refuse(desk: Desk) -> None:
        raise Refused("Choose another folder.", field="folder")

    told: list[tuple[str, str | None]] = []
    window_desk.run(window_desk, refuse, print, lambda sentence, field: told.append((sentence, field)))

    assert told == [("Choose another folder.", "folder")]


def test_the_past_is_an_older_picture_and_refuses_to_write(window_desk: QtDesk, clock: Any) -> None:
    then = clock()
    clock.advance(minutes=5)
    window_desk.do(window_desk, write_note(), words="Later.")
    told: list[str] = []

    window_desk.show_past(then)
    window_desk.do(window_desk, write_note(), words="Now?", refused=lambda sentence, _: told.append(sentence))

    assert window_desk.picture is not None
    assert window_desk.picture.moment == then
    assert "Return to now" in told[0]


def test_what_is_saved_before_the_database_is_open_waits_for_it(qtbot: QtBot, desk: Desk) -> None:
    early = QtDesk()
    told: list[Receipt] = []
    gate = threading.Event()

    def opener() -> Desk:
        gate.wait(5)
        return desk

    early.open(opener)
    early.do(early, write_note(), words="Typed before it was ready.", done=told.append)
    gate.set()

    qtbot.waitUntil(lambda: bool(told))
    assert told[0].number == "2"
    early.close()


def test_who_signs_on_at_another_window_of_this_seat_writes_from_then_on(window_desk: QtDesk, desk: Desk) -> None:
    from app.commands.station import sign_on

    desk.do(sign_on("Day Coordinator", "DC"))
    window_desk.refresh()

    assert window_desk.desk.operator.initials == "DC"


def test_closing_leaves_no_thread(qtbot: QtBot, desk: Desk) -> None:
    before = set(threading.enumerate())
    made = QtDesk()
    made.open(lambda: replace(desk))
    qtbot.waitUntil(lambda: made.picture is not None)

    made.close()

    assert set(threading.enumerate()) <= before


def test_the_incident_of_the_desk_is_shown(window_desk: QtDesk, desk: Desk) -> None:
    assert window_desk.picture is not None
    assert window_desk.picture.all(Incident)[0].id == desk.incident_id


def test_what_a_new_picture_makes_its_views_ask_is_asked_after_they_are_painted(
    qtbot: QtBot, threaded: QtDesk, desk: Desk
) -> None:
    told: list[str] = []
    threaded.picture_changed.connect(partial(threaded.ask, threaded, log_count(), lambda _: told.append("answer")))
    threaded.picture_changed.connect(partial(QTimer.singleShot, 0, partial(told.append, "painted")))

    desk.do(write_note(), words="Round walked.")
    threaded.refresh()

    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["painted", "answer"]


def test_what_was_held_back_is_forgotten_with_the_desk(qtbot: QtBot, threaded: QtDesk, desk: Desk) -> None:
    told: list[int] = []
    threaded.picture_changed.connect(partial(threaded.ask, threaded, log_count(), told.append))
    desk.do(write_note(), words="Round walked.")
    with qtbot.waitSignal(threaded.picture_changed):
        threaded.refresh()

    threaded.close()
    qtbot.wait(2 * UNTIL_PAINTED)

    assert told == []
