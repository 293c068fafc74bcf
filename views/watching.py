"""What a window looks at by itself: the other open incidents, due reviews, and silence."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from views.named import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.others import OpenIncident
    from app.reminders import Reminder
    from views.desk import QtDesk
    from views.notices import Notices

EVERY = 5
"""Seconds between two looks: they wait behind what the operator sees."""
KEYS = {"review_due": " (Shift+D)", "write": " (N)"}
"""The key of what a reminder's button does."""


class Watching(QObject):
    """Asks on the read worker, and says by the rule of `app/reminders.py` what is due; never in the past."""

    looked = Signal(list)
    """Which incidents are open, known anew."""

    def __init__(
        self,
        desk: QtDesk,
        notices: Notices,
        do_action: Callable[[str, object], object],
        told: dict[str, datetime] | None,
        parent: QObject,
    ) -> None:
        """`told` is what was said before, with its moment: one for all windows of a seat; None: it says nothing."""
        super().__init__(parent)
        self._desk, self._notices, self._do_action, self._told = desk, notices, do_action, told
        self._said: Reminder | None = None
        self._found: list[OpenIncident] = []
        self._at: tuple[object, ...] = ()
        self._seconds = 0
        desk.ticked.connect(self._tick)
        desk.picture_changed.connect(self._notice)

    def _tick(self) -> None:
        self._seconds = (self._seconds + 1) % EVERY
        if not self._seconds:
            self.look()

    def _notice(self) -> None:
        """Another incident or moment is looked at anew; what is written here needs no question."""
        desk = self._desk.desk
        before, self._at = self._at, (desk.database, desk.incident_id, desk.as_at)
        if before != self._at:
            self.look()
        else:
            self._take(self._found)

    def look(self) -> None:
        """Ask which incidents are open, and what is late in them."""
        if self._desk.ready and self._desk.as_at is None:
            self._desk.ask(self, named("app.others:open_incidents", moment=self._desk.now()), self._take, key="open")
        else:
            self._take([])

    def _take(self, found: list[OpenIncident]) -> None:
        self._found = found
        self.looked.emit(found)
        if self._told is not None:
            self._remind(found, self._told)

    def _remind(self, found: list[OpenIncident], told: dict[str, datetime]) -> None:
        from app.reminders import joined, next_notice, reminders

        picture, now = self._desk.picture, self._desk.now()
        asked = [] if picture is None or self._desk.as_at is not None else reminders(picture, found, now)
        said = self._said.keys if self._said is not None and self._notices.reminds else ()
        still = [one for one in asked if set(one.keys) & set(said)]
        if len(still) < len(said):
            self._notices.drop_reminder()
            if still:
                self._say(joined(still))
        notice = next_notice(asked, told, now)
        if notice is not None:
            told |= dict.fromkeys(notice.keys, now)
            self._say(notice)

    def _say(self, notice: Reminder) -> None:
        self._said = notice
        act = partial(self._act, notice)
        tone, way = "triangle" if notice.late else "accent", notice.way + KEYS.get(notice.action, "")
        self._notices.remind(notice.words, tone, way, act)

    def _act(self, notice: Reminder) -> None:
        self._notices.drop_reminder()
        self._do_action(notice.action, notice.about)
