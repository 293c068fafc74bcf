"""The printed handover: what stands on it, on every page, whatever operators typed."""

import re
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from pypdf import PageObject, PdfReader

from app.clock import SetClock
from app.command import NAME, TITLE, Bound
from app.commands.contacts import log_call
from app.commands.decisions import record_decision
from app.commands.directory import add_contact
from app.commands.handovers import issue_handover, note_for_relief, sign_handover
from app.commands.incidents import declare_incident, set_situation, start_period
from app.commands.logbook import correct_entry, write_note
from app.commands.systems import set_system_state
from app.commands.tasks import block_task, finish_task, open_task, verify_task
from app.desk import Desk
from app.errors import Refused
from app.moments import parse_moment
from app.picture import picture_at
from app.reporting import handover_report
from models.decision import Decision
from models.incident import Handover
from models.system import System
from models.task import Task
from models.terms import CallOutcome, Method, Priority, SystemState
from reports.page import MM
from reports.title import QR_SIDE
from tests.reports.conftest import Demonstration, Texts


def at(desk: Desk, clock: str) -> datetime:
    picture = desk.ask(picture_at())
    return parse_moment(clock, picture.station.zone, picture.incident.occurred_at)


def system(desk: Desk, name: str) -> System:
    return next(one for one in desk.ask(picture_at()).all(System) if one.name == name)


def made(desk: Desk, *bound: Bound) -> UUID:
    return desk.do(*bound).made[0]


# --- the demonstration as at 07:00 ------------------------------------------------------------------------------------


@pytest.mark.parametrize("clock", ["04:31", "04:45", "07:00", "09:52"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_of_the_demonstration_is_a_whole_summary_to_be_signed(
    demonstration: Demonstration, pages: Texts, clock: str, paper: str
) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, clock), paper=paper))[0]

    for words in (
        "Situation",
        "Do first",
        "Systems not normal",
        "Decisions in force",
        "Priority 1 Critical",
        "three things that could hurt next",
        "Responsibility passes at",
        "Until then: ",
        "Handed over by",
        "Taken over by",
        "Seen by supervisor",
        "Scan to verify",
    ):
        assert words in first


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_alone_answers_what_a_relief_asks(demonstration: Demonstration, pages: Texts, paper: str) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "07:00"), paper=paper))[0]

    for answer in (
        "Nonfunctional (4)",  # what is down
        "11 Aug 22:00 Utility feeder B Out for the utility's planned work",  # since when
        "07:44 T-17 Fire watch, Building C (P1) Security · In progress",  # what first
        "09:45 T-22 Staged retransfer to the utility, 5 steps (P1)",  # and why
        "07:15 P-09 SitRep 6 to list A Promised",  # what was promised
        "Promised Brightwater Fuels, 4,000 gal of diesel by 08:00",  # by whom for when
        "fuel for 37.0 h",  # endurance
        "04:00 D-02 Divert trauma only amended 06:52 08:00, hourly",  # decisions in force and their reviews
        "Chief Medical Officer not reached (2 tries, no answer 03:56), deputy reached 03:59.",  # who was not reached
        "04:31 ATS-CR2 OR power Manual bypass: abnormal line-up",  # line-ups
        "Watch E4 locked off, LOTO-0812-04, until Summit Lift has inspected it since 04:22",  # what to watch
        "ATS-CR2 in manual bypass: do not transfer it; electrician stands by since 04:33",
        "CH-1 locked off, LOTO-0812-03: Northgate Mechanical holds it since 06:30",
        "Commander Administrator on Call",
        "From post Night Coordinator",
        "Period 1, ended 07:00",
        "Page 2 reasons, other tasks, promises",
    ):
        assert answer in first


