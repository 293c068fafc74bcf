"""An entry that is being put together: the commands so far, the words, and how each token was understood."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from app.command import Bound, Operator
from app.entry.spans import NewRef, Token
from app.entry.vocabulary import Vocabulary
from app.errors import Refused
from app.moments import due_time, told_time
from models import times
from models.picture import Picture
from models.terms import EntryKind, Priority


@dataclass(frozen=True)
class KnownEntry:
    """An entry of the log that a line speaks of by its number."""

    entry_id: UUID
    number: str
    words: str


@dataclass(frozen=True)
class Chip:
    """A token as it was understood: its kind, and words to show."""

    kind: str
    words: str


@dataclass(frozen=True)
class Setting:
    """Where and when a line is written, and by whom; `entries` are entries that were looked up by number."""

    picture: Picture
    vocabulary: Vocabulary
    now: datetime
    operator: Operator
    letter: str
    entries: Mapping[str, KnownEntry | None]

    def clock(self, moment: datetime) -> str:
        """A moment as chips and sentences name it: with its date where that is another day's."""
        zone = self.vocabulary.zone
        return times.clock_text(moment, zone, self.now.astimezone(zone).date())


AHEAD = timedelta(hours=18)
"""A bare time was last so long ago, and comes again so much sooner, that it is not told of the past."""


@dataclass
class Drafting:
    """What the clauses give, one after the other."""

    setting: Setting
    bound: list[Bound] = field(default_factory=list)
    last: list[Bound] = field(default_factory=list)
    """Commands that come behind all others: a note's clock, what the entry is about."""
    phrases: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)
    """Titles and remarks of the first clause: the words, where there are no others."""
    kind: EntryKind | None = None
    importance: Priority | None = None
    party: str | None = None
    heard: bool | None = None
    """Whether a note is the word of its party, or only names it; None where it is no note's party."""
    occurred_at: datetime | None = None
    about: dict[UUID, str] = field(default_factory=dict)
    made: dict[str, UUID] = field(default_factory=dict)
    done: set[UUID] = field(default_factory=set)
    """Tasks that this line finishes."""
    waits: dict[UUID, list[str]] = field(default_factory=dict)
    """What tasks wait for that this line makes."""
    stated: set[UUID] = field(default_factory=set)
    wants: list[str] = field(default_factory=list)
    understood: dict[int, Chip] = field(default_factory=dict)
    """By where the token starts."""
    left: dict[int, str] = field(default_factory=dict)
    """Tokens that stay text after all, by where they start, and why."""
    named: list[str] = field(default_factory=list)
    """References that the words only speak of."""

    def add(self, bound: Bound, phrase: str) -> None:
        """One more command, and what it does in a few words."""
        self.bound.append(bound)
        self.phrases.append(phrase)

    def speak(self, words: str) -> None:
        """Words of the entry, if there are any."""
        if words:
            self.words.append(words)

    def note(self, token: Token | None, words: str | None = None) -> None:
        """A token is understood: how its chip reads, else by its own label."""
        if token is not None:
            self.understood[token.start] = Chip(token.kind, words or token.label)

    def note_all(self, tokens: Iterable[Token]) -> None:
        """Names that are understood: they read as they are called."""
        for token in tokens:
            self.note(token, token.value.ref if token.kind == "system" else token.label)

    def leave(self, token: Token, why: str) -> None:
        """A token stays text; the sentence and a dotted line under it say so."""
        self.left[token.start] = f"{'~' if token.kind == 'time' else ''}{token.plain} {why}"

    def due(self, token: Token | None, word: str = "due") -> datetime | None:
        """By when, as told in plain words; none without a token. Raises `Refused` where that has passed."""
        if token is None:
            return None
        setting = self.setting
        moment = due_time(token.value.lower(), setting.vocabulary.zone, setting.now)
        if moment is None or moment <= setting.now:
            raise Refused(f"“{token.plain}” is over already. Give a time that is still to come.", "due_at")
        self.note(token, f"{word} {setting.clock(moment)}")
        return moment

    def is_ahead(self, token: Token) -> bool:
        """Whether `~07:00`, written at 04:45, speaks of this morning and not of yesterday."""
        setting, dated = self.setting, "-" in token.value
        moment = None if dated else told_time(token.value, setting.vocabulary.zone, setting.now)
        return moment is not None and setting.now - moment > AHEAD

    def told(self, token: Token | None, word: str = "at") -> datetime | None:
        """When it happened; none without a token. Raises `Refused` where that is still to come."""
        if token is None:
            return None
        setting = self.setting
        moment = told_time(token.value, setting.vocabulary.zone, setting.now)
        if moment is not None and (moment > setting.now or self.is_ahead(token)):
            raise Refused(f"~{token.value} has not come yet. The log says what has happened.", "occurred_at")
        self.note(token, f"{word} {setting.clock(moment)}" if moment else token.label)
        return moment

    def row_id(self, token: Token) -> UUID:
        """The id of the row behind a reference; that of a new row where an earlier clause makes it."""
        self.note(token)
        if isinstance(token.value, NewRef):
            if token.value.ref not in self.made:
                raise Refused(f"{token.value.ref} is not made before it is used. Put it first.")
            return self.made[token.value.ref]
        row_id = token.value.id
        assert isinstance(row_id, UUID)
        return row_id

    def new_ref(self, prefix: str, width: int, given: str | None) -> str:
        """The ref of a row that is made: the given one, else the next, as far as this picture knows."""
        return given or self.setting.vocabulary.next_ref(prefix, width, self.setting.letter, self.made)
