"""Quick texts: the station's over the bundled ones, by key and by abbreviation."""

from __future__ import annotations

import pytest

from app.commands.quick_texts import remove_quick_text, set_quick_text
from app.desk import Desk
from app.entry.quick import GAP, Expansion, bundled, expand, quick_texts_of
from app.picture import picture_at


def test_nine_texts_are_brought_along_on_nine_keys() -> None:
    slots = [one.slot for one in bundled() if one.slot is not None]

    assert sorted(slots) == list(range(1, 10))
    assert len({one.abbreviation for one in bundled()}) == len(bundled())


def test_no_abbreviation_is_a_word_that_operators_write() -> None:
    words = {"can", "ack", "read", "back", "pass", "call", "no", "ok", "to", "from", "stand", "round", "ethane"}

    assert words.isdisjoint(one.abbreviation for one in bundled())


def test_the_templates_have_the_fields_of_the_standards() -> None:
    texts = {one.abbreviation: one.text for one in bundled()}

    assert [line[0] for line in texts["methane"].splitlines()] == list("METHANE")
    assert [line[0] for line in texts["canr"].splitlines()] == list("CAN")
    assert all(GAP.search(texts[name]) for name in ("methane", "canr", "rdbk"))


def test_the_stations_own_text_stands_instead_and_takes_the_key(desk: Desk) -> None:
    desk.do(set_quick_text("dip", "Tank dipped", "Tank dipped: [litres].", slot=1))
    desk.do(set_quick_text("RBC", "Read back", "Read back by them.", slot=2))

    shown = {one.abbreviation: one for one in quick_texts_of(desk.ask(picture_at()))}

    assert (shown["dip"].slot, shown["dip"].own) == (1, True)
    assert shown["ackd"].slot is None
    assert (shown["rbc"].text, shown["rbc"].slot) == ("Read back by them.", 2)


def test_a_text_that_was_taken_away_is_gone(desk: Desk) -> None:
    desk.do(remove_quick_text("ackd", "Acknowledged"))

    assert "ackd" not in {one.abbreviation for one in quick_texts_of(desk.ask(picture_at()))}


def test_they_are_listed_by_key_then_by_abbreviation(desk: Desk) -> None:
    shown = quick_texts_of(desk.ask(picture_at()))

    assert [one.slot for one in shown[:9]] == list(range(1, 10))
    assert [one.abbreviation for one in shown[9:]] == sorted(one.abbreviation for one in shown[9:])


@pytest.mark.parametrize(
    ("text", "expansion"),
    [
        ("rbc", Expansion(0, 3, "Read back and correct.")),
        ("Told them. RBC", Expansion(11, 14, "Read back and correct.")),
        ("psd", Expansion(0, 3, "Passed to [post], who takes it on.", (10, 16))),
        ("xrbc", None),
        ("rbc ", None),
        ("/rbc", None),
        ("", None),
    ],
)
def test_an_abbreviation_before_the_cursor_expands(text: str, expansion: Expansion | None) -> None:
    assert expand(text, len(text), bundled()) == expansion
