"""A line of the log as it is read: an entry with its corrections, and in which words it is told."""

import re
from dataclasses import dataclass

from models.log import LogEntry
from models.terms import EntryKind

_MOVED = re.compile(r"belongs to (?P<incident>\S+), where it stands as (?P<number>#\w+)")
"""As `move_out` says it (`app/commands/logbook.py`)."""

_ATTACHED = re.compile(r"\bFile .+? \([\d.]+ \w+\) attached\.")
"""As `attach` says it (`app/commands/attachments.py`)."""


@dataclass(frozen=True)
class LogLine:
    """An entry as it is read: with the corrections that were made to it, and the one it corrects."""

    entry: LogEntry
    corrections: tuple[LogEntry, ...] = ()
    corrects: LogEntry | None = None

    @property
    def stands(self) -> LogEntry:
        """The entry whose words hold now: the last correction, else the entry itself."""
        return next((one for one in reversed(self.corrections) if not one.moves), self.entry)

    @property
    def moved_by(self) -> LogEntry | None:
        """What moved it to another incident."""
        return next((one for one in self.corrections if one.moves), None)

    @property
    def struck(self) -> bool:
        """Whether it is shown struck through."""
        return bool(self.corrections)


def told(entry: LogEntry) -> tuple[str, str]:
    """What is read first, and what is read below it.

    The operator's words stand over the command's sentence; where the sentence holds the words already, it stands alone.
    A decision without words stands over its reason.
    """
    if entry.words and entry.sentence:
        if _holds(entry.sentence, entry.words):
            return entry.sentence, ""
        return entry.words, entry.sentence
    if entry.kind is EntryKind.DECISION and entry.sentence:
        decision, mark, reason = entry.sentence.partition(" Reason: ")
        return decision, f"{mark.strip()} {reason}".strip()
    return entry.text, ""


def without_files(sentence: str) -> str:
    """What the commands say but for the files: for who sees the files themselves."""
    return " ".join(_ATTACHED.sub("", sentence).split())


def party_text(entry: LogEntry, main: str) -> str:
    """Whose word it is, to be read before the text (`Lead Electrician`); nothing where the text names it itself."""
    return entry.party if entry.party and not _holds(main, entry.party) else ""


def paper_text(entry: LogEntry) -> str:
    """Whose paper it was transcribed from: `from paper of NC`."""
    return f"from paper of {entry.author}" if entry.author else ""


def moved_text(correction: LogEntry) -> str:
    """Where a correction says that the entry stands now: `Moved to INC-2026-0002 #12`; else nothing."""
    found = _MOVED.search(correction.sentence) if correction.moves else None
    return f"Moved to {found['incident']} {found['number']}" if found else ""


def _holds(text: str, part: str) -> bool:
    """Whether a text holds another one as whole words, whatever the spaces, the capitals and the last full stop."""
    sought = r"\s+".join(map(re.escape, part.casefold().rstrip(" .").split()))
    return bool(sought) and re.search(rf"(?<!\w){sought}(?!\w)", text.casefold()) is not None
