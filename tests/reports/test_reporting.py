"""Writing a report to a file: whole, or not at all and saying why."""

import os
from pathlib import Path

import pytest

from app.errors import Refused
from app.reporting import write_file


def test_a_file_is_written_whole_and_replaces_the_old_one(tmp_path: Path) -> None:
    place = tmp_path / "handover.pdf"
    place.write_bytes(b"old")

    write_file(place, b"new")

    assert place.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["handover.pdf"]


def test_a_missing_folder_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Cannot write .*No such file or directory"):
        write_file(tmp_path / "nowhere" / "handover.pdf", b"new")


def test_a_folder_in_the_way_is_refused_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "handover.pdf").mkdir()

    with pytest.raises(Refused, match=r"Cannot write"):
        write_file(tmp_path / "handover.pdf", b"new")

    assert [one.name for one in tmp_path.iterdir()] == ["handover.pdf"]


def test_when_the_disk_is_full_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "handover.pdf"
    place.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(Refused, match="No space left on device"):
        write_file(place, b"new")

    assert place.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["handover.pdf"]
