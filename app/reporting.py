"""Reports: what a page needs, gathered from a desk, and the finished bytes written to a file."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select

from app.desk import Desk
from app.errors import Refused, Stopped
from app.logbook import log_after, log_sealed_to, log_since
from app.picture import picture_at
from app.progress import Progress, Stop, never, nobody_watches
from app.query import Look, query
from models.incident import Handover
from models.log import TICK, LogEntry
from models.log_line import LogLine
from models.message import Message
from models.picture import Picture
from models.station import Seat
from reports.contacts import contacts_pdf
from reports.general_message import general_message_pdf
from reports.handover import handover_pdf
from reports.handover_page import HandoverPage
from reports.log import log_pdf
from reports.messages import messages_pdf
from reports.page import Sealed
from reports.picture_page import PicturePage
from reports.systems_status import systems_status_pdf
from reports.task_list import task_list_pdf

BLOCK = 1000
"""How many entries of a long log are read at a time."""


def handover_report(
    desk: Desk,
    moment: datetime | None = None,
    *,
    paper: str | None = None,
    handover: Handover | None = None,
    signed: bool = False,
    reprint: bool = False,
) -> bytes:
    """The shift handover as PDF: as at a moment and marked *not issued*, or an issued one, byte for byte as it was.

    `signed` fills the signature boxes of an issued one. Raises `Refused`.
    """
    if handover is None:
        return handover_pdf(_draft(desk, moment, paper))
    return handover_pdf(_issued(desk, handover, paper, signed and handover.signed_at is not None, reprint))


def _draft(desk: Desk, moment: datetime | None, paper: str | None) -> HandoverPage:
    then, printed_at = _desk_at(desk, moment), desk.clock()
    picture, sealed = _known(then)
    last = _last_signed(picture)
    return HandoverPage(
        picture=picture,
        lines=_shift_lines(then, sealed.number, last),
        moment=then.as_at or printed_at,
        printed_at=printed_at,
        sealed=sealed,
        paper=paper or picture.station.paper,
        log_from=last.as_at if last else None,
        seated=_post_at(desk, picture),
    )


def _post_at(desk: Desk, picture: Picture) -> str:
    """Who sits at this desk, or (a report from the command line) at the only one."""
    seats = picture.all(Seat)
    return next((seat.post for seat in seats if seat.id == desk.seat_id or len(seats) == 1), "")


def _issued(desk: Desk, handover: Handover, paper: str | None, signed: bool, reprint: bool) -> HandoverPage:
    row = handover if signed else desk.past(None).ask(handover_as_issued(handover.id, handover.printed_at))
    then = desk.past(row.as_at)
    picture, _ = _known(then)
    last = _last_signed(picture)
    return HandoverPage(
        picture=picture,
        lines=_shift_lines(then, row.log_number, last),
        moment=row.as_at,
        printed_at=row.printed_at,
        sealed=Sealed(row.log_number, row.check),
        paper=paper or row.paper,
        log_from=last.as_at if last else None,
        handover=row,
        signed=signed,
        reprint=reprint,
    )


def log_report(
    desk: Desk,
    moment: datetime | None = None,
    *,
    since: datetime | None = None,
    paper: str | None = None,
    progress: Progress = nobody_watches,
    stop: Stop = never,
) -> bytes:
    """The incident's log as PDF, as it stood at a moment; without one, now. Raises `Refused` and `Stopped`.

    It is whole, or (and says so) what was recorded since a moment. It is read block by block while it is drawn, up to
    the entry that was the last one when it began.
    """
    page, then = _page(desk, moment, paper), _desk_at(desk, moment)
    end, count = then.ask(log_end(since))
    return log_pdf(page, _read(then.past(end), since, count, progress, stop), count, since)


def systems_report(desk: Desk, moment: datetime | None = None, paper: str | None = None) -> bytes:
    """The status of every system as PDF (HICS 251), at a moment; without one, now. Raises `Refused`."""
    return systems_status_pdf(_page(desk, moment, paper))


def tasks_report(desk: Desk, moment: datetime | None = None, paper: str | None = None) -> bytes:
    """Every task as PDF, at a moment; without one, now. Raises `Refused`."""
    return task_list_pdf(_page(desk, moment, paper))


def contacts_report(desk: Desk, moment: datetime | None = None, paper: str | None = None) -> bytes:
    """The call-down sheet as PDF, with its telephone numbers. Raises `Refused`."""
    return contacts_pdf(_page(desk, moment, paper))


def messages_report(desk: Desk, moment: datetime | None = None, paper: str | None = None) -> bytes:
    """The communications log as PDF (ICS 309), at a moment; without one, now. Raises `Refused`."""
    page = _page(desk, moment, paper)
    return messages_pdf(page, _post_at(desk, page.picture))


def message_report(desk: Desk, message_id: UUID, paper: str | None = None) -> bytes:
    """One message as PDF, with its reply (ICS 213). Raises `Refused`."""
    page = _page(desk, None, paper)
    message = page.picture.get(Message, message_id)
    if message is None:
        raise Refused("That message was not there at that moment.")
    return general_message_pdf(page, message)


def _page(desk: Desk, moment: datetime | None, paper: str | None) -> PicturePage:
    then, printed_at = _desk_at(desk, moment), desk.clock()
    picture, sealed = _known(then)
    return PicturePage(
        picture=picture,
        moment=then.as_at or printed_at,
        printed_at=printed_at,
        sealed=sealed,
        paper=paper or picture.station.paper,
    )


def _read(desk: Desk, since: datetime | None, count: int, progress: Progress, stop: Stop) -> Iterator[LogLine]:
    last, done = None, 0
    while lines := desk.ask(log_after(last, BLOCK, since)):
        yield from lines
        last, done = lines[-1].entry, done + len(lines)
        progress(done, count)
        if stop():
            raise Stopped


@query
def log_end(look: Look, since: datetime | None = None) -> tuple[datetime, int]:
    """The `order_at` of the last entry that is known, and how many entries there are (since a moment) up to it."""
    known = [LogEntry.scope_id == look.incident_id]
    known += [LogEntry.order_at <= look.as_at] if look.as_at else []
    end = look.session.scalar(select(func.max(LogEntry.order_at)).where(*known))
    if end is None:
        raise LookupError("the log is empty at this moment")
    known += [LogEntry.order_at >= since] if since else []
    return end, look.session.scalar(select(func.count()).select_from(LogEntry).where(*known)) or 0


def _desk_at(desk: Desk, moment: datetime | None) -> Desk:
    """The desk as at a moment; without one, as it stands, with everything that its log holds."""
    return desk if moment is None else desk.past(moment)


def _known(desk: Desk) -> tuple[Picture, Sealed]:
    if desk.incident_id is None:
        raise Refused("Open or declare an incident first.")
    picture, sealed = desk.ask(picture_at()), desk.ask(log_sealed_to())
    if sealed is None or not picture.has_incident:
        raise Refused("The incident had not been declared at that moment.", field="as_at")
    return replace(picture, demonstration=desk.demonstration), Sealed(*sealed)


def _last_signed(picture: Picture) -> Handover | None:
    """The last handover that had been signed by the moment of the picture."""
    signed = [row for row in picture.all(Handover) if row.signed_at is not None]
    return max(signed, key=lambda row: row.number, default=None)


def _shift_lines(desk: Desk, number: str, last: Handover | None) -> list[LogLine]:
    """What the log holds after the last signed handover's page, up to the entry that this page is sealed to."""
    start, end = _serials(last.log_number if last else ""), _serials(number)
    lines = desk.ask(log_since(last.as_at - TICK if last else None))
    return [line for line in lines if _after(start, line.entry) and not _after(end, line.entry)]


