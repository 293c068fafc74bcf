"""The marks of a time axis: round times on the clocks of a zone, also where daylight saving changes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.moments import exists
from models import times

STEPS = (5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080)
"""Minutes between two marks of the time axis."""
DAY = timedelta(days=1)


def step_for(seconds: float, most: int) -> int:
    """The minutes between two marks, so that there are not more than so many marks."""
    return next((step for step in STEPS if seconds / 60 / step <= most), STEPS[-1])


def ticks(start: datetime, end: datetime, step: int, zone: ZoneInfo) -> list[tuple[datetime, str]]:
    """The marks of the axis: round times on the clock of the zone, the date at midnight, also where the clocks change.

    An hour that the clocks show twice has both its marks, each with its offset.
    """
    days = max(1, step // 1440)
    first = start.astimezone(zone).date()
    first -= timedelta(days=first.toordinal() % days)
    last = end.astimezone(zone).date()
    found: dict[datetime, str] = {}
    for number in range(0, (last - first).days + 1, days):
        for moment in _on_day(first + number * DAY, min(step, 1440), zone):
            if start <= moment <= end:
                found[moment] = _tick_text(moment, zone)
    return sorted(found.items())


def _on_day(day: date, step: int, zone: ZoneInfo) -> Iterator[datetime]:
    for minute in range(0, 1440, step):
        for fold in (0, 1):
            local = datetime.combine(day, time(minute // 60, minute % 60), zone).replace(fold=fold)
            if exists(local):
                yield local.astimezone(UTC)


def _tick_text(moment: datetime, zone: ZoneInfo) -> str:
    local = moment.astimezone(zone)
    if (local.hour, local.minute) == (0, 0):
        return f"{local.day} {local:%b}"
    return times.clock_text(moment, zone)
