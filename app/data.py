"""The station's data as the set-up shows it: where it lies, how large it is, whether it is whole, and a copy of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from sqlalchemy import func, select, text

from app.desk import Desk
from app.errors import Refused
from app.export import picture_as_json
from app.figures import figures
from app.folders import made_folder, written
from app.picture import picture_at
from app.query import Look, query
from app.verify import Verdict, verify_log
from models.database import SCHEMA_VERSION
from models.log import LogEntry
from models.sizes import size_text


@query
def size_of(look: Look) -> int | None:
    """The size of the database in bytes; None where a server keeps it."""
    if look.session.get_bind().dialect.name != "sqlite":
        return None
    pages, page = (look.session.scalar(text(f"PRAGMA {name}")) for name in ("page_count", "page_size"))
    return int(pages or 0) * int(page or 0)


@query
def entries_of(look: Look) -> tuple[int, int]:
    """How many entries the station's own log has, and how many all logs together."""
    count = select(func.count()).select_from(LogEntry)
    own = look.session.scalar(count.where(LogEntry.scope_id == look.station_id))
    return own or 0, look.session.scalar(count) or 0


def facts_of(desk: Desk) -> list[tuple[str, str]]:
    """What there is to know of the data and of this desk, each with its word. Reads; for a worker."""
    database = desk.database
    size, (own, every) = desk.ask(size_of()), desk.ask(entries_of())
    return [
        ("Database", str(database.path) if database.path else database.url.render_as_string(hide_password=True)),
        ("Size", "kept by a server" if size is None else size_text(size)),
        ("Schema", f"version {SCHEMA_VERSION}"),
        ("Entries", f"{own:,} in the station's log, {every:,} in all logs"),
        ("This desk", f"Desk {desk.letter}: {desk.operator.post} ({desk.operator.initials})"),
    ]


def check_log(desk: Desk) -> Verdict:
    """Read every log and compare it with itself and with the tables; takes as long as the logs are."""
    return desk.ask(verify_log())


def export_incident(desk: Desk, folder: str) -> Path:
    """Write all that the desk's incident holds, at the desk's moment, as JSON; say where. Raises `Refused`."""
    picture = desk.ask(picture_at())
    if not picture.has_incident:
        raise Refused("Open an incident first.")
    told = json.dumps(picture_as_json(picture, desk.ask(figures())), ensure_ascii=False, indent=2)
    moment = (desk.as_at or desk.clock()).astimezone(picture.station.zone)
    ref = re.sub(r"[^A-Za-z0-9-]", "-", picture.incident.ref)
    name = f"{ref} as at {moment:%Y-%m-%d %H%M}.json"
    return written(made_folder(folder, "in Paper and printing where files go"), name, told.encode())
