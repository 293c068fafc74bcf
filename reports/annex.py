"""What follows page one of the handover: other tasks, promises, who was reached, the log, room for the pen."""

from __future__ import annotations

from collections.abc import Iterator

from reports.handover_page import HandoverPage, heading, nothing, section
from reports.log_table import KEY_KINDS, LogTable
from reports.open_tasks import tasks_to_do_first
from reports.page import MM, Pages
from reports.people import people_reached
from reports.promises import promises
from reports.task_table import task_table
from reports.text import LINE

NOTE_LINE = 8 * MM


def annex(page: HandoverPage, pages: Pages) -> None:
    """Everything that page one leaves out."""
    numbers = iter(range(5, 10))
    _other_tasks(page, pages, numbers)
    promises(page, pages, next(numbers))
    people_reached(page, pages, next(numbers))
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
    table, rows = task_table(page, pages, others)
    section(pages, next(numbers), "Other open tasks", note, table, rows)


def _log(page: HandoverPage, pages: Pages, numbers: Iterator[int]) -> None:
    start = f"since the handover as at {page.clock(page.log_from)}" if page.log_from else "from the first entry"
    kinds = ", ".join(kind.value for kind in KEY_KINDS)
    note = f"{len(page.lines)} {'entry' if len(page.lines) == 1 else 'entries'} {start}. Bar: {kinds}."
    if not page.lines:
        heading(pages, next(numbers), "Log of the shift")
        nothing(pages, "No entry.")
        return
    table = LogTable(pages, page.picture)
    heading(pages, next(numbers), "Log of the shift", note, keep=28 + table.least(page.lines[0]))
    table.draw(page.lines)


def _notes(pages: Pages, numbers: Iterator[int]) -> None:
    """Lined space for the pen, for when the console is down."""
    note = "Write the time first. Enter them later, as transcribed from paper."
    heading(pages, next(numbers), "Notes by hand", note, keep=170)
    for _ in range(int(pages.room // NOTE_LINE)):
        pages.y -= NOTE_LINE
        pages.ink.rule(pages.left, pages.y, pages.width, grey=LINE)
