"""What Ctrl+P prints on each screen: systems, tasks and contacts, each whole, with the marks of every report."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.clock import SetClock
from app.command import NAME, TITLE
from app.commands.contacts import log_call
from app.commands.directory import add_contact, set_groups
from app.commands.incidents import declare_incident
from app.commands.methods import add_method
from app.commands.systems import set_system_state
from app.commands.tasks import block_task, finish_task, open_task, verify_task
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from app.reporting import contacts_report, log_report, systems_report, tasks_report
from models.contact import Contact, ContactMethod
from models.marks import state_text
from models.task import Task
from models.terms import CallOutcome, Method, Priority, SystemState
from tests.reports.conftest import Demonstration, Texts
from tests.reports.test_handover import HOSTILE, at, made, system

Report = Callable[[Desk], bytes]
EVERY: list[Report] = [systems_report, tasks_report, contacts_report]


@pytest.mark.parametrize("report", EVERY)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_bears_the_marks_of_a_report(
    demonstration: Demonstration, pages: Texts, report: Callable[..., bytes], paper: str
) -> None:
    desk = demonstration[1]

    texts = pages(report(desk, at(desk, "07:00"), paper))

    for number, text in enumerate(texts, 1):
        assert f"not issued Page {number} of {len(texts)}" in text
        for words in (
            "LIVE",
            "INC-2026-0812",
            "As at Wed 12 Aug 2026 07:00 -04:00",
            "Printed ",
            "Log sealed to no. 97",
        ):
            assert words in text


@pytest.mark.parametrize("report", EVERY)
def test_an_exercise_is_marked_and_a_desk_without_an_incident_is_refused(
    desk: Desk, pages: Texts, report: Report
) -> None:
    drill = desk.at(desk.do(declare_incident("Winter drill", exercise=True)).scope_id)

    texts = pages(report(drill))

    assert all("EXERCISE EXERCISE EXERCISE" in text for text in texts)
    with pytest.raises(Refused, match="Open or declare an incident first"):
        report(desk.at(None))


# --- systems --------------------------------------------------------------------------------------------------------


def test_every_system_stands_under_its_group_with_its_state(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]
    systems = desk.ask(picture_at(at(desk, "07:00"))).systems()

    text = " ".join(pages(systems_report(desk, at(desk, "07:00"))))

    assert "34 systems: 4 nonfunctional, 6 partially functional, 11 on backup, 13 fully functional." in text
    for one, status in systems:
        assert one.group in text
        assert one.name in text
        assert state_text(status) in text if status else "Fully functional" in text


def test_a_system_says_since_when_on_what_and_when_it_is_expected_back(
    desk: Desk, clock: SetClock, pages: Texts
) -> None:
    estimate = clock() + timedelta(hours=2)
    bound = set_system_state(
        system(desk, "Oxygen").id, SystemState.PARTIALLY, supply="reserve", remark="valve shut", estimate_at=estimate
    )
    desk.do(bound)

    text = " ".join(pages(systems_report(desk)))

    assert "Oxygen Partially functional 07:43 reserve Valve shut 09:43" in text


# --- tasks ----------------------------------------------------------------------------------------------------------


def test_every_task_of_the_demonstration_is_in_the_list(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    text = " ".join(pages(tasks_report(desk)))

    assert [task.ref for task in desk.ask(picture_at()).all(Task) if f"{task.ref} {task.title}" not in text] == []


def test_tasks_stand_under_late_to_do_waiting_done_and_verified(desk: Desk, clock: SetClock, pages: Texts) -> None:
    first = made(desk, open_task("Isolate the panel", due_at=clock() + timedelta(minutes=5)))
    made(desk, open_task("Walk round", owner="Security", priority=Priority.LOW))
    desk.do(block_task(made(desk, open_task("Repair the chiller")), "no spare part"))
    made(desk, open_task("Restart the chiller", after=[first]))
    finished = made(desk, open_task("Start GEN-2", test="8 min no-load"))
    desk.do(finish_task(finished))
    verified = made(desk, open_task("Survey every ATS", test="lamp and voltage"))
    desk.do(finish_task(verified))
    desk.do(verify_task(verified, "all lamps green"))
    clock.advance(minutes=20)

    text = " ".join(pages(tasks_report(desk)))

    heads = ["Late (1)", "To do (1)", "Waiting or blocked (2)", "Done, not verified (1)", "Verified (1)"]
    assert [text.index(head) for head in heads] == sorted(text.index(head) for head in heads)
    assert "Blocked: no spare part" in text
    assert "After T-01 (ready)" in text
    assert "To verify: 8 min no-load" in text
    assert "Method: lamp and voltage Reading: all lamps green" in text


# --- contacts -------------------------------------------------------------------------------------------------------


def test_every_number_of_the_directory_is_on_the_call_down_sheet(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]
    picture = desk.ask(picture_at())

    texts = pages(contacts_report(desk))

    text = " ".join(texts)
    assert [one.name for one in picture.all(Contact) if one.name not in text] == []
    assert [one.address for one in picture.all(ContactMethod) if one.address not in text] == []
    assert all("Sensitive: telephone numbers" in one for one in texts)


def test_a_contact_says_who_stands_in_and_what_was_tried(desk: Desk, pages: Texts) -> None:
    deputy = made(desk, add_contact("Deputy"))
    chief = made(desk, add_contact("Chief Medical Officer", alternate_id=deputy, around_the_clock=True))
    desk.do(add_method(chief, Method.PHONE, "555-0114"))
    desk.do(set_groups(chief, ["Tier 2", "Tier 1"]))
    desk.do(log_call(chief, CallOutcome.VOICEMAIL, Method.PHONE, "555-0114", remark="call back"))

    text = " ".join(pages(contacts_report(desk)))

    assert "Chief Medical Officer 24/7 Else: Deputy Also in Tier 2 phone 555-0114 07:43 voicemail call back" in text
    assert text.index("Tier 1") < text.index("Chief Medical Officer") < text.index("In no group")


# --- whatever is typed ------------------------------------------------------------------------------------------------

GERMAN = "Notstromversorgungsumschalteinrichtung der Intensivpflegestation, Donaudampfschifffahrtsgesellschaftsgebäude"


@pytest.mark.parametrize("text", [*HOSTILE, GERMAN], ids=lambda text: ascii(text[:12]))
def test_whatever_is_typed_every_report_comes_out(desk: Desk, pages: Texts, text: str) -> None:
    name, title = text[: NAME.most], text[: TITLE.most]
    drill = desk.at(desk.do(declare_incident(title)).scope_id)
    drill.do(set_system_state(system(drill, "Oxygen").id, SystemState.NONFUNCTIONAL, remark=text, supply=name))
    task_id = made(drill, open_task(title, owner=name, priority=Priority.CRITICAL, waits_for=[text], test=text))
    drill.do(finish_task(task_id))
    drill.do(verify_task(task_id, text))
    contact = made(drill, add_contact(name, role=name))
    drill.do(log_call(contact, CallOutcome.NO_ANSWER, Method.PHONE, text, remark=text))

    for report in (*EVERY, log_report):
        assert all("Paper copy." in page for page in pages(report(drill)))
