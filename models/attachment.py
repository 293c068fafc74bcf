"""Files that belong to an entry of the log: the row names the file, the blob holds its bytes."""

from uuid import UUID

from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, IncidentRow


class Attachment(IncidentRow, kw_only=True, eq=False):
    """A file of an entry, named by its number and the file's place: `41-1`. `digest` is the blob's SHA-256 in hex."""

    __tablename__ = "attachment"
    REF = "id"

    entry_id: Mapped[UUID] = mapped_column(Uuid(), index=True)
    position: Mapped[int]
    """1, 2, 3 … within its entry."""
    name: Mapped[str]
    """What the file was called, without its folder; text to be read, never a path."""
    media_type: Mapped[str]
    size: Mapped[int]
    """Bytes."""
    digest: Mapped[str]


class Blob(Base):
    """The bytes of a file, once, under their SHA-256. Untracked and append-only: the log carries the digest."""

    __tablename__ = "blob"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
