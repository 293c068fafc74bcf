"""The register: its commands, its words, and what an import would do to it."""

from uuid import UUID

import pytest

from app.clock import SetClock
from app.command import Bound, Seen
from app.commands.incidents import acknowledge_incident, close_incident, resolve_incident, restore_incident
from app.commands.register import edit_system, move_system, register_system, remove_system, restore_system
from app.commands.systems import set_system_state
from app.csv_in import Sheet, read_bytes
from app.desk import Desk
from app.errors import Refused
from app.import_plan import Outcome, Plan
from app.picture import picture_at
from app.register import COLUMNS, export_rows, register, rto_from, rto_text, tier_from
from app.register_import import plan_register
from models.picture import Picture
from models.system import System
from models.terms import SystemState, Tier


def picture_of(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def added(desk: Desk, ref: str = "GEN-9", **given: object) -> System:
    given = {"name": f"System {ref}", "group": "Emergency power", "tier": Tier.CRITICAL, **given}
    desk.do(register_system(ref=ref, **given))  # type: ignore[arg-type]
    return next(system for system in register(picture_of(desk)) if system.ref == ref)


def again(desk: Desk, system: System) -> System:
    found = picture_of(desk).get(System, system.id)
    assert found is not None
    return found


# --- commands ---------------------------------------------------------------------------------------------------------


def test_only_what_is_given_is_changed(desk: Desk) -> None:
    system = added(desk, location="Yard", owner="Facilities")

    told = desk.do(edit_system(system.id, tier=Tier.ESSENTIAL, location=None, rto_minutes=60))

    now = again(desk, system)
    assert (now.tier, now.location, now.owner, now.rto_minutes) == (Tier.ESSENTIAL, None, "Facilities", 60)
    assert told.sentence == "GEN-9 System GEN-9: no location, to be restored within 60 min, tier 2."


def test_nothing_changed_is_nothing_to_write(desk: Desk) -> None:
    system = added(desk)

    with pytest.raises(Refused, match="nothing to write"):
        desk.do(edit_system(system.id, name=system.name))


@pytest.mark.parametrize(
    ("given", "why", "field"),
    [
        ({"ref": "A B"}, "one word", "ref"),
        ({"ref": "x" * 41}, "40 have room", "ref"),
        ({"ref": ""}, "a short code", "ref"),
        ({"name": "x" * 121}, "120 have room", "name"),
        ({"name": "two\nlines"}, "one line", "name"),
        ({"group": ""}, "which group", "group"),
        ({"rto_minutes": 0}, "between one minute and a year", "rto_minutes"),
        ({"owner": "x" * 200}, "120 have room", "owner"),
    ],
)
def test_what_does_not_fit_the_register_is_refused(desk: Desk, given: dict[str, object], why: str, field: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        added(desk, **{"ref": "GEN-9", **given})  # type: ignore[arg-type]

    assert refused.value.field == field


def test_a_system_is_moved_and_the_others_make_way(desk: Desk) -> None:
    before = register(picture_of(desk))

    told = desk.do(move_system(before[3].id, 1))

    after = [system.ref for system in register(picture_of(desk))]
    assert after[:5] == [before[number].ref for number in (3, 0, 1, 2, 4)]
    assert told.sentence.endswith("place 1 of the register.")
    with pytest.raises(Refused, match="places"):
        desk.do(move_system(before[3].id, len(before) + 1))


def test_a_system_that_is_taken_out_stays_in_the_pictures_of_the_past(desk: Desk, clock: SetClock) -> None:
    system = added(desk)
    clock.advance(minutes=1)
    then = clock()
    clock.advance(minutes=1)

    told = desk.do(remove_system(system.id, "replaced by GEN-10"))

    assert told.sentence == "GEN-9 System GEN-9 taken out of the register: replaced by GEN-10."
    assert system.ref not in [one.ref for one in register(picture_of(desk))]
    assert register(picture_of(desk), removed=True)[-1].id == system.id
    assert system.ref in [one.ref for one in register(desk.past(then).ask(picture_at()))]


def test_a_system_is_not_taken_out_while_an_open_incident_affects_it(desk: Desk) -> None:
    system = added(desk)
    desk.do(set_system_state(system.id, SystemState.NONFUNCTIONAL))

    with pytest.raises(Refused, match="GEN-9 is nonfunctional in INC-"):
        desk.do(remove_system(system.id, "scrapped"))
    with pytest.raises(Refused, match="why it is taken out"):
        desk.do(remove_system(system.id, ""))

    desk.do(set_system_state(system.id, SystemState.FULLY))
    desk.do(remove_system(system.id, "scrapped"))


def test_a_system_is_taken_out_when_the_incident_that_affected_it_is_closed(desk: Desk) -> None:
    system = added(desk)
    desk.do(set_system_state(system.id, SystemState.NONFUNCTIONAL))
    for command in (acknowledge_incident, restore_incident, resolve_incident, close_incident):
        desk.do(command())

    desk.do(remove_system(system.id, "scrapped"))

    assert again(desk, system).removed_at is not None


def test_the_ref_of_a_system_that_was_taken_out_is_not_given_again_but_it_can_come_back(desk: Desk) -> None:
    system = added(desk)
    desk.do(remove_system(system.id, "a mistake"))

    with pytest.raises(Refused, match="Bring it back instead"):
        added(desk)
    desk.do(restore_system(system.id))

    assert again(desk, system).removed_at is None
    with pytest.raises(Refused, match="not out of the register"):
        desk.do(restore_system(system.id))


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [("", None), ("60", 60), ("60 min", 60), ("1h", 60), ("1 h 30 min", 90), ("2 d", 2880), ("1 d 2 h", 1560)],
)
def test_a_time_to_restore_is_typed_as_it_is_said(typed: str, minutes: int | None) -> None:
    assert rto_from(typed) == minutes
    assert rto_from(rto_text(minutes)) == minutes


@pytest.mark.parametrize("typed", ["0", "soon", "-5", "9999 h", "1.5 h", "min"])
def test_what_is_no_time_to_restore_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match="is no time to restore"):
        rto_from(typed)


