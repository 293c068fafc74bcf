"""Several incidents at once: the mark of the others in the header, the key that goes to the next, what moves there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject

from views.named import load, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.others import OpenIncident
    from views.desk import QtDesk
    from views.notices import Notices
    from views.others_mark import OthersMark


class Several(QObject):
    """Knows the incident that this window was at before; what is open is asked for, and told by `Watching`."""

    def __init__(
        self,
        desk: QtDesk,
        mark: OthersMark,
        notices: Notices,
        do_action: Callable[[str, object], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk, self._mark, self._notices, self._do_action = desk, mark, notices, do_action
        self._before: UUID | None = None
        mark.clicked.connect(self.go_on)

    def show_others(self, found: list[OpenIncident]) -> None:
        """Say in the header how many others are open; the past and the demonstration know of none."""
        from app.others import beside, others_text, spoken_others

        here = self._desk.desk.incident_id if self._desk.ready else None
        others = [] if here is None or self._desk.as_at is not None else beside(found, here)
        late = any(one.late for one in others)
        self._mark.show_others(others_text(others), len(others), spoken_others(others), late=late)

    def came(self, before: UUID | None) -> None:
        """The window is at another incident: where it came from one, say which it is at now."""
        self._before, picture = before, self._desk.picture
        if before is not None and picture is not None and picture.has_incident:
            title = load("app.text:shortened")(picture.incident.title)
            self._notices.tell(f"Now at {picture.incident.ref} {title}.")

    def go_on(self, _: object = None, step: int = 1) -> None:
        """Go to the next open incident (-1: to the one before), of those that are open by now."""
        if self._desk.ready and self._desk.home_as_at is None:
            self._desk.turning = True
            opened = named("app.others:open_incidents", moment=self._desk.now())
            self._desk.ask(self, opened, partial(self._go_from, step), key="next", failed=self._stay)

    def _go_from(self, step: int, found: list[OpenIncident]) -> None:
        other = load("app.others:next_incident")(found, self._desk.desk.incident_id, step)
        if other is None:
            self._stay()
            self._notices.say("No other incident is open.")
        else:
            self._do_action("open_incident", other.id)

    def _stay(self) -> None:
        self._desk.turning = False

    def offer_move(self, entry_id: UUID | None) -> None:
        """Offer to move this entry (None: the last own one), first to the incident that was looked at before."""
        seat_id = self._desk.desk.seat_id
        offer = named("app.moving:move_offer", entry_id=entry_id, seat_id=seat_id, before=self._before)
        self._desk.ask(self, offer, partial(self._do_action, "move"), key="move")
