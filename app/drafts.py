"""What is typed and not in the log yet, in a small database beside the log's own: it survives a crash."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Column, Engine, LargeBinary, MetaData, RowMapping, String, Table, delete, insert, select
from sqlalchemy.exc import SQLAlchemyError

from app.files_in import NewFile
from app.query import Look, query
from app.settings import data_folder
from models.database import CannotOpen, Database, open_beside
from models.log import LogEntry

SLOTS = 4
"""As many consoles of one machine keep drafts of the same database, each in a file of its own."""
_BUSY = 5, 6
"""SQLite's own words for a file that another process holds."""

_METADATA = MetaData()
_DRAFT = Table(
    "draft",
    _METADATA,
    Column("id", String, primary_key=True),
    Column("incident_id", String),
    Column("incident", String, nullable=False),
    Column("text", String, nullable=False),
    Column("begun_at", String, nullable=False),
    Column("party", String),
    Column("method", String),
    Column("stands", String),
)
_FILE = Table(
    "draft_file",
    _METADATA,
    Column("draft_id", String, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("content", LargeBinary, nullable=False),
)


class CannotKeep(Exception):
    """Drafts cannot be kept there; the message is a sentence for the operator."""


@dataclass(frozen=True)
class KeptDraft:
    """A draft as it stands in the file; its id is the one that its entry will have."""

    id: UUID
    text: str
    begun_at: datetime
    incident_id: UUID | None = None
    incident: str = ""
    """The incident's ref, as it was shown."""
    party: str | None = None
    method: str | None = None
    stands: bool = False
    """Whether it stood in the first window's line; else it was parked."""
    files: tuple[NewFile, ...] = ()


@dataclass
class DraftBook:
    """An open file of drafts, which no other process has. Used by one thread."""

    engine: Engine
    path: Path
    unread: int = 0
    """How many drafts of the file are damaged; they stay in it as they are."""
    _files: dict[UUID, tuple[NewFile, ...]] = field(default_factory=dict)

    def all(self) -> list[KeptDraft]:
        """Every draft that can be read, with its files, oldest first. Raises `CannotKeep` where the file cannot."""
        try:
            with self.engine.begin() as connection:
                rows = connection.execute(select(_DRAFT).order_by(_DRAFT.c.begun_at, _DRAFT.c.id)).mappings().all()
                files = connection.execute(select(_FILE)).mappings().all()
        except SQLAlchemyError as error:
            raise CannotKeep(_sentence(self.path, error)) from error
        found = list(_readable(rows, files))
        self.unread = len(rows) - len(found)
        self._files = {one.id: one.files for one in found}
        return found

    @property
    def unread_text(self) -> str:
        """What of the file cannot be read, in a sentence; nothing where all of it can."""
        if not self.unread:
            return ""
        what = "One draft" if self.unread == 1 else f"{self.unread} drafts"
        return f"{what} in {self.path} cannot be read; what was typed there stays in that file."

    def keep(self, drafts: Iterable[KeptDraft], gone: Iterable[UUID]) -> None:
        """Write these drafts as they are now, and take those away, in one commit. Raises `CannotKeep`."""
        gone, kept = list(gone), list(drafts)
        taken = [one.hex for one in gone]
        refiled = [one for one in kept if self._files.get(one.id, ()) != one.files]
        try:
            with self.engine.begin() as connection:
                connection.execute(delete(_DRAFT).where(_DRAFT.c.id.in_([*taken, *(one.id.hex for one in kept)])))
                connection.execute(
                    delete(_FILE).where(_FILE.c.draft_id.in_([*taken, *(one.id.hex for one in refiled)]))
                )
                if kept:
                    connection.execute(insert(_DRAFT), [_row(one) for one in kept])
                if files := [_file_row(one.id, file) for one in refiled for file in one.files]:
                    connection.execute(insert(_FILE), files)
        except SQLAlchemyError as error:
            raise CannotKeep(_sentence(self.path, error, "It is tried again as you type.")) from error
        self._files |= {one.id: one.files for one in refiled}
        for draft_id in gone:
            self._files.pop(draft_id, None)

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def open_drafts(database: Database) -> tuple[DraftBook, list[KeptDraft]]:
    """The drafts that belong to this database, and where they are kept. Raises `CannotKeep`."""
    place = place_of(database)
    for number in range(1, SLOTS + 1):
        path = place if number == 1 else place.with_name(f"{place.name}-{number}")
        try:
            engine = open_beside(path)
        except CannotOpen as error:
            raise CannotKeep(_sentence(path, error)) from error
        try:
            _METADATA.create_all(engine)
            book = DraftBook(engine, path)
            return book, book.all()
        except (SQLAlchemyError, CannotOpen, CannotKeep) as error:
            engine.dispose()
            if not _is_busy(error):
                raise error if isinstance(error, CannotKeep) else CannotKeep(_sentence(path, error)) from error
    raise CannotKeep(f"{SLOTS} consoles keep drafts beside this log already. {_MEANWHILE}")


def place_of(database: Database) -> Path:
    """Beside the database; for a server in this user's data folder."""
    if database.path is not None:
        return database.path.with_name(f"{database.path.name}.drafts")
    name = hashlib.sha256(database.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
    return data_folder() / "drafts" / f"{name}.drafts"


@query
def entries_among(look: Look, ids: Sequence[UUID]) -> set[UUID]:
    """Which of these ids the log has already: a draft that was saved just before a crash is not typed again."""
    return set(look.session.scalars(select(LogEntry.id).where(LogEntry.id.in_(ids)))) if ids else set()


def _readable(rows: Sequence[RowMapping], files: Sequence[RowMapping]) -> Iterator[KeptDraft]:
    """The drafts of these rows, without those that are damaged."""
    by_draft: dict[str, list[RowMapping]] = {}
    for file in files:
        by_draft.setdefault(file["draft_id"], []).append(file)
    for row in rows:
        with suppress(ValueError, TypeError):
            yield _kept(row, by_draft.get(row["id"], []))


def _kept(row: RowMapping, files: Sequence[RowMapping]) -> KeptDraft:
    whole = all(isinstance(value, str | None) for value in row.values())
    if not whole or not all(isinstance(file["content"], bytes) for file in files):
        raise TypeError("a draft is text, and a file is bytes")
    text, begun_at = row["text"] or "", datetime.fromisoformat(row["begun_at"] or "")
    if begun_at.tzinfo is None:
        raise ValueError("a draft's time has no zone")
    return KeptDraft(
        id=UUID(row["id"] or ""),
        text=text,
        begun_at=begun_at,
        incident_id=UUID(row["incident_id"]) if row["incident_id"] else None,
        incident=row["incident"] or "",
        party=row["party"],
        method=row["method"],
        stands=row["stands"] == "1",
        files=tuple(NewFile(one["name"], one["media_type"], one["content"]) for one in files),
    )


def _row(draft: KeptDraft) -> dict[str, object]:
    return {
        "id": draft.id.hex,
        "incident_id": None if draft.incident_id is None else draft.incident_id.hex,
        "incident": draft.incident,
        "text": draft.text.encode("utf-8", "replace").decode(),  # half of a surrogate pair, as a key may send it
        "begun_at": draft.begun_at.isoformat(),
        "party": draft.party,
        "method": draft.method,
        "stands": "1" if draft.stands else None,
    }


def _file_row(draft_id: UUID, file: NewFile) -> dict[str, object]:
    return {"draft_id": draft_id.hex, "name": file.name, "media_type": file.media_type, "content": file.content}


_MEANWHILE = "What you type is kept only while this console runs."


def _sentence(path: Path, error: Exception, then: str = "Move that file away and start again.") -> str:
    cause = str(getattr(error, "orig", None) or error).split("\n", maxsplit=1)[0].rstrip(".")
    return f"Drafts cannot be kept in {path} ({cause}). {_MEANWHILE} {then}"


def _is_busy(error: BaseException) -> bool:
    """Whether another process holds the file."""
    cause: BaseException | None = error
    while cause is not None:
        code = getattr(getattr(cause, "orig", cause), "sqlite_errorcode", 0)
        if code & 0xFF in _BUSY:
            return True
        cause = cause.__cause__
    return False
