"""The systems that are not normal, on paper: the worst first, and nothing that is to be known of them is cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, product

from models.marks import SEVERITY, shape_of, state_text
from models.system import System, SystemStatus
from reports.flow import Flow, run_in
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.page import Pages
from reports.scale import Scale
from reports.table import GAP, INDENT, Cell, Column, Row, Table, lowest, widest
from reports.text import Span

NAMES = (0.31, 0.27, 0.23)
"""How wide the names of systems may be, as shares of the page."""
Backups = Sequence[tuple[System, SystemStatus]]
SINCE = ("31 May", "31 May 2026 00:00 +00:00")
"""How wide the column of the times may be: a date stands over its time, or before it."""


def systems_not_normal(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    """Section 3: a row for each system; those of which only the supply is to be said share one."""
    systems, affected = page.picture.systems(), _affected(page)
    if not affected:
        heading(pages, 3, "Systems not normal", height=scale.heading)
        nothing(pages, f"All {len(systems)} systems are normal.")
        return
    plain = [(system, status) for system, status in affected if _only_on_backup(status)]
    told = [one for one in affected if one not in plain]
    note = _counts(page, affected)
    backup = Table(pages, [Column("", 1)], pad=scale.pad)
    if not told:
        section(pages, 3, "Systems not normal", note, backup, _backup_rows(page, plain, scale), height=scale.heading)
        return
    rows = [_system_row(page, system, status, scale) for system, status in told]
    table = lowest(list(_tables(page, pages, told, scale)), rows)
    section(pages, 3, "Systems not normal", note, table, rows, height=scale.heading)
    backup.draw(_backup_rows(page, plain, scale))


def systems_in_columns(page: HandoverPage, flow: Flow) -> None:
    """The same in a column: the systems under the word for their state, and under the supply that they share."""
    affected, scale = _affected(page), flow.scale
    flow.heading(3, "Systems not normal", f"{len(affected)} of {len(page.picture.systems())}")
    if not affected:
        text = f"All {len(page.picture.systems())} systems are normal."
        flow.row([Column("", 1)], Row((Cell(((text, scale.second),)),)))
        return
    since = widest((page.clock(status.since) for _, status in affected), scale.text, 40)
    columns = [Column("", since, fixed=True), Column("", 1)]
    for shape, group in groupby(affected, key=lambda one: shape_of(one[1])):
        ones = list(group)
        supply = ones[0][1].supply if len({status.supply for _, status in ones}) == 1 else None
        word = state_text(ones[0][1]) + (f", {supply}" if shape == "bolt" else f" on {supply}") * bool(supply)
        flow.group(shape, word, len(ones), "  since")
        plain = [one for one in ones if _only_on_backup(one[1])]
        for system, status in ones:
            if not _only_on_backup(status):
                told = _to_know(page, status, with_supply=supply is None)
                spans = run_in(
                    ((system.name, scale.text.strong()),),
                    ((told, scale.second),) if told else (),
                    flow.width - since - GAP,
                )
                flow.row(columns, Row((Cell(((page.clock(status.since), scale.text),)), Cell(spans))))
        for source, clock, names in _by_times(page, plain):
            head: tuple[Span, ...] = () if supply else ((f"{source}: ", scale.second.strong()),)
            flow.row(columns, Row((Cell(((clock, scale.text),)), Cell((*head, (names, scale.text))))))


def _affected(page: HandoverPage) -> list[tuple[System, SystemStatus]]:
    """The systems that are not normal, the worst first, then by tier and register."""
    affected = [(one, status) for one, status in page.picture.systems() if status is not None and status.affected]
    return sorted(affected, key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].tier, one[0].position))


def _counts(page: HandoverPage, affected: Sequence[tuple[System, SystemStatus]]) -> str:
    systems = page.picture.systems()
    normal = sum(shape_of(status) == "ring" for _, status in systems)
    return f"{len(affected)} of {len(systems)}. The other {normal} are normal." if affected else ""


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
    return Row(
        (
            Cell(((system.name, scale.text),), shape=shape),
            Cell(((state_text(status), scale.text.strong() if shape == "octagon" else scale.text),)),
            Cell(((page.clock(status.since), scale.text),)),
            Cell(((_to_know(page, status), scale.second),)),
        )
    )


def _to_know(page: HandoverPage, status: SystemStatus, *, with_supply: bool = True) -> str:
    """Supply, remark and estimate in one sentence."""
    parts = [f"on {status.supply}" if status.supply and with_supply else "", status.remark or ""]
    parts += [f"estimate {page.clock(status.estimate_at)}"] if status.estimate_at else []
    told = ", ".join(part.rstrip(".") for part in parts if part)
    return told[:1].upper() + told[1:]


def _backup_rows(page: HandoverPage, plain: Backups, scale: Scale) -> Iterator[Row]:
    """A row for each supply and time, with every system on it that has no remark."""
    for source, clock, names in _by_times(page, plain):
        head: Span = (f"On backup, {source}, since {clock}: ", scale.text.strong())
        yield Row((Cell((head, (names, scale.second)), shape="bolt"),))


def _by_times(page: HandoverPage, plain: Backups) -> Iterator[tuple[str, str, str]]:
    """Each supply and the time since when it feeds which systems."""
    names: dict[tuple[str, str], list[str]] = {}
    for system, status in sorted(plain, key=lambda one: one[1].since):
        names.setdefault((status.supply or "", page.clock(status.since)), []).append(system.name)
    for (source, clock), ones in names.items():
        yield source, clock, " · ".join(ones)
