"""Attachments as they are read again: which belong to an entry, what they are called, their bytes."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from app.desk import Desk
from app.errors import Refused
from app.folders import FAILURES, made_folder, new_place, written
from app.query import Look, query
from models.attachment import Attached, Attachment, Blob

SAVED_MOST = 180
"""Bytes of the name under which a copy is saved: every file system takes it."""
ENDING_MOST = 10


def saved_name(attached: Attached) -> str:
    """The name under which a copy is saved: `41-1 photo.jpg`, of letters, digits and a few marks.

    It can lead nowhere, hide nothing, and is never a device's.
    """
    safe = re.sub(r"[^\w .()+-]", "-", attached.row.name).strip(". ")
    stem, dot, ending = safe.rpartition(".")
    if not dot or len(ending) > ENDING_MOST:
        stem, ending = safe, ""
    tail = f".{ending}" if ending else ""
    head = f"{attached.called} {stem}".encode()[: SAVED_MOST - len(tail.encode())]
    return head.decode(errors="ignore").strip() + tail


def save_copy(desk: Desk, attached: Attached, folder: str) -> Path:
    """Save a copy into a folder that was typed, beside whatever is there; say where. Raises `Refused`."""
    place = made_folder(folder, "where the copy goes")
    content = desk.ask(bytes_of(attached.row))
    stem, ending = os.path.splitext(saved_name(attached))
    try:
        path = new_place(place, stem, ending)
    except FAILURES as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"Cannot write in {place}: {why}. Choose another folder.", field="folder") from error
    try:
        return written(place, path.name, content)
    except Refused:
        path.unlink(missing_ok=True)
        raise


@query
def blob(look: Look, digest: str) -> bytes | None:
    """The bytes under a digest; None where there are none."""
    found = look.session.get(Blob, digest)
    return None if found is None else found.content


@query
def bytes_of(look: Look, attachment: Attachment) -> bytes:
    """The bytes of an attachment, compared with their SHA-256. Raises `Refused` where they are not what was kept."""
    found = look.session.get(Blob, attachment.digest)
    if found is None:
        raise Refused(f"The bytes of {attachment.name} are not in the log any more. Run verify.")
    if hashlib.sha256(found.content).hexdigest() != attachment.digest:
        raise Refused(f"{attachment.name} is not what was kept: its SHA-256 differs. Run verify.")
    return found.content
