"""The six steps of a handover: their names, and how far each is at a moment."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from app.board import SITUATION_AGE
from app.handover import Point, clock_in
from app.handover_lists import do_first_lines, handover_under_way, notes_for_relief, read_through_lines
from models.incident import Handover
from models.picture import Picture

STEPS = ("Check", "Situation", "Do first", "Systems and decisions", "Print and walk through", "Read back and accept")
CHECK, SITUATION, DO_FIRST, READ_THROUGH, PRINT, SIGN = range(6)


@dataclass(frozen=True)
class StepState:
    """How far a step is, in a word or two, and whether it is done."""

    words: str
    done: bool


def step_states(picture: Picture, moment: datetime, points: list[Point], read: Set[int]) -> list[StepState]:
    """The states of all steps; `read` are those that were read through for the present draft."""
    situation, row = picture.situation, handover_under_way(picture)
    notes, first = len(notes_for_relief(picture)), len(do_first_lines(picture, moment))
    through = sum(bool(line.mark) for line in read_through_lines(picture, moment))
    return [
        StepState(f"{len(points)} open" if points else "Nothing open", not points),
        StepState(
            f"Set {clock_in(picture, situation.set_at, moment)}" if situation else "Not set",
            situation is not None and moment - situation.set_at <= SITUATION_AGE,
        ),
        StepState(f"{first} to do, {notes} {'note' if notes == 1 else 'notes'}", DO_FIRST in read),
        StepState(f"{through} to read through", READ_THROUGH in read),
        StepState(_issued_text(picture, row, moment), row is not None and row.walked_at is not None),
        StepState("Waits for its signature" if row else "Not signed", done=False),
    ]


def _issued_text(picture: Picture, row: Handover | None, moment: datetime) -> str:
    if row is None:
        return "Not issued"
    if row.walked_at is not None:
        return f"Walked through {clock_in(picture, row.walked_at, moment)}"
    return f"Issued {clock_in(picture, row.printed_at, moment)}"
