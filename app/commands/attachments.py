"""Files that belong to an entry of the log."""

import hashlib
from typing import Annotated
from uuid import UUID

from sqlalchemy import text

from app.command import NAME, New, Work, command, required
from app.errors import Refused
from app.files_in import MOST_FILES, check_size, file_name
from models.attachment import Attachment
from models.log import sealing
from models.sizes import size_text
from models.terms import EntryKind

_KEEP = text("INSERT INTO blob (digest, content) VALUES (:digest, :content) ON CONFLICT DO NOTHING")


@command("attachment.add", EntryKind.NOTE, after_closing=True)
def attach(
    work: Work,
    name: str,
    media_type: str,
    content: bytes,
    attachment_id: Annotated[UUID | None, New(Attachment)] = None,
) -> str:
    """Put a file to the entry that is being written; its bytes are kept once, under their SHA-256."""
    called = file_name(required(name, "name", "what the file is called"))
    check_size(called, len(content))
    assert attachment_id is not None
    assert work.entry_id is not None
    before = work.all(Attachment, Attachment.entry_id == work.entry_id)
    if len(before) >= MOST_FILES:
        raise Refused(f"An entry carries {MOST_FILES} files at the most.", field="content")
    attachment = work.add(
        Attachment(
            id=attachment_id,
            incident_id=work.incident_id,
            entry_id=work.entry_id,
            position=len(before) + 1,
            name=called,
            media_type=required(media_type, "media_type", "what kind of file it is", NAME),
            size=len(content),
            digest=_kept(work, content),
        )
    )
    return f"File {attachment.name} ({size_text(attachment.size)}) attached."


def _kept(work: Work, content: bytes) -> str:
    """Keep the bytes unless they are there already, or come from another console at this moment; their SHA-256."""
    digest = hashlib.sha256(content).hexdigest()
    connection = work.session.connection()
    with sealing(connection):
        connection.execute(_KEEP, {"digest": digest, "content": content})
    return digest
