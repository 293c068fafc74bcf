"""Moving an entry to another incident: sealed in both logs at once, with one test for each refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.contacts import log_call
from app.commands.directory import add_contact
from app.commands.handovers import note_for_relief
from app.commands.incidents import close_incident, declare_incident, resolve_incident, set_situation
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk, Receipt
from app.errors import Refused
from app.logbook import log_page
from app.moving import move_offer
from app.picture import picture_at
from app.verify import verify_log
from models.base import new_id
from models.log import LogEntry
from models.system import System
from models.terms import CallOutcome, EntryKind, Method, Priority, SystemState

WRONG = "written in the wrong log"


@pytest.fixture
def other(desk: Desk) -> Desk:
    """The same desk at a second incident."""
    return desk.at(desk.do(declare_incident("Chiller lost")).scope_id)


def of(desk: Desk) -> UUID:
    assert desk.incident_id is not None
    return desk.incident_id


def moving(desk: Desk, other: Desk, entry_id: UUID, reason: str = WRONG) -> tuple[Bound, Bound]:
    return move_out(entry_id, of(other), reason), take_over(entry_id, of(desk)).at(of(other))


def moved(desk: Desk, other: Desk, entry_id: UUID) -> Receipt:
    return desk.do(*moving(desk, other, entry_id))


def last(desk: Desk) -> LogEntry:
    return desk.ask(log_page(0, 1000))[-1].entry


def test_an_entry_moves_with_its_words_its_time_and_all_that_it_said(desk: Desk, other: Desk, clock: SetClock) -> None:
    told = clock() - timedelta(minutes=4)
    note = desk.do(
        write_note(),
        words="CH-2 trips again.",
        occurred_at=told,
        kind=EntryKind.SAFETY,
        importance=Priority.HIGH,
        party="Facilities",
        author="DC",
    )
    clock.advance(minutes=9)

    moved(desk, other, note.entry_id)

    there, here = last(other), last(desk)
    assert (there.words, there.occurred_at, there.kind) == ("CH-2 trips again.", told, EntryKind.SAFETY)
    assert (there.importance, there.party, there.author) == (Priority.HIGH, "Facilities", "DC")
    assert there.sentence == f"Taken over from INC-2026-0001 #{note.number}, logged there by CO."
    assert here.sentence == f"#{note.number} belongs to INC-2026-0002, where it stands as #2: {WRONG}."
    assert (here.corrects_id, here.reason, here.kind) == (note.entry_id, WRONG, EntryKind.CORRECTION)
    assert desk.ask(verify_log()).clean


def test_an_entry_without_a_told_time_keeps_the_time_of_its_record(desk: Desk, other: Desk, clock: SetClock) -> None:
    note = desk.do(write_note(), words="CH-2 trips again.")
    clock.advance(minutes=20)

    moved(desk, other, note.entry_id)

    assert last(other).occurred_at == note.recorded_at


def test_what_moves_is_what_stands_after_every_correction(desk: Desk, other: Desk, clock: SetClock) -> None:
    note = desk.do(write_note(), words="CH-1 trips.")
    first = desk.do(correct_entry(note.entry_id, "misheard"), words="CH-2 trip.")
    clock.advance(minutes=1)
    second = desk.do(correct_entry(first.entry_id, "spelling"), words="CH-2 trips.")

    moved(desk, other, note.entry_id)

    there = last(other)
    assert (there.words, there.kind, there.occurred_at) == ("CH-2 trips.", EntryKind.NOTE, note.recorded_at)
    assert f"#{note.number}, as corrected by #{second.number}, logged there by CO" in there.sentence


def test_an_entry_of_a_command_moves_as_its_sentence_and_its_rows_stay(desk: Desk, other: Desk) -> None:
    opened = desk.do(open_task("Reset CH-2"))

    moved(desk, other, opened.entry_id)

    assert last(other).words == opened.sentence
    assert last(other).kind is EntryKind.TASK
    assert [row.scope_id for row in desk.ask(picture_at()).all(type(desk.ask(picture_at()).incident))] == [of(desk)]


def test_a_closed_incident_takes_an_entry_as_it_takes_notes(desk: Desk, other: Desk) -> None:
    note = desk.do(write_note(), words="x")
    for bound in (resolve_incident(), close_incident()):
        other.do(bound)

    moved(desk, other, note.entry_id)

    assert last(other).words == "x"


def test_it_may_move_on_and_back(desk: Desk, other: Desk) -> None:
    note = desk.do(write_note(), words="x")
    moved(desk, other, note.entry_id)

    moved(other, desk, last(other).id)

    assert last(desk).words == "x"
    assert last(desk).id != note.entry_id


Refusal = Callable[[Desk, Desk], tuple[Bound, ...]]


def corrected(desk: Desk, other: Desk) -> tuple[Bound, ...]:
    note = desk.do(write_note(), words="x")
    return moving(desk, other, desk.do(correct_entry(note.entry_id, "typing"), words="y").entry_id)


def twice(desk: Desk, other: Desk) -> tuple[Bound, ...]:
    note = desk.do(write_note(), words="x")
    moved(desk, other, note.entry_id)
    return moving(desk, other, note.entry_id)


def exercised(desk: Desk, other: Desk) -> tuple[Bound, ...]:
    drill = desk.at(desk.do(declare_incident("Drill", exercise=True)).scope_id)
    return moving(desk, drill, desk.do(write_note(), words="x").entry_id)


def moved_alone(desk: Desk, other: Desk) -> tuple[Bound, ...]:
    return (move_out(desk.do(write_note(), words="x").entry_id, of(other), WRONG),)


def taken_alone(desk: Desk, other: Desk) -> tuple[Bound, ...]:
    return (take_over(other.do(write_note(), words="x").entry_id, of(other)),)


def first_entry(desk: Desk) -> UUID:
    return desk.ask(log_page(0, 1))[0].entry.id


@pytest.mark.parametrize(
    ("attempt", "sentence"),
    [
        (corrected, "#3 belongs to the entry that it corrects. Move that one."),
        (twice, "#2 was moved already, by #3."),
        (exercised, "A live incident and an exercise keep their logs apart."),
        (moved_alone, "#2 moves only where INC-2026-0002 takes it over in the same step."),
        (taken_alone, "#2 is taken over only where INC-2026-0002 moves it out in the same step."),
        (lambda desk, other: moving(desk, other, first_entry(desk)), "#1 declares this incident, so it stays"),
        (lambda desk, other: moving(desk, other, new_id()), "That entry is not in this log."),
        (lambda desk, other: moving(desk, other, first_entry(other)), "That entry is not in this log."),
        (lambda desk, other: moving(desk, desk, first_entry(desk)), "#1 is in INC-2026-0001 already."),
        (lambda desk, other: moving(desk, other, desk.do(write_note(), words="x").entry_id, ""), "Say why it moves."),
        (
            lambda desk, other: (move_out(desk.do(write_note(), words="x").entry_id, new_id(), WRONG),),
            "That incident is not at this station.",
        ),
        (
            lambda desk, other: (take_over(desk.do(write_note(), words="x").entry_id, of(other)),),
            "That entry is not in that log.",
        ),
        (
            lambda desk, other: (take_over(desk.do(write_note(), words="x").entry_id, of(desk)),),
            "#2 is taken over only where INC-2026-0001 moves it out in the same step.",
        ),
    ],
)
def test_moving_is_refused_in_a_full_sentence_and_writes_nothing(
    desk: Desk, other: Desk, attempt: Refusal, sentence: str
) -> None:
    bound = attempt(desk, other)
    before = last(desk).id, last(other).id

    with pytest.raises(Refused) as refused:
        desk.do(*bound)

    assert sentence in str(refused.value)
    assert (last(desk).id, last(other).id) == before


def test_what_was_moved_is_corrected_where_it_stands(desk: Desk, other: Desk) -> None:
    note = desk.do(write_note(), words="x")
    moved(desk, other, note.entry_id)

    with pytest.raises(Refused, match=r"#3 moved #2 to another incident\. Correct it there\."):
        desk.do(correct_entry(note.entry_id, "typing"), words="y")


# --- what the panel is told ------------------------------------------------------------------------------------------


def test_without_a_chosen_entry_the_last_own_one_is_offered(desk: Desk, other: Desk, clock: SetClock) -> None:
    note = desk.do(write_note(), words="mine")
    desk.do(correct_entry(note.entry_id, "typing"), words="mine, corrected")
    replace(desk, seat_id=new_id(), letter="B").do(write_note(), words="of another desk")

    offer = desk.ask(move_offer(None, desk.seat_id))

    assert offer.entry.id == note.entry_id
    assert (offer.here.id, [one.id for one in offer.others]) == (of(desk), [of(other)])


def test_what_moved_is_not_offered_again(desk: Desk, other: Desk) -> None:
    moved(desk, other, desk.do(write_note(), words="x").entry_id)

    with pytest.raises(Refused, match="Choose an entry in the log, then press Shift"):
        desk.ask(move_offer(None, desk.seat_id))


def test_the_incident_looked_at_before_stands_first_and_closed_ones_last(desk: Desk, other: Desk) -> None:
    third = desk.at(desk.do(declare_incident("Water main")).scope_id)
    for bound in (resolve_incident(), close_incident()):
        third.do(bound)
    fourth = desk.at(desk.do(declare_incident("Flood")).scope_id)
    desk.do(declare_incident("Drill", exercise=True))
    note = desk.do(write_note(), words="x")

    offer = desk.ask(move_offer(note.entry_id, desk.seat_id, of(other)))

    assert [one.id for one in offer.others] == [of(other), of(fourth), of(third)]


def test_there_must_be_another_incident_to_go_to(desk: Desk) -> None:
    note = desk.do(write_note(), words="x")

    with pytest.raises(Refused, match="There is no other incident that #2 could go to"):
        desk.ask(move_offer(note.entry_id, desk.seat_id))


def test_the_rows_that_stay_are_named(desk: Desk, other: Desk) -> None:
    contact_id = desk.do(add_contact("Clinical Engineering")).made[0]
    system = desk.ask(picture_at()).all(System)[0]
    receipt = desk.do(
        open_task("Reset CH-2"),
        set_system_state(system.id, SystemState.NONFUNCTIONAL),
        log_call(contact_id, CallOutcome.VOICEMAIL, Method.PHONE, "555-0121"),
        set_situation("Dark.", "ORs closed.", "Start GEN-2."),
        note_for_relief("The key hangs behind the door."),
        words="All at once.",
    )

    stays = desk.ask(move_offer(receipt.entry_id, desk.seat_id)).stays

    assert sorted(stays) == [
        "call attempt of Clinical Engineering",
        "handover note The key hangs behind the door.",
        "situation",
        f"system status of {system.name}",
        "task T-01 Reset CH-2",
    ]
