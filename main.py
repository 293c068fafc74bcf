"""Composition: arguments → settings → database → desk → window, report or replay."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.desk import Desk
    from app.verify import Verdict
    from models.database import Database

OUT = Path("out")


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; a user's mistake is one sentence on stderr and exit 1, never a traceback."""
    options = _parser().parse_args(arguments)
    act: Callable[[argparse.Namespace], int] = options.act
    if act is _console:
        return _console(options)
    return _told(lambda: act(options))


def _told(act: Callable[[], int]) -> int:
    from app.errors import Refused, Unavailable
    from models.database import CannotOpen

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no “ is no reason to fail
    try:
        return act()
    except (Refused, Unavailable, CannotOpen) as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"Cannot write what was asked for: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped. What was saved is there.", file=sys.stderr)
    except Exception as error:
        print(f"This did not work, and it is the console's fault: {error!r}. {_kept_details()}", file=sys.stderr)
        return 2
    return 1


def _kept_details() -> str:
    """Put the traceback of what is being handled into the file log, and say where."""
    from app.settings import data_folder

    try:
        data_folder().mkdir(parents=True, exist_ok=True)
        place = data_folder() / "console.log"
        with place.open("a", encoding="utf-8") as log:
            traceback.print_exc(file=log)
    except OSError as error:
        return f"The details could not be kept: {error.strerror}."
    return f"Details are in {place}."


def _parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument(
        "--database",
        metavar="PATH_OR_URL",
        default=argparse.SUPPRESS,
        help="the database to use, instead of this machine's",
    )
    parser = argparse.ArgumentParser(
        prog="main.py",
        parents=[everywhere],
        description="Watchkeeper, an incident console. Without a command: the window.",
    )
    parser.set_defaults(act=_console)
    commands = parser.add_subparsers(metavar="command")

    def add(name: str, act: Callable[[argparse.Namespace], int], sentence: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[everywhere], help=sentence, description=sentence)
        made.set_defaults(act=act)
        return made

    replay = add("replay", _replay, "Replay a script into a database.")
    replay.add_argument("script", type=Path, metavar="SCRIPT")
    replay.add_argument("--until", metavar="TIME", help="stop after the entries recorded in this minute")
    report = add("report", _report, "Write a report as PDF (not issued), or the log as CSV.")
    report.add_argument("kind", choices=["handover", "log", "systems", "tasks", "contacts", "messages"])
    report.add_argument("--incident", required=True, metavar="REF")
    report.add_argument("--output", required=True, type=Path, metavar="FILE")
    report.add_argument("--as-at", metavar="TIME", help="as it was known then, for example 04:31")
    report.add_argument("--paper", choices=["a4", "letter"], help="instead of the station's paper")
    report.add_argument("--csv", action="store_true", help="the log as a table for other programs, instead of PDF")
    picture = add("picture", _picture, "Print every row of an incident at one moment.")
    picture.add_argument("--incident", required=True, metavar="REF")
    picture.add_argument("--as-at", metavar="TIME")
    picture.add_argument("--json", action="store_true", required=True, help="as JSON (the only form there is)")
    verify = add("verify", _verify, "Check that chain, copies and fold agree, or that a printed check code is genuine.")
    verify.add_argument("--incident", metavar="REF", help="whose printed check code it is")
    verify.add_argument("--number", metavar="N", help="the log number on paper")
    verify.add_argument("--code", metavar="CODE", help="the check code on paper")
    rebuild = add(
        "rebuild", _rebuild, "Make everything that is derived from the log anew: checkpoints, blocks, search."
    )
    rebuild.add_argument("database", nargs="?", metavar="DB", default=argparse.SUPPRESS, help="instead of --database")
    ring = add("ring", _ring, "Tell the running console that a call has come in; it waits there as a parked draft.")
    ring.add_argument("--from", dest="party", required=True, metavar="NAME", help="who is calling")
    ring.add_argument("--by", default="phone", metavar="METHOD", help="phone (without it), radio, pager …")
    add("commands", _commands, "List the commands that scripts can use.")
    return parser


def _open(options: argparse.Namespace, *, must_exist: bool = True) -> Database:
    from app.errors import Refused
    from app.settings import database_place
    from models.database import open_database

    place: str = options.database if hasattr(options, "database") else database_place()
    if must_exist and "://" not in place and not Path(place).exists():
        raise Refused(f"There is no database {place}. Replay a script into it or start the console first.")
    return open_database(place)


def _desk_at(database: Database, ref: str) -> Desk:
    from app.incidents import incident_called
    from app.station import reading_desk

    desk = reading_desk(database)
    return desk.at(desk.ask(incident_called(ref)))


def _moment(desk: Desk, text: str | None) -> datetime | None:
    from app.errors import Refused
    from app.moments import parse_moment
    from app.picture import picture_at

    if text is None:
        return None
    now = desk.ask(picture_at())
    moment = parse_moment(text, now.station.zone, now.incident.occurred_at)
    if moment.replace(second=0, microsecond=0) > desk.clock():
        raise Refused("That moment has not come yet. Nobody knows how it will be.", field="as_at")
    return moment


