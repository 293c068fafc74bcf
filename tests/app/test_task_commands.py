"""The commands about tasks that came with their screen: editing, taking links away, how it was verified; refusals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.tasks import (
    edit_task,
    finish_task,
    link_tasks,
    open_task,
    set_due,
    start_task,
    unlink_tasks,
    verify_task,
)
from app.desk import Desk
from app.errors import Refused
from app.logbook import log_page
from app.picture import picture_at
from models.base import new_id
from models.task import Task
from models.terms import TaskStatus


def opened(desk: Desk, title: str, after: list[UUID] | None = None) -> UUID:
    return desk.do(open_task(title, after=after)).made[0]


def task(desk: Desk, task_id: UUID) -> Task:
    found = desk.ask(picture_at()).get(Task, task_id)
    assert found is not None
    return found


def test_without_its_link_a_task_is_ready_and_may_start(desk: Desk) -> None:
    first = opened(desk, "Survey")
    second = opened(desk, "Transfer", after=[first])

    told = desk.do(unlink_tasks(second, predecessor_id=first)).sentence
    desk.do(start_task(second))

    assert told == "T-02 no longer waits for T-01."
    assert task(desk, second).status is TaskStatus.IN_PROGRESS
    assert desk.ask(picture_at()).predecessors(task(desk, second)) == []


def test_a_link_that_was_taken_away_can_be_made_again(desk: Desk) -> None:
    first = opened(desk, "Survey")
    second = opened(desk, "Transfer", after=[first])
    desk.do(unlink_tasks(second, predecessor_id=first))

    desk.do(link_tasks(second, predecessor_id=first))

    assert task(desk, second).status is TaskStatus.PLANNED
    assert [one.ref for one in desk.ask(picture_at()).predecessors(task(desk, second))] == ["T-01"]


def test_a_link_that_was_taken_away_closes_no_circle(desk: Desk) -> None:
    first = opened(desk, "Survey")
    second = opened(desk, "Transfer", after=[first])
    desk.do(unlink_tasks(second, predecessor_id=first))

    desk.do(link_tasks(first, predecessor_id=second))

    assert task(desk, first).status is TaskStatus.PLANNED


def test_a_task_is_verified_by_the_test_that_was_planned_unless_it_is_said_otherwise(desk: Desk) -> None:
    planned, other = (desk.do(open_task("Survey", test="lamp")).made[0] for _ in range(2))
    for task_id in (planned, other):
        desk.do(finish_task(task_id))

    desk.do(verify_task(planned, reading="on"))
    told = desk.do(verify_task(other, reading="480 V", by="Safety Officer", how="meter")).sentence

    assert (task(desk, planned).verified_how, task(desk, other).verified_how) == ("lamp", "meter")
    assert told == "T-02 Survey: verified by meter, 480 V."


def test_the_reason_of_a_moved_due_time_stands_in_the_entry(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk, "Survey")
    desk.do(set_due(task_id, due_at=clock() + timedelta(minutes=5)))

    desk.do(set_due(task_id, due_at=clock() + timedelta(minutes=9), reason="no lamp"))

    assert [line.entry.reason for line in desk.ask(log_page(2, 9))] == [None, "no lamp"]


Refusal = tuple[Callable[[UUID, UUID], Bound], str, str | None]
REFUSALS: list[Refusal] = [
    (lambda one, _: edit_task(one, title=""), "Say what is to be done.", "title"),
    (lambda one, _: edit_task(one, title="Survey"), "Nothing was changed.", None),
    (lambda one, _: edit_task(one), "Nothing was changed.", None),
    (lambda one, _: edit_task(one, system_id=new_id()), "That system is not there any more. Look again.", None),
    (lambda one, other: unlink_tasks(one, predecessor_id=other), "T-01 does not wait for T-02.", "after"),
    (lambda one, _: link_tasks(one, one), "T-01 cannot wait for T-01: T-01 → T-01 is a circle.", "after"),
    (lambda one, _: verify_task(one, reading="on"), "T-01 is ready. Only a task that is done can be verified.", None),
]  # fmt: skip


@pytest.mark.parametrize(("bind", "sentence", "field"), REFUSALS)
def test_what_cannot_be_done_is_refused(
    desk: Desk, bind: Callable[[UUID, UUID], Bound], sentence: str, field: str | None
) -> None:
    one, other = opened(desk, "Survey"), opened(desk, "Transfer")

    with pytest.raises(Refused) as refused:
        desk.do(bind(one, other))

    assert (str(refused.value), refused.value.field) == (sentence, field)


def test_a_verified_task_is_edited_only_when_it_is_reopened(desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    desk.do(finish_task(task_id))
    desk.do(verify_task(task_id, reading="on"))

    with pytest.raises(Refused, match=r"T-01 is verified. Reopen it first."):
        desk.do(edit_task(task_id, title="Other"))
