"""The call-down: who was reached, who is called next, and what stands in the lists."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from app.board import Tone
from app.clock import SetClock
from app.commands.contacts import log_call
from app.commands.directory import add_contact, confirm_contact, edit_contact, set_groups
from app.commands.incidents import declare_incident, set_situation
from app.commands.methods import add_method, note_defect
from app.contact_lines import ContactLine, missing_lines, narrowed, run_lines, with_call
from app.contact_sheet import contact_sheet, say_lines
from app.contacts import NO_GROUP, CallDown, Standing, call_down, group_names, next_to_call, progress_text, run
from app.desk import Desk
from app.directory_lines import directory_lines
from app.phone_log import call_entries, phone_log_lines
from app.picture import picture_at
from models.contact import Contact
from models.database import Database
from models.picture import Picture
from models.terms import CallOutcome, Method

AT_0445 = datetime(2026, 8, 12, 4, 45, 59, tzinfo=ZoneInfo("America/New_York"))
MISSED = CallOutcome.NO_ANSWER
REACHED = CallOutcome.ACKNOWLEDGED


@pytest.fixture(scope="module")
def at_0445(demonstration: tuple[Database, Desk]) -> Picture:
    return demonstration[1].ask(picture_at(AT_0445))


def named(down: CallDown, name: str) -> Contact:
    return next(one for one in down.contacts.values() if one.name == name)


def picture(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def down(desk: Desk) -> CallDown:
    return call_down(picture(desk))


def add(desk: Desk, name: str, number: str | None = "555-0101", *groups: str, alternate: UUID | None = None) -> UUID:
    contact_id = desk.do(add_contact(name, alternate_id=alternate)).made[0]
    if number:
        desk.do(add_method(contact_id, Method.PHONE, number))
    if groups:
        desk.do(set_groups(contact_id, list(groups)))
    return contact_id


def call(desk: Desk, clock: SetClock, contact_id: UUID, *outcomes: CallOutcome) -> None:
    for outcome in outcomes:
        clock.advance(minutes=1)
        desk.do(log_call(contact_id, outcome, Method.PHONE))


def rows(lines: list[ContactLine]) -> list[str]:
    return [f"{line.title} {line.remark}" if not line.mark else line.title for line in lines]


# --- the demonstration ------------------------------------------------------------------------------------------------


def test_the_demonstration_has_reached_19_of_20_and_the_deputy_answers_for_the_chief(at_0445: Picture) -> None:
    there = call_down(at_0445)

    standings = [there.standing(one) for one in there.contacts.values()]
    chief = named(there, "Chief Medical Officer")
    assert standings.count(Standing.REACHED) == 19
    assert standings.count(Standing.WAITING) == 4
    assert there.standing(chief) is Standing.COVERED
    assert [one.name for one in there.line(chief)] == ["Chief Medical Officer", "Deputy Chief Medical Officer"]


def test_before_the_deputy_answers_he_is_the_next_to_call(demonstration: tuple[Database, Desk]) -> None:
    before = call_down(demonstration[1].ask(picture_at(AT_0445.replace(hour=3, minute=58))))

    chief = named(before, "Chief Medical Officer")
    in_line = before.in_line(chief)
    assert before.standing(chief) is Standing.MISSED
    assert in_line is not None
    assert in_line.name == "Deputy Chief Medical Officer"


def test_a_wrong_number_leaves_the_radio_to_call_by(at_0445: Picture) -> None:
    there = call_down(at_0445)
    contact = named(there, "Clinical Engineering")

    sheet = contact_sheet(at_0445, there, contact, AT_0445, "Night Coordinator")

    assert [way.address for way in sheet.usable] == ["channel 3"]
    assert [way.defect for way in sheet.ways] == ["wrong number, found 12 Aug 04:07", ""]
    assert [(line.title, line.number, line.right) for line in sheet.calls] == [
        ("Reached", "Radio channel 3", "04:12"),
        ("Wrong number", "Phone 555-0121", "04:07"),
    ]


def test_the_run_of_the_demonstration_stands_under_its_groups(at_0445: Picture) -> None:
    lines = run_lines(at_0445, call_down(at_0445), AT_0445)

    heads = [f"{line.title} {line.remark}" for line in lines if not line.mark]
    assert heads == ["Command 6 of 7, 1 by alternate", "Clinical 2 of 2", "Technical 5 of 7", "External 6 of 8"]
    assert rows(lines)[1] == "Chief Medical Officer"
    assert (lines[1].second, lines[1].right) == ("Deputy Chief Medical Officer reached", "No answer, 2 tries")


def test_the_count_of_the_call_down_is_one_sentence(at_0445: Picture) -> None:
    assert progress_text(call_down(at_0445)) == "19 reached, 1 no answer, 4 to call"


def test_who_is_expected_and_not_there_in_time_is_marked_late(at_0445: Picture) -> None:
    there, later = call_down(at_0445), AT_0445 + timedelta(minutes=68)

    before, after = (
        next(line for line in run_lines(at_0445, there, moment) if line.title == "Kestrel Power")
        for moment in (AT_0445, later)
    )

    assert (before.right, before.mark, before.tone) == ("Reached, expected 04:50", "check", Tone.QUIET)
    assert (after.right, after.mark, after.tone) == ("Expected 04:50, 1 h 03 min late", "triangle", Tone.LATE)


def test_not_reached_are_the_chief_and_those_nobody_called(at_0445: Picture) -> None:
    lines = missing_lines(at_0445, call_down(at_0445), AT_0445)

    assert rows(lines) == [
        "Called, not reached 1",
        "Chief Medical Officer",
        "Technical, not called yet 2",
        "Brightwater Fuels",
        "Coldspring Rentals",
        "External, not called yet 2",
        "State health duty officer",
        "Health coalition",
    ]
    assert lines[1].right_second == "49 min ago"


def test_the_phone_log_is_newest_first_and_names_the_entry(demonstration: tuple[Database, Desk]) -> None:
    desk = demonstration[1].past(AT_0445)
    then = desk.ask(picture_at())

    lines = phone_log_lines(then, AT_0445, desk.ask(call_entries()))

    first = lines[0]
    assert (first.title, first.right, first.right_second) == ("Tri-Valley Light & Power", "Reached", "#59, 04:33")
    assert first.second == "try 2, no change, ETA 05:30"
    assert len(lines) == len(desk.ask(call_entries()))
    assert all(line.right_second.startswith("#") for line in lines)


def test_no_number_is_among_the_words_that_are_read_out(at_0445: Picture) -> None:
    there = call_down(at_0445)

    lines = [*run_lines(at_0445, there, AT_0445), *directory_lines(there), *phone_log_lines(at_0445, AT_0445, {})]

    assert any("555-01" in line.number for line in lines)
    assert not any("555-01" in f"{line.spoken} {line.second} {line.right}" for line in lines)


# --- who is next ------------------------------------------------------------------------------------------------------


def test_everybody_is_tried_once_before_anybody_is_tried_twice(desk: Desk, clock: SetClock) -> None:
    first, second = add(desk, "First"), add(desk, "Second")
    order = []
    for _ in range(4):
        contact = next_to_call(down(desk))
        assert contact is not None
        order.append(contact.name)
        call(desk, clock, contact.id, MISSED)

    assert order == ["First", "Second", "First", "Second"]
    call(desk, clock, first, REACHED)
    call(desk, clock, second, REACHED)
    assert next_to_call(down(desk)) is None


def test_after_two_failed_tries_the_alternate_is_called_and_answers_for_both(desk: Desk, clock: SetClock) -> None:
    deputy = add(desk, "Deputy", "555-0102")
    chief = add(desk, "Chief", "555-0101", "Command", alternate=deputy)
    call(desk, clock, chief, MISSED, CallOutcome.VOICEMAIL)

    after = next_to_call(down(desk))
    call(desk, clock, deputy, REACHED)

    assert after is not None
    assert after.name == "Deputy"
    there = down(desk)
    assert there.standing(named(there, "Chief")) is Standing.COVERED
    assert next_to_call(there) is None


def test_an_alternate_that_was_reached_does_not_answer_for_who_was_tried_once(desk: Desk, clock: SetClock) -> None:
    deputy = add(desk, "Deputy", "555-0102")
    chief = add(desk, "Chief", alternate=deputy)
    call(desk, clock, deputy, REACHED)
    call(desk, clock, chief, MISSED)

    there = down(desk)

    assert there.standing(named(there, "Chief")) is Standing.MISSED
    assert next_to_call(there) is named(there, "Chief")


def test_when_the_whole_line_was_tried_in_vain_it_begins_anew(desk: Desk, clock: SetClock) -> None:
    deputy = add(desk, "Deputy", "555-0102")
    chief = add(desk, "Chief", "555-0101", "Command", alternate=deputy)
    call(desk, clock, chief, MISSED, MISSED, MISSED)
    call(desk, clock, deputy, MISSED, MISSED)

    after = next_to_call(down(desk))

    assert after is not None
    assert after.name == "Deputy"


def test_who_has_no_number_that_is_right_is_not_called_but_the_alternate_is(desk: Desk, clock: SetClock) -> None:
    deputy = add(desk, "Deputy", "555-0102")
    lonely = add(desk, "Lonely", None, "Command")
    chief = add(desk, "Chief", "555-0101", "Command", alternate=deputy)
    desk.do(note_defect(chief, "555-0101", "wrong number"))

    there = down(desk)

    after = next_to_call(there)
    assert after is not None
    assert after.name == "Deputy"
    [line] = [line for line in run_lines(picture(desk), there, clock()) if line.about == lonely]
    assert line.second == "No usable number"


def test_voicemail_is_no_answer(desk: Desk, clock: SetClock) -> None:
    contact_id = add(desk, "Pharmacy")

    call(desk, clock, contact_id, CallOutcome.VOICEMAIL)

    [line] = run_lines(picture(desk), down(desk), clock())
    assert (line.mark, line.right) == ("x", "Voicemail")


# --- groups and lists -------------------------------------------------------------------------------------------------


def test_who_stands_in_two_groups_is_called_with_the_first(desk: Desk, clock: SetClock) -> None:
    add(desk, "Pharmacy", "555-0101", "Tier 1")
    both = add(desk, "Laboratory", "555-0102", "Tier 2", "Tier 1")
    add(desk, "Kitchen", "555-0103")
    there = down(desk)

    assert group_names(there) == ["Tier 1", "Tier 2"]
    assert [(name, [one.name for one in some]) for name, some in run(there)] == [
        ("Tier 1", ["Pharmacy", "Laboratory"]),
    ]
    assert [one.id for _, some in run(there, "Tier 2") for one in some] == [both]


def test_who_is_in_no_group_is_in_the_run_once_called(desk: Desk, clock: SetClock) -> None:
    add(desk, "Pharmacy", "555-0101", "Tier 1")
    kitchen = add(desk, "Kitchen", "555-0103")

    call(desk, clock, kitchen, MISSED)

    assert [name for name, _ in run(down(desk))] == ["Tier 1", NO_GROUP]


def test_the_directory_is_from_a_to_z_internal_then_external(desk: Desk) -> None:
    zulu = add(desk, "Zulu", "555-0101")
    desk.do(edit_contact(zulu, around_the_clock=True, role="Watch"))
    alpha = add(desk, "alpha", "555-0102")
    desk.do(note_defect(alpha, "555-0102", "wrong number"))
    utility = add(desk, "Utility", "555-0103")
    desk.do(edit_contact(utility, external=True))

    lines = directory_lines(down(desk))

    assert rows(lines) == ["Internal 2", "alpha", "Zulu", "External 1", "Utility"]
    assert [line.right for line in lines if line.mark] == ["No usable number", "24/7", ""]


def test_words_narrow_a_list_and_keep_only_the_heads_that_have_rows(desk: Desk) -> None:
    add(desk, "Pharmacy", "555-0101", "Tier 1")
    add(desk, "Laboratory", "555-0102", "Tier 2")
    lines = run_lines(picture(desk), down(desk), desk.clock())

    assert rows(narrowed(lines, "lab call")) == ["Tier 2 0 of 1", "Laboratory"]
    assert rows(narrowed(lines, "0101")) == ["Tier 1 0 of 1", "Pharmacy"]
    assert narrowed(lines, "nobody") == []
    assert narrowed(lines, " ") == lines


def test_the_one_who_is_called_now_says_so(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy")
    lines = run_lines(picture(desk), down(desk), desk.clock())

    [line] = with_call(lines, pharmacy)

    assert (line.mark, line.right, line.spoken) == ("phone-call", "Calling now", "Pharmacy, calling now")
    assert with_call(lines, None) == lines


# --- the sheet --------------------------------------------------------------------------------------------------------


def test_what_to_say_is_the_incident_now_and_next(desk: Desk) -> None:
    bare = say_lines(picture(desk), "Coordinator")
    desk.do(set_situation("On GEN-1.", "OR dark.", "GEN-2 at 05:00."))

    said = say_lines(picture(desk), "Coordinator")

    incident = picture(desk).incident
    assert len(bare) == 2
    assert said[0].endswith(f"Loss of normal power, {incident.ref}, Priority 1 Critical.")
    assert said[1:3] == ["Now: On GEN-1.", "Next: GEN-2 at 05:00."]
    assert said[-1].startswith("Please read back.")


def test_every_call_of_an_exercise_opens_with_the_word(desk: Desk) -> None:
    exercise = desk.at(desk.do(declare_incident("Drill", exercise=True)).scope_id)

    assert say_lines(picture(exercise), "Coordinator")[0] == "EXERCISE, EXERCISE, EXERCISE."


def test_the_sheet_names_alternate_groups_and_when_it_was_checked(desk: Desk, clock: SetClock) -> None:
    deputy = add(desk, "Deputy")
    chief = add(desk, "Chief", "555-0101", "Command", "Tier 1", alternate=deputy)
    desk.do(confirm_contact(chief))
    there = down(desk)

    sheet = contact_sheet(picture(desk), there, named(there, "Chief"), clock() + timedelta(minutes=3), "Coordinator")

    assert (sheet.alternate, sheet.alternate_id, sheet.groups) == ("Deputy", deputy, "Command, Tier 1")
    assert sheet.checked == "07:43, 3 min ago"
    assert sheet.ways[0].spoken == "Phone 555-0101"
