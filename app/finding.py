"""What the palette finds by a few letters: commands, systems, tasks, people, decisions, and entries of the log."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from sqlalchemy import select

from app.board import Line
from app.decisions import known_text
from app.query import Look, query
from app.search import Hit
from app.search_line import NUMBER
from app.text import one_line
from models.contact import Contact
from models.countdown import Countdown
from models.decision import Decision
from models.log import Book, LogEntry
from models.marks import shape_of, state_text
from models.message import Message
from models.picture import Picture
from models.task import Task

MOST, MOST_ENTRIES = 40, 12
"""How many are shown: whoever sees more types another letter, or searches in the log itself."""


@dataclass(frozen=True)
class Found:
    """Something that can be gone to or done: how it is shown, the action of the console, and what it is about."""

    line: Line
    action: str
    about: Any = field(default=None, compare=False)


def rank(wanted: str, words: str) -> int | None:
    """How well each typed word matches, lower is better; None where the letters of one do not stand there in order.

    Letters that begin a word, or follow the one before, cost nothing; a jump to a beginning costs one, any other three.
    """
    text, whole = folded(words), 0
    for word in folded(wanted).split():
        cost = _cost(word, text)
        if cost is None:
            return None
        whole += cost
    return whole


def _cost(word: str, text: str) -> int | None:
    at = cost = 0
    for letter in word:
        place = text.find(letter, at)
        if place < 0:
            return None
        begins = _beginning(text, letter, at)
        if place != at and begins >= 0:
            place = begins
        cost += 0 if place == at or (begins >= 0 and not at) else 1 if begins >= 0 else 3 if at else 5
        at = place + 1
    return cost


def _beginning(text: str, letter: str, at: int) -> int:
    """Where the next word begins with this letter; -1 where none does."""
    place = text.find(letter, at)
    while place > 0 and text[place - 1].isalnum():
        place = text.find(letter, place + 1)
    return place


@lru_cache(maxsize=16_384)
def folded(text: str) -> str:
    """Small letters without their marks, so that `Zurich` finds `Zürich`."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def best(wanted: str, things: Iterable[Found]) -> list[Found]:
    """Those that match, the best first; where nothing is typed all of them, in their order."""
    ranked = [(cost, len(one.line.title), at, one) for at, one in enumerate(things)
              if (cost := _rank_of(wanted, one)) is not None]  # fmt: skip
    if folded(wanted).strip():
        ranked.sort(key=lambda one: one[:3])
    return [one for *_, one in ranked[:MOST]]


def _rank_of(wanted: str, one: Found) -> int | None:
    title = rank(wanted, one.line.title)
    if title is not None:
        return title
    whole = rank(wanted, f"{one.line.title} {one.line.remark}")
    return None if whole is None else whole + 3


def things_in(picture: Picture) -> Iterator[Found]:
    """Every system, task, decision, message, promise, clock and person of the picture."""
    for system, status in picture.systems():
        state = "Fully functional" if status is None else state_text(status)
        second = ", ".join(part for part in (state, system.ref, system.group) if part)
        yield Found(_line(system.id, shape_of(status), system.name, second, "System"), "go_to_system", system.id)
    if picture.incident_fold is not None:
        for task in sorted(picture.all(Task), key=lambda one: one.ref):
            second = f"{task.owner or 'No owner yet'}, {task.status}"
            yield Found(_line(task.id, "checklist", f"{task.ref} {task.title}", second, "Task"), "go_to_task", task.id)
        for decision in sorted(picture.all(Decision), key=lambda one: one.ref):
            title = f"{decision.ref} {decision.title}"
            second = ", ".join(part for part in (decision.choice, known_text(decision)) if part)
            yield Found(_line(decision.id, "gavel", title, second, "Decision"), "decision", decision.id)
        for message in sorted(picture.all(Message), key=lambda one: one.ref):
            title = f"{message.ref} {message.text}"
            second = f"{'to' if message.outgoing else 'from'} {message.party}"
            yield Found(_line(message.id, "message", title, second, "Message"), "go_to_message", message.id)
        for countdown in sorted(picture.all(Countdown), key=lambda one: one.ref):
            title, mark = f"{countdown.ref} {countdown.text}", "clock" if countdown.promised else "stopwatch"
            kind = "Promise" if countdown.promised else "Clock"
            yield Found(_line(countdown.id, mark, title, countdown.owner or "", kind), "countdown", countdown.id)
    for contact in sorted(picture.all(Contact), key=lambda one: one.position):
        methods = ", ".join(method.address for method in picture.methods(contact))
        second = ", ".join(part for part in (contact.role, methods) if part)
        yield Found(_line(contact.id, "phone", contact.name, second, "Contact"), "go_to_contact", contact.id)


def _line(key: object, mark: str, title: str, second: str, kind: str) -> Line:
    return Line(str(key), mark, title, "", f"{kind}: {title}, {second}", remark=second, right=kind)


def entry_number(text: str) -> tuple[str, int] | None:
    """`#43`, `43` or `#B12` as a desk's letter and a serial; None where it is no entry's number."""
    found = NUMBER.fullmatch(text.strip())
    return (found.group(1).upper() or "A", int(found.group(2))) if found else None


@query
def entry_called(look: Look, letter: str, serial: int) -> LogEntry | None:
    """The entry of this number in the incident's log, if the moment shown knows it."""
    book = select(Book.id).where(Book.scope_id == look.incident_id, Book.letter == letter).scalar_subquery()
    wanted = select(LogEntry).where(LogEntry.book_id == book, LogEntry.serial == serial)
    return look.session.scalar(wanted if look.as_at is None else wanted.where(LogEntry.order_at <= look.as_at))


def found_entry(hit: Hit) -> Found:
    """An entry of the log as it is found."""
    second = f"{hit.kind_word} by {hit.initials}"
    line = _line(hit.entry_id, "list-details", f"#{hit.number} {one_line(hit.text)}", second, "Entry")
    return Found(line, "go_to_entry_id", hit.entry_id)


def commands_named(commands: Sequence[tuple[str, str, str]]) -> list[Found]:
    """Keys of the console as things to find: (sequence, words, where it acts)."""
    return [
        Found(
            Line(f"key:{where}:{words}", "keyboard", words, "", f"{words}, {sequence}", remark=where, right=sequence),
            "press",
            sequence,
        )
        for sequence, words, where in commands
    ]
