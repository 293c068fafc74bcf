"""A figure of an incident: a length of time between two log entries, both named (standards 2.3)."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Figure:
    """A measured length of time. `from_at` and `to_at` are cut to their minutes before the difference is taken.

    `key` is stable (`duration`, `outage:ATS-CR2`, `in_force:D-02`); `from_number` and `to_number` are log numbers.
    """

    key: str
    label: str
    from_number: str
    from_at: datetime
    to_number: str
    to_at: datetime

    @property
    def length(self) -> timedelta:
        """The difference of the two minutes."""
        return self.to_at.replace(second=0, microsecond=0) - self.from_at.replace(second=0, microsecond=0)

    @property
    def minutes(self) -> int:
        """The length in whole minutes."""
        return int(self.length.total_seconds() // 60)

    @property
    def text(self) -> str:
        """As it is read: `49 min`, `6 h 10 min`."""
        hours, minutes = divmod(self.minutes, 60)
        return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
