"""What opening a task will save, in words, while it is typed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from app.tasks import Plan
from models.terms import Priority


def next_task_ref(plan: Plan, letter: str) -> str:
    """The ref that the next task of this desk gets, as far as this picture knows: `T-10`, or `T-B03`."""
    start = "T-" if letter == "A" else f"T-{letter}"
    ours = re.compile(re.escape(start) + r"([0-9]{1,9})")
    numbers = [int(found.group(1)) for task in plan.tasks.values() if (found := ours.fullmatch(task.ref))]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def opens_text(
    plan: Plan,
    ref: str,
    owner: str,
    system_id: UUID | None,
    priority: Priority,
    due_at: datetime | None,
    waits: Sequence[str],
) -> str:
    """`Saves as task T-10 for Engineering on Generator 3, priority 2, due 03:05, waits for T-07.`"""
    system = plan.systems.get(system_id) if system_id else None
    parts = [
        f"Saves as task {ref}" + (f" for {owner}" if owner else "") + (f" on {system.name}" if system else ""),
        f"priority {priority.value}",
        f"due {plan.clock(due_at)}" if due_at else "",
        f"waits for {', '.join(waits)}" if waits else "",
    ]
    return ", ".join(part for part in parts if part) + "."
