"""Verification: that chain, copies, tables and fold of the log agree, and that a printed check code stands in it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.log_blocks import blocks_differ
from app.picture import DAMAGED, fold_of, read_fold
from app.query import Look, query
from models.attachment import Attachment, Blob
from models.base import Tracked
from models.codec import canonical, chain_hash, check_code, moment_text
from models.incident import Incident
from models.log import Book, Checkpoint, LogEntry, Scope, entry_number
from models.log_search import count_indexed, last_indexed
from models.picture import Fold, State

NUMBER = re.compile(r"#?([A-Z]?)(\d{1,9})")
"""A log number as it is read: `41`, `#41`, `B12`."""


@dataclass
class Verdict:
    """What verification read, and every disagreement it found, each as a sentence."""

    entries: int = 0
    books: int = 0
    rows: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether everything agrees."""
        return not self.problems

    @property
    def sentence(self) -> str:
        """The verdict in one line."""
        read = f"{self.entries} entries in {self.books} books, {self.rows} rows"
        if self.clean:
            return f"Clean: chain, copies and fold agree ({read})."
        count = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        return f"{count} found ({read})."


@query
def verify_log(look: Look) -> Verdict:
    """Read everything there is and compare it; takes as long as the log is. Damage is a problem found, not an error."""
    verdict = Verdict()
    session = look.session
    with _told(verdict, "The file"):
        _check_file(session, verdict)
    books: list[tuple[UUID, str, UUID]] = []
    scopes: list[UUID] = []
    with _told(verdict, "The list of books"):
        rows = session.execute(select(Book.id, Book.letter, Book.scope_id).order_by(Book.scope_id, Book.letter))
        books = [(book_id, letter, scope_id) for book_id, letter, scope_id in rows]
        scopes = list(session.scalars(select(Scope.id)))
    for book_id, letter, scope_id in books:
        verdict.books += 1
        where = f"book {letter} of {_name(session, scope_id)}"
        with _told(verdict, where.capitalize()):
            _check_book(session, verdict, book_id, where)
    folds: list[Fold] = []
    for scope_id in scopes:
        with _told(verdict, f"The fold of {_name(session, scope_id)}"):
            folds.append(_check_fold(session, verdict, scope_id))
        with _told(verdict, f"A block of {_name(session, scope_id)}"):
            _check_blocks(session, verdict, scope_id)
    if len(folds) == len(scopes):
        _check_tables(session, verdict, folds)
    with _told(verdict, "The search index"):
        _check_search(session, verdict)
    with _told(verdict, "The attachments"):
        _check_attachments(session, verdict)
    return verdict


@contextmanager
def _told(verdict: Verdict, what: str) -> Iterator[None]:
    """Whatever damaged data makes of the reading of it is one more problem."""
    try:
        yield
    except (DBAPIError, *DAMAGED) as error:
        verdict.problems.append(f"{what} cannot be read: {str(error).splitlines()[0] if str(error) else error!r}.")


