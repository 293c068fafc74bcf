"""The log on paper: every entry whole, corrected ones struck through, closed with the words END OF LOG."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from models.log_line import LogLine
from reports.log_table import STRONG, LogTable
from reports.page import Pages
from reports.picture_page import PicturePage
from reports.text import BLACK


def log_pdf(page: PicturePage, lines: Iterable[LogLine], count: int, since: datetime | None = None) -> bytes:
    """The incident's log as PDF; its lines may be read while it is drawn, `count` says how many come.

    `since` says from when on they were recorded, where that is not the whole log.
    """
    part = "" if since is None else f", recorded since {page.clock(since)}; earlier ones are left out"
    pages = page.begun("Log", f"{_entries(count)}{part}.", form="Incident log")
    table = LogTable(pages, page.picture)
    table.draw(lines)
    table.need(40)
    _close(pages, count)
    return page.finished(pages, "Log")


def _close(pages: Pages, count: int) -> None:
    """The words that end the log, and a stroke through the space that is left (standards 5.4)."""
    pages.y -= 10
    pages.line((f"END OF LOG – {_entries(count)}", STRONG))
    pages.y -= 6
    if pages.room > 30:
        pages.ink.rule(pages.left, pages.y, pages.width, grey=BLACK, thick=0.9)
        pages.ink.stroke(pages.right, pages.y, pages.left, pages.bottom + 6, grey=BLACK, thick=0.9)
        pages.ink.rule(pages.left, pages.bottom + 6, pages.width, grey=BLACK, thick=0.9)


def _entries(count: int) -> str:
    return f"{count} {'entry' if count == 1 else 'entries'}"
