"""The log as a table for other programs."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest

from app.clock import SetClock
from app.commands.logbook import correct_entry, write_note
from app.desk import Desk
from app.errors import Refused
from app.log_csv import COLUMNS, log_csv
from app.logbook import log_since
from main import main
from models.database import Database
from models.terms import Priority


def table(content: bytes) -> list[dict[str, str]]:
    """The records by the names of the columns."""
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_entry_is_a_record_in_order(demonstration: tuple[Database, Desk]) -> None:
    desk = demonstration[1]

    records = table(log_csv(desk))

    assert [record["number"] for record in records] == [line.entry.number for line in desk.ask(log_since(None))]
    assert records[0]["recorded"] == "2026-08-12T03:43:05-04:00"
    assert records[0]["happened"] == "2026-08-12T03:42:10-04:00"


def test_a_record_says_all_that_the_entry_says(desk: Desk, clock: SetClock) -> None:
    clock.advance(minutes=20)
    happened = clock() - timedelta(minutes=16)
    wrong = desk.do(
        write_note(),
        words="=Two persons.",
        occurred_at=happened,
        importance=Priority.HIGH,
        party="Tri-Valley",
        author="Night shift",
    )
    desk.do(correct_entry(wrong.entry_id, "roll-call"), words="Three persons.")

    _, first, second = table(log_csv(desk))

    assert list(first) == list(COLUMNS)
    assert (first["words"], first["importance"], first["party"], first["author"]) == (
        "'=Two persons.",
        "2",
        "Tri-Valley",
        "Night shift",
    )
    assert (first["corrected by"], second["corrects"], second["reason"]) == ("3", "2", "roll-call")
    assert first["happened"] == "2026-08-12T07:47:00+00:00"


def test_it_is_the_log_as_it_stood(desk: Desk, clock: SetClock) -> None:
    then = clock()
    clock.advance(minutes=1)
    desk.do(write_note(), words="Later.")

    assert len(table(log_csv(desk, then))) == 1


def test_without_an_incident_there_is_no_log(desk: Desk) -> None:
    with pytest.raises(Refused, match="Open or declare an incident first"):
        log_csv(desk.at(None))


def test_the_command_line_writes_it(demonstration: tuple[Database, Desk], tmp_path: Path) -> None:
    place = ["--database", str(demonstration[0].path), "--incident", "INC-2026-0812"]

    code = main(["report", "log", "--csv", "--output", str(tmp_path / "log.csv"), *place])

    assert code == 0
    assert table((tmp_path / "log.csv").read_bytes())[0]["number"] == "1"


def test_only_the_log_is_a_table(
    demonstration: tuple[Database, Desk], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--database", str(demonstration[0].path), "--incident", "INC-2026-0812"]

    code = main(["report", "tasks", "--csv", "--output", str(tmp_path / "tasks.csv"), *place])

    assert code == 1
    assert "Only the log is written as CSV" in capsys.readouterr().err
    assert not (tmp_path / "tasks.csv").exists()
