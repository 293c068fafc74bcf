"""States of what has a reference: tasks, promises, clocks, messages and decisions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.command import Bound
from app.commands.countdowns import end_countdown, move_countdown
from app.commands.decisions import amend_decision, end_decision, review_decision
from app.commands.messages import read_back, return_message, waive_reply
from app.commands.tasks import (
    assign_task,
    block_task,
    finish_task,
    reopen_task,
    set_due,
    start_task,
    tick_wait,
    verify_task,
)
from app.entry.drafting import Drafting
from app.entry.pairs import Pair
from app.entry.spans import Token
from app.entry.words import Words
from app.errors import Refused
from models.message import Message
from models.task import Task, Wait

WORDS = {"start": "started", "reopen": "reopened", "moved": "has another time", "given": "has another owner",
         "readback": "read back", "ticked": "waits no longer", "waived": "needs no reply"}  # fmt: skip
"""How a status reads in a sentence, where that is not the word itself."""


def act_on_tasks(drafting: Drafting, pair: Pair, words: Words) -> None:
    """Start, finish, verify, block, reopen, move, give away or tick what stands before the state."""
    word = pair.status.word
    who = words.take("who")
    due = drafting.due(words.take("due")) if word == "moved" else None
    drafting.note_all([who] if who else [])
    by, said = who.value.name if who else None, words.remark()
    for token in pair.targets:
        task_id = drafting.row_id(token)
        if word == "done" or (word == "verified" and not _finished(drafting, token, task_id)):
            drafting.done.add(task_id)
            drafting.bound.append(finish_task(task_id, by=by if word == "done" else None))
        if word != "done":
            drafting.bound.append(_task_act(word, token, task_id, by, said, due, drafting))
        drafting.phrases.append(f"{token.label} {WORDS.get(word, word)}")


def _task_act(
    word: str, token: Token, task_id: UUID, by: str | None, said: str | None, due: datetime | None, drafting: Drafting
) -> Bound:
    match word:
        case "start":
            return start_task(task_id)
        case "verified":
            return verify_task(task_id, _needed(said, token, "verified", "what was read or seen"), by=by)
        case "blocked":
            return block_task(task_id, _needed(said, token, "blocked", "what blocks it"))
        case "reopen":
            return reopen_task(task_id, _needed(said, token, "reopen", "why it is opened again"))
        case "moved":
            return set_due(task_id, _by_when(due, token), said)
        case "given":
            return assign_task(task_id, _needed(by, token, "given", "@ and who takes it"))
    return tick_wait(task_id, _wait(drafting, token, task_id, said))


def _needed(said: str | None, token: Token, word: str, what: str) -> str:
    if not said:
        raise Refused(f"Write {what} behind ^{token.label} ={word}.")
    return said


def _by_when(due: datetime | None, token: Token) -> datetime:
    if due is None:
        raise Refused(f"Give the other time of {token.label}: by 05:30, or in 20m.", "due_at")
    return due


def _finished(drafting: Drafting, token: Token, task_id: UUID) -> bool:
    return task_id in drafting.done or (isinstance(token.value, Task) and token.value.finished)


def _wait(drafting: Drafting, token: Token, task_id: UUID, said: str | None) -> str:
    """The whole text of the wait that is ticked: its beginning is enough, and nothing where it is the only one."""
    waits = [wait.text for wait in drafting.setting.picture.grouped(Wait, "task_id").get(task_id, [])
             if wait.ticked_at is None]  # fmt: skip
    waits += drafting.waits.get(task_id, [])
    meant = [wait for wait in waits if wait.lower().startswith((said or "").lower())]
    if len(meant) == 1:
        return meant[0]
    return _needed(said, token, "ticked", "which wait has come")


def act_on_countdowns(drafting: Drafting, pair: Pair, words: Words) -> None:
    """End a promise or a clock, or give it another end."""
    word = pair.status.word
    due = drafting.due(words.take("due")) if word == "moved" else None
    said = words.remark()
    for token in pair.targets:
        countdown_id = drafting.row_id(token)
        if word == "moved":
            act = move_countdown(countdown_id, _by_when(due, token), _needed(said, token, "moved", "why its end moves"))
        else:
            act = end_countdown(countdown_id, said, kept=word != "broken")
        drafting.add(act, f"{token.label} {WORDS.get(word, word)}")


def act_on_messages(drafting: Drafting, pair: Pair, words: Words) -> None:
    """Return a message, note that it was read back, or that it needs no reply."""
    said = words.remark()
    for token in pair.targets:
        message_id, word = drafting.row_id(token), pair.status.word
        if isinstance(token.value, Message):
            drafting.party = drafting.party or token.value.party
        if word == "readback":
            act = read_back(message_id)
        elif word == "waived":
            act = waive_reply(message_id, _needed(said, token, word, "why no reply is needed any more"))
        else:
            act = return_message(message_id, _needed(said, token, word, "what was done about it"))
        drafting.add(act, f"{token.label} {WORDS.get(word, word)}")


def act_on_decisions(drafting: Drafting, pair: Pair, words: Words) -> None:
    """Review, amend or end a decision."""
    word = pair.status.word
    review = None if word == "ended" else drafting.due(words.take("due", last=True), "review")
    said = words.remark()
    for token in pair.targets:
        decision_id = drafting.row_id(token)
        if word == "ended":
            act = end_decision(decision_id, _needed(said, token, word, "how it ended"))
        elif word == "stands":
            act = review_decision(decision_id, said or "stands", review)
        else:
            choice, _, reason = _needed(said, token, word, "the choice, because and why").partition(" because ")
            act = amend_decision(
                decision_id, choice, _needed(reason, token, word, "the choice, because and why"), review_at=review
            )
        drafting.add(act, f"{token.label} {word}")