@pytest.mark.parametrize("clock", ["04:31", "07:00", "09:52"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_no_text_of_page_one_is_smaller_than_nine_points(demonstration: Demonstration, clock: str, paper: str) -> None:
    desk = demonstration[1]
    first, *others = PdfReader(BytesIO(handover_report(desk, at(desk, clock), paper=paper))).pages

    assert smallest(first) >= 9
    assert min(smallest(page) for page in others) >= 8


def smallest(page: PageObject) -> float:
    sizes: set[float] = set()
    page.extract_text(visitor_text=lambda text, _cm, _tm, _font, size: sizes.add(size if text.strip() else 99.0))
    return min(sizes)


@pytest.mark.parametrize("clock", ["04:31", "04:45", "07:00", "09:52"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_page_one_cuts_nothing_that_is_to_be_known(
    demonstration: Demonstration, pages: Texts, clock: str, paper: str
) -> None:
    desk = demonstration[1]
    picture = desk.ask(picture_at(at(desk, clock)))

    first = pages(handover_report(desk, at(desk, clock), paper=paper))[0]

    assert "…" not in first
    affected = [(system, status) for system, status in picture.systems() if status is not None and status.affected]
    assert [system.name for system, _ in affected if system.name not in first] == []
    assert [status.remark for _, status in affected if status.remark and status.remark[1:] not in first] == []
    decisions = [decision for decision in picture.all(Decision) if decision.in_force]
    said = [(one.ref, f"{one.ref} {one.title}", f"{one.ref} {one.choice}") for one in decisions]
    assert [ref for ref, title, choice in said if title not in first and choice not in first] == []
    assert [one.ref for one in decisions if one.review and one.review not in first] == []


def test_reviews_that_come_due_stand_among_what_to_do_first(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "07:00")))[0]

    assert "Next 2 h and all priority 1" in first
    assert "07:00 D-01 Review: Activate the command centre ⚠ Due now" in first
    assert "08:00 Reviews: D-02 08:00, D-04 08:15, D-07 08:45" in first
    assert first.index("T-19 Fuel delivery") < first.index("T-22 Staged retransfer to the utility, 5 steps (P1)")


def test_a_group_of_systems_that_goes_on_in_the_second_column_says_so(
    demonstration: Demonstration, pages: Texts
) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "04:31"), paper="a4"))[0]

    assert "Nonfunctional (9)" in first
    assert "3 Systems not normal, continued Nonfunctional, continued" in first


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_systems_stand_whole_beside_what_to_do_and_what_was_decided(
    demonstration: Demonstration, pages: Texts, paper: str
) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "07:00"), paper=paper))[0]

    places = [first.index(head) for head in ("2 Do first", "4 Decisions in force", "3 Systems not normal")]
    assert places == sorted(places)
    assert "continued" not in first
    for row in (
        "03:42 ATS-LS life safety · ATS-CR1 ICU and ED · ICU · Emergency department",
        "03:43 Medical air · ATS-EQ1 air and elevators · Air handling",
        "06:52 Cath lab",
    ):
        assert row in first


def test_a_few_reviews_each_have_a_row(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "04:31")))[0]

    assert "05:00 D-02 Review: Divert trauma and STEMI, no new OR cases" in first


def test_no_heading_stands_alone_at_the_foot_of_a_page(desk: Desk, pages: Texts) -> None:
    desk.do(open_task("Walk round", priority=Priority.LOW, test="every door shut\nevery lamp lit\nevery alarm clear"))
    for number in range(60):
        desk.do(open_task(f"Check ward {number}", priority=Priority.CRITICAL))
        if number > 35:
            [page] = [text for text in pages(handover_report(desk)) if "Other open tasks" in text]
            assert "T-01 Walk round" in page


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_small_incident_is_signed_on_page_one(demonstration: Demonstration, pages: Texts, paper: str) -> None:
    desk = demonstration[1]

    first = pages(handover_report(desk, at(desk, "09:52"), paper=paper))[0]

    assert "the three things that could hurt next: 1 2 3 Responsibility passes at" in first
    assert "Handed over by" in first


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_when_more_has_happened_than_a_page_holds_page_one_still_is_a_summary_to_be_signed(
    desk: Desk, clock: SetClock, pages: Texts, paper: str
) -> None:
    told = "transformer fault, mobile transformer on its way, expected at the gate by 08:30, crane ordered"
    desk.do(set_situation(told * 4, told, told))
    for one in desk.ask(picture_at()).all(System):
        desk.do(set_system_state(one.id, SystemState.NONFUNCTIONAL, remark=told))
    for number in range(30):
        desk.do(open_task(f"Check panel {number:02d}, {told}", priority=Priority.CRITICAL))
        desk.do(record_decision(f"Hold list {number:02d}", told, told, ["one", "two"], told))
    for number in range(7):
        desk.do(note_for_relief(f"Panel {number} locked off, LOTO-00{number}: {told}"))
    handover_id = made(desk, issue_handover("Day Coordinator"))
    desk.do(sign_handover(handover_id, "dc", told * 20))
    [signed] = desk.ask(picture_at()).all(Handover)

    texts = pages(handover_report(desk, handover=signed, signed=True, paper=paper))

    heads = ("Situation", "Do first", "Systems not normal", "Decisions in force", "Handed over by", "Taken over by")
    assert all(head in texts[0] for head in heads)
    assert texts[0].count("More on a later page.") == 3
    assert "In full on a later page." in texts[0]
    assert "3 more on a later page." in texts[0]
    assert texts[0].count("LOTO-00") == 4
    assert "Page 2 situation" in texts[0]
    later = " ".join(texts[1:])
    assert [number for number in range(30) if f"Check panel {number:02d}" not in later] == []
    assert [number for number in range(30) if f"Hold list {number:02d}" not in later] == []
    assert [one.name for one in desk.ask(picture_at()).all(System) if one.name not in later] == []
    assert [number for number in range(7) if f"LOTO-00{number}" not in later] == []
    assert told * 20 in later


