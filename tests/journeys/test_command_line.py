"""The command line: what a script, a colleague without a screen, or a reviewer does with the console."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.desk import Desk
from app.logbook import log_page
from app.moments import parse_moment
from app.picture import picture_at
from main import main
from models.database import Database
from models.decision import Decision
from models.task import Task
from models.terms import SystemState

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "resources" / "demo" / "hospital-power-outage.toml"
INCIDENT = ["--incident", "INC-2026-0812"]


@pytest.fixture
def place(demonstration: tuple[Database, Desk]) -> str:
    """Where the replayed demonstration lies."""
    path = demonstration[0].path
    assert path is not None
    return str(path)


def words_of(text: str) -> str:
    return "".join(text.split()).replace("\u00ad", "").replace("\u200b", "")


def pdf_words(path: Path) -> str:
    return words_of("".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages))


def test_replay_names_the_incident_then_each_entry_it_saved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["replay", str(SCRIPT), "--until", "03:47", "--database", str(tmp_path / "new.db")])

    said = capsys.readouterr().out.splitlines()
    assert code == 0
    assert said[0] == "INC-2026-0812"
    assert said[1:] == [f"saved {number}" for number in range(1, len(said))]
    assert len(said) > 9


def test_the_logs_pdf_holds_every_entry(demonstration: tuple[Database, Desk], place: str, tmp_path: Path) -> None:
    assert main(["report", "log", *INCIDENT, "--output", str(tmp_path / "log.pdf"), "--database", place]) == 0

    printed = pdf_words(tmp_path / "log.pdf")
    lines = demonstration[1].ask(log_page(0, 1000))
    assert len(lines) > 92
    for line in lines:
        assert words_of(line.entry.text) in printed, line.entry.number
    assert words_of(f"END OF LOG – {len(lines)} entries") in printed
    assert words_of("not issued") in printed.lower()


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_handover_holds_every_open_task_decision_in_force_and_system_that_is_down(
    demonstration: tuple[Database, Desk], place: str, tmp_path: Path, paper: str
) -> None:
    output = tmp_path / "handover.pdf"

    code = main(
        [
            "report",
            "handover",
            *INCIDENT,
            "--as-at",
            "07:00",
            "--paper",
            paper,
            "--output",
            str(output),
            "--database",
            place,
        ]
    )

    assert code == 0
    printed = pdf_words(output)
    desk = demonstration[1]
    now = desk.ask(picture_at())
    moment = parse_moment("07:00", now.station.zone, now.incident.occurred_at)
    then = desk.ask(picture_at(moment=moment))
    tasks = [task for task in then.all(Task) if task.open]
    decisions = [decision for decision in then.all(Decision) if decision.in_force]
    down = [system for system, status in then.systems() if status and status.state is SystemState.NONFUNCTIONAL]
    assert len(tasks) >= 5
    assert len(decisions) >= 5
    assert len(down) >= 2
    for ref, title in [(one.ref, one.title) for one in tasks] + [(one.ref, one.title) for one in decisions]:
        assert words_of(f"{ref} {title}") in printed
    for system in down:
        assert words_of(system.name) in printed
    size = PdfReader(output).pages[0].mediabox
    assert [round(float(side)) for side in (size.width, size.height)] == ([595, 842] if paper == "a4" else [612, 792])


def test_the_communications_log_is_a_report(place: str, tmp_path: Path) -> None:
    assert main(["report", "messages", *INCIDENT, "--output", str(tmp_path / "309.pdf"), "--database", place]) == 0

    assert "COMMUNICATIONSLOG(ICS309)" in pdf_words(tmp_path / "309.pdf")


def test_the_picture_is_told_as_json_as_at_any_minute(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["picture", *INCIDENT, "--as-at", "04:31", "--json", "--database", place]) == 0

    told = json.loads(capsys.readouterr().out)
    assert [one["ref"] for one in told["messages"] if one["answered_at"]] == ["M-03"]
    assert {one["ref"]: one["ended_at"] is None for one in told["countdowns"]}["CLK-1"]
    states = {system["name"]: system["state"] for system in told["systems"]}
    assert told["incident"]["ref"] == "INC-2026-0812"
    assert told["as_at"] == "2026-08-12T08:31:59.999999Z"
    assert "nonfunctional" in states.values()
    assert {task["ref"] for task in told["tasks"]} >= {"T-01", "T-02"}


def test_verify_says_that_everything_agrees_and_checks_a_printed_code(
    demonstration: tuple[Database, Desk], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--database", place, "rebuild"]) == 0
    assert "chain, copies and fold agree" in capsys.readouterr().out

    asked = ["verify", *INCIDENT, "--number", "41", "--code", "0000 0000 0000 0000 0000", "--database", place]
    assert main(asked) == 1
    assert capsys.readouterr().out.strip() == "DIFFERENT"


def test_commands_are_listed_with_name_types_and_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["commands"]) == 0

    said = capsys.readouterr().out
    assert "task.open(title: text" in said
    assert "Open a task;" in said
    assert "log.correct(entry_id: ref of LogEntry, reason: text)" in said


MISTAKES: list[tuple[str, list[str]]] = [
    ("There is no database", ["verify", "--database", "{tmp}/none.db"]),
    ("is empty", ["verify", "--database", "{tmp}/empty.db"]),
    ("no incident INC-9", ["picture", "--incident", "INC-9", "--json", "--database", "{place}"]),
    ("is not a time", ["picture", *INCIDENT, "--as-at", "noonish", "--json", "--database", "{place}"]),
    ("had not been declared", ["picture", *INCIDENT, "--as-at", "2026-08-01", "--json", "--database", "{place}"]),
    ("together", ["verify", *INCIDENT, "--number", "4", "--database", "{place}"]),
    ("wrong.toml", ["replay", "{tmp}/wrong.toml", "--database", "{tmp}/new.db"]),
    ("missing.toml", ["replay", "{tmp}/missing.toml", "--database", "{tmp}/new.db"]),
    ("INC-2026-0812", ["replay", str(SCRIPT), "--database", "{place}"]),
    ("is not a time", ["replay", str(SCRIPT), "--until", "later", "--database", "{tmp}/new.db"]),
    ("folder", ["report", "log", *INCIDENT, "--output", "{tmp}/no/such/folder/x.pdf", "--database", "{place}"]),
    ("text.db", ["verify", "--database", "{tmp}/text.db"]),
    ("URL", ["verify", "--database", "nonsense://host/db"]),
    ("needs a file", ["replay", str(SCRIPT), "--database", ""]),
    ("needs a file", ["replay", str(SCRIPT), "--database", ":memory:"]),
    ("not come yet", ["picture", *INCIDENT, "--as-at", "2190-01-01", "--json", "--database", "{place}"]),
    ("cannot be meant", ["picture", *INCIDENT, "--as-at", "9999-12-31", "--json", "--database", "{place}"]),
    ("cannot be meant", ["picture", *INCIDENT, "--as-at", "0001-01-01T00:00+14:00", "--json", "--database", "{place}"]),
    ("not a file", ["report", "log", *INCIDENT, "--output", "/dev/null", "--database", "{place}"]),
    ("deep.toml", ["replay", "{tmp}/deep.toml", "--database", "{tmp}/new.db"]),
    ("larger than", ["replay", "{tmp}/huge.toml", "--database", "{tmp}/new.db"]),
]


@pytest.mark.parametrize(("sentence", "arguments"), MISTAKES, ids=[" ".join([*row[1][:1], row[0]]) for row in MISTAKES])
def test_a_users_mistake_is_one_sentence_and_no_traceback(
    sentence: str, arguments: list[str], place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong.toml").write_text("this is [not toml", encoding="utf-8")
    (tmp_path / "text.db").write_text("not a database at all, whatever its name says" * 30, encoding="utf-8")
    (tmp_path / "empty.db").write_bytes(b"")
    (tmp_path / "deep.toml").write_text("a=" + "[" * 5000, encoding="utf-8")
    (tmp_path / "huge.toml").write_text("#" * 5_000_001, encoding="utf-8")

    code = main([argument.format(tmp=tmp_path, place=place) for argument in arguments])

    said = capsys.readouterr()
    assert code != 0
    assert sentence in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_without_a_screen_the_main_job_is_done_all_the_same(tmp_path: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}

    first = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    second = subprocess.run(
        [sys.executable, str(ROOT / "main.py")],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    for run in (first, second):
        assert (run.returncode, run.stderr) == (0, "")
        said = run.stdout.splitlines()
        assert said[0].startswith("No screen")
        for path in said[1:]:
            assert (tmp_path / path).stat().st_size > 10_000
        assert {Path(path).suffix for path in said[1:]} == {".db", ".png", ".pdf"}
