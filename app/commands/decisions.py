"""Decisions: record, review, amend, end."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from sqlalchemy import select

from app.command import NAME, TITLE, New, Ref, Work, command, required, within
from app.errors import Refused
from models.decision import Decision
from models.log import LogEntry
from models.terms import EntryKind


@command("decision.record", EntryKind.DECISION)
def record_decision(
    work: Work,
    title: str,
    choice: str,
    reason: str,
    options: list[str],
    decided_by: str,
    consulted: str | None = None,
    review_at: datetime | None = None,
    review: str | None = None,
    question: str | None = None,
    ref: str | None = None,
    decision_id: Annotated[UUID | None, New(Decision)] = None,
) -> str:
    """Record a decision: question, options, choice, reason, and when to review it (a time or a trigger).

    What was known is the log up to the entry before this one.
    """
    if len(options) < 2:
        raise Refused("A decision chooses among two options at the least; doing nothing is one.", field="options")
    assert decision_id is not None
    decision = work.add(
        Decision(
            id=decision_id,
            incident_id=work.incident_id,
            ref=work.next_ref(Decision, "D-", 2, ref, Decision.incident_id == work.incident_id),
            title=required(title, "title", "what was decided", TITLE),
            options="\n".join(options),
            choice=required(choice, "choice", "which option was chosen"),
            reason=required(reason, "reason", "why it was chosen"),
            decided_by=required(decided_by, "decided_by", "who decided", NAME),
            decided_at=work.event_at,
            consulted=consulted,
            review_at=review_at,
            review=review,
            question=within(question, "question", TITLE),
            known_to=_known_to(work),
            logged_by=work.operator.initials,
        )
    )
    when = f" Review {work.clock_text(review_at)}." if review_at else f" Review {review}." if review else ""
    return f"{decision.ref} {decision.title}: {choice}. Reason: {reason}. Decided by {decided_by}.{when}"


def _known_to(work: Work) -> str | None:
    """The number of the incident's newest entry, if there is one."""
    newest = select(LogEntry).where(LogEntry.scope_id == work.incident_id).order_by(LogEntry.order_at.desc()).limit(1)
    entry = work.session.scalar(newest)
    return None if entry is None else entry.number


def _in_force(work: Work, decision_id: UUID) -> Decision:
    decision = work.find(Decision, decision_id)
    if decision.ended_at is not None:
        raise Refused(f"{decision.ref} ended at {work.clock_text(decision.ended_at)}.")
    return decision


@command("decision.amend", EntryKind.DECISION)
def amend_decision(
    work: Work,
    decision_id: Annotated[UUID, Ref(Decision)],
    choice: str,
    reason: str,
    title: str | None = None,
    review_at: datetime | None = None,
    review: str | None = None,
) -> str:
    """Change the choice of a decision that stays in force; the earlier choice stays in the log."""
    decision = _in_force(work, decision_id)
    decision.title = within(title, "title", TITLE) or decision.title
    decision.choice = required(choice, "choice", "what holds from now on")
    decision.reason = required(reason, "reason", "why it is amended")
    if review_at is not None or review is not None:
        decision.review_at, decision.review = review_at, review
    decision.amended_at, decision.known_to = work.event_at, _known_to(work)
    return f"{decision.ref} amended: {choice}. Reason: {reason}."


@command("decision.review", EntryKind.DECISION)
def review_decision(
    work: Work,
    decision_id: Annotated[UUID, Ref(Decision)],
    outcome: str,
    review_at: datetime | None = None,
    review: str | None = None,
) -> str:
    """Note that a decision was looked at again and stands, and when the next look is due."""
    decision = _in_force(work, decision_id)
    decision.outcome = required(outcome, "outcome", "what the review found")
    decision.review_at, decision.review = review_at, review
    return f"{decision.ref} {decision.title}: reviewed, {outcome}."


@command("decision.end", EntryKind.DECISION)
def end_decision(work: Work, decision_id: Annotated[UUID, Ref(Decision)], outcome: str) -> str:
    """End a decision: from now on it is not in force."""
    decision = _in_force(work, decision_id)
    decision.ended_at = work.event_at
    decision.outcome = required(outcome, "outcome", "how it ended")
    return f"{decision.ref} {decision.title}: ended, {outcome}."
