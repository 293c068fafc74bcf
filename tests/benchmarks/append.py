"""Appending: `Desk.do` of a note against a bare raw insert with the same safety, and fsyncs an entry."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from app.commands.incidents import declare_incident
from app.commands.logbook import write_note
from app.desk import Desk
from app.station import open_desk
from models.database import open_database
from tests.benchmarks.long_log import LONG, SHORT, desk_at, kept_log
from tests.benchmarks.measure import Measure, interleaved, percentile, seconds

WORDS = "Kestrel Power: technician on the way, at the gate by 04:50, asks for the battery data sheet."
MANY = 400
FIRST, ENOUGH = 50, 1_000


def desk_in(folder: Path) -> Desk:
    """A desk at an incident of a new database."""
    desk = open_desk(open_database(folder / "bench.db"))
    return desk.at(desk.do(declare_incident("Loss of normal power")).scope_id)


def measure_append(folder: Path) -> list[Measure]:
    """Medians of interleaved appends, and fsyncs counted by strace where it is installed."""
    desk = desk_in(folder)
    raw = sqlite.connect(str(folder / "raw.db"), isolation_level=None)
    raw.execute("PRAGMA journal_mode=wal")
    raw.execute("PRAGMA synchronous=2")
    raw.execute("CREATE TABLE entry (id INTEGER PRIMARY KEY, at TEXT, words TEXT, hash TEXT)")

    def bare() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO entry (at, words, hash) VALUES (?, ?, ?)", ("2026-08-12T07:42:00", WORDS, "0" * 64))
        raw.execute("COMMIT")

    def note() -> None:
        desk.do(write_note(), words=WORDS)

    interleaved(50, bare=bare, note=note)
    taken = interleaved(MANY, bare=bare, note=note)
    raw.close()
    desk.database.close()
    ratio = taken["note"] / taken["bare"]
    detail = f"{taken['note'] * 1000:.2f} ms against {taken['bare'] * 1000:.2f} ms"
    return [
        Measure("Desk.do of a note / bare raw insert", ratio, "x", 8, detail),
        measure_length(folder),
        *measure_fsyncs(folder),
    ]


def measure_length(folder: Path) -> Measure:
    """The 99th percentile of appends to the longest log against that of a short one, in turns."""
    desks = {entries: desk_at(kept_log(folder, entries)) for entries in (SHORT, LONG)}
    taken: dict[int, list[float]] = {entries: [] for entries in desks}
    for number in range(FIRST + ENOUGH):
        for entries, desk in desks.items():
            spent = seconds(lambda desk=desk: desk.do(write_note(), words=WORDS))  # type: ignore[misc]
            if number >= FIRST:
                taken[entries].append(spent)
    for desk in desks.values():
        desk.database.close()
    short, long = (percentile(times, 99) * 1000 for times in taken.values())
    detail = f"{long:.2f} ms against {short:.2f} ms"
    return Measure(f"Append, p99, {LONG:,} entries / {SHORT:,}", long / short, "x", 2, detail)


def measure_fsyncs(folder: Path) -> list[Measure]:
    """fsyncs and fdatasyncs an entry, over 200 entries after the first 50."""
    if shutil.which("strace") is None:
        print("fsyncs are not counted: strace is not installed (apt-get install strace)")
        return []
    counted = [_syncs(folder / f"sync{count}", count) for count in (50, 250)]
    return [Measure("fsyncs an entry", (counted[1] - counted[0]) / 200, "", 1.05)]


def _syncs(folder: Path, entries: int) -> int:
    folder.mkdir()
    trace = folder / "trace"
    program = [sys.executable, "-m", "tests.benchmarks.append", str(folder), str(entries)]
    subprocess.run(["strace", "-f", "-e", "trace=fsync,fdatasync", "-o", str(trace), *program], check=True)
    return len(re.findall(r"\b(?:fsync|fdatasync)\(", trace.read_text()))


if __name__ == "__main__":
    traced = desk_in(Path(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        traced.do(write_note(), words=WORDS)
    traced.database.close()
