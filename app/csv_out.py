"""Tables for elsewhere: a CSV file that a spreadsheet opens as text, and that never takes the place of another."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path

from app.csv_in import is_formula
from app.errors import Refused, Unavailable
from app.folders import new_place


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV (RFC 4180); an apostrophe keeps a cell from being a formula (OWASP, CSV injection)."""
    text = StringIO(newline="")
    csv.writer(text).writerows([_harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def save_csv(rows: Iterable[Sequence[str]], folder: Path, name: str) -> Path:
    """Write the rows into a new file `name.csv`, or `name 2.csv` where that is taken. Raises `Unavailable`."""
    from app.reporting import write_file  # ReportLab is behind it

    content, path = csv_text(rows).encode("utf-8-sig"), _free_place(folder, name)
    try:
        write_file(path, content)
    except Refused as refused:
        path.unlink(missing_ok=True)
        raise Unavailable(str(refused)) from refused
    return path


def _free_place(folder: Path, name: str) -> Path:
    try:
        return new_place(folder, name, ".csv")
    except OSError as error:
        raise Unavailable(f"{name}.csv could not be written in {folder} ({error.strerror}).") from error


def _harmless(cell: str) -> str:
    return f"'{cell}" if is_formula(cell) else cell
