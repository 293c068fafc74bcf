"""A long log made quickly: the real seal of every entry, written in large batches instead of one commit each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from app.checkpoints import write_checkpoint
from app.clock import SetClock
from app.commands.incidents import declare_incident
from app.desk import Desk
from app.incidents import incident_to_show
from app.log_blocks import rebuild_blocks
from app.station import open_desk
from models.base import new_id
from models.codec import canonical, chain_hash
from models.database import open_database
from models.log import Checkpoint, Facts, Head, LogEntry, read_places, sealed_facts, sealing
from models.log_search import index_rest
from models.terms import EntryKind, ScopeKind

KEPT = "WATCHKEEPER_BENCH"
"""Names a folder where long logs are kept from run to run; with it, the long log holds five million entries."""
SHORT, LONG = 1_000, 5_000_000 if os.environ.get(KEPT) else 1_000_000
START = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)
BATCH = 5_000
KINDS = (EntryKind.NOTE, EntryKind.NOTE, EntryKind.STATUS, EntryKind.TASK, EntryKind.COMMUNICATION)
EVERY_DECISION = 50
WORDS = (
    "Kestrel Power: technician on the way, at the gate by 04:50, asks for the battery data sheet.",
    "Riser 4 looked at, nothing found.",
    "The duty engineer of the utility says that the breaker of feeder A opened on undervoltage and that a crew is on "
    "its way; they expect to know more within the half hour and will call the command post before they switch.",
)


def kept_log(folder: Path, entries: int) -> Path:
    """A log of so many entries: the one that is kept in the folder of `WATCHKEEPER_BENCH`, else one made for this run.

    What benchmarks write into a kept one stays in it.
    """
    place = Path(os.environ.get(KEPT, folder)) / f"log-{entries}.db"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        long_log(place, entries).database.close()
    return place


def desk_at(place: Path) -> Desk:
    """A desk that writes in a long log, by the machine's clock."""
    desk = open_desk(open_database(place))
    return desk.at(desk.ask(incident_to_show(None)))


def long_log(path: Path, entries: int) -> Desk:
    """A desk at an incident whose log holds so many entries, in one book with a valid chain."""
    clock = SetClock(START)
    desk = open_desk(open_database(path), clock=clock)
    desk = desk.at(desk.do(declare_incident("Loss of normal power")).scope_id)
    assert desk.incident_id is not None
    with desk.database.writing.begin() as session:
        write_checkpoint(session, desk.incident_id)
        [place] = read_places(session, desk.incident_id)
        head = Head(
            desk.incident_id, ScopeKind.INCIDENT, place.book_id, place.letter, place.serial + 1, place.hash, START
        )
    rows = _entries(head, entries - head.serial + 1)
    while batch := list(islice(rows, BATCH)):
        with desk.database.writing.begin() as session, sealing(session.connection()):
            session.connection().execute(insert(LogEntry), batch)
            index_rest(session.connection())
    clock.moment = START + timedelta(seconds=entries)
    _keep_fold(desk, desk.incident_id, entries)
    rebuild_blocks(desk.database)
    return desk


def _entries(head: Head, count: int) -> Iterator[dict[str, Any]]:
    """The rows of notes and the like that change nothing, one a second."""
    digest = head.previous
    for serial in range(head.serial, head.serial + count):
        at = START + timedelta(seconds=serial)
        kind = EntryKind.DECISION if serial % EVERY_DECISION == 0 else KINDS[serial % len(KINDS)]
        words = f"{WORDS[serial % len(WORDS)]} ({serial})"
        facts = Facts(new_id(), kind, ["log.note"], "", words, "Coordinator", "CO", at, 0)
        here = Head(head.scope_id, head.scope_kind, head.book_id, head.letter, serial, digest, at)
        text = canonical(sealed_facts(here, facts, ()))
        digest = chain_hash(digest, text)
        yield {
            "id": facts.entry_id,
            "scope_id": head.scope_id,
            "book_id": head.book_id,
            "serial": serial,
            "letter": head.letter,
            "kind": kind,
            "commands": "log.note",
            "sentence": "",
            "words": words,
            "post": facts.post,
            "initials": facts.initials,
            "recorded_at": at,
            "recorded_offset": 0,
            "order_at": at,
            "sealed": text,
            "hash": digest,
        }


def _keep_fold(desk: Desk, scope_id: UUID, entries: int) -> None:
    """The checkpoint that `Desk.do` would have written on the way: these entries changed no row of the first fold."""
    with desk.database.writing.begin() as session:
        first = session.scalars(select(Checkpoint).where(Checkpoint.scope_id == scope_id)).one()
        [book] = json.loads(first.heads)
        end = {
            "id": new_id(),
            "scope_id": scope_id,
            "order_at": START + timedelta(seconds=entries),
            "heads": canonical({book: entries}),
            "state": first.state,
        }
        session.execute(insert(Checkpoint).values(end))
