"""The commands: what each changes, and one test for each refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from app.clock import SetClock
from app.command import Bound
from app.commands.contacts import log_call
from app.commands.countdowns import end_countdown, make_promise, move_countdown, start_countdown
from app.commands.decisions import amend_decision, end_decision, record_decision, review_decision
from app.commands.directory import add_contact, set_groups
from app.commands.handovers import issue_handover, sign_handover
from app.commands.incidents import (
    acknowledge_incident,
    appoint_commander,
    categorise_incident,
    close_incident,
    declare_incident,
    prioritise_incident,
    reopen_incident,
    resolve_incident,
    restore_incident,
    set_situation,
    start_period,
)
from app.commands.logbook import write_note
from app.commands.messages import read_back, receive_message, return_message, send_message, tie_answer, waive_reply
from app.commands.methods import add_method, note_defect
from app.commands.posts import add_post
from app.commands.quick_texts import remove_quick_text
from app.commands.register import register_system
from app.commands.station import (
    open_seat,
    open_station,
    set_station,
    sign_on,
)
from app.commands.systems import set_system_state
from app.commands.tasks import (
    assign_task,
    block_task,
    finish_task,
    link_tasks,
    open_task,
    prioritise_task,
    reopen_task,
    set_due,
    start_task,
    tick_wait,
    verify_task,
    wait_for,
)
from app.desk import Desk
from app.errors import Refused
from app.picture import picture_at
from models.base import new_id
from models.contact import CallAttempt, Contact, ContactMethod
from models.countdown import Countdown
from models.decision import Decision
from models.incident import Handover, Period
from models.message import Message
from models.picture import Picture
from models.system import System, SystemStatus
from models.task import Task
from models.terms import CallOutcome, Category, Level, Method, Phase, Priority, SystemState, TaskStatus, Tier


def picture(desk: Desk) -> Picture:
    return desk.ask(picture_at())


def task(desk: Desk, ref: str) -> Task:
    return next(one for one in picture(desk).all(Task) if one.ref == ref)


def opened(desk: Desk, title: str = "Dip the tanks", after: list[UUID] | None = None) -> UUID:
    return desk.do(open_task(title, after=after)).made[0]


# --- the incident's life ------------------------------------------------------------------------------------------


def test_the_moments_of_an_incidents_life_are_kept_apart(desk: Desk, clock: SetClock) -> None:
    moments = {}
    for bound, name in [
        (acknowledge_incident(), "acknowledged_at"),
        (restore_incident(), "restored_at"),
        (resolve_incident(), "resolved_at"),
        (close_incident(), "closed_at"),
    ]:
        clock.advance(minutes=7)
        desk.do(bound)
        moments[name] = clock()

    incident = picture(desk).incident
    assert {name: getattr(incident, name) for name in moments} == moments
    assert incident.occurred_at < incident.acknowledged_at if incident.acknowledged_at else False
    assert incident.phase is Phase.CLOSED


def test_a_declaration_fills_in_number_times_and_a_draft_priority(desk: Desk, clock: SetClock) -> None:
    earlier = clock() - timedelta(minutes=4)

    receipt = desk.do(declare_incident("Chiller lost"), occurred_at=earlier)

    incident = desk.at(receipt.scope_id).ask(picture_at()).incident
    assert incident.ref.startswith("INC-2026-")
    assert (incident.occurred_at, incident.detected_at, incident.logged_at) == (earlier, earlier, clock())
    assert incident.priority is Priority.CRITICAL
    assert incident.category is Category.POWER


def test_exercises_have_numbers_of_their_own_and_say_so(desk: Desk) -> None:
    receipt = desk.do(declare_incident("Loss of power drill", exercise=True))

    incident = desk.at(receipt.scope_id).ask(picture_at()).incident
    assert (incident.ref, incident.marking) == ("EX-2026-0001", "EXERCISE")
    assert receipt.sentence.startswith("EXERCISE. ")


@pytest.mark.parametrize(
    ("impact", "urgency", "life_safety", "priority"),
    [
        (Level.HIGH, Level.MEDIUM, False, Priority.HIGH),
        (Level.LOW, Level.HIGH, False, Priority.MEDIUM),
        (Level.LOW, Level.LOW, False, Priority.VERY_LOW),
        (Level.LOW, Level.LOW, True, Priority.CRITICAL),
    ],
)
def test_priority_follows_the_table_and_life_safety_overrides_it(
    desk: Desk, impact: Level, urgency: Level, life_safety: bool, priority: Priority
) -> None:
    before = picture(desk).incident

    desk.do(prioritise_incident(impact, urgency, life_safety))

    after = picture(desk).incident
    assert after.priority is priority
    assert (after.occurred_at, after.logged_at, after.acknowledged_at) == (
        before.occurred_at, before.logged_at, before.acknowledged_at,
    )  # fmt: skip


def test_situation_commander_category_and_periods_are_kept(desk: Desk, clock: SetClock) -> None:
    end = clock() + timedelta(hours=3)
    desk.do(set_situation("Feed lost.", "OR dark.", "Transfer by hand."))
    desk.do(
        set_situation("On GEN-1.", "OR dark.", "GEN-2.", set_by="Incident Commander"),
        appoint_commander("Administrator on Call"),
        categorise_incident(Category.COOLING),
        start_period(ends_at=end, next_briefing_at=end),
    )
    desk.do(start_period(ends_at=end + timedelta(hours=8), starts_at=end))

    now = picture(desk)
    assert now.situation is not None
    assert (now.situation.now, now.situation.set_by) == ("On GEN-1.", "Incident Commander")
    assert (now.incident.commander, now.incident.category) == ("Administrator on Call", Category.COOLING)
    assert [period.number for period in now.all(Period)] == [1, 2]
    assert now.period is not None
    assert now.period.number == 2


# --- tasks ----------------------------------------------------------------------------------------------------------


def test_a_task_is_planned_until_its_predecessor_is_done_then_ready(desk: Desk) -> None:
    first = opened(desk)
    second = opened(desk, "Reconcile fuel", [first])
    assert task(desk, "T-02").status is TaskStatus.PLANNED

    desk.do(finish_task(first))

    assert task(desk, "T-02").status is TaskStatus.READY
    desk.do(start_task(second))
    assert task(desk, "T-02").status is TaskStatus.IN_PROGRESS
    assert [one.ref for one in picture(desk).predecessors(task(desk, "T-02"))] == ["T-01"]


def test_a_text_that_is_waited_for_keeps_a_task_planned_until_it_is_ticked(desk: Desk) -> None:
    task_id = desk.do(open_task("Order fuel", waits_for=["D-04"])).made[0]
    desk.do(wait_for(task_id, "vendor calls back"))
    desk.do(tick_wait(task_id, "D-04"))
    assert task(desk, "T-01").status is TaskStatus.PLANNED

    desk.do(tick_wait(task_id, "vendor calls back"))

    assert task(desk, "T-01").status is TaskStatus.READY
    assert all(wait.ticked_at for wait in picture(desk).waits(task(desk, "T-01")))


def test_done_is_not_verified_and_a_reopened_task_starts_anew(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk)
    desk.do(finish_task(task_id, by="Boiler operator"))
    assert task(desk, "T-01").open
    desk.do(verify_task(task_id, "dip 3,750 gal", by="Facilities"))
    assert not task(desk, "T-01").open

    desk.do(reopen_task(task_id, "ticket does not match"))

    again = task(desk, "T-01")
    assert (again.status, again.done_at, again.reading) == (TaskStatus.READY, None, None)


def test_a_task_can_be_blocked_assigned_prioritised_and_moved_with_a_reason(desk: Desk, clock: SetClock) -> None:
    task_id = opened(desk)
    desk.do(block_task(task_id, "no key"), assign_task(task_id, "Security"), prioritise_task(task_id, Priority.HIGH))
    desk.do(set_due(task_id, clock()))
    desk.do(set_due(task_id, clock() + timedelta(minutes=5), "key on its way"))

    now = task(desk, "T-01")
    assert (now.status, now.blocked_reason, now.owner) == (TaskStatus.BLOCKED, "no key", "Security")
    assert (now.priority, now.due_at) == (Priority.HIGH, clock() + timedelta(minutes=5))
    assert now.overdue_at(clock() + timedelta(minutes=6))


def test_a_circle_of_tasks_is_refused_and_named(desk: Desk) -> None:
    first = opened(desk)
    second = opened(desk, "b", [first])
    third = opened(desk, "c", [second])

    with pytest.raises(Refused, match=r"T-01 cannot wait for T-03: .*T-0\d → T-0\d → T-0\d → T-0\d is a circle"):
        desk.do(link_tasks(first, third))
    with pytest.raises(Refused, match="T-01 → T-01 is a circle"):
        desk.do(link_tasks(first, first))


def test_a_link_made_twice_is_one_link(desk: Desk) -> None:
    first, second = opened(desk), opened(desk, "b")

    desk.do(link_tasks(second, first))
    desk.do(link_tasks(second, first))

    assert len(picture(desk).predecessors(task(desk, "T-02"))) == 1


# --- systems, contacts, decisions, handover -------------------------------------------------------------------------


def test_since_stays_while_the_state_stays(desk: Desk, clock: SetClock) -> None:
    system = picture(desk).all(System)[0]
    began = clock()
    desk.do(set_system_state(system.id, SystemState.NONFUNCTIONAL))
    clock.advance(minutes=5)

    desk.do(set_system_state(system.id, SystemState.NONFUNCTIONAL, supply="UPS", remark="worse"))

    [status] = picture(desk).all(SystemStatus)
    assert (status.since, status.supply, status.remark) == (began, "UPS", "worse")
    clock.advance(minutes=5)
    desk.do(set_system_state(system.id, SystemState.FULLY, supply="GEN-1", since=began))
    [status] = picture(desk).all(SystemStatus)
    assert (status.since, status.on_backup, status.affected) == (began, True, True)


def test_calls_are_counted_and_go_to_the_first_number_without_a_defect(desk: Desk) -> None:
    contact_id = desk.do(add_contact("Clinical Engineering", alternate_id=None)).made[0]
    desk.do(add_method(contact_id, Method.PHONE, "555-0121"), add_method(contact_id, Method.RADIO, "channel 4"))
    desk.do(log_call(contact_id, CallOutcome.WRONG_NUMBER), note_defect(contact_id, "555-0121", "wrong number"))

    desk.do(log_call(contact_id, CallOutcome.ACKNOWLEDGED, acknowledged_by="Biomed lead", remark="on site"))

    calls = picture(desk).all(CallAttempt)
    assert [(call.attempt, call.address, call.reached) for call in calls] == [
        (1, "555-0121", False),
        (2, "channel 4", True),
    ]
    contact = picture(desk).all(Contact)[0]
    assert [method.defect for method in picture(desk).methods(contact)] == ["wrong number", None]
    assert len(picture(desk).all(ContactMethod)) == 2


def test_a_decision_is_amended_reviewed_and_ended(desk: Desk, clock: SetClock) -> None:
    decision_id = desk.do(
        record_decision("Divert trauma", "divert", "cath lab dark", ["stay open", "divert"], "IC", review="hourly")
    ).made[0]
    desk.do(review_decision(decision_id, "stands", review_at=clock()))
    assert picture(desk).all(Decision)[0].due_at(clock())
    desk.do(amend_decision(decision_id, "accept STEMI", "cath lab back"))

    clock.advance(minutes=9)
    desk.do(end_decision(decision_id, "lifted"))

    [decision] = picture(desk).all(Decision)
    assert (decision.ref, decision.choice, decision.ended_at) == ("D-01", "accept STEMI", clock())
    assert not decision.in_force


def test_a_handover_is_pinned_to_the_last_entry_and_signed_once(desk: Desk, clock: SetClock) -> None:
    last = desk.do(open_task("Dip the tanks"))
    clock.advance(minutes=8)
    handover_id = desk.do(issue_handover("Day Coordinator")).made[0]
    clock.advance(minutes=8)
    desk.do(sign_handover(handover_id, "dc", "ATS-CR2 in bypass", questions="none"))

    [handover] = picture(desk).all(Handover)
    assert (handover.log_number, handover.check) == (last.number, last.check)
    assert (handover.to_initials, handover.signed_at, handover.passes_at) == ("DC", clock(), clock())


# --- messages, promises and clocks ----------------------------------------------------------------------------------


def message(desk: Desk, ref: str = "M-01") -> Message:
    return next(one for one in picture(desk).all(Message) if one.ref == ref)


def test_a_request_is_unanswered_until_an_answer_is_tied_to_it(desk: Desk, clock: SetClock) -> None:
    asked = desk.do(send_message("When is feeder A back?", receiver="Tri-Valley", reply_required=True)).made[0]
    contact_id = desk.do(add_contact("Tri-Valley")).made[0]
    desk.do(log_call(contact_id, CallOutcome.VOICEMAIL, Method.PHONE))
    assert message(desk).unanswered

    clock.advance(minutes=11)
    said = desk.do(receive_message("ETA 05:30.", sender="Tri-Valley", method=Method.PHONE, answers_id=asked))

    assert said.sentence == "M-02 from Tri-Valley to Coordinator, phone, answers M-01: ETA 05:30."
    assert (message(desk).unanswered, message(desk).answered_at) == (False, clock())
    assert message(desk, "M-02").answers_id == asked


def test_a_message_keeps_its_relay_its_originators_number_and_its_read_back(desk: Desk, clock: SetClock) -> None:
    desk.do(
        receive_message("2 beds.", sender="St. Brannoc", relay="County EMS", number="44", read_back=True),
        send_message(
            "Send a crew?", receiver="County Fire", sender="Liaison Officer", reply_by=clock() + timedelta(minutes=20)
        ),
    )
    desk.do(read_back(message(desk, "M-02").id))

    first, second = message(desk), message(desk, "M-02")
    assert (first.relay, first.number, first.read_back_at, first.outgoing) == ("County EMS", "44", clock(), False)
    assert (second.sender, second.reply_required, second.read_back_at) == ("Liaison Officer", True, clock())
    with pytest.raises(Refused, match="was read back at"):
        desk.do(read_back(second.id))


def test_a_message_goes_back_to_its_originator_with_what_was_done(desk: Desk, clock: SetClock) -> None:
    message_id = desk.do(receive_message("Send 2 porters.", sender="ED", reply_required=True)).made[0]

    desk.do(return_message(message_id, "two porters sent"))

    assert (message(desk).unanswered, message(desk).returned_at) == (False, clock())
    assert message(desk).action_taken == "two porters sent"
    with pytest.raises(Refused, match="was returned at"):
        desk.do(return_message(message_id, "again"))


def test_a_reply_that_nobody_needs_any_more_is_waived_with_the_reason(desk: Desk) -> None:
    message_id = desk.do(send_message("Where is the tanker?", receiver="Brightwater", reply_required=True)).made[0]

    said = desk.do(waive_reply(message_id, "the tanker is here"))

    assert said.sentence == "M-01 needs no reply any more: the tanker is here."
    assert not message(desk).unanswered


def test_a_note_for_an_incident_that_is_not_there_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="That incident is not there any more"):
        desk.at(new_id()).do(write_note(), words="Never seen again.")


def test_an_answer_counts_though_the_clock_was_set_back(desk: Desk, clock: SetClock) -> None:
    asked_at = clock()
    asked = desk.do(send_message("When?", receiver="EMS", reply_required=True)).made[0]
    clock.advance(seconds=-10)

    desk.do(receive_message("At six.", sender="EMS", answers_id=asked))

    assert message(desk, "M-01").answered_at == asked_at


def test_an_answer_is_tied_once_and_to_one_message(desk: Desk) -> None:
    asked = desk.do(send_message("ETA?", receiver="Kestrel", reply_required=True)).made[0]
    other = desk.do(send_message("Parts?", receiver="Kestrel", reply_required=True)).made[0]
    answer = desk.do(receive_message("04:50", sender="Kestrel")).made[0]
    late = desk.do(receive_message("in the van", sender="Kestrel")).made[0]

    desk.do(tie_answer(asked, answer))

    for bound, sentence in [
        (tie_answer(asked, late), "M-01 was answered at"),
        (tie_answer(other, answer), "M-03 answers another message already"),
    ]:
        with pytest.raises(Refused, match=sentence):
            desk.do(bound)


def test_a_promise_is_kept_late_or_broken_and_a_clock_is_over(desk: Desk, clock: SetClock) -> None:
    due = clock() + timedelta(minutes=30)
    kept, broken = desk.do(make_promise("SitRep 2", due, receiver="List A"), make_promise("Call back", due)).made
    battery = desk.do(start_countdown("PBX battery", due)).made[0]
    desk.do(move_countdown(battery, clock() + timedelta(minutes=40), "load shed"))
    clock.advance(minutes=33)

    said = desk.do(end_countdown(kept), end_countdown(broken, "no call", kept=False), end_countdown(battery))

    rows = {one.ref: one for one in picture(desk).all(Countdown)}
    assert {ref: (one.kept, one.minutes_late) for ref, one in rows.items()} == {
        "P-01": (True, 3), "P-02": (False, 3), "CLK-1": (None, 0),
    }  # fmt: skip
    assert "P-01 SitRep 2: kept, 3 min late. P-02 Call back: not kept, no call." in said.sentence
    with pytest.raises(Refused, match="CLK-1 ended at"):
        desk.do(end_countdown(battery))


# --- refusals -------------------------------------------------------------------------------------------------------

Make = Callable[[Desk, SetClock], Bound]


def received(desk: Desk, clock: SetClock) -> UUID:
    """A message that came in, a minute ago."""
    message_id = desk.do(receive_message("x", sender="EMS")).made[0]
    clock.advance(minutes=1)
    return message_id


def circle_of_answers(desk: Desk) -> Bound:
    """Four messages, each the answer to the one before, and the first made the answer to the last."""
    first = before = desk.do(send_message("1", receiver="EMS")).made[0]
    for text, note in (("2", receive_message), ("3", send_message), ("4", receive_message)):
        before = desk.do(note(text, sender="EMS", receiver="EMS", answers_id=before)).made[0]
    return tie_answer(before, first)


def clock_1(desk: Desk, clock: SetClock) -> UUID:
    """A clock that runs out in an hour."""
    return desk.do(start_countdown("UPS", clock() + timedelta(hours=1))).made[0]


REFUSALS: list[tuple[str, str, Make]] = [
    ("a second station", "has its station already", lambda d, c: open_station("a", "b", "UTC")),
    ("a seat twice", "Desk A is open already", lambda d, c: open_seat("A")),
    ("a wrong zone", "no time zone Mars/Base", lambda d, c: set_station(time_zone="Mars/Base")),
    ("a path as zone", "no time zone", lambda d, c: set_station(time_zone="../../etc/passwd")),
    ("a task of a page", "A title has 300 characters", lambda d, c: open_task("x" * 301)),
    ("an owner of a page", "A name has 200 characters", lambda d, c: open_task("Start", owner="x" * 201)),
    (
        "a contact of a page",
        r"A name has 200 characters at the most; this has 19,990\.",
        lambda d, c: add_contact("x" * 19_990),
    ),
    ("a group of a page", "A name has 200", lambda d, c: set_groups(d.do(add_contact("Chief")).made[0], ["x" * 201])),
    (
        "a number of a page",
        "A number has 200",
        lambda d, c: add_method(d.do(add_contact("Chief")).made[0], Method.PHONE, "5" * 201),
    ),
    ("an incident of a page", "A title has 300", lambda d, c: declare_incident("x" * 301)),
    ("a decision of a page", "A title has 300", lambda d, c: record_decision("x" * 301, "a", "b", ["a", "b"], "IC")),
    ("a post of a page", "A name has 200", lambda d, c: add_post("x" * 201)),
    ("a wrong paper", "a4 or letter", lambda d, c: set_station(paper="a5")),
    ("late at once", "one minute at the least", lambda d, c: set_station(late_after_minutes=0)),
    ("a letter that is none", "letters A to Z", lambda d, c: open_seat("zz")),
    ("no post", "which post you hold", lambda d, c: sign_on("", "NC")),
    ("long initials", "four letters", lambda d, c: sign_on("Night Coordinator", "NIGHT")),
    ("a system twice", "in the register already", lambda d, c: register_system(
        picture(d).all(System)[0].ref, "x", "y", Tier.CRITICAL)),
    ("a system without a name", "what the system is called", lambda d, c: register_system("X", "", "y", Tier.CRITICAL)),
    ("a time to restore that is none", "between one minute", lambda d, c: register_system(
        "X", "x", "y", Tier.CRITICAL, rto_minutes=-5)),
    ("a contact without a name", "the post or organisation", lambda d, c: add_contact("")),
    ("an unknown number", "has no 555-0100", lambda d, c: note_defect(
        d.do(add_contact("Pharmacy")).made[0], "555-0100", "wrong")),
    ("no number to call", "no usable number", lambda d, c: log_call(
        d.do(add_contact("Laboratory")).made[0], CallOutcome.NO_ANSWER)),
    ("voicemail that acknowledges", "not acknowledged by anybody", lambda d, c: log_call(
        d.do(add_contact("Security")).made[0], CallOutcome.VOICEMAIL, Method.PHONE, acknowledged_by="guard")),
    ("a ref that is taken", "is taken already", lambda d, c: declare_incident("x", ref=picture(d).incident.ref)),
    ("an incident without words", "what happened", lambda d, c: declare_incident("  ")),
    ("a message to nobody", "to whom the message goes", lambda d, c: send_message("x")),
    ("a message from nobody", "who the message is from", lambda d, c: receive_message("x")),
    ("a message without words", "what the message says", lambda d, c: send_message(" ", receiver="EMS")),
    ("a reply before its request", "a later time than the message's own", lambda d, c: send_message(
        "x", receiver="EMS", reply_by=c())),
    ("an answer the same way", "M-02 goes the same way as M-01", lambda d, c: send_message(
        "x", receiver="EMS", answers_id=d.do(send_message("y", receiver="EMS")).made[0])),
    ("a message that answers itself", "cannot answer itself", lambda d, c: tie_answer(
        *[d.do(send_message("x", receiver="EMS")).made[0]] * 2)),
    ("a message that answers its own answer", "M-02 goes back to M-01", lambda d, c: tie_answer(
        answer_id=(m := d.do(send_message("x", receiver="EMS")).made[0]),
        message_id=d.do(receive_message("y", sender="EMS", answers_id=m)).made[0])),
    ("a circle of answers", "M-04 goes back to M-01", lambda d, c: circle_of_answers(d)),
    ("an answer older than its question", "M-01 is older than M-02", lambda d, c: tie_answer(
        answer_id=received(d, c), message_id=d.do(send_message("y", receiver="EMS")).made[0])),
    ("returning what left this desk", "its answer comes from EMS", lambda d, c: return_message(
        d.do(send_message("x", receiver="EMS")).made[0], "done")),
    ("returning without saying what was done", "what was done about it", lambda d, c: return_message(
        received(d, c), "")),
    ("waiving a reply that nobody owes", "No reply to M-01 is outstanding", lambda d, c: waive_reply(
        received(d, c), "late")),
    ("a quick text without a title taken away", "what the text is called", lambda d, c: remove_quick_text("ack", " ")),
    ("a clock without a name", "what runs out", lambda d, c: start_countdown("", c() + timedelta(hours=1))),
    ("a promise of nothing", "what was promised", lambda d, c: make_promise("", c() + timedelta(hours=1))),
    ("a clock that is over before it starts", "run out after it starts", lambda d, c: start_countdown("UPS", c())),
    ("an end moved before the start", "run out after it starts", lambda d, c: move_countdown(clock_1(d, c), c(), "x")),
    ("an end moved to itself", "runs until .* already", lambda d, c: move_countdown(
        clock_1(d, c), c() + timedelta(hours=1), "x")),
    ("an end moved without reason", "why its end moves", lambda d, c: move_countdown(
        clock_1(d, c), c() + timedelta(hours=2), "")),
    ("a clock that was broken", "it is over, nobody broke it", lambda d, c: end_countdown(clock_1(d, c), kept=False)),
    ("a period that ends before it starts", "end after it starts", lambda d, c: start_period(ends_at=c())),
    ("half a situation", "what comes next", lambda d, c: set_situation("now", "impact", "")),
    ("closing what is not resolved", "before you close it", lambda d, c: close_incident()),
    ("reopening what is open", "is open", lambda d, c: reopen_incident("why not")),
    ("a state of the future", "cannot begin in the future", lambda d, c: set_system_state(
        picture(d).all(System)[0].id, SystemState.FULLY, since=c() + timedelta(minutes=1))),
    ("a task that is not there", "not there any more", lambda d, c: start_task(new_id())),
    ("no owner", "who takes it", lambda d, c: assign_task(opened(d), "")),
    ("a moved due time without reason", "why it is moved", lambda d, c: set_due(
        d.do(open_task("x", due_at=c())).made[0], c())),
    ("verifying what is not done", "Only a task that is done", lambda d, c: verify_task(opened(d), "ok")),
    ("reopening what is not done", "is ready", lambda d, c: reopen_task(opened(d), "why not")),
    ("starting before a predecessor", r"waits for T-01 \(ready\)", lambda d, c: start_task(
        opened(d, "b", [opened(d)]))),
    ("finishing before a predecessor", "Finish that first", lambda d, c: finish_task(opened(d, "b", [opened(d)]))),
    ("ticking what is not waited for", "does not wait for", lambda d, c: tick_wait(opened(d), "D-04")),
    ("a decision without a choice of options", "two options at the least", lambda d, c: record_decision(
        "x", "a", "b", ["a"], "IC")),
    ("a handover of the future", "cannot show the future", lambda d, c: issue_handover(
        "Day Coordinator", as_at=c() + timedelta(minutes=1))),
    ("a handover before the first entry", "empty at that moment", lambda d, c: issue_handover(
        "Day Coordinator", as_at=c() - timedelta(days=1))),
    ("a handover to nobody", "who takes over", lambda d, c: issue_handover("")),
    ("a signature without read-back", "what was read back", lambda d, c: sign_handover(
        d.do(issue_handover("Day Coordinator")).made[0], "DC", "")),
    ("responsibility that passes before the page", "before the moment that was printed", lambda d, c: sign_handover(
        d.do(issue_handover("Day Coordinator")).made[0], "DC", "all", passes_at=c() - timedelta(hours=1))),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "make"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS])
def test_a_command_is_refused_in_a_sentence(desk: Desk, clock: SetClock, sentence: str, make: Make) -> None:
    with pytest.raises(Refused, match=sentence):
        desk.do(make(desk, clock))


Twice = Callable[[Desk], Bound]


@pytest.mark.parametrize(
    ("sentence", "make"),
    [
        ("was acknowledged at", lambda task_id: acknowledge_incident()),
        ("was restored at", lambda task_id: restore_incident()),
        ("was resolved at", lambda task_id: resolve_incident()),
        ("is in progress", start_task),
        ("is done already", finish_task),
    ],
)
def test_what_was_done_is_not_done_twice(desk: Desk, sentence: str, make: Callable[[UUID], Bound]) -> None:
    task_id = opened(desk)
    desk.do(make(task_id))

    with pytest.raises(Refused, match=sentence):
        desk.do(make(task_id))


def test_a_verified_task_and_an_ended_decision_and_a_signed_handover_stand(desk: Desk) -> None:
    task_id = opened(desk)
    decision_id = desk.do(record_decision("x", "a", "why", ["a", "b"], "IC")).made[0]
    handover_id = desk.do(issue_handover("Day Coordinator")).made[0]
    desk.do(finish_task(task_id), verify_task(task_id, "ok"), end_decision(decision_id, "over"))
    desk.do(sign_handover(handover_id, "DC", "all"))

    for bound, sentence in [
        (assign_task(task_id, "x"), "is verified. Reopen it first"),
        (block_task(task_id, "x"), "is verified. Reopen it first"),
        (end_decision(decision_id, "again"), "ended at"),
        (sign_handover(handover_id, "DC", "all"), "was signed at"),
    ]:
        with pytest.raises(Refused, match=sentence):
            desk.do(bound)
