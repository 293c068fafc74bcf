"""The desk: an operator's place. `do` is the one door through which anything is written, `ask` reads."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from app.checkpoints import keep_checkpoint
from app.clock import Clock, system_clock
from app.command import Bound, Command, Operator, Said, Work, within
from app.errors import Refused, Unavailable
from app.log_blocks import keep_blocks
from app.moments import checked
from app.picture import DAMAGED
from app.query import Look, Query, query
from app.seat_note import note_seat
from app.stale import check_unchanged
from app.text import clean_text
from models.base import new_id
from models.codec import check_code
from models.database import Database
from models.log import UNINDEXED, Facts, Head, LogEntry, Recorder, entry_number, record, seal, take_head
from models.log_search import index_damaged
from models.station import Station
from models.terms import EntryKind, Priority, ScopeKind

_log = logging.getLogger(__name__)

T = TypeVar("T")
BUGS = (IntegrityError, ProgrammingError, DataError)
"""What the database says of our mistakes, not of its own state: never to be tried again."""
_KNOWN = select(LogEntry.id).where(LogEntry.id == bindparam("entry_id"))


@query
def station_zone(look: Look) -> ZoneInfo:
    """The zone in which the station reads its clocks."""
    return ZoneInfo(look.session.scalars(select(Station.time_zone).where(Station.id == look.station_id)).one())


@dataclass(frozen=True)
class Receipt:
    """What stands in the book now: the entry's id, number, sentence, moment and check code, and the rows it made."""

    entry_id: UUID
    scope_id: UUID
    number: str
    sentence: str
    recorded_at: datetime
    check: str
    made: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Desk:
    """An operator's place at one station, usually looking at one incident; `as_at` makes it a view of the past."""

    database: Database
    station_id: UUID
    seat_id: UUID
    letter: str
    operator: Operator
    incident_id: UUID | None = None
    clock: Clock = system_clock
    as_at: datetime | None = None
    demonstration: bool = False
    """Whether nothing here is real: every page says so."""

    def at(self, incident_id: UUID | None) -> Desk:
        """The same desk at another incident."""
        return replace(self, incident_id=incident_id)

    def past(self, moment: datetime | None) -> Desk:
        """The same desk as at a past moment, where nothing can be done; None returns to now."""
        return replace(self, as_at=moment)

    def ask(self, question: Query[T]) -> T:
        """The answer to a query, from one short read transaction. Raises `Unavailable`."""
        try:
            with self.database.reading.begin() as session:
                return question(Look(session, self.station_id, self.incident_id, self.as_at))
        except BUGS:
            raise
        except (DBAPIError, PoolTimeout) as error:
            raise Unavailable(f"The log could not be read ({_cause(error)}). Try again.") from error

    def do(
        self,
        *bound: Bound,
        words: str = "",
        occurred_at: datetime | None = None,
        kind: EntryKind | None = None,
        importance: Priority | None = None,
        party: str | None = None,
        author: str | None = None,
        entry_id: UUID | None = None,
        keep_house: bool = True,
    ) -> Receipt:
        """Carry out the commands as one log entry, and return its receipt once it is durable.

        Commands of the station's book, or of another incident's (`Bound.at`), make a second entry there, in the same
        commit. `party` is whose word it is, `author` whose paper it was on. An `entry_id` that exists returns that
        entry, so every retry is safe. Who tells of the entry first keeps house afterwards. Raises `Refused` (nothing
        was written) or `Unavailable` (not confirmed: try again with the same id).
        """
        if self.as_at is not None:
            shown = self.as_at.astimezone(self.ask(station_zone()))
            raise Refused(f"This window shows {shown:%H:%M}. Return to now to act.")
        self.check_in_place()
        said = Said(words, occurred_at, kind, importance, party, author)
        receipt = self._write(bound, said, entry_id or new_id())
        self.check_in_place()
        if keep_house:
            self.keep_house(receipt)
        return receipt

    def _write(self, bound: Sequence[Bound], said: Said, entry_id: UUID, *, indexed: bool = True) -> Receipt:
        """One transaction; where the search index is what fails, another without it: the log is the record."""
        try:
            with self.database.writing.begin() as session:
                session.info[UNINDEXED] = not indexed
                known = self._known(session, entry_id)
                return known or Telling(self, session, entry_id, _filtered(said)).carry_out(bound)
        except BUGS:
            raise
        except (DBAPIError, PoolTimeout) as error:
            if indexed and isinstance(error, DBAPIError) and index_damaged(error):
                _log.warning("the search index is damaged (%s): main.py rebuild makes it anew", _cause(error))
                return self._write(bound, said, entry_id, indexed=False)
            raise Unavailable(
                f"The entry is not confirmed ({_cause(error)}). What you typed is kept: try again."
            ) from error

    def keep_house(self, receipt: Receipt) -> None:
        """After an entry: note it as this seat's last, write a checkpoint where one is due. It stands either way."""
        try:
            note_seat(self.database, self.seat_id, receipt.entry_id)
            keep_checkpoint(self.database, receipt.scope_id, receipt.number)
            keep_blocks(self.database, receipt.scope_id, receipt.number)
        except (SQLAlchemyError, OSError, *DAMAGED):
            _log.warning("after entry %s: seat note or checkpoint not written", receipt.number, exc_info=True)

    def check_in_place(self) -> None:
        """Before and after each commit, and each look: is the open file the one at the path? Or `Unavailable`."""
        if self.database.is_in_place():
            return
        rescued = self.database.rescue()
        kept = f" What it held is kept in {rescued}." if rescued else ""
        raise Unavailable(f"The database {self.database.path} was moved, replaced or deleted while it was open.{kept}")

    def _known(self, session: Session, entry_id: UUID) -> Receipt | None:
        if session.connection().scalar(_KNOWN, {"entry_id": entry_id}) is None:
            return None
        entry = session.scalars(select(LogEntry).where(LogEntry.id == entry_id)).one()
        made = tuple(UUID(row_id) for _, row_id, was, _ in json.loads(entry.sealed)["changes"] if was is None)
        check = check_code(entry.hash)
        return Receipt(entry.id, entry.scope_id, entry.number, entry.sentence, entry.recorded_at, check, made)


