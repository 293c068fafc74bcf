"""The station's own book: opening it and its seats, and its settings."""

from string import ascii_uppercase
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.command import KEEP, NAME, Work, change, checked_operator, command, required
from app.errors import Refused
from app.text import shortened
from models.station import Seat, Station
from models.terms import EntryKind, ScopeKind

PAPERS = ("a4", "letter")
LATEST = 24 * 60
"""Minutes after which an entry is late, at the most."""
SETTINGS = {
    "name": "called {}",
    "site": "site {}",
    "time_zone": "times in {}",
    "paper": "paper {}",
    "late_after_minutes": "entries late after {} min",
    "silence_after_minutes": "an entry asked for after {} min of silence",
}
"""How a changed setting stands in the log."""


def _checked_zone(name: str) -> str:
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(
            f"There is no time zone {shortened(name)}. Write it like Europe/Berlin.", field="time_zone"
        ) from error


def _checked_paper(paper: str) -> str:
    if paper.lower() not in PAPERS:
        raise Refused("Paper is a4 or letter.", field="paper")
    return paper.lower()


@command("station.open", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def open_station(
    work: Work,
    name: str,
    site: str,
    time_zone: str,
    paper: str = "a4",
) -> str:
    """Open the station and its first seat, once, in an empty database."""
    if work.all(Station):
        raise Refused("This database has its station already.")
    work.add(
        Station(
            id=work.station_id,
            name=required(name, "name", "what the station is called", NAME),
            site=required(site, "site", "which site it serves", NAME),
            time_zone=_checked_zone(time_zone),
            paper=_checked_paper(paper),
        )
    )
    return f"Station {name} opened, site {site}, times in {time_zone}."


@command("station.set", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def set_station(
    work: Work,
    name: str = KEEP,
    site: str = KEEP,
    time_zone: str = KEEP,
    paper: str = KEEP,
    late_after_minutes: int = KEEP,
    silence_after_minutes: int = KEEP,
) -> str:
    """Change the station's settings; what is not given stays."""
    station = work.station
    called = station.name
    if late_after_minutes is not KEEP and not 1 <= late_after_minutes <= LATEST:
        raise Refused("Late begins after one minute at the least, a day at the most.", field="late_after_minutes")
    if silence_after_minutes is not KEEP and not 1 <= silence_after_minutes <= LATEST:
        raise Refused("Silence lasts a minute at the least, a day at the most.", field="silence_after_minutes")
    changed = change(
        station,
        name=required(name, "name", "what the station is called", NAME),
        site=required(site, "site", "which site it serves", NAME),
        time_zone=time_zone if time_zone is KEEP else _checked_zone(time_zone or ""),
        paper=paper if paper is KEEP else _checked_paper(paper or ""),
        late_after_minutes=late_after_minutes,
        silence_after_minutes=silence_after_minutes,
    )
    if not changed:
        raise Refused("The station is set so already.")
    return f"Station {called}: {', '.join(SETTINGS[one].format(getattr(station, one)) for one in changed)}."


@command("seat.open", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def open_seat(work: Work, letter: str) -> str:
    """Open this desk's own log books, under a letter of its own."""
    if letter not in tuple(ascii_uppercase):
        raise Refused("A desk has one of the letters A to Z.", field="letter")
    if any(seat.letter == letter for seat in work.all(Seat)):
        raise Refused(f"Desk {letter} is open already.")
    work.add(
        Seat(
            id=work.seat_id,
            station_id=work.station_id,
            letter=letter,
            post=work.operator.post,
            initials=work.operator.initials,
            opened_at=work.recorded_at,
        )
    )
    return f"Desk {letter} opened."


@command("seat.sign_on", EntryKind.SYSTEM, scope=ScopeKind.STATION)
def sign_on(work: Work, post: str, initials: str) -> str:
    """Say who sits at this desk from now on."""
    seat = work.find(Seat, work.seat_id)
    who = checked_operator(post or "", initials or "")
    seat.post, seat.initials = who.post, who.initials
    return f"Desk {seat.letter}: {seat.post} ({seat.initials})."