def test_a_tier_is_typed_as_a_number_or_with_its_word() -> None:
    assert [tier_from(typed) for typed in ("0", "Tier 2", "tier 3 important", "Stufe 4")] == [0, 2, 3, 4]
    for typed in ("9", "", "12", "critical"):
        with pytest.raises(Refused, match="is no tier"):
            tier_from(typed)


def test_what_is_exported_is_the_same_when_it_is_imported(desk: Desk) -> None:
    added(desk, location="=Yard", rto_minutes=90)
    rows = export_rows(picture_of(desk))

    plan = planned(desk, "\n".join(";".join(row) for row in rows))

    assert rows[0] == [column.head for column in COLUMNS]
    assert {row.outcome for row in plan.rows} == {Outcome.SAME}


# --- import -----------------------------------------------------------------------------------------------------------

HEAD = "Kürzel;Bezeichnung;Bereich;Stufe;Standort;Zuständig;RTO;Bemerkung\n"


def sheet_of(text: str) -> Sheet:
    return read_bytes(text.encode(), "register.csv")


def planned(desk: Desk, text: str) -> Plan:
    return plan_register(sheet_of(text), picture_of(desk))


def test_each_row_is_new_changed_the_same_or_refused(desk: Desk) -> None:
    added(desk, "GEN-1", owner="Facilities")
    text = HEAD + (
        "GEN-1;System GEN-1;Emergency power;2;Roof;;1 h;x\n"
        "GEN-2;Generator 2;Emergency power;1;;;;\n"
        "GEN-2;Generator 2;Emergency power;1;;;;\n"
        "GEN-3;Generator 3;Emergency power;9;;;;\n"
        ";No ref;Emergency power;1;;;;\n"
    )

    plan = planned(desk, text)

    assert [row.outcome.value for row in plan.rows] == ["changed", "new", "refused", "refused", "refused"]
    assert [row.says for row in plan.rows] == [
        "Tier: tier 1 → tier 2, Location: nothing → Roof, Owner: Facilities → nothing, Restore within: nothing → 1 h",
        "Emergency power, tier 1",
        "GEN-2 stands on line 3 already.",
        "“9” is no tier: they go from 0 to 4.",
        "Say a short code for the system.",
    ]
    assert (plan.counts, plan.unused) == ("1 new, 1 changed, 3 refused", ("Bemerkung",))