def _replay(options: argparse.Namespace) -> int:
    from app.replay import replay
    from app.script import load_script

    script = load_script(options.script)
    until = None if options.until is None else script.moment(options.until)
    database = _open(options, must_exist=False)
    try:
        replay(
            database,
            script,
            until=until,
            on_incident=lambda ref: print(ref, flush=True),
            on_saved=lambda number: print(f"saved {number}", flush=True),
        )
    finally:
        database.close()
    return 0


def _report(options: argparse.Namespace) -> int:
    from app import reporting

    makers: dict[str, Callable[..., bytes]] = {
        "handover": reporting.handover_report,
        "log": reporting.log_report,
        "systems": reporting.systems_report,
        "tasks": reporting.tasks_report,
        "contacts": reporting.contacts_report,
        "messages": reporting.messages_report,
    }
    database = _open(options)
    try:
        desk = _desk_at(database, options.incident)
        moment = _moment(desk, options.as_at)
        if options.csv:
            reporting.write_file(options.output, _log_csv(desk, moment, options.kind))
            return 0
        reporting.write_file(options.output, makers[options.kind](desk, moment, paper=options.paper))
    finally:
        database.close()
    return 0


def _log_csv(desk: Desk, moment: datetime | None, kind: str) -> bytes:
    from app.errors import Refused
    from app.log_csv import log_csv

    if kind != "log":
        raise Refused(f"There is no table of the {kind} report. Only the log is written as CSV.")
    return log_csv(desk, moment)


def _picture(options: argparse.Namespace) -> int:
    from app.errors import Refused
    from app.export import picture_as_json
    from app.figures import figures
    from app.picture import picture_at

    database = _open(options)
    try:
        desk = _desk_at(database, options.incident)
        past = desk.past(_moment(desk, options.as_at))
        picture = past.ask(picture_at())
        if not picture.has_incident:
            raise Refused(f"{options.incident} had not been declared at {options.as_at}.")
        print(json.dumps(picture_as_json(picture, past.ask(figures())), ensure_ascii=False, indent=2))
    finally:
        database.close()
    return 0


def _verify(options: argparse.Namespace) -> int:
    from app.errors import Refused
    from app.station import reading_desk
    from app.verify import check_printed, verify_log

    database = _open(options)
    try:
        printed = (options.incident, options.number, options.code)
        if any(printed):
            if not all(printed):
                raise Refused("A printed page is checked with --incident, --number and --code together.")
            answer = _desk_at(database, options.incident).ask(check_printed(options.number, options.code))
            print(answer)
            return 0 if answer == "MATCH" else 1
        verdict = reading_desk(database).ask(verify_log())
    finally:
        database.close()
    return _told_verdict(verdict)


def _told_verdict(verdict: Verdict) -> int:
    print(verdict.sentence)
    for problem in verdict.problems:
        print(problem, file=sys.stderr)
    return 0 if verdict.clean else 1


def _rebuild(options: argparse.Namespace) -> int:
    from app.rebuild import rebuild
    from app.station import reading_desk
    from app.verify import verify_log

    database = _open(options)
    try:
        rebuild(database)
        verdict = reading_desk(database).ask(verify_log())
    finally:
        database.close()
    return _told_verdict(verdict)


def _ring(options: argparse.Namespace) -> int:
    from app.ring import checked_ring
    from app.settings import database_place

    ring = checked_ring(options.party, options.by)
    place: str = options.database if hasattr(options, "database") else database_place()
    from views.ring import ring_at

    ring_at(place, ring)
    print(f"Noted: {ring.party} by {ring.method.value}.")
    return 0


def _commands(options: argparse.Namespace) -> int:
    from app.command import type_text
    from app.commands.every import COMMANDS

    for name, command in sorted(COMMANDS.items()):
        parameters = ", ".join(
            f"{key}: {type_text(hint)}{'' if key not in command.defaults else ' (optional)'}"
            for key, hint in command.parameters()
        )
        told = f"{command.sentence} Not for scripts." if command.takes_file else command.sentence
        print(f"{name}({parameters})\n    {told}")
    return 0


def _console(options: argparse.Namespace) -> int:
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return _told(lambda: _without_a_screen(options))
    from views.application import run_console

    return run_console(getattr(options, "database", None))


def _without_a_screen(options: argparse.Namespace) -> int:
    """Do the main job without a window: the demonstration into a database, its Board as PNG, its handover as PDF."""
    from app.demonstration import opened_demonstration
    from app.errors import Refused
    from app.moments import parse_moment
    from app.picture import picture_at
    from app.reporting import handover_report, write_file

    print(
        "No screen (DISPLAY and WAYLAND_DISPLAY are not set): running the demonstration without a window.", flush=True
    )
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    given: str = getattr(options, "database", str(OUT / "demonstration.db"))
    place = Path(given)
    if "://" in given:
        raise Refused("Without a screen the demonstration needs a database file: give a path.")
    OUT.mkdir(exist_ok=True)
    desk = opened_demonstration(place)
    try:
        incident = desk.ask(picture_at()).incident
        zone = desk.ask(picture_at()).station.zone
        pdf = handover_report(desk, parse_moment("07:00", zone, incident.occurred_at))
        write_file(OUT / "handover.pdf", pdf)
    finally:
        desk.database.close()
    from views.snapshot import board_png

    board_png(place, incident.ref, parse_moment("04:45", zone, incident.occurred_at), OUT / "board.png")
    for path in (place, OUT / "board.png", OUT / "handover.pdf"):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
