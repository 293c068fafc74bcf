"""The demonstration: one worked incident in a database of its own, to look at or to try things in.

*Look* is the whole replay, shown as at 04:45. *Try* is a scratch copy replayed to 04:45; its clock runs on from there.
Neither is ever mixed with live data: a database that this module did not begin is never thrown away.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from app.clock import ShiftedClock
from app.desk import Desk
from app.errors import Stopped
from app.incidents import incident_called
from app.progress import Progress, Stop, never, nobody_watches
from app.replay import replay
from app.script import Script, ScriptEntry, load_script
from app.settings import data_folder
from app.station import open_desk
from models.database import Database, open_database
from resources import files

SHOWN = "04:45"
"""The moment of *Look*, and the one from which *Try* goes on."""
BEGUN = "begun"


def look_at_demonstration(place: Path | None = None, progress: Progress = nobody_watches, stop: Stop = never) -> Desk:
    """The whole demonstration as at 04:45: nothing can be done there. Raises `Stopped`."""
    desk = opened_demonstration(place or data_folder() / "demonstration.db", progress, stop)
    script = _script()
    return replace(desk.past(script.moment(SHOWN)), operator=script.entries[0].operator, demonstration=True)


def try_demonstration(progress: Progress = nobody_watches, stop: Stop = never) -> Desk:
    """A scratch copy replayed to 04:45, its clock running on from there. Raises `Stopped`."""
    script = _script()
    folder = tempfile.mkdtemp(prefix="watchkeeper-try-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = _replayed(Path(folder) / "try.db", replace(script, entries=_until(script)), progress, stop)
    return replace(desk, clock=ShiftedClock(desk.clock()), demonstration=True)


def opened_demonstration(place: Path, progress: Progress = nobody_watches, stop: Stop = never) -> Desk:
    """A desk at the whole demonstration in this file; replayed where it is not there, or was not finished.

    Raises `ScriptError` where the file is something else, `Stopped` where `stop` says so.
    """
    script, note = _script(), place.with_name(f"{place.name}.replay")
    said = note.read_text(encoding="ascii") if note.exists() else ""
    if said == _digest() and place.exists():
        return _reopened(place, script)
    if said:
        _throw_away(place)
    elif place.exists():
        return _replayed(place, script, progress, stop)
    place.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(BEGUN, encoding="ascii")
    desk = _replayed(place, script, progress, stop)
    note.write_text(_digest(), encoding="ascii")
    return desk


def _script() -> Script:
    return load_script(files.path("demo", "hospital-power-outage.toml"))


def _digest() -> str:
    return hashlib.sha256(files.data("demo", "hospital-power-outage.toml")).hexdigest()


def _until(script: Script) -> tuple[ScriptEntry, ...]:
    end = script.moment(SHOWN)
    return tuple(entry for entry in script.entries if entry.recorded_at <= end)


def _reopened(place: Path, script: Script) -> Desk:
    database = open_database(place)
    desk = open_desk(database, operator=script.entries[-1].operator)
    return desk.at(desk.ask(incident_called(script.incident_ref or "")))


def _replayed(place: Path, script: Script, progress: Progress, stop: Stop) -> Desk:
    database: Database = open_database(place)
    saved = 0

    def count(_: str) -> None:
        nonlocal saved
        saved += 1
        progress(saved, len(script.entries))
        if stop():
            raise Stopped

    try:
        return replay(database, script, on_saved=count)
    except BaseException:
        database.close()
        raise


def _throw_away(place: Path) -> None:
    """Delete a replay that this module began and did not finish, or whose script has changed since."""
    for end in ("", "-wal", "-shm", ".seat", ".replay"):
        place.with_name(place.name + end).unlink(missing_ok=True)
