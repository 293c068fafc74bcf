"""The systems that are not normal, on paper: the worst first, and nothing that is to be known of them is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from models.marks import SEVERITY, shape_of, state_text
from models.system import System, SystemStatus
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.page import Pages
from reports.scale import Scale
from reports.table import INDENT, Cell, Column, Row, Table, lowest, widest
from reports.text import Span

NAMES = (0.31, 0.27, 0.23)
"""How wide the names of systems may be, as shares of the page."""
SINCE = ("31 May", "31 May 2026 00:00 +00:00")
"""How wide the column of the times may be: a date stands over its time, or before it."""


def systems_not_normal(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    """Section 3: a row for each system; those of which only the supply is to be said share one."""
    systems = page.picture.systems()
    affected = [(system, status) for system, status in systems if status is not None and status.affected]
    affected.sort(key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].tier, one[0].position))
    if not affected:
        heading(pages, 3, "Systems not normal", height=scale.heading)
        nothing(pages, f"All {len(systems)} systems are normal.")
        return
    plain = [(system, status) for system, status in affected if _only_on_backup(status)]
    told = [one for one in affected if one not in plain]
    normal = sum(shape_of(status) == "ring" for _, status in systems)
    note = f"{len(affected)} of {len(systems)}. The other {normal} are normal."
    backup = Table(pages, [Column("", 1)], pad=scale.pad)
    if not told:
        section(pages, 3, "Systems not normal", note, backup, _backup_rows(page, plain, scale), height=scale.heading)
        return
    rows = [_system_row(page, system, status, scale) for system, status in told]
    table = lowest(list(_tables(page, pages, told, scale)), rows)
    section(pages, 3, "Systems not normal", note, table, rows, height=scale.heading)
    backup.draw(_backup_rows(page, plain, scale))


def _tables(
    page: HandoverPage, pages: Pages, told: Sequence[tuple[System, SystemStatus]], scale: Scale
) -> Iterator[Table]:
    """The same table in several divisions of its width."""
    names = [system.name for system, _ in told]
    since = [page.clock(status.since) for _, status in told]
    state = widest((state_text(status) for _, status in told), scale.text.strong())
    for name, clock in product(NAMES, SINCE):
        columns = [
            Column("System", INDENT + widest(names, scale.text, pages.width * name), fixed=True, inset=True),
            Column("State", state, fixed=True),
            Column("Since", max(widest(since, scale.text, scale.text.width(clock) + 1), 28), fixed=True),
            Column("What to know", 1),
        ]
        yield Table(pages, columns, pad=scale.pad)


def _only_on_backup(status: SystemStatus) -> bool:
    """Whether nothing is to be said of it but its supply."""
    return status.on_backup and status.remark is None and status.estimate_at is None


def _system_row(page: HandoverPage, system: System, status: SystemStatus, scale: Scale) -> Row:
    shape = shape_of(status)
    parts = [f"on {status.supply}" if status.supply else "", status.remark or ""]
    parts += [f"estimate {page.clock(status.estimate_at)}"] if status.estimate_at else []
    told = ", ".join(part.rstrip(".") for part in parts if part)
    return Row(
        (
            Cell(((system.name, scale.text),), shape=shape),
            Cell(((state_text(status), scale.text.strong() if shape == "octagon" else scale.text),)),
            Cell(((page.clock(status.since), scale.text),)),
            Cell(((told[:1].upper() + told[1:], scale.second),)),
        )
    )


def _backup_rows(page: HandoverPage, plain: list[tuple[System, SystemStatus]], scale: Scale) -> Iterator[Row]:
    """One row for each supply with every system on it that has no remark: `On backup, generator: since 03:42: …`."""
    for supply in dict.fromkeys(status.supply for _, status in plain):
        since: dict[str, list[str]] = {}
        for system, status in sorted(plain, key=lambda one: one[1].since):
            if status.supply == supply:
                since.setdefault(page.clock(status.since), []).append(system.name)
        spans: list[Span] = [(f"On backup, {supply}", scale.text.strong())]
        for number, (clock, names) in enumerate(since.items()):
            spans += [(f"{'; ' if number else ': '}", scale.second), (f"since {clock}: ", scale.second.strong())]
            spans.append((" · ".join(names), scale.second))
        yield Row((Cell(tuple(spans), shape="bolt"),))
