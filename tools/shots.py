"""Draw every screen into pictures: dark and light, small, usual and large, into `out/shots/`.

`python -m tools.shots [FOLDER]`. The demonstration is replayed for *Look* and for *Try*; forms are drawn over the
Board of a desk that can save, and over one that cannot.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from app.desk import Desk
    from views.console import Console

README_PICTURES = Path(__file__).parents[1] / "resources" / "screenshots"
SIZES = ((1280, 720), (1600, 1000), (2560, 1440))
FORMS = ("declare", "handover", "as_at", "operator")
LATE = timedelta(minutes=65)
"""So long after 04:45 a task is late."""

Shoot = Callable[[str], None]


def main(arguments: list[str]) -> int:
    """Draw them all and print each path."""
    from app.demonstration import look_at_demonstration, try_demonstration
    from views import theme
    from views.snapshot import application_of_pictures, console_for_pictures, settle

    out = Path(arguments[0] if arguments else "out/shots")
    out.mkdir(parents=True, exist_ok=True)
    application = application_of_pictures()
    theme.use(application, "dark")
    with tempfile.TemporaryDirectory() as folder:
        fresh = fresh_desk(Path(folder) / "fresh.db")
        console = console_for_pictures(lambda: fresh, Path(folder))
        window = console.window

        def shoot(name: str) -> None:
            for tokens in theme.THEMES:
                theme.use(application, tokens)
                for width, height in SIZES:
                    window.resize(width, height)
                    settle(application)
                    path = out / f"{name}-{tokens}-{width}x{height}.png"
                    window.grab().save(str(path))
                    print(path)

        window.show()
        console.desk.open(lambda: fresh)
        shoot_beginning(console, shoot)
        console.desk.open(try_demonstration, place="try")
        shoot_live(console, shoot)
        console.desk.open(lambda: later(console.desk.desk), place="try")
        shoot("late")
        console.desk.open(lambda: look_at_demonstration(Path(folder) / "demonstration.db"), place="look")
        shoot_past(console, shoot)
        window.close()
    for tokens in theme.THEMES:
        shutil.copyfile(out / f"live-{tokens}-1600x1000.png", README_PICTURES / f"board-{tokens}.png")
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


def shoot_beginning(console: Console, shoot: Shoot) -> None:
    """Nothing open, the first incident, its empty board, and the start with it."""
    from app.commands.incidents import declare_incident
    from views.console import SCREENS

    shoot("start")
    console.do_action("declare", None)
    shoot("start-declare")
    console.window.close_panel()
    declared = console.desk.desk.do(declare_incident("Loss of utility feed A, North Tower"))
    console.desk.look_at(declared.scope_id)
    shoot("fresh")
    console.do_action("incidents", None)
    shoot("start-open")
    console.show_screen(SCREENS[0])


def shoot_live(console: Console, shoot: Shoot) -> None:
    """The board as it is worked on, a chosen row, a tab, both screens, and each form."""
    from views.boards.board import BoardScreen
    from views.console import SCREENS

    shoot("live")
    board = console.window.shown_view
    assert isinstance(board, BoardScreen)
    board.log.view.setFocus()
    board.log.view.choose(board.log.view.count - 3)
    shoot("chosen")
    board.log.tabs.buttons[1].click()
    shoot("decisions")
    board.log.tabs.buttons[0].click()
    console.show_screen(SCREENS[1])
    shoot("live-log")
    console.show_screen(SCREENS[0])
    for form in FORMS:
        console.do_action(form, None)
        shoot(form)
    board.log.view.choose(board.log.view.count - 3)
    console.do_action("correct", board.log.view.current)
    shoot("correct")
    console.window.close_panel()


def shoot_past(console: Console, shoot: Shoot) -> None:
    """The demonstration as at 04:45, which can only be read."""
    from views.console import SCREENS

    for screen in SCREENS:
        console.show_screen(screen)
        shoot(screen.words.lower())
    console.show_screen(SCREENS[0])
    for form in ("declare", "handover"):
        console.do_action(form, None)
        shoot(f"past-{form}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
