"""The call-down: how far it has come with each contact, in which order it runs, and who is called next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from models.contact import CallAttempt, Contact, ContactGroup, ContactMethod
from models.picture import Picture
from models.terms import CallOutcome

T = TypeVar("T")
TRIES = 2
"""So often somebody is tried before the next in line (standards 5.3)."""
NO_GROUP = "In no group"
NEVER = datetime.min.replace(tzinfo=UTC)


class Standing(StrEnum):
    """How far the call-down has come with a contact, in the order in which it is shown."""

    MISSED = "not reached"
    WAITING = "to call"
    COVERED = "alternate reached"
    REACHED = "reached"


@dataclass(frozen=True)
class CallDown:
    """The directory with the calls of one incident, read once from a picture."""

    contacts: dict[UUID, Contact]
    """In the order of the directory."""
    calls: dict[UUID, list[CallAttempt]]
    ways: dict[UUID, list[ContactMethod]]
    groups: dict[UUID, list[str]]
    _standings: dict[UUID, Standing] = field(default_factory=dict, compare=False)

    def tries(self, contact: Contact) -> list[CallAttempt]:
        """The attempts to reach a contact in this incident, in order."""
        return self.calls.get(contact.id, [])

    def answer(self, contact: Contact) -> CallAttempt | None:
        """The last call that somebody took in; voicemail is not one."""
        return next((call for call in reversed(self.tries(contact)) if call.reached), None)

    def usable(self, contact: Contact) -> list[ContactMethod]:
        """The ways to reach a contact that nothing is wrong with, first choice first."""
        return [way for way in self.ways.get(contact.id, []) if way.defect is None]

    def alternate(self, contact: Contact) -> Contact | None:
        """Who stands in for a contact, if anybody does."""
        return None if contact.alternate_id is None else self.contacts.get(contact.alternate_id)

    def line(self, contact: Contact) -> Iterator[Contact]:
        """A contact, its alternate, that one's alternate, and so on."""
        seen: set[UUID] = set()
        one: Contact | None = contact
        while one is not None and one.id not in seen:
            seen.add(one.id)
            yield one
            one = self.alternate(one)

    def standing(self, contact: Contact) -> Standing:
        """How far the call-down has come with a contact; after two failed tries its alternate may answer for it."""
        found = self._standings.get(contact.id)
        if found is None:
            found = self._standings[contact.id] = self._find_standing(contact)
        return found

    def _find_standing(self, contact: Contact) -> Standing:
        if self.answer(contact) is not None:
            return Standing.REACHED
        if self._given_up(contact) and any(self.answer(one) for one in self.line(contact)):
            return Standing.COVERED
        return Standing.MISSED if self.tries(contact) else Standing.WAITING

    def _given_up(self, contact: Contact) -> bool:
        return len(self.tries(contact)) >= TRIES or not self.usable(contact)

    def in_line(self, contact: Contact) -> Contact | None:
        """Whom to call for a contact: itself, after two failed tries its alternate; None where nobody has a number.

        When the whole line was tried in vain it begins anew with whoever was tried least.
        """
        line = [one for one in self.line(contact) if self.usable(one)]
        fresh = next((one for one in line if not self._given_up(one)), None)
        return fresh or min(line, key=lambda one: len(self.tries(one)), default=None)

    def last_called_at(self, contact: Contact) -> datetime:
        """When a contact was last called; the beginning of time where it never was."""
        tries = self.tries(contact)
        return tries[-1].called_at if tries else NEVER


def call_down(picture: Picture) -> CallDown:
    """The directory and the calls of this picture."""
    contacts = {one.id: one for one in sorted(picture.all(Contact), key=lambda one: (one.position, one.name))}
    ids = {contact_id: contact_id for contact_id in contacts}
    return CallDown(
        contacts=contacts,
        calls=_by_contact(ids, sorted(picture.all(CallAttempt), key=lambda call: call.attempt), lambda call: call),
        ways=_by_contact(ids, sorted(picture.all(ContactMethod), key=lambda way: way.position), lambda way: way),
        groups=_by_contact(ids, picture.all(ContactGroup), lambda row: row.name),
    )


