"""The pages of the log that are at hand, and the questions for those that are not."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from typing import Any, Protocol

from app.logbook import log_page
from app.query import Query
from models.log_block import EVERYTHING, Sieve
from models.log_line import LogLine

PAGE = 4
"""Rows that are read together: few, so that hardly more than what is seen is waited for."""
PAGES_KEPT = 384


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
    """The pages at hand. `epoch` grows where they may have changed: older ones are shown until they are read again."""

    ask: Asker
    arrived: Callable[[], None]
    sieve: Sieve = EVERYTHING
    epoch: int = 0
    pages: OrderedDict[int, Page] = field(default_factory=OrderedDict)
    asked: dict[int, int] = field(default_factory=dict)
    """Pages on their way, and the epoch in which they were asked for."""
    cleared_at: int = 0

    def clear(self) -> None:
        """Forget every page, and answers under way: another incident, moment or filter is looked at."""
        self.epoch += 1
        self.cleared_at = self.epoch
        self.pages.clear()
        self.asked.clear()

    @property
    def reading(self) -> bool:
        """Whether a page is still being read."""
        return bool(self.asked)

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
        """Ask for the pages of these rows that are not at hand in the present state of the log; neighbours at once."""
        missing = [number for number in range(first // PAGE, last // PAGE + 1) if not self._has(number, last)]
        for _, run in groupby(enumerate(missing), key=lambda one: one[1] - one[0]):
            self._ask_for([number for _, number in run])

    def _has(self, number: int, last: int) -> bool:
        """Whether a page is at hand up to a row, or on its way."""
        page = self.pages.get(number)
        is_whole = (
            page is not None and page.epoch == self.epoch and len(page.lines) >= min(PAGE, last + 1 - number * PAGE)
        )
        return is_whole or self.asked.get(number) == self.epoch

    def append(self, row: int, line: LogLine) -> None:
        """Put a new line at the end, where the line before it is at hand; else it is read with its page."""
        before = self.line(row - 1) if row else None
        if row and before is None:
            return
        page = self.pages.get(row // PAGE)
        if page is None and not row % PAGE:
            page = self.pages[row // PAGE] = Page([], before, self.epoch)
        if page is not None and len(page.lines) == row % PAGE:
            page.lines.append(line)

    def _ask_for(self, run: list[int]) -> None:
        self.asked |= dict.fromkeys(run, self.epoch)
        start = max(0, run[0] * PAGE - 1)
        question = log_page(start, (run[-1] + 1) * PAGE - start, self.sieve.kinds, self.sieve.stream)
        key = f"log page {run[0]} to {run[-1]}"
        self.ask(question, partial(self._take, run, self.epoch), key, failed=partial(self._not_read, run, self.epoch))

    def _not_read(self, run: list[int], epoch: int) -> None:
        """Pages that are no more on their way; those that could not be read are asked for when they are wanted next."""
        for number in run:
            if self.asked.get(number) == epoch:
                del self.asked[number]

    def _take(self, run: list[int], epoch: int, lines: list[LogLine]) -> None:
        self._not_read(run, epoch)
        if epoch < self.cleared_at:
            return
        before = lines.pop(0) if run[0] and lines else None
        for at, number in enumerate(run):
            self._keep(number, Page(lines[at * PAGE : (at + 1) * PAGE], before, epoch))
            before = lines[(at + 1) * PAGE - 1] if len(lines) >= (at + 1) * PAGE else None
        while len(self.pages) > PAGES_KEPT:
            self.pages.popitem(last=False)
        self.arrived()

    def _keep(self, number: int, page: Page) -> None:
        """An answer that was overtaken by a newer one, or by an entry that came meanwhile, changes nothing."""
        old = self.pages.get(number)
        if old is None or (old.epoch, len(old.lines)) <= (page.epoch, len(page.lines)):
            self.pages[number] = page
            self.pages.move_to_end(number)
