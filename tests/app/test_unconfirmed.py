"""What the log did not confirm is kept elsewhere, whole."""

from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.errors import Refused
from app.unconfirmed import Unconfirmed, keep_elsewhere, unconfirmed_text
from models.base import new_id

NOW = datetime(2026, 8, 12, 8, 31, 5, tzinfo=UTC)
ZONE = ZoneInfo("America/New_York")


def test_every_word_time_and_act_stands_in_the_text() -> None:
    entry = Unconfirmed(new_id(), "E4 stopped,\nthree persons <inside>.", NOW, [("task.open", {"title": "Release E4"})])

    text = unconfirmed_text([entry], ["half a li"], NOW, ZONE)

    assert text.splitlines() == [
        "Watchkeeper: not confirmed by the log, kept at 2026-08-12 04:31:05 -0400",
        "",
        f"Entry {entry.entry_id}, happened 2026-08-12 04:31:05 -0400",
        "E4 stopped,",
        "three persons <inside>.",
        "  task.open: title = Release E4",
        "",
        "Typed, not entered",
        "half a li",
    ]


def test_it_is_written_whole_under_a_name_of_its_own(tmp_path: Path) -> None:
    place = keep_elsewhere("Übergabe", f" {tmp_path}/stick ", NOW, ZONE)

    assert place == tmp_path / "stick" / "watchkeeper-unconfirmed-20260812-043105.txt"
    assert place.read_text(encoding="utf-8") == "Übergabe"


@pytest.mark.parametrize("typed", ["file/folder", "", "  ", "~nobody-of-this-name/stick", "a\0b"])
def test_a_place_that_cannot_be_written_is_refused_beside_its_field(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")

    with pytest.raises(Refused) as refused:
        keep_elsewhere("text", typed, NOW, ZONE)

    assert [path.name for path in tmp_path.iterdir()] == ["file"]

    assert refused.value.field == "folder"
