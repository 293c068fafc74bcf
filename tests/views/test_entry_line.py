"""The entry line: Enter saves once, and nothing that was typed is ever lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.desk import Desk, Receipt
from app.errors import Unavailable
from app.logbook import log_count, log_page
from views.desk import QtDesk
from views.entry_line import EntryLine

Key = Qt.Key


class Unsure(Desk):
    """A desk that writes the entry, and then cannot confirm it, as long as it is told to."""

    unsure = False

    def do(self, *bound: Any, **facts: Any) -> Receipt:
        receipt = super().do(*bound, **facts)
        if Unsure.unsure:
            raise Unavailable("The entry is not confirmed (disk I/O error). What you typed is kept: try again.")
        return receipt


@pytest.fixture
def unsure(desk: Desk) -> Iterator[None]:
    Unsure.unsure = True
    yield
    Unsure.unsure = False


@pytest.fixture
def line(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> EntryLine:
    opened = Unsure(desk.database, desk.station_id, desk.seat_id, "A", desk.operator, desk.incident_id, desk.clock)
    window_desk.open(lambda: opened)
    made = EntryLine(window_desk)
    qtbot.addWidget(made)
    made.resize(700, 90)
    made.show()
    made.setFocus()
    return made


@pytest.fixture
def low(qtbot: QtBot, window_desk: QtDesk) -> Iterator[EntryLine]:
    """The line in a window of 480, with something else that takes the keyboard."""
    window = QWidget()
    qtbot.addWidget(window)
    down = QVBoxLayout(window)
    down.addWidget(QPlainTextEdit(), 1)
    made = EntryLine(window_desk)
    down.addWidget(made)
    window.resize(700, 480)
    window.show()
    window.activateWindow()
    window.findChild(QPlainTextEdit).setFocus()  # type: ignore[union-attr]
    qtbot.waitExposed(window)
    yield made
    window.close()


def words(desk: Desk) -> list[str]:
    return [one.entry.words for one in desk.ask(log_page(1, 100))]


def says(line: EntryLine) -> str:
    return line._foot.says.text()


def test_enter_saves_once_and_frees_the_line(qtbot: QtBot, line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Generator 3 failed to start.")
    QTest.keyClick(line.field, Key.Key_Return)
    QTest.keyClick(line.field, Key.Key_Return)

    assert words(desk) == ["Generator 3 failed to start."]
    assert line.text == ""


def test_the_second_line_says_what_will_be_saved(qtbot: QtBot, line: EntryLine) -> None:
    QTest.keyClicks(line.field, "Lift 4 is empty.")

    assert says(line) == "Saves as a note in INC-2026-0001 by CO, 07:43"
    assert (line._chip.text(), line._chip.isVisible()) == ("INC-2026-0001", True)


def test_shift_enter_starts_a_new_line(qtbot: QtBot, line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Above")
    QTest.keyClick(line.field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(line.field, "below")
    QTest.keyClick(line.field, Key.Key_Return)

    assert words(desk) == ["Above\nbelow"]


def test_up_recalls_what_was_saved_and_down_goes_forth(qtbot: QtBot, line: EntryLine) -> None:
    for text in ("First", "Second"):
        QTest.keyClicks(line.field, text)
        QTest.keyClick(line.field, Key.Key_Return)

    QTest.keyClick(line.field, Key.Key_Up)
    QTest.keyClick(line.field, Key.Key_Up)
    assert line.text == "First"
    QTest.keyClick(line.field, Key.Key_Down)
    assert line.text == "Second"


def test_escape_parks_the_words_and_up_brings_them_back(qtbot: QtBot, line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Half a thou")
    QTest.keyClick(line.field, Key.Key_Escape)
    parked = line.text

    QTest.keyClick(line.field, Key.Key_Up)

    assert (parked, line.text, words(desk)) == ("", "Half a thou", [])


def test_escape_on_an_empty_line_goes_back(qtbot: QtBot, line: EntryLine) -> None:
    with qtbot.waitSignal(line.left):
        QTest.keyClick(line.field, Key.Key_Escape)


def test_refused_words_come_back_with_the_reason(qtbot: QtBot, line: EntryLine, desk: Desk) -> None:
    line.field.setPlainText("x" * 20_001)
    line.save()

    assert len(line.text) == 20_001
    assert "an entry holds 20,000" in says(line)
    assert words(desk) == []


def test_words_that_were_not_confirmed_come_back(
    qtbot: QtBot, line: EntryLine, unsure: None, window_desk: QtDesk
) -> None:
    QTest.keyClicks(line.field, "Fuel for nine hours.")
    QTest.keyClick(line.field, Key.Key_Return)

    assert line.text == "Fuel for nine hours."
    assert "not confirmed" in says(line)
    assert window_desk.trouble is not None


def test_enter_again_on_the_same_words_writes_no_second_entry(
    qtbot: QtBot, line: EntryLine, unsure: None, desk: Desk, window_desk: QtDesk
) -> None:
    QTest.keyClicks(line.field, "Fuel for nine hours.")
    QTest.keyClick(line.field, Key.Key_Return)
    Unsure.unsure = False

    QTest.keyClick(line.field, Key.Key_Return)

    assert words(desk) == ["Fuel for nine hours."]
    assert (line.text, window_desk.trouble) == ("", None)


def test_try_again_saves_the_words_that_came_back_and_frees_the_line(
    qtbot: QtBot, line: EntryLine, unsure: None, desk: Desk, window_desk: QtDesk
) -> None:
    QTest.keyClicks(line.field, "Fuel for nine hours.")
    QTest.keyClick(line.field, Key.Key_Return)
    Unsure.unsure = False

    window_desk.try_again()

    assert words(desk) == ["Fuel for nine hours."]
    assert line.text == ""


def test_words_changed_after_an_unconfirmed_try_are_an_entry_of_their_own(
    qtbot: QtBot, line: EntryLine, unsure: None, desk: Desk
) -> None:
    QTest.keyClicks(line.field, "Fuel for nine hours.")
    QTest.keyClick(line.field, Key.Key_Return)
    Unsure.unsure = False

    QTest.keyClicks(line.field, " Ten at most.")
    QTest.keyClick(line.field, Key.Key_Return)

    assert words(desk)[-1] == "Fuel for nine hours. Ten at most."


def test_the_past_refuses_with_a_sentence_and_keeps_the_words(
    qtbot: QtBot, line: EntryLine, desk: Desk, window_desk: QtDesk
) -> None:
    QTest.keyClicks(line.field, "Too late.")
    window_desk.show_past(desk.clock())

    QTest.keyClicks(line.field, " Indeed.")
    QTest.keyClick(line.field, Key.Key_Return)

    assert line.text == "Too late."
    assert says(line) == "Read only: this window shows 07:43. Esc returns to now."
    assert desk.ask(log_count()) == 1


def test_where_nothing_can_be_saved_there_is_nothing_to_type_into(
    qtbot: QtBot, line: EntryLine, desk: Desk, window_desk: QtDesk
) -> None:
    window_desk.show_past(desk.clock())
    past = (line.field.isVisible(), line.field.hasFocus())
    window_desk.show_past(None)

    assert past == (False, False)
    assert line.field.isVisible()


def test_what_an_operator_writes_is_shown_as_it_is(qtbot: QtBot, line: EntryLine, desk: Desk) -> None:
    QTest.keyClicks(line.field, "Gen <b>2</b> on <ICU>")
    QTest.keyClick(line.field, Key.Key_Return)

    assert words(desk) == ["Gen <b>2</b> on <ICU>"]
    assert line._foot.says.textFormat() is Qt.TextFormat.PlainText


def test_in_a_low_window_the_idle_line_is_one_line(qtbot: QtBot, low: EntryLine) -> None:
    idle = low.sizeHint().height()

    low.setFocus()
    qtbot.waitUntil(low.field.hasFocus)
    began = low.sizeHint().height()
    QTest.keyClicks(low.field, "Pump")

    assert idle <= 52
    assert low.sizeHint().height() == began > idle


def test_in_a_low_window_what_was_refused_is_still_said(qtbot: QtBot, low: EntryLine) -> None:
    low.complain("This is not saved.")

    assert not low._foot.isHidden()


def test_in_a_higher_window_the_line_says_how_to_begin(qtbot: QtBot, low: EntryLine) -> None:
    low.window().resize(700, 640)
    qtbot.waitUntil(lambda: not low._foot.isHidden())

    assert says(low) == "Press N to write a note."
