"""The incident's panel: what each phase offers, what is saved, what is refused, and what asks first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.clock import SetClock
from app.commands.incidents import (
    acknowledge_incident,
    appoint_commander,
    categorise_incident,
    close_incident,
    declare_incident,
    prioritise_incident,
    resolve_incident,
    restore_incident,
)
from app.commands.posts import add_post
from app.commands.tasks import open_task
from app.desk import Desk
from app.incident_life import Step
from app.picture import picture_at
from models.incident import Incident
from models.terms import Category, Level, Phase, Priority
from views.console import Console

Key = Qt.Key
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


def press(console: Console, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = NO_MODIFIER) -> None:
    """Press keys, or type texts, where the focus is."""
    for key in keys:
        target: QWidget = QApplication.focusWidget() or console.window
        if isinstance(key, str):
            QTest.keyClicks(target, key)
        else:
            QTest.keyClick(target, key, modifier)


def incident(desk: Desk) -> Incident:
    return desk.ask(picture_at()).incident


@pytest.fixture
def panel(console: Console) -> Callable[[], Any]:
    """Opens the panel by its key and gives it."""

    def opened() -> Any:
        console.desk.refresh()
        press(console, Key.Key_Escape, Key.Key_I)
        return console.panels.forms["incident"]

    return opened


def choose(form: Any, step: Step) -> None:
    form.step.setCurrentIndex(form._steps.index(step))


def test_an_incident_is_taken_on_commanded_and_stood_down_by_keyboard(
    console: Console, desk: Desk, clock: SetClock
) -> None:
    press(console, Key.Key_Escape, Key.Key_I, Key.Key_Return)
    press(console, Key.Key_Escape, Key.Key_I, Key.Key_Tab, "Administrator on call", Key.Key_Return)
    clock.advance(minutes=30)
    press(console, Key.Key_Escape, Key.Key_I, Key.Key_End, Key.Key_Return)
    press(console, Key.Key_Escape, Key.Key_I, Key.Key_Return)
    resolved = incident(desk)
    press(console, Key.Key_Return)

    assert (resolved.commander, resolved.phase) == ("Administrator on call", Phase.RESOLVED)
    assert resolved.acknowledged_at is not None
    assert incident(desk).phase is Phase.CLOSED


def test_the_panel_names_the_incident_and_its_moments(panel: Callable[[], Any]) -> None:
    form = panel()

    assert form.accessibleName() == "Incident INC-2026-0001"
    assert form.moments.accessibleName().startswith("Occurred 07:43, Declared 07:43, Acknowledged not yet")


@pytest.mark.parametrize(
    ("step", "asks"),
    [
        (Step.ACKNOWLEDGE, set()),
        (Step.APPOINT, {"post"}),
        (Step.PRIORITISE, {"impact", "urgency", "life_safety", "reason"}),
        (Step.CATEGORISE, {"category"}),
        (Step.RESTORE, set()),
    ],
)
def test_each_step_asks_only_what_it_needs(panel: Callable[[], Any], step: Step, asks: set[str]) -> None:
    form = panel()

    choose(form, step)

    shown = {name for name in form.fields if form.fields[name].isVisible()}
    assert shown == {"step", "occurred_at"} | asks


def test_a_new_priority_is_shown_before_it_is_saved(panel: Callable[[], Any], desk: Desk) -> None:
    form = panel()
    choose(form, Step.PRIORITISE)
    form.impact.setCurrentIndex(2)
    said, glyph = form.says.text(), form.glyph.isVisible()
    form.reason.setPlainText("one wing only")

    form.press()

    assert (said, glyph) == ("Priority 3 Medium, was Priority 1 Critical.", True)
    assert (incident(desk).priority, incident(desk).priority_reason) == (Priority.MEDIUM, "one wing only")


def test_life_safety_overrides_the_table(panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(prioritise_incident(Level.LOW, Level.LOW))
    form = panel()
    choose(form, Step.PRIORITISE)
    form.life_safety.setChecked(True)

    form.press()

    assert incident(desk).priority is Priority.CRITICAL


def test_a_category_is_set(panel: Callable[[], Any], desk: Desk) -> None:
    form = panel()
    choose(form, Step.CATEGORISE)
    form.category.setCurrentIndex(list(Category).index(Category.WATER))

    form.press()

    assert incident(desk).category is Category.WATER


def test_what_happened_before_is_told_with_its_time(panel: Callable[[], Any], desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=20)
    form = panel()
    choose(form, Step.RESTORE)
    form.occurred.setText("07:50")

    form.press()

    assert incident(desk).restored_at == clock().replace(hour=7, minute=50)


def test_only_closing_asks_by_a_second_enter(panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(resolve_incident())
    form = panel()
    choose(form, Step.CLOSE)
    form.press()
    asked, phase = form.says.text(), incident(desk).phase
    form.press()

    assert (asked, phase) == ("Press Enter again to close INC-2026-0001.", Phase.RESOLVED)
    assert incident(desk).phase is Phase.CLOSED


def test_looking_at_another_step_takes_the_question_back(panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(resolve_incident())
    form = panel()
    choose(form, Step.CLOSE)
    form.press()
    choose(form, Step.PRIORITISE)
    choose(form, Step.CLOSE)

    form.press()

    assert incident(desk).phase is Phase.RESOLVED


def test_standing_down_says_what_stays_open(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(open_task("Order fuel"))
    console.desk.refresh()
    form = panel()

    choose(form, Step.RESOLVE)

    assert form.says.text() == "Stands INC-2026-0001 down. 1 task stays open."


def test_a_closed_incident_is_reopened_with_a_reason(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(resolve_incident(), close_incident())
    console.desk.refresh()
    form = panel()
    offered = list(form._steps)
    form.press()
    refused = form._errors["reason"].text()
    form.reason.setPlainText("feed A lost again")

    form.press()

    assert offered == [Step.REOPEN]
    assert refused == "Say why it is opened again."
    assert incident(desk).phase is Phase.RESPOND


@pytest.mark.parametrize(
    ("step", "typed", "field", "why"),
    [
        (Step.APPOINT, {}, "post", "Say who takes command."),
        (Step.PRIORITISE, {}, "impact", "It is so already. Change impact, urgency or life safety."),
        (Step.CATEGORISE, {}, "category", "The category is power already."),
        (Step.RESTORE, {"occurred": "nine"}, "occurred_at", "is not a time"),
        (Step.RESTORE, {"occurred": "2026-08-12 23:00"}, "occurred_at", "not come yet"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    panel: Callable[[], Any], desk: Desk, step: Step, typed: dict[str, str], field: str, why: str
) -> None:
    form = panel()
    choose(form, step)
    for name, text in typed.items():
        getattr(form, name).setText(text)

    form.press()

    assert why in form._errors[field].text()
    assert incident(desk).phase is Phase.RESPOND


def test_appointing_who_commands_already_is_refused(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(appoint_commander("Administrator on call"))
    console.desk.refresh()
    form = panel()
    choose(form, Step.APPOINT)

    form.press()

    assert form.refusal() == "Administrator on call is in command already."


def test_acknowledging_twice_is_refused(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    form = panel()
    choose(form, Step.ACKNOWLEDGE)
    desk.do(acknowledge_incident())

    form.press()

    assert form.refusal() == "INC-2026-0001 was acknowledged at 07:43."


STALE = [
    (Step.APPOINT, appoint_commander("Fire chief"), "Changed by CO at 07:43 to “Fire chief”. Look again."),
    (Step.PRIORITISE, prioritise_incident(Level.LOW, Level.HIGH), "Changed by CO at 07:43 to low. Look again."),
    (Step.CATEGORISE, categorise_incident(Category.IT), "Changed by CO at 07:43 to it. Look again."),
    (Step.RESOLVE, restore_incident(), "Changed by CO at 07:43 to restored. Look again."),
]


@pytest.mark.parametrize(("step", "elsewhere", "why"), STALE, ids=[row[0].name for row in STALE])
def test_what_another_desk_did_meanwhile_is_refused_once(
    console: Console, panel: Callable[[], Any], desk: Desk, step: Step, elsewhere: Any, why: str
) -> None:
    form = panel()
    choose(form, step)
    form.post.setText("Administrator on call")
    form.impact.setCurrentIndex(1)
    form.category.setCurrentIndex(list(Category).index(Category.WATER))
    desk.do(elsewhere)
    form.press()
    refused = form.refusal()
    console.desk.refresh()
    form.press()
    form.press()

    assert refused == why
    assert "incident" not in console.panels.forms


def test_an_untouched_panel_follows_another_desk(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    form = panel()
    desk.do(appoint_commander("Fire chief"), acknowledge_incident())
    console.desk.refresh()

    assert form.post.text() == "Fire chief"
    assert form._steps[0] is Step.APPOINT
    assert not form.unsaved


def test_what_was_typed_parks_and_comes_back(console: Console, panel: Callable[[], Any]) -> None:
    form = panel()
    choose(form, Step.APPOINT)
    form.post.setText("Fire ch")
    press(console, Key.Key_Escape)
    again = panel()

    assert again is form
    assert again.post.text() == "Fire ch"
    assert again.unsaved


def test_known_posts_are_offered(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    desk.do(add_post("Incident Commander"))
    console.desk.refresh()
    form = panel()

    form.post.completer().setCompletionPrefix("command")

    assert form.post.completer().currentCompletion() == "Incident Commander"


def test_a_window_of_the_past_can_do_nothing_with_it(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    form = panel()
    console.desk.show_past(desk.clock())

    assert not form.step.isEnabled()
    assert not form.button.isEnabled()


def test_another_incident_has_another_panel(console: Console, panel: Callable[[], Any], desk: Desk) -> None:
    panel()
    console.desk.look_at(desk.do(declare_incident("Water main burst")).scope_id)

    assert panel().accessibleName() == "Incident INC-2026-0002"
