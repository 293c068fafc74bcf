"""Calls that come in while something else is typed: each begins a draft of its own, or goes on with one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from views.drafts import Draft

SAME_CALL = timedelta(seconds=20)
"""Within this time a second call from the same party is the same call."""
MOST_NAME = 200
MOST_CALLS = 40
"""More calls than these at once are not noted: whoever sends them is no telephone."""


def call_text(party: str | None, method: str) -> str:
    """How the draft of a call begins: `from Kestrel Power by phone: `."""
    if not party:
        return "from "
    name = " ".join(party.replace(":", " ").split())[:MOST_NAME]
    return f"from {name} by {method}: "


def same_call(drafts: Iterable[Draft], party: str | None, now: datetime, place: str) -> Draft | None:
    """The draft of this party's call that came in just before, parked or in a line by now."""
    if not party:
        return None
    known = [
        one
        for one in drafts
        if one.called_at is not None
        and one.place == place
        and (one.party or "").casefold() == party.casefold()
        and now - one.called_at <= SAME_CALL
    ]
    return known[-1] if known else None
