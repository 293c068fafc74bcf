"""The demonstration against its oracle, `shared/domain/hospital-power-outage.md`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.desk import Desk
from app.figures import figures
from app.logbook import log_since
from app.picture import picture_at
from app.script import load_script
from models.contact import CallAttempt, Contact, ContactMethod
from models.countdown import Countdown
from models.database import Database
from models.decision import Decision
from models.figures import Figure
from models.incident import Handover, Period
from models.log_line import LogLine
from models.message import Message
from models.picture import Picture
from models.station import Seat
from models.task import Task
from models.terms import CallOutcome, EntryKind, Method, Phase, Priority, SystemState, TaskStatus
from resources import files

ZONE = ZoneInfo("America/New_York")
F, P, N = SystemState.FULLY, SystemState.PARTIALLY, SystemState.NONFUNCTIONAL
UNHURT = ("WATER", "SEWER", "GAS", "STEAM", "O2", "MEDAIR", "VAC")
SNAPSHOTS = {
    "04:31": {
        "PWR": N, "GEN": P, "ATS-CR2": P, "CHW": N, "OR-ENV": F, "NURSE": F, "PBX": F, "DC": P, "LIFT": P, "FIRE-C": N,
    },
    "07:00": {
        "PWR": N, "GEN": F, "ATS-CR2": P, "CHW": P, "OR-ENV": F, "NURSE": F, "PBX": F, "DC": P, "LIFT": P, "FIRE-C": F,
    },
    "09:52": {
        "PWR": F, "GEN": F, "ATS-CR2": P, "CHW": F, "OR-ENV": F, "NURSE": F, "PBX": F, "DC": F, "LIFT": F, "FIRE-C": F,
    },
}  # fmt: skip
KINDS = {
    EntryKind.EVENT: (1, 3, 7, 13, 57, 75, 77),
    EntryKind.STATUS: (2, 4, 15, 20, 27, 35, 50, 61, 72, 88),
    EntryKind.TASK: (5, 17, 18, 23, 26, 28, 31, 34, 36, 40, 43, 53, 54, 58, 65, 68, 80, 81, 83, 84, 85, 86, 87),
    EntryKind.CLOCK: (6,),
    EntryKind.COMMUNICATION: (8, 9, 10, 11, 14, 16, 19, 24, 38, 39, 45, 47, 60, 63, 90, 91),
    EntryKind.DECISION: (12, 21, 42, 49, 51, 64, 66, 76, 78, 92),
    EntryKind.CORRECTION: (22,),
    EntryKind.RESOURCE: (25, 46, 73, 79),
    EntryKind.SITREP: (29, 41, 48, 55, 59, 71, 74, 82),
    EntryKind.SAFETY: (30, 32, 33, 37, 44, 52, 56, 62, 67, 69, 89),
    EntryKind.HANDOVER: (70,),
}


def at(clock_time: str) -> datetime:
    return datetime.fromisoformat(f"2026-08-12T{clock_time}").replace(tzinfo=ZONE)


def end_of(clock_time: str) -> datetime:
    return at(clock_time) + timedelta(seconds=59)


def local(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(ZONE):%H:%M}"


@pytest.fixture(scope="module")
def desk(demonstration: tuple[Database, Desk]) -> Desk:
    return demonstration[1]


@pytest.fixture(scope="module")
def lines(desk: Desk) -> list[LogLine]:
    return desk.ask(log_since(None))


@pytest.fixture(scope="module")
def labelled(lines: list[LogLine]) -> dict[str, LogLine]:
    """The log by the script's labels: entry n of the script is line n of the log."""
    script = load_script(files.path("demo", "hospital-power-outage.toml"))
    return {entry.label: line for entry, line in zip(script.entries, lines, strict=True) if entry.label}


@pytest.fixture(scope="module")
def now(desk: Desk) -> Picture:
    return desk.ask(picture_at())


@pytest.fixture(scope="module")
def measured(desk: Desk) -> dict[str, Figure]:
    return {figure.key: figure for figure in desk.ask(figures())}


def called(picture: Picture, name: str) -> list[CallAttempt]:
    [contact] = [one for one in picture.all(Contact) if one.name == name]
    return picture.calls(contact)


def task(picture: Picture, ref: str) -> Task:
    [found] = [one for one in picture.all(Task) if one.ref == ref]
    return found


def decision(picture: Picture, ref: str) -> Decision:
    [found] = [one for one in picture.all(Decision) if one.ref == ref]
    return found


# The log


