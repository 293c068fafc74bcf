"""Set-up, station: its name, site and time zone, when an entry is late, and how long a log may be silent."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QWidget

from app.command import Bound
from app.commands.station import set_station
from app.desk import Desk
from models.station import Station
from views.boards.set_up_form import SetUpForm
from views.desk import QtDesk
from views.forms.form import text_field
from views.forms.pick import known_field

MINUTES = {"late_after_minutes", "silence_after_minutes"}
SILENT = "Then a priority 1 incident asks for an entry, once."


class StationSection(SetUpForm):
    """Every window reads its clocks and its headings anew as soon as this is saved."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Station", desk, parent)
        self.name, self.site = text_field(), text_field()
        self.time_zone = known_field((), placeholder="e.g. Europe/Berlin")
        self.late, self.silence = text_field(), text_field()
        for minutes in (self.late, self.silence):
            minutes.setMaxLength(4)
        self.add_field("name", "Name", self.name, "It stands in the header and on every page.")
        self.add_field("site", "Site", self.site, "New incidents begin with it.")
        self.add_field("time_zone", "Time zone", self.time_zone, "Type any part, like berlin.")
        self.add_field("late_after_minutes", "Late after, minutes", self.late, "An entry written later is marked late.")
        self.add_field("silence_after_minutes", "Silent after, minutes", self.silence, SILENT)
        self.put_beside("late_after_minutes", "silence_after_minutes")
        self.add_foot("Save")
        desk.run(self, zones, self._offer_zones)

    def _offer_zones(self, names: list[str]) -> None:
        completer = self.time_zone.completer()
        completer.setModel(QStringListModel(names, completer))

    def present(self) -> dict[str, object]:
        """The station as it is now."""
        assert self.desk.picture is not None
        station = self.desk.picture.station
        silence = int(station.silent_after.total_seconds() // 60)
        return {
            "name": station.name,
            "site": station.site,
            "time_zone": station.time_zone,
            "late_after_minutes": str(station.late_after_minutes),
            "silence_after_minutes": str(silence),
        }

    def save_changes(self, changed: dict[str, object]) -> None:
        """One entry of the station's log; refused where another desk changed the same field meanwhile."""
        assert self.desk.picture is not None
        shown = {name: self._shown[name] for name in changed}
        for name in MINUTES & changed.keys():
            if not str(changed[name]).strip().isdecimal():
                self.show_refusal("Type whole minutes, like 15.", name)
                return
            changed[name], shown[name] = int(str(changed[name])), int(str(shown[name]))
        if self.desk.picture.station.silence_after_minutes is None and "silence_after_minutes" in shown:
            shown["silence_after_minutes"] = None  # what is shown where the station has not set its own
        bound: Bound = set_station(**changed)  # type: ignore[arg-type]
        self.save(bound.seen(Station, self.desk.picture.station.id, **shown), done=self.saved_as)


def zones(_: Desk) -> list[str]:
    """Every time zone by its name; read from files, and so on a worker."""
    return sorted(available_timezones())
