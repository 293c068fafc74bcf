"""What the Systems screen says, now and as at a past moment."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from app.board import systems_tile
from app.clock import SetClock
from app.commands.register import edit_system
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.picture import picture_at
from app.system_facts import facts, state_fact, status_of, tasks_about
from app.system_history import history_lines, system_history
from app.systems import Area, SystemLine, areas, matches, state_counts
from models.database import Database
from models.picture import Picture
from models.system import System
from models.terms import SystemState

DOWN, PARTLY, FULLY = SystemState.NONFUNCTIONAL, SystemState.PARTIALLY, SystemState.FULLY


def picture_of(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def of_first_area(desk: Desk) -> list[System]:
    systems = [system for system, _ in picture_of(desk).systems()]
    return [system for system in systems if system.group == systems[0].group]


def first_area(desk: Desk, wanted: str = "") -> Area:
    return areas(picture_of(desk), desk.clock(), wanted)[0]


def test_an_area_shows_the_worst_first_and_folds_what_is_normal(desk: Desk) -> None:
    mine = of_first_area(desk)
    desk.do(set_system_state(mine[0].id, FULLY, supply="GEN-1"))
    desk.do(set_system_state(mine[1].id, PARTLY))
    desk.do(set_system_state(mine[2].id, DOWN))
    desk.do(set_system_state(mine[3].id, SystemState.NOT_APPLICABLE))

    area = first_area(desk)

    assert [(line.mark, line.title) for line in area.affected] == [
        ("octagon", mine[2].name), ("diamond", mine[1].name), ("bolt", mine[0].name),
    ]  # fmt: skip
    assert len(area.normal) == len(mine) - 3
    assert area.normal[-1].mark == "dash"
    assert area.count_text == f"3 of {len(mine) - 1} affected"
    assert area.normal_text == f"{len(mine) - 4} normal, 1 not applicable"


def test_an_area_without_trouble_is_one_line(desk: Desk) -> None:
    area = first_area(desk)

    assert (area.affected, area.count_text) == ((), "")
    assert area.normal_text == f"All {len(area.normal)} normal"


def test_a_card_says_state_supply_remark_since_and_by_when(desk: Desk, clock: SetClock) -> None:
    system = of_first_area(desk)[0]
    desk.do(edit_system(system.id, owner="Facilities"))
    estimate = clock() + timedelta(minutes=40)
    desk.do(set_system_state(system.id, PARTLY, supply="UPS", remark="one of two", estimate_at=estimate))
    clock.advance(minutes=12)

    card = first_area(desk).affected[0]

    assert isinstance(card, SystemLine)
    assert (card.word, card.remark, card.right, card.right_second) == (
        "Partially functional", "on UPS, one of two", "07:43", "12 min",
    )  # fmt: skip
    assert (card.estimate, card.late) == ("Expected 08:23, in 28 min", False)
    assert (card.tier, card.foot) == (f"Tier {system.tier.value}", "Facilities")
    assert card.spoken == (
        f"{system.name}, partially functional, on UPS, one of two, since 07:43, Expected 08:23, in 28 min, "
        f"{card.tier}, {card.foot}"
    )


def test_an_estimate_that_is_over_is_late(desk: Desk, clock: SetClock) -> None:
    system = of_first_area(desk)[0]
    desk.do(set_system_state(system.id, DOWN, estimate_at=clock() + timedelta(minutes=5)))
    clock.advance(minutes=12)

    card = first_area(desk).affected[0]

    assert (card.estimate, card.late) == ("Expected 07:48, 7 min late", True)


@pytest.mark.parametrize("wanted", ["", "power", "POWER ref-9", "ref-9", "yard", "night eng"])
def test_a_filter_finds_name_ref_owner_and_location(wanted: str, desk: Desk) -> None:
    system = of_first_area(desk)[0]
    system.name, system.ref, system.owner, system.location = "Main power", "REF-9", "Night Engineer", "Substation yard"

    assert matches(system, wanted)
    assert not matches(system, f"{wanted} elsewhere")


def test_a_filter_leaves_out_the_areas_that_have_nothing_of_it(desk: Desk) -> None:
    system = of_first_area(desk)[0]

    found = areas(picture_of(desk), desk.clock(), system.name)

    assert system.name in [line.title for line in found[0].normal]
    assert len(found) < len(areas(picture_of(desk), desk.clock()))


def test_the_sum_of_the_states_is_that_of_the_tile(demonstration: tuple[Database, Desk]) -> None:
    picture = picture_of(demonstration[1])

    counts = Counter({shape: count for shape, count, _ in state_counts(picture)})

    affected = counts["octagon"] + counts["diamond"] + counts["bolt"]
    assert (str(affected), f"of {affected + counts['ring']}") == (
        systems_tile(picture).value, systems_tile(picture).unit,
    )  # fmt: skip


def test_the_facts_say_how_long_it_is_down_of_how_long_it_may_be(desk: Desk, clock: SetClock) -> None:
    system = of_first_area(desk)[0]
    desk.do(edit_system(system.id, rto_minutes=60, location="Yard"))
    desk.do(set_system_state(system.id, DOWN))
    clock.advance(minutes=49)

    def told() -> dict[str, tuple[str, bool]]:
        now = picture_of(desk).get(System, system.id)
        assert now is not None
        return {fact.word: (fact.text, fact.late) for fact in facts(picture_of(desk), now, clock())}

    assert told()["Restore within"] == ("down 49 min of 1 h allowed", False)
    assert told()["Expected"] == ("No estimate yet", False)
    assert told()["Location"] == ("Yard", False)
    assert "Owner" not in told()
    clock.advance(minutes=15)
    assert told()["Restore within"] == ("down 1 h 04 min of 1 h allowed, 4 min over", True)
    desk.do(set_system_state(system.id, FULLY))
    assert told()["Restore within"] == ("1 h", False)
    assert "Expected" not in told()


def test_a_state_is_said_with_how_long_it_lasts(desk: Desk, clock: SetClock) -> None:
    system = of_first_area(desk)[0]
    assert state_fact(system, None, clock(), desk.ask(picture_at()).station.zone) == "Nothing reported in this incident"
    desk.do(set_system_state(system.id, DOWN))

    picture = picture_of(desk)

    assert state_fact(system, status_of(picture, system.id), clock(), picture.station.zone) == (
        "Nonfunctional since 07:43, just now"
    )


def test_its_open_tasks_are_listed(desk: Desk) -> None:
    mine, other = of_first_area(desk)[:2]
    desk.do(open_task(title="Start it", system_id=mine.id))
    desk.do(open_task(title="Another", system_id=other.id))

    assert [line.title for line in tasks_about(picture_of(desk), mine.id, desk.clock())] == ["T-01 Start it"]


# --- history ----------------------------------------------------------------------------------------------------------


def test_the_history_is_read_from_what_the_entries_changed(desk: Desk, clock: SetClock) -> None:
    system, other = of_first_area(desk)[:2]
    desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    desk.do(set_system_state(other.id, DOWN))
    clock.advance(minutes=10)
    then = clock()
    clock.advance(minutes=10)
    desk.do(set_system_state(system.id, DOWN, remark="tripped", estimate_at=clock() + timedelta(hours=1)))
    desk.do(set_system_state(system.id, FULLY, supply="GEN-1"), words="Said by Engineering")

    changes = desk.ask(system_history(system.id))

    assert [change.number for change in changes] == ["5", "4", "2"]
    lines = history_lines(changes, picture_of(desk).station.zone, clock())
    assert [(line.mark, line.title, line.second, line.right, line.right_second) for line in lines] == [
        ("bolt", "On backup", "GEN-1", "08:03", "#5 CO"),
        ("octagon", "Nonfunctional", "tripped, expected 09:03", "07:43", "#4 CO"),
        ("octagon", "Nonfunctional", "tripped", "07:43", "#2 CO"),
    ]
    assert [change.number for change in desk.past(then).ask(system_history(system.id))] == ["2"]


def test_a_system_that_nobody_reported_on_has_no_history(desk: Desk) -> None:
    assert desk.ask(system_history(of_first_area(desk)[0].id)) == []
    assert desk.at(None).ask(system_history(of_first_area(desk)[0].id)) == []


def test_the_demonstration_as_at_04_31_shows_what_was_known_then(demonstration: tuple[Database, Desk]) -> None:
    then = datetime(2026, 8, 12, 8, 31, 59, tzinfo=UTC)
    desk = demonstration[1].past(then)
    picture = picture_of(desk)
    system = next(system for system, _ in picture.systems() if system.ref == "VAC")

    changes = desk.ask(system_history(system.id))

    assert all(change.recorded_at <= then for change in changes)
    assert len(changes) < len(demonstration[1].ask(system_history(system.id)))
