"""Run every benchmark, print one table, and write `out/benchmarks.json`."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.append import measure_append
from tests.benchmarks.as_at import measure_as_at
from tests.benchmarks.entry import measure_entry
from tests.benchmarks.keystrokes import measure_keystrokes
from tests.benchmarks.log_pdf import measure_log_pdf
from tests.benchmarks.log_view import measure_log_view
from tests.benchmarks.memory import measure_memory
from tests.benchmarks.screens import measure_screens
from tests.benchmarks.search import measure_search
from tests.benchmarks.start import measure_start
from tests.benchmarks.visible import measure_visible

OUT = Path("out")
BENCHMARKS = {
    "start": measure_start,
    "append": measure_append,
    "as-at": measure_as_at,
    "entry": measure_entry,
    "log-pdf": measure_log_pdf,
    "keystrokes": measure_keystrokes,
    "memory": measure_memory,
    "screens": measure_screens,
    "log-view": measure_log_view,
    "visible": measure_visible,
    "search": measure_search,
}


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all of them."""
    measures = []
    for name in names or list(BENCHMARKS):
        with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:  # the disk of the project, not a RAM disk
            for measure in BENCHMARKS[name](Path(folder)):
                print(measure.line(), flush=True)
                measures.append(measure)
    OUT.mkdir(exist_ok=True)
    (OUT / "benchmarks.json").write_text(json.dumps([one.as_json() for one in measures], indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
