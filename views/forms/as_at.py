"""Looking at a past moment: type a time, Enter shows the whole console as it was known then."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.moments import parse_moment
from views.desk import QtDesk
from views.forms.form import Form, text_field


class AsAtForm(Form):
    """Nothing is changed by looking; nothing can be saved until the window shows now again."""

    writes = False

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("As at", desk, parent)
        self.moment = text_field(placeholder="e.g. 04:31")
        hint = "04:31 is the end of that minute, on the incident's first day; or type 2026-08-12 04:31."
        self.add_field("as_at", "Show everything as it was known at", self.moment, hint)
        self.add_foot("Show")
        self.says.setText("Nothing is changed by looking.")

    def enter(self) -> None:
        """Show that moment, or say why not."""
        picture = self.desk.picture
        if picture is None or not picture.has_incident:
            self.show_refusal("Open or declare an incident first.", "as_at")
            return
        incident, zone = picture.incident, self.desk.zone
        try:
            moment = parse_moment(self.moment.text(), zone, incident.occurred_at)
        except Refused as refused:
            self.show_refusal(str(refused), refused.field)
            return
        if moment < incident.logged_at:
            declared = f"{incident.logged_at.astimezone(zone):%Y-%m-%d %H:%M}"
            self.show_refusal(f"{incident.ref} was declared at {declared}; before that nothing was known.", "as_at")
        elif moment.replace(second=0, microsecond=0) > self.desk.now():
            self.show_refusal("That moment has not come yet.", "as_at")
        else:
            self.desk.show_past(moment)
            self.finished.emit()
