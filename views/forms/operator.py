"""Who sits here, and the few settings of the station that stand on its pages."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from app.command import Bound
from app.commands.station import PAPERS, set_station, sign_on
from app.desk import Receipt
from views.desk import QtDesk
from views.forms.form import Choice, Form, text_field

OF_OPERATOR = ("post", "initials")
OF_STATION = ("name", "site", "time_zone", "paper")


class OperatorForm(Form):
    """Sends only what was changed."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Who sits here", desk, parent)
        self._filled: dict[str, str] = {}
        self.post, self.initials = text_field(), text_field()
        self.initials.setMaxLength(4)
        self.add_field("post", "Your post", self.post)
        self.add_field("initials", "Your initials", self.initials, "They stand beside every entry that you write.")
        self.name, self.site, self.time_zone = text_field(), text_field(), text_field()
        self.paper = Choice()
        self.paper.addItems(["A4" if paper == "a4" else "Letter" for paper in PAPERS])
        self.add_field("name", "Station", self.name)
        self.add_field("site", "Site", self.site)
        self.add_field("time_zone", "Time zone", self.time_zone, "e.g. Europe/Berlin or America/New_York.")
        self.add_field("paper", "Paper", self.paper)
        self.put_beside("time_zone", "paper", (3, 2))
        self.come_back()
        self.add_foot("Save")
        self.says.setText("Saves in the station's log.")

    def come_back(self) -> None:
        """Show who sits here now and the station as it is now, in every field that was not changed."""
        if self.rests:
            return
        present, shown = self._present(), self._shown()
        for name, text in present.items():
            if name not in self._filled or shown[name] == self._filled[name]:
                self._filled[name] = text
                field = self.fields[name]
                if isinstance(field, QLineEdit):
                    field.setText(text)
                else:
                    self.paper.setCurrentIndex(PAPERS.index(text))

    def _present(self) -> dict[str, str]:
        operator, picture = self.desk.desk.operator, self.desk.picture
        present = {"post": operator.post, "initials": operator.initials}
        if picture is not None:
            present |= {name: str(getattr(picture.station, name)) for name in OF_STATION}
        return present

    def _shown(self) -> dict[str, str]:
        typed = (self.post, self.initials, self.name, self.site, self.time_zone)
        texts = dict(zip((*OF_OPERATOR, *OF_STATION), (field.text().strip() for field in typed), strict=False))
        return texts | {"paper": PAPERS[self.paper.currentIndex()]}

    @property
    def unsaved(self) -> bool:
        """Whether a field was changed and is not saved."""
        return self.rests or bool(self._changed())

    def _changed(self) -> dict[str, Any]:
        """What the operator changed, where it is not so already."""
        present, shown = self._present(), self._shown()
        return {
            name: shown[name]
            for name, filled in self._filled.items()
            if shown[name] != filled and shown[name] != present.get(name)
        }

    def _changes(self) -> list[Bound]:
        changed, changes = self._changed(), list[Bound]()
        if any(name in changed for name in OF_OPERATOR):
            present = self._present()
            changes.append(sign_on(**{name: changed.get(name, present[name]) for name in OF_OPERATOR}))
        station = {name: text for name, text in changed.items() if name in OF_STATION and text}
        return [*changes, set_station(**station)] if station else changes

    def enter(self) -> None:
        """Save what was changed, as one entry."""
        if changes := self._changes():
            self.save(*changes, done=self._saved)
        else:
            self.finished.emit()

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
