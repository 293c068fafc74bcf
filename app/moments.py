"""Reading a moment as an operator types it."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.errors import Refused

YEARS = range(1970, 2200)
"""What a console of this kind can speak of; a year outside is a slip of the finger."""
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")
_SECONDS = re.compile(r"[T ]\d{2}:\d{2}:\d{2}")


def parse_moment(text: str, zone: ZoneInfo, not_before: datetime) -> datetime:
    """The end of the minute (or second) that is typed: `04:31`, `04:31:20`, `2026-08-12 04:31`, or ISO with an offset.

    A bare time is the first such one that does not end before `not_before` (usually when the incident occurred).
    Raises `Refused`.
    """
    typed = text.strip()
    if clock := _CLOCK.fullmatch(typed):
        at = _time(clock)
        day = not_before.astimezone(zone).date()
        first = _end_of(datetime.combine(day, at, zone), bool(clock.group(3)))
        if first >= not_before:
            return first
        return _end_of(datetime.combine(day + timedelta(days=1), at, zone), bool(clock.group(3)))
    try:
        given = datetime.fromisoformat(typed)
    except ValueError as error:
        raise Refused(f"“{typed}” is not a time. Type it like 04:31 or 2026-08-12 04:31.", field="as_at") from error
    checked(given, "as_at")
    if len(typed) == len("2026-08-12"):
        return datetime.combine(given.date() + timedelta(days=1), time(), zone) - timedelta.resolution
    return _end_of(given if given.tzinfo else given.replace(tzinfo=zone), bool(_SECONDS.search(typed)))


def checked(moment: datetime, field: str | None = None) -> datetime:
    """The moment, if its year is one that can be meant. Raises `Refused`."""
    if moment.year not in YEARS:
        raise Refused(f"The year {moment.year} cannot be meant. Check the date.", field=field)
    return moment


def _time(clock: re.Match[str]) -> time:
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        return time(hour, minute, second)
    except ValueError as error:
        raise Refused(f"There is no {clock.group(0)} on a clock.", field="as_at") from error


def _end_of(moment: datetime, to_the_second: bool) -> datetime:
    step = timedelta(seconds=1) if to_the_second else timedelta(minutes=1)
    start = moment.replace(microsecond=0) if to_the_second else moment.replace(second=0, microsecond=0)
    return start + step - timedelta.resolution
