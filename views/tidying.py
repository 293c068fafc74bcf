"""Tidying in idle time: the pieces of the search index are merged in small steps while nothing is being saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from models.database import Database
    from views.desk import QtDesk

IDLE, BETWEEN = 2_000, 50
"""Milliseconds without an entry before it begins, and between two steps of some 4 ms."""


class Tidying(QObject):
    """Begins when the last entry is a while ago; an entry that comes meanwhile waits for one step at most."""

    def __init__(self, desk: QtDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        desk.opened.connect(self._wait)
        desk.saved.connect(self._wait)

    def stop(self) -> None:
        """The desk closes."""
        self._timer.stop()

    def _wait(self, _: object = None) -> None:
        if not self._desk.closed:
            self._timer.start(IDLE)

    def _step(self) -> None:
        if self._desk.ready and not self._desk.closed:
            self._desk.writer.submit(self._merge, self._desk.desk.database)

    def _merge(self, database: Database) -> None:
        """On the write worker. What cannot be merged now is merged after the next entry."""
        from app.tidying import tidy

        if tidy(database):
            self._desk.send(self._go_on, None)

    def _go_on(self, _: object) -> None:
        if not self._timer.isActive() and not self._desk.closed:
            self._timer.start(BETWEEN)
