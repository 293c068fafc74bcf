"""The state of systems in an incident."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from app.command import Ref, Work, command, within
from app.errors import Refused
from models.system import System, SystemStatus
from models.terms import EntryKind, SystemState


@command("system.set_state", EntryKind.STATUS)
def set_system_state(
    work: Work,
    system_id: Annotated[UUID, Ref(System)],
    state: SystemState,
    since: datetime | None = None,
    supply: str | None = None,
    remark: str | None = None,
    estimate_at: datetime | None = None,
) -> str:
    """Set a system's state, its supply where not its own, a remark and an estimate; what is not given is cleared.

    `since` is kept while the state stays the same and it neither goes to nor comes from backup supply; else it is the
    moment of the event, unless it is given.
    """
    system = work.find(System, system_id)
    if since is not None and since > work.recorded_at:
        raise Refused("A state cannot begin in the future.", field="since")
    within(supply, "supply")
    known = work.all(SystemStatus, SystemStatus.incident_id == work.incident_id, SystemStatus.system_id == system_id)
    if known:
        status = known[0]
        before = status.state, status.on_backup
        status.state, status.supply, status.remark, status.estimate_at = state, supply, remark, estimate_at
        if since is not None or before != (status.state, status.on_backup):
            status.since = since or work.event_at
    else:
        status = work.add(
            SystemStatus(
                incident_id=work.incident_id,
                system_id=system_id,
                state=state,
                since=since or work.event_at,
                supply=supply,
                remark=remark,
                estimate_at=estimate_at,
            )
        )
    parts = [f"{system.name}: {state}"]
    parts += [f"on {supply}"] if supply else []
    parts += [remark] if remark else []
    parts += [f"estimate {work.clock_text(estimate_at)}"] if estimate_at else []
    return ", ".join(parts) + f", since {work.clock_text(status.since)}."
