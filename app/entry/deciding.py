"""A decision from the line: question with options, choice, reason, review; by whom, and who was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.commands.decisions import record_decision
from app.entry.drafting import Drafting
from app.entry.makes import BECAUSE, given_ref
from app.entry.reading import Clause
from app.entry.words import Words
from app.errors import Refused
from models.base import new_id

_CHOICE = re.compile(r"(?:\A|\s)>\s*")
_HEADING = re.compile(r"\?\s+|\?\Z|:\s+|\n")
NOTHING = "do nothing"


@dataclass(frozen=True)
class DecisionText:
    """The text of a decision in its parts, as far as they are written."""

    heading: str
    options: tuple[str, ...]
    choice: str
    reason: str

    @property
    def question(self) -> str | None:
        """The heading, where it asks."""
        return self.heading if self.heading.endswith("?") else None

    @property
    def title(self) -> str:
        """The heading without its question mark: what it is filed under."""
        return self.heading.rstrip("? ")


def decision_text(text: str) -> DecisionText:
    """The parts: `question? one | another > choice because reason`, or each on its own line."""
    before, _, rest = _cut(_CHOICE, text)
    choice, _, reason = _cut(BECAUSE, rest)
    if not rest:
        before, _, reason = _cut(BECAUSE, before)
    heading, mark, listed = _cut(_HEADING, before)
    heading = f"{heading}?" if mark.startswith("?") else heading
    options = tuple(one for part in re.split(r"[|\n]", listed) if (one := part.strip(" \t;,.")))
    chosen = choice.strip().rstrip(".")
    same = next((one for one in options if one.lower() == chosen.lower()), None)
    begun = [one for one in options if chosen and one.lower().startswith(chosen.lower())]
    return DecisionText(
        heading.strip(), options, same or (begun[0] if len(begun) == 1 else chosen), reason.strip().rstrip(".")
    )


def _cut(mark: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = mark.search(text)
    return (text[: found.start()], found.group(), text[found.end() :]) if found else (text, "", "")


def make_decision(drafting: Drafting, clause: Clause, words: Words) -> None:
    """Record a decision. Raises `Refused` with the part that is wanting next."""
    decider, due = words.take("who"), words.take("due", last=True)
    whole = words.text()
    if not whole and clause.pairs:
        drafting.speak(words.give_back())
        return
    given, text = given_ref(drafting, whole, "D-")
    parts = decision_text(text)
    review_at, review = drafting.due(due, "review"), clause.labels.get("review")
    drafting.note_all([decider] if decider else [])
    _check(parts)
    if decider is None:
        raise Refused("Say who decided: @Incident Commander.", "decided_by")
    if review_at is None and review is None:
        raise Refused("Say when to look at it again: by 05:00, in 30m, or review: the sign to look for.", "review_at")
    ref, decision_id = drafting.new_ref("D-", 2, given), new_id()
    drafting.made[ref] = decision_id
    again = f", review {drafting.setting.clock(review_at)}" if review_at else ""
    drafting.add(
        record_decision(
            parts.title,
            parts.choice,
            parts.reason,
            list(parts.options),
            decider.value.name,
            consulted=clause.labels.get("consulted"),
            review_at=review_at,
            review=review,
            question=parts.question,
            ref=given,
            decision_id=decision_id,
        ),
        f"decision {ref} by {decider.value.name}: {parts.choice}{again}",
    )
    if clause.first:
        drafting.instead.append(text)


def _check(parts: DecisionText) -> None:
    if not parts.heading:
        raise Refused("Write the question behind /decision: Divert? do nothing | divert.", "question")
    if len(parts.options) < 2:
        raise Refused("A decision needs two options at the least: question? do nothing | divert.", "options")
    if not parts.choice:
        raise Refused("Write > and the option that was chosen.", "choice")
    if not parts.reason:
        raise Refused("Write because and the reason.", "reason")
