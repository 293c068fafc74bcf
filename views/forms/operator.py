"""Who sits here, and the few settings of the station that stand on its pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.station import PAPERS, set_station, sign_on
from app.desk import Receipt
from views.desk import QtDesk
from views.forms.form import Choice, Form, text_field


class OperatorForm(Form):
    """Sends only what was changed."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Who sits here", desk, parent)
        operator, station = desk.desk.operator, desk.picture.station if desk.picture else None
        self.post = text_field(operator.post)
        self.initials = text_field(operator.initials)
        self.initials.setMaxLength(4)
        self.add_field("post", "Your post", self.post)
        self.add_field("initials", "Your initials", self.initials, "They stand beside every entry that you write.")
        self.rows.addSpacing(12)
        self.name = text_field(station.name if station else "")
        self.site = text_field(station.site if station else "")
        self.time_zone = text_field(station.time_zone if station else "")
        self.paper = Choice()
        self.paper.addItems(["A4" if paper == "a4" else "Letter" for paper in PAPERS])
        self.paper.setCurrentIndex(PAPERS.index(station.paper) if station else 0)
        self.add_field("name", "Station", self.name)
        self.add_field("site", "Site", self.site)
        self.add_field("time_zone", "Time zone", self.time_zone, "As Europe/Berlin or America/New_York.")
        self.add_field("paper", "Paper", self.paper)
        self.add_foot("Save")
        self.says.setText("Saves in the station's log.")

    def _changes(self) -> list[Bound]:
        operator, picture = self.desk.desk.operator, self.desk.picture
        changes: list[Bound] = []
        post, initials = self.post.text().strip(), self.initials.text().strip()
        if (post, initials) != (operator.post, operator.initials):
            changes.append(sign_on(post=post, initials=initials))
        if picture is not None:
            shown = {
                "name": self.name.text().strip(),
                "site": self.site.text().strip(),
                "time_zone": self.time_zone.text().strip(),
                "paper": PAPERS[self.paper.currentIndex()],
            }
            changed: dict[str, Any] = {
                key: text for key, text in shown.items() if text and text != getattr(picture.station, key)
            }
            changes += [set_station(**changed)] if changed else []
        return changes

    def enter(self) -> None:
        """Save what was changed, as one entry."""
        if changes := self._changes():
            self.do(*changes, done=self._saved, refused=self.show_refusal)
        else:
            self.finished.emit()

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
