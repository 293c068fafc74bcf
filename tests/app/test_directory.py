"""The directory: what each command changes, and one test for each refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.contacts import log_call
from app.commands.directory import add_contact, confirm_contact, edit_contact, remove_contact, set_groups
from app.commands.methods import add_method, edit_method, mend_method, move_method, note_defect, remove_method
from app.contacts import call_down
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from models.base import new_id
from models.contact import CallAttempt, Contact, ContactGroup, ContactMethod
from models.terms import CallOutcome, Method


def add(desk: Desk, name: str, *numbers: str, alternate: UUID | None = None) -> UUID:
    contact_id = desk.do(add_contact(name, alternate_id=alternate)).made[0]
    for number in numbers:
        desk.do(add_method(contact_id, Method.PHONE, number))
    return contact_id


def ways(desk: Desk, contact_id: UUID) -> list[ContactMethod]:
    picture = desk.ask(picture_at())
    contact = picture.get(Contact, contact_id)
    assert contact is not None
    return picture.methods(contact)


def contact(desk: Desk, contact_id: UUID) -> Contact:
    return call_down(desk.ask(picture_at())).contacts[contact_id]


def test_a_contact_is_edited_and_the_log_says_what_is_new(desk: Desk) -> None:
    deputy, chief = add(desk, "Deputy"), add(desk, "Chief")

    receipt = desk.do(
        edit_contact(
            chief, name="Chief of Staff", role="On call", external=True, around_the_clock=True, alternate_id=deputy
        )
    )

    now = contact(desk, chief)
    assert receipt.sentence == "Chief: called Chief of Staff now, role On call, external, 24/7, alternate Deputy."
    assert (now.name, now.role, now.external, now.around_the_clock, now.alternate_id) == (
        "Chief of Staff", "On call", True, True, deputy,
    )  # fmt: skip


def test_what_is_not_given_stays_and_none_clears(desk: Desk) -> None:
    deputy = add(desk, "Deputy")
    chief = add(desk, "Chief", alternate=deputy)
    desk.do(edit_contact(chief, role="On call", external=True, around_the_clock=True))

    receipt = desk.do(edit_contact(chief, role=None, external=False, around_the_clock=False, alternate_id=None))

    assert receipt.sentence == "Chief: no role, internal, not 24/7, no alternate."
    assert contact(desk, chief).name == "Chief"


def test_a_removed_contact_takes_its_numbers_with_it_and_its_calls_stay(desk: Desk) -> None:
    deputy = add(desk, "Deputy", "555-0102")
    chief = add(desk, "Chief", "555-0101", alternate=deputy)
    desk.do(set_groups(deputy, ["Command"]))
    desk.do(log_call(deputy, CallOutcome.NO_ANSWER))

    receipt = desk.do(remove_contact(deputy, "left the hospital."))

    picture = desk.ask(picture_at())
    assert receipt.sentence == "Deputy taken out of the directory: left the hospital."
    assert [one.name for one in picture.all(Contact)] == ["Chief"]
    assert [one.address for one in picture.all(ContactMethod)] == ["555-0101"]
    assert picture.all(ContactGroup) == []
    assert contact(desk, chief).alternate_id is None
    assert len(picture.all(CallAttempt)) == 1


def test_groups_are_set_as_a_whole_and_known_ones_keep_their_spelling(desk: Desk) -> None:
    first, second = add(desk, "First"), add(desk, "Second")
    desk.do(set_groups(first, ["Command", "Tier 1"]))

    desk.do(set_groups(second, ["command", "COMMAND", "Tier 2"]))
    receipt = desk.do(set_groups(first, ["Tier 1"]))

    groups = call_down(desk.ask(picture_at())).groups
    assert groups == {first: ["Tier 1"], second: ["Command", "Tier 2"]}
    assert receipt.sentence == "First: in group Tier 1."
    assert desk.do(set_groups(first, [])).sentence == "First: in no group."


def test_numbers_are_confirmed_at_the_moment_they_were_checked(desk: Desk, clock: SetClock) -> None:
    pharmacy = add(desk, "Pharmacy", "555-0101")

    desk.do(confirm_contact(pharmacy))

    assert contact(desk, pharmacy).checked_at == clock()


def test_a_new_number_has_no_defect_any_more(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy", "555-0101")
    desk.do(note_defect(pharmacy, "555-0101", "wrong number"))
    [way] = ways(desk, pharmacy)

    receipt = desk.do(edit_method(way.id, address="555-0109"))

    [now] = ways(desk, pharmacy)
    assert receipt.sentence == "Pharmacy: phone 555-0109 instead of phone 555-0101."
    assert (now.address, now.defect) == ("555-0109", None)


def test_another_word_for_the_same_number_keeps_its_defect_until_it_is_mended(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy", "555-0101")
    desk.do(note_defect(pharmacy, "555-0101", "wrong number"))
    [way] = ways(desk, pharmacy)

    desk.do(edit_method(way.id, method=Method.MOBILE))
    [before] = ways(desk, pharmacy)
    desk.do(mend_method(way.id))

    assert (before.method, before.defect) == (Method.MOBILE, "wrong number")
    assert ways(desk, pharmacy)[0].defect is None


def test_numbers_are_put_into_another_order(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy", "555-0101", "555-0102", "555-0103")
    last = ways(desk, pharmacy)[-1]

    receipt = desk.do(move_method(last.id, 1))
    first = [way.address for way in ways(desk, pharmacy)]
    desk.do(move_method(last.id, 2), remove_method(ways(desk, pharmacy)[-1].id))

    assert receipt.sentence == "Pharmacy: phone 555-0103 is tried first."
    assert first == ["555-0103", "555-0101", "555-0102"]
    assert [way.address for way in ways(desk, pharmacy)] == ["555-0101", "555-0103"]


def test_a_call_to_a_wrong_number_marks_it_in_the_directory_with_the_same_commit(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy", "555-0101", "555-0102")

    receipt = desk.do(
        log_call(pharmacy, CallOutcome.WRONG_NUMBER, Method.PHONE, "555-0101"),
        note_defect(pharmacy, "555-0101", "wrong number"),
    )

    assert receipt.scope_id == desk.incident_id
    assert [way.defect for way in ways(desk, pharmacy)] == ["wrong number", None]


def stand_in_for_itself(contact_id: UUID) -> Bound:
    return edit_contact(contact_id, alternate_id=contact_id)


Make = Callable[[Desk, SetClock], Bound]
REFUSALS: list[tuple[str, str, Make]] = [
    ("a name twice", "pharmacy is in the directory already", lambda d, c: (
        add(d, "Pharmacy"), add_contact("pharmacy"))[1]),
    ("a name that another has", "Kitchen is in the directory already", lambda d, c: (
        add(d, "Kitchen"), edit_contact(add(d, "Pharmacy"), name="Kitchen"))[1]),
    ("no name", "the post or organisation", lambda d, c: edit_contact(add(d, "Pharmacy"), name="")),
    ("standing in for itself", "Chief → Chief is a circle", lambda d, c: stand_in_for_itself(add(d, "Chief"))),
    ("an alternate that is not there", "not there any more", lambda d, c: edit_contact(
        add(d, "Chief"), alternate_id=new_id())),
    ("nothing changed", "nothing to write down", lambda d, c: edit_contact(add(d, "Pharmacy"), name="Pharmacy")),
    ("taken out without a reason", "why it is taken out", lambda d, c: remove_contact(add(d, "Pharmacy"), "")),
    ("a number twice", "has 555-0101 already", lambda d, c: add_method(
        add(d, "Pharmacy", "555-0101"), Method.MOBILE, "555-0101")),
    ("no number", "the number or channel", lambda d, c: add_method(add(d, "Pharmacy"), Method.PHONE, " ")),
    ("a number of another way", "has 555-0102 already", lambda d, c: edit_method(
        ways(d, add(d, "Pharmacy", "555-0101", "555-0102"))[0].id, address="555-0102")),
    ("a place that is none", "the places 1 to 1", lambda d, c: move_method(
        ways(d, add(d, "Pharmacy", "555-0101"))[0].id, 2)),
    ("mending what is right", "Nothing is wrong with 555-0101", lambda d, c: mend_method(
        ways(d, add(d, "Pharmacy", "555-0101"))[0].id)),
    ("a call of the future", "has not been made yet", lambda d, c: log_call(
        add(d, "Pharmacy", "555-0101"), CallOutcome.BUSY, called_at=c() + timedelta(minutes=1))),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "make"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
def test_the_directory_refuses_in_a_sentence(desk: Desk, clock: SetClock, sentence: str, make: Make) -> None:
    bound = make(desk, clock)

    with pytest.raises(Refused, match=sentence):
        desk.do(bound)


def test_alternates_form_no_circle_through_others(desk: Desk) -> None:
    first = add(desk, "First")
    second = add(desk, "Second", alternate=first)
    third = add(desk, "Third", alternate=second)

    with pytest.raises(Refused, match="Third cannot stand in for First: First → Third → Second → First is a circle"):
        desk.do(edit_contact(first, alternate_id=third))


def test_a_form_that_shows_an_old_name_is_refused(desk: Desk) -> None:
    pharmacy = add(desk, "Pharmacy")
    desk.do(edit_contact(pharmacy, name="Pharmacy on call"))

    with pytest.raises(Refused, match=r"Changed by .* to “Pharmacy on call”. Look again"):
        desk.do(edit_contact(pharmacy, name="Apothecary").seen(Contact, pharmacy, name="Pharmacy"))
