"""Every screen and form: named controls, targets that can be hit, a focus that is seen, models that keep their word."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSlider,
    QWidget,
)

from app.demonstration import try_demonstration
from app.desk import Desk
from views.console import FORMS, SCREENS, Console
from views.window import Screen

LEAST = 24
"""The least side of what is clicked, in pixels (interface.md)."""
CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QSlider)
Show = Callable[[Callable[[], Desk]], Console]


@pytest.fixture(scope="module")
def tried() -> Iterator[Desk]:
    """The demonstration at 04:45, its clock running on; replayed once for all of these."""
    desk = try_demonstration()
    yield desk
    desk.database.close()


@pytest.fixture
def shown(open_console: Show, tried: Desk) -> Console:
    """A console on a database of its own handle, so that closing the window leaves the other tests theirs."""
    from dataclasses import replace

    from models.database import open_database

    return open_console(lambda: replace(tried, database=open_database(tried.database.path or "")))


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def name_of(widget: QWidget) -> str:
    """What a screen reader says of a control."""
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def takers(within: QWidget) -> list[QWidget]:
    """What takes the keyboard here."""
    return [
        one
        for one in within.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.objectName().startswith("qt_")
    ]  # fmt: skip


def controls(within: QWidget) -> list[QWidget]:
    return [
        one
        for one in within.findChildren(QWidget)
        if isinstance(one, CONTROLS) and one.isVisible() and not one.objectName().startswith("qt_")
        and not isinstance(one.parentWidget(), QComboBox | QAbstractSpinBox)
    ]  # fmt: skip


def described(widget: QWidget) -> str:
    parents: list[str] = []
    above: QWidget | None = widget
    while above is not None and len(parents) < 5:
        parents.append(type(above).__name__)
        above = above.parentWidget()
    return f"{' < '.join(parents)} “{name_of(widget)}” {widget.width()}x{widget.height()}"


def check(within: QWidget) -> None:
    """Names, targets, and the models behind the lists."""
    listed = [*controls(within), *takers(within)]
    assert [described(one) for one in listed if not name_of(one)] == []
    small = [one for one in controls(within) if min(one.width(), one.height()) < LEAST]
    assert [described(one) for one in small] == []
    for view in within.findChildren(QAbstractItemView):
        model: QAbstractItemModel | None = view.model()
        if model is not None and not isinstance(view.parent(), QComboBox):
            QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.words)
def test_every_control_of_a_screen_has_a_name_and_can_be_hit(shown: Console, screen: Screen) -> None:
    shown.show_screen(screen)
    settle()

    check(shown.window)


NEEDS_A_ROW = ("attachment", "correct", "keys", "print", "decision", "task", "move", "answer", "return", "countdown")


@pytest.mark.parametrize("name", [name for name in FORMS if name not in NEEDS_A_ROW])
def test_every_control_of_a_form_has_a_name_and_can_be_hit(shown: Console, name: str) -> None:
    shown.do_action(name, None)
    settle()

    check(shown.panels.forms[name])


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.words)
def test_wherever_the_keyboard_is_it_can_be_seen(shown: Console, screen: Screen) -> None:
    shown.show_screen(screen)
    settle()
    nowhere = []
    for widget in takers(shown.window):
        if isinstance(widget, QScrollArea) and not widget.verticalScrollBar().maximum():
            continue
        shown.window.setFocus()
        settle()
        before = shown.window.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        if widget.hasFocus() and shown.window.grab().toImage() == before:
            nowhere.append(described(widget))

    assert nowhere == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda one: one.words)
def test_every_part_of_a_screen_is_reached_by_tab(shown: Console, screen: Screen) -> None:
    shown.show_screen(screen)
    settle()
    view = shown.window.shown_view
    assert view is not None
    view.focus_first()
    reached, start = set(), QApplication.focusWidget()
    assert start is not None
    at: QWidget | None = start
    for _ in range(10_000):
        assert at is not None
        reached.add(id(at))
        at = at.nextInFocusChain()
        if at is start:
            break

    assert [described(one) for one in takers(view) if id(one) not in reached] == []
