"""Opening a station's database: which desk this is, and the first entries of an empty one."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import select

from app.clock import Clock, system_clock
from app.command import Bound, Operator
from app.commands.station import open_seat, open_station, register_system
from app.desk import Desk
from app.errors import Refused
from app.query import Look, query
from app.settings import data_folder
from models.base import new_id
from models.database import Database
from models.station import Seat, Station
from models.terms import Tier
from resources import files

_log = logging.getLogger(__name__)

DEFAULT_OPERATOR = Operator("Coordinator", "CO")


@dataclass(frozen=True)
class StationSettings:
    """What an empty database is opened with."""

    name: str = "Operations"
    site: str = "Main site"
    time_zone: str = "UTC"
    paper: str = "a4"


@query
def the_station(look: Look) -> tuple[UUID, list[Seat]] | None:
    """The station's id and its seats, or None in an empty database."""
    station_id = look.session.scalar(select(Station.id))
    if station_id is None:
        return None
    return station_id, list(look.session.scalars(select(Seat).order_by(Seat.opened_at)))


def open_desk(
    database: Database,
    settings: StationSettings | None = None,
    operator: Operator | None = None,
    clock: Clock = system_clock,
    register: list[Bound] | None = None,
) -> Desk:
    """This machine's desk at the database's station; an empty database gets its station, first seat and register.

    A database file that was copied or restored is another file, so it gets another seat and its own books: two
    different entries can never share a number.
    """
    seat_id = _seat_of(database)
    who = operator or DEFAULT_OPERATOR
    blank = Desk(database, new_id(), seat_id, "A", who, clock=clock)
    found = blank.ask(the_station())
    if found is None:
        chosen = settings or StationSettings()
        opened = open_station(chosen.name, chosen.site, chosen.time_zone, chosen.paper)
        seeds = hics_register() if register is None else register
        registered = f", {len(seeds)} systems registered" if seeds else ""
        blank.do(opened, open_seat("A"), *seeds, words=f"Station {chosen.name} opened{registered}.")
        return blank
    station_id, seats = found
    mine = next((seat for seat in seats if seat.id == seat_id), None)
    if mine is not None:
        return Desk(
            database, station_id, seat_id, mine.letter, operator or Operator(mine.post, mine.initials), clock=clock
        )
    free = [letter for letter in ascii_uppercase if letter not in {seat.letter for seat in seats}]
    if not free:
        raise Refused("This station has 26 desks already. Open an older copy of its database.")
    letter = free[0]
    last = seats[-1]
    desk = Desk(database, station_id, seat_id, letter, operator or Operator(last.post, last.initials), clock=clock)
    desk.do(open_seat(letter))
    return desk


def reading_desk(database: Database) -> Desk:
    """A desk to read with: it opens no seat, so nothing is written by looking. Raises `Refused` where nothing is."""
    found = Desk(database, new_id(), new_id(), "A", DEFAULT_OPERATOR).ask(the_station())
    if found is None:
        raise Refused("This database is empty: no station was opened in it yet.")
    return Desk(database, found[0], new_id(), "A", DEFAULT_OPERATOR)


def hics_register() -> list[Bound]:
    """The commands that seed the register with the rows of HICS 251 (2014) and their tiers."""
    return [
        register_system(
            ref=row["ref"],
            name=row["name"],
            group=row["group"],
            tier=Tier(row["tier"]),
            rto_minutes=row.get("rto_minutes"),
        )
        for row in files.toml("register", "hics-2014.toml")["system"]
    ]


def _seat_of(database: Database) -> UUID:
    """The seat noted for this database, while its file still is the same file; else a new one, noted."""
    note, file = _note_of(database)
    if note.exists():
        try:
            known = json.loads(note.read_text(encoding="utf-8"))
            if known["file"] == file:
                return UUID(known["seat"])
        except (ValueError, KeyError, TypeError):
            _log.warning("%s cannot be read; this desk gets a new seat", note)
    seat_id = new_id()
    _write_note(note, json.dumps({"seat": str(seat_id), "file": file}))
    return seat_id


def _note_of(database: Database) -> tuple[Path, list[int]]:
    """Where this machine notes its seat, and which file that holds for (none where the database is a server's)."""
    if database.path is None:
        name = hashlib.sha256(database.url.render_as_string(hide_password=True).encode()).hexdigest()[:16]
        return data_folder() / "seats" / f"{name}.seat", []
    status = os.stat(database.path)
    return database.path.with_name(database.path.name + ".seat"), [status.st_dev, status.st_ino]


def _write_note(note: Path, text: str) -> None:
    note.parent.mkdir(parents=True, exist_ok=True)
    new = note.with_name(note.name + ".new")
    with new.open("w", encoding="utf-8") as handle:
        handle.write(text)
        handle.flush()
        os.fsync(handle.fileno())
    new.replace(note)
