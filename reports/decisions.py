"""The decisions in force, on paper: when, what, why, and when to look again."""

from models.decision import Decision
from reports.flow import Flow
from reports.handover_page import HandoverPage, heading, nothing, section
from reports.page import Pages
from reports.scale import Scale
from reports.table import INDENT, Cell, Column, Row, Table, widest

REVIEWS = 0.255
"""How wide the reviews may be, as a share of a column."""


def decisions_in_force(page: HandoverPage, pages: Pages, scale: Scale, *, again: bool = False) -> None:
    """Section 4, without the reasons where the scale is brief; they follow when it is drawn again."""
    decisions = _in_force(page)
    if not decisions and not again:
        heading(pages, 4, "Decisions in force", height=scale.heading)
        nothing(pages, "No decision is in force.")
    if not decisions:
        return
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


def decisions_in_columns(page: HandoverPage, flow: Flow) -> None:
    """The same in a column, without the reasons; the reviews stand at the right, and are black."""
    scale, decisions = flow.scale, _in_force(page)
    flow.heading(4, "Decisions in force", "Review" if decisions else "")
    if not decisions:
        flow.row([Column("", 1)], Row((Cell((("No decision is in force.", scale.second),)),)))
        return
    at = max(widest((page.clock(one.decided_at) for one in decisions), scale.text.strong(), 40), 28)
    reviews = (f"⚠ {_review(page, one)}" for one in decisions)
    columns = [
        Column("", at, fixed=True),
        Column("", 1),
        Column("", widest(reviews, scale.second.strong(), flow.width * REVIEWS), fixed=True, right=True),
    ]
    for one in decisions:
        due = one.due_at(page.moment)
        review = (f"⚠ {_review(page, one)}", scale.second.strong()) if due else (_review(page, one), scale.second)
        amended = f" amended {page.clock(one.amended_at)}" if one.amended_at else ""
        cells = (
            Cell(((page.clock(one.decided_at), scale.text.strong()),)),
            Cell(((_short(one), scale.text), (amended, scale.second.with_grey()))),
            Cell((review,)),
        )
        flow.row(columns, Row(cells))


def _in_force(page: HandoverPage) -> list[Decision]:
    decisions = [decision for decision in page.picture.all(Decision) if decision.in_force]
    return sorted(decisions, key=lambda decision: decision.decided_at)


def _review(page: HandoverPage, decision: Decision) -> str:
    reviews = [page.clock(decision.review_at)] if decision.review_at else []
    return ", ".join([*reviews, *([decision.review] if decision.review else [])])


def _short(decision: Decision) -> str:
    """Number, title and choice; the choice alone where it says the title in other words."""
    title, choice = (set(text.casefold().replace(",", "").split()) for text in (decision.title, decision.choice))
    if 2 * len(choice & title) >= len(choice) and (told := _choice(decision)):
        return f"{decision.ref} {told.removeprefix(': ')}"
    return f"{decision.ref} {decision.title}{_choice(decision)}"


def _choice(decision: Decision) -> str:
    """What was chosen, where the title does not say it."""
    return "" if decision.choice.casefold() in decision.title.casefold() else f": {decision.choice.rstrip('.')}"


def _known(page: HandoverPage, decision: Decision) -> str:
    """When it was amended, and up to which entry the log was known when it was decided so."""
    amended = f" Amended {page.clock(decision.amended_at)}." if decision.amended_at else ""
    return amended + (f" Known as of #{decision.known_to}." if decision.known_to else "")


def _decision_row(page: HandoverPage, decision: Decision, scale: Scale) -> Row:
    due = decision.due_at(page.moment)
    why = "" if scale.brief else f". Why: {decision.reason.rstrip('.')}.{_known(page, decision)}"
    return Row(
        (
            Cell(((page.clock(decision.decided_at), scale.text.strong()),)),
            Cell(((f"{decision.ref} {decision.title}", scale.text), (_choice(decision) + why, scale.second))),
            Cell(
                ((_review(page, decision) or "–", scale.second.strong() if due else scale.second),),
                shape="triangle" if due else None,
            ),
        )
    )
