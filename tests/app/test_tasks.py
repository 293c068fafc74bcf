"""The list of tasks: its groups, order and words; one task whole; and what is said while one is opened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from app.board import Line, Tone
from app.clock import SetClock
from app.commands.tasks import (
    assign_task,
    block_task,
    edit_task,
    finish_task,
    open_task,
    reopen_task,
    set_due,
    start_task,
    tick_wait,
    unlink_tasks,
    verify_task,
    wait_for,
)
from app.desk import Desk
from app.picture import picture_at
from app.task_detail import Fact, Mention, detail_lines, facts, task_mentions
from app.task_lines import TaskLine, by_owner, by_time, counts_text
from app.task_words import next_task_ref, opens_text
from app.tasks import Plan
from models.database import Database
from models.task import Task
from models.terms import Priority


def plan_of(desk: Desk) -> Plan:
    return Plan.of(desk.ask(picture_at()), desk.clock())


def opened(desk: Desk, title: str, **more: object) -> UUID:
    return desk.do(open_task(title, **more)).made[0]  # type: ignore[arg-type]


def titles(lines: list[Line]) -> list[str]:
    return [line.title for line in lines]


def as_at(demonstration: tuple[Database, Desk], hour: int, minute: int) -> Plan:
    """The plan at the end of a minute of the demonstration, whose clocks show UTC-4."""
    moment = datetime(2026, 8, 12, hour + 4, minute, 59, tzinfo=UTC)
    return Plan.of(demonstration[1].past(moment).ask(picture_at()), moment)


def line_of(lines: list[Line], ref: str) -> Line:
    return next(line for line in lines if line.title.startswith(ref))


# --- the demonstration ------------------------------------------------------------------------------------------------


def test_the_groups_at_0431(demonstration: tuple[Database, Desk]) -> None:
    lines = by_time(as_at(demonstration, 4, 31))

    assert titles(lines) == [
        "Now",
        "T-21 Check the cold chain",
        "T-07 Start GEN-2",
        "T-18 Repair fire-alarm node C",
        "T-17 Fire watch, Building C",
        "Waiting",
        "T-08 Parallel GEN-2 with GEN-1",
        "T-15 Restart chiller CH-2",
        "11 verified",
    ]
    assert line_of(lines, "T-08").second.startswith("Infrastructure Branch Director, waits for T-07, ")
    assert (line_of(lines, "T-21").right, line_of(lines, "T-21").right_second) == ("04:45", "in 14 min")


def test_the_groups_at_0700(demonstration: tuple[Database, Desk]) -> None:
    plan = as_at(demonstration, 7, 0)

    lines = by_time(plan)

    assert [line.title.split(" ")[0] for line in lines] == [
        "Now", "T-17", "T-19", "T-16", "T-25", "Waiting", "T-20", "T-22", "T-23", "18",
    ]  # fmt: skip
    assert line_of(lines, "T-22").second == "Infrastructure Branch Director, waits for D-08, T-16 if possible"
    assert line_of(lines, "T-25").right == "26 Aug 17:00"
    assert counts_text(plan) == "7 open"


def test_the_marks_say_the_state_without_colour(demonstration: tuple[Database, Desk]) -> None:
    lines = by_time(as_at(demonstration, 4, 31), verified=True)

    marks = {ref: line_of(lines, ref).mark for ref in ("T-07", "T-08", "T-17", "T-01")}
    assert marks == {"T-07": "ring", "T-08": "hourglass", "T-17": "player-play", "T-01": "circle-check"}
    assert line_of(lines, "11 verified").mark == "chevron-down"


def test_each_owner_is_a_head_in_the_order_of_what_presses(demonstration: tuple[Database, Desk]) -> None:
    lines = by_owner(as_at(demonstration, 4, 31))

    assert [line.title for line in lines if not line.mark] == [
        "Pharmacy", "Kestrel Power", "Fire-alarm technician", "Security", "Infrastructure Branch Director", "HVAC",
    ]  # fmt: skip
    assert line_of(lines, "T-08").second.startswith("Waits for T-07")


# --- late, blocked, to verify -----------------------------------------------------------------------------------------


def test_what_is_late_stands_first_and_says_by_how_much(desk: Desk, clock: SetClock) -> None:
    opened(desk, "In time", due_at=clock() + timedelta(hours=2))
    opened(desk, "Late", due_at=clock() + timedelta(minutes=5), priority=Priority.CRITICAL)
    clock.advance(minutes=12)

    lines = by_time(plan_of(desk))

    assert titles(lines) == ["Late", "T-02 Late", "Now", "T-01 In time"]
    late = lines[1]
    assert isinstance(late, TaskLine)
    assert (late.mark, late.tone, late.right_second, late.priority) == ("triangle", Tone.LATE, "7 min late", "P1")
    assert late.spoken == "T-02 Late, No owner yet, ready, Priority 1 Critical, due 07:48, 7 min late"
    assert counts_text(plan_of(desk)) == "2 open, 1 late"


def test_a_blocked_task_waits_and_says_why(desk: Desk) -> None:
    task_id = opened(desk, "Lift the pump", owner="HVAC")
    desk.do(block_task(task_id, reason="no crane"))

    lines = by_time(plan_of(desk))

    assert titles(lines) == ["Waiting", "T-01 Lift the pump"]
    assert (lines[1].mark, lines[1].second) == ("lock", "HVAC, blocked: no crane")


def test_what_is_done_is_to_verify_in_the_order_it_was_done(desk: Desk, clock: SetClock) -> None:
    first, second = opened(desk, "First"), opened(desk, "Second")
    for task_id in (second, first):
        clock.advance(minutes=1)
        desk.do(finish_task(task_id))

    lines = by_time(plan_of(desk))

    assert titles(lines) == ["To verify", "T-02 Second", "T-01 First"]
    assert (lines[1].mark, lines[1].right, lines[1].right_second) == ("check", "07:44", "to verify")


def test_nobodys_tasks_stand_first_by_owner(desk: Desk, clock: SetClock) -> None:
    opened(desk, "Pressing", owner="HVAC", due_at=clock() + timedelta(minutes=1))
    opened(desk, "Nobody's")
    clock.advance(minutes=5)

    lines = by_owner(plan_of(desk))

    assert titles(lines) == ["No owner yet", "T-02 Nobody's", "HVAC", "T-01 Pressing"]
    assert lines[2].remark == "1 open, 1 late"


@pytest.mark.parametrize(("text", "refs"), [("pump hvac", ["T-01"]), ("PUMP", ["T-01", "T-02"]), ("crane", ["T-02"])])
def test_a_filter_leaves_what_holds_each_word(desk: Desk, text: str, refs: list[str]) -> None:
    opened(desk, "Lift the pump", owner="HVAC")
    done = opened(desk, "Pump out the pit", waits_for=["crane"])
    desk.do(finish_task(done))
    desk.do(verify_task(done, reading="dry"))

    lines = by_time(plan_of(desk), text=text)

    assert [line.title[:4] for line in lines if isinstance(line, TaskLine)] == refs


def test_no_tasks_are_no_lines(desk: Desk) -> None:
    plan = plan_of(desk)

    assert (by_time(plan), by_owner(plan), counts_text(plan)) == ([], [], "")


# --- one task whole ---------------------------------------------------------------------------------------------------


def mentions(desk: Desk, task: Task) -> list[Mention]:
    return desk.ask(task_mentions(task.id))


def test_a_task_says_everything_about_itself(desk: Desk, clock: SetClock) -> None:
    before = opened(desk, "Survey")
    task_id = opened(desk, "Transfer", owner="IBD", test="volts", after=[before], waits_for=["permit"])
    after = opened(desk, "Report", after=[task_id])
    desk.do(finish_task(before))
    desk.do(tick_wait(task_id, text="permit"))
    desk.do(start_task(task_id))
    desk.do(finish_task(task_id))
    clock.advance(minutes=3)
    desk.do(verify_task(task_id, reading="480 V", by="Safety Officer", how="meter"))
    plan = plan_of(desk)

    lines = detail_lines(plan, plan.tasks[task_id], mentions(desk, plan.tasks[task_id]))

    assert dict(facts(plan, plan.tasks[task_id])) == {
        "Owner": "IBD",
        "Priority": "3 Medium",
        "Opened": "07:43",
        "Started": "07:43",
        "Done": "07:43, IBD",
        "Verified": "07:46, Safety Officer",
        "By method": "meter",
        "Reading": "480 V",
    }
    rows = [(line.mark, line.title, line.right) for line in lines if not isinstance(line, Fact)]
    assert rows[:6] == [
        ("circle-check", "T-02 Transfer", ""),
        ("", "Waits for", ""),
        ("check", "T-01 Survey", "done"),
        ("square-check", "permit", "came 07:43"),
        ("", "Then may start", ""),
        ("ring", "T-03 Report", "ready"),
    ]
    assert [line.remark for line in lines if line.key.startswith("log")] == [
        "T-02 Transfer: verified by meter, 480 V.",
        "T-02 Transfer: done.",
        "T-02 Transfer: started.",
        "T-02 no longer waits for: permit.",
        "T-02 Transfer: opened for IBD, priority 3.",
    ]
    assert str(after) in next(line.key for line in lines if line.key.startswith("after"))


def test_each_due_time_stays_with_its_reason_and_its_number(desk: Desk, clock: SetClock) -> None:
    due = clock() + timedelta(hours=1)
    task_id = opened(desk, "Start GEN-2", due_at=due)
    desk.do(set_due(task_id, due_at=due + timedelta(minutes=30), reason="batteries late"))
    desk.do(assign_task(task_id, owner="Kestrel Power"))
    plan = plan_of(desk)

    lines = detail_lines(plan, plan.tasks[task_id], mentions(desk, plan.tasks[task_id]))

    told = [(line.title, line.remark, line.right) for line in lines if line.key.startswith("due")]
    assert told == [("09:13", "batteries late", "#3 CO"), ("08:43", "first set", "#2 CO")]


def test_the_past_knows_no_later_entries(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk, "Survey")
    then = clock() + timedelta(seconds=1)
    clock.advance(minutes=1)
    desk.do(start_task(task_id))
    task = plan_of(desk).tasks[task_id]

    assert [one.number for one in mentions(desk.past(then), task)] == ["2"]
    assert [one.number for one in mentions(desk, task)] == ["2", "3"]


def test_what_only_waits_for_a_task_is_not_told_of_it(desk: Desk) -> None:
    first = opened(desk, "Survey")
    second = opened(desk, "Transfer", after=[first])
    desk.do(unlink_tasks(second, predecessor_id=first))
    desk.do(wait_for(second, text="permit"))
    plan = plan_of(desk)

    assert [one.number for one in mentions(desk, plan.tasks[first])] == ["2"]
    assert [one.number for one in mentions(desk, plan.tasks[second])] == ["3", "4", "5"]


def test_a_task_without_anything_says_what_is_missing(desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    plan = plan_of(desk)

    told = dict(facts(plan, plan.tasks[task_id]))

    assert (told["Owner"], told["Due"]) == ("No owner yet", "no time set")


# --- words ------------------------------------------------------------------------------------------------------------


def test_the_foot_says_what_opening_will_save(desk: Desk, clock: SetClock) -> None:
    opened(desk, "Survey")
    plan = plan_of(desk)
    system = next(iter(plan.systems.values()))
    due = clock() + timedelta(minutes=20)

    ref = next_task_ref(plan, "A")
    whole = opens_text(plan, ref, "Engineering", system.id, Priority.HIGH, due, ["T-01", "permit"])

    assert whole == (
        f"Saves as task T-02 for Engineering on {system.name}, priority 2, due 08:03, waits for T-01, permit."
    )
    assert opens_text(plan, ref, "", None, Priority.MEDIUM, None, []) == "Saves as task T-02, priority 3."
    assert next_task_ref(plan, "B") == "T-B01"


def test_editing_says_what_it_changed(desk: Desk) -> None:
    task_id = opened(desk, "Survey")
    system = next(iter(plan_of(desk).systems.values()))

    told = desk.do(edit_task(task_id, title="Survey every ATS", system_id=system.id, test="lamp")).sentence
    cleared = desk.do(edit_task(task_id, system_id=None, test=None)).sentence

    assert told == f"T-01 Survey: now called Survey every ATS, for {system.name}, to verify by lamp."
    assert cleared == "T-01 Survey every ATS: for no system, no test planned."


def test_reopening_forgets_how_it_was_verified(desk: Desk) -> None:
    task_id = opened(desk, "Survey", test="lamp")
    desk.do(finish_task(task_id))
    desk.do(verify_task(task_id, reading="on"))
    planned = plan_of(desk).tasks[task_id].verified_how

    desk.do(reopen_task(task_id, reason="lamp out"))

    assert (planned, plan_of(desk).tasks[task_id].verified_how) == ("lamp", None)
