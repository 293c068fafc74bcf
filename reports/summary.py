"""Page one of the handover: title, situation, what to do first, systems not normal, decisions in force, signatures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from models import times
from models.decision import Decision
from models.marks import SEVERITY, shape_of, state_text
from models.system import System, SystemStatus
from models.task import Task
from reports.handover_page import EYEBROW, LABEL, POST, SMALL, TITLE, HandoverPage, heading, nothing
from reports.open_tasks import task_state, tasks_to_do_first
from reports.page import MM, Pages
from reports.shapes import draw_priority
from reports.signatures import Signatures
from reports.table import INDENT, Cell, Column, Row, Table, widest
from reports.text import DARK, PALE, Line, Style, fitted, lines_of

QR_SIDE = 30 * MM
SPARE = 5.0
"""The least white between the last row and the signatures."""
QUIET = 14.0
"""The white that a QR needs around it, in points."""


@dataclass(frozen=True)
class Scale:
    """How closely the summary is set, so that it stays on one page where it can."""

    text: Style
    second: Style
    pad: float
    heading: float
    """How high a heading stands, the space above it included."""
    box: float
    """How high a signature box is."""
    brief: bool = False
    """Systems and decisions have one line each; what is cut stands whole on the next page."""


SCALES = (
    Scale(Style(10.5, 14), Style(9.5, 13, grey=DARK), 3.5, 30, 66),
    Scale(Style(10.5, 13), Style(9, 11.5, grey=DARK), 2, 27, 62),
    Scale(Style(9.5, 12), Style(9, 11.5, grey=DARK), 1.5, 25, 58),
    Scale(Style(10.5, 13), Style(9.5, 12, grey=DARK), 1.5, 25, 58, brief=True),
    Scale(Style(9.5, 11.5), Style(9, 11, grey=DARK), 1, 23, 54, brief=True),
    Scale(Style(9, 10.8), Style(8.5, 10.3, grey=DARK), 0.9, 22, 53, brief=True),
    Scale(Style(8.5, 10.2), Style(8, 9.8, grey=DARK), 0.7, 20, 51, brief=True),
)
"""From the most open to the closest; nothing is ever under 8 points."""
WHOLE = Scale(Style(10.5, 13.5), Style(9.5, 12, grey=DARK), 3, 28, 62)


def summary(page: HandoverPage) -> Pages:
    """The summary with its signatures, set as openly as fits one page; else openly, with the signatures at its end."""
    for scale in SCALES:
        pages, cut = _set(page, scale)
        signatures = Signatures(page, pages, scale.box)
        if pages.number == 1 and pages.room >= signatures.height + SPARE:
            pages.y = pages.bottom + signatures.height
            signatures.draw()
            pages.next_page()
            if cut:
                _in_full(page, pages)
            return pages
    pages, _ = _set(page, WHOLE)
    signatures = Signatures(page, pages, WHOLE.box)
    pages.need(signatures.height + 10)
    pages.y -= 10
    signatures.draw()
    pages.next_page()
    return pages


def _set(page: HandoverPage, scale: Scale) -> tuple[Pages, bool]:
    """The summary without its signatures, and whether a text was cut."""
    pages = Pages(page.furniture, page.paper, head_gap=QR_SIDE + QUIET)
    _title(page, pages)
    _band(page, pages)
    _situation(page, pages, scale)
    _do_first(page, pages, scale)
    cut = [systems_table(page, pages, scale), decisions_table(page, pages, scale)]
    return pages, any(cut)


def _in_full(page: HandoverPage, pages: Pages) -> None:
    """Systems and decisions again, whole, where page one had to cut them."""
    systems_table(page, pages, WHOLE, ", in full")
    decisions_table(page, pages, WHOLE, ", in full")


def _title(page: HandoverPage, pages: Pages) -> None:
    incident = page.picture.incident
    width = pages.width - QR_SIDE - QUIET
    top = pages.size[1] - pages.left
    _draw_qr(page, pages, pages.right - QR_SIDE, top)
    number = "NOT ISSUED" if page.handover is None else f"No. {page.handover.number}"
    pages.line(("SHIFT HANDOVER   ", EYEBROW), (number, EYEBROW if page.handover is None else SMALL))
    for line in _title_lines(incident.title, width):
        pages.line(*line)
    pages.y -= 3
    draw_priority(pages.ink, incident.priority, pages.left, pages.y - 0.8, 13)
    gap = "     "
    pages.line((incident.priority.label + gap + incident.ref + gap + incident.marking, POST), inset=18)
    start = f"Started {pages.furniture.stamp(incident.occurred_at)}. Phase: {incident.phase}."
    commander = f" Commander: {incident.commander}." if incident.commander else ""
    pages.line(*fitted(start + commander, SMALL, width))
    pages.y = min(pages.y - 3, top - QR_SIDE - 7)


def _title_lines(title: str, width: float) -> list[Line]:
    """The title on two lines at the most; whatever is longer stands whole in the log."""
    lines = lines_of([(title, TITLE)], width)
    if len(lines) <= 2:
        return lines
    first = "".join(text for text, _ in lines[0])
    rest = "".join(text for line in lines[1:4] for text, _ in line) + "…"
    return [[(first, TITLE)], fitted(rest, TITLE, width)]


def _draw_qr(page: HandoverPage, pages: Pages, left: float, top: float) -> None:
    """Incident, last number and check code, so that the page can be held against the log (quality 4)."""
    ink, text = pages.ink, f"{page.picture.incident.ref} {page.sealed.number} {page.sealed.check}"

    def draw() -> None:
        matrix = segno.make(text, error="m", micro=False).matrix
        side = QR_SIDE / len(matrix)
        ink.rectangles(
            (left + column * side, top - (row + 1) * side, side, side)
            for row, modules in enumerate(matrix)
            for column, dark in enumerate(modules)
            if dark
        )

    pages.afterwards(draw)


def _band(page: HandoverPage, pages: Pages) -> None:
    """The grey band: when, from whom, to whom, for how long, in which period."""
    pages.ink.panel(pages.left, pages.y, pages.width, 44, grey=PALE, radius=4)
    x = pages.left + 10
    for (label, value, below), share in zip(_band_cells(page), (0.2, 0.23, 0.23, 0.17, 0.17), strict=True):
        width = share * (pages.width - 10)
        style = Style(18, 20, bold=True) if x == pages.left + 10 and len(value) == len("07:00") else POST
        pages.ink.line(x, pages.y - 10.5, [(label, LABEL)])
        pages.ink.line(x, pages.y - 38, fitted(below, LABEL, width - 8))
        pages.ink.line(x, pages.y - (26 if style is POST else 28.5), fitted(value, style, width - 8))
        if not value:
            pages.ink.rule(x, pages.y - 29, width - 20, grey=DARK)
        x += width
    pages.y -= 44


def _band_cells(page: HandoverPage) -> list[tuple[str, str, str]]:
    """Label, value and what stands below it; an empty value leaves a line to write on."""
    incident, period, handover, signed = page.picture.incident, page.picture.period, page.handover, page.signature
    at = (signed.passes_at if signed else None) or page.moment
    day = times.long_day_text(at.astimezone(page.picture.station.zone).date())
    start, end = incident.elapsed_until(page.moment)
    return [
        ("As at" if handover is None else "Handed over at", page.clock(at), day),
        ("From post", handover.from_post if handover else "", handover.from_initials if handover else ""),
        ("To post", handover.to_post if handover else "", (signed.to_initials or "") if signed else ""),
        ("Running for", times.elapsed_text(start, end), f"since {page.clock(start)}"),
        ("Period", str(period.number), f"{page.clock(period.starts_at)}–{page.clock(period.ends_at)}")
        if period
        else ("Period", "–", "not set"),
    ]


def _situation(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    situation = page.picture.situation
    note = f"Set {page.clock(situation.set_at)} by {situation.set_by}" if situation else ""
    heading(pages, 1, "Situation", note, height=scale.heading)
    if situation is None:
        nothing(pages, "The situation has not been set.")
        return
    parts = (("Now", situation.now), ("Impact", situation.impact), ("Next", situation.next))
    label = scale.text.strong().with_grey()
    pages.y -= 2
    table = Table(pages, [Column("", 48, fixed=True), Column("", 1)], pad=scale.pad / 2, rules=False)
    table.draw(Row((Cell(((name, label),)), Cell(((text, scale.text),)))) for name, text in parts)


def _do_first(page: HandoverPage, pages: Pages, scale: Scale) -> None:
    first, others = tasks_to_do_first(page.picture, page.moment)
    count = len(first) + len(others)
    note = f"{len(first)} of {count} open tasks: late, due within 2 hours, priority 1" if count else ""
    heading(pages, 2, "Do first", note, height=scale.heading)
    if not first:
        nothing(pages, "No task is late, due within 2 hours or of priority 1." if count else "No open tasks.")
        return
    due = widest((page.clock(task.due_at) for task in first), scale.text.strong())
    columns = [
        Column("Due", INDENT + max(due, 28), fixed=True, inset=True),
        Column("Task", 2.4),
        Column("Owner", 1.4),
        Column("State", 1.4, right=True),
    ]
    Table(pages, columns, pad=scale.pad).draw(_first_row(page, task, scale) for task in first)


def _first_row(page: HandoverPage, task: Task, scale: Scale) -> Row:
    late = task.overdue_at(page.moment)
    state = task_state(page.picture, task)
    if late and task.due_at:
        state = times.distance_text(task.due_at, page.moment)
    return Row(
        (
            Cell(((page.clock(task.due_at), scale.text.strong()),), tick=True),
            Cell(((f"{task.ref} {task.title}", scale.text),)),
            Cell(((task.owner or "No owner", scale.second),)),
            Cell(((state, scale.text.strong() if late else scale.text),), shape="triangle" if late else None),
        )
    )


def systems_table(page: HandoverPage, pages: Pages, scale: Scale, addition: str = "") -> bool:
    """The systems that are not normal, the worst first; says whether a text was cut."""
    systems = page.picture.systems()
    affected = [(system, status) for system, status in systems if status is not None and status.affected]
    affected.sort(key=lambda one: (SEVERITY.index(shape_of(one[1])), one[0].tier, one[0].position))
    others = len(systems) - len(affected)
    note = f"{len(affected)} of {len(systems)}. The other {others} are normal." if affected else ""
    heading(pages, 3, f"Systems not normal{addition}", note, height=scale.heading)
    if not affected:
        nothing(pages, f"All {len(systems)} systems are normal.")
        return False
    plain = [(system, status) for system, status in affected if _only_on_backup(status)]
    told = [one for one in affected if one not in plain]
    words = [state_text(status) for _, status in told]
    columns = [
        Column("System", 1.3, inset=True),
        Column("State", widest(words, scale.text.strong()), fixed=True),
        Column("Since", widest(["Since.", *(page.clock(status.since) for _, status in told)], scale.text), fixed=True),
        Column("What to know", 1.5),
    ]
    table = Table(pages, columns, pad=scale.pad, brief=scale.brief)
    table.draw(_system_row(page, system, status, scale) for system, status in told)
    Table(pages, [Column("", 1)], pad=scale.pad).draw(_backup_rows(page, plain, scale))
    return table.shortened


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
    """One row for each supply with every system on it that has no remark: `On backup, generator: ICU 03:42, …`."""
    for supply in dict.fromkeys(status.supply for _, status in plain):
        names = (f"{system.name} {page.clock(status.since)}" for system, status in plain if status.supply == supply)
        start = (f"On backup, {supply}: ", scale.text)
        yield Row((Cell((start, (", ".join(names), scale.second)), shape="bolt"),))


def decisions_table(page: HandoverPage, pages: Pages, scale: Scale, addition: str = "") -> bool:
    """The decisions in force: when, what, why, and when to look again; says whether a text was cut."""
    decisions = [decision for decision in page.picture.all(Decision) if decision.in_force]
    heading(pages, 4, f"Decisions in force{addition}", height=scale.heading)
    _name_the_log_page(pages)
    if not decisions:
        nothing(pages, "No decision is in force.")
        return False
    decisions.sort(key=lambda decision: decision.decided_at)
    at = widest((page.clock(decision.decided_at) for decision in decisions), scale.text.strong())
    columns = [Column("", at, fixed=True), Column("", 4), Column("", 1, right=True)]
    table = Table(pages, columns, pad=scale.pad, brief=scale.brief)
    table.draw(_decision_row(page, decision, scale) for decision in decisions)
    return table.shortened


def _name_the_log_page(pages: Pages) -> None:
    ink, base = pages.ink, pages.y + 8.2

    def draw() -> None:
        ink.line(pages.right, base, [(f"Log of the shift on page {pages.marks['log']}", SMALL)], right=True)

    pages.afterwards(draw)


def _decision_row(page: HandoverPage, decision: Decision, scale: Scale) -> Row:
    due = decision.due_at(page.moment)
    reviews = [page.clock(decision.review_at)] if decision.review_at else []
    reviews += [decision.review] if decision.review else []
    choice = "" if decision.choice.casefold() in decision.title.casefold() else f": {decision.choice.rstrip('.')}"
    style = scale.second.strong() if due else scale.second
    return Row(
        (
            Cell(((page.clock(decision.decided_at), scale.text.strong()),)),
            Cell(
                (
                    (f"{decision.ref} {decision.title}", scale.text),
                    (f"{choice}. Why: {decision.reason.rstrip('.')}.", scale.second),
                )
            ),
            Cell(((f"Review {', '.join(reviews)}" if reviews else "", style),), shape="triangle" if due else None),
        )
    )
