"""The start: open incidents, exercises apart, closed ones folded, and who sits here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from app.command import Operator
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.commands.posts import add_post
from app.commands.station import sign_on
from app.desk import Desk
from app.logbook import log_page
from views.console import Console

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
Show = Callable[[Callable[[], Desk]], Console]


def press(console: Console, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press keys, or type texts, where the focus is."""
    for key in keys:
        target: QWidget = QApplication.focusWidget() or console.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)


def closed(desk: Desk, title: str) -> None:
    done = desk.at(desk.do(declare_incident(title)).scope_id)
    done.do(resolve_incident(), close_incident())


def headings(console: Console) -> list[str]:
    return [one.text() for one in console.start.findChildren(QLabel) if one.isVisible()]


def test_exercises_stand_apart_from_what_is_live(console: Console, desk: Desk) -> None:
    drill = desk.do(declare_incident("Spring drill", exercise=True)).scope_id
    press(console, Key.Key_O, modifier=CONTROL)

    assert list(console.start.rows) == [desk.incident_id, drill]
    assert {"Open incidents", "Exercises"} <= set(headings(console))
    assert console.start.rows[drill].y() > console.start._exercises_title.y()


def test_where_only_an_exercise_is_open_nothing_live_is_claimed(open_console: Show, desk: Desk) -> None:
    desk.do(resolve_incident(), close_incident())
    desk.do(declare_incident("Spring drill", exercise=True))
    console = open_console(lambda: desk.at(None))
    press(console, Key.Key_O, modifier=CONTROL)

    assert {"Nothing is open", "Exercises"} <= set(headings(console))


def test_a_row_that_stays_keeps_the_focus_when_another_comes(console: Console, desk: Desk) -> None:
    press(console, Key.Key_O, modifier=CONTROL)
    focused = QApplication.focusWidget()
    desk.do(declare_incident("Water main burst"))
    console.start._look_again()

    assert len(console.start.rows) == 2
    assert QApplication.focusWidget() is focused


def test_closed_incidents_are_folded_and_one_is_looked_at_by_keyboard(console: Console, desk: Desk) -> None:
    closed(desk, "Water main burst")
    closed(desk, "Chiller 2 tripped")
    press(console, Key.Key_O, modifier=CONTROL)
    folded = console.start.closed.fold.text()
    press(console, Key.Key_Tab, Key.Key_Space, Key.Key_Tab, Key.Key_Down, Key.Key_Return)

    assert folded == "Show 2 closed"
    assert console.desk.picture is not None
    assert console.desk.picture.incident.title == "Water main burst"


def test_closed_incidents_are_folded_away_again(console: Console, desk: Desk) -> None:
    closed(desk, "Water main burst")
    press(console, Key.Key_O, modifier=CONTROL)
    console.start.closed.fold.click()
    opened = console.start.closed.fold.text()
    console.start.closed.fold.click()

    assert opened == "Hide 1 closed"
    assert console.start.closed.list is not None
    assert not console.start.closed.list.isVisible()


def test_the_list_of_closed_incidents_is_a_sound_model(console: Console, desk: Desk) -> None:
    closed(desk, "Water main burst")
    press(console, Key.Key_O, modifier=CONTROL)
    console.start.closed.fold.click()
    assert console.start.closed.list is not None
    QAbstractItemModelTester(console.start.closed.list.lines, QAbstractItemModelTester.FailureReportingMode.Fatal)
    closed(desk, "Chiller 2 tripped")

    console.start._look_again()

    assert console.start.closed.list.lines.rowCount() == 2


def test_without_closed_incidents_there_is_no_fold(console: Console) -> None:
    press(console, Key.Key_O, modifier=CONTROL)

    assert not console.start.closed.isVisible()


def test_many_open_incidents_are_scrolled_and_none_is_cut(console: Console, desk: Desk) -> None:
    for number in range(20):
        desk.do(declare_incident(f"Elevator {number} stopped"))
    console.window.resize(1280, 720)
    press(console, Key.Key_O, modifier=CONTROL)
    QApplication.processEvents()
    press(console, *[Key.Key_Tab] * 20)
    QApplication.processEvents()
    [area] = [one for one in console.start.findChildren(QScrollArea) if one.isVisible()]
    focused = QApplication.focusWidget()
    assert focused is not None
    top = focused.mapTo(area.viewport(), QPoint(0, 0)).y()

    assert len(console.start.rows) == 21
    assert 0 <= top <= area.viewport().height() - focused.height()


# --- who sits here ----------------------------------------------------------------------------------------------------


def test_who_sits_here_completes_known_posts(console: Console, desk: Desk) -> None:
    desk.do(add_post("Night Coordinator"))
    console.desk.refresh()
    console.do_action("operator", None)
    form: Any = console.panels.forms["operator"]

    form.post.completer().setCompletionPrefix("night")

    assert form.post.completer().currentCompletion() == "Night Coordinator"


def test_who_sits_here_shows_who_signed_on_elsewhere_and_keeps_what_was_typed(console: Console, desk: Desk) -> None:
    console.do_action("operator", None)
    form: Any = console.panels.forms["operator"]
    form.initials.setText("XX")
    press(console, Key.Key_Escape)
    desk.do(sign_on("Day Coordinator", "DC"))
    console.desk.refresh()
    console.do_action("operator", None)
    shown = (form.post.text(), form.initials.text())
    press(console, Key.Key_Return)

    assert shown == ("Day Coordinator", "XX")
    assert console.desk.desk.operator == Operator("Day Coordinator", "XX")


@pytest.mark.parametrize(
    ("post", "initials", "field", "why"),
    [("", "NC", "post", "Say which post you hold."), ("Night Coordinator", "", "initials", "Say your initials.")],
)
def test_signing_on_without_post_or_initials_is_refused_beside_its_field(
    console: Console, post: str, initials: str, field: str, why: str
) -> None:
    console.do_action("operator", None)
    form: Any = console.panels.forms["operator"]
    form.post.setText(post)
    form.initials.setText(initials)

    form.press()

    assert form._errors[field].text() == why
    assert form.unsaved


def test_signing_on_as_who_sits_here_already_writes_nothing(console: Console, desk: Desk) -> None:
    before = len(desk.ask(log_page(0, 100)))
    console.do_action("operator", None)
    press(console, Key.Key_Return)

    assert len(desk.ask(log_page(0, 100))) == before
    assert "operator" not in console.panels.forms
