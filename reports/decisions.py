"""The decisions in force, on paper: when, what, why, and when to look again."""

from models.decision import Decision
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.page import Pages
from reports.scale import Scale
from reports.table import INDENT, Cell, Column, Row, Table, widest


def decisions_in_force(page: HandoverPage, pages: Pages, scale: Scale, *, again: bool = False) -> None:
    """Section 4, without the reasons where the scale is brief; they follow when it is drawn again."""
    decisions = [decision for decision in page.picture.all(Decision) if decision.in_force]
    if not decisions and not again:
        heading(pages, 4, "Decisions in force", height=scale.heading)
        nothing(pages, "No decision is in force.")
    if not decisions:
        return
    decisions.sort(key=lambda decision: decision.decided_at)
    at = widest((page.clock(decision.decided_at) for decision in decisions), scale.text.strong())
    due = any(decision.due_at(page.moment) for decision in decisions)
    reviews = widest((_review(page, decision) for decision in decisions), scale.second.strong(), pages.width * 0.22)
    columns = [
        Column("Decided", max(at, 37), fixed=True),
        Column("Decision", 1),
        Column("Review", (INDENT if due else 0) + max(reviews, 34), fixed=True, inset=due),
    ]
    rows = (_decision_row(page, decision, scale) for decision in decisions)
    title = "Decisions with reasons" if again else "Decisions in force"
    section(pages, 4, title, "", Table(pages, columns, pad=scale.pad), rows, height=scale.heading)


def _review(page: HandoverPage, decision: Decision) -> str:
    reviews = [page.clock(decision.review_at)] if decision.review_at else []
    return ", ".join([*reviews, *([decision.review] if decision.review else [])])


def _decision_row(page: HandoverPage, decision: Decision, scale: Scale) -> Row:
    due = decision.due_at(page.moment)
    choice = "" if decision.choice.casefold() in decision.title.casefold() else f": {decision.choice.rstrip('.')}"
    why = "" if scale.brief else f". Why: {decision.reason.rstrip('.')}."
    return Row(
        (
            Cell(((page.clock(decision.decided_at), scale.text.strong()),)),
            Cell(((f"{decision.ref} {decision.title}", scale.text), (choice + why, scale.second))),
            Cell(
                ((_review(page, decision) or "–", scale.second.strong() if due else scale.second),),
                shape="triangle" if due else None,
            ),
        )
    )