def test_every_open_task_decision_and_failed_system_is_printed(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]
    picture = desk.ask(picture_at(at(desk, "07:00")))

    text = " ".join(pages(handover_report(desk, at(desk, "07:00"))))

    tasks = [task for task in picture.all(Task) if task.open]
    assert tasks
    assert [task.ref for task in tasks if f"{task.ref} {task.title}" not in text] == []
    decisions = [decision for decision in picture.all(Decision) if decision.in_force]
    assert [one.ref for one in decisions if f"{one.ref} {one.title}" not in text or one.reason not in text] == []
    affected = [(system, status) for system, status in picture.systems() if status is not None and status.affected]
    assert [system.name for system, _ in affected if system.name not in text] == []
    down = sum(status.state is SystemState.NONFUNCTIONAL for _, status in affected)
    assert f"Nonfunctional ({down})" in text
    assert [status.remark for _, status in affected if status.remark and status.remark[1:] not in text] == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_every_page_has_its_head_and_foot(
    demonstration: Demonstration, pages: Texts, signed_handover: Handover, paper: str
) -> None:
    texts = pages(handover_report(demonstration[1], paper=paper, handover=signed_handover))

    for number, text in enumerate(texts, 1):
        for words in (
            "Hospital Operations",
            "INC-2026-0812",
            "Larkspur Ridge Medical Center, loss of normal power",
            "LIVE",
            "Period 1, ended 07:00",
            "As at Wed 12 Aug 2026 07:00 -04:00",
            "Printed Wed 12 Aug 2026 07:00:30 -04:00",
            f"Handover 1 Page {number} of {len(texts)}",
            f"Log sealed to no. {signed_handover.log_number}, check {signed_handover.check}",
            "Paper copy. The log in the console is the record.",
        ):
            assert words in text


def test_the_log_of_the_shift_shows_corrections(demonstration: Demonstration, pages: Texts) -> None:
    desk = demonstration[1]

    text = " ".join(pages(handover_report(desk, at(desk, "04:31"))))

    assert "entries from the first entry" in text
    assert "Corrected by no." in text
    assert re.search(r"Corrects #\d+: ", text)


def test_the_sheet_has_the_size_of_the_paper(demonstration: Demonstration) -> None:
    desk = demonstration[1]
    sizes = {}

    for paper in ("a4", "letter"):
        box = PdfReader(BytesIO(handover_report(desk, at(desk, "07:00"), paper=paper))).pages[0].mediabox
        sizes[paper] = (round(box.width), round(box.height))

    assert sizes == {"a4": (595, 842), "letter": (612, 792)}


def test_all_fonts_are_embedded(demonstration: Demonstration) -> None:
    desk = demonstration[1]
    reader = PdfReader(BytesIO(handover_report(desk, at(desk, "07:00"))))

    page: dict[str, Any] = reader.pages[0]
    fonts = page["/Resources"]["/Font"]

    assert all("/FontFile2" in font.get_object()["/FontDescriptor"] for font in fonts.values())


# --- issued, signed, printed again ------------------------------------------------------------------------------------


def test_an_issued_handover_is_the_same_bytes_for_ever(desk: Desk, clock: SetClock) -> None:
    desk.do(open_task("Transfer ATS-CR2 by hand", owner="Lead Electrician"))
    clock.advance(minutes=5)
    desk.do(issue_handover("Day Coordinator"))
    [issued] = desk.ask(picture_at()).all(Handover)
    first = handover_report(desk, handover=issued)
    clock.advance(hours=2)
    desk.do(write_note(), words="Much has happened since.")
    desk.do(sign_handover(issued.id, "dc", "ATS-CR2 by hand", to_post="Relief Coordinator"))
    [signed] = desk.ask(picture_at()).all(Handover)

    again = handover_report(desk, handover=signed)

    assert again == first


