"""Who sits here: the post and the initials that stand beside every entry of this desk."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.commands.station import sign_on
from app.desk import Receipt
from app.posts import known_posts
from views.desk import QtDesk
from views.forms.form import Form, changed_in, text_field
from views.forms.pick import known_field


class OperatorForm(Form):
    """Signs on at this desk; what is not touched follows whoever signs on elsewhere at this seat."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Sign on", desk, parent)
        self._shown = {"post": "", "initials": ""}
        self.post = known_field(known_posts(desk.picture), placeholder="e.g. Night Coordinator")
        self.initials = text_field()
        self.initials.setMaxLength(4)
        self.add_field("post", "Your post", self.post, "A post, never a name. Set-up (Ctrl+,) holds the list.")
        self.add_field("initials", "Your initials", self.initials, "They stand beside every entry that you write.")
        self.add_foot("Sign on")
        self.says.setText("Saves in the station's log. The station itself is in Set-up (Ctrl+,).")
        self.come_back()

    def come_back(self) -> None:
        """Show who sits here now, in every field that was not changed."""
        if self.rests:
            return
        operator = self.desk.desk.operator
        changed = changed_in(self._shown, self._held())
        self._shown = {"post": operator.post, "initials": operator.initials}
        for name, field in (("post", self.post), ("initials", self.initials)):
            if name not in changed:
                field.setText(self._shown[name])

    def _held(self) -> dict[str, str]:
        return {"post": self.post.text().strip(), "initials": self.initials.text().strip()}

    @property
    def unsaved(self) -> bool:
        """Whether a field was changed and is not saved."""
        return self.rests or bool(changed_in(self._shown, self._held()))

    def enter(self) -> None:
        """Sign on, if it is somebody else."""
        if changed_in(self._shown, self._held()):
            self.save(sign_on(**self._held()), done=self._saved)
        else:
            self.finished.emit()

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
