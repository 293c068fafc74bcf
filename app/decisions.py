"""Decisions in words: how one is typed, what recording it will save, and what there is to know about one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.errors import Refused
from app.moments import due_time
from app.tasks import Plan
from app.text import shortened
from models.decision import Decision

DO_NOTHING = "Do nothing"
"""An option of every decision (standards 5.5), until somebody takes it out."""
_LIKE_A_TIME = re.compile(r"(?:by |in |\+ ?)?\d[\dhmin:. -]*")


class Asked(NamedTuple):
    """What has to be decided, and among what."""

    question: str
    options: list[str]

    @property
    def title(self) -> str:
        """The question as a heading."""
        return self.question.rstrip("? ")


def asked_in(text: str) -> Asked:
    """The question and its options: `Divert? stay open | trauma only`, or each option on a line of its own.

    The question ends with its question mark, or else with the first line.
    """
    first, _, below = text.partition("\n")
    question, mark, beside = first.partition("?")
    options = [one.strip() for line in (beside, *below.split("\n")) for one in line.split("|")]
    return Asked(f"{question.strip()}{mark}", list(dict.fromkeys(one for one in options if one)))


def chosen_of(typed: str, options: Sequence[str]) -> str | None:
    """The option that is meant: the one that is typed, or the only one that begins so; None where it is none."""
    wanted = typed.strip().casefold()
    same = [one for one in options if one.casefold() == wanted]
    beginning = [one for one in options if wanted and one.casefold().startswith(wanted)]
    return next(iter(same or (beginning if len(beginning) == 1 else [])), None)


def review_of(typed: str, zone: ZoneInfo, now: datetime) -> tuple[datetime | None, str | None]:
    """When a decision is looked at again: a time, or else the text of what is to happen first.

    Raises `Refused` where it looks like a time and is none: a slip must not become a trigger that never comes.
    """
    try:
        return due_time(typed, zone, now), None
    except Refused as refused:
        if _LIKE_A_TIME.fullmatch(typed.strip()):
            sentence = f"“{shortened(typed.strip())}” is not a time. Type it like 05:30 or in 30m."
            raise Refused(sentence, field="review_at") from refused
        return None, typed.strip()


def known_text(decision: Decision) -> str:
    """`known as of #41`: the log to there is what was known; nothing where it was not noted."""
    return f"known as of #{decision.known_to}" if decision.known_to else ""


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
        ("Question", decision.question or ""),
        ("Choice", decision.choice),
        ("Why", decision.reason),
        ("Options", ", ".join(decision.options.split("\n"))),
        ("Decided", f"{plan.clock(decision.decided_at)}, {decision.decided_by}"),
        ("Amended", plan.clock(decision.amended_at) if decision.amended_at else ""),
        ("Known then", f"the log to #{decision.known_to}" if decision.known_to else ""),
        ("Consulted", decision.consulted or ""),
        ("Logged by", decision.logged_by or ""),
        ("Review", review),
        ("Last found", decision.outcome or ""),
        ("Ended", plan.clock(decision.ended_at) if decision.ended_at else ""),
    ]
    return [(word, text) for word, text in told if text]
