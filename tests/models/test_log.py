"""The entry and its changes, without a database."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from models.log import Change, LogEntry, entry_number


def entry(recorded: datetime, occurred: datetime | None = None) -> LogEntry:
    return LogEntry(recorded_at=recorded, occurred_at=occurred, words="", sentence="T-01 done.", letter="A", serial=41)


def test_an_entry_is_late_when_it_was_recorded_later_than_the_site_allows() -> None:
    recorded = datetime(2026, 8, 12, 9, 57, tzinfo=UTC)

    assert entry(recorded, recorded - timedelta(minutes=17)).late_by(timedelta(minutes=15)) == timedelta(minutes=17)
    assert entry(recorded, recorded - timedelta(minutes=15)).late_by(timedelta(minutes=15)) is None
    assert entry(recorded).late_by(timedelta(0)) is None


def test_numbers_of_the_first_desk_are_plain_and_the_others_carry_their_letter() -> None:
    assert (entry_number("A", 41), entry_number("B", 12)) == ("41", "B12")
    assert entry(datetime(2026, 8, 12, tzinfo=UTC)).number == "41"


def test_without_own_words_the_commands_sentence_is_read() -> None:
    assert entry(datetime(2026, 8, 12, tzinfo=UTC)).text == "T-01 done."


def test_a_change_that_ends_where_it_began_is_no_change() -> None:
    change = Change("task", uuid4(), {"owner": "a", "status": "ready"}, {"owner": "b", "status": "ready"})

    assert change.settle()
    assert (change.was, change.now) == ({"owner": "a"}, {"owner": "b"})
    assert not Change("task", uuid4(), {"owner": "a"}, {"owner": "a"}).settle()
