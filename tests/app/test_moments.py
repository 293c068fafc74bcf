"""Reading a moment as it is typed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.errors import Refused
from app.moments import due_time, parse_moment, told_time

ZONE = ZoneInfo("America/New_York")
OCCURRED = datetime(2026, 8, 12, 7, 42, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("04:31", "2026-08-12T08:31:59.999999+00:00"),
        ("4:31", "2026-08-12T08:31:59.999999+00:00"),
        ("03:42", "2026-08-12T07:42:59.999999+00:00"),
        ("04:31:20", "2026-08-12T08:31:20.999999+00:00"),
        ("02:00", "2026-08-13T06:00:59.999999+00:00"),
        ("2026-08-12 04:31", "2026-08-12T08:31:59.999999+00:00"),
        ("2026-08-12T04:31:20", "2026-08-12T08:31:20.999999+00:00"),
        ("2026-08-12T08:31+00:00", "2026-08-12T08:31:59.999999+00:00"),
        ("2026-08-12T08:31:20Z", "2026-08-12T08:31:20.999999+00:00"),
        ("2026-08-12", "2026-08-13T03:59:59.999999+00:00"),
    ],
)
def test_a_time_means_the_end_of_what_was_typed(typed: str, moment: str) -> None:
    assert parse_moment(typed, ZONE, OCCURRED) == datetime.fromisoformat(moment)


@pytest.mark.parametrize(
    "typed", ["", "soon", "25:00", "04:61", "4", "2026-13-01", "12/08/2026", "04:31; DROP TABLE task"]
)
def test_what_is_no_time_is_refused_in_words(typed: str) -> None:
    with pytest.raises(Refused):
        parse_moment(typed, ZONE, OCCURRED)


BERLIN = ZoneInfo("Europe/Berlin")


def test_a_bare_time_in_the_repeated_hour_is_the_next_one_that_comes() -> None:
    second_pass = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)  # 02:40 +02:00; 02:50 comes in ten minutes, and again

    assert parse_moment("02:50", BERLIN, second_pass) == datetime(2026, 10, 25, 0, 50, 59, 999999, tzinfo=UTC)
    assert parse_moment("02:30", BERLIN, second_pass) == datetime(2026, 10, 25, 1, 30, 59, 999999, tzinfo=UTC)


def test_a_told_time_in_the_repeated_hour_is_the_last_one_before_now() -> None:
    now = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 for the second time

    assert told_time("02:30", BERLIN, now) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert told_time("02:05", BERLIN, now) == datetime(2026, 10, 25, 1, 5, tzinfo=UTC)
    assert told_time("03:42", BERLIN, now) == datetime(2026, 10, 24, 1, 42, tzinfo=UTC)
    assert told_time(" ", BERLIN, now) is None


def test_a_time_that_the_clocks_skip_is_refused_or_passed_over() -> None:
    with pytest.raises(Refused, match="skip"):
        parse_moment("2026-03-29 02:30", BERLIN, OCCURRED)
    assert parse_moment("02:30", BERLIN, datetime(2026, 3, 28, 23, 0, tzinfo=UTC)).astimezone(BERLIN).day == 30


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("03:05", datetime(2026, 8, 13, 3, 5, tzinfo=UTC)),
        ("by 08:00", datetime(2026, 8, 12, 8, 0, tzinfo=UTC)),
        ("in 20m", datetime(2026, 8, 12, 8, 3, tzinfo=UTC)),
        ("in 1h30m", datetime(2026, 8, 12, 9, 13, tzinfo=UTC)),
        ("+45 min", datetime(2026, 8, 12, 8, 28, tzinfo=UTC)),
        ("2026-08-26 12:00", datetime(2026, 8, 26, 12, 0, tzinfo=UTC)),
        ("", None),
    ],
)
def test_a_due_time_lies_ahead(typed: str, due: datetime | None) -> None:
    now = datetime(2026, 8, 12, 7, 43, tzinfo=UTC)

    assert due_time(typed, ZoneInfo("UTC"), now) == due


@pytest.mark.parametrize("typed", ["soon", "in", "+", "25:00"])
def test_what_is_no_due_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        due_time(typed, ZoneInfo("UTC"), datetime(2026, 8, 12, 7, 43, tzinfo=UTC))


def test_a_refusal_repeats_only_the_beginning_of_what_was_typed() -> None:
    with pytest.raises(Refused) as refused:
        due_time("x" * 1_000_000, ZoneInfo("UTC"), datetime(2026, 8, 12, tzinfo=UTC))

    assert len(str(refused.value)) < 200
