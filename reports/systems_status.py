"""The status of every system of the register by its group, as HICS 251 asks for it (standards 1.3)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from models.marks import SEVERITY, shape_of, state_text
from models.system import System, SystemStatus
from reports.page import Pages
from reports.picture_page import FACTS, PicturePage
from reports.table import INDENT, Cell, Column, Row, Table, widest
from reports.text import Style

TEXT = Style(10, 13)
STRONG = TEXT.strong()
SECOND = Style(9, 11.5)
PAD = 2.0
FORM = "Facility system status (HICS 251)"
WORDS = ("nonfunctional", "partially functional", "on backup", "fully functional", "not applicable")
"""The states as they are counted, in the order of `SEVERITY`."""


def systems_status_pdf(page: PicturePage) -> bytes:
    """The status of every system as PDF."""
    systems = page.picture.systems()
    counts = Counter(shape_of(status) for _, status in systems)
    told = ", ".join(f"{counts[shape]} {word}" for shape, word in zip(SEVERITY, WORDS, strict=True) if counts[shape])
    pages = page.begun(
        "System status", f"{len(systems)} systems: {told or 'none'}.", form="Facility system status (HICS 251)"
    )
    if systems:
        _table(page, pages, systems).draw(_rows(page, systems))
    else:
        pages.line(("The register of systems is empty.", FACTS))
    return page.finished(pages, "Systems")


def _table(page: PicturePage, pages: Pages, systems: list[tuple[System, SystemStatus | None]]) -> Table:
    statuses = [status for _, status in systems if status]
    since = widest((page.clock(status.since) for status in statuses), TEXT, 40)
    estimate = widest((page.clock(status.estimate_at) for status in statuses), STRONG, 52)
    columns = [
        Column("System", 1.25),
        Column("State", INDENT + widest(("Partially functional",), STRONG), fixed=True, inset=True),
        Column("Since", max(since, 28), fixed=True),
        Column("Supply", max(widest((status.supply or "" for status in statuses), TEXT, 70), 34), fixed=True),
        Column("Remark", 1.5),
        Column("Estimate", max(estimate, 40), fixed=True),
    ]
    return Table(pages, columns, pad=PAD)


def _rows(page: PicturePage, systems: list[tuple[System, SystemStatus | None]]) -> Iterator[Row | str]:
    """A head for each group, in the order of the register; within it the order of the register too."""
    groups = dict.fromkeys(system.group for system, _ in systems)
    order = {group: number for number, group in enumerate(groups)}
    for group, ones in groupby(sorted(systems, key=lambda one: order[one[0].group]), key=lambda one: one[0].group):
        yield group
        yield from (_row(page, system, status) for system, status in ones)


def _row(page: PicturePage, system: System, status: SystemStatus | None) -> Row:
    shape = shape_of(status)
    style = STRONG if shape == "octagon" else TEXT
    below = ", ".join(part for part in (system.location, system.owner) if part)
    return Row(
        (
            Cell(((system.name, STRONG if shape in SEVERITY[:3] else TEXT), (f"\n{below}" if below else "", SECOND))),
            Cell(((state_text(status) if status else "Fully functional", style),), shape=shape),
            Cell(((page.clock(status.since) if status else "–", TEXT),)),
            Cell((((status.supply or "") if status else "", TEXT),)),
            Cell(((_sentence(status.remark) if status else "", TEXT),)),
            Cell(((page.clock(status.estimate_at) if status and status.estimate_at else "", STRONG),)),
        )
    )


def _sentence(remark: str | None) -> str:
    return remark[:1].upper() + remark[1:] if remark else ""
