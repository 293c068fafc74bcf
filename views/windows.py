"""The windows of a seat: one console, and beside it others or single screens; all in step, and remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QByteArray, QObject, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from views.console import SCREENS, Console, id_of
from views.desk import QtDesk
from views.drafts import Drafts
from views.named import load
from views.window import Screen

if TYPE_CHECKING:
    from app.desk import Desk


MEMORY = ("screen", "incident", "geometry")
"""What is remembered of a window."""


class Windows(QObject):
    """Every console of this seat. What one of them saves the others show at once; the first takes them with it."""

    def __init__(
        self, open_station: Callable[[], Desk], settings: QSettings, make_desk: Callable[[], QtDesk] = QtDesk
    ) -> None:
        super().__init__()
        self._open_station, self._settings, self._make_desk = open_station, settings, make_desk
        self.drafts = Drafts()
        self._told: dict[str, datetime] = {}
        """What was said unasked at this seat, with its moment."""
        self.first = Console(open_station, settings, make_desk(), drafts=self.drafts, told=self._told)
        self.setParent(self.first.window)
        self.drafts.setParent(self)
        self.others: list[Console] = []
        self.wall: QWidget | None = None
        self._remembered = False
        self._join(self.first)
        self.first.window.may_close = self._may_close
        self.first.window.closed.connect(self._close_others)
        self.first.desk.opened.connect(self._come_back)
        self.first.desk.opened.connect(self._keep_drafts)
        geometry = settings.value("geometry")
        if isinstance(geometry, QByteArray):
            self.first.window.restoreGeometry(geometry)

    def _keep_drafts(self) -> None:
        """Drafts are kept beside the station's log, whatever is looked at later."""
        if self.first.desk.place == "station":
            self.drafts.open(self.first.desk)

    @property
    def all(self) -> list[Console]:
        """The first and the others."""
        return [self.first, *self.others]

    def open_beside(self, console: Console, screen: Screen | None, incident_id: UUID | None = None) -> Console:
        """Open another window on the same database: a whole console, or one screen alone."""
        place, home = console.desk.place, console.desk.desk.past(console.desk.home_as_at)
        opener = partial(_same_place, home, incident_id or home.incident_id)
        made = Console(
            self._open_station,
            self._settings,
            self._make_desk(),
            alone=screen,
            is_first=False,
            drafts=self.drafts,
            told=self._told,
        )
        made.window.painted.disconnect(made.open_station)
        self.others.append(made)
        self._join(made)
        made.window.closed.connect(partial(self._closed, made))
        made.window.resize(console.window.size() * (0.8 if screen else 1.0))
        made.window.show()
        made.desk.open(opener, place=place)
        return made

    def open_wall(self) -> None:
        """Show the first window's incident on a second screen, where there is one; again: close it."""
        if self.wall is not None:
            self.wall.close()
            return
        desk, seen = self._make_desk(), self.first.desk
        self.wall = made = load("views.wall:WallWindow")(desk)
        desk.setParent(made)
        desk.open(partial(_same_place, seen.desk.past(seen.home_as_at), seen.desk.incident_id), place=seen.place)
        made.closed.connect(self._drop_wall)
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            made.setGeometry(screens[1].availableGeometry())
        made.show()

    def _drop_wall(self) -> None:
        if self.wall is not None:
            self.wall.deleteLater()
            self.wall = None

    def _join(self, console: Console) -> None:
        console.wall_asked.connect(self.open_wall)
        console.window_asked.connect(partial(self.open_beside, console))
        console.screen_asked.connect(self._show_in_first)
        console.desk.saved.connect(partial(self._keep_step, console))

    def _show_in_first(self, screen: Screen) -> None:
        self.first.show_screen(screen)
        self.first.window.raise_()
        self.first.window.activateWindow()

    def _keep_step(self, console: Console, _: object) -> None:
        for other in self.all:
            if other is not console and other.desk.ready and other.desk.as_at is None:
                other.desk.refresh()

    def _closed(self, console: Console) -> None:
        self.others.remove(console)
        console.window.deleteLater()

    def _may_close(self) -> bool:
        """Ask every window before the first one goes, and takes them with it; each of them says what it holds."""
        answers = {console: console.closing.may_close() for console in self.all}
        for console, may in answers.items():
            if not may:
                console.window.raise_()
                console.window.activateWindow()
        return all(answers.values())

    def _close_others(self) -> None:
        self._settings.setValue("geometry", self.first.window.saveGeometry())
        self._settings.setValue("windows", json.dumps([_memory(console) for console in self.others]))
        for console in list(self.others):
            console.window.close()
        if self.wall is not None:
            self.wall.close()
        self.drafts.close()

    def _come_back(self) -> None:
        """Open the windows that stood beside the first when it was closed; once, and at the station only."""
        if self._remembered or self.first.desk.place != "station":
            return
        self._remembered = True
        for memory in _memories(str(self._settings.value("windows", ""))):
            incident = id_of(memory["incident"])
            screen = next((one for one in SCREENS if one.words == memory["screen"]), None)
            made = self.open_beside(self.first, screen, incident)
            made.window.restoreGeometry(QByteArray.fromBase64(memory["geometry"].encode()))


def _same_place(desk: Desk, incident_id: UUID | None) -> Desk:
    """The same seat at the same database, through connections of its own."""
    from models.database import open_database

    database = desk.database
    return replace(desk, database=open_database(database.path or database.url.render_as_string(False))).at(incident_id)


def _memory(console: Console) -> dict[str, str]:
    geometry = console.window.saveGeometry().toBase64().toStdString()
    incident = console.desk.desk.incident_id if console.desk.ready and console.desk.place == "station" else None
    return {
        "screen": console.alone.words if console.alone else "",
        "incident": "" if incident is None else str(incident),
        "geometry": geometry,
    }


def _memories(text: str) -> list[dict[str, Any]]:
    """What was remembered; nothing where that cannot be read."""
    try:
        found = json.loads(text)
        return [one for one in found if all(isinstance(one.get(name), str) for name in MEMORY)]
    except (ValueError, TypeError, AttributeError):
        return []
