"""The status form: it begins with what there is, says what will be saved, and overwrites nobody unseen."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.clock import SetClock
from app.command import Operator
from app.commands.systems import set_system_state
from app.desk import Desk
from app.logbook import log_count, log_page
from app.picture import picture_at
from app.system_facts import status_of
from models.system import System, SystemStatus
from models.terms import SystemState
from views.desk import QtDesk
from views.forms.set_state import SetStateForm

DOWN, PARTLY, FULLY = SystemState.NONFUNCTIONAL, SystemState.PARTIALLY, SystemState.FULLY
Open = Callable[..., SetStateForm]


@pytest.fixture
def system(desk: Desk) -> System:
    return desk.ask(picture_at()).systems()[0][0]


@pytest.fixture
def open_form(qtbot: QtBot, window_desk: QtDesk) -> Open:
    def show(about: UUID | None = None) -> SetStateForm:
        window_desk.refresh()
        form = SetStateForm(window_desk, None, *([] if about is None else [about]))
        qtbot.addWidget(form)
        form.resize(460, 800)
        form.show()
        return form

    return show


def status(desk: Desk, system: System) -> SystemStatus:
    found = status_of(desk.ask(picture_at()), system.id)
    assert found is not None
    return found


def by_another(desk: Desk) -> Desk:
    return Desk(
        desk.database,
        desk.station_id,
        desk.seat_id,
        desk.letter,
        Operator("Relief", "RR"),
        desk.incident_id,
        desk.clock,
    )


def test_a_first_status_that_another_desk_set_meanwhile_is_not_overwritten(
    open_form: Open, desk: Desk, system: System
) -> None:
    form = open_form(system.id)
    form.state.choose(PARTLY)
    form.remark.setText("mine")
    by_another(desk).do(set_system_state(system.id, DOWN, remark="theirs"))

    form.enter()

    assert form.refusal() == "Set to “theirs” meanwhile by another desk. Enter saves yours."
    assert (status(desk, system).state, status(desk, system).remark) == (DOWN, "theirs")


def test_it_begins_with_what_there_is(open_form: Open, desk: Desk, system: System, clock: SetClock) -> None:
    desk.do(set_system_state(system.id, DOWN, None, "UPS", "tripped", clock() + timedelta(hours=1)))

    form = open_form(system.id)

    assert form.state.word is DOWN
    assert (form.supply.text(), form.remark.text(), form.estimate.text(), form.since.text()) == (
        "UPS", "tripped", "08:43", "",
    )  # fmt: skip
    assert form.since.placeholderText() == "kept: 07:43"
    assert form.says.text() == f"{system.ref}: nonfunctional, on UPS, tripped, expected 08:43."
    assert not form.unsaved


def test_a_number_chooses_the_state(open_form: Open, system: System) -> None:
    form = open_form(system.id)
    form.state.setFocus()

    words = []
    for number in "1234":
        QTest.keyClicks(form.state, number)
        words.append(form.state.word)

    assert words == list(SystemState)


def test_another_state_empties_what_was_said_of_the_old_one(open_form: Open, desk: Desk, system: System) -> None:
    desk.do(set_system_state(system.id, DOWN, remark="tripped", supply="UPS"))
    form = open_form(system.id)

    form.state.choose(FULLY)
    emptied = form.remark.text()
    form.state.choose(DOWN)

    assert (emptied, form.remark.text(), form.supply.text()) == ("", "tripped", "UPS")


def test_it_saves_as_one_entry_in_the_operators_words(
    open_form: Open, desk: Desk, system: System, clock: SetClock, qtbot: QtBot
) -> None:
    form = open_form(system.id)
    form.state.choose(PARTLY)
    form.remark.setText("one of two")
    form.since.setText("07:30")
    form.estimate.setText("in 40m")
    form.source.setText("Engineering by radio: one pump runs")

    with qtbot.waitSignal(form.finished):
        form.enter()

    now = status(desk, system)
    assert (now.state, now.remark) == (PARTLY, "one of two")
    assert (now.since, now.estimate_at) == (
        clock().replace(minute=30, second=0, microsecond=0), clock() + timedelta(minutes=40),
    )  # fmt: skip
    entry = desk.ask(log_page(0, 9))[-1].entry
    assert entry.text == "Engineering by radio: one pump runs"
    assert entry.sentence == f"{system.name}: partially functional, one of two, estimate 08:23, since 07:30."


def test_an_estimate_that_is_over_is_kept_as_it_is(
    open_form: Open, desk: Desk, system: System, clock: SetClock
) -> None:
    over = clock() + timedelta(minutes=5)
    desk.do(set_system_state(system.id, DOWN, estimate_at=over))
    clock.advance(minutes=30)
    form = open_form(system.id)

    form.remark.setText("still down")
    form.enter()

    assert status(desk, system).estimate_at == over


def test_nothing_changed_is_not_saved(open_form: Open, desk: Desk, system: System) -> None:
    desk.do(set_system_state(system.id, DOWN))
    count = desk.ask(log_count())
    form = open_form(system.id)

    form.enter()

    assert form.refusal() == "Nothing was changed. Esc closes this."
    assert desk.ask(log_count()) == count


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [("since", "25:00", "no 25:00"), ("estimate", "soon", "soon"), ("since", "2027-01-01 00:00", "in the future")],
)
def test_a_time_that_cannot_be_is_refused_beside_its_field(
    open_form: Open, system: System, field: str, typed: str, why: str
) -> None:
    form = open_form(system.id)
    form.state.choose(DOWN)
    getattr(form, field).setText(typed)

    form.enter()

    assert why in form.refusal()
    assert form.remark.text() == ""


def test_a_system_is_picked_by_a_part_of_its_name(open_form: Open, desk: Desk, system: System) -> None:
    desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    form = open_form()
    assert form.says.text() == "Choose a system."
    form.enter()
    assert form.refusal() == "Choose a system."

    form.system.setEditText("no such")
    form.enter()
    assert form.refusal() == "“no such” is no system of the register."
    form.system.setCurrentIndex(form.system.findText(system.name, Qt.MatchFlag.MatchContains))

    assert (form.state.word, form.remark.text()) == (DOWN, "tripped")


def test_what_another_desk_sets_meanwhile_is_taken_in_where_nothing_was_typed(
    open_form: Open, desk: Desk, system: System, window_desk: QtDesk
) -> None:
    desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    form = open_form(system.id)
    form.remark.setText("mine")

    by_another(desk).do(set_system_state(system.id, PARTLY, remark="theirs"))
    window_desk.refresh()

    assert form.state.word is PARTLY
    assert form.remark.text() == "mine"
    assert form.refusal() == "Set to “theirs” meanwhile by another desk. Enter saves yours."


def test_a_stale_form_is_refused_and_looks_again(open_form: Open, desk: Desk, system: System) -> None:
    desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    form = open_form(system.id)
    by_another(desk).do(set_system_state(system.id, DOWN, remark="theirs"))
    form.remark.setText("mine")

    form.enter()

    assert status(desk, system).remark == "theirs"
    assert form.refusal() == "Set to “theirs” meanwhile by another desk. Enter saves yours."
    form.enter()
    assert status(desk, system).remark == "mine"


def test_the_form_is_about_its_system_only(open_form: Open, desk: Desk, system: System) -> None:
    other = desk.ask(picture_at()).systems()[1][0]

    form = open_form(system.id)

    assert form.is_about(system.id)
    assert not form.is_about(other.id)


def test_in_the_past_it_says_why_nothing_can_be_saved(
    open_form: Open, desk: Desk, system: System, window_desk: QtDesk, clock: SetClock
) -> None:
    desk.do(set_system_state(system.id, DOWN, remark="tripped"))
    form = open_form(system.id)
    clock.advance(minutes=5)

    window_desk.show_past(clock() - timedelta(minutes=1))

    assert not form.button.isEnabled()
    assert not form.state.isEnabled()
