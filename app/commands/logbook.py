"""Writing in the log without changing a row: notes, corrections, and what moves to another incident."""

from typing import Annotated
from uuid import UUID

from sqlalchemy import select

from app.command import Ref, Work, command, required
from app.errors import Refused
from models.incident import Incident
from models.log import LogEntry, entry_number
from models.system import System
from models.terms import EntryKind


@command("log.note", EntryKind.NOTE, after_closing=True)
def write_note(work: Work, about: list[Annotated[UUID, Ref(System)]] | None = None) -> str:
    """Write the operator's words down; nothing else changes. `about` are the systems that they speak of."""
    systems = [work.find(System, system_id) for system_id in about or []]
    work.about += [system.id for system in systems]
    names = [system.name for system in systems if system.name not in work.words]
    return f"About {', '.join(names)}." if names else ""


@command("log.correct", EntryKind.CORRECTION, after_closing=True)
def correct_entry(work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], reason: str) -> str:
    """Correct an entry by a new one: the words of `do` stand instead, the old ones stay readable, struck through."""
    entry = _entry_here(work, entry_id)
    required(work.words, "words", "what is right instead")
    work.corrects_id = entry.id
    work.reason = required(reason, "reason", "why it is corrected")
    return f"Corrects #{entry.number}: {reason}."


@command("log.move_out", EntryKind.CORRECTION, after_closing=True)
def move_out(
    work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], incident_id: Annotated[UUID, Ref(Incident)], reason: str
) -> str:
    """Say that an entry belongs to another incident, where `take_over` writes it in the same commit."""
    entry, other = _entry_here(work, entry_id), _other(work, incident_id)
    if other.id == work.incident_id:
        raise Refused(f"#{entry.number} is in {other.ref} already.", field="incident_id")
    moved = select(LogEntry.id).where(LogEntry.corrects_id == entry.id, LogEntry.commands.contains("log.move_out"))
    if work.session.scalar(moved) is not None:
        raise Refused(f"#{entry.number} was moved already.")
    work.corrects_id = entry.id
    work.reason = required(reason, "reason", "why it moves")
    head = work.heads.get(other.id)
    where = f" as #{entry_number(head.letter, head.serial)}" if head else ""
    return f"#{entry.number} belongs to {other.ref}, where it stands{where}: {reason.rstrip('.')}."


@command("log.take_over", EntryKind.NOTE, after_closing=True)
def take_over(work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], incident_id: Annotated[UUID, Ref(Incident)]) -> str:
    """Write an entry of another incident (`incident_id`) here, in its own words and with its own time."""
    entry, other = work.session.scalar(select(LogEntry).where(LogEntry.id == entry_id)), _other(work, incident_id)
    if entry is None or entry.scope_id != other.id:
        raise Refused("That entry is not in that log.")
    work.copied = entry
    return f"Taken over from {other.ref} #{entry.number}, logged there by {entry.initials}."


def _entry_here(work: Work, entry_id: UUID) -> LogEntry:
    entry = work.session.scalar(select(LogEntry).where(LogEntry.id == entry_id))
    if entry is None or entry.scope_id != work.head.scope_id:
        raise Refused("That entry is not in this log.")
    return entry


def _other(work: Work, incident_id: UUID) -> Incident:
    """An incident of this station, be it the one that is written in or not."""
    other = work.session.get(Incident, incident_id)
    if other is None or other.station_id != work.station_id:
        raise Refused("That incident is not at this station.", field="incident_id")
    return other
