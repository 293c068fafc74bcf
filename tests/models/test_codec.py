"""Sealed text: one form for every value, and a code that can be read aloud."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codec import CROCKFORD, RowCodec, canonical, chain_hash, check_code, codec_for, moment_from, moment_text
from models.terms import Priority, SystemState

VALUES: list[Any] = [
    UUID(int=7),
    datetime(2026, 8, 12, 7, 42, 10, 5, tzinfo=UTC),
    date(2026, 8, 12),
    Decimal("51.80"),
    "text with “quotes” and \n breaks",
    7,
    True,
    SystemState.NONFUNCTIONAL,
    Priority.CRITICAL,
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_every_value_comes_back_with_its_type(value: Any) -> None:
    encode, decode = codec_for(type(value))

    back = decode(encode(value))

    assert (type(back), back) == (type(value), value)


def test_an_unknown_type_fails_before_anything_is_written() -> None:
    with pytest.raises(TypeError, match="no codec for float"):
        RowCodec({"load": float})


def test_a_moment_is_sealed_in_utc_whatever_its_zone() -> None:
    moment = datetime(2026, 8, 12, 5, 0, tzinfo=timezone(timedelta(hours=2)))

    assert moment_text(moment) == "2026-08-12T03:00:00.000000Z"
    assert moment_from(moment_text(moment)).utcoffset() == timedelta(0)


def test_not_a_number_cannot_be_sealed() -> None:
    with pytest.raises(ValueError, match="JSON"):
        canonical({"load": float("nan")})


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.booleans() | st.none()))
def test_the_canonical_form_does_not_depend_on_the_order_of_keys(values: dict[str, Any]) -> None:
    assert canonical(values) == canonical(dict(reversed(values.items())))


@given(st.text(), st.text())
def test_the_check_code_has_twenty_letters_that_cannot_be_confused(previous: str, sealed: str) -> None:
    code = check_code(chain_hash(previous, sealed))

    assert [len(group) for group in code.split(" ")] == [4] * 5
    assert set(code) <= {*CROCKFORD, " "}
