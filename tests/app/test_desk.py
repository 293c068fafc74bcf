"""The gate: what is written, what is refused, what a retry does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from app import desk as desk_module
from app.checkpoints import rebuild_checkpoints
from app.clock import SetClock
from app.command import Operator, Work
from app.commands.contacts import log_call
from app.commands.directory import add_contact
from app.commands.incidents import (
    close_incident,
    declare_incident,
    reopen_incident,
    resolve_incident,
    restore_incident,
)
from app.commands.logbook import correct_entry, move_out, take_over, write_note
from app.commands.methods import add_method, note_defect
from app.commands.station import set_station, sign_on
from app.commands.tasks import assign_task, open_task
from app.desk import Desk
from app.errors import Refused, Unavailable
from app.incidents import incident_called
from app.logbook import log_count, log_line, log_page, log_sealed_to
from app.picture import picture_at
from app.query import Look
from app.station import open_desk
from app.verify import check_printed, verify_log
from models.base import new_id
from models.database import Database, open_database
from models.incident import Period
from models.log import Checkpoint, Head, LogEntry, Untracked, take_head
from models.station import Seat, Station
from models.task import Task
from models.terms import CallOutcome, EntryKind, Method


def entries(desk: Desk) -> list[LogEntry]:
    return [line.entry for line in desk.ask(log_page(0, 1000))]


def station_entries(desk: Desk) -> list[LogEntry]:
    return [line.entry for line in desk.at(desk.station_id).ask(log_page(0, 1000))]


def test_a_note_is_one_sealed_entry_with_the_operators_words_and_initials(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=3)

    receipt = desk.do(write_note(), words="  Fuel truck at the gate. ")

    entry = entries(desk)[-1]
    assert (entry.words, entry.kind, entry.initials) == (
        "Fuel truck at the gate.",
        EntryKind.NOTE,
        desk.operator.initials,
    )
    assert entry.number == receipt.number
    assert entry.recorded_at == clock()
    assert desk.ask(check_printed(receipt.number, receipt.check.lower())) == "MATCH"


def test_several_commands_are_one_entry_with_their_sentences_joined(desk: Desk) -> None:
    receipt = desk.do(open_task("Transfer ATS-CR2 by hand"), open_task("Dip the tanks"), words="Two jobs.")

    entry = entries(desk)[-1]
    assert len(receipt.made) == 2
    assert entry.text == "Two jobs."
    assert entry.sentence == (
        "T-01 Transfer ATS-CR2 by hand: opened, priority 3. T-02 Dip the tanks: opened, priority 3."
    )


def test_a_refused_command_takes_everything_of_its_entry_with_it(desk: Desk) -> None:
    before = len(entries(desk))

    with pytest.raises(Refused):
        desk.do(open_task("Dip the tanks"), open_task(""))

    assert len(entries(desk)) == before
    assert desk.ask(picture_at()).all(Task) == []


def test_a_retry_with_the_same_id_gives_the_same_entry(desk: Desk) -> None:
    entry_id = new_id()

    first = desk.do(open_task("Dip the tanks"), entry_id=entry_id)
    again = desk.do(open_task("Dip the tanks"), entry_id=entry_id)

    assert (again.number, again.check, again.entry_id) == (first.number, first.check, entry_id)
    assert len(desk.ask(picture_at()).all(Task)) == 1


def test_a_wrong_number_found_during_a_call_is_sealed_in_both_books_at_once(desk: Desk) -> None:
    contact_id = desk.do(add_contact("Clinical Engineering")).made[0]
    desk.do(add_method(contact_id, Method.PHONE, "555-0121"))
    before = station_entries(desk)

    receipt = desk.do(
        note_defect(contact_id, "555-0121", "wrong number"),
        log_call(contact_id, CallOutcome.WRONG_NUMBER, Method.PHONE, "555-0121"),
        words="Clinical Engineering: 555-0121 is a private household.",
    )

    after = station_entries(desk)
    assert receipt.scope_id == desk.incident_id
    assert len(after) == len(before) + 1
    assert entries(desk)[-1].commands == "call.log"
    assert after[-1].commands == "contact.note_defect"
    assert after[-1].words == ""


def test_the_past_refuses_to_be_changed(desk: Desk, clock: SetClock) -> None:
    past = desk.past(clock())

    with pytest.raises(Refused, match=r"This window shows 07:43\. Return to now to act"):
        past.do(write_note(), words="x")


def test_the_future_cannot_be_logged(desk: Desk, clock: SetClock) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        desk.do(write_note(), words="x", occurred_at=clock() + timedelta(minutes=1))


@pytest.mark.parametrize("words", ["", "  \n\t "])
def test_an_empty_line_is_refused(desk: Desk, words: str) -> None:
    with pytest.raises(Refused, match="nothing to write"):
        desk.do(write_note(), words=words)
    with pytest.raises(Refused, match="nothing to write"):
        desk.do()


def test_an_incidents_command_needs_an_incident(desk: Desk) -> None:
    with pytest.raises(Refused, match="Open or declare"):
        desk.at(None).do(write_note(), words="x")


def test_an_unknown_station_is_refused(database: Database) -> None:
    lost = Desk(database, new_id(), new_id(), "A", Operator("Night Coordinator", "NC"))

    with pytest.raises(Refused, match="not there any more"):
        lost.do(declare_incident("Loss of normal power"))


def test_numbers_of_a_second_desk_carry_its_letter(desk: Desk, database: Database) -> None:
    second = replace(desk, seat_id=new_id(), letter="B")

    receipt = second.do(open_task("Dip the tanks"))
    second.do(open_task("Read the meter"))

    assert receipt.number == "B1"
    assert [task.ref for task in desk.ask(picture_at()).all(Task)] == ["T-B01", "T-B02"]
    assert desk.ask(check_printed("B1", receipt.check)) == "MATCH"


def test_order_never_goes_back_even_when_the_clock_does(desk: Desk, clock: SetClock) -> None:
    desk.do(write_note(), words="before")
    clock.advance(minutes=-30)

    desk.do(write_note(), words="after")

    before, after = entries(desk)[-2:]
    assert after.order_at > before.order_at
    assert after.recorded_at < before.recorded_at


def test_a_closed_incident_takes_notes_and_corrections_only(desk: Desk) -> None:
    note = desk.do(write_note(), words="x")
    desk.do(resolve_incident())
    desk.do(close_incident())

    with pytest.raises(Refused, match="is closed"):
        desk.do(open_task("Dip the tanks"))
    desk.do(write_note(), words="late note")
    desk.do(correct_entry(note.entry_id, "typing"), words="y")
    desk.do(reopen_incident("power failed again"))

    assert desk.do(open_task("Dip the tanks")).number


def test_a_correction_is_linked_both_ways_and_the_old_words_stay(desk: Desk) -> None:
    wrong = desk.do(write_note(), words="two persons")

    desk.do(correct_entry(wrong.entry_id, "roll-call"), words="three persons")

    line = desk.ask(log_line(wrong.entry_id))
    assert line is not None
    assert line.struck
    assert (line.entry.words, line.corrections[0].words, line.corrections[0].reason) == (
        "two persons", "three persons", "roll-call",
    )  # fmt: skip
    correction = desk.ask(log_line(line.corrections[0].id))
    assert correction is not None
    assert correction.corrects is not None
    assert correction.corrects.id == wrong.entry_id


def test_a_correction_needs_a_reason_and_an_entry_of_this_log(desk: Desk) -> None:
    note = desk.do(write_note(), words="x")

    with pytest.raises(Refused, match="why it is corrected"):
        desk.do(correct_entry(note.entry_id, " "), words="y")
    with pytest.raises(Refused, match="not in this log"):
        desk.do(correct_entry(uuid4(), "typing"), words="y")


def test_text_is_filtered_on_its_way_in(desk: Desk) -> None:
    desk.do(write_note(), words="a\x00b\ud800c\r\nd")

    assert entries(desk)[-1].words == "a\ufffdb\ufffdc\nd"


def test_text_that_is_too_long_is_refused_with_its_length(desk: Desk) -> None:
    with pytest.raises(Refused, match="20,001 characters"):
        desk.do(write_note(), words="x" * 20_001)


def test_a_database_that_does_not_answer_is_unavailable_not_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk I/O error"))

    monkeypatch.setattr(desk_module, "take_head", fail)

    with pytest.raises(Unavailable, match="not confirmed"):
        desk.do(write_note(), words="x")


def test_a_reader_that_does_not_answer_is_unavailable(desk: Desk) -> None:
    def fail(look: Look) -> None:
        raise OperationalError("SELECT", {}, Exception("disk I/O error"))

    with pytest.raises(Unavailable, match="could not be read"):
        desk.ask(fail)


def test_a_row_of_another_scope_cannot_be_changed_by_an_entry(desk: Desk) -> None:
    other = desk.do(declare_incident("Another"))
    task_id = desk.at(other.scope_id).do(open_task("Dip the tanks")).made[0]
    with pytest.raises(Refused, match="another incident"):
        desk.do(assign_task(task_id, "Boiler operator"))


def test_a_command_that_changes_the_station_from_an_incidents_book_is_a_bug_that_shows(desk: Desk) -> None:
    bound = write_note()
    sneaky = replace(bound, command=replace(bound.command, act=_rename_station))

    with pytest.raises(Untracked, match="another scope"):
        desk.do(sneaky, words="x")
    assert desk.ask(picture_at()).station.name != "renamed"


def _rename_station(work: Work) -> str:
    work.station.name = "renamed"
    return "sneaky"


def test_a_command_that_deletes_or_updates_in_bulk_is_a_bug_that_shows(desk: Desk) -> None:
    desk.do(open_task("Dip the tanks"))
    bound = write_note()

    def delete_one(work: Work) -> str:
        work.session.delete(work.session.scalars(select(Task)).one())
        return "x"

    def update_all(work: Work) -> str:
        work.session.execute(update(Task).values(owner="x"))
        return "x"

    for act in (delete_one, update_all):
        with pytest.raises(Untracked):
            desk.do(replace(bound, command=replace(bound.command, act=act)), words="x")
    assert len(desk.ask(picture_at()).all(Task)) == 1


def test_after_a_flush_that_failed_the_guard_stands_again(desk: Desk, database: Database) -> None:
    bound = write_note()

    def collide(work: Work) -> str:
        for _ in range(2):
            work.add(Period(incident_id=work.incident_id, number=1, starts_at=work.event_at, ends_at=work.event_at))
        return "x"

    with pytest.raises(IntegrityError):
        desk.do(replace(bound, command=replace(bound.command, act=collide)), words="x")
    with database.writer.begin() as connection, pytest.raises(Untracked):
        connection.exec_driver_sql("UPDATE incident SET title = 'x'")


def test_signing_on_and_settings_stand_in_the_stations_book(desk: Desk) -> None:
    desk.do(sign_on("Day Coordinator", "dc"))
    desk.do(set_station(name="Larkspur Ridge", time_zone="America/New_York", paper="letter", late_after_minutes=10))

    picture = desk.ask(picture_at())
    assert [(seat.post, seat.initials) for seat in picture.all(Seat)] == [("Day Coordinator", "DC")]
    assert (picture.station.name, picture.station.paper, picture.station.late_after_minutes) == (
        "Larkspur Ridge",
        "letter",
        10,
    )


def test_a_copied_database_opens_a_desk_of_its_own(tmp_path: Path, clock: SetClock) -> None:
    database = open_database(tmp_path / "one.db")
    first = open_desk(database, clock=clock, register=[])
    again = open_desk(database, clock=clock)
    database.close()
    (tmp_path / "copy.db").write_bytes((tmp_path / "one.db").read_bytes())
    (tmp_path / "copy.db.seat").write_bytes((tmp_path / "one.db.seat").read_bytes())

    copied = open_database(tmp_path / "copy.db")
    second = open_desk(copied, clock=clock)

    assert (first.letter, again.letter, again.seat_id == first.seat_id) == ("A", "A", True)
    assert (second.letter, second.seat_id == first.seat_id) == ("B", False)
    copied.close()


def test_a_database_put_back_from_a_backup_opens_a_desk_of_its_own(tmp_path: Path, clock: SetClock) -> None:
    path, kept = tmp_path / "one.db", tmp_path / "backup.db"
    first = open_desk(open_database(path), clock=clock, register=[])
    first.do(declare_incident("Loss of normal power"))
    first.database.close()
    kept.write_bytes(path.read_bytes())
    again = open_desk(open_database(path), clock=clock)
    again.do(declare_incident("Chiller lost"))
    again.database.close()
    path.write_bytes(kept.read_bytes())  # in place: the same file to the disk, an older one to the log

    put_back = open_desk(open_database(path), clock=clock)

    assert (first.letter, again.letter, put_back.letter) == ("A", "A", "B")
    put_back.database.close()


def test_a_retry_that_finds_its_entry_knows_the_rows_it_made(desk: Desk) -> None:
    entry_id = new_id()
    first = desk.do(open_task("Dip the tanks"), entry_id=entry_id)

    assert desk.do(open_task("Dip the tanks"), entry_id=entry_id).made == first.made


def test_with_two_desks_each_book_has_its_code_on_paper(desk: Desk) -> None:
    first = desk.do(write_note(), words="x")
    second = replace(desk, seat_id=new_id(), letter="B").do(write_note(), words="y")

    assert desk.ask(log_sealed_to()) == (f"{first.number}, B1", f"{first.check}, {second.check}")


def test_a_correction_says_what_is_right_instead(desk: Desk) -> None:
    note = desk.do(write_note(), words="x")

    with pytest.raises(Refused, match="what is right instead"):
        desk.do(correct_entry(note.entry_id, "typing"))


def test_the_house_can_be_kept_after_the_entry_was_told(desk: Desk) -> None:
    note = desk.database.path.with_name(f"{desk.database.path.name}.seat")  # type: ignore[union-attr]
    before = note.read_text(encoding="utf-8")

    receipt = desk.do(write_note(), words="Round walked.", keep_house=False)
    meanwhile = note.read_text(encoding="utf-8")
    desk.keep_house(receipt)

    assert meanwhile == before
    assert str(receipt.entry_id) in note.read_text(encoding="utf-8")


def test_checkpoints_come_by_themselves_agree_and_can_be_rebuilt(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.checkpoints.EVERY", 5)
    for number in range(12):
        desk.do(open_task(f"Task {number}"))

    kept = desk.ask(lambda look: look.session.scalars(select(Checkpoint)).all())
    assert len(kept) == 2
    assert desk.ask(verify_log()).clean
    rebuild_checkpoints(desk.database)
    assert desk.ask(verify_log()).clean
    assert len(desk.ask(picture_at()).all(Task)) == 12


def test_the_log_is_counted_and_paged_in_order(desk: Desk) -> None:
    start = desk.ask(log_count())
    for number in range(30):
        desk.do(write_note(), words=f"note {number}")

    page = desk.ask(log_page(start + 10, 5))
    notes = desk.ask(log_page(10, 5, [EntryKind.NOTE]))

    assert [line.entry.words for line in page] == [f"note {number}" for number in range(10, 15)]
    assert [line.entry.words for line in notes] == [line.entry.words for line in page]
    assert desk.ask(log_count([EntryKind.NOTE])) == 30


def test_an_entry_that_was_changed_in_the_file_is_found(desk: Desk) -> None:
    desk.do(write_note(), words="the truth")
    with desk.database.writer.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER log_entry_no_update")
        connection.info["watchkeeper.open"] = 1
        connection.exec_driver_sql("UPDATE log_entry SET words = 'a lie' WHERE words = 'the truth'")
        connection.info["watchkeeper.open"] = 0

    verdict = desk.ask(verify_log())

    assert [problem for problem in verdict.problems if "words differs" in problem]
    assert verdict.sentence.startswith("1 problem found")


def test_a_printed_code_is_checked_in_three_words(desk: Desk) -> None:
    receipt = desk.do(write_note(), words="x")

    assert desk.ask(check_printed(f"#{receipt.number}", receipt.check)) == "MATCH"
    assert desk.ask(check_printed(receipt.number, "0000 0000 0000 0000 0000")) == "DIFFERENT"
    assert desk.ask(check_printed("999", receipt.check)) == "ENTRY MISSING"
    assert desk.ask(check_printed("forty", receipt.check)) == "ENTRY MISSING"


def test_times_are_kept_with_the_stations_offset(desk: Desk) -> None:
    desk.do(set_station(time_zone="America/New_York"))
    desk.do(write_note(), words="x", occurred_at=datetime(2026, 1, 12, 7, 0, tzinfo=UTC))

    entry = entries(desk)[-1]
    assert (entry.recorded_offset, entry.occurred_offset) == (-240, -300)
    assert isinstance(desk.ask(picture_at()).station, Station)


@pytest.mark.parametrize("year", [1, 206, 1969, 2200, 9999])
def test_a_year_that_cannot_be_meant_is_refused(desk: Desk, clock: SetClock, year: int) -> None:
    moment = clock().replace(year=year)

    if moment < clock():
        with pytest.raises(Refused, match="cannot be meant"):
            desk.do(write_note(), words="x", occurred_at=moment)
    with pytest.raises(Refused, match="cannot be meant"):
        desk.do(open_task("x", due_at=moment))


@pytest.mark.parametrize("how", ["deleted", "moved", "replaced"])
def test_a_database_that_is_not_where_it_was_is_said_and_rescued(desk: Desk, database: Database, how: str) -> None:
    desk.do(write_note(), words="said before")
    path = database.path
    assert path is not None
    if how == "deleted":
        path.unlink()
    else:
        path.rename(path.with_name("elsewhere.db"))
    if how == "replaced":
        path.write_bytes(b"something else")

    with pytest.raises(Unavailable, match="while it was open") as told:
        desk.do(write_note(), words="never written, and said so")
    with pytest.raises(Unavailable):
        desk.do(write_note(), words="said again")

    [rescued] = path.parent.glob("*.rescued-*")
    assert str(rescued) in str(told.value)
    kept = open_database(rescued)
    words = [line.entry.words for line in replace(desk, database=kept).ask(log_page(0, 10))]
    assert words[-1] == "said before"
    kept.close()
    assert how == "replaced" or not path.exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_entry SET sealed = 'not json' WHERE serial = 2",
        "UPDATE log_entry SET sealed = '{}' WHERE serial = 1",
        "UPDATE log_entry SET kind = 'nonsense'",
        "UPDATE log_entry SET hash = 'x' WHERE serial = 2",
        "DELETE FROM log_entry WHERE serial = 2",
        "UPDATE task SET priority = 77",
        "UPDATE task SET title = 'changed'",
        "DELETE FROM task",
        "UPDATE incident SET occurred_at = 'yesterday'",
        "UPDATE log_checkpoint SET state = x'00'",
    ],
)
def test_damage_of_any_kind_is_a_problem_found_and_never_an_error(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr("app.checkpoints.EVERY", 3)
    for title in ("Dip the tanks", "Read the meter", "Call the vendor"):
        desk.do(open_task(title))
    with desk.database.writer.begin() as connection:
        connection.info["watchkeeper.open"] = 1
        for table in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER log_entry_no_{table}")
        connection.exec_driver_sql(statement)
        connection.info["watchkeeper.open"] = 0

    assert not desk.ask(verify_log()).clean


def test_a_reopened_incident_can_be_restored_and_resolved_again(desk: Desk, clock: SetClock) -> None:
    for bound in (restore_incident(), resolve_incident(), reopen_incident("dip on feeder A")):
        desk.do(bound)
    clock.advance(hours=1)

    desk.do(restore_incident())

    assert desk.ask(picture_at()).incident.restored_at == clock()


def test_refs_that_only_look_like_numbers_do_not_stop_the_numbering(desk: Desk) -> None:
    for ref in ("T-99999999999", "T-x"):
        desk.do(open_task("x", ref=ref))
    for ref in ("T-²", "../../etc/passwd", "a b", "x" * 41):
        with pytest.raises(Refused, match="A ref has"):
            desk.do(open_task("x", ref=ref))

    desk.do(open_task("y"))

    assert "T-01" in [task.ref for task in desk.ask(picture_at()).all(Task)]


def test_an_incident_is_found_whatever_the_case_of_its_ref(desk: Desk) -> None:
    made = desk.do(declare_incident("x", ref="inc-x"))

    assert desk.ask(incident_called("inc-x")) == made.scope_id
    assert desk.ask(incident_called("INC-X")) == made.scope_id


def test_sentences_name_the_year_and_the_hour_that_comes_twice(desk: Desk) -> None:
    desk.do(set_station(time_zone="Europe/Berlin"))

    first = desk.do(open_task("x", due_at=datetime(2026, 10, 25, 0, 30, tzinfo=UTC))).sentence
    second = desk.do(open_task("x", due_at=datetime(2026, 10, 25, 1, 30, tzinfo=UTC))).sentence
    later = desk.do(open_task("x", due_at=datetime(2027, 8, 12, 7, 42, tzinfo=UTC))).sentence

    assert first.endswith("due 25 Oct 02:30 +02:00.")
    assert second.endswith("due 25 Oct 02:30 +01:00.")
    assert later.endswith("due 12 Aug 2027 09:42.")


def test_a_mistake_of_ours_in_a_question_is_not_offered_for_another_try(desk: Desk) -> None:
    def wrong(look: Look) -> None:
        raise ProgrammingError("SELECT", {}, Exception("wrong number of parameters"))

    with pytest.raises(ProgrammingError):
        desk.ask(wrong)


def test_an_entry_stands_when_the_seat_note_cannot_be_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(desk_module, "note_seat", fail)

    receipt = desk.do(write_note(), words="kept all the same")

    assert entries(desk)[-1].number == receipt.number
    assert "seat note or checkpoint not written" in caplog.text


# --- another incident's book in the same commit ----------------------------------------------------------------------


@pytest.fixture
def other(desk: Desk) -> Desk:
    """The same desk at a second incident."""
    return desk.at(desk.do(declare_incident("Chiller lost")).scope_id)


def test_a_command_writes_in_the_book_it_is_bound_for_and_the_words_stay_at_home(desk: Desk, other: Desk) -> None:
    told = desk.clock() - timedelta(minutes=2)
    assert other.incident_id is not None

    receipt = desk.do(write_note(), open_task("Reset CH-2").at(other.incident_id), words="Both.", occurred_at=told)

    here, there = entries(desk)[-1], entries(other)[-1]
    assert (receipt.scope_id, receipt.entry_id, here.words) == (desk.incident_id, here.id, "Both.")
    assert (there.words, there.sentence, there.occurred_at) == ("", "T-01 Reset CH-2: opened, priority 3.", told)
    assert receipt.made == (other.ask(picture_at()).all(Task)[0].id,)
    assert desk.ask(picture_at()).all(Task) == []


def test_where_nothing_is_written_at_home_the_words_go_with_the_only_entry(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None

    receipt = desk.do(write_note().at(other.incident_id), words="For the other.")

    assert (receipt.scope_id, entries(other)[-1].words) == (other.incident_id, "For the other.")
    assert len(entries(desk)) == 1


def test_a_command_of_the_station_stays_in_the_stations_book(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None

    desk.do(set_station(site="North Tower").at(other.incident_id))

    assert station_entries(desk)[-1].commands == "station.set"
    assert len(entries(other)) == 1


def test_a_command_beside_a_declaration_may_still_write_elsewhere(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None

    receipt = desk.do(declare_incident("Flood"), open_task("Reset CH-2").at(other.incident_id), words="Flood.")

    assert entries(desk.at(receipt.scope_id))[-1].words == "Flood."
    assert entries(other)[-1].commands == "task.open"


def test_an_id_that_no_incident_has_opens_no_book(desk: Desk) -> None:
    with pytest.raises(Refused, match="That incident is not there any more"):
        desk.do(write_note(), write_note().at(new_id()), words="x")


def test_a_closed_incident_beside_this_one_takes_notes_and_no_tasks(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None
    for bound in (resolve_incident(), close_incident()):
        other.do(bound)

    with pytest.raises(Refused, match="INC-2026-0002 is closed"):
        desk.do(write_note(), open_task("Reset CH-2").at(other.incident_id), words="x")
    desk.do(write_note().at(other.incident_id), words="Late note.")

    assert entries(other)[-1].words == "Late note."
    assert len(entries(desk)) == 1


def test_an_entry_beside_the_main_one_must_say_something(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None

    with pytest.raises(Refused, match="nothing to write"):
        desk.do(write_note(), write_note().at(other.incident_id), words="Only here.")

    assert len(entries(desk)) == 1


@pytest.mark.parametrize("first", ["here", "there"])
def test_scopes_are_locked_in_one_order_whatever_the_order_of_the_commands(
    desk: Desk, other: Desk, monkeypatch: pytest.MonkeyPatch, first: str
) -> None:
    assert other.incident_id is not None
    assert desk.incident_id is not None
    locked: list[UUID] = []
    take = take_head

    def noting(session: Session, scope_id: UUID, *rest: Any) -> Head:
        locked.append(scope_id)
        return take(session, scope_id, *rest)

    monkeypatch.setattr(desk_module, "take_head", noting)
    bound = [open_task("x"), open_task("y").at(other.incident_id), set_station(site="North Tower")]

    desk.do(*(bound if first == "here" else reversed(bound)))

    assert locked == [desk.station_id, *sorted((desk.incident_id, other.incident_id), key=str)]


def test_a_retry_of_what_two_books_share_writes_neither_again(desk: Desk, other: Desk) -> None:
    assert other.incident_id is not None
    assert desk.incident_id is not None
    note, entry_id = desk.do(write_note(), words="x"), new_id()
    bound = (
        move_out(note.entry_id, other.incident_id, "wrong log"),
        take_over(note.entry_id, desk.incident_id).at(other.incident_id),
    )

    first = desk.do(*bound, entry_id=entry_id)
    again = desk.do(*bound, entry_id=entry_id)

    assert (first.number, first.check) == (again.number, again.check)
    assert (len(entries(desk)), len(entries(other))) == (3, 2)


def test_without_an_incident_nothing_is_written_anywhere(desk: Desk) -> None:
    with pytest.raises(Refused, match="Open or declare an incident first"):
        desk.at(None).do(write_note(), words="x")