@dataclass(frozen=True)
class Told:
    """A command that was carried out, what it worked with, and its sentence."""

    command: Command
    work: Work
    sentence: str


@dataclass
class Telling:
    """One `do` under way: the commands carried out under the lock of their scopes, then sealed."""

    desk: Desk
    session: Session
    entry_id: UUID
    said: Said

    def carry_out(self, bound: Sequence[Bound]) -> Receipt:
        """Lock, act, seal; the receipt is of the incident's entry, or the station's where that is the only one."""
        if not bound:
            raise Refused("There is nothing to write down.", field="words")
        recorded_at = self.desk.clock()
        occurred_at = self.said.occurred_at
        if occurred_at is not None and checked(occurred_at, "occurred_at") > recorded_at:
            raise Refused("That moment has not come yet. The log says what has happened.", field="occurred_at")
        heads = self._take_heads(bound, recorded_at)
        recorder = Recorder(self.desk.station_id)
        record(self.session, recorder)
        told = [self._act(one, heads[self._scope_of(one, bound)], heads, recorder, recorded_at) for one in bound]
        by_scope = {scope_id: [one for one in told if one.work.head.scope_id == scope_id] for scope_id in heads}
        written = [scope_id for scope_id, there in by_scope.items() if there]
        main = self._main(written, bound)
        receipts = {scope_id: self._seal(by_scope[scope_id], recorder, scope_id == main) for scope_id in written}
        return replace(receipts[main], made=tuple(row_id for one in told for row_id in one.work.made))

    def _main(self, written: Sequence[UUID], bound: Sequence[Bound]) -> UUID:
        """Where the operator's words go: the incident that is declared, else the desk's own, else what there is."""
        declared: set[UUID | None] = {scope for one in bound if (scope := one.new_scope)}
        wanted = declared or {self.desk.incident_id}
        return next((scope for scope in written if scope in wanted), written[-1])

    def _scope_of(self, one: Bound, bound: Sequence[Bound]) -> UUID:
        if one.command.scope is ScopeKind.STATION:
            return self.desk.station_id
        if one.incident_id is not None:
            return one.incident_id
        declared = next((scope for other in bound if (scope := other.new_scope)), None)
        if scope_id := declared or self.desk.incident_id:
            return scope_id
        raise Refused("Open or declare an incident first.")

    def _take_heads(self, bound: Sequence[Bound], recorded_at: datetime) -> dict[UUID, Head]:
        """The head of every scope that is written; the station's first, then by id, so that two desks never wait for
        each other.

        A declaration holds the station's lock as well, because refs of incidents are given out under it.
        """
        scopes = {self._scope_of(one, bound): one.command.scope for one in bound}
        if any(one.new_scope for one in bound):
            scopes[self.desk.station_id] = ScopeKind.STATION
        in_order = sorted(scopes.items(), key=lambda scope: (scope[1] is not ScopeKind.STATION, str(scope[0])))
        return {
            scope_id: take_head(self.session, scope_id, kind, self.desk.seat_id, self.desk.letter, recorded_at)
            for scope_id, kind in in_order
        }

    def _act(
        self, one: Bound, head: Head, heads: Mapping[UUID, Head], recorder: Recorder, recorded_at: datetime
    ) -> Told:
        recorder.scope_id = head.scope_id
        work = Work(
            session=self.session,
            head=head,
            operator=self.desk.operator,
            seat_id=self.desk.seat_id,
            station_id=self.desk.station_id,
            recorded_at=recorded_at,
            event_at=self.said.occurred_at or recorded_at,
            words=self.said.words,
            entry_id=self.entry_id,
            heads=heads,
        )
        for seen in one.shown:
            check_unchanged(work, seen)
        sentence = one(work)
        self.session.flush()
        return Told(one.command, work, sentence)

    def _seal(self, told: list[Told], recorder: Recorder, is_main: bool) -> Receipt:
        """One entry of one scope; only the main one carries what the operator said and the id that retries know."""
        said = self.said if is_main else _said_beside(told, self.said.occurred_at)
        sentence = " ".join(one.sentence for one in told if one.sentence)
        if not sentence and not said.words:
            raise Refused("There is nothing to write down.", field="words")
        work, zone = told[0].work, told[0].work.zone
        facts = Facts(
            entry_id=self.entry_id if is_main else new_id(),
            kind=said.kind or told[0].command.kind,
            commands=[one.command.name for one in told],
            sentence=sentence,
            words=said.words,
            post=self.desk.operator.post,
            initials=self.desk.operator.initials,
            recorded_at=work.recorded_at,
            recorded_offset=offset_minutes(work.recorded_at, zone),
            occurred_at=said.occurred_at,
            occurred_offset=None if said.occurred_at is None else offset_minutes(said.occurred_at, zone),
            corrects_id=next((one.work.corrects_id for one in told if one.work.corrects_id), None),
            reason=next((one.work.reason for one in told if one.work.reason), None),
            importance=said.importance,
            party=said.party,
            author=said.author,
            about=list(dict.fromkeys(row_id for one in told for row_id in one.work.about)),
        )
        digest = seal(self.session, work.head, facts, recorder.changes_of(work.head.scope_id))
        number = entry_number(work.head.letter, work.head.serial)
        return Receipt(facts.entry_id, work.head.scope_id, number, sentence, work.recorded_at, check_code(digest))


def _filtered(said: Said) -> Said:
    """What the operator says, through the text filter. Raises `Refused` where a text is too long."""
    return replace(
        said,
        words=clean_text(said.words, "words"),
        party=within(clean_text(said.party or "", "party") or None, "party"),
        author=within(clean_text(said.author or "", "author") or None, "author"),
    )


def _said_beside(told: Sequence[Told], occurred_at: datetime | None) -> Said:
    """What an entry beside the main one says: only when it happened, or what stood in the entry that it takes over."""
    return next((one.work.taken_over for one in told if one.work.taken_over), Said(occurred_at=occurred_at))


def offset_minutes(moment: datetime, zone: ZoneInfo) -> int:
    """Minutes east of UTC at that moment in that zone."""
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def _cause(error: DBAPIError | PoolTimeout) -> str:
    return str(getattr(error, "orig", None) or error).split("\n", maxsplit=1)[0]
