"""Finding as one types, over the longest log: a fixed set of searches, against FTS5 asked directly for the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pysqlite3.dbapi2 as sqlite

from app.desk import Desk
from app.incidents import incidents
from app.picture import picture_at
from app.search import SHOWN, find
from app.search_line import Wanted, read_search
from app.station import reading_desk
from models.database import open_database
from models.log_marks import mark
from tests.benchmarks.long_log import LONG, kept_log
from tests.benchmarks.measure import Measure, interleaved, percentile, seconds

ROUNDS = 9
TYPED = {
    "one letter": "t",
    "two letters": "te",
    "three letters": "fee",
    "the whole of a common word": "technician",
    "a common word": "crew ",
    "a phrase": '"on the way" ',
    "a phrase that goes on": '"breaker of fee',
    "two common words": "crew breaker ",
    "a rare word": "4711 ",
    "nothing": "zebra",
    "a number": "41",
    "with its kind": "/decision crew ",
    "with who": "@Coordinator gate ",
    "with a system": "#PWR battery ",
}
_ROWS = (
    "SELECT e.local_key, e.id, e.letter, e.serial, e.kind, e.words, e.sentence, e.initials, e.recorded_at "
    "FROM log_search s CROSS JOIN log_entry e ON e.local_key = s.rowid "
    "WHERE log_search MATCH ? ORDER BY s.rowid DESC LIMIT ?"
)


def measure_search(folder: Path) -> list[Measure]:
    """The 95th percentile of all searches: through `Desk.ask`, and as FTS5 alone finds the same newest rows."""
    place = kept_log(folder, LONG)
    database = open_database(place)
    desk = reading_desk(database)
    desk = desk.at(desk.ask(incidents())[0].id)
    picture = desk.ask(picture_at())
    raw = sqlite.connect(f"file:{place}?mode=ro", uri=True)
    ours: list[float] = []
    direct: list[float] = []
    worst = ("", 0.0)
    for name, typed in TYPED.items():
        wanted = read_search(typed, picture, desk.clock())
        find_it, match_it = _finding(desk, wanted), _matching(raw, desk, wanted)
        interleaved(2, ours=find_it, raw=match_it)
        for _ in range(ROUNDS):
            ours.append(seconds(find_it))
            direct.append(seconds(match_it))
        median = sorted(ours[-ROUNDS:])[ROUNDS // 2]
        print(f"  {name:<28} {median * 1000:7.2f} ms, FTS5 {sorted(direct[-ROUNDS:])[ROUNDS // 2] * 1000:7.2f} ms")
        worst = max(worst, (name, median), key=lambda one: one[1])
    raw.close()
    database.close()
    p95, raw95 = percentile(ours, 95) * 1000, percentile(direct, 95) * 1000
    detail = f"slowest: {worst[0]}, {worst[1] * 1000:.1f} ms; FTS5 p95 {raw95:.1f} ms"
    return [
        Measure("Search as one types, p95", p95, "ms", 50, detail),
        Measure("Search, p95 / FTS5 alone, p95", p95 / raw95, "x", 1.3),
    ]


def _finding(desk: Desk, wanted: Wanted) -> Callable[[], object]:
    def find_it() -> object:
        return desk.ask(find(wanted))

    return find_it


def _matching(raw: sqlite.Connection, desk: Desk, wanted: Wanted) -> Callable[[], object]:
    """The same words and marks as FTS5 takes them, and the rows that are shown."""
    said = [f'text : "{one.said.replace(chr(34), "")}"{"*" if one.begins else ""}' for one in wanted.sought]
    rows = [(mark("row", str(row_id)),) for _, row_id in wanted.rows]
    groups = [(mark("scope", str(desk.incident_id)),), *wanted.marks, *rows]
    marked = ["marks : (" + " OR ".join(f'"{one}"' for one in group) + ")" for group in groups]
    match = " AND ".join(said + marked)

    def match_it() -> object:
        return raw.execute(_ROWS, (match, SHOWN)).fetchall()

    return match_it
