"""Operators' text on its way to paper: nothing is taken for markup, nothing is lost, nothing leaves its column."""

import pytest

from reports.fonts import runs
from reports.text import Style, fitted, leading, line_width, lines_of, safe
from reports.wrapping import wrapped

STYLE = Style(10, 13)


def said(lines: list[list[tuple[str, Style]]]) -> str:
    return "".join(text for line in lines for text, _ in line)


def test_what_looks_like_markup_stays_as_it_was_typed() -> None:
    text = 'pressure < 3 bar & rising <b> <img src="/etc/passwd"> &amp;'

    assert safe(text) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("a\u202eb", "a‹RLO›b"),
        ("\u2066x\u2069", "‹LRI›x‹PDI›"),
        ("tab\there", "tab here".replace(" ", "    ")),
        ("nul\x00", "nul\ufffd"),
        ("lone \ud800", "lone [U+D800]"),
        ("siren \U0001f6a8", "siren [U+1F6A8]"),
        ("warning \u26a0\ufe0f", "warning \u26a0"),
        ("soft\u00adhyphen\ufeff", "softhyphen"),
        ("12 °C – ≥ 3 µS", "12 °C – ≥ 3 µS"),
    ],
)
def test_every_character_is_printed_or_named(typed: str, printed: str) -> None:
    assert safe(typed) == printed


def test_a_text_without_a_space_ends_at_the_margin() -> None:
    lines = lines_of([("x" * 20_000, STYLE)], 200)

    assert said(lines) == "x" * 20_000
    assert all(line_width(line) <= 200 for line in lines)


def test_a_long_word_may_end_its_line_after_every_fifty_characters() -> None:
    lines = lines_of([("i" * 120, STYLE)], STYLE.width("i" * 80))

    assert [len(line[0][0]) for line in lines] == [50, 70]


def test_words_wrap_whole_and_line_breaks_are_kept() -> None:
    lines = lines_of([("one two three\n\nfour", STYLE)], STYLE.width("one two "))

    assert [said([line]) for line in lines] == ["one two", "three", "", "four"]
    assert leading(lines[0]) == 13


def test_no_line_is_wider_than_its_column_when_styles_mix() -> None:
    spans = [("Divert trauma: ", STYLE.strong()), ("closed to walk-ins until the branch is back", STYLE)]

    assert all(line_width(line) <= 90 for line in lines_of(spans, 90))


def test_a_head_that_is_too_long_ends_in_an_ellipsis() -> None:
    [(text, _)] = fitted("Loss of normal power in the North Tower", STYLE, 90)

    assert text.endswith("…")
    assert STYLE.width(text) <= 90


def test_a_head_that_fits_is_left_alone() -> None:
    assert fitted("Loss of power", STYLE, 200) == [("Loss of power", STYLE)]


def test_letters_that_inter_lacks_come_from_the_second_font() -> None:
    names = [run.font.name for run in runs("Pump ☯ 2", "Inter-Regular")]

    assert names == ["Inter-Regular", "DejaVuSans", "Inter-Regular"]


def test_arabic_is_drawn_joined_from_right_to_left() -> None:
    [before, arabic] = runs("Sign: انقطاع التيار", "Inter-Regular")

    assert before.text == "Sign: "
    assert arabic.text[0] == "ر"
    assert any("\ufe70" <= letter <= "\ufefc" for letter in arabic.text)


def test_hebrew_is_drawn_from_right_to_left() -> None:
    [hebrew] = runs("שלום", "Inter-SemiBold")

    assert hebrew.text == "םולש"


@pytest.mark.parametrize(
    "text",
    [
        "Feeder A lost; both generators started and carry the load of the tower at 62 %.",
        "two  blanks, and one at the end ",
        " one before\n\nand an empty line",
        "i" * 120,
        "".join(chr(code) for code in range(0xA1, 0x233) if chr(code).isalpha()),
        "توقف المولد الثاني عن العمل at 04:31",
        "",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_the_quick_way_breaks_a_text_into_the_same_lines(text: str) -> None:
    for width in (60, 90.5, 200):
        assert [line for line, _ in wrapped(text, STYLE, width)] == [
            said([line]) for line in lines_of([(text, STYLE)], width)
        ] or not text
