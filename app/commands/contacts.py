"""Calls to contacts, attempt by attempt."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import Ref, Work, command, within
from app.errors import Refused
from models.contact import CallAttempt, Contact, ContactMethod
from models.terms import CallOutcome, EntryKind, Method


@command("call.log", EntryKind.COMMUNICATION)
def log_call(
    work: Work,
    contact_id: Annotated[UUID, Ref(Contact)],
    outcome: CallOutcome,
    method: Method | None = None,
    address: str | None = None,
    called_at: datetime | None = None,
    acknowledged_by: str | None = None,
    estimate_at: datetime | None = None,
    remark: str | None = None,
) -> str:
    """Log an attempt to reach a contact; without a method, by the first one of the directory that has no defect.

    `acknowledged_by` is the post that took it in, where that is another than the contact; `estimate_at` when they come.
    """
    contact = work.find(Contact, contact_id)
    known = sorted(work.all(ContactMethod, ContactMethod.contact_id == contact_id), key=lambda one: one.position)
    first = next((one for one in known if one.defect is None and method in (None, one.method)), None)
    if method is None and first is None:
        raise Refused(f"{contact.name} has no usable number. Say how you called.", field="method")
    if outcome is not CallOutcome.ACKNOWLEDGED and acknowledged_by:
        raise Refused(f"A call that ended in {outcome} was not acknowledged by anybody.", field="acknowledged_by")
    if called_at is not None and called_at > work.recorded_at:
        raise Refused("That call has not been made yet.", field="called_at")
    before = work.all(CallAttempt, CallAttempt.incident_id == work.incident_id, CallAttempt.contact_id == contact_id)
    call = work.add(
        CallAttempt(
            incident_id=work.incident_id,
            contact_id=contact_id,
            attempt=len(before) + 1,
            method=method or (first.method if first else Method.PHONE),
            address=address or (first.address if first else None),
            called_at=called_at or work.event_at,
            outcome=outcome,
            acknowledged_by=within(acknowledged_by, "acknowledged_by"),
            estimate_at=estimate_at,
            remark=remark,
        )
    )
    where = f"{call.method} {call.address}" if call.address else f"{call.method}"
    parts = [f"Call {call.attempt} to {contact.name}, {where}: {outcome}"]
    parts += [f"by {acknowledged_by}"] if acknowledged_by else []
    parts += [f"expected {work.clock_text(estimate_at)}"] if estimate_at else []
    parts += [remark] if remark else []
    return ", ".join(parts) + "."
