"""What the console says unasked: due reviews and silence, each once, and never more often than an operator can take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from app.others import OpenIncident
from app.silence import silent_for
from app.text import shortened
from models import times
from models.decision import Decision
from models.picture import Picture

QUIET_FOR = timedelta(minutes=10)
"""At most one unsolicited notice in so long a time (EEMUA 191, steady state)."""


@dataclass(frozen=True)
class Reminder:
    """One thing to be said: `keys` are what it is about, so that nothing is said twice."""

    keys: tuple[str, ...]
    words: str
    way: str
    """What its button says."""
    action: str
    """What its button does: an action of the console, and what that is about."""
    about: UUID | None = None
    late: bool = False


def reminders(picture: Picture, found: Sequence[OpenIncident], moment: datetime) -> list[Reminder]:
    """Everything that could be said now, the most pressing first: due reviews here, then silent incidents."""
    return [*_due_reviews(picture, moment), *_silences(picture, found, moment)]


def due_decision(picture: Picture, moment: datetime) -> Decision | None:
    """The decision whose review has been due longest."""
    due = [one for one in picture.all(Decision) if one.due_at(moment)]
    return min(due, key=lambda one: (one.review_at or moment, one.ref), default=None)


def _due_reviews(picture: Picture, moment: datetime) -> Iterator[Reminder]:
    """One for each decision and the time of its review: another time is another reminder."""
    due = [one for one in picture.all(Decision) if one.due_at(moment)]
    for one in sorted(due, key=lambda one: (one.review_at or moment, one.ref)):
        words = (
            f"Review {one.ref} {shortened(one.title)}: it was due {_clock(picture, one.review_at or moment, moment)}."
        )
        yield Reminder((f"{one.id} {one.review_at}",), words, "Review", "review_due", late=True)


def _silences(picture: Picture, found: Sequence[OpenIncident], moment: datetime) -> Iterator[Reminder]:
    """One for each silence: the next comes only after another entry."""
    allowed, fold = picture.station.silent_after, picture.incident_fold
    here = None if fold is None else fold.scope_id
    for one in sorted(found, key=lambda one: one.id != here):
        last_at = fold.order_at if fold is not None and one.id == here else one.last_at
        if last_at is None or silent_for(one.incident, last_at, allowed, moment) is None:
            continue
        long = times.length_text(times.whole_minutes(last_at, moment))
        key = (f"silence {one.id} {last_at}",)
        if one.id == here:
            yield Reminder(key, f"Nothing was written for {long}. Press N to write what is so.", "Write", "write")
        else:
            words = f"{one.incident.ref} {shortened(one.incident.title)}: nothing was written for {long}."
            yield Reminder(key, words, "Go there", "open_incident", one.id)


def _clock(picture: Picture, at: datetime, moment: datetime) -> str:
    zone = picture.station.zone
    return times.clock_text(at, zone, moment.astimezone(zone).date())


def next_notice(asked: Sequence[Reminder], told: Mapping[str, datetime], moment: datetime) -> Reminder | None:
    """What to say now of all that could be said; several become one. None: nothing new, or the last is too fresh.

    `told` holds the keys of what was said, each with its moment; who says the notice adds its keys.
    """
    new = [one for one in asked if not set(one.keys) <= told.keys()]
    if not new or any(moment - at < QUIET_FOR for at in told.values() if at <= moment):
        return None
    return joined(new)


def joined(several: Sequence[Reminder]) -> Reminder:
    """Several as one line, which does what the first of them does."""
    first, *others = several
    if not others:
        return first
    due = [one.words for one in several if one.late]
    said = due if len(due) < 2 else [f"{len(due)} decisions are due for review."]
    words = " ".join([*said, *(one.words for one in several if not one.late)])
    return replace(first, keys=tuple(key for one in several for key in one.keys), words=words)