def test_a_ref_is_the_same_in_small_letters(desk: Desk) -> None:
    added(desk, "GEN-9")
    added(desk, "ÜV-1")

    plan = planned(desk, "Ref;Name;Area;Tier\ngen-9;Other;Power;1\nDd1;One;Power;1\nDD1;Two;Power;1\n")

    assert [row.outcome for row in plan.rows] == [Outcome.CHANGED, Outcome.NEW, Outcome.REFUSED]
    assert plan.rows[2].says == "DD1 stands on line 3 already."
    desk.do(*plan.acts)
    for ref, known in (("gen-9", "GEN-9"), ("üv-1", "ÜV-1")):
        with pytest.raises(Refused, match=f"{known} is in the register already"):
            desk.do(register_system(ref, "Twin", "Power", Tier.CRITICAL))


def test_an_import_is_one_entry(desk: Desk) -> None:
    system = added(desk, "GEN-1")
    plan = planned(desk, HEAD + "GEN-1;New name;Emergency power;1;;;;\nGEN-2;Generator 2;Emergency power;1;;;;\n")

    told = desk.do(*plan.acts, words=plan.words)

    assert told.sentence == "GEN-1 New name: called New name. GEN-2 Generator 2 registered."
    assert again(desk, system).name == "New name"
    assert plan.words == "Systems imported from register.csv: 1 new, 1 changed."


def test_an_import_that_was_overtaken_writes_nothing(desk: Desk) -> None:
    system = added(desk, "GEN-1")
    plan = planned(desk, HEAD + "GEN-2;Generator 2;Emergency power;1;;;;\nGEN-1;New name;Emergency power;1;;;;\n")
    desk.do(edit_system(system.id, name="Another desk's name"))

    with pytest.raises(Refused, match="Changed by"):
        desk.do(*plan.acts, words=plan.words)

    assert "GEN-2" not in [one.ref for one in register(picture_of(desk))]


def test_a_column_that_is_missing_leaves_its_field(desk: Desk) -> None:
    system = added(desk, "GEN-1", owner="Facilities")
    plan = planned(desk, "ref;location\nGEN-1;Roof\nGEN-2;Roof")

    desk.do(*plan.acts)

    assert (again(desk, system).owner, again(desk, system).location) == ("Facilities", "Roof")
    assert plan.rows[1].says == "It is new, and there is no column System."


def test_rows_that_hold_what_no_system_can_are_refused_one_by_one(desk: Desk) -> None:
    gone = added(desk, "OUT-1")
    desk.do(remove_system(gone.id, "scrapped"))
    rows = [
        "OUT-1;a;b;1;;;;",
        "X1;" + "x" * 500 + ";b;1;;;;",
        'X2;"two\nlines";b;1;;;;',
        "X3;a;b;1;;;soon;",
        "X4;a;b;1;;;;;;9",
    ]

    plan = planned(desk, HEAD + "\n".join(rows))

    assert len(plan.refused) == 5
    assert "taken out" in plan.rows[0].says
    assert plan.refused_table()[0][:3] == ("Line", "Refused because", "Kürzel")
    assert plan.refused_table()[3][:3] == ("4", "This holds one line.", "X2")


def test_a_table_without_refs_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="No column holds the refs"):
        planned(desk, "colour;shape\nred;round")


def test_every_bound_command_of_a_plan_is_checked_for_what_it_showed(desk: Desk) -> None:
    added(desk, "GEN-1")
    plan = planned(desk, "ref;name\nGEN-1;Other")

    act: Bound = plan.acts[0]

    assert [(seen.column, seen.value) for seen in act.shown if isinstance(seen, Seen)] == [("name", "System GEN-1")]
    assert isinstance(act.arguments["system_id"], UUID)