def _check_file(session: Session, verdict: Verdict) -> None:
    """SQLite's own check of the file; the chain alone does not see a broken index.

    The search index is looked at first: FTS5 checks what it remembers of it, and other connections merge it meanwhile.
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    with suppress(DBAPIError):  # what is damaged there is told by the check itself
        last_indexed(session.connection())
    for pragma in ("integrity_check(20)", "foreign_key_check"):
        for row in session.execute(text(f"PRAGMA {pragma}")):
            if row[0] != "ok":
                verdict.problems.append(f"The file: {' '.join(str(part) for part in row)}.")


@query
def check_printed(look: Look, number: str, code: str) -> str:
    """MATCH, DIFFERENT or ENTRY MISSING for a log number and check code as they stand on paper."""
    read = NUMBER.fullmatch(number.strip().upper())
    if read is None:
        return "ENTRY MISSING"
    letter, serial = read.group(1) or "A", int(read.group(2))
    entry = look.session.scalar(
        select(LogEntry)
        .join(Book, Book.id == LogEntry.book_id)
        .where(Book.scope_id == look.incident_id, Book.letter == letter, LogEntry.serial == serial)
    )
    if entry is None:
        return "ENTRY MISSING"
    wanted = "".join(code.upper().split()).replace("O", "0").replace("I", "1").replace("L", "1")
    return "MATCH" if check_code(entry.hash).replace(" ", "") == wanted else "DIFFERENT"


def _name(session: Session, scope_id: UUID) -> str:
    """What operators call a scope; its rows may be what is damaged, so this asks for one text only."""
    ref = session.scalar(select(Incident.ref).where(Incident.id == scope_id))
    return ref or "the station"


def _check_book(session: Session, verdict: Verdict, book_id: UUID, where: str) -> None:
    previous, serial, last = "", 0, None
    for entry in session.scalars(
        select(LogEntry).where(LogEntry.book_id == book_id).order_by(LogEntry.serial).execution_options(yield_per=500)
    ):
        verdict.entries += 1
        serial += 1
        here = f"#{entry.number} in {where}"
        if entry.serial != serial:
            verdict.problems.append(f"{here}: an entry is missing before it.")
            serial = entry.serial
        if chain_hash(previous, entry.sealed) != entry.hash:
            verdict.problems.append(f"{here}: the sealed text does not fit the chain.")
        if last is not None and entry.order_at <= last:
            verdict.problems.append(f"{here}: stands before the entry it follows.")
        verdict.problems += [f"{here}: {name} differs from the sealed text." for name in _wrong_copies(entry)]
        previous, last = entry.hash, entry.order_at
        session.expunge(entry)


def _wrong_copies(entry: LogEntry) -> Iterator[str]:
    """The names of the readable columns that are not what was sealed."""
    try:
        sealed = json.loads(entry.sealed)
    except ValueError:
        yield "the whole entry"
        return
    if canonical(sealed) != entry.sealed:
        yield "the form"
    copies = {
        "id": str(entry.id),
        "scope": str(entry.scope_id),
        "book": str(entry.book_id),
        "letter": entry.letter,
        "serial": entry.serial,
        "order_at": moment_text(entry.order_at),
        "kind": entry.kind.value,
        "commands": entry.commands.split(),
        "sentence": entry.sentence,
        "words": entry.words,
        "post": entry.post,
        "initials": entry.initials,
        "recorded_at": moment_text(entry.recorded_at),
        "recorded_offset": entry.recorded_offset,
        "occurred_at": _moment(entry.occurred_at),
        "occurred_offset": entry.occurred_offset,
        "corrects": None if entry.corrects_id is None else str(entry.corrects_id),
        "reason": entry.reason,
        "importance": entry.importance,
        "party": entry.party,
        "author": entry.author,
    }
    yield from (name for name, value in copies.items() if sealed.get(name) != value)
    if sealed.get("about", []) != (entry.about or "").split():
        yield "about"


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment_text(moment)


def _check_fold(session: Session, verdict: Verdict, scope_id: UUID) -> Fold:
    whole = read_fold(session, scope_id, use_checkpoint=False)
    for checkpoint in session.scalars(select(Checkpoint).where(Checkpoint.scope_id == scope_id)):
        kept = fold_of(checkpoint)
        fresh = read_fold(session, scope_id, checkpoint.order_at, use_checkpoint=False)
        if _present(kept.state) != _present(fresh.state) or kept.places != fresh.places:
            verdict.problems.append(
                f"A checkpoint of {_name(session, scope_id)} differs from the fold: main.py rebuild makes it anew."
            )
    return whole


def _check_blocks(session: Session, verdict: Verdict, scope_id: UUID) -> None:
    if blocks_differ(session, scope_id):
        where = f"A block of {_name(session, scope_id)}"
        verdict.problems.append(f"{where} differs from the log: main.py rebuild makes it anew.")


def _check_tables(session: Session, verdict: Verdict, folds: list[Fold]) -> None:
    folded: State = {}
    for fold in folds:
        for table, rows in fold.state.items():
            folded.setdefault(table, {}).update(rows)
    for table, row_class in sorted(Tracked.REGISTRY.items()):
        with _told(verdict, f"The table {table}"):
            expected = _present({table: folded.get(table, {})})[table]
            found = {str(row.id): _encoded(row) for row in session.scalars(select(row_class))}
            verdict.rows += len(found)
            for row_id in sorted(expected.keys() | found.keys()):
                if expected.get(row_id) != found.get(row_id):
                    verdict.problems.append(f"{table} {row_id}: the table differs from what the log says.")


def _check_attachments(session: Session, verdict: Verdict) -> None:
    """That the bytes of every attachment are there, and are those that were attached; one file is in memory at a time.

    The chain seals the digest, and the digest the bytes.
    """
    rows = session.execute(
        select(
            Attachment.digest, Attachment.size, Attachment.name, Attachment.position, LogEntry.letter, LogEntry.serial
        )
        .join(LogEntry, LogEntry.id == Attachment.entry_id, isouter=True)
        .order_by(Attachment.digest)
    ).all()
    for digest, named in groupby(rows, key=itemgetter(0)):
        content = session.scalar(select(Blob.content).where(Blob.digest == digest))
        for _, size, name, position, letter, serial in named:
            where = f"Attachment {entry_number(letter, serial)}-{position} {name}" if serial else f"Attachment {name}"
            if content is None:
                verdict.problems.append(f"{where}: its bytes are missing.")
            elif len(content) != size or hashlib.sha256(content).hexdigest() != digest:
                verdict.problems.append(f"{where}: its bytes are not those that were attached (SHA-256 differs).")


def _check_search(session: Session, verdict: Verdict) -> None:
    """Whether as many entries can be found as there are, up to the last."""
    held = count_indexed(session.connection()), last_indexed(session.connection())
    there, last = session.execute(select(func.count(), func.max(LogEntry.local_key))).one()
    if held != (there, last or 0):
        verdict.problems.append(f"The search index holds {held[0]} of {there} entries: main.py rebuild makes it anew.")


def _present(state: State) -> State:
    """The state without its empty columns, which may be written or left out."""
    return {
        table: {key: {n: v for n, v in row.items() if v is not None} for key, row in rows.items()}
        for table, rows in state.items()
    }


def _encoded(row: Tracked) -> dict[str, Any]:
    values = {name: row.CODEC.encode(name, getattr(row, name)) for name in row.CODEC.columns}
    return {name: value for name, value in values.items() if value is not None}
