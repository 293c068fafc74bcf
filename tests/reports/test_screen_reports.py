"""What Ctrl+P prints on each screen: systems, tasks and contacts, each whole, with the marks of every report."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from app.clock import SetClock
from app.command import NAME, TITLE
from app.commands.contacts import log_call
from app.commands.countdowns import make_promise
from app.commands.directory import add_contact, set_groups
from app.commands.incidents import declare_incident
from app.commands.messages import read_back, receive_message, return_message, send_message
from app.commands.methods import add_method
from app.commands.systems import set_system_state
from app.commands.tasks import block_task, finish_task, open_task, verify_task
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from app.reporting import (
    contacts_report,
    handover_report,
    log_report,
    message_report,
    messages_report,
    systems_report,
    tasks_report,
)
from models.contact import Contact, ContactMethod
from models.marks import state_text
from models.message import Message
from models.task import Task
from models.terms import CallOutcome, Method, Priority, SystemState
from tests.reports.conftest import Demonstration, Texts
from tests.reports.test_handover import HOSTILE, at, made, system

Report = Callable[[Desk], bytes]
EVERY: list[Report] = [systems_report, tasks_report, contacts_report, messages_report]


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


# --- messages -------------------------------------------------------------------------------------------------------


def test_the_communications_log_numbers_every_message_and_says_how_its_answer_stands(
    demonstration: Demonstration, pages: Texts
) -> None:
    desk = demonstration[1]

    text = " ".join(pages(messages_report(desk, at(desk, "07:00"))))

    assert "COMMUNICATIONS LOG (ICS 309)" in text
    assert "12 messages: 6 out, 6 in, 1 unanswered." in text
    for row in (
        "03:47 Night Coordinator M-03 Tri-Valley Light & Power Feeder A lost, feeder B out.",
        "Phone; answered 03:58",
        "Phone; answers M-03",
        "Phone; read back 03:55",
        "Radio; unanswered",
        "End of the log, 12 messages. Operational period 1. Prepared by Night Coordinator.",
    ):
        assert row in text
    assert "M-13" not in text


def test_the_originators_number_and_the_relay_stay_with_a_message(desk: Desk, pages: Texts) -> None:
    desk.do(receive_message("2 beds.", sender="St. Brannoc", number="44", relay="County EMS"))

    text = " ".join(pages(messages_report(desk)))

    assert "St. Brannoc no. 44 Coordinator M-01 2 beds. relayed by County EMS" in text


def test_a_message_stands_on_a_sheet_of_its_own_with_its_reply(desk: Desk, clock: SetClock, pages: Texts) -> None:
    asked = made(desk, send_message("ETA?", receiver="Kestrel Power", method=Method.RADIO, reply_required=True))
    [open_sheet] = pages(message_report(desk, asked))
    clock.advance(minutes=9)
    desk.do(read_back(asked), receive_message("04:50, with batteries.", sender="Kestrel Power", answers_id=asked))

    [sheet] = pages(message_report(desk, asked))

    assert "GENERAL MESSAGE (ICS 213)" in sheet
    assert "Kestrel Power Coordinator" in sheet
    assert "M-01 Wed 12 Aug 2026 07:43 +00:00 Radio 7 Message ETA?" in sheet
    assert "Yes 07:52" in sheet
    assert "9 Reply M-02 04:50, with batteries. 10 Replied by" in sheet
    assert "9 Reply 10 Replied by" in open_sheet


def test_a_message_that_was_returned_says_what_was_done(desk: Desk, pages: Texts) -> None:
    message_id = made(desk, receive_message("Send 2 porters.", sender="ED"))
    desk.do(return_message(message_id, "two porters sent"))

    [sheet] = pages(message_report(desk, message_id))

    assert "Returned to the originator, action taken 07:43: two porters sent" in sheet


def test_a_message_that_was_not_there_yet_is_not_printed(demonstration: Demonstration) -> None:
    desk = demonstration[1]
    last = max(desk.ask(picture_at()).all(Message), key=lambda one: one.sent_at)

    with pytest.raises(Refused, match="was not there at that moment"):
        message_report(desk.past(at(desk, "07:00")), last.id)


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
    message_id = made(drill, send_message(text, receiver=name, relay=name, number=name, reply_required=True))
    drill.do(make_promise(title, drill.clock() + timedelta(hours=1), owner=name, receiver=name))

    assert all("Paper copy." in page for page in pages(message_report(drill, message_id)))
    for report in (*EVERY, log_report, handover_report):
        assert all("Paper copy." in page for page in pages(report(drill)))
