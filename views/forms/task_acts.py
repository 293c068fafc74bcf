"""What a form about a task is opened for: each act with its words and its fields."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Act(StrEnum):
    """What a form is opened for."""

    EDIT = "edit"
    ASSIGN = "assign"
    DUE = "due"
    FOLLOW = "follow"
    BLOCK = "block"
    REOPEN = "reopen"
    VERIFY = "verify"


@dataclass(frozen=True)
class TaskAct:
    """A task and what is to be done with it: what `asked.emit("task", …)` is about."""

    task_id: UUID
    act: Act = Act.EDIT


@dataclass(frozen=True)
class Panel:
    """The panel of an act: its words, its button, its fields by the commands' parameters, and what its foot says."""

    words: str
    button: str
    fields: tuple[str, ...]
    says: str
    reason: str = "Why it is moved"


ALL = ("title", "owner", "priority", "due_at", "reason", "system_id", "after", "text", "test")
PANELS = {
    Act.EDIT: Panel("Edit {}", "Save", ALL, "Saves what was changed, as one entry."),
    Act.ASSIGN: Panel("Assign {}", "Assign", ("owner",), "Saves who does {}."),
    Act.DUE: Panel("Set when {} is due", "Set", ("due_at", "reason"), "Saves when {} is due; the time before stays."),
    Act.FOLLOW: Panel("Set what {} follows", "Set", ("after", "text"), "Saves what must be done before {} starts."),
    Act.BLOCK: Panel("Block {}", "Block", ("reason",), "Saves {} as blocked. Start ends that.", "What blocks it"),
    Act.REOPEN: Panel("Reopen {}", "Reopen", ("reason",), "Saves {} as open again.", "Why it is opened again"),
    Act.VERIFY: Panel("Verify {}", "Verify", ("reading", "how", "by"), "Saves {} as verified."),
}
