"""Countdowns: promises and clocks, started, moved and ended."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import TITLE, New, Ref, Work, command, required, within
from app.errors import Refused
from models import times
from models.countdown import Countdown
from models.terms import EntryKind


@command("countdown.start", EntryKind.CLOCK)
def start_countdown(
    work: Work,
    text: str,
    due_at: datetime,
    starts_at: datetime | None = None,
    owner: str | None = None,
    ref: str | None = None,
    countdown_id: Annotated[UUID | None, New(Countdown)] = None,
) -> str:
    """Start a clock that runs out: a battery, a limit, a deadline; `owner` watches it."""
    ref = work.next_ref(Countdown, "CLK-", 1, ref, Countdown.incident_id == work.incident_id)
    countdown = work.add(_made(work, countdown_id, ref, text, due_at, starts_at, owner, None, promised=False))
    watched = f", watched by {owner}" if owner else ""
    return f"{countdown.ref} {text}: runs until {work.clock_text(due_at)}{watched}."


@command("promise.make", EntryKind.CLOCK)
def make_promise(
    work: Work,
    text: str,
    due_at: datetime,
    owner: str | None = None,
    receiver: str | None = None,
    starts_at: datetime | None = None,
    ref: str | None = None,
    countdown_id: Annotated[UUID | None, New(Countdown)] = None,
) -> str:
    """Note what somebody (`owner`, else this desk) promised to somebody (`receiver`, else this desk), and by when."""
    ref = work.next_ref(Countdown, "P-", 2, ref, Countdown.incident_id == work.incident_id)
    who = within(owner, "owner") or work.operator.post
    countdown = work.add(_made(work, countdown_id, ref, text, due_at, starts_at, who, receiver, promised=True))
    to = f" to {receiver}" if receiver else ""
    return f"{countdown.ref} {who} promised{to}: {text}, by {work.clock_text(due_at)}."


def _made(
    work: Work,
    countdown_id: UUID | None,
    ref: str,
    text: str,
    due_at: datetime,
    starts_at: datetime | None,
    owner: str | None,
    receiver: str | None,
    *,
    promised: bool,
) -> Countdown:
    starts_at = starts_at or work.event_at
    if due_at <= starts_at:
        raise Refused("It must run out after it starts. Check the times.", field="due_at")
    assert countdown_id is not None
    return Countdown(
        id=countdown_id,
        incident_id=work.incident_id,
        ref=ref,
        text=required(text, "text", "what was promised" if promised else "what runs out", TITLE),
        promised=promised,
        starts_at=starts_at,
        due_at=due_at,
        owner=within(owner, "owner"),
        receiver=within(receiver, "receiver"),
    )


@command("countdown.move", EntryKind.CLOCK)
def move_countdown(work: Work, countdown_id: Annotated[UUID, Ref(Countdown)], due_at: datetime, reason: str) -> str:
    """Give a countdown that runs another end, with the reason."""
    countdown = _running(work, countdown_id)
    if due_at <= countdown.starts_at:
        raise Refused("It must run out after it starts. Check the times.", field="due_at")
    if due_at == countdown.due_at:
        raise Refused(f"{countdown.ref} runs until {work.clock_text(due_at)} already.", field="due_at")
    was, countdown.due_at = countdown.due_at, due_at
    said = required(reason, "reason", "why its end moves")
    return f"{countdown.ref} {countdown.text}: {work.clock_text(was)} → {work.clock_text(due_at)}, {said.rstrip('.')}."


@command("countdown.end", EntryKind.CLOCK)
def end_countdown(
    work: Work, countdown_id: Annotated[UUID, Ref(Countdown)], outcome: str | None = None, kept: bool = True
) -> str:
    """End a countdown: a promise was kept or broken, a clock is over."""
    countdown = _running(work, countdown_id)
    if not (kept or countdown.promised):
        raise Refused(f"{countdown.ref} is a clock: it is over, nobody broke it.", field="kept")
    countdown.ended_at, countdown.outcome = work.event_at, outcome
    countdown.kept = kept if countdown.promised else None
    late = f", {times.length_text(countdown.minutes_late)} late" if kept and countdown.minutes_late else ""
    word = "over" if not countdown.promised else f"kept{late}" if kept else "not kept"
    how = f", {outcome.rstrip('.')}" if outcome else ""
    return f"{countdown.ref} {countdown.text}: {word}{how}."


def _running(work: Work, countdown_id: UUID) -> Countdown:
    countdown = work.find(Countdown, countdown_id)
    if countdown.ended_at is not None:
        raise Refused(f"{countdown.ref} ended at {work.clock_text(countdown.ended_at)}.")
    return countdown
