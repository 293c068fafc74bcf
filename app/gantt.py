"""The tasks against time: bars, due times, arrows from what is done to what then starts, and the longest chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from app.board import Line
from app.longest_chain import before_after, longest_chain
from app.task_lines import VERIFIED
from app.tasks import Plan
from models.task import Task

AHEAD = timedelta(hours=12)
"""A due time further off does not stretch what the chart shows first."""
LEAST = timedelta(hours=2)


class Piece(StrEnum):
    """What a part of a bar says."""

    OPEN = "open"
    WORKED = "worked"
    CHECKED = "checked"
    PLANNED = "planned"
    LATE = "late"


@dataclass(frozen=True)
class Bar:
    """A row of the chart; a row without a task is the head of those below it."""

    key: str
    label: str
    mark: str = ""
    pieces: tuple[tuple[Piece, datetime, datetime], ...] = ()
    due_at: datetime | None = None
    late: bool = False
    quiet: bool = False
    critical: bool = False

    @property
    def is_head(self) -> bool:
        """Whether it stands above tasks and is none itself."""
        return not self.mark


@dataclass(frozen=True)
class Arrow:
    """From the end of a task to the start of one that waits for it, by their rows."""

    from_row: int
    to_row: int
    leaves_at: datetime
    enters_at: datetime
    critical: bool
    holds: bool
    """Whether the first is not done, so that the second still waits."""


@dataclass(frozen=True)
class Gantt:
    """The whole chart: rows in the order of the list, arrows, now, and what it shows first."""

    bars: tuple[Bar, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    moment: datetime | None = None
    start: datetime | None = None
    end: datetime | None = None


class _Known(NamedTuple):
    """What is known of a task's times, read once: a row's columns are dear to read a thousand times."""

    task: Task
    opened_at: datetime
    started_at: datetime | None
    done_at: datetime | None
    verified_at: datetime | None
    due_at: datetime | None
    finished: bool
    late: bool
    before: list[str]


def gantt(plan: Plan, lines: Sequence[Line]) -> Gantt:
    """The chart of the tasks that a list shows, in its order."""
    known = {str(task_id): _known(plan, task_id, task) for task_id, task in plan.tasks.items()}
    spans = _spans(plan.moment, known)
    chain = longest_chain({key: one.before for key, one in known.items() if not one.finished}, _due_last(known))
    bars = [_bar(plan.moment, line, known, spans, chain) for line in lines]
    shown = [bar.key for bar in bars if not bar.is_head]
    if not shown:
        return Gantt(moment=plan.moment)
    start = min(known[key].opened_at for key in shown)
    soon = plan.moment + AHEAD
    end = max([*(spans[key][1] for key in shown if spans[key][1] <= soon), plan.moment, start + LEAST])
    return Gantt(tuple(bars), tuple(_arrows(bars, known, spans, chain)), plan.moment, start, end)


def _known(plan: Plan, task_id: UUID, task: Task) -> _Known:
    before = [str(one.id) for one in plan.before.get(task_id, ())]
    started_at, done_at, due_at = task.started_at, task.done_at, task.due_at
    late = task.overdue_at(plan.moment)
    return _Known(task, task.opened_at, started_at, done_at, task.verified_at, due_at, task.finished, late, before)


def _due_last(known: dict[str, _Known]) -> dict[str, tuple[float, str]]:
    return {key: (one.due_at.timestamp() if one.due_at else 0.0, one.task.ref) for key, one in known.items()}


def _spans(moment: datetime, known: dict[str, _Known]) -> dict[str, tuple[datetime, datetime]]:
    """From its start to its end: each task as it was, else as it is planned, after what it waits for."""
    found: dict[str, tuple[datetime, datetime]] = {}
    for key in before_after({key: one.before for key, one in known.items()}):
        one = known[key]
        before = [known[other] for other in one.before]
        if one.done_at is not None:
            earlier = [other.done_at for other in before if other.done_at and other.done_at <= one.done_at]
            found[key] = one.started_at or max([one.opened_at, *earlier]), one.done_at
        elif one.started_at is not None:
            found[key] = one.started_at, max(moment, one.due_at or moment)
        else:
            ends = [found[other][1] for other in one.before if not known[other].finished and other in found]
            found[key] = _planned(moment, max([moment, *ends]), one.due_at)
    return found


def _planned(moment: datetime, start: datetime, due_at: datetime | None) -> tuple[datetime, datetime]:
    """A plan never begins after its own due time, and has no length without one."""
    if due_at is None:
        return start, start
    return (min(start, due_at) if due_at > moment else start), max(start if due_at <= moment else due_at, due_at)


def _bar(
    moment: datetime,
    line: Line,
    known: dict[str, _Known],
    spans: dict[str, tuple[datetime, datetime]],
    chain: Sequence[str],
) -> Bar:
    if not line.mark or line.key == VERIFIED:
        return Bar(line.key, line.title)
    one = known[line.key]
    pieces = tuple(piece for piece in _pieces(moment, one, *spans[line.key]) if piece[1] < piece[2])
    return Bar(line.key, line.title, line.mark, pieces, one.due_at, one.late, one.finished, line.key in chain)


def _pieces(
    moment: datetime, one: _Known, start: datetime, end: datetime
) -> Iterator[tuple[Piece, datetime, datetime]]:
    """Open until it is started, worked on until it is done, then checked; else planned to its due time, late after."""
    until = one.done_at or moment
    yield Piece.OPEN, one.opened_at, min(one.started_at or until, until)
    if one.started_at is not None:
        yield Piece.WORKED, one.started_at, until
    if one.done_at is not None:
        yield Piece.CHECKED, one.done_at, one.verified_at or moment
    else:
        yield Piece.PLANNED, max(start, moment), end
    if one.due_at is not None:
        yield Piece.LATE, max(one.due_at, one.opened_at), until


def _arrows(
    bars: Sequence[Bar],
    known: dict[str, _Known],
    spans: dict[str, tuple[datetime, datetime]],
    chain: Sequence[str],
) -> Iterator[Arrow]:
    rows = {bar.key: row for row, bar in enumerate(bars) if not bar.is_head}
    steps = set(pairwise(chain))
    for key, to_row in rows.items():
        for other in known[key].before:
            if other in rows:
                leaves_at, enters_at = spans[other][1], spans[key][0]
                critical, holds = (other, key) in steps, not known[other].finished
                yield Arrow(rows[other], to_row, leaves_at, enters_at, critical, holds)
