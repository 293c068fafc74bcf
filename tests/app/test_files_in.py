"""Files from outside: their names are text, and what is read is read whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.logbook import write_note
from app.csv_in import read_file as read_table
from app.desk import Desk
from app.errors import Refused
from app.files_in import MOST_BYTES, NAME_MOST, NewFile, file_name, read_file, read_files, type_by_name


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\operator\\photo.jpg", "photo.jpg"),
        ("/", "file"),
        ("..", "file"),
        ("", "file"),
        ("two\nlines\t.txt", "two lines .txt"),
        ("nul\x00.txt", "nul\ufffd.txt"),
        ("\udcff.txt", "\ufffd.txt"),
        ("bill\u202egpj.exe", "bill\u202egpj.exe"),
        ("e\u0301.txt", "é.txt"),
        (".profile", ".profile"),
        ("x" * 300 + ".jpeg", "x" * (NAME_MOST - 21) + "…" + "x" * 15 + ".jpeg"),
    ],
)
def test_a_name_is_text_and_leads_nowhere(given: str, name: str) -> None:
    assert file_name(given) == name


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("plan.pdf", "application/pdf"),
        ("notes.txt", "text/plain"),
        ("photo.jpg", "application/octet-stream"),
        ("drawing.svg", "application/octet-stream"),
        ("no ending", "application/octet-stream"),
    ],
)
def test_a_name_alone_makes_no_picture(name: str, media_type: str) -> None:
    assert type_by_name(name) == media_type


def test_a_file_of_just_the_limit_is_taken(tmp_path: Path) -> None:
    (tmp_path / "scan.bin").write_bytes(b"\0" * MOST_BYTES)

    assert len(read_file(tmp_path / "scan.bin").content) == MOST_BYTES


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="no files that say they are empty and are not")
def test_a_file_that_is_not_as_long_as_it_says_is_not_taken() -> None:
    with pytest.raises(Refused, match=r"maps (is empty|was being written)"):
        read_file(Path("/proc/self/maps"))


def test_a_file_that_grows_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "growing.log"
    place.write_bytes(b"one\n")
    asked: list[int] = []
    mine = place.stat().st_ino

    def grown(handle: int) -> os.stat_result:
        asked.extend([handle] * (os.stat(handle).st_ino == mine))
        if len(asked) == 2:
            with place.open("ab") as writer:
                writer.write(b"two\n")
        return os.stat(handle)

    monkeypatch.setattr(os, "fstat", grown)

    with pytest.raises(Refused, match="was being written while it was read"):
        read_file(place)


def test_a_path_with_a_nul_is_a_sentence() -> None:
    taken = read_files([Path("nul\0.txt")])

    assert taken.files == ()
    assert taken.refusals[0].startswith("nul\ufffd.txt cannot be read: ")


def test_what_is_read_knows_its_name_and_kind(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_bytes(b"Fuel for nine hours.")

    assert read_file(tmp_path / "notes.txt") == NewFile("notes.txt", "text/plain", b"Fuel for nine hours.")


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_the_consoles_own_database_is_never_opened(desk: Desk, tmp_path: Path, ending: str) -> None:
    assert desk.database.path is not None
    desk.do(write_note(), words="Round done.")
    own = desk.database.path.with_name(desk.database.path.name + ending)
    link, hard = tmp_path / "link.txt", tmp_path / "hard.txt"
    link.symlink_to(own)
    hard.hardlink_to(own)

    for place in (own, link, hard):
        with pytest.raises(Refused, match="is open in this console"):
            read_file(place)
        with pytest.raises(Refused, match="is open in this console"):
            read_table(place)


def test_a_copy_of_a_database_is_a_file_like_any_other(desk: Desk, tmp_path: Path) -> None:
    desk.database.back_up(tmp_path / "copy.db")

    assert read_file(tmp_path / "copy.db").content.startswith(b"SQLite format 3")


@given(st.text())
def test_no_name_leads_anywhere_or_says_two_lines(text: str) -> None:
    name = file_name(text)

    assert Path(name).name == name
    assert name == file_name(name)
    assert 0 < len(name) <= NAME_MOST
    assert not set(name) & set("/\\\n\r\t\0")
