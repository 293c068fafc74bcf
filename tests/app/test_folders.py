"""Places that an operator typed: a path, or a sentence beside its field."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.folders import made_folder, typed_path, written


def test_a_path_is_shown_from_the_root_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    assert typed_path(" a.csv ") == tmp_path / "a.csv"
    assert typed_path("~/a.csv") == tmp_path / "home" / "a.csv"


def test_a_home_of_nobody_is_refused_beside_its_field() -> None:
    with pytest.raises(Refused, match="is no place here: ") as refused:
        typed_path("~nobody-of-this-name/a.csv", "pasted")

    assert refused.value.field == "pasted"


def test_nothing_typed_is_no_folder() -> None:
    with pytest.raises(Refused, match=r"Say where it goes\.") as refused:
        made_folder("  ", "where it goes")

    assert refused.value.field == "folder"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "none/a.txt"])
def test_what_cannot_be_written_is_refused_beside_its_field(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        written(tmp_path, name, b"")

    assert refused.value.field == "folder"
