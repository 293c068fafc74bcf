"""The rows of the contacts screen: the run of the call-down, who was not reached, and the directory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID
from zoneinfo import ZoneInfo

from app.board import Line, Tone
from app.contacts import CallDown, Standing, members, outcome_word, run
from models import times
from models.contact import CallAttempt, Contact
from models.picture import Picture

MARKS = {
    Standing.MISSED: "x",
    Standing.WAITING: "circle",
    Standing.COVERED: "arrow-right",
    Standing.REACHED: "check",
}
TONES = {Standing.MISSED: Tone.LATE, Standing.WAITING: Tone.NORMAL, Standing.COVERED: Tone.LATE}


@dataclass(frozen=True)
class ContactLine(Line):
    """A row with its number apart from its words, so that a wall window can leave the numbers out."""

    number: str = ""
    about: UUID | None = None
    """The contact that it is about."""


def head(name: str, count: int, remark: str = "") -> ContactLine:
    """The head above the rows of a group."""
    return ContactLine(f"head {name}", "", name, "", f"{name}: {count}", remark=remark or str(count))


def run_lines(picture: Picture, down: CallDown, moment: datetime, group: str | None = None) -> list[ContactLine]:
    """The call-down: each group under its head, with how many of it were reached."""
    lines: list[ContactLine] = []
    for name, contacts in run(down, group):
        if name:
            lines.append(head(name, len(contacts), reached_text(down, contacts)))
        lines += [standing_line(picture, down, one, moment) for one in contacts]
    return lines


def reached_text(down: CallDown, contacts: Sequence[Contact]) -> str:
    """How many of these were reached, and for how many another answered: `6 of 7, 1 by alternate`."""
    standings = [down.standing(one) for one in contacts]
    covered = standings.count(Standing.COVERED)
    return f"{standings.count(Standing.REACHED)} of {len(contacts)}" + (f", {covered} by alternate" if covered else "")


def missing_lines(picture: Picture, down: CallDown, moment: datetime, group: str | None = None) -> list[ContactLine]:
    """Who was called and not reached, the longest silent first; then whom of each group nobody has called yet."""
    missed = [
        one
        for one in sorted(members(down, group), key=down.last_called_at)
        if down.tries(one) and down.answer(one) is None
    ]
    lines = [head("Called, not reached", len(missed))] if missed else []
    lines += [_missed_line(picture, down, one, moment) for one in missed]
    for name, contacts in run(down, group):
        waiting = [one for one in contacts if down.standing(one) is Standing.WAITING]
        if waiting:
            words = f"{name}, not called yet" if name else "Not called yet"
            lines.append(head(words, len(waiting)))
            lines += [standing_line(picture, down, one, moment) for one in waiting]
    return lines


def standing_line(picture: Picture, down: CallDown, contact: Contact, moment: datetime) -> ContactLine:
    """One contact of the run: how far it has come, by which number, and who is next in line."""
    standing, tries = down.standing(contact), down.tries(contact)
    shown = down.answer(contact) or (tries[-1] if tries else None)
    word = standing.value.capitalize() if shown is None else outcome_word(shown.outcome)
    parts = [word, f"{len(tries)} tries" if len(tries) > 1 and standing is not Standing.REACHED else ""]
    late = shown is not None and late_at(shown, moment)
    if shown is not None and shown.reached and shown.estimate_at:
        parts = expected_parts(picture, shown, shown.estimate_at, moment)
    return contact_line(
        contact,
        mark="triangle" if late else MARKS[standing],
        tone=Tone.LATE if late else TONES.get(standing, Tone.QUIET),
        number=_number(down, contact, shown if standing is Standing.REACHED else None),
        second=_second(down, contact, standing, shown),
        right=joined(parts),
        right_second="" if shown is None else clock(picture, shown.called_at, moment),
    )


def late_at(call: CallAttempt, moment: datetime) -> bool:
    """Whether who was reached by this call is expected and not there in time: the next answer takes its place."""
    return call.reached and call.estimate_at is not None and call.estimate_at < times.to_the_minute(moment)


def expected_parts(picture: Picture, call: CallAttempt, estimate_at: datetime, moment: datetime) -> list[str]:
    """When somebody is expected, and how late that is: `Expected 04:50`, `1 h 03 min late`."""
    at = clock(picture, estimate_at, moment)
    if late_at(call, moment):
        return [f"Expected {at}", times.distance_text(estimate_at, moment)]
    return [outcome_word(call.outcome), f"expected {at}"]


def _missed_line(picture: Picture, down: CallDown, contact: Contact, moment: datetime) -> ContactLine:
    line = standing_line(picture, down, contact, moment)
    ago = times.ago_text(down.last_called_at(contact), moment)
    return contact_line(contact, line.mark, line.tone, line.number, line.second, line.right, ago)


def _second(down: CallDown, contact: Contact, standing: Standing, shown: CallAttempt | None) -> str:
    """Who took it in, who is next in line, or the role."""
    match standing:
        case Standing.REACHED:
            return joined([shown.acknowledged_by, shown.remark]) if shown is not None else ""
        case Standing.COVERED:
            by = next(one for one in down.line(contact) if down.answer(one) is not None)
            return f"{by.name} reached"
    after = down.in_line(contact)
    if after is None:
        return "No usable number"
    return contact.role or "" if after is contact else f"next {after.name}"


def _number(down: CallDown, contact: Contact, call: CallAttempt | None) -> str:
    """The number that was answered, else the one that is tried next."""
    if call is not None:
        return way_text(call.method.value, call.address)
    first = next(iter(down.usable(contact)), None)
    return "" if first is None else way_text(first.method.value, first.address)


def way_text(method: str, address: str | None) -> str:
    """A way to reach somebody: `Phone 555-0118`, `Radio channel 1`."""
    return f"{method.capitalize()} {address}" if address else method.capitalize()


def contact_line(
    contact: Contact,
    mark: str,
    tone: Tone,
    number: str,
    second: str,
    right: str,
    right_second: str,
    key: str = "",
) -> ContactLine:
    """A row about a contact; its number is not among the words that are read out."""
    spoken = joined([contact.name, second, right, right_second])
    return ContactLine(
        key or str(contact.id),
        mark,
        contact.name,
        second,
        spoken,
        right=right,
        right_second=right_second,
        tone=tone,
        number=number,
        about=contact.id,
    )


def with_call(lines: Sequence[ContactLine], calling: UUID | None) -> list[ContactLine]:
    """The rows, of which the one about this contact says that it is called now."""
    return [
        replace(line, mark="phone-call", right="Calling now", tone=Tone.NORMAL, spoken=f"{line.title}, calling now")
        if calling is not None and line.about == calling
        else line
        for line in lines
    ]


def narrowed(lines: Sequence[ContactLine], words: str) -> list[ContactLine]:
    """The rows that hold all these words anywhere, under the heads that still have rows."""
    wanted = words.casefold().split()
    if not wanted:
        return list(lines)
    kept: list[ContactLine] = []
    for line in reversed(lines):
        text = f"{line.spoken} {line.number}".casefold()
        if all(word in text for word in wanted) if line.mark else bool(kept and kept[-1].mark):
            kept.append(line)
    return kept[::-1]


def clock(picture: Picture, at: datetime, moment: datetime) -> str:
    """A moment as a row says it, with its date where that is not today's."""
    zone = picture.station.zone
    return _said(at, zone, moment.astimezone(zone).date())


@lru_cache(maxsize=4096)
def _said(at: datetime, zone: ZoneInfo, today: date) -> str:
    return times.clock_text(at, zone, today)


def joined(parts: Iterable[str | None]) -> str:
    """The parts that say something, between commas."""
    return ", ".join(part for part in parts if part)


def sentence_of(facts: Iterable[tuple[str, str]]) -> str:
    """Words with what stands beside each, as one sentence: `From ED, to Logistics, sent 03:58, phone.`"""
    told = ", ".join(f"{word[:1].lower()}{word[1:]} {text}" for word, text in facts)
    return f"{told[:1].upper()}{told[1:].rstrip('.')}."
