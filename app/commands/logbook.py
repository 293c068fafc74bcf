"""Writing in the log without changing a row: notes, corrections, and what moves to another incident."""

from typing import Annotated
from uuid import UUID

from sqlalchemy import ColumnElement, select

from app.command import Ref, Said, Work, command, required
from app.errors import Refused
from models.incident import Incident
from models.log import LogEntry, entry_number
from models.system import System
from models.terms import EntryKind

MOVES: ColumnElement[bool] = LogEntry.commands.contains("log.move_out")


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
    if moved := _moved_by(work, entry):
        raise Refused(f"#{moved.number} moved #{entry.number} to another incident. Correct it there.")
    required(work.words, "words", "what is right instead")
    work.corrects_id = entry.id
    work.reason = required(reason, "reason", "why it is corrected")
    return f"Corrects #{entry.number}: {reason.rstrip('.')}."


@command("log.move_out", EntryKind.CORRECTION, after_closing=True)
def move_out(
    work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], incident_id: Annotated[UUID, Ref(Incident)], reason: str
) -> str:
    """Say that an entry belongs to another incident, where `take_over` writes it in the same commit.

    A closed incident takes it as it takes notes. Rows that the entry changed stay as they are here.
    """
    entry, other = _entry_here(work, entry_id), _other(work, incident_id)
    if other.id == work.incident_id:
        raise Refused(f"#{entry.number} is in {other.ref} already.", field="incident_id")
    if moved := _moved_by(work, entry):
        raise Refused(f"#{entry.number} was moved already, by #{moved.number}.")
    if entry.corrects_id is not None:
        raise Refused(f"#{entry.number} belongs to the entry that it corrects. Move that one.")
    if "incident.declare" in entry.commands.split():
        raise Refused(f"#{entry.number} declares this incident, so it stays in its log.")
    head = work.heads.get(other.id)
    if head is None:
        raise Refused(f"#{entry.number} moves only where {other.ref} takes it over in the same step.")
    work.corrects_id = entry.id
    work.reason = required(reason, "reason", "why it moves")
    there = f"#{entry_number(head.letter, head.serial)}"
    return f"#{entry.number} belongs to {other.ref}, where it stands as {there}: {reason.rstrip('.')}."


@command("log.take_over", EntryKind.NOTE, after_closing=True)
def take_over(work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], incident_id: Annotated[UUID, Ref(Incident)]) -> str:
    """Write an entry of another incident (`incident_id`) here: its words as corrected, its own time and kind."""
    entry, other = work.session.scalar(select(LogEntry).where(LogEntry.id == entry_id)), _other(work, incident_id)
    if entry is None or entry.scope_id != other.id:
        raise Refused("That entry is not in that log.")
    if other.id == work.incident_id or other.id not in work.heads:
        raise Refused(f"#{entry.number} is taken over only where {other.ref} moves it out in the same step.")
    stands = _standing(work, entry)
    happened = stands.occurred_at or entry.event_at
    work.taken_over = Said(stands.text, happened, entry.kind, entry.importance, entry.party, entry.author)
    corrected = "" if stands is entry else f", as corrected by #{stands.number}"
    return f"Taken over from {other.ref} #{entry.number}{corrected}, logged there by {entry.initials}."


def _entry_here(work: Work, entry_id: UUID) -> LogEntry:
    entry = work.session.scalar(select(LogEntry).where(LogEntry.id == entry_id))
    if entry is None or entry.scope_id != work.head.scope_id:
        raise Refused("That entry is not in this log.")
    return entry


def _moved_by(work: Work, entry: LogEntry) -> LogEntry | None:
    """What moved this entry to another incident."""
    return work.session.scalar(select(LogEntry).where(LogEntry.corrects_id == entry.id, MOVES))


def _standing(work: Work, entry: LogEntry) -> LogEntry:
    """The entry whose words hold now: its last correction, or that one's, else itself."""
    later = select(LogEntry).where(LogEntry.corrects_id == entry.id, ~MOVES).order_by(LogEntry.order_at.desc()).limit(1)
    correction = work.session.scalar(later)
    return entry if correction is None else _standing(work, correction)


def _other(work: Work, incident_id: UUID) -> Incident:
    """An incident of this station, be it the one that is written in or not; live and exercise never mix."""
    other = work.session.get(Incident, incident_id)
    if other is None or other.station_id != work.station_id:
        raise Refused("That incident is not at this station.", field="incident_id")
    if other.exercise is not work.incident.exercise:
        raise Refused("A live incident and an exercise keep their logs apart.", field="incident_id")
    return other
