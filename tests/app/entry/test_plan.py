"""What a line does: each type and each token, one by one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import SetClock
from app.commands.incidents import close_incident, declare_incident, resolve_incident
from app.entry.drafting import Chip, KnownEntry
from app.entry.plan import plan_line
from app.entry.vocabulary import vocabulary_of
from app.picture import picture_at
from app.station import open_desk
from models.base import new_id
from models.database import open_database
from models.terms import CallOutcome, EntryKind, Method, Priority, SystemState
from tests.app.entry.table import NOW, OPERATOR, Table


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-08-12T{clock}").replace(tzinfo=UTC)


DOWN, PART, FULL = SystemState.NONFUNCTIONAL, SystemState.PARTIALLY, SystemState.FULLY


def test_a_line_without_tokens_is_a_note(table: Table) -> None:
    plan = table.plan("Doors to 4 West are open")

    assert [one.command.name for one in plan.bound] == ["log.note"]
    assert plan.said == {"words": "Doors to 4 West are open"}
    assert plan.saves == "Saves as a note in INC-1 by NC, 07:43"
    assert (plan.spans, plan.chips, plan.refusal) == ((), (), None)


# The words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fuel low #GEN-2", "Fuel low"),
        ("Fuel low #GEN-2.", "Fuel low."),
        ("Fuel at #GEN-2", "Fuel at GEN-2"),
        ("Fuel at #GEN-2 is low", "Fuel at GEN-2 is low"),
        ("@Kestrel Power sends a crew", "Kestrel Power sends a crew"),
        ("@Kestrel: two on the way", "Kestrel: two on the way"),
        ("@Kestrel Power Two are on the way", "Two are on the way"),
        ("Fuel low !2 ~07:30", "Fuel low"),
        ("Fuel low\nand falling", "Fuel low\nand falling"),
        ("As ^T-01 says", "As T-01 says"),
        ("#GEN-2 =down tripped twice", "tripped twice"),
        ("Fuel low. #GEN-2 =down tripped", "Fuel low."),
        ("Fire at #GEN-2 =down foam is on", "Fire at GEN-2"),
        ("/task Dip the tank !1", "Dip the tank"),
        ("^T-01 =done crew is leaving", "crew is leaving"),
    ],
)
def test_the_words_are_the_operators_own_without_the_tokens(table: Table, text: str, words: str) -> None:
    assert table.words(text) == words


# Beside the words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fuel low !2", {"importance": Priority.HIGH}),
        ("Fuel low @Kestrel Power", {"party": "Kestrel Power"}),
        ('Fuel low @"Night Porter"', {"party": "Night Porter"}),
        ("Fuel low ~07:30", {"occurred_at": at("07:30")}),
        ("Fuel low ~14:00", {"occurred_at": at("14:00") - timedelta(days=1)}),
        ("Fuel lasts till ~09:30", {}),
        ("Feeder lost /event", {"kind": EntryKind.EVENT}),
        ("/safety LOTO set", {"kind": EntryKind.SAFETY}),
        ("/status All well #GEN-2 =full", {"kind": EntryKind.STATUS}),
        ("#GEN-2 =down ~07:30", {"occurred_at": at("07:30")}),
        ("from Kestrel Power by phone: yes", {"party": "Kestrel Power"}),
        ("/call Security =ack", {"party": "Security"}),
    ],
)
def test_what_is_said_beside_the_words(table: Table, text: str, said: dict[str, Any]) -> None:
    assert {name: value for name, value in table.said(text).items() if name != "words"} == said


def test_a_parked_line_happened_when_it_was_begun(table: Table) -> None:
    begun = NOW - timedelta(minutes=9)

    assert table.plan("Fuel low", begun_at=begun).said["occurred_at"] == begun
    assert table.plan("Fuel low ~07:30", begun_at=begun).said["occurred_at"] == at("07:30")
    assert "occurred_at" not in table.plan("Fuel low", begun_at=NOW).said


def test_a_system_without_a_state_is_what_the_entry_is_about(table: Table) -> None:
    assert table.acts("Leak near #WATER and #GEN-2") == [("log.note", {"about": ["WATER", "GEN-2"]})]
    assert table.plan("Leak near #WATER").saves == "Saves as a note about Water, in INC-1 by NC, 07:43"


# Systems


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("#GEN-2 =down", {"state": DOWN}),
        ("#GEN-2 =non", {"state": DOWN}),
        ("#GEN-2 =part tripped", {"state": PART, "remark": "tripped"}),
        ("#GEN-2 =full+generator", {"state": FULL, "supply": "generator"}),
        ('#GEN-2 =full+"red bus"', {"state": FULL, "supply": "red bus"}),
        ("#GEN-2 =backup", {"state": FULL, "supply": "backup"}),
        ("#GEN-2 =na", {"state": SystemState.NOT_APPLICABLE}),
        ("=down #GEN-2", {"state": DOWN}),
        ("#GEN-2 pump tripped =down", {"state": DOWN, "remark": "pump tripped"}),
        ("#GEN-2 =down transformer by 09:30", {"state": DOWN, "remark": "transformer", "estimate_at": at("09:30")}),
        ("Dark\n#GEN-2 =down ~07:30 tripped", {"state": DOWN, "remark": "tripped", "since": at("07:30")}),
    ],
)
def test_a_state_of_a_system(table: Table, text: str, arguments: dict[str, Any]) -> None:
    assert table.acts(text) == [("system.set_state", {"system_id": "GEN-2"} | arguments)]


def test_systems_before_one_state_share_it(table: Table) -> None:
    acts = table.acts("#GEN-2 #WATER and #ATS-CR2 =down dark")

    assert [shown["system_id"] for _, shown in acts] == ["GEN-2", "WATER", "ATS-CR2"]
    assert {shown["remark"] for _, shown in acts} == {"dark"}


def test_each_state_of_a_line_has_its_own_remark(table: Table) -> None:
    acts = table.acts("#GEN-2 =down tripped #WATER =part low pressure")

    assert [shown["remark"] for _, shown in acts] == ["tripped", "low pressure"]


# Tasks


def test_a_task_with_everything(table: Table) -> None:
    text = "/task T-07 Start GEN-2 @Kestrel Power #GEN-2 !1 by 09:45 ^T-01 ^T-02 test: 8 min, stable waits: D-02; fuel"

    assert table.acts(text) == [
        (
            "task.open",
            {
                "title": "Start GEN-2",
                "priority": Priority.CRITICAL,
                "owner": "Kestrel Power",
                "due_at": at("09:45"),
                "system_id": "GEN-2",
                "test": "8 min, stable",
                "after": ["T-01", "T-02"],
                "waits_for": ["D-02", "fuel"],
                "ref": "T-07",
            },
        )
    ]
    assert table.plan(text).saves == (
        "Saves as task T-07 for Kestrel Power on Generator GEN-2, priority 1, due 09:45, after T-01 and T-02, "
        "in INC-1 by NC, 07:43"
    )


def test_a_task_without_a_ref_gets_the_next_of_this_desk(table: Table) -> None:
    assert "task T-03," in table.plan("/task Dip the tank").saves
    assert "task T-B01," in table.plan("/task Dip the tank", letter="B").saves


def test_a_ref_that_is_taken_stays_in_the_title(table: Table) -> None:
    assert table.acts("/task T-01 again")[0][1]["title"] == "T-01 again"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("^T-01 =start", [("task.start", {"task_id": "T-01"})]),
        ("^T-01 =done @Security", [("task.finish", {"task_id": "T-01", "by": "Security"})]),
        (
            "^T-01 =verified 480 V @Lead Electrician",
            [
                ("task.finish", {"task_id": "T-01"}),
                ("task.verify", {"task_id": "T-01", "reading": "480 V", "by": "Lead Electrician"}),
            ],
        ),
        (
            "^T-01 =done =verified 480 V",
            [("task.finish", {"task_id": "T-01"}), ("task.verify", {"task_id": "T-01", "reading": "480 V"})],
        ),
        ("^T-01 =blocked no fuel", [("task.block", {"task_id": "T-01", "reason": "no fuel"})]),
        ("^T-01 =reopen hot again", [("task.reopen", {"task_id": "T-01", "reason": "hot again"})]),
        ("^T-01 =moved by 09:00 crew late",
         [("task.set_due", {"task_id": "T-01", "due_at": at("09:00"), "reason": "crew late"})]),
        ("^T-01 =given @Security", [("task.assign", {"task_id": "T-01", "owner": "Security"})]),
        ("^T-01 =ticked", [("task.tick", {"task_id": "T-01", "text": "fuel on site"})]),
        ("^T-01 =ticked fuel", [("task.tick", {"task_id": "T-01", "text": "fuel on site"})]),
        ("^T-01 ^T-02 =start", [("task.start", {"task_id": "T-01"}), ("task.start", {"task_id": "T-02"})]),
    ],
)  # fmt: skip
def test_a_state_of_a_task(table: Table, text: str, acts: list[tuple[str, dict[str, Any]]]) -> None:
    assert table.acts(text) == acts


def test_a_line_may_use_the_task_that_it_makes(table: Table) -> None:
    plan = table.plan(
        "/task T-08 Dip the tank waits: keys\n/task T-09 Order fuel ^T-08\n^T-08 =ticked\n^T-08 =verified 3 m"
    )

    made, after, ticked, done, verified = (one.arguments for one in plan.bound)
    assert after["after"] == [made["task_id"]]
    assert {one["task_id"] for one in (ticked, done, verified)} == {made["task_id"]}
    assert ticked["text"] == "keys"


# Calls and messages


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("/call Security =ack", {"outcome": CallOutcome.ACKNOWLEDGED}),
        ("@Security =voicemail", {"outcome": CallOutcome.VOICEMAIL}),
        ("/call Security by radio =no", {"outcome": CallOutcome.NO_ANSWER, "method": Method.RADIO}),
        ("/call Security =busy", {"outcome": CallOutcome.BUSY}),
        ("/call @Security =wrong", {"outcome": CallOutcome.WRONG_NUMBER}),
        (
            "/call Security =ack two officers by 08:10 by phone",
            {"outcome": CallOutcome.ACKNOWLEDGED, "remark": "two officers", "estimate_at": at("08:10"),
             "method": Method.PHONE},
        ),
        ('/call Security =ack @"Shift Lead"', {"outcome": CallOutcome.ACKNOWLEDGED, "acknowledged_by": "Shift Lead"}),
        ("Told them\n@Security =ack ~07:40", {"outcome": CallOutcome.ACKNOWLEDGED, "called_at": at("07:40")}),
    ],
)  # fmt: skip
def test_a_call(table: Table, text: str, arguments: dict[str, Any]) -> None:
    assert table.acts(text) == [("call.log", {"contact_id": "Security"} | arguments)]


@pytest.mark.parametrize(
    ("text", "command", "arguments"),
    [
        ("from Kestrel Power by phone: ETA 09:30", "message.receive",
         {"contact_id": "Kestrel Power", "method": Method.PHONE, "text": "ETA 09:30"}),
        ("from Kestrel, radio: ETA 09:30", "message.receive",
         {"contact_id": "Kestrel Power", "method": Method.RADIO, "text": "ETA 09:30"}),
        ("from RT Lead by radio: 13 ventilated", "message.receive",
         {"sender": "RT Lead", "method": Method.RADIO, "text": "13 ventilated"}),
        ("from RT Lead: call back by 09:00", "message.receive", {"sender": "RT Lead", "text": "call back by 09:00"}),
        ("to Security: come to E4", "message.send", {"contact_id": "Security", "text": "come to E4"}),
        ("/message @Security come to E4", "message.send", {"contact_id": "Security", "text": "come to E4"}),
        ("/message from Security come to E4", "message.receive", {"contact_id": "Security", "text": "come to E4"}),
        ("/message @Security by radio =readback come", "message.send",
         {"contact_id": "Security", "text": "come", "method": Method.RADIO, "read_back": True}),
        ("/message @Security come relay: Lead Electrician number: S-12", "message.send",
         {"contact_id": "Security", "text": "come", "relay": "Lead Electrician", "number": "S-12"}),
        ("/request @Kestrel when is it back?", "message.send",
         {"contact_id": "Kestrel Power", "text": "when is it back?", "reply_required": True}),
        ("/request @Kestrel when is it back? in 30m", "message.send",
         {"contact_id": "Kestrel Power", "text": "when is it back? in 30m", "reply_required": True,
          "reply_by": at("08:13")}),
        ("/request from Security: who has the key?", "message.receive",
         {"contact_id": "Security", "text": "who has the key?", "reply_required": True}),
        ("/answer ^M-01 by phone two hours", "message.receive",
         {"contact_id": "Kestrel Power", "text": "two hours", "method": Method.PHONE, "answers_id": "M-01"}),
        ("/answer ^M-01 from Security by radio: two hours", "message.receive",
         {"contact_id": "Security", "text": "two hours", "method": Method.RADIO, "answers_id": "M-01"}),
        ("/answer two hours ^M-01", "message.receive",
         {"contact_id": "Kestrel Power", "text": "two hours", "answers_id": "M-01"}),
        ("/answer ^M-02 the administrator", "message.send",
         {"receiver": "County EOC", "text": "the administrator", "answers_id": "M-02"}),
    ],
)  # fmt: skip
def test_a_message(table: Table, text: str, command: str, arguments: dict[str, Any]) -> None:
    assert table.acts(text) == [(command, arguments)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("^M-02 =returned told the desk", ("message.return", {"message_id": "M-02", "action_taken": "told the desk"})),
        ("^M-01 =readback", ("message.read_back", {"message_id": "M-01"})),
        ("^M-01 =waived power is back", ("message.waive_reply", {"message_id": "M-01", "reason": "power is back"})),
        ("^P-01 =kept", ("countdown.end", {"countdown_id": "P-01", "kept": True})),
        ("^P-01 =broken no call", ("countdown.end", {"countdown_id": "P-01", "outcome": "no call"})),
        ("^CLK-1 =over on mains", ("countdown.end", {"countdown_id": "CLK-1", "kept": True, "outcome": "on mains"})),
        ("^CLK-1 =moved by 10:00 new reading",
         ("countdown.move", {"countdown_id": "CLK-1", "due_at": at("10:00"), "reason": "new reading"})),
        ("^D-01 =stands nothing new by 09:00",
         ("decision.review", {"decision_id": "D-01", "outcome": "nothing new", "review_at": at("09:00")})),
        ("^D-01 =stands in 1h",
         ("decision.review", {"decision_id": "D-01", "outcome": "stands", "review_at": at("08:43")})),
        ("^D-01 =ended OR back", ("decision.end", {"decision_id": "D-01", "outcome": "OR back"})),
        ("^D-01 =amended trauma only because cath lab is back",
         ("decision.amend", {"decision_id": "D-01", "choice": "trauma only", "reason": "cath lab is back"})),
    ],
)  # fmt: skip
def test_a_state_of_what_has_a_ref(table: Table, text: str, act: tuple[str, dict[str, Any]]) -> None:
    assert table.acts(text) == [act]


# Promises and clocks


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("back in 15m", {"text": "back", "due_at": at("07:58")}),
        ("Lead Electrician back by 08:10", {"text": "back", "due_at": at("08:10"), "owner": "Lead Electrician"}),
        ("@Security back in 15m with keys", {"text": "back with keys", "due_at": at("07:58"), "owner": "Security"}),
        ("Kestrel promises two batteries by 09:25",
         {"text": "two batteries", "due_at": at("09:25"), "owner": "Kestrel Power"}),
        ("/promise two batteries @Kestrel Power by 09:25",
         {"text": "two batteries", "due_at": at("09:25"), "owner": "Kestrel Power"}),
        ("/promise news @Kestrel Power @Security in 1h",
         {"text": "news", "due_at": at("08:43"), "owner": "Kestrel Power", "receiver": "Security"}),
        ("/promise P-07 news by 09:00", {"text": "news", "due_at": at("09:00"), "ref": "P-07"}),
    ],
)  # fmt: skip
def test_a_promise(table: Table, text: str, arguments: dict[str, Any]) -> None:
    assert table.acts(text) == [("promise.make", arguments)]


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("/clock PBX battery in 95m", {"text": "PBX battery", "due_at": at("09:18")}),
        ("/clock UPS-1: PBX battery @Security by 09:18",
         {"text": "PBX battery", "due_at": at("09:18"), "owner": "Security", "ref": "UPS-1"}),
        ("Dip the tank again in 20m", {"text": "Dip the tank again", "due_at": at("08:03")}),
        ("Feeder back by 09:30, says the utility",
         {"text": "Feeder back by 09:30, says the utility", "due_at": at("09:30")}),
    ],
)  # fmt: skip
def test_a_clock(table: Table, text: str, arguments: dict[str, Any]) -> None:
    assert table.acts(text) == [("countdown.start", arguments)]


def test_a_clock_beside_a_note_leaves_it_a_note_with_all_its_words(table: Table) -> None:
    said = table.said("Dip the tank again in 20m")

    assert said == {"words": "Dip the tank again in 20m", "kind": EntryKind.NOTE}


def test_a_time_that_is_told_of_the_past_starts_no_clock(table: Table) -> None:
    assert table.acts("4 West dark by 03:50, says Security") == [("log.note", {})]
    assert table.acts("from Kestrel: call back by 09:00")[0][0] == "message.receive"


# Decisions and corrections


DECISION = {
    "title": "Divert trauma",
    "question": "Divert trauma?",
    "options": ["do nothing", "divert"],
    "choice": "divert",
    "reason": "no OR",
    "decided_by": "Incident Commander",
    "review_at": at("09:00"),
}


@pytest.mark.parametrize(
    "text",
    [
        "/decision Divert trauma? do nothing | divert > divert because no OR @Incident Commander by 09:00",
        "/decision Divert trauma?\ndo nothing | divert\n> divert\nbecause no OR\n@Incident Commander\nby 09:00",
        "/dec @Incident Commander by 09:00 Divert trauma? do nothing | divert > DIV because no OR",
    ],
)
def test_a_decision_has_its_four_parts(table: Table, text: str) -> None:
    assert table.acts(text) == [("decision.record", DECISION)]


def test_a_decision_may_name_itself_and_say_what_to_look_for(table: Table) -> None:
    text = ("/decision D-07 Fuel: wait | 4,000 gal > order 2,000 gal because one truck @Incident Commander "
            "consulted: Boiler Operator review: on change")  # fmt: skip

    [(_, shown)] = table.acts(text)

    assert (shown["ref"], shown["title"], shown["choice"]) == ("D-07", "Fuel", "order 2,000 gal")
    assert (shown["consulted"], shown["review"]) == ("Boiler Operator", "on change")
    assert "question" not in shown


def test_a_correction_looks_its_entry_up_first(table: Table) -> None:
    text = "/correct ^13 three persons because roll-call"
    entry = KnownEntry(new_id(), "13", "two persons")

    asked = table.plan(text)
    plan = table.plan(text, {"13": entry})

    assert (asked.wants, asked.bound) == (("13",), ())
    assert plan.bound[0].arguments == {"entry_id": entry.entry_id, "reason": "roll-call"}
    assert plan.said == {"words": "three persons"}
    assert table.plan(text, {"13": None}).refusal == "There is no entry #13 in this log."


# Several things at once


def test_one_line_logs_changes_a_state_opens_a_task_and_starts_a_clock(table: Table) -> None:
    text = "/event GEN-2 stopped ~07:40\n#GEN-2 =down no fuel\n/task Fill it !1\n/clock Day tank in 1h"

    acts = table.acts(text)

    assert [name for name, _ in acts] == ["system.set_state", "task.open", "countdown.start"]
    assert table.said(text) == {"words": "GEN-2 stopped", "occurred_at": at("07:40"), "kind": EntryKind.EVENT}
    assert table.plan(text).saves == (
        "Saves as an event with Generator GEN-2 nonfunctional; task T-03, priority 1; clock CLK-2 until 08:43, "
        "of 07:40, in INC-1 by NC, 07:43"
    )


def test_chips_say_how_each_token_was_understood(table: Table) -> None:
    plan = table.plan("/task Start it @kestrel #generator gen-2 !1 by 09:45 ^t1")

    assert plan.chips == (
        Chip("type", "Task"),
        Chip("who", "Kestrel Power"),
        Chip("system", "GEN-2"),
        Chip("importance", "Priority 1"),
        Chip("due", "due 09:45"),
        Chip("ref", "T-01"),
    )


# Refusals


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Nothing is written yet."),
        ("/task", "Write what is to be done behind /task."),
        ("/task x by 2020-01-01T00:00", "“by 2020-01-01T00:00” is over already. Give a time that is still to come."),
        ("Dark ~2026-08-12T09:00", "~2026-08-12T09:00 has not come yet. The log says what has happened."),
        ("#GEN-2 =down #GEN-2 =full", "GEN-2 is given two states. Leave one of them out."),
        ("^T-09 =start\n/task T-09 Dip", None),
        ("^T-01 =verified", "Write what was read or seen behind ^T-01 =verified."),
        ("^T-01 =blocked", "Write what blocks it behind ^T-01 =blocked."),
        ("^T-01 =reopen", "Write why it is opened again behind ^T-01 =reopen."),
        ("^T-01 =moved crew late", "Give the other time of T-01: by 05:30, or in 20m."),
        ("^T-01 =given", "Write @ and who takes it behind ^T-01 =given."),
        ("^T-02 =ticked", "Write which wait has come behind ^T-02 =ticked."),
        ("^M-02 =returned", "Write what was done about it behind ^M-02 =returned."),
        ("^CLK-1 =moved by 10:00", "Write why its end moves behind ^CLK-1 =moved."),
        ("^D-01 =amended less", "Write the choice, because and why behind ^D-01 =amended."),
        ("/call Security", "How did the call to Security end? Type =ack, =voicemail, =no, =busy or =wrong."),
        ("/call", "Who was called, and how did it end? Type =ack, =voicemail, =no, =busy or =wrong."),
        ('@"Night Porter" =ack',
         "Night Porter is not in the directory. Add the contact first, or write it as a message."),
        ("/message hello", "Say to whom: @ and the name."),
        ("/message @Security", "Write what the message says."),
        ("/answer two hours", "Say which message is answered: /answer ^M-03 the words."),
        ("/answer ^M-01 @Kestrel =voicemail", "A voicemail is not an answer. Log it with /call."),
        ("/answer ^M-01 to Kestrel: two hours",
         "M-01 left this desk, so its answer goes the other way: turn from and to round."),
        ("/promise by 09:00", "Write what was promised behind /promise."),
        ("/promise news", "Say until when: /promise news by 05:30, or in 20m."),
        ("/clock battery", "Say until when: /clock battery by 05:30, or in 20m."),
        ("/decision", "Write the question behind /decision: Divert? do nothing | divert."),
        ("/decision Divert?", "A decision needs two options at the least: question? do nothing | divert."),
        ("/decision Divert? a | b", "Write > and the option that was chosen."),
        ("/decision Divert? a | b > a", "Write because and the reason."),
        ("/decision Divert? a | b > a because c", "Say who decided: @Incident Commander."),
        ("/decision Divert? a | b > a because c @Incident Commander",
         "Say when to look at it again: by 05:00, in 30m, or review: the sign to look for."),
        ("/correct three persons", "Say which entry: /correct ^13 the right words because the reason."),
        ("/correct ^13", "Write what is right instead of #13."),
        ("/correct ^13 three persons", "Say why it is corrected: … because the reason."),
        ("Fuel low /correct ^13 three because two", "Begin the line with /correct: an entry corrects one other."),
    ],
)  # fmt: skip
def test_a_refusal_says_what_to_write(table: Table, text: str, refusal: str | None) -> None:
    if refusal is None:
        assert [span.kind for span in table.plan(text).spans].count("unknown") == 2
    else:
        assert table.refusal(text) == refusal


def test_a_closed_incident_takes_notes_and_corrections_only(tmp_path: Path) -> None:
    database = open_database(tmp_path / "watchkeeper.db")
    desk = open_desk(database, clock=SetClock(NOW))
    desk = desk.at(desk.do(declare_incident("Loss of normal power", ref="INC-1")).scope_id)
    desk.do(resolve_incident())
    desk.do(close_incident())
    picture = desk.ask(picture_at())
    vocabulary = vocabulary_of(picture)

    note = plan_line("Fuel low", picture, vocabulary, NOW, OPERATOR)
    task = plan_line("/task Dip the tank", picture, vocabulary, NOW, OPERATOR)

    assert note.refusal is None
    assert task.refusal == "INC-1 is closed. Reopen it first."
    database.close()


def test_without_an_incident_nothing_can_be_saved(tmp_path: Path) -> None:
    database = open_database(tmp_path / "watchkeeper.db")
    picture = open_desk(database, clock=SetClock(NOW)).ask(picture_at())

    plan = plan_line("Fuel low #GEN-2 ^T-01", picture, vocabulary_of(picture), NOW, OPERATOR)

    assert plan.refusal == "Open or declare an incident first."
    database.close()
