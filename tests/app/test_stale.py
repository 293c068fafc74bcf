"""Stale forms: what was shown is compared with what is so now."""

from dataclasses import replace

import pytest

from app.clock import SetClock
from app.command import Operator
from app.commands.tasks import assign_task, open_task
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from models.task import Task


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
