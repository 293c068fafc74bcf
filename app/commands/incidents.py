"""The incident's life: declare, prioritise, acknowledge, situation, periods, restored, resolved, closed, reopened."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import NAME, TITLE, New, Work, command, required, within
from app.errors import Refused
from models.incident import Incident, Period, Situation
from models.terms import Category, EntryKind, Level, Phase, priority_of


@command("incident.declare", EntryKind.EVENT)
def declare_incident(
    work: Work,
    title: str,
    category: Category = Category.POWER,
    site: str | None = None,
    impact: Level = Level.HIGH,
    urgency: Level = Level.HIGH,
    life_safety: bool = False,
    exercise: bool = False,
    detected_at: datetime | None = None,
    ref: str | None = None,
    incident_id: Annotated[UUID | None, New(Incident)] = None,
) -> str:
    """Declare an incident; its number, its times and a draft priority are filled in, the exercise flag is fixed."""
    year = work.event_at.astimezone(work.zone).year
    prefix = "EX" if exercise else "INC"
    same_station = Incident.station_id == work.station_id
    incident = work.add(
        Incident(
            id=work.incident_id,
            station_id=work.station_id,
            ref=work.next_ref(Incident, f"{prefix}-{year}-", 4, ref, same_station),
            title=required(title, "title", "what happened", TITLE),
            category=category,
            site=within(site, "site") or work.station.site,
            exercise=exercise,
            impact=impact,
            urgency=urgency,
            life_safety=life_safety,
            priority=priority_of(impact, urgency, life_safety),
            occurred_at=work.event_at,
            detected_at=detected_at or work.event_at,
            logged_at=work.recorded_at,
        )
    )
    mark = "EXERCISE. " if exercise else ""
    return f"{mark}{incident.ref} declared: {incident.title}. {incident.priority.label}."


@command("incident.prioritise", EntryKind.EVENT)
def prioritise_incident(
    work: Work, impact: Level, urgency: Level, life_safety: bool = False, reason: str | None = None
) -> str:
    """Set impact, urgency and the life-safety override; no clock starts again (standards 2.2)."""
    incident = work.incident
    incident.impact = impact
    incident.urgency = urgency
    incident.life_safety = life_safety
    incident.priority = priority_of(impact, urgency, life_safety)
    incident.priority_reason = reason
    override = ", life safety" if life_safety else ""
    return f"{incident.priority.label}: impact {impact}, urgency {urgency}{override}."


@command("incident.categorise", EntryKind.EVENT)
def categorise_incident(work: Work, category: Category) -> str:
    """Set the category; it is looked at again at closure."""
    work.incident.category = category
    return f"Category {category}."


@command("incident.acknowledge", EntryKind.EVENT)
def acknowledge_incident(work: Work) -> str:
    """Note that a human has taken the incident on."""
    incident = work.incident
    if incident.acknowledged_at is not None:
        raise Refused(f"{incident.ref} was acknowledged at {work.clock_text(incident.acknowledged_at)}.")
    incident.acknowledged_at = work.event_at
    return f"{incident.ref} acknowledged."


@command("incident.appoint_commander", EntryKind.EVENT)
def appoint_commander(work: Work, post: str) -> str:
    """Say which post is Incident Commander from now on."""
    incident = work.incident
    incident.commander = required(post, "post", "who takes command", NAME)
    incident.commander_at = work.event_at
    return f"{post} is Incident Commander."


@command("incident.set_situation", EntryKind.EVENT)
def set_situation(work: Work, now: str, impact: str, next: str, set_by: str | None = None) -> str:
    """Set the situation in three sentences: what is so now, what it means, what comes next."""
    situation = current_situation(work)
    if situation is None:
        situation = Situation(
            incident_id=work.incident_id, now=now, impact=impact, next=next,
            set_by=set_by or work.operator.post, set_at=work.event_at,
        )  # fmt: skip
        _check_situation(situation)
        work.add(situation)
    else:
        situation.now, situation.impact, situation.next = now, impact, next
        situation.set_by, situation.set_at = set_by or work.operator.post, work.event_at
        _check_situation(situation)
    return f"Situation set. Now: {now} Impact: {impact} Next: {next}"


def current_situation(work: Work) -> Situation | None:
    """The situation row of this incident, if one was set."""
    return next(iter(work.all(Situation, Situation.incident_id == work.incident_id)), None)


def _check_situation(situation: Situation) -> None:
    required(situation.now, "now", "what is so now")
    required(situation.impact, "impact", "what it means")
    required(situation.next, "next", "what comes next")


@command("period.start", EntryKind.EVENT)
def start_period(
    work: Work, ends_at: datetime, starts_at: datetime | None = None, next_briefing_at: datetime | None = None
) -> str:
    """Start the next operational period."""
    starts_at = starts_at or work.event_at
    if ends_at <= starts_at:
        raise Refused("The period must end after it starts.", field="ends_at")
    periods = work.all(Period, Period.incident_id == work.incident_id)
    period = work.add(
        Period(
            incident_id=work.incident_id,
            number=max((period.number for period in periods), default=0) + 1,
            starts_at=starts_at,
            ends_at=ends_at,
            next_briefing_at=next_briefing_at,
        )
    )
    briefing = f" First briefing {work.clock_text(next_briefing_at)}." if next_briefing_at else ""
    return f"Period {period.number}: {work.clock_text(starts_at)} to {work.clock_text(ends_at)}.{briefing}"


@command("incident.restore", EntryKind.EVENT)
def restore_incident(work: Work) -> str:
    """Note that service is restored: everything is back on its own supply."""
    incident = work.incident
    if incident.restored_at is not None:
        raise Refused(f"Service was restored at {work.clock_text(incident.restored_at)}.")
    incident.restored_at = work.event_at
    incident.phase = Phase.RESTORED
    return "Service restored."


@command("incident.resolve", EntryKind.EVENT)
def resolve_incident(work: Work) -> str:
    """Resolve the incident: stand down; what is still open goes on as work, not as an incident."""
    incident = work.incident
    if incident.resolved_at is not None:
        raise Refused(f"{incident.ref} was resolved at {work.clock_text(incident.resolved_at)}.")
    incident.resolved_at = work.event_at
    incident.restored_at = incident.restored_at or work.event_at
    incident.phase = Phase.RESOLVED
    return f"{incident.ref} resolved."


@command("incident.close", EntryKind.EVENT)
def close_incident(work: Work) -> str:
    """Close a resolved incident; afterwards its log takes notes, late entries and corrections only."""
    incident = work.incident
    if incident.resolved_at is None:
        raise Refused(f"Resolve {incident.ref} before you close it.")
    incident.closed_at = work.event_at
    incident.phase = Phase.CLOSED
    return f"{incident.ref} closed."


@command("incident.reopen", EntryKind.EVENT, after_closing=True)
def reopen_incident(work: Work, reason: str) -> str:
    """Open a resolved or closed incident again, with the reason."""
    incident = work.incident
    if incident.phase not in (Phase.RESOLVED, Phase.CLOSED):
        raise Refused(f"{incident.ref} is open.")
    required(reason, "reason", "why it is opened again")
    incident.closed_at = incident.resolved_at = incident.restored_at = None
    incident.phase = Phase.RESPOND
    return f"{incident.ref} reopened: {reason}."