Row = TypeVar("Row", CallAttempt, ContactMethod, ContactGroup)


def _by_contact(ids: Mapping[UUID, UUID], rows: Iterable[Row], part: Callable[[Row], T]) -> dict[UUID, list[T]]:
    """The rows by contact, under the contact's own id: a key that is the same object is found fastest."""
    sorted_out: dict[UUID, list[T]] = {}
    for row in rows:
        sorted_out.setdefault(ids.get(row.contact_id, row.contact_id), []).append(part(row))
    return sorted_out


def group_names(down: CallDown) -> list[str]:
    """The groups of the directory; first the one whose first member stands first in the directory."""
    return list(dict.fromkeys(name for contact_id in down.contacts for name in down.groups.get(contact_id, [])))


def progress_text(down: CallDown) -> str:
    """How far the call-down has come, in one sentence: `19 reached, 1 no answer, 4 to call`."""
    called = [one for one in down.contacts.values() if down.tries(one)]
    missed = Counter(down.tries(one)[-1].outcome for one in called if down.answer(one) is None)
    waiting = sum(down.standing(one) is Standing.WAITING for _, some in run(down) for one in some)
    counts = [(len(called) - missed.total(), "reached")]
    counts += [(missed[outcome], outcome.value) for outcome in CallOutcome]
    return ", ".join(f"{count} {word}" for count, word in [*counts, (waiting, "to call")] if count)


def members(down: CallDown, group: str | None) -> list[Contact]:
    """Those of a group, in the order of the directory; None: all."""
    return [one for one in down.contacts.values() if group is None or group in down.groups.get(one.id, [])]


def run(down: CallDown, group: str | None = None) -> list[tuple[str, list[Contact]]]:
    """The call-down in its order: each group with its contacts, those not reached first.

    Who stands in several groups is called with the first of them. Who stands in none is in the run once called; where
    the directory has no groups it is the run.
    """
    names = group_names(down)
    if group is not None:
        return [(group, _in_order(down, members(down, group)))]
    if not names:
        return [("", _in_order(down, list(down.contacts.values())))]
    sorted_out: dict[str, list[Contact]] = {name: [] for name in [*names, NO_GROUP]}
    for one in down.contacts.values():
        own = down.groups.get(one.id)
        if own or down.tries(one):
            sorted_out[min(own, key=names.index) if own else NO_GROUP].append(one)
    return [(name, _in_order(down, some)) for name, some in sorted_out.items() if some]


def _in_order(down: CallDown, contacts: Sequence[Contact]) -> list[Contact]:
    """Not reached (longest silent first), to call, alternate reached, reached (latest first)."""
    standings = list(Standing)

    def place(contact: Contact) -> tuple[int, float]:
        standing, last = down.standing(contact), down.last_called_at(contact)
        since = 0.0 if last is NEVER else last.timestamp()
        return standings.index(standing), -since if standing is Standing.REACHED else since

    return sorted(contacts, key=place)


def next_to_call(down: CallDown, group: str | None = None) -> Contact | None:
    """Who is called next: whoever was tried least, then the longest silent; None when everybody is reached."""
    open_ones = (
        one for _, some in run(down, group) for one in some if down.standing(one) in (Standing.MISSED, Standing.WAITING)
    )
    in_line = [one for contact in open_ones if (one := down.in_line(contact)) is not None]
    return min(in_line, key=lambda one: (len(down.tries(one)), down.last_called_at(one)), default=None)


def outcome_word(outcome: CallOutcome) -> str:
    """An outcome as a row says it: `Reached`, `No answer`."""
    return "Reached" if outcome is CallOutcome.ACKNOWLEDGED else outcome.value.capitalize()
