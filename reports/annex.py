"""What follows page one of the handover: the other tasks, who was reached, the log, room for the pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.contact import CallAttempt, Contact
from models.marks import priority_shape
from models.picture import Picture
from models.task import Task
from models.terms import TaskStatus
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.log import KEY_KINDS, log_rows, log_table
from reports.open_tasks import task_state, tasks_to_do_first
from reports.page import MM, Pages
from reports.table import Cell, Column, Row, Table, widest
from reports.text import LINE, Style

TEXT = Style(10.5, 13.5)
STRONG = TEXT.strong()
SECOND = Style(9, 12)
PAD = 3.0
NOTE_LINE = 8 * MM


def annex(page: HandoverPage, pages: Pages) -> None:
    """Everything that page one leaves out."""
    numbers = iter(range(5, 9))
    _other_tasks(page, pages, numbers)
    _people(page, pages, numbers)
    _log(page, pages, numbers)
    _notes(pages, numbers)


def _other_tasks(page: HandoverPage, pages: Pages, numbers: Iterator[int]) -> None:
    first, others = tasks_to_do_first(page.picture, page.moment)
    done = sum(task.finished for task in others)
    note = f"{len(others)} of {len(first) + len(others)}" + (f", {done} done and not verified" if done else "")
    if not others:
        heading(pages, next(numbers), "Other open tasks")
        nothing(pages, "Every open task stands under 2, Do first." if first else "No open tasks.")
        return
    columns = [
        Column("Priority", 40, fixed=True),
        Column("Due", widest((page.clock(task.due_at) for task in others), STRONG), fixed=True),
        Column("Task", 1),
        Column("Owner", widest((task.owner or "No owner" for task in others), TEXT, pages.width * 0.23), fixed=True),
        Column("State", widest((task_state(page.picture, task) for task in others), TEXT, 106), fixed=True),
    ]
    rows = (_task_row(page, task) for task in others)
    section(pages, next(numbers), "Other open tasks", note, Table(pages, columns, pad=PAD), rows)


def _task_row(page: HandoverPage, task: Task) -> Row:
    late = task.overdue_at(page.moment)
    return Row(
        (
            Cell(((str(task.priority.value), STRONG),), shape=priority_shape(task.priority)),
            Cell(((page.clock(task.due_at), STRONG),)),
            Cell(((f"{task.ref} {task.title}", STRONG), *((f"\n{note}", SECOND) for note in _notes_of(page, task)))),
            Cell(((task.owner or "No owner", TEXT),)),
            Cell(((task_state(page.picture, task), TEXT),), shape="triangle" if late else None),
        )
    )


def _notes_of(page: HandoverPage, task: Task) -> Iterator[str]:
    """The second lines of a task: what stands before it, what it waits for, what its verification needs."""
    if before := sorted(page.picture.predecessors(task), key=lambda one: one.ref):
        yield "After " + ", ".join(f"{one.ref} ({_status(one)})" for one in before)
    if waits := page.picture.waits(task):
        yield "Waits for " + ", ".join(wait.text + (" (has come)" if wait.ticked_at else "") for wait in waits)
    if task.status is TaskStatus.DONE:
        by = f" by {task.done_by}" if task.done_by else ""
        yield f"Done {page.clock(task.done_at)}{by}. To verify: {task.test or 'no test was named'}"
    elif task.test:
        yield f"Verify by: {task.test}"


def _status(task: Task) -> str:
    return "done, not verified" if task.status is TaskStatus.DONE else task.status.value


def _people(page: HandoverPage, pages: Pages, numbers: Iterator[int]) -> None:
    called = _called(page.picture)
    reached = sum(any(call.reached for call in calls) for _, calls in called)
    if not called:
        heading(pages, next(numbers), "People reached")
        nothing(pages, "Nobody was called.")
        return
    columns = [
        Column("Contact", 1.5),
        Column("Attempts", 46, fixed=True),
        Column("Outcome", 1.2),
        Column("Acknowledged by", 1.4),
        Column("At", 66, fixed=True),
    ]
    rows = (_call_row(page, contact, calls) for contact, calls in called)
    note = f"{reached} of {len(called)} called"
    section(pages, next(numbers), "People reached", note, Table(pages, columns, pad=PAD), rows)


def _called(picture: Picture) -> list[tuple[Contact, list[CallAttempt]]]:
    """Who was called, those not reached first, each with the attempts in order."""
    every = [(contact, picture.calls(contact)) for contact in picture.all(Contact)]
    called = [(contact, calls) for contact, calls in every if calls]
    return sorted(called, key=lambda one: (any(call.reached for call in one[1]), one[0].position))


def _call_row(page: HandoverPage, contact: Contact, calls: Sequence[CallAttempt]) -> Row:
    last = next((call for call in reversed(calls) if call.reached), calls[-1])
    outcome = last.outcome.value.capitalize() if last.reached else f"Not reached, {last.outcome}"
    remarks = [last.remark] if last.remark else []
    remarks += [f"Expected {page.clock(last.estimate_at)}"] if last.estimate_at else []
    by = (last.acknowledged_by or contact.name) if last.reached else "–"
    where = f"\n{last.method} {last.address or ''}".rstrip(" ")
    return Row(
        (
            Cell(((contact.name, STRONG), (where, SECOND))),
            Cell(((str(len(calls)), TEXT),)),
            Cell(((outcome, TEXT if last.reached else STRONG), *((f"\n{remark}", SECOND) for remark in remarks))),
            Cell(((by, TEXT),)),
            Cell(((page.clock(last.called_at), TEXT),)),
        )
    )


def _log(page: HandoverPage, pages: Pages, numbers: Iterator[int]) -> None:
    start = f"since the handover as at {page.clock(page.log_from)}" if page.log_from else "from the first entry"
    kinds = ", ".join(kind.value for kind in KEY_KINDS)
    note = f"{len(page.lines)} {'entry' if len(page.lines) == 1 else 'entries'} {start}. Bar: {kinds}."
    if not page.lines:
        heading(pages, next(numbers), "Log of the shift")
        nothing(pages, "No entry.")
        return
    section(
        pages, next(numbers), "Log of the shift", note, log_table(pages), log_rows(page.picture.station, page.lines)
    )


def _notes(pages: Pages, numbers: Iterator[int]) -> None:
    """Lined space for the pen, for when the console is down."""
    note = "Write the time first. Enter them later, as transcribed from paper."
    heading(pages, next(numbers), "Notes by hand", note, keep=170)
    for _ in range(int(pages.room // NOTE_LINE)):
        pages.y -= NOTE_LINE
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)
