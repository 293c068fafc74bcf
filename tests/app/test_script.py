"""Scripts: what the reader takes and refuses, and what a replay does with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import SetClock
from app.command import Operator
from app.desk import Desk
from app.figures import figures
from app.logbook import log_since
from app.picture import picture_at
from app.replay import replay
from app.script import Script, ScriptError, load_script
from app.station import StationSettings, open_desk
from models.contact import Contact, ContactGroup
from models.database import Database
from models.decision import Decision
from models.incident import Handover
from models.picture import Picture
from models.system import System
from models.task import Task
from models.terms import EntryKind, SystemState

HEAD = """
date = 2026-03-29
station.name = "Works"
station.site = "Main site"
station.time_zone = "Europe/Berlin"
station.opened = 00:10:00
operators.NC = "Night Coordinator"
operators.DC = "Day Coordinator"
system = [{ ref = "GEN-1", name = "Generator 1", group = "Power", tier = 1 }]
contact = [
  { name = "Deputy", methods = { radio = "channel 2" } },
  { name = "Director", external = true, alternate_id = "Deputy", methods = { phone = "555-0115" } },
]
"""
DECLARED = """
[[entry]]
label = "#1"
occurred = 00:41:10
recorded = 00:42:00
words = "Lights out."
commands = [{ do = "incident.declare", title = "Loss of power", ref = "INC-2026-0007" }]
"""


def entry(recorded: str = "01:00:00", **parts: str) -> str:
    lines = [f"recorded = {recorded}", *(f"{key} = {value}" for key, value in parts.items())]
    return "\n[[entry]]\n" + "\n".join(lines) + "\n"


def commands(*each: str) -> str:
    return "[" + ", ".join(f"{{ {one} }}" for one in each) + "]"


def read(folder: Path, text: str) -> Script:
    place = folder / "night.toml"
    place.write_text(text, encoding="utf-8")
    return load_script(place)


def replayed(database: Database, folder: Path, *entries: str) -> Desk:
    return replay(database, read(folder, HEAD + DECLARED + "".join(entries)))


def now(desk: Desk) -> Picture:
    return desk.ask(picture_at())


# Reading


@pytest.mark.parametrize(
    ("entries", "sentence"),
    [
        (entry(commands=commands('do = "task.opne"')), "there is no command task.opne"),
        (entry(commands=commands('do = "task.open"')), "task.open needs title"),
        (entry(commands=commands('do = "attachment.add", name = "a"')), "attachment.add takes a file, and a script"),
        (entry(commands=commands('do = "task.open", title = "X", colour = 1')), "task.open has no parameter colour"),
        (entry(commands=commands('do = "task.open", title = 7')), "title must be text, not 7"),
        (entry(commands=commands('do = "task.open", title = "X", after = "T-01"')), "after must be a list"),
        (entry(commands=commands('do = "task.open", title = "X", priority = 9')), "priority must be one of 1, 2, 3, 4"),
        (entry(commands=commands('do = "task.open", title = "X", task_id = "x"')), "has no parameter task_id"),
        (entry(commands=commands('do = "task.finish", task_id = "T-09"')), "task_id names T-09, which is not there"),
        (entry(commands=commands('do = "task.finish", task_id = true')), "task_id must name a row"),
        (
            entry(commands=commands('do = "system.set_state", system_id = "GEN-1", state = "broken"')),
            "state must be one of fully functional",
        ),
        (
            entry(commands=commands('do = "system.set_state", system_id = "GEN-2", state = "nonfunctional"')),
            "system_id names GEN-2, which is not there",
        ),
        (
            entry(commands=commands('do = "task.open", title = "X", due_at = "five"')),
            "due_at must be a time like 03:42:10",
        ),
        (
            entry(
                commands=commands(
                    'do = "task.open", title = "X", ref = "T-01"', 'do = "task.open", title = "Y", ref = "T-01"'
                )
            ),
            "T-01 was there before",
        ),
        (
            entry(commands=commands('do = "log.correct", entry_id = "#2", reason = "wrong"')),
            "entry_id names #2, which is not there",
        ),
        (entry(words='"A"', label='"#1"'), "#1: labels go up"),
        (entry(words='"A"', label='"first"'), "a label is # and a number"),
        (entry("00:41:00", words='"A"'), "it was recorded before the entry above it"),
        (entry(words='"A"', occurred="01:00:01"), "it occurred after it was recorded"),
        (entry('"early"', words='"A"'), "recorded must be a time"),
        (entry("02:30:00", words='"A"'), "recorded is a time that the clocks skip that day"),
        (entry(words='"A"', operator='"XX"'), "XX is not one of the operators (NC, DC)"),
        (entry(words='"A"', kind='"rumour"'), "kind must be one of event"),
        (entry(words="7"), "words must be text"),
        (entry(words='"A"', colour='"red"'), "colour is not known here"),
        (entry(commands="[7]"), "commands must be a list of tables"),
        (entry(commands=commands('title = "X"')), "do is missing"),
        (
            entry(label='"#2"', commands=commands('do = "seat.sign_on", post = "Day Coordinator", initials = "DC"')),
            "leave its label out",
        ),
        (entry(commands=commands('do = "incident.declare", title = "Again"')), "no other may"),
    ],
)
def test_a_mistake_in_an_entry_is_one_sentence_that_names_the_file(tmp_path: Path, entries: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as error:
        read(tmp_path, HEAD + DECLARED + entries)

    assert sentence in str(error.value)
    assert str(error.value).startswith("night.toml")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("date = ", "night.toml is not TOML"),
        ("", "date is missing"),
        (HEAD.replace("2026-03-29", '"today"'), "date must be a date"),
        (HEAD.replace('station.name = "Works"', ""), "night.toml, station: name is missing"),
        (HEAD.replace("Europe/Berlin", "Mars/Olympus"), "there is no time zone Mars/Olympus"),
        (HEAD.replace("station.opened = 00:10:00", ""), "opened must be a time"),
        (HEAD.replace("operators.", "posts."), "operators is missing"),
        (HEAD.replace("operators.NC", "operators = {} # ").replace("operators.DC", "#"), "at least one operator"),
        (HEAD.replace("tier = 1", "tier = 7"), "tier must be one of 0, 1, 2, 3, 4"),
        (HEAD.replace('"Generator 1"', "1"), "name must be text"),
        (HEAD.replace("radio =", "drum ="), "method must be one of phone"),
        (HEAD.replace('alternate_id = "Deputy"', 'alternate_id = "Nobody"'), "alternate_id names Nobody"),
        (HEAD, "the first entry must declare the incident"),
        (HEAD + entry(words='"A"') + DECLARED.replace("00:4", "01:4"), "the first entry must declare the incident"),
        (HEAD + DECLARED.replace("00:42:00", "00:05:00").replace("00:41:10", "00:04:00"), "before the entry above it"),
        ("colour = 1\n" + HEAD + DECLARED, "colour is not known here"),
    ],
)
def test_a_mistake_in_the_head_is_one_sentence_too(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(ScriptError) as error:
        read(tmp_path, text)

    assert sentence in str(error.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"The script .*none\.toml cannot be read: No such file or directory\."):
        load_script(tmp_path / "none.toml")


def test_times_are_local_on_the_scripts_date_or_say_what_they_are(tmp_path: Path) -> None:
    script = read(
        tmp_path,
        HEAD
        + DECLARED
        + entry("03:00:00", words='"After the clocks went forward."')
        + entry("2026-03-29T03:00:00Z", words='"With an offset."')
        + entry("2026-03-30T01:00:00", words='"The next day."'),
    )

    assert [one.recorded_at.astimezone(UTC).strftime("%d %H:%M") for one in script.entries] == [
        "28 23:42",
        "29 01:00",
        "29 03:00",
        "29 23:00",
    ]
    assert script.moment("00:50").astimezone(UTC) == datetime(2026, 3, 28, 23, 50, 59, 999999, tzinfo=UTC)


# Replaying


def test_a_replay_opens_the_station_and_tells_the_ref_and_each_number(database: Database, tmp_path: Path) -> None:
    told: list[str] = []
    script = read(tmp_path, HEAD + DECLARED + entry(words='"Second."') + entry(words='"Third."', operator='"DC"'))

    desk = replay(database, script, on_incident=told.append, on_saved=told.append)

    assert told == ["INC-2026-0007", "1", "2", "3"]
    picture = now(desk)
    assert (picture.station.name, picture.station.time_zone) == ("Works", "Europe/Berlin")
    assert [system.ref for system in picture.all(System)] == ["GEN-1"]
    deputy, director = picture.all(Contact)
    assert (director.external, director.alternate_id) == (True, deputy.id)
    assert [method.address for method in picture.methods(director)] == ["555-0115"]
    assert [line.entry.initials for line in desk.ask(log_since(None))] == ["NC", "NC", "DC"]
    assert desk.operator == Operator("Day Coordinator", "DC")
    assert desk.clock() == script.entries[-1].recorded_at


def test_the_directory_is_seeded_with_its_groups(database: Database, tmp_path: Path) -> None:
    head = HEAD.replace('name = "Deputy", ', 'name = "Deputy", groups = ["Command", "Tier 1"], ')

    desk = replay(database, read(tmp_path, head + DECLARED))

    [deputy] = [one for one in now(desk).all(Contact) if one.name == "Deputy"]
    assert [(row.contact_id, row.name) for row in now(desk).all(ContactGroup)] == [
        (deputy.id, "Command"),
        (deputy.id, "Tier 1"),
    ]
    with pytest.raises(ScriptError, match="groups must be a list"):
        read(tmp_path, HEAD.replace('name = "Deputy", ', 'name = "Deputy", groups = "Command", ') + DECLARED)


def test_an_incident_without_a_given_ref_gets_the_next_one(database: Database, tmp_path: Path) -> None:
    refs: list[str] = []

    replay(database, read(tmp_path, HEAD + DECLARED.replace(', ref = "INC-2026-0007"', "")), on_incident=refs.append)

    assert refs == ["INC-2026-0001"]


def test_commands_of_one_entry_may_name_the_rows_that_it_opens(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        entry(
            kind='"safety"',
            occurred="00:59:00",
            commands=commands(
                'do = "task.open", title = "Start", ref = "T-07", due_at = 05:45:00, priority = 1, system_id = "GEN-1"',
                'do = "task.open", title = "Parallel", ref = "T-08", after = ["T-07"], waits_for = ["fuel"]',
                'do = "task.finish", task_id = "T-07"',
                'do = "system.set_state", system_id = "GEN-1", state = "nonfunctional", since = 00:41:00',
                'do = "call.log", contact_id = "Director", outcome = "acknowledged"',
            ),
        ),
    )

    picture = now(desk)
    first, second = picture.all(Task)
    assert picture.predecessors(second) == [first]
    assert first.due_at == datetime(2026, 3, 29, 3, 45, tzinfo=UTC)
    assert first.done_at == datetime(2026, 3, 28, 23, 59, tzinfo=UTC)
    assert [status.state for _, status in picture.systems() if status] == [SystemState.NONFUNCTIONAL]
    line = desk.ask(log_since(None))[-1]
    assert (line.entry.number, line.entry.kind) == ("2", EntryKind.SAFETY)


def test_rows_that_only_the_log_numbers_can_be_named_afterwards(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        entry(commands=commands('do = "task.open", title = "Numbered by the log"')),
        entry(commands=commands('do = "task.finish", task_id = "T-01"')),
        entry(commands=commands('do = "handover.issue", to_post = "Day Coordinator"')),
        entry(
            "01:08:00",
            commands=commands(
                'do = "handover.sign", handover_id = 1, to_initials = "DC", read_back = "all"',
                'do = "seat.sign_on", post = "Day Coordinator", initials = "DC"',
            ),
        ),
    )

    picture = now(desk)
    assert picture.all(Task)[0].finished
    assert picture.all(Handover)[0].to_initials == "DC"


def test_a_name_that_the_log_did_not_give_stops_the_replay_with_its_place(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"night\.toml, #3: T-02 is not there\."):
        replayed(
            database,
            tmp_path,
            entry(commands=commands('do = "task.open", title = "Only one"')),
            entry(label='"#3"', commands=commands('do = "task.finish", task_id = "T-02"')),
        )


def test_labels_become_the_logs_own_numbers(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        entry(words='"Without a label."'),
        entry(words='"Two persons."', label='"#13"'),
        entry(
            words='"Three persons, not two as in #13; room #7 is empty."',
            label='"#22"',
            commands=commands('do = "log.correct", entry_id = "#13", reason = "roll-call after #13"'),
        ),
    )

    wrong, right = desk.ask(log_since(None))[-2:]
    assert right.corrects is not None
    assert right.corrects.id == wrong.entry.id
    assert right.entry.words == "Three persons, not two as in #3; room #7 is empty."
    assert right.entry.reason == "roll-call after #3"


def test_a_station_entry_in_between_is_not_told_as_a_number_of_the_incident(database: Database, tmp_path: Path) -> None:
    numbers: list[str] = []
    script = read(
        tmp_path,
        HEAD
        + DECLARED
        + entry(commands=commands('do = "seat.sign_on", post = "Day Coordinator", initials = "DC"'))
        + entry(words='"Next."'),
    )

    replay(database, script, on_saved=numbers.append)

    assert numbers == ["1", "2"]


def test_until_replays_to_the_end_of_its_minute(database: Database, tmp_path: Path) -> None:
    script = read(
        tmp_path, HEAD + DECLARED + entry("00:45:59", words='"Still."') + entry("00:46:00", words='"Not yet."')
    )

    desk = replay(database, script, until=script.moment("00:45"))

    assert [line.entry.words for line in desk.ask(log_since(None))] == ["Lights out.", "Still."]


def test_until_before_the_first_entry_opens_the_station_only(database: Database, tmp_path: Path) -> None:
    script = read(tmp_path, HEAD + DECLARED)

    desk = replay(database, script, until=script.opened_at)

    assert desk.incident_id is None
    assert not now(desk).has_incident


def test_a_second_replay_is_refused_and_writes_nothing(database: Database, tmp_path: Path) -> None:
    desk = replayed(database, tmp_path)

    with pytest.raises(ScriptError, match=r"INC-2026-0007 is in this database already\."):
        replayed(database, tmp_path)

    assert len(desk.ask(log_since(None))) == 1


def test_the_database_of_another_station_is_refused(database: Database, tmp_path: Path) -> None:
    open_desk(database, StationSettings("Harbour", "Pier 4"))

    with pytest.raises(ScriptError, match=r"This database is of Harbour, Pier 4, and the script is of Works"):
        replayed(database, tmp_path)


def test_a_second_incident_of_the_same_station_uses_the_rows_that_are_there(database: Database, tmp_path: Path) -> None:
    replayed(database, tmp_path)
    again = HEAD.replace("contact = [", 'contact = [\n  { name = "Fire brigade", external = true },') + DECLARED
    script = read(
        tmp_path,
        again.replace("0007", "0008")
        + entry(commands=commands('do = "call.log", contact_id = "Director", outcome = "busy"')),
    )

    picture = now(replay(database, script))

    assert picture.incident.ref == "INC-2026-0008"
    assert [contact.name for contact in picture.all(Contact)] == ["Deputy", "Director", "Fire brigade"]
    assert len(picture.all(System)) == 1


def test_a_second_incident_with_the_same_rows_adds_nothing_to_the_station(database: Database, tmp_path: Path) -> None:
    first = replayed(database, tmp_path)

    second = replay(database, read(tmp_path, (HEAD + DECLARED).replace("0007", "0008")))

    assert now(second).station_fold.places == now(first).station_fold.places
    assert second.letter == "A"


def test_what_a_command_refuses_stops_the_replay_with_its_place(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"night\.toml, entry 2: T-01 is ready\."):
        replayed(
            database,
            tmp_path,
            entry(
                commands=commands(
                    'do = "task.open", title = "X", ref = "T-01"',
                    'do = "task.verify", task_id = "T-01", reading = "good"',
                )
            ),
        )


def test_a_register_that_is_refused_is_said_so(database: Database, tmp_path: Path) -> None:
    with pytest.raises(ScriptError, match=r"night\.toml, register and directory: Say what the system is called\."):
        replay(database, read(tmp_path, HEAD.replace('"Generator 1"', '""') + DECLARED))


# Figures


def set_state(recorded: str, state: str, since: str = "") -> str:
    when = f", since = {since}" if since else ""
    return entry(recorded, commands=commands(f'do = "system.set_state", system_id = "GEN-1", state = "{state}"{when}'))


def test_each_outage_of_a_system_is_a_figure_of_its_own(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        set_state("01:00:50", "nonfunctional"),
        set_state("01:05:00", "nonfunctional", since="00:50:00"),
        set_state("01:10:10", "fully functional"),
        set_state("01:12:00", "fully functional", since="01:09:00"),
        set_state("01:20:00", "nonfunctional"),
        set_state("01:25:00", "partially functional"),
        set_state("01:30:00", "nonfunctional"),
    )

    found = {figure.key: figure for figure in desk.ask(figures())}

    assert {key: figure.minutes for key, figure in found.items()} == {"outage:GEN-1": 19, "outage:GEN-1:2": 5}
    assert (found["outage:GEN-1"].from_number, found["outage:GEN-1"].to_number) == ("3", "5")


def test_a_reopened_incident_has_no_duration(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        entry("01:00:00", commands=commands('do = "incident.resolve"')),
        entry("01:05:00", commands=commands('do = "incident.reopen", reason = "lights out again"')),
    )

    assert desk.ask(figures()) == []
    assert [figure.key for figure in desk.past(desk.clock() - timedelta(minutes=1)).ask(figures())] == ["duration"]


def test_a_call_inside_the_house_is_not_an_external_call(database: Database, tmp_path: Path) -> None:
    desk = replayed(
        database,
        tmp_path,
        entry("00:43:00", commands=commands('do = "call.log", contact_id = "Deputy", outcome = "acknowledged"')),
        entry("00:48:00", commands=commands('do = "call.log", contact_id = "Director", outcome = "busy"')),
    )

    [figure] = desk.ask(figures())

    assert (figure.key, figure.minutes, figure.to_number) == ("first_external_call", 7, "3")


def test_a_desk_without_an_incident_has_no_figures(database: Database, clock: SetClock) -> None:
    assert open_desk(database, clock=clock).ask(figures()) == []


def test_a_decision_in_force_has_no_figure_until_it_ends(database: Database, tmp_path: Path) -> None:
    decided = 'do = "decision.record", ref = "D-01", title = "Divert", choice = "b", reason = "c", options = ["a", "b"]'
    desk = replayed(
        database,
        tmp_path,
        entry("01:00:00", commands=commands(f'{decided}, decided_by = "Night Coordinator"')),
        entry("01:45:00", commands=commands('do = "decision.end", decision_id = "D-01", outcome = "lifted"')),
    )

    assert [(figure.key, figure.minutes) for figure in desk.ask(figures())] == [("in_force:D-01", 45)]
    assert desk.past(desk.clock() - timedelta(minutes=1)).ask(figures()) == []
    assert [decision.ref for decision in now(desk).all(Decision)] == ["D-01"]
