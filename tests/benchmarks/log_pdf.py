"""Printing: the log as PDF against plain `drawString` of the same rows, and its memory from 10,000 to 100,000 rows."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

from app.demonstration import opened_demonstration
from app.picture import picture_at
from models.log import LogEntry
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind
from reports.fonts import REGULAR, font
from reports.log import log_pdf
from reports.page import Sealed
from reports.picture_page import PicturePage
from tests.benchmarks.measure import Measure, interleaved

ROWS, MANY = 10_000, 100_000
ROUNDS = 5
START = datetime(2026, 8, 12, 7, 42, tzinfo=UTC)
TEXTS = (
    "Feeder A lost, breaker 52-A open on undervoltage; feeder B was out already. Both generators started and carry the "
    "load of the tower at 62 %, checked by radio.",
    "Kestrel Power: technician on the way, at the gate by 04:50, asks for the battery data sheet and the last test.",
    "Round walked in Building C, nothing new. Temperature in the data centre 25.1 °C (rising), no chilled water.",
)
KINDS = (EntryKind.NOTE, EntryKind.EVENT, EntryKind.COMMUNICATION, EntryKind.STATUS)


def lines(count: int) -> Iterator[LogLine]:
    """So many lines that wrap, made as they are asked for."""
    for number in range(1, count + 1):
        at = START + timedelta(seconds=20 * number)
        yield LogLine(
            LogEntry(
                id=UUID(int=number),
                serial=number,
                letter="A",
                kind=KINDS[number % len(KINDS)],
                sentence="",
                words=f"{TEXTS[number % len(TEXTS)]} Reading {number}.",
                post="Night Coordinator",
                initials="NC",
                recorded_at=at,
                order_at=at,
                occurred_at=None,
                corrects_id=None,
            )
        )


def _print(picture: Picture, rows: Iterable[LogLine], count: int) -> bytes:
    sealed = Sealed(str(count), "0000 0000 0000 0000 0000")
    page = PicturePage(picture=picture, moment=START, printed_at=START, sealed=sealed, paper="a4")
    return log_pdf(page, rows, count)


def _floor(rows: Iterable[LogLine]) -> None:
    """The same rows by `drawString`, wrapped by ReportLab, in one embedded font."""
    canvas = Canvas(BytesIO(), pagesize=(595, 842))
    canvas.setFont(REGULAR, 9.5)
    y = 780.0
    for line in rows:
        entry = line.entry
        texts = simpleSplit(entry.words, REGULAR, 9.5, 264)
        if y - 12.5 * len(texts) < 80:
            canvas.showPage()
            canvas.setFont(REGULAR, 9.5)
            y = 780.0
        cells = ((45, entry.number), (81, f"{entry.recorded_at:%H:%M:%S}"), (151, entry.kind.value))
        for x, text in (*cells, (495, entry.initials)):
            canvas.drawString(x, y, text)
        for number, text in enumerate(simpleSplit(entry.post, REGULAR, 9.5, 54), 1):
            canvas.drawString(495, y - 12.5 * number, text)
        for number, text in enumerate(texts):
            canvas.drawString(223, y - 12.5 * number, text)
        y -= 12.5 * len(texts) + 5
        canvas.line(45, y + 9, 550, y + 9)
    canvas.save()


def measure_log_pdf(folder: Path) -> list[Measure]:
    """Medians of interleaved prints of 10,000 rows; the peak memory of children that print them and 100,000."""
    place = folder / "demonstration.db"
    picture = _picture(place)
    font(REGULAR)
    rows = list(lines(ROWS))
    acts = {"floor": lambda: _floor(rows), "log": lambda: _print(picture, rows, ROWS)}
    interleaved(1, **acts)
    taken = interleaved(ROUNDS, **acts)
    detail = f"{taken['log']:.2f} s against {taken['floor']:.2f} s"
    few, many = (_peak(place, count) for count in (ROWS, MANY))
    return [
        Measure(f"Log PDF of {ROWS:,} rows / drawString", taken["log"] / taken["floor"], "x", 0.6, detail),
        Measure(
            f"Log PDF, memory of {MANY:,} rows over {ROWS:,}",
            many - few,
            "MB",
            60,
            f"{many:.0f} MB against {few:.0f} MB",
        ),
    ]


def _picture(place: Path) -> Picture:
    desk = opened_demonstration(place)
    try:
        return desk.ask(picture_at())
    finally:
        desk.database.close()


def _peak(place: Path, count: int) -> float:
    """The most megabytes that a child held which printed so many rows."""
    program = [sys.executable, "-m", "tests.benchmarks.log_pdf", str(place), str(count)]
    return float(subprocess.run(program, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    asked = int(sys.argv[2])
    _print(_picture(Path(sys.argv[1])), lines(asked), asked)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)
