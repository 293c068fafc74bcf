"""What a line does: its clauses become bound commands, the words of the entry, chips, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.command import Bound, Operator
from app.commands.logbook import write_note
from app.entry.deciding import make_decision
from app.entry.drafting import Chip, Drafting, KnownEntry, Setting
from app.entry.makes import make_correction, make_countdown, make_task
from app.entry.messages import make_message
from app.entry.pair_acts import act_on_pairs
from app.entry.reading import Clause, LineRead, read_line
from app.entry.saying import saves_text
from app.entry.spans import UNKNOWN, Span, Token
from app.entry.speech import about, speak
from app.entry.tokens import Of
from app.entry.vocabulary import Vocabulary
from app.entry.words import Words
from app.errors import Refused
from app.text import clean_text
from models import times
from models.picture import Picture
from models.terms import Phase


@dataclass(frozen=True)
class Plan:
    """What Enter will do; `bound` is empty where `refusal` says why it cannot yet."""

    bound: tuple[Bound, ...] = ()
    said: dict[str, Any] = field(default_factory=dict)
    saves: str = ""
    refusal: str | None = None
    spans: tuple[Span, ...] = ()
    chips: tuple[Chip, ...] = ()
    wants: tuple[str, ...] = ()
    """Numbers of entries that must be looked up first: plan again with `entries` that hold them."""


def plan_line(
    text: str,
    picture: Picture,
    vocabulary: Vocabulary,
    now: datetime,
    operator: Operator,
    begun_at: datetime | None = None,
    *,
    letter: str = "A",
    entries: Mapping[str, KnownEntry | None] | None = None,
) -> Plan:
    """The plan of a line. `begun_at` is when a parked draft was begun, `letter` the desk's own.

    `entries` are entries of the log by number, None for a number that there is not; see `Plan.wants`.
    """
    read = read_line(text, vocabulary)
    drafting = Drafting(Setting(picture, vocabulary, now, operator, letter, entries or {}))
    refusal = None
    try:
        _draft(drafting, read, text, begun_at)
    except Refused as refused:
        refusal = str(refused)
    if refusal is None and drafting.wants:
        refusal = f"Looking for #{drafting.wants[0]} …"
    chips = tuple(chip for _, chip in sorted(drafting.understood.items(), key=_place))
    spans = tuple(_spans(drafting, read, done=refusal is None))
    if refusal is not None:
        return Plan(refusal=refusal, spans=spans, chips=chips, wants=tuple(drafting.wants))
    said = _said(drafting)
    bound = (*drafting.bound, *drafting.last) or (write_note(),)
    left = [_why(text[one.start : one.end], one.label) for one in spans if one.kind == UNKNOWN]
    return Plan(bound, said, saves_text(drafting, bound, left), None, spans, chips)


def _spans(drafting: Drafting, read: LineRead, *, done: bool) -> Iterator[Span]:
    """What was understood, and what stays text although it looks like a mark."""
    for span in read.spans:
        if span.start in drafting.left:
            yield Span(span.start, span.end, UNKNOWN, drafting.left[span.start])
        elif span.kind == UNKNOWN or span.start in drafting.understood:
            yield span
        elif done and span.kind in MARKED:
            yield Span(span.start, span.end, UNKNOWN, "only a word here")


def _why(token: str, label: str) -> str:
    return label if label.startswith(token) else f"{token}: {label}"


MARKED = ("who", "system", "importance", "time", "status")
"""Tokens with a mark of their own: one that nothing took is said to be text."""


def _place(understood: tuple[int, Chip]) -> int:
    return understood[0]


def _draft(drafting: Drafting, read: LineRead, text: str, begun_at: datetime | None) -> None:
    clean_text(text)
    for clause in read.clauses:
        _carry_out(drafting, clause)
    if not text.strip():
        raise Refused("Nothing is written yet.", "words")
    about(drafting)
    _check_incident(drafting)
    if drafting.occurred_at is None and begun_at is not None:
        now = drafting.setting.now
        if begun_at < now and times.to_the_minute(begun_at) != times.to_the_minute(now):
            drafting.occurred_at = begun_at


def _carry_out(drafting: Drafting, clause: Clause) -> None:
    words = Words(clause.parts, led=clause.speaks or clause.word == "call")
    words.taken |= {token.start for pair in clause.pairs for token in pair.targets}
    _note_type(drafting, clause)
    lends = bool(clause.pairs) and (clause.word == "call" or (clause.speaks and not clause.first))
    if lends:
        clause = _lent(clause, words)
    if drafting.occurred_at is None:
        drafting.occurred_at = _happened(drafting, words)
    if clause.word != "task" and drafting.importance is None and (token := words.take("importance")):
        drafting.importance = token.value
        drafting.note(token, f"Priority {token.value.value}")
    MAKERS.get(clause.word, speak)(drafting, clause, words)
    act_on_pairs(drafting, _told_before(clause))


def _happened(drafting: Drafting, words: Words) -> datetime | None:
    """When it happened; a bare time that lies nearer ahead than behind is one the words speak of."""
    token = words.take("time")
    if token is None:
        return None
    if drafting.is_ahead(token):
        words.taken.discard(token.start)
        drafting.leave(token, "has not come yet and is no time of this entry")
        return None
    return drafting.told(token)


def _note_type(drafting: Drafting, clause: Clause) -> None:
    if clause.type is None:
        return
    token = next((one for one in clause.tokens if one.kind == "type"), None)
    drafting.note(token, clause.type.word.capitalize())
    if clause.type.speaks and drafting.kind is None:
        drafting.kind = clause.type.kind


def _lent(clause: Clause, words: Words) -> Clause:
    """What stands before the first state of a further clause, or of a call, is of that state."""
    lent = [
        part for part in words.parts
        if (not clause.first or (isinstance(part, Token) and part.kind in ("due", "method")))
        and not (isinstance(part, Token) and part.start in words.taken)
    ]  # fmt: skip
    words.parts = [part for part in words.parts if part not in lent]
    first = replace(clause.pairs[0], parts=(*lent, *clause.pairs[0].parts))
    return replace(clause, parts=tuple(words.parts), pairs=(first, *clause.pairs[1:]))


def _told_before(clause: Clause) -> Clause:
    """`#CHW pump tripped =down`: the words between the one system and its state are its remark as well."""
    parts = [part for part in clause.parts if not isinstance(part, str) or part.strip()]
    pair = clause.pairs[0] if len(clause.pairs) == 1 and clause.first and clause.speaks and parts else None
    if pair is None or parts[0] not in pair.targets or Words(pair.parts).text():
        return clause
    said = Words([part for part in parts[1:] if isinstance(part, str)]).text()
    return replace(clause, pairs=(replace(pair, parts=(said, *pair.parts)),))


def _call(drafting: Drafting, clause: Clause, words: Words) -> None:
    """A call wants to know how it ended: only a voice that took it in counts."""
    if not any(pair.status.of is Of.CALL for pair in clause.pairs):
        who = words.take("who")
        drafting.note_all([who] if who else [])
        asked = f"How did the call to {who.value.name} end" if who else "Who was called, and how did it end"
        raise Refused(f"{asked}? Type =ack, =voicemail, =no, =busy or =wrong.", "outcome")
    speak(drafting, clause, words)


MAKERS: dict[str, Callable[[Drafting, Clause, Words], None]] = {
    "task": make_task,
    "decision": make_decision,
    "promise": make_countdown,
    "clock": make_countdown,
    "correct": make_correction,
    "message": make_message,
    "request": make_message,
    "answer": make_message,
    "call": _call,
}
"""Who makes what a type makes; the other types only speak."""


def _check_incident(drafting: Drafting) -> None:
    picture = drafting.setting.picture
    if not picture.has_incident:
        raise Refused("Open or declare an incident first.")
    incident = picture.incident
    if incident.phase is Phase.CLOSED and not all(
        one.command.after_closing for one in (*drafting.bound, *drafting.last)
    ):
        raise Refused(f"{incident.ref} is closed. Reopen it first.")


def _said(drafting: Drafting) -> dict[str, Any]:
    """What goes beside the commands; only what there is."""
    words = "\n".join(drafting.words) or "; ".join(drafting.instead)
    told = {
        "words": words,
        "occurred_at": drafting.occurred_at,
        "kind": drafting.kind,
        "importance": drafting.importance,
        "party": drafting.party,
    }
    return {name: value for name, value in told.items() if value is not None}
