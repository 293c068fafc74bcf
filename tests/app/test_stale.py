"""Stale forms: what was shown is compared with what is so now."""

from dataclasses import replace

import pytest

from app.clock import SetClock
from app.command import Operator
from app.commands.directory import add_contact, set_groups
from app.commands.systems import set_system_state
from app.commands.tasks import assign_task, open_task
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from models.contact import ContactGroup
from models.system import SystemStatus
from models.task import Task
from models.terms import SystemState


def test_a_form_that_shows_what_is_so_is_carried_out(desk: Desk) -> None:
    [task_id] = desk.do(open_task("Start GEN-2", owner="Kestrel")).made

    desk.do(assign_task(task_id, "Facilities").seen(Task, task_id, owner="Kestrel"))

    [task] = desk.ask(picture_at()).all(Task)
    assert task.owner == "Facilities"


def test_a_stale_form_is_refused_and_says_who_changed_it_when_and_to_what(desk: Desk, clock: SetClock) -> None:
    [task_id] = desk.do(open_task("Start GEN-2", owner="Kestrel")).made
    clock.advance(minutes=5)
    replace(desk, operator=Operator("Infrastructure Branch Director", "IBD")).do(
        assign_task(task_id, "Lead Electrician")
    )

    with pytest.raises(Refused) as refused:
        desk.do(assign_task(task_id, "Facilities").seen(Task, task_id, owner="Kestrel"))

    assert str(refused.value) == "Changed by IBD at 07:48 to “Lead Electrician”. Look again."
    assert refused.value.field == "owner"
    [task] = desk.ask(picture_at()).all(Task)
    assert task.owner == "Lead Electrician"


def test_what_was_never_set_is_called_nothing(desk: Desk) -> None:
    [task_id] = desk.do(open_task("Start GEN-2")).made

    with pytest.raises(Refused, match=r"Changed to nothing\. Look again\."):
        desk.do(assign_task(task_id, "Facilities").seen(Task, task_id, owner="Kestrel"))


def test_groups_that_another_desk_changed_are_not_overwritten(desk: Desk, clock: SetClock) -> None:
    contact_id = desk.do(add_contact("Pharmacy")).made[0]
    desk.do(set_groups(contact_id, ["Clinical"]))
    clock.advance(minutes=5)
    replace(desk, operator=Operator("Infrastructure Branch Director", "IBD")).do(set_groups(contact_id, []))

    bound = set_groups(contact_id, ["Supply"])
    with pytest.raises(Refused) as refused:
        desk.do(bound.seen_rows(ContactGroup, "name", ["Clinical"], "groups", contact_id=contact_id))

    assert (str(refused.value), refused.value.field) == ("Changed by IBD at 07:48 to nothing. Look again.", "groups")
    assert desk.ask(picture_at()).all(ContactGroup) == []


def test_groups_that_are_as_they_were_shown_are_set(desk: Desk) -> None:
    contact_id = desk.do(add_contact("Pharmacy")).made[0]

    bound = set_groups(contact_id, ["Supply"]).seen_rows(ContactGroup, "name", [], contact_id=contact_id)
    desk.do(bound)

    assert [row.name for row in desk.ask(picture_at()).all(ContactGroup)] == ["Supply"]


def test_a_system_that_had_no_status_when_it_was_shown_is_not_set_twice(desk: Desk, clock: SetClock) -> None:
    system, _ = desk.ask(picture_at()).systems()[0]
    first, second = (
        set_system_state(system.id, state).seen_rows(SystemStatus, "state", [], system_id=system.id)
        for state in (SystemState.NONFUNCTIONAL, SystemState.PARTIALLY)
    )
    desk.do(first)

    with pytest.raises(Refused, match=rf"Changed by {desk.operator.initials} at 07:43 to .*nonfunctional.*Look again"):
        desk.do(second)

    [status] = desk.ask(picture_at()).all(SystemStatus)
    assert status.state is SystemState.NONFUNCTIONAL


def test_what_was_never_there_has_nobody_who_changed_it(desk: Desk) -> None:
    contact_id = desk.do(add_contact("Pharmacy")).made[0]

    with pytest.raises(Refused, match=r"Changed to nothing\. Look again"):
        desk.do(set_groups(contact_id, []).seen_rows(ContactGroup, "name", ["Old"], contact_id=contact_id))


def test_a_long_value_is_shortened_in_the_refusal(desk: Desk) -> None:
    task_id = desk.do(open_task("Start GEN-2", test="x" * 20_000)).made[0]

    with pytest.raises(Refused) as refused:
        desk.do(assign_task(task_id, "Facilities").seen(Task, task_id, test="volts"))

    assert len(str(refused.value)) < 300