def test_a_reprint_says_so_and_changes_nothing_else(desk: Desk, pages: Texts) -> None:
    desk.do(issue_handover("Day Coordinator"))
    [issued] = desk.ask(picture_at()).all(Handover)

    first = pages(handover_report(desk, handover=issued))
    again = pages(handover_report(desk, handover=issued, reprint=True))

    assert all("REPRINT" in text for text in again)
    assert [" ".join(text.replace("REPRINT", "").split()) for text in again] == first


def test_a_signed_copy_fills_the_boxes_only_when_it_is_asked_for(
    demonstration: Demonstration, pages: Texts, signed_handover: Handover
) -> None:
    desk = demonstration[1]

    bare = pages(handover_report(desk, handover=signed_handover))[0]
    signed = pages(handover_report(desk, handover=signed_handover, signed=True))[0]

    assert "Responsibility passes at 07:08 Until then: Night Coordinator." in signed
    assert "could hurt next (1) ATS-CR2 in manual bypass; (2) fuel for 37.0 h; (3) utility ETA 08:30" in signed
    assert "Walked through together 07:08." in signed
    assert "07:08" not in bare
    assert "could hurt next (1)" not in bare
    assert "Until then: Night Coordinator." in bare


def test_the_page_does_not_show_the_entry_that_issues_it(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words="The last thing before the page.")
    desk.do(issue_handover("Day Coordinator"))
    [issued] = desk.ask(picture_at()).all(Handover)

    text = " ".join(pages(handover_report(desk, handover=issued)))

    assert "The last thing before the page." in text
    assert "Handover report 1 printed" not in text


def test_the_next_handover_begins_its_log_where_the_signed_one_ended(desk: Desk, clock: SetClock, pages: Texts) -> None:
    desk.do(write_note(), words="Seen by the night.")
    clock.advance(minutes=1)
    handover_id = made(desk, issue_handover("Day Coordinator"))
    clock.advance(minutes=8)
    desk.do(write_note(), words="Said while walking round.")
    desk.do(sign_handover(handover_id, "dc", "all of it"))
    clock.advance(hours=1)
    desk.do(write_note(), words="Seen by the day.")

    text = " ".join(pages(handover_report(desk)))

    assert "Seen by the night." not in text
    assert "Handover report 1 printed" in text
    assert "Said while walking round." in text
    assert "Seen by the day." in text


# --- small incidents --------------------------------------------------------------------------------------------------


def test_an_incident_of_which_nothing_is_known_yet_still_has_a_page(desk: Desk, pages: Texts) -> None:
    text = pages(handover_report(desk))[0]

    for words in ("NOT ISSUED", "The situation has not been set.", "No open tasks.", "No decision is in force."):
        assert words in text
    assert "systems are normal." in text


def test_before_the_incident_was_declared_there_is_no_handover(desk: Desk, clock: SetClock) -> None:
    with pytest.raises(Refused, match="had not been declared"):
        handover_report(desk, clock() - timedelta(hours=1))


def test_an_exercise_is_marked_on_every_page(desk: Desk, pages: Texts) -> None:
    drill = desk.at(desk.do(declare_incident("Loss of feeder A", exercise=True)).scope_id)

    texts = pages(handover_report(drill))

    assert all("EXERCISE EXERCISE EXERCISE" in text for text in texts)
    assert not any("LIVE" in text for text in texts)


def test_what_is_done_but_not_verified_is_printed_as_such(desk: Desk, pages: Texts) -> None:
    task_id = made(desk, open_task("Start GEN-2", test="8 min no-load, stable", owner="Kestrel Power"))
    desk.do(finish_task(task_id))
    verified = made(desk, open_task("Survey every ATS"))
    desk.do(finish_task(verified))
    desk.do(verify_task(verified, "lamps seen"))

    text = " ".join(pages(handover_report(desk)))

    assert "Done, not verified" in text
    assert "To verify: 8 min no-load, stable" in text
    assert "0 of 1 open tasks" in text


def test_late_tasks_stand_first_and_say_how_late_they_are(desk: Desk, clock: SetClock, pages: Texts) -> None:
    desk.do(open_task("Call the utility", due_at=clock() + timedelta(minutes=10)))
    desk.do(open_task("Paint the fence", priority=Priority.LOW, due_at=clock() + timedelta(days=3)))
    blocked = made(desk, open_task("Repair the chiller", priority=Priority.CRITICAL))
    desk.do(block_task(blocked, "no spare part"))
    clock.advance(minutes=17)

    text = pages(handover_report(desk))[0]

    assert "T-01 Call the utility No owner 7 min late" in text
    assert "Blocked: no spare part" in text
    assert "2 of 3 open tasks" in text
    assert "Paint the fence" not in text


