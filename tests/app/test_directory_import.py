"""A table of contacts: what would become of each row, and what the import then does."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.commands.directory import add_contact, edit_contact, set_groups
from app.commands.methods import add_method
from app.contacts import call_down
from app.csv_in import read_pasted
from app.desk import Desk
from app.directory_import import MOST_CONTACTS, plan_directory
from app.errors import Refused
from app.import_plan import Outcome, Plan
from app.picture import picture_at
from models.contact import Contact
from models.terms import Method


@pytest.fixture
def pharmacy(desk: Desk) -> UUID:
    contact_id = desk.do(add_contact("Pharmacy", role="Night pharmacist")).made[0]
    desk.do(add_method(contact_id, Method.PHONE, "555-0101"), set_groups(contact_id, ["Clinical"]))
    return contact_id


def plan(desk: Desk, text: str) -> Plan:
    return plan_directory(read_pasted(text), desk.ask(picture_at()))


def test_a_table_brings_new_contacts_and_changes_those_that_are_there(desk: Desk, pharmacy: UUID) -> None:
    planned = plan(
        desk,
        "Kontakt;Funktion;Telefon;Funk;24/7;Vertretung;Gruppen;Zimmer\n"
        "Duty manager;;555-0105;channel 2;ja;;Command, Tier 1;12\n"
        "pharmacy;Day pharmacist;555-0109;;nein;Duty manager;Clinical;13\n",
    )
    desk.do(*planned.acts, words=planned.words)

    down = call_down(desk.ask(picture_at()))
    made = next(one for one in down.contacts.values() if one.name == "Duty manager")
    changed = down.contacts[pharmacy]
    assert [(row.outcome, row.says) for row in planned.rows] == [
        (Outcome.NEW, "phone 555-0105, radio channel 2, Command, Tier 1"),
        (Outcome.CHANGED, "role, alternate, phone 555-0109"),
    ]
    assert planned.unused == ("Zimmer",)
    assert (made.around_the_clock, down.groups[made.id]) == (True, ["Command", "Tier 1"])
    assert [way.address for way in down.ways[made.id]] == ["555-0105", "channel 2"]
    assert (changed.role, changed.alternate_id) == ("Day pharmacist", made.id)
    assert [way.address for way in down.ways[pharmacy]] == ["555-0109"]


def test_the_same_table_again_changes_nothing(desk: Desk, pharmacy: UUID) -> None:
    planned = plan(desk, "Name,Role,Phone,Groups\nPharmacy,Night pharmacist,555-0101,Clinical\n")

    assert (planned.counts, planned.acts) == ("1 the same", [])


def test_an_empty_number_takes_none_away_and_another_kind_is_one_more(desk: Desk, pharmacy: UUID) -> None:
    planned = plan(desk, "Name,Phone,Mobile\nPharmacy,,555-0110\n")
    desk.do(*planned.acts)

    assert [way.address for way in call_down(desk.ask(picture_at())).ways[pharmacy]] == ["555-0101", "555-0110"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Name,Phone\n,555-0101\n", "It has no name."),
        ("Name,24/7\nKitchen,perhaps\n", "“perhaps” is neither yes nor no."),
        ("Name,Alternate\nKitchen,Nobody\n", "Nobody is not in the directory, nor further up in the table."),
        ("Name,Phone\nKitchen,1,2\n", "It has 3 cells, the head has 2."),
        ("Name,Phone\nKitchen,1\nkitchen,2\n", "kitchen stands on line 2 already."),
    ],
)
def test_a_row_is_refused_in_a_sentence(desk: Desk, text: str, sentence: str) -> None:
    planned = plan(desk, text)

    assert [row.says for row in planned.refused] == [sentence]


def test_a_table_without_names_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="No column holds the names"):
        plan(desk, "Phone,Role\n555-0101,Cook\n")


def test_a_contact_that_changes_after_the_preview_is_not_overwritten(desk: Desk, pharmacy: UUID) -> None:
    planned = plan(desk, "Name,Role\nPharmacy,Day pharmacist\n")
    desk.do(edit_contact(pharmacy, role="Somebody else"))

    with pytest.raises(Refused, match="Changed by"):
        desk.do(*planned.acts)
    picture = desk.ask(picture_at())
    assert [one.role for one in picture.all(Contact)] == ["Somebody else"]


def test_more_contacts_than_other_desks_can_wait_for_are_refused(desk: Desk) -> None:
    rows = "".join(f"Post {number}\n" for number in range(MOST_CONTACTS + 1))

    with pytest.raises(Refused, match="more than 1,000 contacts"):
        plan_directory(read_pasted(f"Name\n{rows}"), desk.ask(picture_at()))
