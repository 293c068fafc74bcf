"""How times are said."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from models import times

UTC_ZONE = ZoneInfo("UTC")
NEW_YORK = ZoneInfo("America/New_York")
NIGHT = datetime(2026, 8, 12, 23, 50, tzinfo=UTC)


def test_a_time_of_today_is_its_clock_alone() -> None:
    assert times.clock_text(NIGHT, UTC_ZONE, date(2026, 8, 12)) == "23:50"


def test_a_time_after_midnight_carries_its_date() -> None:
    assert times.clock_text(NIGHT + timedelta(minutes=20), UTC_ZONE, date(2026, 8, 12)) == "13 Aug 00:10"


def test_a_time_of_another_year_carries_the_year() -> None:
    assert times.clock_text(NIGHT, UTC_ZONE, date(2027, 1, 1)) == "12 Aug 2026 23:50"


def test_today_is_the_day_at_the_station() -> None:
    assert times.clock_text(datetime(2026, 8, 12, 3, 0, tzinfo=UTC), NEW_YORK, date(2026, 8, 11)) == "23:00"


def test_the_log_shows_seconds() -> None:
    assert times.clock_text(NIGHT.replace(second=7), UTC_ZONE, seconds=True) == "23:50:07"


@pytest.mark.parametrize(("hour", "text"), [(5, "01:30 -04:00"), (6, "01:30 -05:00"), (7, "02:30")])
def test_the_hour_that_comes_twice_shows_its_offset(hour: int, text: str) -> None:
    assert times.clock_text(datetime(2026, 11, 1, hour, 30, tzinfo=UTC), NEW_YORK) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "now"),
        (28, "in 28 min"),
        (60, "in 1 h"),
        (103, "in 1 h 43 min"),
        (-7, "7 min late"),
        (-61, "1 h 01 min late"),
        (60 * 27, "in 1 d 3 h"),
        (60 * 48, "in 2 d"),
    ],
)
def test_a_due_time_says_how_far_off_it_is(minutes: int, text: str) -> None:
    assert times.distance_text(NIGHT + timedelta(minutes=minutes), NIGHT) == text


def test_minutes_are_cut_before_the_distance_is_taken() -> None:
    assert times.distance_text(NIGHT, NIGHT - timedelta(seconds=1)) == "in 1 min"


@pytest.mark.parametrize(
    ("minutes", "elapsed", "since"),
    [
        (226, "T+ 03:46", "+03:46"),
        (0, "T+ 00:00", "+00:00"),
        (-5, "T− 00:05", "−00:05"),
        (24 * 60 + 226, "T+ 1 d 03:46", "+1 d 03:46"),
    ],
)
def test_elapsed_time_counts_on_past_a_day(minutes: int, elapsed: str, since: str) -> None:
    later = NIGHT + timedelta(minutes=minutes)

    assert times.elapsed_text(NIGHT, later) == elapsed
    assert times.since_text(NIGHT, later) == since


def test_elapsed_time_does_not_jump_with_daylight_saving() -> None:
    start = datetime(2026, 11, 1, 5, 30, tzinfo=UTC).astimezone(NEW_YORK)
    end = datetime(2026, 11, 1, 6, 30, tzinfo=UTC).astimezone(NEW_YORK)

    assert times.elapsed_text(start.astimezone(UTC), end.astimezone(UTC)) == "T+ 01:00"


def test_a_late_entry_says_by_how_much() -> None:
    assert times.late_text(timedelta(minutes=17, seconds=40)) == "LATE +17 min"


@pytest.mark.parametrize(("seconds", "text"), [(12, "just now"), (-5, "just now"), (260, "4 min ago")])
def test_the_last_entry_says_how_long_ago_it_was(seconds: int, text: str) -> None:
    assert times.ago_text(NIGHT, NIGHT + timedelta(seconds=seconds)) == text