def test_who_was_reached_and_who_was_not(desk: Desk, pages: Texts) -> None:
    reached, missing = made(desk, add_contact("County Fire")), made(desk, add_contact("Chief Medical Officer"))
    desk.do(log_call(reached, CallOutcome.ACKNOWLEDGED, Method.RADIO, acknowledged_by="Duty Officer"))
    desk.do(log_call(missing, CallOutcome.VOICEMAIL, Method.PHONE, "555-0114"))

    text = " ".join(pages(handover_report(desk)))

    assert "1 of 2 called" in text
    assert "Not reached, voicemail" in text
    assert "Duty Officer" in text


def test_systems_say_shape_word_since_supply_and_estimate(desk: Desk, clock: SetClock, pages: Texts) -> None:
    oxygen, water = system(desk, "Oxygen"), desk.ask(picture_at()).all(System)[3]
    desk.do(set_system_state(oxygen.id, SystemState.NONFUNCTIONAL, remark="valve shut", estimate_at=clock()))
    desk.do(set_system_state(water.id, SystemState.FULLY, supply="generator 1"))

    text = pages(handover_report(desk))[0]

    assert "Oxygen Nonfunctional 07:43 Valve shut, estimate 07:43" in text
    assert f"On backup, generator 1, since 07:43: {water.name}" in text


HOSTILE = [
    'pressure < 3 bar & rising <b> <img src="/etc/passwd"> <para>',
    "x" * 20_000,
    "توقف المولد الثاني عن العمل",
    "swap \u202e321 order",
    "siren \U0001f6a8 and warning \u26a0\ufe0f",
    "nul \x00 and bell \x07",
    "percent % (paren) \\ backslash ) (",
    "one line\nand another\ttab",
    "漢字",
    "a b " * 4_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_whatever_is_typed_a_handover_comes_out(desk: Desk, clock: SetClock, pages: Texts, text: str) -> None:
    name, title = text[: NAME.most], text[: TITLE.most]
    drill = desk.at(desk.do(declare_incident(title)).scope_id)
    drill.do(set_situation(text, text, text))
    drill.do(open_task(title, owner=name, priority=Priority.CRITICAL, waits_for=[text], test=text))
    drill.do(record_decision(title, text, text, ["one", "two"], name, review=text))
    drill.do(set_system_state(system(drill, "Oxygen").id, SystemState.NONFUNCTIONAL, remark=text, supply=name))
    drill.do(start_period(clock() + timedelta(hours=8)))
    receipt = drill.do(write_note(), words=text)
    drill.do(correct_entry(receipt.entry_id, text), words=text)
    drill.do(issue_handover(name, name))
    [issued] = drill.ask(picture_at()).all(Handover)
    drill.do(sign_handover(issued.id, "dc", text, questions=text))
    [signed] = drill.ask(picture_at()).all(Handover)

    texts = pages(handover_report(drill, handover=signed, signed=True))

    assert all("Paper copy. The log in the console is the record." in one for one in texts)
    assert "Responsibility passes at 07:43" in " ".join(texts)


def test_markup_is_printed_as_it_was_typed(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words=HOSTILE[0])

    assert HOSTILE[0] in " ".join(pages(handover_report(desk)))


def test_more_different_letters_than_one_font_table_holds_are_all_readable(desk: Desk, pages: Texts) -> None:
    letters = "".join(chr(code) for code in range(0xA1, 0x233) if chr(code).isalpha())
    desk.do(write_note(), words=letters)

    assert letters in "".join(pages(handover_report(desk))).replace(" ", "")


def test_arabic_can_be_found_on_the_page(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words="Sign at the gate: انقطاع التيار")

    assert "Sign at the gate: انقطاع التيار" in unicodedata.normalize("NFKC", " ".join(pages(handover_report(desk))))


def test_no_word_of_a_long_entry_is_lost(desk: Desk, pages: Texts) -> None:
    desk.do(write_note(), words="y" * 20_000)

    letters = "".join(pages(handover_report(desk)))

    assert letters.count("y") >= 20_000


def test_the_same_page_gives_the_same_bytes(demonstration: Demonstration) -> None:
    from app.reporting import _draft
    from reports.handover import handover_pdf

    desk = demonstration[1]
    page = _draft(desk, at(desk, "07:00"), "a4")

    assert handover_pdf(page) == handover_pdf(replace(page))


def test_the_code_on_page_one_is_large_enough_to_be_scanned() -> None:
    assert QR_SIDE >= 30 * MM
