"""The life of an incident as its panel shows it: the moments so far, and what can be done next in this phase."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from models.incident import Incident
from models.picture import Picture
from models.task import Task
from models.terms import Phase, Priority


class Step(StrEnum):
    """What can be done with an incident, in the order in which it is usually done."""

    ACKNOWLEDGE = "acknowledge"
    APPOINT = "appoint the Incident Commander"
    PRIORITISE = "set the priority"
    CATEGORISE = "set the category"
    RESTORE = "service is restored"
    RESOLVE = "resolve: stand down"
    CLOSE = "close"
    REOPEN = "reopen"


MOMENTS = {
    "occurred_at": "Occurred",
    "detected_at": "Detected",
    "logged_at": "Declared",
    "acknowledged_at": "Acknowledged",
    "commander_at": "Command taken",
    "restored_at": "Service restored",
    "resolved_at": "Resolved",
    "closed_at": "Closed",
}
"""The moments that are kept apart (standards 2.1), in their usual order."""


def moments_of(incident: Incident) -> list[tuple[str, datetime | None]]:
    """Each moment of its life with its word; None has not come yet. Detection only where it was later."""
    told = [(words, getattr(incident, name)) for name, words in MOMENTS.items()]
    same = incident.detected_at == incident.occurred_at
    return [(words, at) for words, at in told if not (same and words == MOMENTS["detected_at"])]


def steps_of(incident: Incident) -> list[Step]:
    """What can be done in this phase."""
    if incident.phase is Phase.CLOSED:
        return [Step.REOPEN]
    first = [] if incident.acknowledged_at else [Step.ACKNOWLEDGE]
    last = {
        Phase.RESPOND: [Step.RESTORE, Step.RESOLVE],
        Phase.RESTORED: [Step.RESOLVE],
        Phase.RESOLVED: [Step.CLOSE, Step.REOPEN],
    }
    return [*first, Step.APPOINT, Step.PRIORITISE, Step.CATEGORISE, *last[incident.phase]]


def usual_step(incident: Incident) -> Step:
    """What is offered first: what is missing, else what does nothing by a stray Enter."""
    match incident.phase:
        case Phase.CLOSED:
            return Step.REOPEN
        case Phase.RESOLVED:
            return Step.CLOSE
    if incident.acknowledged_at is None:
        return Step.ACKNOWLEDGE
    return Step.APPOINT if incident.commander is None else Step.PRIORITISE


def left_open(picture: Picture) -> str:
    """What goes on when the incident ends: `3 tasks stay open.`; nothing where all is done."""
    count = sum(task.open for task in picture.all(Task))
    return f"{count} task{'' if count == 1 else 's'} stay{'s' if count == 1 else ''} open." if count else ""


def priority_words(incident: Incident, wanted: Priority) -> str:
    """What a new priority will be, beside the one that stands."""
    same = wanted is incident.priority
    return f"{wanted.label}, as it is." if same else f"{wanted.label}, was {incident.priority.label}."


def what_follows(picture: Picture, step: Step) -> str:
    """What a step does, in a sentence, before it is done."""
    ref = picture.incident.ref
    match step:
        case Step.ACKNOWLEDGE:
            return f"Saves that {ref} is taken on."
        case Step.RESTORE:
            return "Saves that everything is back on its own supply."
        case Step.RESOLVE:
            return f"Stands {ref} down. {left_open(picture)}".rstrip()
        case Step.CLOSE:
            return f"Closes {ref}: its log takes notes, late entries and corrections only."
        case Step.REOPEN:
            return f"Opens {ref} again, in the phase Respond."
        case _:
            return "Saves in the incident's log."
