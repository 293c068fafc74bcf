"""Lines of a paper: the time first, then what it says."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.transcribing import order_hint, paper_day, paper_line, transcribed_text

NEW_YORK, BERLIN = ZoneInfo("America/New_York"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 8, 12, 12, 0, tzinfo=UTC)
"""08:00 in New York."""
TODAY = date(2026, 8, 12)


@pytest.mark.parametrize("time", ["0351", "03:51", "03.51", "3:51", "0351 h", "03:51:00", "  0351"])
def test_a_line_begins_with_its_time_as_papers_write_it(time: str) -> None:
    line = paper_line(f"{time}  E4 stopped between floors.", TODAY, NEW_YORK, NOW)

    assert line.happened_at.astimezone(UTC) == datetime(2026, 8, 12, 7, 51, tzinfo=UTC)
    assert line.words == "E4 stopped between floors."


def test_seconds_and_tokens_are_kept() -> None:
    line = paper_line("03:42:10 #GEN-2 =down failed\nto start", TODAY, NEW_YORK, NOW)

    assert (line.happened_at.second, line.words) == (10, "#GEN-2 =down failed\nto start")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("E4 stopped", "Begin with the time on the paper, like 0351 or 03:51."),
        ("351 E4 stopped", "Begin with the time on the paper, like 0351 or 03:51."),
        ("03511 E4 stopped", "Begin with the time on the paper, like 0351 or 03:51."),
        ("", "Begin with the time on the paper, like 0351 or 03:51."),
        ("0351", "Write what the paper says of 0351."),
        ("2561 E4", "There is no 2561 on a clock."),
        ("0801 E4", "0801 has not come yet. Check the time and the paper's date."),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_beside_it(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        paper_line(typed, TODAY, NEW_YORK, NOW)

    assert (str(refused.value), refused.value.field) == (sentence, "line")


def test_an_hour_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(Refused, match="The clocks skip 02:30 that day"):
        paper_line("02:30 x", date(2026, 3, 29), BERLIN, NOW)


@given(st.text())
def test_any_text_is_read_or_refused(typed: str) -> None:
    with suppress(Refused):
        assert paper_line(typed, TODAY, NEW_YORK, NOW).words


def test_the_paper_has_a_date_which_is_today_unless_it_is_said() -> None:
    assert paper_day("", NEW_YORK, NOW) == TODAY
    assert paper_day(" 2026-08-11 ", NEW_YORK, NOW) == date(2026, 8, 11)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("11 August", "“11 August” is not a date. Type it like 2026-08-12."),
        ("2026-08-13", "That day has not come yet. Check the date of the paper."),
        ("0001-01-01", "The year 1 cannot be meant. Check the date."),
    ],
)
def test_a_date_that_cannot_be_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        paper_day(typed, NEW_YORK, NOW)

    assert (str(refused.value), refused.value.field) == (sentence, "day")


def test_an_earlier_line_is_a_hint_and_no_refusal() -> None:
    first = NOW - timedelta(hours=2)

    assert order_hint(NOW, first, NEW_YORK) == ""
    assert order_hint(first, None, NEW_YORK) == ""
    assert order_hint(first, NOW, NEW_YORK).startswith("06:00 is before 08:00, the line above.")


def test_the_count_is_said() -> None:
    assert [transcribed_text(count) for count in (0, 1, 7)] == [
        "Nothing transcribed yet",
        "1 transcribed",
        "7 transcribed",
    ]
