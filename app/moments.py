"""Reading a moment as an operator types it: the one place that knows what a bare time means."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.errors import Refused
from app.text import shortened

YEARS = range(1970, 2200)
"""What a console of this kind can speak of; a year outside is a slip of the finger."""
DAY = timedelta(days=1)

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")
_AHEAD = re.compile(r"(?:in|\+) ?(?:(\d{1,2}) ?h(?:ours?)?)? ?(?:(\d{1,4}) ?m(?:in(?:utes)?)?)?")
_SECONDS = re.compile(r"[T ]\d{2}:\d{2}:\d{2}")


def parse_moment(text: str, zone: ZoneInfo, not_before: datetime) -> datetime:
    """The end of the minute (or second) that is typed: `04:31`, `04:31:20`, `2026-08-12 04:31`, or ISO with an offset.

    A bare time is the first such one that does not end before `not_before` (usually when the incident occurred), also
    in the hour that daylight saving repeats. Raises `Refused`.
    """
    typed = text.strip()
    if clock := _CLOCK.fullmatch(typed):
        day = not_before.astimezone(zone).date()
        ends = [_end_of(one, bool(clock.group(3))) for one in _on_days(clock, zone, [day, day + DAY, day + 2 * DAY])]
        return next(end for end in ends if end >= not_before)
    given = _given(typed, zone, "as_at")
    if len(typed) == len("2026-08-12"):
        next_day = given.astimezone(zone).date() + DAY
        return datetime.combine(next_day, time(), zone).astimezone(UTC) - timedelta.resolution
    return _end_of(given, bool(_SECONDS.search(typed)))


def told_time(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """When something happened, as told: `03:42` is the last such time until now, `2026-08-12 03:42` that one.

    Nothing typed is None. Raises `Refused`.
    """
    typed = text.strip()
    if not typed:
        return None
    if clock := _CLOCK.fullmatch(typed):
        today = now.astimezone(zone).date()
        told = _on_days(clock, zone, [today - 2 * DAY, today - DAY, today])
        return next(one for one in reversed(told) if one <= now)
    return _given(typed, zone, "occurred_at")


def due_time(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """By when something is due: `03:05` is the next such time, `in 20m` or `in 1h30m` so long from now.

    `2026-08-12 03:05` is that one; a leading `by` may stand; nothing typed is None. Raises `Refused`.
    """
    typed = text.strip().removeprefix("by ").strip()
    if not typed:
        return None
    if (ahead := _AHEAD.fullmatch(typed)) and any(ahead.groups()):
        hours, minutes = (int(part or 0) for part in ahead.groups())
        return now + timedelta(hours=hours, minutes=minutes)
    if clock := _CLOCK.fullmatch(typed):
        today = now.astimezone(zone).date()
        return next(one for one in _on_days(clock, zone, [today, today + DAY, today + 2 * DAY]) if one > now)
    return _given(typed, zone, "due_at")


def checked(moment: datetime, field: str | None = None) -> datetime:
    """The moment, if its year is one that can be meant. Raises `Refused`."""
    if moment.year not in YEARS:
        raise Refused(f"The year {moment.year} cannot be meant. Check the date.", field=field)
    return moment


def exists(local: datetime) -> bool:
    """Whether the clocks of its zone show this local time at all; in spring they skip an hour."""
    return local.astimezone(UTC).astimezone(local.tzinfo).replace(tzinfo=None) == local.replace(tzinfo=None)


def _given(typed: str, zone: ZoneInfo, field: str) -> datetime:
    """A moment with its date, in UTC."""
    try:
        given = datetime.fromisoformat(typed)
    except ValueError as error:
        raise Refused(
            f"“{shortened(typed)}” is not a time. Type it like 04:31 or 2026-08-12 04:31.", field=field
        ) from error
    checked(given, field)
    if given.tzinfo is None:
        given = given.replace(tzinfo=zone)
        if not exists(given):
            raise Refused(f"The clocks skip {typed}. Say which hour you mean.", field=field)
    return given.astimezone(UTC)


def _on_days(clock: re.Match[str], zone: ZoneInfo, days: list[date]) -> list[datetime]:
    """A bare time on each of these days, in UTC and in order; twice where the clocks show it twice."""
    hour, minute, second = (int(part or 0) for part in clock.groups())
    try:
        at = time(hour, minute, second)
    except ValueError as error:
        raise Refused(f"There is no {clock.group(0)} on a clock.", field="as_at") from error
    both = [datetime.combine(day, at, zone).replace(fold=fold) for day in days for fold in (0, 1)]
    return sorted({one.astimezone(UTC) for one in both if exists(one)})


def _end_of(moment: datetime, to_the_second: bool) -> datetime:
    """The last microsecond of the minute or second, in UTC: a local sum would leave the repeated hour."""
    start = moment.astimezone(UTC).replace(microsecond=0)
    if to_the_second:
        return start + timedelta(seconds=1) - timedelta.resolution
    return start.replace(second=0) + timedelta(minutes=1) - timedelta.resolution
