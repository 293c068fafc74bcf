"""Reading a moment as it is typed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.errors import Refused
from app.moments import parse_moment

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
