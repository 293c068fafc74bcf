"""The pages of the log that are at hand, and the questions for those that are not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from app.logbook import log_page
from app.query import Query
from models.log_line import LogLine
from models.terms import EntryKind

PAGE = 64
"""Rows that are read at once."""
PAGES_KEPT = 24


class Asker(Protocol):
    """How the log asks: the `ask` of a view."""

    def __call__(
        self,
        question: Query[Any],
        answer: Callable[[Any], object],
        key: str | None = None,
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Ask on the read worker; the answer, or that there is none, comes back on the UI thread."""


@dataclass
class Page:
    """Rows that were read, the line before the first, and in which state of the log."""

    lines: list[LogLine]
    before: LogLine | None
    epoch: int


@dataclass
class Store:
    """The pages at hand. `epoch` grows with every entry: older pages are shown until they are read again."""

    ask: Asker
    arrived: Callable[[], None]
    kinds: tuple[EntryKind, ...] = ()
    epoch: int = 0
    pages: OrderedDict[int, Page] = field(default_factory=OrderedDict)
    asked: dict[int, int] = field(default_factory=dict)
    cleared_at: int = 0

    def clear(self) -> None:
        """Forget every page, and answers under way: another incident, moment or filter is looked at."""
        self.epoch += 1
        self.cleared_at = self.epoch
        self.pages.clear()
        self.asked.clear()

    def line(self, row: int) -> LogLine | None:
        """The line of a row, if its page was read."""
        page = self.pages.get(row // PAGE)
        at = row % PAGE
        return page.lines[at] if page is not None and at < len(page.lines) else None

    def before(self, row: int) -> LogLine | None:
        """The line above a row."""
        if row % PAGE:
            return self.line(row - 1)
        page = self.pages.get(row // PAGE)
        return None if page is None else page.before

    def want(self, first: int, last: int) -> None:
        """Ask for the pages of these rows that are not at hand in the present state of the log."""
        for number in range(first // PAGE, last // PAGE + 1):
            page = self.pages.get(number)
            if self.asked.get(number) != self.epoch and (page is None or page.epoch != self.epoch):
                self.asked[number] = self.epoch
                start = max(0, number * PAGE - 1)
                question = log_page(start, (number + 1) * PAGE - start, self.kinds)
                unread = partial(self._not_read, number, self.epoch)
                self.ask(question, partial(self._take, number, self.epoch), f"log page {number}", failed=unread)

    def _not_read(self, number: int, epoch: int) -> None:
        """A page that could not be read is asked for again when it is wanted next."""
        if self.asked.get(number) == epoch:
            del self.asked[number]

    def _take(self, number: int, epoch: int, lines: list[LogLine]) -> None:
        if epoch < self.cleared_at:
            return
        before = lines.pop(0) if number and lines else None
        self.pages[number] = Page(lines, before, epoch)
        self.pages.move_to_end(number)
        while len(self.pages) > PAGES_KEPT:
            self.asked.pop(self.pages.popitem(last=False)[0], None)
        self.arrived()
