"""Files that belong to an entry of the log: the row names the file, the blob holds its bytes."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, IncidentRow
from models.sizes import size_text


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


@dataclass(frozen=True)
class Attached:
    """An attachment and the number of its entry: together they are its name, `41-1`."""

    row: Attachment
    number: str

    @property
    def called(self) -> str:
        """The entry's number and the file's place in it."""
        return f"{self.number}-{self.row.position}"

    @property
    def is_picture(self) -> bool:
        """Whether it was known for a picture when it was taken."""
        return self.row.media_type.startswith("image/")

    @property
    def facts(self) -> str:
        """Size and the beginning of the SHA-256, to be compared by eye."""
        return f"{size_text(self.row.size)}, SHA-256 {self.row.digest[:12]}…"

    @property
    def digest(self) -> str:
        """The whole SHA-256, in four groups that break where a line ends."""
        return " ".join(self.row.digest[at : at + 16] for at in range(0, 64, 16))

    @property
    def printed(self) -> str:
        """What paper says of it: `41-1 photo.jpg, 1.2 MB, SHA-256 …`."""
        return f"{self.called} {self.row.name}, {size_text(self.row.size)}, SHA-256 {self.digest}"
