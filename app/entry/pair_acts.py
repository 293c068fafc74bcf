"""Pairs to commands: what a `=status` does to a system, a contact, a task, a promise, a message or a decision."""

from __future__ import annotations

from collections.abc import Callable

from app.commands.contacts import log_call
from app.commands.systems import set_system_state
from app.entry.drafting import Drafting
from app.entry.pairs import Pair
from app.entry.reading import Clause
from app.entry.ref_acts import act_on_countdowns, act_on_decisions, act_on_messages, act_on_tasks
from app.entry.tokens import Of
from app.entry.words import Words
from app.errors import Refused
from models.terms import CallOutcome, SystemState

BACKUP = "backup"
"""The supply of a system of which no more is said than `=backup`."""
WORDLESS = ("start", "done", "given", "readback")
"""States that keep no text of their own: what stands behind one is the entry's words."""


def act_on_pairs(drafting: Drafting, clause: Clause) -> None:
    """Every pair of a clause, in order."""
    for pair in clause.pairs:
        words = Words(pair.parts)
        drafting.note(pair.token, pair.status.word if pair.supply is None else f"{pair.status.word}, {pair.supply}")
        if clause.first and drafting.occurred_at is None:
            drafting.occurred_at = drafting.told(words.take("time"))
        ACTS[pair.status.of](drafting, pair, words)
        said = words.remark()
        if said and pair.status.word in WORDLESS:
            drafting.words.append(said)
        elif said and clause.first and (clause.speaks or clause.word == "call"):
            drafting.instead.append(said)
        _left_over(drafting, words)


def _left_over(drafting: Drafting, words: Words) -> None:
    """What no state needs is of the whole entry: its importance, and when it happened."""
    if drafting.importance is None and (token := words.take("importance")):
        drafting.importance = token.value
        drafting.note(token, f"Priority {token.value.value}")
    if drafting.occurred_at is None:
        drafting.occurred_at = drafting.told(words.take("time"))


def _party(drafting: Drafting, words: Words) -> None:
    if drafting.party is None and (token := words.take("who")):
        drafting.party = token.value.name
        drafting.note_all([token])


def _systems(drafting: Drafting, pair: Pair, words: Words) -> None:
    state = pair.status.value
    assert isinstance(state, SystemState)
    supply = BACKUP if pair.status.word == "backup" and pair.supply is None else pair.supply
    since, estimate = drafting.told(words.take("time"), "since"), drafting.due(words.take("due"), "estimate")
    _party(drafting, words)
    remark = words.remark()
    drafting.note_all(pair.targets)
    for system in (token.value for token in pair.targets):
        if system.id in drafting.stated:
            raise Refused(f"{system.ref} is given two states. Leave one of them out.")
        drafting.stated.add(system.id)
        drafting.add(
            set_system_state(system.id, state, since=since, supply=supply, remark=remark, estimate_at=estimate),
            f"{system.name} {state}" + (f" on {supply}" if supply else ""),
        )


def _calls(drafting: Drafting, pair: Pair, words: Words) -> None:
    outcome = pair.status.value
    assert isinstance(outcome, CallOutcome)
    method, by = words.take("method"), words.take("who")
    called_at, estimate = drafting.told(words.take("time"), "called"), drafting.due(words.take("due"), "expected")
    drafting.note(method)
    drafting.note_all([*pair.targets, *([by] if by else [])])
    for who in (token.value for token in pair.targets):
        if who.contact_id is None:
            raise Refused(f"{who.name} is not in the directory. Add the contact first, or write it as a message.")
        drafting.party = drafting.party or who.name
        drafting.add(
            log_call(
                who.contact_id,
                outcome,
                method=method.value if method else None,
                called_at=called_at,
                acknowledged_by=by.value.name if by else None,
                estimate_at=estimate,
                remark=words.remark(),
            ),
            f"call to {who.name}, {outcome}",
        )


ACTS: dict[Of, Callable[[Drafting, Pair, Words], None]] = {
    Of.SYSTEM: _systems,
    Of.CALL: _calls,
    Of.TASK: act_on_tasks,
    Of.PROMISE: act_on_countdowns,
    Of.CLOCK: act_on_countdowns,
    Of.MESSAGE: act_on_messages,
    Of.DECISION: act_on_decisions,
}
