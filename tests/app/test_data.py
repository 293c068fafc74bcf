"""The station's data: its facts, its check, and a copy for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.data import check_log, export_incident, facts_of
from app.desk import Desk
from app.errors import Refused
from models.sizes import size_text


def test_the_facts_name_file_size_and_desk(desk: Desk) -> None:
    facts = dict(facts_of(desk))

    assert facts["Database"] == str(desk.database.path)
    assert facts["Entries"] == "1 in the station's log, 2 in all logs"
    assert facts["This desk"] == "Desk A: Coordinator (CO)"
    assert facts["Size"].endswith("kB")


@pytest.mark.parametrize(
    ("size", "words"),
    [(0, "0 bytes"), (999, "999 bytes"), (610_304, "610 kB"), (1_400_000, "1.4 MB"), (23_000_000_000, "23 GB")],
)
def test_a_size_is_read_at_a_glance(size: int, words: str) -> None:
    assert size_text(size) == words


def test_a_whole_log_is_clean(desk: Desk) -> None:
    assert check_log(desk).clean


def test_an_incident_is_exported_as_it_is_known(desk: Desk, tmp_path: Path) -> None:
    place = export_incident(desk, f"{tmp_path}/new/folder")

    assert place.name == "INC-2026-0001 as at 2026-08-12 0743.json"
    assert json.loads(place.read_text(encoding="utf-8"))["incident"]["title"] == "Loss of normal power"


def test_without_an_incident_nothing_is_exported(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Open an incident first"):
        export_incident(desk.at(None), str(tmp_path))


def test_a_folder_that_cannot_be_made_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(Refused, match="Choose another folder"):
        export_incident(desk, f"{tmp_path}/file/folder")
