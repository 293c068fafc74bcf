"""Types that make something: a task, a promise, a clock, a correction."""

from __future__ import annotations

import re
from datetime import datetime

from app.commands.countdowns import make_promise, start_countdown
from app.commands.logbook import correct_entry
from app.commands.tasks import open_task
from app.entry.drafting import Drafting, KnownEntry
from app.entry.reading import Clause
from app.entry.spans import LogNumber, NewRef, Token
from app.entry.words import Words
from app.errors import Refused
from models.base import new_id
from models.task import Task
from models.terms import Priority

BECAUSE = re.compile(r"(?:\A|\s)because:?\s+", re.IGNORECASE)
_GIVEN = re.compile(r"((?:T|D|P|M|CLK)-[A-Z]?\d{1,9})(?:[:.]?\s+|\Z)")
_NAMED = re.compile(r"([A-Z]{2,6}-[A-Z]?\d{1,9}):\s+")
"""A clock may be called anything: `/clock UPS-1: battery of the PBX`."""


def given_ref(drafting: Drafting, text: str, prefix: str) -> tuple[str | None, str]:
    """The free ref that a text begins with, and the rest of the text."""
    found = _GIVEN.match(text) or (_NAMED.match(text) if prefix == "CLK-" else None)
    if found is None or not (found.group(1).startswith(prefix) or found.re is _NAMED):
        return None, text
    ref = found.group(1)
    vocabulary = drafting.setting.vocabulary
    if ref in drafting.made or vocabulary.ref(ref) or ref in vocabulary.refs_taken.get(prefix, ()):
        return None, text
    return ref, text[found.end() :]


def make_task(drafting: Drafting, clause: Clause, words: Words) -> None:
    """A task; where the clause has no title but a state of a task, the type only names the entry."""
    owner, system, due = words.take("who"), words.take("system"), words.take("due")
    importance, after = words.take("importance"), words.take_all("ref", _is_task)
    given, title = given_ref(drafting, words.text(), "T-")
    if not title and clause.pairs:
        drafting.speak(words.give_back())
        return
    if not title:
        raise Refused("Write what is to be done behind /task.", "title")
    drafting.note_all([one for one in (owner, system) if one])
    priority = importance.value if importance else Priority.MEDIUM
    drafting.note(importance, f"Priority {priority.value}")
    before = [drafting.row_id(token) for token in after]
    due_at, ref, task_id = drafting.due(due), drafting.new_ref("T-", 2, given), new_id()
    drafting.made[ref] = task_id
    waits = [one.strip() for one in clause.labels.get("waits", "").split(";") if one.strip()]
    drafting.waits[task_id] = waits
    parts = [f"task {ref}"]
    parts += [f" for {owner.value.name}"] if owner else []
    parts += [f" on {system.value.name}"] if system else []
    parts += [f", priority {priority.value}", f", due {drafting.setting.clock(due_at)}" if due_at else ""]
    parts += [f", after {' and '.join(token.label for token in after)}"] if after else []
    drafting.add(
        open_task(
            title,
            priority,
            owner=owner.value.name if owner else None,
            due_at=due_at,
            system_id=system.value.id if system else None,
            test=clause.labels.get("test"),
            after=before or None,
            waits_for=waits or None,
            ref=given,
            task_id=task_id,
        ),
        "".join(parts),
    )
    _instead(drafting, clause, title)


def _is_task(token: Token) -> bool:
    return isinstance(token.value, Task) or (isinstance(token.value, NewRef) and token.value.row is Task)


def _instead(drafting: Drafting, clause: Clause, text: str) -> None:
    if clause.first:
        drafting.instead.append(text)


def make_countdown(drafting: Drafting, clause: Clause, words: Words) -> None:
    """A promise or a clock of its own type."""
    promised = clause.word == "promise"
    owner, due = words.take("who"), words.take("due", last=True)
    receiver = words.take("who") if promised else None
    given, text = given_ref(drafting, words.text(), "P-" if promised else "CLK-")
    if not text:
        raise Refused(f"Write {'what was promised' if promised else 'what runs out'} behind /{clause.word}.", "text")
    if due is None:
        raise Refused(f"Say until when: /{clause.word} {text[:40]} by 05:30, or in 20m.", "due_at")
    drafting.note_all([one for one in (owner, receiver) if one])
    due_at = drafting.due(due, "by" if promised else "until")
    assert due_at is not None
    owner_name, receiver_name = (one.value.name if one else None for one in (owner, receiver))
    if promised:
        promise(drafting, text, due_at, owner_name, receiver_name, given)
    else:
        clock(drafting, text, due_at, owner_name, given)
    _instead(drafting, clause, text)


def promise(
    drafting: Drafting,
    text: str,
    due_at: datetime,
    owner: str | None,
    receiver: str | None = None,
    given: str | None = None,
) -> None:
    """Somebody's promise; without an owner it is the operator's own."""
    ref, countdown_id = drafting.new_ref("P-", 2, given), new_id()
    drafting.made[ref] = countdown_id
    who = owner or drafting.setting.operator.post
    bound = make_promise(text, due_at, owner=owner, receiver=receiver, ref=given, countdown_id=countdown_id)
    drafting.add(bound, f"promise {ref} of {who}, by {drafting.setting.clock(due_at)}")


def clock(drafting: Drafting, text: str, due_at: datetime, owner: str | None = None, given: str | None = None) -> None:
    """A clock that runs out."""
    ref, countdown_id = drafting.new_ref("CLK-", 1, given), new_id()
    drafting.made[ref] = countdown_id
    bound = start_countdown(text, due_at, owner=owner, ref=given, countdown_id=countdown_id)
    drafting.add(bound, f"clock {ref} until {drafting.setting.clock(due_at)}")


def make_correction(drafting: Drafting, clause: Clause, words: Words) -> None:
    """Other words instead of those of an entry, and why."""
    if not clause.first:
        raise Refused("Begin the line with /correct: an entry corrects one other.")
    token = words.take("ref", _is_number)
    if token is None:
        raise Refused("Say which entry: /correct ^13 the right words because the reason.")
    drafting.note(token)
    *said, reason = BECAUSE.split(words.text()) if BECAUSE.search(words.text()) else [words.text(), ""]
    right = " because ".join(said).strip()
    if not right:
        raise Refused(f"Write what is right instead of {token.label}.", "words")
    if not reason.strip():
        raise Refused("Say why it is corrected: … because the reason.", "reason")
    entry = _entry(drafting, token)
    if entry is not None:
        drafting.add(correct_entry(entry.entry_id, reason.strip()), f"correction of {token.label}")
    drafting.words.append(right)


def _is_number(token: Token) -> bool:
    return isinstance(token.value, LogNumber)


def _entry(drafting: Drafting, token: Token) -> KnownEntry | None:
    number = token.value.number
    if number not in drafting.setting.entries:
        drafting.wants.append(number)
        return None
    found = drafting.setting.entries[number]
    if found is None:
        raise Refused(f"There is no entry {token.label} in this log.")
    return found
