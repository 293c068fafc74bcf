"""Tables for elsewhere."""

import resource
import signal
from pathlib import Path

import pytest

from app.csv_in import read_file
from app.csv_out import csv_text, save_csv
from app.errors import Unavailable


def test_no_cell_begins_a_formula() -> None:
    text = csv_text([["=cmd()", "+1", "-1", "@a", "\tx", "\rx", "GEN-2", ""]])

    assert text == "'=cmd(),'+1,'-1,'@a,'\tx,\"'\rx\",GEN-2,\r\n"


def test_what_is_exported_can_be_imported_as_it_was(tmp_path: Path) -> None:
    rows = [["Ref", "Name"], ["=A", 'He said "b", c;d'], ["Ü", "ع"]]

    sheet = read_file(save_csv(rows, tmp_path, "register"))

    assert [list(sheet.header), *(list(row.cells) for row in sheet.rows)] == rows


def test_a_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    paths = [save_csv([["a"]], tmp_path, "register").name for _ in range(3)]

    assert paths == ["register.csv", "register 2.csv", "register 3.csv"]


def test_a_full_disk_leaves_no_half_file(tmp_path: Path) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limit[1]))
    try:
        with pytest.raises(Unavailable, match="Cannot write"):
            save_csv([["x" * 100_000]], tmp_path, "register")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)

    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="could not be written"):
        save_csv([["a"]], tmp_path / "none", "register")
