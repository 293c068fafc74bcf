"""What an attachment may be, and reading its bytes again."""

from app.query import Look, query
from models.attachment import Blob

MOST_BYTES = 20 * 1024 * 1024
"""More than a photograph or a scanned page has; the database stays one that can be copied."""


def size_text(size: int) -> str:
    """Bytes as they are read: `812 B`, `34 kB`, `3.2 MB`."""
    if size < 1000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{size / 1000:.0f} kB"
    return f"{size / 1_000_000:.1f} MB"


@query
def blob(look: Look, digest: str) -> bytes | None:
    """The bytes under a digest; None where there are none."""
    found = look.session.get(Blob, digest)
    return None if found is None else found.content
