"""Opening a station's database: which desk this is, and the first entries of an empty one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from string import ascii_uppercase
from uuid import UUID

from sqlalchemy import select

from app.clock import Clock, system_clock
from app.command import Bound, Operator
from app.commands.register import register_system
from app.commands.station import open_seat, open_station
from app.desk import Desk
from app.errors import Refused
from app.query import Look, query
from app.seat_note import note_seat, noted_seat
from models.base import new_id
from models.database import Database
from models.log import LogEntry
from models.station import Seat, Station
from models.terms import Tier
from resources import files

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
    seat_id = _seat_of(database) or new_id()
    blank = Desk(database, new_id(), seat_id, "A", operator or DEFAULT_OPERATOR, clock=clock)
    found = blank.ask(the_station())
    if found is None:
        note_seat(database, seat_id)
        _open_station(blank, settings or StationSettings(), hics_register() if register is None else register)
        return blank
    station_id, seats = found
    mine = next((seat for seat in seats if seat.id == seat_id), None)
    desk = replace(blank, station_id=station_id)
    if mine is not None:
        return replace(desk, letter=mine.letter, operator=operator or Operator(mine.post, mine.initials))
    note_seat(database, seat_id)
    return _with_new_seat(desk, {seat.letter for seat in seats})


def _open_station(desk: Desk, settings: StationSettings, register: list[Bound]) -> None:
    opened = open_station(settings.name, settings.site, settings.time_zone, settings.paper)
    registered = f", {len(register)} systems registered" if register else ""
    desk.do(opened, open_seat("A"), *register, words=f"Station {settings.name} opened{registered}.")


def _with_new_seat(desk: Desk, taken: set[str]) -> Desk:
    """The desk at the first letter that is free; another desk may take one between the look and the lock."""
    for letter in ascii_uppercase:
        if letter in taken:
            continue
        seated = replace(desk, letter=letter)
        try:
            seated.do(open_seat(letter))
        except Refused:
            continue
        return seated
    raise Refused("This station has 26 desks already. Open an older copy of its database.")


def _seat_of(database: Database) -> UUID | None:
    """The seat that this machine noted, if the entry it wrote last still stands in the database."""
    noted = noted_seat(database)
    if noted is None:
        return None
    seat_id, last = noted
    if last is not None:
        with database.reading() as session:
            if session.scalar(select(LogEntry.id).where(LogEntry.id == last)) is None:
                return None
    return seat_id


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
