"""Reading the moment at which something happened, as an operator tells it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.errors import Refused

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?")


def told_time(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """`03:42` or `03:42:10` is the last such time before now; `2026-08-12 03:42` that one; nothing is None.

    Raises `Refused`.
    """
    typed = text.strip()
    if not typed:
        return None
    wrong = Refused(f"“{typed}” is not a time. Type it like 03:42 or 2026-08-12 03:42.", field="occurred_at")
    try:
        if clock := _CLOCK.fullmatch(typed):
            hour, minute, second = (int(part or 0) for part in clock.groups())
            today = now.astimezone(zone).replace(hour=hour, minute=minute, second=second, microsecond=0)
            return today if today <= now else today - timedelta(days=1)
        given = datetime.fromisoformat(typed)
    except ValueError:
        raise wrong from None
    return given if given.tzinfo else given.replace(tzinfo=zone)
