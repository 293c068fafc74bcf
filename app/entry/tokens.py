"""The tokens of the entry line, each once: the help, the completer and the parser read these tables."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.terms import CallOutcome, EntryKind, Method, SystemState


@dataclass(frozen=True)
class EntryType:
    """A `/type`: its word, the kind of entry it makes, what it means, and an example; `speaks` where it only logs."""

    word: str
    kind: EntryKind
    meaning: str
    example: str
    speaks: bool = False


TYPES = (
    EntryType("note", EntryKind.NOTE, "words for the log; no type is needed", "/note Door 4 wedged open", True),
    EntryType("event", EntryKind.EVENT, "something happened", "/event Feeder A lost ~03:42", True),
    EntryType("status", EntryKind.STATUS, "a reading or a state", "/status #GEN-2 =down failed to start", True),
    EntryType("safety", EntryKind.SAFETY, "a danger, a permit, a lock", "/safety LOTO-0812-01 on ATS-CR2", True),
    EntryType("resource", EntryKind.RESOURCE, "fuel, people, material", "/resource Fuel 3,750 gal, 72 h", True),
    EntryType("sitrep", EntryKind.SITREP, "a situation report went out", "/sitrep SitRep 1 sent to list A", True),
    EntryType("task", EntryKind.TASK, "something to be done", "/task Start GEN-2 @Kestrel Power #GEN-2 !1 by 05:45"),
    EntryType("decision", EntryKind.DECISION, "what was chosen among what, why, and when to look again",
              "/decision Divert? do nothing | divert > divert because no OR @Incident Commander by 05:00"),
    EntryType("call", EntryKind.COMMUNICATION, "somebody was called", "/call Kestrel Power =ack technician by 04:50"),
    EntryType("message", EntryKind.COMMUNICATION, "words in or out", "from Tri-Valley by phone: ETA 05:30"),
    EntryType("request", EntryKind.COMMUNICATION, "a message that an answer is owed to",
              "/request @County EOC how many beds? by 04:30"),
    EntryType("answer", EntryKind.COMMUNICATION, "the answer to a message", "/answer ^M-03 twelve beds"),
    EntryType("promise", EntryKind.CLOCK, "what somebody said he would do, and by when",
              "/promise two batteries @Kestrel Power by 05:25"),
    EntryType("clock", EntryKind.CLOCK, "a time that runs out", "/clock PBX battery by 05:17"),
    EntryType("correct", EntryKind.CORRECTION, "other words instead of an entry's",
              "/correct ^13 three persons in E4 because roll-call"),
)  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """A mark (or plain words) that begins a token: the kind of its spans, its name, what it means, an example."""

    mark: str
    kind: str
    name: str
    meaning: str
    example: str


MARKS = (
    Mark("/", "type", "type", "what kind of entry it is, or what the line makes", "/task"),
    Mark("@", "who", "who", "owner of a task, contact of a call, side of a message, source", "@Kestrel Power"),
    Mark("#", "system", "system", "the system that it is about", "#GEN-2"),
    Mark("!", "importance", "importance", "priority of a task, else of the entry: 1 to 5", "!1"),
    Mark("~", "time", "time", "when it happened, or since when", "~02:35"),
    Mark("^", "ref", "reference", "a task, message, decision, promise, clock, or an entry of the log", "^T-07"),
    Mark("=", "status", "status", "what that system, task, call, promise or message is now", "=down"),
    Mark("by", "due", "due", "by when: task, estimate, reply, promise, review; at a note’s end a clock", "by 03:05"),
    Mark("in", "due", "due", "the same, from now", "in 20m"),
    Mark("by", "method", "method", "how a call or a message went", "by radio"),
    Mark("from", "who", "from", "a message that came in", "from Tri-Valley by phone: ETA 05:30"),
    Mark("to", "who", "to", "a message that went out", "to County EMS: ETHANE follows"),
)  # fmt: skip


class Of(StrEnum):
    """What a status word speaks of."""

    SYSTEM = "system"
    TASK = "task"
    CALL = "call"
    PROMISE = "promise"
    CLOCK = "clock"
    MESSAGE = "message"
    DECISION = "decision"


@dataclass(frozen=True)
class Status:
    """A `=status`: of what, its word and other words for it, what it stands for, and what it means."""

    of: Of
    word: str
    also: tuple[str, ...]
    meaning: str
    value: SystemState | CallOutcome | None = None


STATUSES = (
    Status(Of.SYSTEM, "down", ("nonfunctional",), "nonfunctional", SystemState.NONFUNCTIONAL),
    Status(Of.SYSTEM, "part", ("partially",), "partially functional", SystemState.PARTIALLY),
    Status(Of.SYSTEM, "full", ("fully", "up", "ok"), "fully functional", SystemState.FULLY),
    Status(Of.SYSTEM, "backup", (), "fully functional on backup supply", SystemState.FULLY),
    Status(Of.SYSTEM, "na", ("n/a",), "not applicable", SystemState.NOT_APPLICABLE),
    Status(Of.TASK, "start", ("started",), "started"),
    Status(Of.TASK, "done", ("finished",), "done, not verified yet"),
    Status(Of.TASK, "verified", (), "done and verified; behind it what was read"),
    Status(Of.TASK, "blocked", (), "cannot go on; behind it why"),
    Status(Of.TASK, "reopen", ("reopened",), "open again; behind it why"),
    Status(Of.TASK, "moved", (), "another due time; behind it why"),
    Status(Of.TASK, "given", ("assigned",), "to another owner: =given @HVAC"),
    Status(Of.TASK, "ticked", ("came",), "what it waited for has come; behind it which"),
    Status(Of.CALL, "ack", ("acknowledged", "answered"), "somebody took it in", CallOutcome.ACKNOWLEDGED),
    Status(Of.CALL, "voicemail", (), "only a machine: not reached", CallOutcome.VOICEMAIL),
    Status(Of.CALL, "no", ("noanswer",), "no answer", CallOutcome.NO_ANSWER),
    Status(Of.CALL, "busy", (), "busy", CallOutcome.BUSY),
    Status(Of.CALL, "wrong", ("wrongnumber",), "wrong number", CallOutcome.WRONG_NUMBER),
    Status(Of.PROMISE, "kept", (), "the promise was kept"),
    Status(Of.PROMISE, "broken", (), "the promise was not kept"),
    Status(Of.PROMISE, "moved", (), "another time; behind it why"),
    Status(Of.CLOCK, "over", ("stopped",), "the clock is over"),
    Status(Of.CLOCK, "moved", (), "another end; behind it why"),
    Status(Of.MESSAGE, "returned", (), "back to its originator; behind it what was done"),
    Status(Of.MESSAGE, "readback", (), "the receiver repeated it and had it right"),
    Status(Of.MESSAGE, "waived", (), "no reply is needed any more; behind it why"),
    Status(Of.DECISION, "stands", ("reviewed",), "looked at again, stands; behind it what was found, by when again"),
    Status(Of.DECISION, "amended", (), "another choice: =amended 2,000 gal because one truck"),
    Status(Of.DECISION, "ended", (), "not in force any more; behind it how it ended"),
)


@dataclass(frozen=True)
class Label:
    """A word with a colon that begins a part of one type; its text runs to the next token or the end of the line."""

    word: str
    types: tuple[str, ...]
    meaning: str
    example: str


MESSAGES = ("message", "request", "answer")
LABELS = (
    Label("test", ("task",), "how the task will be verified", "test: 8 min no-load, stable"),
    Label("waits", ("task",), "what it waits for, more than one parted by ;", "waits: E4 isolated"),
    Label("consulted", ("decision",), "who was asked", "consulted: OR Director"),
    Label("review", ("decision",), "on what sign to look again", "review: hourly"),
    Label("relay", MESSAGES, "through whom it went", "relay: Security"),
    Label("number", MESSAGES, "the originator's own number", "number: U-55812"),
)

METHODS = {**{method.value: method for method in Method}, "email": Method.EMAIL, "telephone": Method.PHONE}
"""What may stand behind `by` for a method; `in person` stands without it."""
