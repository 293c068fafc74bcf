"""Transcribing from paper: a block of late entries, each line with its time first, under one author and one date."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.errors import Refused
from app.moments import YEARS, exists
from app.text import shortened
from models import times

_LINE = re.compile(r"(\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{4})(?:\s*h\b)?(?:\s+(.*))?", re.DOTALL)


class PaperLine(NamedTuple):
    """A line of the paper: when it happened, and what stands there."""

    happened_at: datetime
    words: str


def paper_day(typed: str, zone: ZoneInfo, now: datetime) -> date:
    """The date of the paper: `2026-08-11`, or nothing for today. Raises `Refused`."""
    today = now.astimezone(zone).date()
    try:
        day = date.fromisoformat(typed.strip()) if typed.strip() else today
    except ValueError as error:
        said = f"“{shortened(typed.strip())}” is not a date. Type it like {today.isoformat()}."
        raise Refused(said, field="day") from error
    if day.year not in YEARS:
        raise Refused(f"The year {day.year} cannot be meant. Check the date.", field="day")
    if day > today:
        raise Refused("That day has not come yet. Check the date of the paper.", field="day")
    return day


def paper_line(typed: str, day: date, zone: ZoneInfo, now: datetime) -> PaperLine:
    """What a line says: `0351 E4 stopped` or `03:51 E4 stopped`, on the paper's date. Raises `Refused`."""
    found = _LINE.fullmatch(typed.strip())
    if found is None:
        raise Refused("Begin with the time on the paper, like 0351 or 03:51.", field="line")
    figures, words = re.sub(r"\D", "", found.group(1).rjust(4, "0")), (found.group(2) or "").strip()
    happened_at = _moment(figures, found.group(1), day, zone)
    if not words:
        raise Refused(f"Write what the paper says of {found.group(1)}.", field="line")
    if happened_at > now:
        raise Refused(f"{found.group(1)} has not come yet. Check the time and the paper's date.", field="line")
    return PaperLine(happened_at, words)


def _moment(figures: str, typed: str, day: date, zone: ZoneInfo) -> datetime:
    """The moment of these figures; the first of two where the clocks show it twice."""
    padded = figures.rjust(4 if len(figures) <= 4 else 6, "0").ljust(6, "0")
    try:
        at = time(int(padded[:2]), int(padded[2:4]), int(padded[4:]))
    except ValueError as error:
        raise Refused(f"There is no {typed} on a clock.", field="line") from error
    local = datetime.combine(day, at, zone)
    if not exists(local):
        raise Refused(f"The clocks skip {typed} that day. Say which hour is meant.", field="line")
    return local


def order_hint(happened_at: datetime, last: datetime | None, zone: ZoneInfo) -> str:
    """A hint where a line is earlier than the one above; papers pass midnight, and slips happen. Never a refusal."""
    if last is None or happened_at >= last:
        return ""
    before, above = (times.clock_text(one, zone, one.astimezone(zone).date()) for one in (happened_at, last))
    return f"{before} is before {above}, the line above. After midnight the date is another; Enter saves it as it is."


def transcribed_text(count: int) -> str:
    """`7 transcribed`."""
    return f"{count} transcribed" if count else "Nothing transcribed yet"
