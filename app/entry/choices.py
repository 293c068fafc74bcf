"""The choices behind each mark and plain word that a line may complete."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.entry.deciding import NOTHING, decision_text
from app.entry.names import Known
from app.entry.near import nearest
from app.entry.pairs import TARGETS, of_what
from app.entry.spans import Token
from app.entry.tokens import LABELS, MESSAGES, EntryType, Of
from app.entry.vocabulary import Vocabulary
from models.message import Message
from models.task import Task
from models.terms import Method, Priority

AHEAD = ("15m", "30m", "1h")
REFS: dict[str, tuple[type, ...]] = {"task": (Task,), "answer": (Message,), "correct": ()}
"""The kinds of rows that a type refers to; the others to any."""
OF_TYPE = {"call": Of.CALL} | dict.fromkeys(MESSAGES, Of.MESSAGE)
"""What a state is of where nothing marked stands before it."""
DUE_TYPES = ("task", "decision", "promise", "clock", "request", "call", *MESSAGES)


@dataclass(frozen=True)
class Choice:
    """A completion: the text that is put in, how it is shown, and a second line about it."""

    insert: str
    words: str
    second: str = ""


@dataclass(frozen=True)
class Place:
    """Where something is completed: what is typed there, and the tokens before it."""

    typed: str
    before: str
    vocabulary: Vocabulary
    now: datetime
    tokens: tuple[Token, ...]

    @property
    def type_word(self) -> str:
        """The last type before the cursor."""
        types = [one.value for one in self.tokens if one.kind == "type"]
        return types[-1].word if types and isinstance(types[-1], EntryType) else ""


def marked(found: re.Match[str], at: Place) -> Iterator[Choice]:
    """What may stand behind the mark."""
    return MARKED[found.group(1)](at)


def _types(at: Place) -> Iterator[Choice]:
    for known in _open(at.vocabulary.types.beginning(at.typed), at.typed):
        if known.name.startswith(at.typed.lower()):
            yield Choice(f"/{known.name} ", f"/{known.name}", known.second)


def _open(known: list[Known], typed: str) -> list[Known]:
    """None, where what is typed is whole and nothing longer begins with it."""
    return [] if [one.name.lower() for one in known] == [typed.lower()] else known


def _who(at: Place) -> Iterator[Choice]:
    found = at.vocabulary.who.beginning(at.typed)
    for known in _open(found, at.typed) if found else nearest(at.typed, at.vocabulary.who):
        yield Choice(f"@{known.name} ", known.name, known.second)


def called(found: re.Match[str], at: Place) -> Iterator[Choice]:
    """Behind `/call` a contact needs no mark."""
    for known in _open(at.vocabulary.who.beginning(at.typed), at.typed):
        if known.value.contact_id is not None:
            yield Choice(f"{known.name} ", known.name, known.second)


def _systems(at: Place) -> Iterator[Choice]:
    found = at.vocabulary.systems.beginning(at.typed) or nearest(at.typed, at.vocabulary.systems)
    whole = {id(one.value) for one in found if one.name.lower() == at.typed.lower()}
    if whole and {id(one.value) for one in found} == whole:
        return
    for known in found:
        yield Choice(f"#{known.value.ref} ", known.value.ref, known.value.name)


def _refs(at: Place) -> Iterator[Choice]:
    kinds = REFS.get(at.type_word)
    for known in _open(at.vocabulary.refs.beginning(at.typed), at.typed):
        if kinds is None or isinstance(known.value, kinds):
            yield Choice(f"^{known.name} ", known.name, known.second)


def _statuses(at: Place) -> Iterator[Choice]:
    target = next((one for one in reversed(at.tokens) if one.kind in TARGETS), None)
    of = of_what(target) if target is not None else OF_TYPE.get(at.type_word)
    if of is None:
        return
    word, plus, supply = at.typed.partition("+")
    if plus and of is Of.SYSTEM:
        low = supply.lower()
        begun = (one for one in at.vocabulary.supplies if one.lower().startswith(low) and one.lower() != low)
        for name in begun:
            yield Choice(f'={word}+"{name}" ' if " " in name else f"={word}+{name} ", name, "supply")
        return
    begins = [one for one in at.vocabulary.statuses[of].all if one.name.startswith(word.lower())]
    if target is None and of is Of.MESSAGE:
        begins = [one for one in begins if one.value.word == "readback"]
    if any(one.name == word.lower() for one in begins):
        return
    for known in begins:
        yield Choice(f"={known.value.word} ", f"={known.value.word}", known.second)


def _told(at: Place) -> Iterator[Choice]:
    clock = f"{at.now.astimezone(at.vocabulary.zone):%H:%M}"
    if clock.startswith(at.typed) and clock != at.typed:
        yield Choice(f"~{clock} ", f"~{clock}", "now")


def _importances(at: Place) -> Iterator[Choice]:
    if not at.typed:
        yield from (Choice(f"!{one.value} ", f"!{one.value}", one.label) for one in Priority)


MARKED: dict[str, Callable[[Place], Iterator[Choice]]] = {
    "/": _types,
    "@": _who,
    "#": _systems,
    "^": _refs,
    "=": _statuses,
    "~": _told,
    "!": _importances,
}


def times(found: re.Match[str], at: Place) -> Iterator[Choice]:
    """Times behind `by` and `in`, ways behind `by`, where the type takes them."""
    word, typed = found.group(1).lower(), found.group(2).lower()
    calls = at.type_word in ("call", *MESSAGES) or any(one.kind == "status" for one in at.tokens)
    if word == "by" and calls:
        ways = (method.value for method in Method if method is not Method.IN_PERSON)
        yield from (
            Choice(f"by {way} ", f"by {way}", "method") for way in ways if way.startswith(typed) and way != typed
        )
    if at.type_word not in DUE_TYPES:
        return
    times = list(AHEAD) if word == "in" else [f"{one:%H:%M}" for one in _half_hours(at)]
    yield from (
        Choice(f"{word} {one} ", f"{word} {one}", "due") for one in times if one.startswith(typed) and one != typed
    )


def _half_hours(at: Place) -> Iterator[datetime]:
    """The next three times that end with :00 or :30 and are at least a quarter of an hour off."""
    local = (at.now + timedelta(minutes=15)).astimezone(at.vocabulary.zone).replace(second=0, microsecond=0)
    first = local + timedelta(minutes=-local.minute % 30)
    yield from (first + timedelta(minutes=30 * step) for step in range(3))


def decision(found: re.Match[str], at: Place) -> Iterator[Choice]:
    """Doing nothing among the options, as long as it is not there; behind `>` the options."""
    if at.type_word != "decision":
        return
    begun = next(one for one in reversed(at.tokens) if one.kind == "type").end
    parts, typed = decision_text(at.before[begun:]), at.typed.lower()
    if found.group().startswith(">"):
        chosen = (one for one in parts.options if one.lower().startswith(typed))
        yield from (Choice(f"{one} because ", one, "chosen") for one in chosen)
        return
    offered = NOTHING in (one.lower() for one in parts.options) or ">" in at.before[begun:]
    if not offered and NOTHING.startswith(typed):
        yield Choice(f"{NOTHING} | ", NOTHING, "an option like any other")


def plain(found: re.Match[str], at: Place) -> Iterator[Choice]:
    """The quick text of an abbreviation; the label that a type takes."""
    typed = at.typed.lower()
    for quick in at.vocabulary.quick_texts:
        if quick.abbreviation == typed:
            yield Choice(quick.text, quick.title, "quick text")
    for label in LABELS:
        if len(typed) > 2 and at.type_word in label.types and label.word.startswith(typed):
            yield Choice(f"{label.word}: ", f"{label.word}:", label.meaning)
