"""The forms of the directory and of a call: one entry each, only what was changed, and never over another's change."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.commands.directory import add_contact, edit_contact, set_groups
from app.commands.methods import add_method, edit_method, move_method, note_defect, remove_method
from app.contacts import call_down
from app.desk import Desk
from app.logbook import log_page
from app.picture import picture_at
from models.contact import CallAttempt, Contact, ContactMethod
from models.terms import CallOutcome, Method
from views.desk import QtDesk
from views.forms.call import CallForm
from views.forms.contact import ContactForm
from views.forms.contact_groups import LastNameCompleter, names_in

Key = Qt.Key
Shown = TypeVar("Shown", ContactForm, CallForm)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def pharmacy(desk: Desk) -> UUID:
    """A contact with two numbers and a group, of which another has one more."""
    contact_id = desk.do(add_contact("Pharmacy", role="Night pharmacist")).made[0]
    desk.do(
        add_method(contact_id, Method.PHONE, "555-0101"),
        add_method(contact_id, Method.PAGER, "555-0102"),
        set_groups(contact_id, ["Clinical"]),
    )
    deputy = desk.do(add_contact("Deputy")).made[0]
    desk.do(set_groups(deputy, ["Command"]))
    return contact_id


@pytest.fixture
def form(qtbot: QtBot, pharmacy: UUID, window_desk: QtDesk) -> ContactForm:
    window_desk.refresh()
    return shown(qtbot, ContactForm(window_desk, None, pharmacy))


def shown(qtbot: QtBot, form: Shown) -> Shown:
    qtbot.addWidget(form)
    form.show()
    return form


def contact(desk: Desk, name: str) -> Contact:
    return next(one for one in desk.ask(picture_at()).all(Contact) if one.name == name)


def ways(desk: Desk, contact_id: UUID) -> list[ContactMethod]:
    return call_down(desk.ask(picture_at())).ways.get(contact_id, [])


def numbers(desk: Desk, contact_id: UUID) -> list[str]:
    return [way.address for way in ways(desk, contact_id)]


# --- a contact ------------------------------------------------------------------------------------------------------


def test_a_new_contact_is_one_entry_with_its_numbers_and_groups(
    qtbot: QtBot, pharmacy: UUID, window_desk: QtDesk, desk: Desk
) -> None:
    window_desk.refresh()
    form = shown(qtbot, ContactForm(window_desk))
    form.name.setText("Kitchen")
    form.around_the_clock.setChecked(True)
    form.alternate.setCurrentText("Pharmacy")
    form.groups.setText("command, Supply")
    QTest.keyClicks(form.methods.rows[0].address, "555-0107")
    QTest.keyClicks(form.methods.rows[1].address, "channel 2")
    form.methods.rows[1].word.setCurrentIndex(list(Method).index(Method.RADIO))

    QTest.keyClick(form.methods.rows[1].address, Key.Key_Return)

    made = contact(desk, "Kitchen")
    assert (made.alternate_id, made.around_the_clock, made.role) == (pharmacy, True, None)
    assert [(way.method, way.address) for way in ways(desk, made.id)] == [
        (Method.PHONE, "555-0107"),
        (Method.RADIO, "channel 2"),
    ]
    assert call_down(desk.ask(picture_at())).groups[made.id] == ["Command", "Supply"]


def test_only_what_was_changed_is_sent(form: ContactForm, desk: Desk, pharmacy: UUID) -> None:
    desk.do(edit_contact(pharmacy, role="Day pharmacist"))
    form.name.setText("Pharmacy on call")

    form.enter()

    now = contact(desk, "Pharmacy on call")
    assert now.role == "Day pharmacist"
    assert numbers(desk, pharmacy) == ["555-0101", "555-0102"]


def test_nothing_changed_closes_and_writes_nothing(qtbot: QtBot, form: ContactForm) -> None:
    with qtbot.waitSignal(form.finished):
        form.enter()

    assert not form.unsaved


def test_a_stale_form_is_refused_and_then_shows_what_is_so(form: ContactForm, desk: Desk, pharmacy: UUID) -> None:
    form.name.setText("Apothecary")
    desk.do(edit_contact(pharmacy, name="Pharmacy on call", role="Day pharmacist"))

    form.enter()
    refusal = form.refusal()
    form.enter()

    assert refusal.startswith("Changed by")
    assert "“Pharmacy on call”" in refusal
    assert form.role.text() == "Day pharmacist"
    assert contact(desk, "Apothecary").role == "Day pharmacist"


def test_groups_changed_at_two_desks_are_refused_and_then_told(form: ContactForm, desk: Desk, pharmacy: UUID) -> None:
    form.groups.setText("Clinical, Supply")
    desk.do(set_groups(pharmacy, ["Command"]))

    form.enter()

    assert form.refusal().startswith("Changed by")
    assert "“Command”" in form.refusal()
    assert call_down(desk.ask(picture_at())).groups[pharmacy] == ["Command"]
    form.enter()
    assert call_down(desk.ask(picture_at())).groups[pharmacy] == ["Clinical", "Supply"]


def test_a_number_changed_at_two_desks_is_told_before_it_is_overwritten(
    form: ContactForm, desk: Desk, window_desk: QtDesk, pharmacy: UUID
) -> None:
    way = ways(desk, pharmacy)[0]
    form.methods.rows[0].address.setText("555-0111")
    desk.do(edit_method(way.id, address="555-0112"))

    window_desk.refresh()

    assert form.refusal() == "Changed by another desk meanwhile. Enter saves yours."
    assert numbers(desk, pharmacy)[0] == "555-0112"


def test_an_order_changed_at_two_desks_is_refused(form: ContactForm, desk: Desk, pharmacy: UUID) -> None:
    QTest.keyClick(form.methods.rows[1].address, Key.Key_Up, ALT)
    desk.do(move_method(ways(desk, pharmacy)[1].id, 1))

    form.enter()

    assert form.refusal().startswith("Changed by")


def test_numbers_are_added_moved_changed_and_taken_out_by_keys(form: ContactForm, desk: Desk, pharmacy: UUID) -> None:
    rows = form.methods.rows
    QTest.keyClicks(rows[-1].address, "555-0103")
    QTest.keyClick(rows[2].address, Key.Key_Up, ALT)
    QTest.keyClick(rows[1].address, Key.Key_Up, ALT)
    rows[1].address.clear()
    rows[2].word.setCurrentIndex(list(Method).index(Method.MOBILE))

    form.enter()

    assert [(way.method, way.address) for way in ways(desk, pharmacy)] == [
        (Method.PHONE, "555-0103"),
        (Method.MOBILE, "555-0102"),
    ]


def test_the_empty_row_stays_the_last(form: ContactForm) -> None:
    rows = form.methods.rows
    QTest.keyClick(rows[1].address, Key.Key_Down, ALT)
    QTest.keyClick(rows[2].address, Key.Key_Up, ALT)

    assert [row.address.text() for row in rows] == ["555-0101", "555-0102", ""]


def test_a_wrong_number_is_said_to_be_right_again(
    qtbot: QtBot, pharmacy: UUID, window_desk: QtDesk, desk: Desk
) -> None:
    desk.do(note_defect(pharmacy, "555-0101", "wrong number"))
    window_desk.refresh()
    form = shown(qtbot, ContactForm(window_desk, None, pharmacy))
    defect = form.methods.rows[0].defect.text()

    form.methods.rows[0].right.setChecked(True)
    form.enter()

    assert defect == "wrong number"
    assert ways(desk, pharmacy)[0].defect is None


def test_a_number_that_another_changed_meanwhile_is_not_overwritten(
    form: ContactForm, desk: Desk, pharmacy: UUID
) -> None:
    form.methods.rows[0].address.setText("555-0108")
    desk.do(edit_method(ways(desk, pharmacy)[0].id, address="555-0109"))

    form.enter()

    assert "“555-0109”" in form.refusal()
    assert numbers(desk, pharmacy) == ["555-0109", "555-0102"]


def test_numbers_that_came_and_went_meanwhile_are_taken_in(
    form: ContactForm, window_desk: QtDesk, desk: Desk, pharmacy: UUID
) -> None:
    second = ways(desk, pharmacy)[1]
    form.methods.rows[0].address.setText("555-0108")
    desk.do(remove_method(second.id), add_method(pharmacy, Method.RADIO, "channel 3"))

    window_desk.refresh()
    form.enter()

    assert numbers(desk, pharmacy) == ["555-0108", "channel 3"]


def test_a_contact_is_taken_out_with_a_reason(qtbot: QtBot, form: ContactForm, desk: Desk) -> None:
    form.remove.click()
    form.enter()
    refusal = form.refusal()
    form.reason.setText("closed in July")

    with qtbot.waitSignal(form.finished):
        form.enter()

    assert refusal == "Say why it is taken out."
    assert [one.name for one in desk.ask(picture_at()).all(Contact)] == ["Deputy"]


def test_who_is_not_in_the_directory_cannot_stand_in(form: ContactForm) -> None:
    form.alternate.setCurrentText("Somebody")

    form.enter()

    assert form.refusal() == "Somebody is not in the directory."


def test_what_is_not_saved_yet_is_known(form: ContactForm) -> None:
    before = form.unsaved

    QTest.keyClicks(form.methods.rows[-1].address, "5")

    assert (before, form.unsaved) == (False, True)


def test_the_last_of_several_groups_is_completed(form: ContactForm) -> None:
    completer = form.groups.completer()
    assert isinstance(completer, LastNameCompleter)

    completer.setCompletionPrefix("Supply, com")

    assert (completer.completionCount(), completer.currentCompletion()) == (1, "Supply, Command")
    assert names_in(" a, ,b ,") == ["a", "b"]


def test_a_form_knows_what_it_is_about(qtbot: QtBot, form: ContactForm, window_desk: QtDesk, pharmacy: UUID) -> None:
    new = shown(qtbot, ContactForm(window_desk))

    assert form.is_about(pharmacy)
    assert not form.is_about("new")
    assert new.is_about("new")


# --- a call ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def call(qtbot: QtBot, pharmacy: UUID, window_desk: QtDesk) -> CallForm:
    window_desk.refresh()
    return shown(qtbot, CallForm(window_desk, None, pharmacy))


def test_a_call_is_logged_from_any_screen(qtbot: QtBot, call: CallForm, desk: Desk, pharmacy: UUID) -> None:
    call.by.setText("Night pharmacist")
    call.expected.setText("in 20m")
    call.called.setText("07:40")
    call.remark.setText("brings the keys")

    with qtbot.waitSignal(call.finished):
        QTest.keyClick(call.remark, Key.Key_Return)

    [logged] = desk.ask(picture_at()).all(CallAttempt)
    [line] = desk.ask(log_page(1, 1))
    assert (logged.method, logged.address, logged.acknowledged_by) == (Method.PHONE, "555-0101", "Night pharmacist")
    assert logged.called_at == line.entry.occurred_at == datetime(2026, 8, 12, 7, 40, tzinfo=UTC)
    assert logged.estimate_at == datetime(2026, 8, 12, 8, 3, tzinfo=UTC)


def test_the_number_follows_the_contact_and_the_method(call: CallForm) -> None:
    call.method.setCurrentIndex(list(Method).index(Method.PAGER))
    pager = call.address.text()
    call.method.setCurrentIndex(list(Method).index(Method.RUNNER))
    runner = call.address.text()
    call.contact.setCurrentText("Deputy")
    call.contact.setCurrentText("Pharmacy")

    assert (pager, runner) == ("555-0102", "")
    assert (call.method.word, call.address.text()) == (Method.PHONE, "555-0101")


def test_a_wrong_number_is_noted_in_the_directory_too(call: CallForm, desk: Desk, pharmacy: UUID) -> None:
    call.outcome.setCurrentIndex(list(CallOutcome).index(CallOutcome.WRONG_NUMBER))
    hidden = call.by.isVisible()

    call.enter()

    assert not hidden
    assert [way.defect for way in ways(desk, pharmacy)] == ["wrong number", None]


def test_what_is_missing_or_wrong_is_said_beside_its_field(qtbot: QtBot, window_desk: QtDesk, pharmacy: UUID) -> None:
    window_desk.refresh()
    form = shown(qtbot, CallForm(window_desk))
    said = []
    for name, typed in (("", ""), ("Nobody known", ""), ("Pharmacy", "soon")):
        form.contact.setCurrentText(name)
        form.expected.setText(typed)
        form.enter()
        said.append(form.refusal())

    assert said[:2] == ["Say who was called.", "Nobody known is not in the directory."]
    assert said[2].startswith("“soon” is not a time.")
    assert form.is_about(None)
    assert not form.is_about(pharmacy)
