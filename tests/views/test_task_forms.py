"""The forms about tasks: only what was changed is sent, a stale one is refused, and a refusal stands by its field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.commands.directory import add_contact
from app.commands.register import remove_system
from app.commands.tasks import assign_task, block_task, finish_task, link_tasks, open_task, verify_task
from app.desk import Desk
from app.errors import Refused
from app.logbook import log_page
from app.picture import picture_at
from models.system import System
from models.task import Task, Wait
from models.terms import Priority, TaskStatus
from views.desk import QtDesk
from views.forms.open_task import OpenTaskForm
from views.forms.task import TaskForm
from views.forms.task_acts import Act, TaskAct
from views.forms.task_fields import PriorityField

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # the pop-up of the completion, without a screen
Fill = Callable[..., None]


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk) -> Callable[[UUID, Act], TaskForm]:
    """Opens the panel of an act about a task, as the window sees it now."""

    def show(task_id: UUID, act: Act = Act.EDIT) -> TaskForm:
        window_desk.refresh()
        made = TaskForm(window_desk, None, TaskAct(task_id, act))
        qtbot.addWidget(made)
        made.show()
        return made

    return show


Open = Callable[..., TaskForm]


@pytest.fixture
def new_form(qtbot: QtBot, window_desk: QtDesk) -> OpenTaskForm:
    made = OpenTaskForm(window_desk)
    qtbot.addWidget(made)
    made.show()
    return made


def opened(desk: Desk, title: str, **more: Any) -> UUID:
    return desk.do(open_task(title, **more)).made[0]


def task(desk: Desk, task_id: UUID) -> Task:
    found = desk.ask(picture_at()).get(Task, task_id)
    assert found is not None
    return found


def fill(form: TaskForm | OpenTaskForm, **texts: str) -> None:
    for name, text in texts.items():
        field = form.fields[name]
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.setText(text) if isinstance(field, QLineEdit) else field.setPlainText(text)


def last(desk: Desk) -> str:
    return desk.ask(log_page(0, 1000))[-1].entry.text


def error(form: TaskForm | OpenTaskForm, name: str) -> str:
    shown = form._errors[name]
    return "" if shown.isHidden() else shown.text()


# --- opening ----------------------------------------------------------------------------------------------------------


def test_the_foot_says_what_will_be_saved(new_form: OpenTaskForm, desk: Desk, qtbot: QtBot) -> None:
    before = new_form.says.text()
    new_form.priority.choose(Priority.HIGH)
    fill(new_form, owner="Engineering", due_at="in 20m", waits_for="permit\n\nspare node")

    assert before == "Saves as task T-01, priority 3."
    assert new_form.says.text() == (
        "Saves as task T-01 for Engineering, priority 2, due 08:03, waits for permit, spare node."
    )


def test_a_task_is_opened_with_all_that_was_said(
    qtbot: QtBot, window_desk: QtDesk, desk: Desk, clock: SetClock
) -> None:
    first = opened(desk, "Survey")
    window_desk.refresh()
    system = desk.ask(picture_at()).all(System)[3]
    form = OpenTaskForm(window_desk, None, system.id)
    qtbot.addWidget(form)
    fill(form, title="Transfer", owner="IBD", due_at="08:00", after="t-01", waits_for="permit", test="volts")

    with qtbot.waitSignal(form.finished):
        form.press()

    [made] = [one for one in desk.ask(picture_at()).all(Task) if one.id != first]
    assert (made.title, made.owner, made.system_id, made.test) == ("Transfer", "IBD", system.id, "volts")
    assert made.due_at == clock() + timedelta(minutes=17)
    assert desk.ask(picture_at()).still_waits_for(made) == ["T-01", "permit"]
    assert form.is_about(system.id)
    assert not form.is_about(None)


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("title", "", "Say what is to be done."),
        ("due_at", "soon", "“soon” is not a time. Type it like 04:31 or 2026-08-12 04:31."),
        ("due_at", "25:10", "There is no 25:10 on a clock."),
        ("after", "T-01, T-77", "There is no task T-01 to wait for."),
    ],
)
def test_what_cannot_be_opened_is_refused_beside_its_field(
    new_form: OpenTaskForm, name: str, text: str, sentence: str
) -> None:
    fill(new_form, **({"title": "Survey"} | {name: text}))

    new_form.press()

    assert error(new_form, name) == sentence


def test_an_unknown_system_is_refused(new_form: OpenTaskForm) -> None:
    fill(new_form, title="Survey")
    new_form.system.setEditText("Flux capacitor")

    new_form.press()

    assert error(new_form, "system_id") == "There is no system “Flux capacitor” in the register."


def test_owners_are_completed_from_posts_owners_and_contacts(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> None:
    desk.do(add_contact(name="Kestrel Power"))
    opened(desk, "Survey", owner="IBD")
    window_desk.refresh()

    form = OpenTaskForm(window_desk)
    qtbot.addWidget(form)

    completer = form.owner.completer()
    known = [completer.model().index(row, 0).data() for row in range(completer.model().rowCount())]
    assert {"Kestrel Power", "IBD"} <= set(known)


def test_refs_are_completed_one_by_one(qtbot: QtBot, window_desk: QtDesk, desk: Desk) -> None:
    opened(desk, "Survey")
    opened(desk, "Transfer")
    window_desk.refresh()
    form = OpenTaskForm(window_desk)
    qtbot.addWidget(form)

    form.after.setText("T-01, trans")
    completer = form.after.completer()
    completer.setCompletionPrefix(completer.splitPath(form.after.text())[0])

    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "T-01, T-02"


# --- editing ----------------------------------------------------------------------------------------------------------


def test_several_changes_are_one_entry(open_form: Open, desk: Desk, clock: SetClock, qtbot: QtBot) -> None:
    first = opened(desk, "Survey")
    task_id = opened(desk, "Transfer", due_at=clock() + timedelta(hours=1))
    form = open_form(task_id)
    fill(form, title="Transfer by hand", owner="IBD", due_at="09:00", reason="key missing", after="T-01", text="permit")
    priority = form.fields["priority"]
    assert isinstance(priority, PriorityField)
    priority.choose(Priority.CRITICAL)

    with qtbot.waitSignal(form.finished):
        form.press()

    assert last(desk) == (
        "T-02 Transfer: now called Transfer by hand. T-02 Transfer by hand: assigned to IBD. "
        "T-02 Transfer by hand: priority 1. T-02 Transfer by hand: due 09:00, key missing. "
        "T-02 waits for T-01. T-02 waits for: permit."
    )
    assert [one.id for one in desk.ask(picture_at()).predecessors(task(desk, task_id))] == [first]
    assert [wait.text for wait in desk.ask(picture_at()).all(Wait)] == ["permit"]


def test_only_what_was_changed_is_sent(open_form: Open, desk: Desk) -> None:
    task_id = opened(desk, "Survey", test="lamp")
    form = open_form(task_id)
    desk.do(assign_task(task_id, owner="HVAC"))
    fill(form, test="voltmeter")

    form.press()

    assert last(desk) == "T-01 Survey: to verify by voltmeter."
    assert task(desk, task_id).owner == "HVAC"


def test_a_stale_form_is_refused_and_then_looks_again(open_form: Open, desk: Desk) -> None:
    task_id = opened(desk, "Survey", owner="IBD", test="lamp")
    form = open_form(task_id)
    desk.do(assign_task(task_id, owner="HVAC"))
    fill(form, owner="Security")

    form.press()
    refused = error(form, "owner")
    form.press()

    assert refused == "Changed by CO at 07:43 to “HVAC”. Look again."
    assert last(desk) == "T-01 Survey: assigned to Security."


def test_a_parked_form_comes_back_with_what_is_so_now(open_form: Open, desk: Desk, window_desk: QtDesk) -> None:
    task_id = opened(desk, "Survey", owner="IBD", test="lamp")
    form = open_form(task_id)
    fill(form, test="voltmeter")
    desk.do(assign_task(task_id, owner="HVAC"))
    window_desk.refresh()

    form.come_back()

    assert (form._held()["owner"], form._held()["test"]) == ("HVAC", "voltmeter")
    assert form.unsaved


def test_nothing_changed_is_said(open_form: Open, desk: Desk) -> None:
    form = open_form(opened(desk, "Survey"))

    form.press()

    assert form.refusal() == "Nothing was changed. Esc closes this panel."
    assert not form.unsaved


def test_a_moved_due_time_asks_for_its_reason(open_form: Open, desk: Desk, clock: SetClock) -> None:
    form = open_form(opened(desk, "Survey", due_at=clock() + timedelta(hours=1)), Act.DUE)
    at_first = form.fields["reason"].isVisible()
    fill(form, due_at="in 2h")

    form.press()

    assert (at_first, form.fields["reason"].isVisible()) == (False, True)
    assert error(form, "reason") == "Say why it is moved."


def test_a_due_time_that_has_passed_is_left_as_it_is(open_form: Open, desk: Desk, clock: SetClock) -> None:
    due_at = clock() + timedelta(minutes=5)
    task_id = opened(desk, "Survey", due_at=due_at)
    clock.advance(minutes=30)
    form = open_form(task_id)
    fill(form, owner="IBD")

    form.press()

    assert task(desk, task_id).due_at == due_at


def test_a_link_is_taken_away_by_taking_its_ref_away(open_form: Open, desk: Desk) -> None:
    first, second = opened(desk, "Survey"), opened(desk, "Permit")
    task_id = opened(desk, "Transfer", after=[first, second])
    form = open_form(task_id, Act.FOLLOW)
    shown = form._shown["after"]
    fill(form, after="T-02")

    form.press()

    assert shown == "T-01, T-02"
    assert last(desk) == "T-03 no longer waits for T-01."


def test_a_circle_is_refused_beside_the_refs(open_form: Open, desk: Desk) -> None:
    first, second = opened(desk, "Survey"), opened(desk, "Transfer")
    desk.do(link_tasks(second, predecessor_id=first))
    form = open_form(first, Act.FOLLOW)
    fill(form, after="T-02")

    form.press()

    assert error(form, "after") == "T-01 cannot wait for T-02: T-01 → T-02 → T-01 is a circle."


# --- the acts ---------------------------------------------------------------------------------------------------------


def test_a_task_is_verified_with_method_reading_and_post(open_form: Open, desk: Desk) -> None:
    task_id = opened(desk, "Survey", test="lamp")
    desk.do(finish_task(task_id))
    form = open_form(task_id, Act.VERIFY)
    fill(form, reading="all green", how="lamp and voltmeter", by="Safety Officer")

    form.press()

    done = task(desk, task_id)
    assert (done.status, done.verified_how, done.reading, done.verified_by) == (
        TaskStatus.VERIFIED, "lamp and voltmeter", "all green", "Safety Officer",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("act", "field", "sentence"),
    [
        (Act.VERIFY, "reading", "Say what was read or seen."),
        (Act.REOPEN, "reason", "Say why it is opened again."),
        (Act.DUE, "due_at", "Nothing was changed. Esc closes this panel."),
    ],
)
def test_what_an_act_needs_is_asked_for(open_form: Open, desk: Desk, act: Act, field: str, sentence: str) -> None:
    task_id = opened(desk, "Survey")
    desk.do(finish_task(task_id))
    form = open_form(task_id, act)

    form.press()

    assert form.refusal() == sentence


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act.BLOCK, "T-01 is verified. Reopen it first."),
        (Act.VERIFY, "T-01 is verified. Only a task that is done can be verified."),
    ],
)
def test_what_the_state_does_not_allow_is_refused(open_form: Open, desk: Desk, act: Act, sentence: str) -> None:
    task_id = opened(desk, "Survey")
    form = open_form(task_id, act)
    desk.do(finish_task(task_id))
    desk.do(verify_task(task_id, reading="on"))
    fill(form, **dict.fromkeys(form.fields, "word"))

    form.press()

    assert form.refusal() == sentence


def test_a_task_is_blocked_reopened_and_assigned(open_form: Open, desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    said = []
    for act, name in ((Act.BLOCK, "reason"), (Act.ASSIGN, "owner"), (Act.REOPEN, "reason")):
        if act is Act.REOPEN:
            desk.do(finish_task(task_id))
        form = open_form(task_id, act)
        fill(form, **{name: "lamp out"})
        form.press()
        said.append(last(desk))

    assert said == [
        "T-01 Survey: blocked, lamp out.",
        "T-01 Survey: assigned to lamp out.",
        "T-01 Survey: reopened, lamp out.",
    ]


def test_an_emptied_owner_or_due_time_is_refused(open_form: Open, desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk, "Survey", owner="IBD", due_at=clock() + timedelta(hours=1))
    form = open_form(task_id)
    fill(form, owner="")
    form.press()
    owner = error(form, "owner")

    fill(form, owner="IBD", due_at="")
    form.press()

    assert (owner, error(form, "due_at")) == ("Say who takes it.", "Say by when it is due.")


def test_a_form_knows_what_it_is_about(open_form: Open, desk: Desk) -> None:
    task_id = opened(desk, "Survey")

    form = open_form(task_id, Act.BLOCK)

    assert form.is_about(TaskAct(task_id, Act.BLOCK))
    assert not form.is_about(TaskAct(task_id))
    assert not form.is_about(task_id)
    assert open_form(task_id).is_about(task_id)


def test_in_the_past_it_can_only_be_read(open_form: Open, desk: Desk, clock: SetClock, window_desk: QtDesk) -> None:
    task_id = opened(desk, "Survey")
    desk.do(block_task(task_id, reason="lamp out"))
    clock.advance(minutes=5)
    window_desk.show_past(clock() - timedelta(minutes=1))

    form = open_form(task_id)

    assert not form.button.isEnabled()
    assert not form.fields["title"].isEnabled()


# --- what is not there any more, and what is not there yet ------------------------------------------------------------


def test_a_task_keeps_a_system_that_was_taken_out_of_the_register(desk: Desk, open_form: Open) -> None:
    system = desk.ask(picture_at()).all(System)[3]
    task_id = opened(desk, "Repair it", system_id=system.id)
    desk.do(remove_system(system.id, "replaced"))
    form = open_form(task_id)
    shown = form.fields["system_id"].currentText()  # type: ignore[attr-defined]
    fill(form, title="Repair it at once")

    form.press()

    assert shown == f"{system.ref} {system.name} (taken out)"
    assert (task(desk, task_id).title, task(desk, task_id).system_id) == ("Repair it at once", system.id)


def test_a_form_that_is_looked_at_before_its_task_was_opened_says_so(
    desk: Desk, clock: SetClock, window_desk: QtDesk, open_form: Open
) -> None:
    clock.advance(minutes=10)
    task_id = opened(desk, "Start GEN-2")
    form = open_form(task_id)
    window_desk.show_past(clock() - timedelta(minutes=5))

    form.come_back()

    assert form.refusal() == "This task was not opened yet at 07:48."
    with pytest.raises(Refused, match="not opened yet at 07:48"):
        TaskForm(window_desk, None, TaskAct(task_id, Act.EDIT))


def test_a_ref_of_a_megabyte_is_not_repeated(desk: Desk, open_form: Open) -> None:
    form = open_form(opened(desk, "Start GEN-2"))
    fill(form, after="x" * 30_000)

    form.press()

    assert error(form, "after").startswith("There is no task xxx")
    assert len(error(form, "after")) < 120
