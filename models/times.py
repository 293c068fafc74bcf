"""How times are said: clock, distance, elapsed and late, each in the one form that screens and pages share."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def clock_text(moment: datetime, zone: ZoneInfo, today: date | None = None, *, seconds: bool = False) -> str:
    """`03:15`; with its date where that is not `today`, with its offset in the hour that daylight saving repeats.

    `today` is the local date of the reader's moment; None leaves the date out (a date stands near already).
    """
    local = moment.astimezone(zone)
    text = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    if repeated(local):
        text += f" {offset_text(local)}"
    return text if today is None or local.date() == today else f"{day_text(local.date(), today)} {text}"


def repeated(local: datetime) -> bool:
    """Whether the clocks show this local time twice that day."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


def offset_text(local: datetime) -> str:
    """The numeric offset, as on paper: `+02:00`."""
    return f"{local:%z}"[:3] + ":" + f"{local:%z}"[3:5]


def day_text(day: date, today: date) -> str:
    """`13 Aug`, and the year where it is another one."""
    return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b %Y}"


def long_day_text(day: date) -> str:
    """`Wed 12 Aug 2026`."""
    return f"{day:%a} {day.day} {day:%b %Y}"


def distance_text(moment: datetime, now: datetime) -> str:
    """How far off a due time is: `in 28 min`, `7 min late`, `now`; both are cut to their minutes first."""
    minutes = whole_minutes(now, moment)
    if not minutes:
        return "now"
    return f"in {length_text(minutes)}" if minutes > 0 else f"{length_text(-minutes)} late"


def whole_minutes(start: datetime, end: datetime) -> int:
    """The minutes between two moments, both cut to their minutes first; negative where the end is before the start."""
    return (to_the_minute(end) - to_the_minute(start)) // timedelta(minutes=1)


def to_the_minute(moment: datetime) -> datetime:
    """The moment cut to its minute."""
    return moment.replace(second=0, microsecond=0)


def length_text(minutes: int) -> str:
    """A length of time: `28 min`, `1 h`, `1 h 43 min`, `2 d 3 h`."""
    if minutes < 60:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    if hours < 24:
        return f"{hours} h {rest:02d} min" if rest else f"{hours} h"
    days, hours = divmod(hours, 24)
    return f"{days} d {hours} h" if hours else f"{days} d"


def ago_text(moment: datetime, now: datetime) -> str:
    """How long ago: `just now`, else `4 min ago`; a moment still to come counts as now."""
    minutes = int((now - moment).total_seconds() // 60)
    return f"{length_text(minutes)} ago" if minutes > 0 else "just now"


def elapsed_text(start: datetime, end: datetime) -> str:
    """Since the incident began: `T+ 03:46`, `T+ 1 d 03:46`; `T− 00:05` before it."""
    minutes = whole_minutes(start, end)
    return f"T{'+' if minutes >= 0 else '−'} {hours_text(abs(minutes))}"


def since_text(start: datetime, end: datetime) -> str:
    """The same beside an entry of the log: `+00:17`."""
    minutes = whole_minutes(start, end)
    return f"{'+' if minutes >= 0 else '−'}{hours_text(abs(minutes))}"


def hours_text(minutes: int) -> str:
    """Hours and minutes as a clock shows them, whole days before: `03:46`, `1 d 03:46`."""
    days, rest = divmod(minutes, 24 * 60)
    text = f"{rest // 60:02d}:{rest % 60:02d}"
    return f"{days} d {text}" if days else text


def late_text(delay: timedelta) -> str:
    """The mark of an entry written long after its event: `LATE +23 min`."""
    return f"LATE +{length_text(int(delay.total_seconds() // 60))}"
