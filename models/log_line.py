"""A line of the log as it is read: an entry with the corrections that were made to it."""

from dataclasses import dataclass

from models.log import LogEntry


@dataclass(frozen=True)
class LogLine:
    """An entry as it is read: with the corrections that were made to it, and the one it corrects."""

    entry: LogEntry
    corrections: tuple[LogEntry, ...] = ()
    corrects: LogEntry | None = None

    @property
    def struck(self) -> bool:
        """Whether it is shown struck through."""
        return bool(self.corrections)
