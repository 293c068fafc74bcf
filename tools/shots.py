"""Draw every screen into pictures: each theme, size and zoom, into `out/shots/`.

`python -m tools.shots [FOLDER] [--only WORD]`. The demonstration is replayed for *Look* and for *Try*; forms are drawn
over a screen of a desk that can save. Every screen is drawn with long German and Arabic texts as well.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from app.desk import Desk
    from views.console import Console

README_PICTURES = Path(__file__).parents[1] / "resources" / "screenshots"
SIZES = ((1280, 720), (1600, 1000), (2560, 1440))
ZOOMS = (1.0, 1.5)
PAGE_DRAWN = 1500
"""Milliseconds in which the live page of the handover is drawn: it waits a moment for what is being typed."""
LINES = {
    "tokens": "/task @engineering #GEN-2 !2 bleed the fuel line and try to start again by 05:30 ",
    "unknown": "#NOWHERE is out, says @nobody ",
    "refused": "/decision cool the data centre",
}
"""What is typed, by the name of its picture."""
LATE = timedelta(minutes=65)
"""So long after 04:45 a task is late."""


@dataclass
class Camera:
    """Takes one window in every theme, size and zoom."""

    application: QApplication
    console: Console
    out: Path
    only: str = ""
    taken: list[Path] = field(default_factory=list)

    def shoot(self, name: str, *, everywhere: bool = True) -> None:
        """Draw what the window shows now; forms, which look alike in all of them, in the usual ones only."""
        from views import theme
        from views.snapshot import settle

        if self.only not in name:
            return
        for tokens in theme.THEMES:
            for zoom in ZOOMS:
                theme.use(self.application, tokens, zoom)
                for width, height in SIZES:
                    if everywhere or (width, height, zoom) in ((1600, 1000, 1.0), (1280, 720, 1.5)):
                        self.console.window.resize(width, height)
                        settle(self.application)
                        self._take(self.out / f"{name}-{tokens}-{width}x{height}-{round(zoom * 100)}.png")
        theme.use(self.application, "dark", 1.0)

    def _take(self, path: Path) -> None:
        self.console.window.grab().save(str(path))
        self.taken.append(path)

    def screens(self, prefix: str) -> None:
        """Draw every screen of the console."""
        from PySide6.QtTest import QTest

        from views.console import SCREENS

        self.console.bar.tell("")  # what has just come about goes by itself
        for screen in SCREENS:
            self.console.show_screen(screen)
            QTest.qWait(PAGE_DRAWN if screen.words == "Handover" else 0)
            self.shoot(f"{prefix}-{screen.words.lower()}")
        self.console.show_screen(SCREENS[0])


def main(arguments: list[str]) -> int:
    """Draw them all and print where they are."""
    from app.demonstration import look_at_demonstration, try_demonstration
    from tools.long_texts import write_long_texts
    from views import theme
    from views.snapshot import application_of_pictures, console_for_pictures

    parser = argparse.ArgumentParser(prog="tools.shots")
    parser.add_argument("folder", nargs="?", default="out/shots", type=Path)
    parser.add_argument("--only", default="", help="draw only pictures with this word in their name")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    application = application_of_pictures()
    theme.use(application, "dark")
    with tempfile.TemporaryDirectory() as folder:
        fresh, long = (fresh_desk(Path(folder) / f"{name}.db") for name in ("fresh", "long"))
        console = console_for_pictures(lambda: fresh, Path(folder))
        camera = Camera(application, console, asked.folder, asked.only)
        console.window.resize(1600, 1000)
        console.window.show()
        console.desk.open(lambda: fresh)
        shoot_beginning(camera)
        console.desk.open(try_demonstration, place="try")
        camera.screens("live")
        shoot_log_desk(camera)
        shoot_forms(camera)
        console.desk.open(lambda: later(console.desk.desk), place="try")
        camera.screens("late")
        console.desk.open(lambda: look_at_demonstration(Path(folder) / "demonstration.db"), place="look")
        camera.screens("past")
        console.desk.open(lambda: write_long_texts(long))
        refused = console.window.strips.words("refused")
        if refused:
            raise SystemExit(f"the long texts were refused: {refused}")
        camera.screens("long")
        console.window.close()
    for tokens in theme.THEMES:
        if (taken := asked.folder / f"live-board-{tokens}-1600x1000-100.png") in camera.taken:
            shutil.copyfile(taken, README_PICTURES / f"board-{tokens}.png")
    print(f"{len(camera.taken)} pictures in {asked.folder}")
    return 0


def fresh_desk(place: Path) -> Desk:
    """A desk of a station where nothing is open."""
    from app.station import open_desk
    from models.database import open_database

    return open_desk(open_database(place))


def later(desk: Desk) -> Desk:
    """The same desk a while later."""
    clock = desk.clock
    return replace(desk, clock=lambda: clock() + LATE)


def shoot_beginning(camera: Camera) -> None:
    """Nothing open, Set-up without an incident, the first incident, its empty screens, and the start with it."""
    from app.commands.incidents import declare_incident
    from views.console import SCREENS

    console = camera.console
    camera.shoot("start")
    console.do_action("declare", None)
    camera.shoot("start-declare", everywhere=False)
    console.window.close_panel()
    console.do_action("set_up", None)
    camera.shoot("start-set-up", everywhere=False)
    declared = console.desk.desk.do(declare_incident("Loss of utility feed A, North Tower"))
    console.desk.look_at(declared.scope_id)
    camera.screens("empty")
    console.do_action("incidents", None)
    camera.shoot("start-open")
    console.show_screen(SCREENS[0])


def shoot_log_desk(camera: Camera) -> None:
    """The entry line with tokens, with a refusal, parked drafts and files; then what is found, and messages."""
    from PySide6.QtCore import QMimeData, QUrl
    from PySide6.QtTest import QTest

    from views.boards.logbook import LogScreen
    from views.console import SCREENS

    console, line = camera.console, camera.console.entry_line
    line.setFocus()
    for name, typed in LINES.items():
        QTest.keyClicks(line.field, typed)
        if name == "refused":
            line.save()
        camera.shoot(f"line-{name}", everywhere=False)
        line.park()
    line.call_came("Tri-Valley")
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(one)) for one in sorted(README_PICTURES.glob("*.png"))])
    line.tray.offer(files)
    camera.shoot("line-files")
    line.park()
    for draft in list(line.standing.parked):
        line.standing.throw(draft)
    console.show_screen(SCREENS[1])
    screen = console.window.shown_view
    assert isinstance(screen, LogScreen)
    screen.finding.begin()
    if screen.finding.panel is not None:
        QTest.keyClicks(screen.finding.panel.line, "generator")
    camera.shoot("found")
    screen.finding.close()
    console.do_action("messages", None)
    camera.shoot("messages")
    console.show_screen(SCREENS[0])


def shoot_forms(camera: Camera) -> None:
    """Each form over the Board, a chosen entry, the palette, the keys, and a past moment."""
    from app.commands.attachments import attach
    from app.commands.incidents import declare_incident
    from app.moving import move_offer
    from app.picture import picture_at
    from models.attachment import Attached, Attachment
    from models.countdown import Countdown
    from models.decision import Decision
    from models.message import Message
    from models.task import Task
    from views.boards.board import BoardScreen
    from views.console import FORMS, SCREENS

    console = camera.console
    console.show_screen(SCREENS[0])
    board = console.window.shown_view
    assert isinstance(board, BoardScreen)
    board.log.view.setFocus()
    board.log.view.choose(board.log.view.count - 3)
    camera.shoot("chosen")
    picture = console.desk.picture
    assert picture is not None
    desk = console.desk.desk
    desk.do(declare_incident("Chilled water lost, South Tower"))
    attached = desk.do(attach("board.png", "image/png", (README_PICTURES / "board-dark.png").read_bytes()))
    kept = desk.ask(picture_at()).all(Attachment)[-1]
    about: dict[str, object] = {
        "attachment": Attached(kept, attached.number),
        "move": desk.ask(move_offer(None, desk.seat_id)),
        "correct": board.log.view.current,
        "keys": console.keyboard.groups,
        "print": "log",
        "task": picture.all(Task)[1].id,
        "decision": picture.all(Decision)[0].id,
        "answer": next(one.id for one in picture.all(Message) if one.answered_at is None),
        "return": next(one.id for one in picture.all(Message) if not one.outgoing),
        "countdown": next(one.id for one in picture.all(Countdown) if one.running),
    }
    for name in FORMS:
        console.do_action(name, about.get(name))
        camera.shoot(f"form-{name}", everywhere=False)
        console.window.close_panel()
    console.keyboard.find("Ctrl+K").act()  # type: ignore[union-attr]
    camera.shoot("palette", everywhere=False)
    console.window.focus_screen()
    console.keyboard.find("Alt+Left").act()  # type: ignore[union-attr]
    camera.shoot("as-at")
    console.desk.show_past(None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
