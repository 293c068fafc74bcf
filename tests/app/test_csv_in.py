"""Tables from elsewhere: whatever a file holds, it is read whole or refused in a sentence."""

import csv
import random
from pathlib import Path

import pytest

from app.csv_in import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Sheet, columns_of, read_bytes, read_file, read_pasted
from app.errors import Refused


def cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Ref;Name\nA;b, c\n", "semicolons, UTF-8"),
        (b'Ref,Name\r\nA,"b, c"\r\n', "commas, UTF-8"),
        (b"Ref\tName\nA\tb, c", "tabs, UTF-8"),
        (b"Ref|Name\nA|b, c", "bars, UTF-8"),
        (b"sep=|\r\nRef|Name\r\nA|b, c", "bars, UTF-8"),
        ("\ufeffRef;Name\nA;b, c".encode(), "semicolons, UTF-8"),
        ("Ref;Name\nA;b, c".encode("utf-16"), "semicolons, UTF-16"),
        (b"\n\n  \nRef;Name\n\nA;b, c\n\n", "semicolons, UTF-8"),
        (b'"Ref";"Name"\rA;b, c\r', "semicolons, UTF-8"),
    ],
)
def test_a_table_is_read_however_it_was_saved(content: bytes, told: str) -> None:
    sheet = read_bytes(content, "register.csv")

    assert (sheet.header, cells(sheet), sheet.told) == (("Ref", "Name"), [("A", "b, c")], told)


def test_what_is_not_utf_8_is_read_as_windows_text() -> None:
    sheet = read_bytes("Kürzel;Gebäude\nLÜ-1;Nord\n".encode("cp1252") + b"\x81;x", "register.csv")

    assert (sheet.header, sheet.rows[0].cells, sheet.told) == (
        ("Kürzel", "Gebäude"),
        ("LÜ-1", "Nord"),
        "semicolons, Windows text",
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "nothing in it"),
        (b"\n \n;;;\n", "nothing in it"),
        (b"Ref;Name\n", "only one row"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (b"PK\x03\x04\x14\0\x06\0", "not a text file"),
        (b"Ref;Name\nA;b\0c\n", "not a text file"),
        (b'Ref;Name\nA;"' + b"x" * 200_000, "does not end"),
        (b"x" * 200_000 + b"\nA", "more than 131,072 characters"),
        ("Ref;Name\nA;b".encode("utf-32"), "not a text file"),
        ("\ufeffRef;Name\nA;b".encode("utf-32-be"), "not a text file"),
        (b";".join([b"c"] * (MOST_COLUMNS + 1)) + b"\n1", "columns; 50 can be read"),
        (b"Ref;Name\n" + b"A;b\n" * (MOST_ROWS + 1), "more than 2,000 rows"),
        (b"x" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        read_bytes(content, "register.csv")

    assert refused.value.field == "path"


def test_as_many_rows_as_are_allowed_are_read() -> None:
    assert len(read_bytes(b"Ref;Name\n" + b"A;b\n" * MOST_ROWS, "register.csv").rows) == MOST_ROWS


def test_a_row_says_on_which_line_of_the_file_it_begins() -> None:
    sheet = read_bytes(b'Ref;Name\n\nA;"two\nlines"\nB;x\n', "register.csv")

    assert [(row.line, row.cells[0]) for row in sheet.rows] == [(3, "A"), (5, "B")]


def test_short_rows_are_filled_up_and_long_ones_keep_what_they_say() -> None:
    sheet = read_bytes(b"Ref;Name;Tier\nA\nB;b;1;;;\nC;c;1;more\n", "register.csv")

    assert cells(sheet) == [("A", "", ""), ("B", "b", "1"), ("C", "c", "1", "more")]


def test_the_apostrophe_that_kept_a_cell_from_being_a_formula_is_gone() -> None:
    assert cells(read_bytes(b"Ref;Name\nA;'=1+1\nB;'80s wing\n", "register.csv")) == [("A", "=1+1"), ("B", "'80s wing")]


def test_random_bytes_are_read_or_refused() -> None:
    chance = random.Random(7)
    for _ in range(400):
        content = bytes(chance.choices(b'";,\t|\r\n\x00\xff\xfe\xef=sepA1 ', k=chance.randrange(200)))
        try:
            sheet = read_bytes(content, "register.csv")
        except Refused:
            continue
        assert all(len(row.cells) >= len(sheet.header) for row in sheet.rows)


def test_the_limit_of_the_reader_is_left_as_it_was() -> None:
    assert csv.field_size_limit() == 131_072


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path, Path("a\0b")):
        with pytest.raises(Refused) as refused:
            read_file(path)
        assert refused.value.field == "path"


def test_a_refusal_does_not_repeat_a_whole_megabyte() -> None:
    with pytest.raises(Refused) as refused:
        read_file(Path("/" + "x" * 1_000_000))

    assert len(str(refused.value)) < 400


def test_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"Ref;Name\nA;b")

    assert (read_file(tmp_path / "a.csv").name, len(read_file(tmp_path / "a.csv").rows)) == ("a.csv", 1)


def test_what_is_pasted_is_a_table_with_tabs() -> None:
    assert cells(read_pasted("Ref\tName\nA\tb, c")) == [("A", "b, c")]
    with pytest.raises(Refused, match="too much to paste") as refused:
        read_pasted("x" * (MOST_BYTES + 1))
    assert refused.value.field == "pasted"


def test_heads_are_known_by_their_words() -> None:
    words = {"ref": ("Kürzel",), "rto_minutes": ("RTO min",)}

    assert columns_of(["KÜRZEL ", "Ref", "rto (min)", "other"], words) == {"ref": 0, "rto_minutes": 2}
