"""The field's words, each once: every enumeration that a row or a log entry may hold.

A value is stored in the log for ever: rename a member freely, never its value.
"""

from enum import IntEnum, StrEnum


class EntryKind(StrEnum):
    """What an entry of the log is about (one kind each)."""

    EVENT = "event"
    NOTE = "note"
    COMMUNICATION = "communication"
    DECISION = "decision"
    TASK = "task"
    STATUS = "status"
    SITREP = "sitrep"
    RESOURCE = "resource"
    SAFETY = "safety"
    CLOCK = "clock"
    CORRECTION = "correction"
    HANDOVER = "handover"
    SYSTEM = "system"


class Stream(StrEnum):
    """The two streams of the log: what people wrote and ought to read, and what the console noted beside them."""

    WRITTEN = "written"
    CONSOLE = "console"


class ScopeKind(StrEnum):
    """Whose book an entry stands in: the station's or an incident's."""

    STATION = "station"
    INCIDENT = "incident"


class Category(StrEnum):
    """What kind of incident it is (checklist 9)."""

    POWER = "power"
    COOLING = "cooling"
    WATER = "water"
    MEDICAL_GAS = "medical gas"
    VENTILATION = "ventilation"
    FIRE_SYSTEM = "fire system"
    ELEVATOR = "elevator"
    IT = "it"
    CYBER = "cyber"
    SECURITY = "security"
    OTHER = "other"


class Level(StrEnum):
    """Impact or urgency, as in the 1-5 table (standards 2.2)."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Priority(IntEnum):
    """Priority 1 Critical to 5 Very low (standards 2.2)."""

    CRITICAL = 1
    HIGH = 2
    MEDIUM = 3
    LOW = 4
    VERY_LOW = 5

    @property
    def label(self) -> str:
        """As it is read: `Priority 1 Critical`."""
        return f"Priority {self.value} {self.name.replace('_', ' ').capitalize()}"


class Phase(StrEnum):
    """Where an incident stands in its life."""

    RESPOND = "respond"
    RESTORED = "restored"
    RESOLVED = "resolved"
    CLOSED = "closed"


class Tier(IntEnum):
    """Restoration tier of a system (standards 4.1)."""

    LIFE_SAFETY = 0
    CRITICAL = 1
    ESSENTIAL = 2
    IMPORTANT = 3
    DEFERRABLE = 4

    @property
    def label(self) -> str:
        """As it is read: `Tier 0 Life safety`."""
        return f"Tier {self.value} {self.name.replace('_', ' ').capitalize()}"


class SystemState(StrEnum):
    """The four words of a system's status (HICS 251)."""

    FULLY = "fully functional"
    PARTIALLY = "partially functional"
    NONFUNCTIONAL = "nonfunctional"
    NOT_APPLICABLE = "not applicable"


class TaskStatus(StrEnum):
    """How far a restoration task is; done is not verified (standards 4.6)."""

    PLANNED = "planned"
    READY = "ready"
    IN_PROGRESS = "in progress"
    BLOCKED = "blocked"
    DONE = "done"
    VERIFIED = "verified"


class Method(StrEnum):
    """A way to reach a contact, or the way a call went."""

    PHONE = "phone"
    MOBILE = "mobile"
    RED_PHONE = "red phone"
    RADIO = "radio"
    PAGER = "pager"
    EMAIL = "e-mail"
    RUNNER = "runner"
    IN_PERSON = "in person"


class CallOutcome(StrEnum):
    """How a call attempt ended; only *acknowledged* counts as reached (standards 5.3)."""

    ACKNOWLEDGED = "acknowledged"
    VOICEMAIL = "voicemail"
    NO_ANSWER = "no answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong number"


PRIORITY_TABLE: dict[tuple[Level, Level], Priority] = {
    (Level.HIGH, Level.HIGH): Priority.CRITICAL,
    (Level.HIGH, Level.MEDIUM): Priority.HIGH,
    (Level.HIGH, Level.LOW): Priority.MEDIUM,
    (Level.MEDIUM, Level.HIGH): Priority.HIGH,
    (Level.MEDIUM, Level.MEDIUM): Priority.MEDIUM,
    (Level.MEDIUM, Level.LOW): Priority.LOW,
    (Level.LOW, Level.HIGH): Priority.MEDIUM,
    (Level.LOW, Level.MEDIUM): Priority.LOW,
    (Level.LOW, Level.LOW): Priority.VERY_LOW,
}
"""(urgency, impact) to priority: the widely copied 1-5 table of standards 2.2."""


def priority_of(impact: Level, urgency: Level, life_safety: bool = False) -> Priority:
    """The priority that impact and urgency give; a threat to life is always priority 1."""
    return Priority.CRITICAL if life_safety else PRIORITY_TABLE[urgency, impact]
