"""Ctrl+Space: the form behind a line takes what the line says, and neither is lost when the other is left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.commands.directory import add_contact
from app.commands.messages import receive_message
from app.commands.register import register_system
from app.desk import Desk
from app.picture import picture_at
from models.countdown import Countdown
from models.task import Task
from models.terms import Tier
from views.console import Console
from views.forms.form import Form, held_in

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
Open = Callable[[str], Form]


@pytest.fixture
def open_form(console: Console, desk: Desk) -> Open:
    """Types a line and opens the form behind it."""
    desk.do(
        add_contact("Kestrel Power", external=True),
        add_contact("County EOC", external=True),
        register_system("GEN-9", "Ninth generator", "Electrical", Tier.ESSENTIAL),
        receive_message("Who commands?", sender="County EOC", reply_required=True),
    )
    console.desk.refresh()

    def act(text: str) -> Form:
        console.entry_line.setFocus()
        QTest.keyClicks(console.entry_line.field, text)
        press(Key.Key_Space, CONTROL)
        return next(one for one in console.panels.forms.values() if one.isVisible())

    return act


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    target: QWidget | None = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, key, modifier)


def holds(form: Form, *names: str) -> list[object]:
    return [held_in(form.fields[name]) for name in names]


@pytest.mark.parametrize(
    ("text", "names", "values"),
    [
        ("/task Find the key @Kestrel Power by 09:30 !2 #GEN-9 test: it fits",
         ("title", "owner", "due_at", "system_id", "test"),
         ["Find the key", "Kestrel Power", "09:30", "GEN-9 Ninth generator", "it fits"]),
        ("/task @Kestrel Power", ("title",), ["@Kestrel Power"]),
        ("/decision Divert? stay | go", ("question",), ["Divert? stay | go"]),
        ("/decision Divert? stay | go > go because full @County EOC by 09:00",
         ("question", "choice", "reason", "review_at", "decided_by"),
         ["Divert?\nstay\ngo", "go", "full", "09:00", "County EOC"]),
        ("/call Kestrel Power crew late", ("contact_id", "remark"), ["Kestrel Power", "crew late"]),
        ("from Kestrel by radio: at the gate", ("way", "method", "party", "text"),
         [1, 3, "Kestrel Power", "at the gate"]),
        ("/request @County EOC how many beds by 09:30", ("party", "reply_by", "reply_required"),
         ["County EOC", "09:30", True]),
        ("/answer ^M-01 the desk does", ("text",), ["the desk does"]),
        ("/promise two batteries @Kestrel Power by 09:25", ("kind", "text", "due_at", "owner"),
         [0, "two batteries", "09:25", "Kestrel Power"]),
        ("/clock battery in 20m", ("kind", "text"), [1, "battery"]),
        ("#GEN-9 =down failed again", ("system_id", "state", "remark"), ["GEN-9 Ninth generator", 2, "failed again"]),
        ("/status #GEN-9 smokes", ("system_id", "remark"), ["GEN-9 Ninth generator", "smokes"]),
    ],
)  # fmt: skip
def test_the_form_takes_what_the_line_says(
    open_form: Open, text: str, names: tuple[str, ...], values: list[object]
) -> None:
    form = open_form(text)

    assert holds(form, *names) == values


def test_a_form_that_is_left_untouched_goes_and_the_line_stays(console: Console, open_form: Open) -> None:
    open_form("/task Find the key")
    press(Key.Key_Escape)

    assert (console.entry_line.text, console.entry_line.field.hasFocus()) == ("/task Find the key", True)
    assert console.panels.forms == {}


def test_a_form_that_was_changed_keeps_it_and_the_line_stays(console: Console, open_form: Open) -> None:
    form = open_form("/task Find the key")
    QTest.keyClicks(form.fields["title"], " of the roof")
    press(Key.Key_Escape)

    assert console.entry_line.text == "/task Find the key"
    assert console.panels.forms["open_task"] is form
    assert held_in(form.fields["title"]) == "Find the key of the roof"


def test_what_the_form_has_saved_is_not_left_in_the_line_to_be_saved_twice(
    console: Console, desk: Desk, open_form: Open
) -> None:
    open_form("/task Find the key by 09:30")
    press(Key.Key_Return)
    left = console.entry_line.text
    console.entry_line.setFocus()
    press(Key.Key_Z, CONTROL)

    assert [one.title for one in desk.ask(picture_at()).all(Task)] == ["Find the key"]
    assert left == ""
    assert console.entry_line.text == "/task Find the key by 09:30"


def test_a_line_that_says_more_than_its_form_stays(console: Console, desk: Desk, open_form: Open) -> None:
    open_form("Door locked /task Find the key")
    press(Key.Key_Return)

    assert [one.title for one in desk.ask(picture_at()).all(Task)] == ["Find the key"]
    assert console.entry_line.text == "Door locked /task Find the key"


def test_a_clock_is_started_by_its_form(desk: Desk, open_form: Open) -> None:
    open_form("/clock battery in 20m")
    press(Key.Key_Return)

    assert [(one.text, one.promised) for one in desk.ask(picture_at()).all(Countdown)] == [("battery", False)]


def test_tab_does_not_leave_a_half_written_line(console: Console) -> None:
    console.entry_line.setFocus()
    QTest.keyClicks(console.entry_line.field, "Fire watch")
    press(Key.Key_Tab)
    press(Key.Key_T)

    assert console.entry_line.field.hasFocus()
    assert console.entry_line.text == "Fire watcht"
