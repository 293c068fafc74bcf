"""What another program says of a call is data: short, filtered, and nothing else than a call."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.errors import Refused
from app.ring import MOST_NAME, Ring, as_bytes, checked_ring, door_name, from_bytes
from models.terms import Method


def test_a_call_is_told_in_one_line() -> None:
    ring = checked_ring("  Kestrel\nPower ", "Radio")

    assert ring == Ring("Kestrel Power", Method.RADIO)
    assert as_bytes(ring).count(b"\n") == 1
    assert from_bytes(as_bytes(ring)) == ring


@pytest.mark.parametrize(
    ("party", "method", "why"),
    [
        ("", "phone", "Say who is calling"),
        ("x" * (MOST_NAME + 1), "phone", "200 characters"),
        ("Kestrel", "drum", "A call comes by one of: phone"),
    ],
)
def test_what_cannot_be_noted_is_refused(party: str, method: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        checked_ring(party, method)


@given(some.binary(max_size=300))
def test_any_bytes_are_a_call_or_refused(message: bytes) -> None:
    try:
        ring = from_bytes(message)
    except Refused:
        return
    assert isinstance(ring, Ring)


@pytest.mark.parametrize("told", [b"[]", b'{"from": 7, "by": "phone"}', b'{"from": "x"}', b"[" * 100_000])
def test_what_is_no_call_is_refused(told: bytes) -> None:
    with pytest.raises(Refused):
        from_bytes(told)


def test_each_database_has_a_door_of_its_own_and_a_password_is_not_in_its_name() -> None:
    assert door_name("/a/watchkeeper.db") == door_name("/a/../a/watchkeeper.db")
    assert door_name("/a/watchkeeper.db") != door_name("/b/watchkeeper.db")
    assert door_name("postgresql://u:secret@host/db") == door_name("postgresql://u:***@host/db")


def test_the_door_has_a_name_for_a_user_that_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 54_321)

    assert door_name("/srv/watchkeeper.db").startswith("watchkeeper-")
