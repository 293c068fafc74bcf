"""What the screens say of promises and clocks: which still run, by whom and to whom, and how they stand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.contact_lines import clock, joined
from models import times
from models.countdown import Countdown
from models.picture import Picture


def running(picture: Picture) -> list[Countdown]:
    """The promises and clocks that have not been ended, by their ends."""
    return sorted((one for one in picture.all(Countdown) if one.running), key=lambda one: (one.due_at, one.ref))


def whose_text(countdown: Countdown) -> str:
    """Whose promise to whom it is, or who watches the clock: `Kestrel Power promised`, `Clock, Security watches it`."""
    if countdown.promised:
        return f"{countdown.owner} promised" + (f" {countdown.receiver}" if countdown.receiver else "")
    return "Clock" + (f", {countdown.owner} watches it" if countdown.owner else "")


def countdown_facts(picture: Picture, countdown: Countdown, moment: datetime) -> Iterator[tuple[str, str]]:
    """What is known of a promise or a clock, line by line: a word, and what stands beside it."""
    runs = joined([clock(picture, countdown.due_at, moment), countdown.standing_at(moment)])
    ended = "" if countdown.ended_at is None else clock(picture, countdown.ended_at, moment)
    told = (
        ("Promised by" if countdown.promised else "Watched by", countdown.owner),
        ("To", countdown.receiver),
        ("Since", clock(picture, countdown.starts_at, moment)),
        ("Runs out", runs),
        ("Ended", joined([ended, countdown.outcome]) if ended else ""),
    )
    yield from ((word, text) for word, text in told if text)


def runs_text(picture: Picture, promised: bool, owner: str, due_at: datetime | None, moment: datetime) -> str:
    """`Saves as a promise of Kestrel Power, runs until 04:50, in 20 min.`"""
    by = owner.strip()
    what = f"promise of {by or 'this desk'}" if promised else "clock" + (f" that {by} watches" if by else "")
    if due_at is None:
        return f"Saves as a {what}."
    return f"Saves as a {what}, runs until {clock(picture, due_at, moment)}, {times.distance_text(due_at, moment)}."
