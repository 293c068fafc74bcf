"""What the board says."""

from datetime import UTC, datetime, timedelta

import pytest

from app import board
from app.board import Tone
from app.clock import SetClock
from app.commands.contacts import log_call
from app.commands.directory import add_contact
from app.commands.logbook import write_note
from app.commands.systems import set_system_state
from app.commands.tasks import open_task
from app.desk import Desk
from app.picture import picture_after, picture_at
from models import marks
from models.base import new_id
from models.contact import Contact
from models.database import Database
from models.picture import Picture
from models.system import System, SystemStatus
from models.terms import CallOutcome, Method, Priority, SystemState, Tier


def picture_of(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def system(desk: Desk, number: int) -> System:
    return picture_of(desk).systems()[number][0]


def set_state(desk: Desk, number: int, state: SystemState, supply: str | None = None) -> None:
    desk.do(set_system_state(system_id=system(desk, number).id, state=state, supply=supply))


def call(desk: Desk, name: str, *outcomes: CallOutcome) -> None:
    desk.do(add_contact(name=name))
    contact = next(one for one in picture_of(desk).all(Contact) if one.name == name)
    for outcome in outcomes:
        desk.do(log_call(contact_id=contact.id, outcome=outcome, method=Method.MOBILE, address="555-0112"))


def status(state: SystemState, supply: str | None = None) -> SystemStatus:
    at = datetime(2026, 8, 12, tzinfo=UTC)
    return SystemStatus(incident_id=new_id(), system_id=new_id(), state=state, since=at, supply=supply)


@pytest.mark.parametrize(
    ("state", "supply", "shape", "word"),
    [
        (SystemState.NONFUNCTIONAL, None, "octagon", "Nonfunctional"),
        (SystemState.PARTIALLY, "UPS", "diamond", "Partially functional"),
        (SystemState.FULLY, "GEN-1", "bolt", "On backup"),
        (SystemState.FULLY, None, "ring", "Fully functional"),
        (SystemState.NOT_APPLICABLE, None, "dash", "Not applicable"),
    ],
)
def test_each_state_has_its_shape_and_its_word(state: SystemState, supply: str | None, shape: str, word: str) -> None:
    assert marks.shape_of(status(state, supply)) == shape
    assert marks.state_text(status(state, supply)) == word


def test_a_system_that_nobody_reported_on_is_well() -> None:
    assert marks.shape_of(None) == "ring"


def test_priorities_wear_their_shapes() -> None:
    assert [marks.priority_shape(priority) for priority in Priority] == [
        "octagon", "triangle", "diamond", "disc", "disc",
    ]  # fmt: skip


def test_the_worst_systems_stand_first_under_a_head_for_each_state(desk: Desk, clock: SetClock) -> None:
    set_state(desk, 3, SystemState.FULLY, "GEN-1")
    set_state(desk, 4, SystemState.FULLY)
    set_state(desk, 1, SystemState.PARTIALLY)
    set_state(desk, 2, SystemState.NONFUNCTIONAL)

    lines = board.system_lines(picture_of(desk), clock())

    assert [line.mark for line in lines] == ["", "octagon", "", "diamond", "", "bolt"]
    assert [line.spoken for line in lines[::2]] == ["Nonfunctional: 1", "Partially functional: 1", "On backup: 1"]
    assert [line.title for line in lines[1::2]] == [system(desk, number).name for number in (2, 1, 3)]
    assert lines[0].tone is Tone.FAILED


def test_the_board_says_how_many_systems_are_affected_and_how_many_normal(desk: Desk) -> None:
    whole = len(picture_of(desk).systems())
    set_state(desk, 1, SystemState.PARTIALLY)

    assert board.affected_text(picture_of(desk)) == f"1 of {whole} affected"
    assert board.normal_text(picture_of(desk)) == f"{whole - 1} systems normal"


def test_among_equally_bad_systems_the_lower_tier_stands_first(desk: Desk) -> None:
    tiers = [one.tier for one, _ in picture_of(desk).systems()]
    late, early = tiers.index(max(tiers)), tiers.index(Tier.LIFE_SAFETY)
    set_state(desk, late, SystemState.NONFUNCTIONAL)
    set_state(desk, early, SystemState.NONFUNCTIONAL)

    names = [one.name for one, _ in board.systems_by_severity(picture_of(desk))]

    assert names == [system(desk, early).name, system(desk, late).name]


def test_a_system_is_read_out_whole(desk: Desk, clock: SetClock) -> None:
    set_state(desk, 0, SystemState.NONFUNCTIONAL)

    line = board.system_lines(picture_of(desk), clock())[1]

    assert line.spoken == f"{system(desk, 0).name}, nonfunctional, since 07:43"


def test_those_not_reached_stand_first_in_the_call_down(desk: Desk, clock: SetClock) -> None:
    call(desk, "Administrator on Call", CallOutcome.ACKNOWLEDGED)
    call(desk, "Facilities Director", CallOutcome.NO_ANSWER, CallOutcome.NO_ANSWER)
    call(desk, "Security", CallOutcome.VOICEMAIL, CallOutcome.ACKNOWLEDGED)

    lines = board.call_lines(picture_of(desk), clock())

    assert lines[0].spoken == "Facilities Director, Mobile 555-0112, No answer, 2 tries, 07:43"
    assert {line.title for line in lines[1:]} == {"Administrator on Call", "Security"}
    assert all(line.right.startswith("Reached") for line in lines[1:])


def test_voicemail_is_not_an_answer(desk: Desk) -> None:
    call(desk, "Administrator on Call", CallOutcome.ACKNOWLEDGED)
    call(desk, "Facilities Director", CallOutcome.VOICEMAIL)

    tile = board.people_tile(picture_of(desk))

    assert tile.spoken == "People reached: 1 of 2 called, 1 voicemail"


def test_the_tiles_say_how_bad_it_is(desk: Desk, clock: SetClock) -> None:
    set_state(desk, 0, SystemState.NONFUNCTIONAL)
    set_state(desk, 1, SystemState.FULLY, "GEN-1")
    desk.do(open_task(title="Late already", due_at=clock() + timedelta(minutes=1)))
    clock.advance(minutes=4)

    systems, tasks, decisions, people, last = board.tiles(picture_of(desk), clock(), desk.ask(board.last_entry()))

    assert systems.second == "1 nonfunctional, 1 on backup"
    assert tasks.spoken == "Open tasks: 1, 1 overdue"
    assert decisions.second == "0 in force"
    assert people.second == "Nobody called yet"
    assert (last.value, last.second) == ("07:43", "#4, 4 min ago")


def test_the_last_entry_of_the_past_is_the_one_known_then(desk: Desk, clock: SetClock) -> None:
    desk.do(write_note(), words="First.")
    clock.advance(minutes=1)
    then = clock()
    clock.advance(minutes=5)
    desk.do(write_note(), words="Second.")

    found = desk.past(then).ask(board.last_entry())

    assert found is not None
    assert found.number == "2"


def test_the_demonstration_reads_as_it_was_known_at_0431(demonstration: tuple[Database, Desk]) -> None:
    desk = demonstration[1].past(datetime(2026, 8, 12, 8, 31, 59, 999999, tzinfo=UTC))
    picture = desk.ask(picture_at())

    lines = board.system_lines(picture, datetime(2026, 8, 12, 8, 31, 59, tzinfo=UTC))

    assert [line.title for line in lines if not line.mark] == ["Nonfunctional", "Partially functional", "On backup"]


def test_the_last_entry_need_not_be_asked_for_where_the_picture_brought_it(desk: Desk) -> None:
    before = picture_of(desk)
    desk.do(write_note(), words="Round walked.")

    after = desk.ask(picture_after(before))

    assert board.newest_of(before) is None
    assert board.newest_of(after) == desk.ask(board.last_entry())