_NUMBER = re.compile(r"([A-Z]?)(\d+)")


def _serials(number: str) -> dict[str, int]:
    """`41, B12` as the last serial of each desk's book."""
    return {letter or "A": int(serial) for letter, serial in _NUMBER.findall(number)}


def _after(serials: Mapping[str, int], entry: LogEntry) -> bool:
    return entry.serial > serials.get(entry.letter, 0)


@query
def handover_as_issued(look: Look, handover_id: UUID, printed_at: datetime) -> Handover:
    """The handover's row as its page was printed from: a later signature may name another post."""
    entries = (
        select(LogEntry.sealed)
        .where(
            LogEntry.scope_id == look.incident_id,
            LogEntry.order_at >= printed_at,
            LogEntry.commands.contains("handover.issue"),
        )
        .order_by(LogEntry.order_at)
    )
    for sealed in look.session.scalars(entries):
        for table, row_id, was, now in json.loads(sealed)["changes"]:
            if table == Handover.__tablename__ and row_id == str(handover_id) and was is None:
                return Handover.from_state(now)
    raise LookupError(f"no entry issues handover {handover_id}")


def write_file(path: Path, content: bytes) -> None:
    """Put the bytes there whole or not at all: written beside it, synced, then moved into place. Raises `Refused`."""
    if path.exists() and not path.is_file():
        raise Refused(f"Cannot write {path}: it is not a file. Choose another place.")
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Refused(f"Cannot write {path}: {why}. Choose another folder.") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise Refused(f"Cannot write {path}: {error.strerror}. Choose another place.") from error
