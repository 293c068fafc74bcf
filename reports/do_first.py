"""What is to be done first, on paper: tasks and reviews by time, each with a box to tick."""

from collections.abc import Iterator
from dataclasses import replace

from reports.flow import Flow, run_in
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.open_tasks import AHEAD, ToDo, tasks_to_do_first, to_do_first
from reports.page import Pages
from reports.scale import Scale
from reports.table import GAP, INDENT, Cell, Column, Row, Table, lowest, widest
from reports.text import Span

STATES = (0.15, 0.19, 0.25)
"""How wide the states may be, as shares of the page."""


def do_first(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    """Section 2: what is late, due within two hours or of priority 1."""
    every = to_do_first(page.picture, page.moment)
    counts = _counts(page, every)
    if not every:
        heading(pages, 2, "Do first", counts, height=scale.heading)
        nothing(pages, "Nothing is late, due within 2 hours or of priority 1." if counts else "No open tasks.")
        return
    rows = [_row(page, one, scale) for one in every]
    tables = [_table(page, pages, every, scale, pages.width * share) for share in STATES]
    section(pages, 2, "Do first", counts, lowest(tables, rows), rows, height=scale.heading)


def do_first_in_columns(page: HandoverPage, flow: Flow) -> None:
    """The same in a column: owner and state stand below the task."""
    scale, every = flow.scale, to_do_first(page.picture, page.moment)
    late = sum(one.late for one in every)
    flow.heading(2, "Do first", f"{late} late" if late else "Next 2 h and all priority 1")
    if not every:
        flow.row([Column("", 1)], Row((Cell((("Nothing.", scale.second),)),)))
        return
    due = INDENT + max(widest((page.clock(one.due_at) for one in every), scale.text.strong(), 40), 28)
    for one in _reviews_as_one(page, every) if scale.together else every:
        title = ((one.title, scale.text), (" (P1)" if one.critical else "", scale.text.strong()))
        told = run_in(title, tuple(_told(one, scale)), flow.width - due - GAP)
        time = Cell(((page.clock(one.due_at), scale.text.strong()),), tick=True)
        flow.row([Column("", due, fixed=True, inset=True), Column("", 1)], Row((time, Cell(told))))


def _told(one: ToDo, scale: Scale) -> Iterator[Span]:
    """Owner and state; a review is the commander's and a promise the desk's, so they say only that they are due."""
    if not (one.review or one.promised):
        yield f"{one.owner} · ", scale.second.with_grey()
    if one.come:
        yield f"⚠ {one.state}", scale.second.strong()
    elif not one.review:
        yield one.state, scale.second


def _reviews_as_one(page: HandoverPage, every: list[ToDo]) -> list[ToDo]:
    """Many reviews that are not yet due share the row of the first: their decisions stand on the same page."""
    reviews = [one for one in every if one.review and not one.come]
    if len(reviews) < 2:
        return every
    first = reviews[0]
    listed = ", ".join(f"{one.review} {page.clock(one.due_at)}" for one in reviews)
    shared = replace(first, title=f"Reviews: {listed}")
    return [shared if one is first else one for one in every if one is first or one not in reviews]


def _counts(page: HandoverPage, every: list[ToDo]) -> str:
    """`3 of 7 open tasks, 1 review, 1 promise, next 2 hours and priority 1 (P1). None late.`"""
    first, others = tasks_to_do_first(page.picture, page.moment)
    reviews = sum(bool(one.review) for one in every)
    promises = sum(one.promised for one in every)
    if not every and not others:
        return ""
    parts = [f"{len(first)} of {len(first) + len(others)} open tasks"]
    if reviews:
        parts.append(f"{reviews} {'review' if reviews == 1 else 'reviews'}")
    if promises:
        parts.append(f"{promises} {'promise' if promises == 1 else 'promises'}")
    hours = f"next {AHEAD.seconds // 3600} hours"
    parts.append(f"{hours} and all priority 1" if any(one.beyond for one in every) else hours)
    late = sum(one.late for one in every)
    return f"{', '.join(parts)}. {late or 'None'} late."


def _table(page: HandoverPage, pages: Pages, every: list[ToDo], scale: Scale, state: float) -> Table:
    strong = scale.text.strong()
    states = max(widest([one.state], strong, state) + (INDENT if one.come else 0) for one in every)
    columns = [
        Column("Due", INDENT + max(widest((page.clock(one.due_at) for one in every), strong), 28), True, inset=True),
        Column("Task", 1),
        Column("Owner", widest((one.owner for one in every), scale.second, pages.width * 0.31), fixed=True),
        Column("State", max(states, 32), fixed=True, right=True),
    ]
    return Table(pages, columns, pad=scale.pad)


def _row(page: HandoverPage, one: ToDo, scale: Scale) -> Row:
    """A task or a review; a task of priority 1 says so."""
    strong = scale.text.strong()
    return Row(
        (
            Cell(((page.clock(one.due_at), strong),), tick=True),
            Cell(((one.title, scale.text), (" (P1)" if one.critical else "", strong))),
            Cell(((one.owner, scale.second),)),
            Cell(((one.state, strong if one.come else scale.text),), shape="triangle" if one.come else None),
        )
    )
