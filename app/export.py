"""The picture as JSON, for other programs and for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.base import Tracked
from models.codec import moment_text
from models.contact import Contact
from models.countdown import Countdown
from models.decision import Decision
from models.figures import Figure
from models.incident import Handover, Period
from models.message import Message
from models.picture import Picture
from models.task import Task
from models.terms import SystemState


def picture_as_json(picture: Picture, figures: Sequence[Figure] = ()) -> dict[str, Any]:
    """Everything the picture holds, by ref and in words; moments are UTC."""
    situation = picture.situation
    return {
        "as_at": None if picture.moment is None else moment_text(picture.moment),
        "station": _row(picture.station),
        "incident": _row(picture.incident),
        "situation": None if situation is None else _row(situation),
        "periods": [_row(period) for period in picture.all(Period)],
        "systems": _systems(picture),
        "tasks": [_task(picture, task) for task in sorted(picture.all(Task), key=lambda task: task.ref)],
        "decisions": [_row(decision) for decision in sorted(picture.all(Decision), key=lambda one: one.ref)],
        "messages": [_row(message) for message in sorted(picture.all(Message), key=lambda one: one.ref)],
        "countdowns": [_row(countdown) for countdown in sorted(picture.all(Countdown), key=lambda one: one.ref)],
        "contacts": [_contact(picture, contact) for contact in picture.all(Contact)],
        "handovers": [_row(handover) for handover in picture.all(Handover)],
        "figures": [_figure(figure) for figure in figures],
    }


def _row(row: Tracked) -> dict[str, Any]:
    return {name: row.CODEC.encode(name, getattr(row, name)) for name in row.CODEC.columns if name != "removed_at"}


def _systems(picture: Picture) -> list[dict[str, Any]]:
    unreported = {"state": SystemState.FULLY.value, "since": None, "supply": None, "remark": None, "estimate_at": None}
    status_columns = tuple(unreported)
    return [
        {
            **_row(system),
            **(unreported if status is None else {name: _row(status)[name] for name in status_columns}),
        }
        for system, status in picture.systems()
    ]


def _task(picture: Picture, task: Task) -> dict[str, Any]:
    waits = [{"text": wait.text, "ticked": wait.ticked_at is not None} for wait in picture.waits(task)]
    after = [predecessor.ref for predecessor in picture.predecessors(task)]
    return {**_row(task), "predecessors": sorted(after), "waits_for": waits}


def _contact(picture: Picture, contact: Contact) -> dict[str, Any]:
    methods = [_row(method) for method in picture.methods(contact)]
    return {**_row(contact), "methods": methods, "calls": [_row(call) for call in picture.calls(contact)]}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "key": figure.key,
        "label": figure.label,
        "minutes": figure.minutes,
        "text": figure.text,
        "from": {"entry": figure.from_number, "at": moment_text(figure.from_at)},
        "to": {"entry": figure.to_number, "at": moment_text(figure.to_at)},
    }
