"""Which files belong to an entry, in a picture."""

from models.attachment import Attached, Attachment
from models.log import LogEntry
from models.picture import Picture


def attached_to(picture: Picture, entry: LogEntry) -> list[Attached]:
    """The files of an entry, in their places, with its number."""
    rows = picture.grouped(Attachment, "entry_id").get(entry.id, [])
    return [Attached(row, entry.number) for row in sorted(rows, key=lambda row: row.position)]
