"""The shift handover: notes for the relief, issuing the page, walking through it, signing it over."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import NAME, New, Ref, Work, command, required, within
from app.errors import Refused
from app.logbook import sealed_to
from models.incident import Handover, HandoverNote
from models.log import TICK
from models.terms import EntryKind


@command("handover.note", EntryKind.HANDOVER, after_closing=True)
def note_for_relief(work: Work, text: str, note_id: Annotated[UUID | None, New(HandoverNote)] = None) -> str:
    """Note what the relief must hear; it stands on every handover until it is struck off."""
    assert note_id is not None
    note = work.add(
        HandoverNote(
            id=note_id,
            incident_id=work.incident_id,
            text=required(text, "text", "what the relief must hear"),
            noted_by=work.operator.post,
            noted_at=work.event_at,
        )
    )
    return f"For the relief: {note.text.rstrip('.')}."


@command("handover.note_over", EntryKind.HANDOVER, after_closing=True)
def strike_note(work: Work, note_id: Annotated[UUID, Ref(HandoverNote)]) -> str:
    """Strike a note for the relief off the next handover; its words stay in the log."""
    note = work.find(HandoverNote, note_id)
    if note.over_at is not None:
        raise Refused(f"That note was struck at {work.clock_text(note.over_at)}.")
    note.over_at = work.event_at
    return f"No longer for the relief: {note.text.rstrip('.')}."


@command("handover.issue", EntryKind.HANDOVER, after_closing=True)
def issue_handover(
    work: Work,
    to_post: str,
    from_post: str | None = None,
    as_at: datetime | None = None,
    paper: str | None = None,
    handover_id: Annotated[UUID | None, New(Handover)] = None,
) -> str:
    """Issue the next handover report: its number, its moment and the log entry that it is pinned to are kept."""
    # A clock that was set back must not hide the newest entries from the page.
    now = max(work.recorded_at, work.head.order_at - TICK)
    as_at = as_at or now
    if as_at > now:
        raise Refused("A handover cannot show the future.", field="as_at")
    sealed = sealed_to(work.session, work.head.scope_id, as_at)
    if sealed is None:
        raise Refused("The log was empty at that moment.", field="as_at")
    earlier = work.all(Handover, Handover.incident_id == work.incident_id)
    assert handover_id is not None
    handover = work.add(
        Handover(
            id=handover_id,
            incident_id=work.incident_id,
            number=max((one.number for one in earlier), default=0) + 1,
            seat_id=work.seat_id,
            as_at=as_at,
            printed_at=work.recorded_at,
            paper=paper or work.station.paper,
            log_number=sealed[0],
            check=sealed[1],
            from_post=within(from_post, "from_post") or work.operator.post,
            from_initials=work.operator.initials,
            to_post=required(to_post, "to_post", "who takes over", NAME),
        )
    )
    return f"Handover report {handover.number} printed at {work.clock_text(work.recorded_at)} for {to_post}."


@command("handover.walk", EntryKind.HANDOVER, after_closing=True)
def walk_through(work: Work, handover_id: Annotated[UUID, Ref(Handover)]) -> str:
    """Note that both went through the printed page together (standards 3.1)."""
    handover = _unsigned(work, handover_id)
    if handover.walked_at is not None:
        raise Refused(f"Handover {handover.number} was walked through at {work.clock_text(handover.walked_at)}.")
    handover.walked_at = work.event_at
    return f"Handover {handover.number} walked through by {handover.from_post} and {handover.to_post}."


@command("handover.sign", EntryKind.HANDOVER, after_closing=True)
def sign_handover(
    work: Work,
    handover_id: Annotated[UUID, Ref(Handover)],
    to_initials: str,
    read_back: str,
    passes_at: datetime | None = None,
    questions: str | None = None,
    to_post: str | None = None,
    left_open: str | None = None,
) -> str:
    """Sign a handover: what was read back, who takes over, and the moment responsibility passes.

    `left_open` is the reason why it is signed although the check has open points (checklist 34).
    """
    handover = _unsigned(work, handover_id)
    passes_at = passes_at or max(work.event_at, handover.as_at)
    if passes_at < handover.as_at:
        raise Refused("Responsibility cannot pass before the moment that was printed.", field="passes_at")
    handover.to_post = within(to_post, "to_post") or handover.to_post
    handover.to_initials = required(to_initials, "to_initials", "the initials of who takes over").upper()
    handover.read_back = required(read_back, "read_back", "what was read back")
    handover.questions = questions
    handover.left_open = left_open
    handover.signed_at = work.event_at
    handover.passes_at = passes_at
    open_still = f" Signed with points open: {left_open}" if left_open else ""
    return (
        f"Handover {handover.number} signed by {handover.from_post} and {handover.to_post} "
        f"({handover.to_initials}). Responsibility passes at {work.clock_text(passes_at)}.{open_still}"
    )


def _unsigned(work: Work, handover_id: UUID) -> Handover:
    handover = work.find(Handover, handover_id)
    if handover.signed_at is not None:
        raise Refused(f"Handover {handover.number} was signed at {work.clock_text(handover.signed_at)}.")
    return handover
