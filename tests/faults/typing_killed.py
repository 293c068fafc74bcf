"""A console is killed while somebody types: what stood in the line is there again, but for the last tenths of a second.

    python -m tests.faults.typing_killed 100

The child types at ten characters a second into the real line and says, with the machine's clock, what it typed when.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.commands.incidents import declare_incident
from app.drafts import open_drafts
from app.station import open_desk
from models.database import open_database

MOST_LOST = 0.3
"""Seconds of typing that a kill may take."""
WORDS = "GEN-2 läuft wieder 🚒 at 62 %, وصلت المولدة, #GEN-2 =part !2 und weiter "
EVERY = 30
"""Milliseconds between two keys: faster than anybody types, so that something is always on its way."""
CHILD = """
import sys, time
from PySide6.QtCore import QSettings, QTimer
from views import theme
from views.application import make_application
from views.console import station_opener
from views.windows import Windows
from tests.faults.typing_killed import EVERY, WORDS

application = make_application(sys.argv)
theme.use(application, "dark")
windows = Windows(station_opener(sys.argv[1]), QSettings(sys.argv[2], QSettings.Format.IniFormat))
line, typed = windows.first.entry_line, []

def key():
    character = WORDS[len(typed) % len(WORDS)]
    typed.append(character)
    line.field.insertPlainText(character)
    print(f"{time.monotonic()} {len(typed)}", flush=True)

timer = QTimer()
timer.timeout.connect(key)

def begin():
    if windows.drafts._book is not None and line.grammar.ready and not timer.isActive():
        timer.start(EVERY)

ready = QTimer()
ready.timeout.connect(begin)
ready.start(20)
windows.first.window.show()
application.exec()
"""


@dataclass(frozen=True)
class Outcome:
    """What a kill took: how many characters, the seconds since the last one that is there, and whether all is whole."""

    typed: int
    kept: int
    lost_for: float
    whole: bool


def make_station(place: Path) -> None:
    """A database with an incident to type for."""
    database = open_database(place)
    open_desk(database).do(declare_incident("Loss of utility feed A"))
    database.close()


def kill_while_typing(folder: Path, after: float) -> Outcome:
    """Start a console, let it type for so many seconds, kill it, and look at what is kept."""
    place = folder / "station.db"
    if not place.exists():
        make_station(place)
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    arguments = [sys.executable, "-c", CHILD, str(place), str(folder / "console.ini")]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, start_new_session=True
    ) as console:
        assert console.stdout is not None
        said = [console.stdout.readline()]
        with suppress(subprocess.TimeoutExpired):
            console.wait(after)
        killed_at = time.monotonic()
        os.kill(console.pid, signal.SIGKILL)
        said += console.stdout.readlines()
    keys = [(float(at), int(count)) for at, count in (line.split() for line in said if line.endswith("\n"))]
    keys = [(at, count) for at, count in keys if at <= killed_at]
    return _outcome(place, keys, killed_at)


def _outcome(place: Path, keys: list[tuple[float, int]], killed_at: float) -> Outcome:
    database = open_database(place)
    book, found = open_drafts(database)
    texts = [one.text for one in found]
    book.keep([], [one.id for one in found])
    book.close()
    database.close()
    text = texts[0] if texts else ""
    kept = len(text)
    whole = len(texts) <= 1 and text == (WORDS * (kept // len(WORDS) + 1))[:kept]
    missing = [at for at, count in keys if count > kept]
    return Outcome(keys[-1][1] if keys else 0, kept, killed_at - min(missing) if missing else 0.0, whole)


def main(times: int) -> int:
    """Kill it so often, and say what was lost."""
    dice = random.Random(4)  # the same moments in every run
    with tempfile.TemporaryDirectory() as folder:
        outcomes = [kill_while_typing(Path(folder), 0.15 + 1.5 * dice.random()) for _ in range(times)]
    lost = sorted(one.lost_for for one in outcomes)
    garbled = sum(not one.whole for one in outcomes)
    late = sum(one.lost_for > MOST_LOST for one in outcomes)
    print(f"{times} kills while typing: {garbled} garbled, {late} lost more than {MOST_LOST} s of typing")
    print(f"typing lost: median {lost[times // 2]:.3f} s, p95 {lost[int(times * 0.95)]:.3f} s, worst {lost[-1]:.3f} s")
    print(f"characters typed {sum(one.typed for one in outcomes)}, kept {sum(one.kept for one in outcomes)}")
    return 1 if garbled or late else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
