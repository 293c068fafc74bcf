"""The registry: every command can be listed, bound and described."""

from typing import Annotated
from uuid import UUID

import pytest

from app.command import New, Ref, Work, command, type_text
from app.commands.every import COMMANDS
from app.commands.tasks import open_task
from models.task import Task
from models.terms import EntryKind, Level


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_says_in_one_sentence_what_it_does_and_names_its_types(name: str) -> None:
    one = COMMANDS[name]

    assert one.sentence.endswith(".")
    assert all(type_text(hint) for _, hint in one.parameters())


def test_types_are_named_in_words() -> None:
    assert type_text(Annotated[UUID, Ref(Task)]) == "ref of Task"
    assert type_text(Annotated[UUID | None, New(Task)]) == "id of the new Task"
    assert type_text(list[Annotated[UUID, Ref(Task)]] | None) == "list of ref of Task"
    assert type_text(list[str]) == "list of text"
    assert type_text(Level) == "one of high | medium | low"
    assert type_text(bool) == "true or false"


def test_an_id_is_made_when_the_command_is_bound() -> None:
    first, second = open_task("x"), open_task("x")

    assert first.arguments["task_id"] != second.arguments["task_id"]
    assert first.new_scope is None


def test_two_commands_cannot_have_one_name() -> None:
    def again(work: Work) -> str:
        return ""

    with pytest.raises(ValueError, match="two commands are called"):
        command("task.open", EntryKind.TASK)(again)
