"""The one filter of operators' text: what is no character is marked, and nothing else is lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import Refused
from app.text import MOST_CHARACTERS, clean_text, one_line, shortened
from resources.directions import DIRECTIONS, shown

ANY = st.text(st.characters(codec=None, exclude_categories=()))
"""Every code point there is, lone surrogates and controls among them."""


@given(ANY)
def test_filtering_twice_changes_nothing(text: str) -> None:
    kept = clean_text(text)

    assert clean_text(kept) == kept
    assert unicodedata.is_normalized("NFC", kept)


@given(ANY)
def test_no_control_and_no_half_character_gets_in(text: str) -> None:
    kept = clean_text(text)

    assert not [one for one in kept if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]
    kept.encode()


@given(ANY)
def test_what_is_shown_turns_no_direction(text: str) -> None:
    assert not set(shown(clean_text(text))) & set(DIRECTIONS)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Pump 2 \n", "Pump 2"),
        ("nul\x00 bell\x07 esc\x1b next\x85", "nul\ufffd bell\ufffd esc\ufffd next\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("\ufdd0\ufffe\U0010ffff", "\ufffd\ufffd\ufffd"),
        ("a\r\nb\rc\u2028d\u2029e", "a\nb\nc\nd\ne"),
        ("e\u0301", "é"),
        ("bill\u202egpj.exe", "bill\u202egpj.exe"),
        ("pass\u200bword", "pass\u200bword"),
        ("tab\there", "tab\there"),
    ],
)
def test_what_becomes_of_it(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


@pytest.mark.parametrize("count", [MOST_CHARACTERS + 1, 3 * MOST_CHARACTERS])
def test_more_than_an_entry_holds_is_refused_and_not_cut(count: int) -> None:
    with pytest.raises(Refused, match=f"This text has {count:,} characters; an entry holds 20,000") as refused:
        clean_text("x" * count, "words")

    assert refused.value.field == "words"


def test_decomposed_letters_count_as_the_letters_they_are() -> None:
    assert clean_text("e\u0301" * MOST_CHARACTERS) == "é" * MOST_CHARACTERS


def test_a_flood_of_accents_takes_no_time() -> None:
    began = time.monotonic()

    with pytest.raises(Refused):
        clean_text("a" + "\u0301\u0316" * 2_000_000)

    assert time.monotonic() - began < 5


def test_the_beginning_of_a_text_is_one_line() -> None:
    assert shortened("one\ntwo\tthree", 11) == "one two th…"
    assert one_line(" one\n\ttwo ") == "one two"
