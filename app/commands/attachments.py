"""Files that belong to an entry of the log."""

import hashlib
from typing import Annotated
from uuid import UUID

from app.attachments import MOST_BYTES, size_text
from app.command import NAME, New, Work, command, required
from app.errors import Refused
from models.attachment import Attachment, Blob
from models.terms import EntryKind


@command("attachment.add", EntryKind.NOTE)
def attach(
    work: Work,
    name: str,
    media_type: str,
    content: bytes,
    attachment_id: Annotated[UUID | None, New(Attachment)] = None,
) -> str:
    """Put a file to the entry that is being written; its bytes are kept once, under their SHA-256."""
    if not content:
        raise Refused(f"{name} is empty.", field="content")
    if len(content) > MOST_BYTES:
        raise Refused(
            f"{name} has {size_text(len(content))}; an attachment has {size_text(MOST_BYTES)} at the most.", "content"
        )
    digest = hashlib.sha256(content).hexdigest()
    if work.session.get(Blob, digest) is None:
        work.session.add(Blob(digest=digest, content=content))
    assert attachment_id is not None
    assert work.entry_id is not None
    before = work.all(Attachment, Attachment.entry_id == work.entry_id)
    attachment = work.add(
        Attachment(
            id=attachment_id,
            incident_id=work.incident_id,
            entry_id=work.entry_id,
            position=len(before) + 1,
            name=required(name, "name", "what the file is called", NAME),
            media_type=required(media_type, "media_type", "what kind of file it is", NAME),
            size=len(content),
            digest=digest,
        )
    )
    return f"Attached {attachment.name} ({size_text(attachment.size)}), SHA-256 {digest}."
