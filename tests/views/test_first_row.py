"""Where a list begins: on its first row, until the operator chooses; what is looked at stays where it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.board import Line
from views.boards.first_row import FirstRow
from views.boards.lines import LineList, RowRole


def lines(*keys: str) -> list[Line]:
    return [Line(key, "ring", key, "", key) for key in keys]


@pytest.fixture
def shown(qtbot: QtBot, dark: None) -> LineList:
    made = LineList("Rows")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def chosen(shown: LineList) -> str:
    return str(shown.currentIndex().data(RowRole).key)


def test_it_begins_on_the_first_row_when_it_is_shown_anew(shown: LineList) -> None:
    rows = FirstRow(shown)
    rows.show_rows(lines("briefing"))
    shown.setFocus()
    shown.hide()

    rows.show_rows(lines("situation", "task", "briefing"))
    shown.show()

    assert chosen(shown) == "situation"


def test_what_is_looked_at_does_not_jump_when_another_row_comes_first(shown: LineList) -> None:
    rows = FirstRow(shown)
    rows.show_rows(lines("task"))
    shown.setFocus()

    rows.show_rows(lines("late", "task"))

    assert chosen(shown) == "task"


def test_what_the_operator_chose_stays_as_long_as_it_is_there(shown: LineList) -> None:
    rows = FirstRow(shown)
    rows.show_rows(lines("one", "two"))
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    shown.hide()

    rows.show_rows(lines("nought", "one", "two"))
    stays = chosen(shown)
    rows.show_rows(lines("nought", "one"))

    assert (stays, chosen(shown)) == ("two", "nought")


def test_it_does_not_begin_on_a_fold_unless_the_operator_went_there(shown: LineList) -> None:
    rows = FirstRow(shown, ["fold"])
    rows.show_rows(lines("fold"))
    shown.setFocus()

    rows.show_rows(lines("one", "fold"))
    first = chosen(shown)
    QTest.keyClick(shown, Qt.Key.Key_Down)
    rows.show_rows(lines("nought", "one", "fold"))

    assert (first, chosen(shown)) == ("one", "fold")
