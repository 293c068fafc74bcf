"""Writing in the log without changing a row: notes and corrections."""

from typing import Annotated
from uuid import UUID

from app.command import Ref, Work, command, required
from app.errors import Refused
from models.log import LogEntry
from models.terms import EntryKind


@command("log.note", EntryKind.NOTE, after_closing=True)
def write_note(work: Work) -> str:
    """Write the operator's words down; nothing else changes."""
    return ""


@command("log.correct", EntryKind.CORRECTION, after_closing=True)
def correct_entry(work: Work, entry_id: Annotated[UUID, Ref(LogEntry)], reason: str) -> str:
    """Correct an entry by a new one: the words of `do` stand instead, the old ones stay readable, struck through."""
    entry = work.session.query(LogEntry).filter_by(id=entry_id).one_or_none()
    if entry is None or entry.scope_id != work.head.scope_id:
        raise Refused("That entry is not in this log.")
    required(work.words, "words", "what is right instead")
    work.corrects_id = entry.id
    work.reason = required(reason, "reason", "why it is corrected")
    return f"Corrects #{entry.number}: {reason}."
