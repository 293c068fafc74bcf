"""What follows page one of the handover: the other tasks, who was reached, the log, room for the pen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.contact import CallAttempt, Contact
from models.marks import priority_shape
from models.picture import Picture
from models.task import Task
from models.terms import TaskStatus
from reports.handover_page import HandoverPage, heading, nothing
from reports.log import KEY_KINDS, log_rows, log_table
from reports.open_tasks import task_state, tasks_to_do_first
from reports.page import MM, Pages
from reports.table import Cell, Column, Row, Table
from reports.text import DARK, LINE, Style

TEXT = Style(10.5, 13.5)
STRONG = TEXT.strong()
SECOND = Style(9, 12, grey=DARK)
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
    heading(pages, next(numbers), "Other open tasks", note if others else "")
    if not others:
        nothing(pages, "Every open task stands under 2, Do first." if first else "No open tasks.")
        return
    columns = [
        Column("Priority", 44, fixed=True),
        Column("Due", 66, fixed=True),
        Column("Task", 2.6),
        Column("Owner", 1.1),
        Column("State", 1.3),
    ]
    Table(pages, columns, pad=PAD).draw(_task_row(page, task) for task in others)


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
    heading(pages, next(numbers), "People reached", f"{reached} of {len(called)} called" if called else "")
    if not called:
        nothing(pages, "Nobody was called.")
        return
    columns = [
        Column("Contact", 1.5),
        Column("Attempts", 46, fixed=True),
        Column("Outcome", 1.2),
        Column("Acknowledged by", 1.4),
        Column("At", 66, fixed=True),
    ]
    Table(pages, columns, pad=PAD).draw(_call_row(page, contact, calls) for contact, calls in called)


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
    heading(pages, next(numbers), "Log of the shift", note, keep=90)
    pages.marks["log"] = pages.number
    if not page.lines:
        nothing(pages, "No entry.")
        return
    log_table(pages).draw(log_rows(page.picture.station, page.lines))


def _notes(pages: Pages, numbers: Iterator[int]) -> None:
    """Lined space for the pen, for when the console is down."""
    note = "Write the time first. Enter them later, as transcribed from paper."
    heading(pages, next(numbers), "Notes by hand", note, keep=170)
    for _ in range(int(pages.room // NOTE_LINE)):
        pages.y -= NOTE_LINE
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)