def test_all_92_labels_stand_in_their_order_with_their_kinds(labelled: dict[str, LogLine]) -> None:
    assert list(labelled) == [f"#{number}" for number in range(1, 93)]
    for kind, numbers in KINDS.items():
        assert {number: labelled[f"#{number}"].entry.kind for number in numbers} == dict.fromkeys(numbers, kind)
    assert sum(len(numbers) for numbers in KINDS.values()) == 92
    assert all(line.entry.words for line in labelled.values())


def test_labelled_entries_and_the_consoles_own_number_the_log_without_a_gap(lines: list[LogLine]) -> None:
    assert [line.entry.number for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
    assert [line.entry.recorded_at for line in lines] == sorted(line.entry.recorded_at for line in lines)


def test_the_correction_strikes_the_two_persons_out_and_mends_the_row(desk: Desk, labelled: dict[str, LogLine]) -> None:
    wrong, right = labelled["#13"], labelled["#22"]

    assert wrong.struck
    assert [entry.id for entry in wrong.corrections] == [right.entry.id]
    assert right.corrects is not None
    assert right.corrects.id == wrong.entry.id
    assert "three persons" in right.entry.words
    assert f"#{wrong.entry.number}" in right.entry.sentence
    remarks = {
        system.ref: status.remark for system, status in desk.ask(picture_at(end_of("04:05"))).systems() if status
    }
    assert remarks["LIFT"] == "E4 stopped between 3 and 4, three persons"


def test_the_late_entry_is_17_minutes_late_and_the_only_one(lines: list[LogLine], labelled: dict[str, LogLine]) -> None:
    late = [line for line in lines if line.entry.late_by(timedelta(minutes=15)) is not None]

    assert late == [labelled["#57"]]
    assert late[0].entry.late_by(timedelta(minutes=15)) == timedelta(minutes=17)


def test_no_label_is_left_unresolved(lines: list[LogLine]) -> None:
    for line in lines:
        for number in re.findall(r"#(\d+)", f"{line.entry.words} {line.entry.sentence}"):
            assert int(number) < int(line.entry.number)


# The figures


@pytest.mark.parametrize(
    ("key", "minutes", "text", "start", "end"),
    [
        ("duration", 370, "6 h 10 min", "#1", "#92"),
        ("acknowledge", 1, "1 min", "#1", "#5"),
        ("commander", 7, "7 min", "#1", "#12"),
        ("first_external_call", 5, "5 min", "#1", "#10"),
        ("first_sitrep", 33, "33 min", "#1", "#29"),
        ("outage:ATS-CR2", 49, "49 min", "#7", "#36"),
        ("outage:OR", 188, "3 h 08 min", "#7", "#65"),
        ("outage:FIRE-C", 194, "3 h 14 min", "#6", "#68"),
        ("in_force:D-02", 345, "5 h 45 min", "#21", "#90"),
    ],
)
def test_a_figure_is_the_oracles_and_names_its_two_entries(
    measured: dict[str, Figure], labelled: dict[str, LogLine], key: str, minutes: int, text: str, start: str, end: str
) -> None:
    figure = measured[key]

    assert (figure.minutes, figure.text) == (minutes, text)
    assert (figure.from_number, figure.to_number) == (labelled[start].entry.number, labelled[end].entry.number)


def test_what_still_runs_has_no_figure(desk: Desk) -> None:
    keys = {figure.key for figure in desk.past(end_of("04:45")).ask(figures())}

    assert {"acknowledge", "commander", "first_sitrep", "outage:ATS-CR2"} <= keys
    assert keys.isdisjoint({"duration", "outage:OR", "outage:FIRE-C", "in_force:D-02"})


# The pictures


@pytest.mark.parametrize("clock_time", SNAPSHOTS)
def test_the_systems_stand_as_the_snapshot_says(desk: Desk, clock_time: str) -> None:
    picture = desk.ask(picture_at(end_of(clock_time)))

    states = {system.ref: F if status is None else status.state for system, status in picture.systems()}
    expected = SNAPSHOTS[clock_time] | dict.fromkeys(UNHURT, F)
    assert {ref: states[ref] for ref in expected} == expected


def test_what_was_found_out_later_is_drawn_from_its_beginning(now: Picture, desk: Desk) -> None:
    since = {
        system.ref: local(status.since)
        for system, status in desk.ask(picture_at(end_of("04:28"))).systems()
        if status is not None
    }

    assert {ref: since[ref] for ref in ("NURSE", "LIFT", "PBX", "CHW", "OR")} == dict.fromkeys(
        ("NURSE", "LIFT", "PBX", "CHW", "OR"), "03:42"
    )


def test_the_incident_keeps_its_moments_apart(now: Picture) -> None:
    incident = now.incident

    assert (incident.ref, incident.priority, incident.life_safety) == ("INC-2026-0812", Priority.CRITICAL, True)
    assert incident.title == "Larkspur Ridge Medical Center, loss of normal power"
    assert incident.occurred_at == at("03:42:10")
    moments = (incident.logged_at, incident.acknowledged_at, incident.commander_at)
    assert [local(moment) for moment in moments] == ["03:43", "03:44", "03:49"]
    assert [local(moment) for moment in (incident.restored_at, incident.resolved_at)] == ["09:31", "09:52"]
    assert incident.phase is Phase.RESOLVED
    assert now.station.time_zone == "America/New_York"


def test_25_tasks_are_open_at_the_end_but_for_two(now: Picture) -> None:
    tasks = {one.ref: one for one in now.all(Task)}

    assert sorted(tasks) == [f"T-{number:02d}" for number in range(1, 26)]
    assert {ref for ref, one in tasks.items() if one.open} == {"T-23", "T-25"}
    assert all(one.reading and one.verified_at for one in tasks.values() if not one.open)
    assert [tasks[ref].priority for ref in ("T-02", "T-09", "T-16", "T-25")] == [1, 2, 3, 4]


def test_the_open_tasks_at_the_handover(desk: Desk) -> None:
    picture = desk.ask(picture_at(end_of("07:00")))

    open_refs = {one.ref for one in picture.all(Task) if one.open}
    assert open_refs == {"T-16", "T-17", "T-19", "T-20", "T-22", "T-23", "T-25"}
    assert [one.ref for one in picture.predecessors(task(picture, "T-23"))] == ["T-22"]
    assert {wait.text: wait.ticked_at is None for wait in picture.waits(task(picture, "T-22"))} == {
        "D-08": True,
        "T-16 if possible": True,
    }


def test_a_task_can_be_done_long_before_it_is_verified(desk: Desk, now: Picture) -> None:
    chiller = task(now, "T-15")

    assert (local(chiller.done_at), local(chiller.verified_at)) == ("06:05", "06:50")
    assert task(desk.ask(picture_at(end_of("06:30"))), "T-15").status is TaskStatus.DONE
    assert chiller.reading
    assert chiller.reading.startswith("6.8 °C")


def test_hard_predecessors_are_the_oracles(now: Picture) -> None:
    links = {one.ref: {before.ref for before in now.predecessors(one)} for one in now.all(Task)}

    assert {ref: before for ref, before in links.items() if before} == {
        "T-02": {"T-01", "T-03"},
        "T-03": {"T-01"},
        "T-05": {"T-04"},
        "T-08": {"T-07"},
        "T-09": {"T-01"},
        "T-12": {"T-02"},
        "T-15": {"T-08"},
        "T-16": {"T-15"},
        "T-20": {"T-19"},
        "T-22": {"T-08"},
        "T-23": {"T-22"},
        "T-24": {"T-15"},
    }


def test_the_nine_decisions_with_their_options(desk: Desk, now: Picture) -> None:
    decisions = sorted(now.all(Decision), key=lambda one: one.ref)

    assert [one.ref for one in decisions] == [f"D-{number:02d}" for number in range(1, 10)]
    assert all(len(one.options.splitlines()) >= 2 and one.reason for one in decisions)
    assert {one.ref for one in decisions if one.in_force} == {"D-07", "D-09"}
    in_force = {one.ref for one in desk.ask(picture_at(end_of("07:00"))).all(Decision) if one.in_force}
    assert in_force == {"D-01", "D-02", "D-03", "D-04", "D-06", "D-07"}


def test_the_diversion_is_amended_and_then_ended(desk: Desk, now: Picture) -> None:
    before, after = (decision(desk.ask(picture_at(end_of(time))), "D-02") for time in ("06:51", "06:52"))

    assert (before.choice, after.choice) == ("Divert trauma and STEMI", "Divert trauma only")
    assert local(decision(now, "D-02").ended_at) == "09:45"


@pytest.mark.parametrize(
    ("name", "before", "acknowledged"),
    [
        ("Administrator on Call", [], "03:48"),
        ("Facilities Director", [CallOutcome.VOICEMAIL], "03:54"),
        ("Chief Nursing Officer", [], "03:53"),
        ("Chief Medical Officer", [CallOutcome.NO_ANSWER, CallOutcome.NO_ANSWER], None),
        ("Deputy Chief Medical Officer", [], "03:59"),
        ("OR Director", [], "03:57"),
        ("IT Duty Manager", [], "03:55"),
        ("Security", [], "03:45"),
        ("Public Information Officer", [], "04:03"),
        ("Infection Prevention", [CallOutcome.NO_ANSWER, CallOutcome.VOICEMAIL], "04:21"),
        ("Clinical Engineering", [CallOutcome.WRONG_NUMBER], "04:12"),
        ("Kestrel Power", [], "03:50"),
        ("Northgate Mechanical", [CallOutcome.BUSY], "04:02"),
        ("County EOC", [], "04:10"),
    ],
)
def test_the_call_down_reaches_each_contact_as_listed(
    now: Picture, name: str, before: list[CallOutcome], acknowledged: str | None
) -> None:
    calls = called(now, name)

    assert [call.outcome for call in calls if not call.reached] == before
    assert next((local(call.called_at) for call in calls if call.reached), None) == acknowledged
    assert len(calls) == len(before) + (acknowledged is not None)


def test_the_call_down_notes_a_radio_call_an_estimate_a_deputy_and_a_wrong_number(now: Picture) -> None:
    assert called(now, "Security")[0].method is Method.RADIO
    assert called(now, "Clinical Engineering")[-1].method is Method.RADIO
    assert local(called(now, "Kestrel Power")[0].estimate_at) == "04:50"
    assert local(called(now, "Northgate Mechanical")[-1].estimate_at) == "05:45"
    [chief] = [one for one in now.all(Contact) if one.name == "Chief Medical Officer"]
    deputy = now.get(Contact, chief.alternate_id)
    assert deputy is not None
    assert deputy.name == "Deputy Chief Medical Officer"
    assert [one.address for one in now.all(ContactMethod) if one.defect] == ["555-0121"]


def test_the_handover_is_printed_at_0700_and_responsibility_passes_at_0708(now: Picture, lines: list[LogLine]) -> None:
    [handover] = now.all(Handover)

    assert (local(handover.as_at), local(handover.printed_at)) == ("07:00", "07:00")
    assert (local(handover.signed_at), handover.passes_at) == ("07:08", at("07:08:00"))
    assert (handover.from_post, handover.to_post) == ("Night Coordinator", "Day Coordinator")
    assert handover.read_back
    assert "manual bypass" in handover.read_back
    sealed_to = next(line.entry for line in lines if line.entry.number == handover.log_number)
    assert sealed_to.recorded_at <= at("07:00:00")
    assert now.all(Seat)[0].post == "Day Coordinator"
    assert [(local(one.starts_at), local(one.ends_at)) for one in now.all(Period)] == [
        ("03:42", "07:00"),
        ("07:00", "15:00"),
    ]


def test_seven_of_eight_promised_sitreps_were_on_time(now: Picture) -> None:
    promised = [one for one in now.all(Countdown) if one.text.startswith("SitRep ")]

    on_time = [one.text for one in promised if one.kept and not one.minutes_late]
    assert (len(promised), len(on_time)) == (8, 7)
    assert [(one.text, one.minutes_late) for one in promised if one.minutes_late] == [("SitRep 4 to list A", 3)]


def test_the_clocks_ran_and_were_ended_as_the_scenario_says(now: Picture) -> None:
    clocks = {one.ref: one for one in now.all(Countdown) if not one.promised}

    told = {ref: (local(one.starts_at), local(one.due_at), local(one.ended_at)) for ref, one in clocks.items()}
    assert told == {
        "CLK-1": ("03:44", "07:44", "06:58"),
        "CLK-2": ("03:49", "05:49", "05:02"),
        "CLK-3": ("08:37", "09:11", "09:12"),
        "UPS-1": ("03:45", "05:17", "04:31"),
    }


def test_the_missed_update_of_the_utility_is_a_broken_promise_and_nothing_runs_at_the_end(now: Picture) -> None:
    promises = {one.ref: one for one in now.all(Countdown) if one.promised}

    assert [(one.owner, local(one.due_at)) for one in promises.values() if one.kept is False] == [
        ("Tri-Valley Light & Power", "04:30")
    ]
    assert not any(one.running for one in now.all(Countdown))


def test_the_request_to_the_utility_waits_for_its_answer(desk: Desk, now: Picture) -> None:
    waiting = [one.ref for one in desk.ask(picture_at(end_of("03:57"))).all(Message) if one.unanswered]

    messages = {one.ref: one for one in now.all(Message)}
    assert waiting == ["M-03"]
    assert (messages["M-03"].party, local(messages["M-03"].answered_at)) == ("Tri-Valley Light & Power", "03:58")
    assert messages["M-05"].answers_id == messages["M-03"].id
    assert local(messages["M-04"].read_back_at) == "03:55"
    assert not any(one.unanswered for one in messages.values())


def test_telephone_numbers_are_kept_for_fiction(now: Picture) -> None:
    for method in now.all(ContactMethod):
        assert re.fullmatch(r"555-01\d\d|channel \d", method.address)
