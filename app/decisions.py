"""Decisions in words: what recording one will save, and what there is to know about one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.tasks import Plan
from models.decision import Decision


def next_decision_ref(decisions: Iterable[Decision], letter: str) -> str:
    """The ref that the next decision of this desk gets, as far as this picture knows: `D-04`."""
    start = "D-" if letter == "A" else f"D-{letter}"
    ours = re.compile(re.escape(start) + r"([0-9]{1,9})")
    numbers = [int(found.group(1)) for decision in decisions if (found := ours.fullmatch(decision.ref))]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def decides_text(ref: str, choice: str, decided_by: str, review: str | None) -> str:
    """`Saves as decision D-04 by Incident Commander: 4,000 gal, review 07:00.`"""
    by = f" by {decided_by}" if decided_by else ""
    parts = [f"Saves as decision {ref}{by}" + (f": {choice}" if choice else "")]
    return ", ".join([*parts, *([f"review {review}"] if review else [])]) + "."


def decision_facts(decision: Decision, plan: Plan) -> list[tuple[str, str]]:
    """What there is to know about a decision: each fact with its word; what is not known is left out."""
    review = plan.clock(decision.review_at) if decision.review_at else decision.review or ""
    told = [
        ("Choice", decision.choice),
        ("Why", decision.reason),
        ("Options", ", ".join(decision.options.split("\n"))),
        ("Decided", f"{plan.clock(decision.decided_at)}, {decision.decided_by}"),
        ("Consulted", decision.consulted or ""),
        ("Review", review),
        ("Last found", decision.outcome or ""),
        ("Ended", plan.clock(decision.ended_at) if decision.ended_at else ""),
    ]
    return [(word, text) for word, text in told if text]
