"""Tables from elsewhere: CSV files and what is pasted from a spreadsheet, read within limits and never half."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path

from app.errors import Refused
from app.files_in import check_not_ours
from app.text import shortened

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS = 2_000, 50
PATH_MOST = 200
"""Characters of a path that a refusal repeats."""
HEAD_MOST = 20_000
"""How many characters are looked at to find out what stands between two cells."""
DELIMITERS = {";": "semicolons", "\t": "tabs", ",": "commas", "|": "bars"}
"""What stands between two cells; where two would do equally well, the first of them."""
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet takes for a formula, also in full width; where we write it, an apostrophe stands before it."""


@dataclass(frozen=True)
class SheetRow:
    """A row of a table: the line of the file on which it begins, and its cells, at least as many as the header has."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A table as it was read; `told` says how, in a few words: `semicolons, Windows text`."""

    name: str
    header: tuple[str, ...]
    rows: tuple[SheetRow, ...]
    told: str


def read_file(path: Path) -> Sheet:
    """The table of a CSV file. Raises `Refused` with the field `path`."""
    try:
        if not path.is_file():
            raise Refused(f"There is no file {shortened(str(path), PATH_MOST)}.", field="path")
        check_not_ours(path.stat(), shortened(path.name), "path")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise Refused(f"{shortened(path.name)} cannot be read: {_reason(error)}.", field="path") from error
    return read_bytes(content, path.name)


def read_bytes(content: bytes, name: str) -> Sheet:
    """The table in these bytes, in UTF-8, UTF-16 with its mark, or else Windows-1252. Raises `Refused`."""
    if len(content) > MOST_BYTES:
        raise Refused(f"{name} is larger than {MOST_BYTES // 2**20} MB. Split it.", field="path")
    text, encoding = _decoded(content, name)
    return _read(text, name, encoding, "path")


def read_pasted(text: str) -> Sheet:
    """The table that was pasted. Raises `Refused` with the field `pasted`."""
    if len(text) > MOST_BYTES:
        raise Refused("This is too much to paste. Save it as a CSV file and choose that.", field="pasted")
    return _read(text, "what was pasted", "", "pasted")


def columns_of(header: Sequence[str], words: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Which column holds which field, by the words its head may say; where two say the same, the first has it.

    Case, blanks and punctuation do not matter.
    """
    known = {_bare(word): name for name, said in words.items() for word in (name, *said)}
    found: dict[str, int] = {}
    for at, head in enumerate(header):
        if name := known.get(_bare(head)):
            found.setdefault(name, at)
    return found


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    wide = content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE))  # begins as UTF-16 does
    if not wide and content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    if b"\0" in content:
        raise Refused(f"{name} is not a text file. Save the table as CSV first.", field="path")
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), "Windows text"


def _read(text: str, name: str, encoding: str, field: str) -> Sheet:
    """Header and rows; empty rows are passed over, short ones are filled up."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    try:
        delimiter, plain = _delimiter(plain)
        rows = list(islice(_rows(plain, delimiter), MOST_ROWS + 2))
    except csv.Error as error:
        raise Refused(_too_long(plain), field=field) from error
    header, *rest = _checked(rows, field)
    told = ", ".join(part for part in (DELIMITERS[delimiter], encoding) if part)
    width = len(header.cells)
    return Sheet(name, header.cells, tuple(SheetRow(row.line, _as_wide(row.cells, width)) for row in rest), told)


def _too_long(text: str) -> str:
    """Why a cell did not end within what the reader takes."""
    if text.count('"') % 2:
        return "A cell does not end: a quotation mark is not closed."
    return f"A cell has more than {csv.field_size_limit():,} characters. Shorten it, or see whether it is a table."


def _checked(rows: Sequence[SheetRow], field: str) -> Sequence[SheetRow]:
    """The rows, if there is a head with something below it, and not more of either than can be read."""
    if not rows:
        raise Refused("There is nothing in it. The first row names the columns.", field=field)
    if (columns := len(rows[0].cells)) > MOST_COLUMNS:
        raise Refused(f"It has {columns} columns; {MOST_COLUMNS} can be read.", field=field)
    if len(rows) == 1:
        raise Refused("There is only one row, the names of the columns.", field=field)
    if len(rows) > MOST_ROWS + 1:
        raise Refused(f"It has more than {MOST_ROWS:,} rows. Split it.", field=field)
    return rows


def _delimiter(text: str) -> tuple[str, str]:
    """What stands between cells: as the line `sep=;` says (a spreadsheet's own), else what splits the head most.

    The head alone is asked: `csv.Sniffer` also takes letters for delimiters, and is slow on long cells.
    """
    head = next((line for line in text[:HEAD_MOST].split("\n") if line.strip()), "")
    if head.lower().startswith("sep=") and (said := head[4:5]) in DELIMITERS:
        return said, text.replace(head, "", 1)
    return max(DELIMITERS, key=lambda one: len(next(csv.reader([head], delimiter=one), []))), text


def _rows(text: str, delimiter: str) -> Iterator[SheetRow]:
    reader, line = csv.reader(StringIO(text, newline=""), delimiter=delimiter), 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield SheetRow(line, tuple(_plain(cell) for cell in cells))
        line = reader.line_num + 1


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet may take it for a formula, once the apostrophes before it are gone."""
    return cell.lstrip("'").startswith(FORMULA)


def _plain(cell: str) -> str:
    """A cell without outer blanks, and without the apostrophe that kept it from being a formula."""
    bare = cell.strip()
    return bare[1:] if bare.startswith("'") and is_formula(bare) else bare


def _as_wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """As many cells as the header has, or more where they say something: whoever plans the import refuses that row."""
    while len(cells) > width and not cells[-1]:
        cells = cells[:-1]
    return cells + ("",) * (width - len(cells))


def _bare(head: str) -> str:
    return "".join(letter for letter in head.casefold() if letter.isalnum())


def _reason(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)
