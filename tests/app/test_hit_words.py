"""Where sought words stand in a text."""

import pytest

from app.hit_words import hits


@pytest.mark.parametrize(
    ("text", "sought", "marked"),
    [
        ("Fuel for four hours, refuel at 06:00.", ["fuel"], ["Fuel"]),
        ("Fuel for four hours, fuelling at 06:00.", ["FUEL"], ["Fuel", "fuel"]),
        ("Zur Überbrückung läuft GEN-2.", ["uber", "gen 2"], ["Über", "GEN-2"]),
        ("The straße is blocked.", ["strass"], ["straß"]),
        ("Riser 4: ok", ["riser  4"], ["Riser 4"]),
        ("a+b (c) [d]", ["(c"], ["c"]),
        ("وصل الفني إلى الموقع", ["الفني"], ["الفني"]),
        ("Nothing.", ["", "  ", "%%"], []),
    ],
)
def test_words_are_found_where_they_begin(text: str, sought: list[str], marked: list[str]) -> None:
    assert [text[start : start + length] for start, length in hits(text, sought)] == marked
