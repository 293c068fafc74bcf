"""Save to another place (P): what the log could not take is written to a folder that can be written."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.desk import Desk
from app.unconfirmed import Unconfirmed, keep_elsewhere, unconfirmed_text
from views.desk import QtDesk
from views.forms.form import Form, text_field
from views.labels import label
from views.named import Named
from views.work import Writing


class ElsewhereForm(Form):
    """The entries stay here as well and go into the log as soon as it takes them again."""

    writes = False

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: tuple[str, ...] = ()) -> None:
        """`about` is what was typed and not entered."""
        super().__init__("Save to another place", desk, parent)
        self._drafts = about
        self.folder = text_field(str(Path.home()), "a folder, such as a memory stick")
        self.result = label("", "words", wrap=True)
        self.add_field("folder", "Folder", self.folder)
        self.add_above(self.result)
        self.folder.textEdited.connect(self._show_no_result)
        self.add_foot("Save there")
        count = len(desk.kept) + len(about)
        self.says.setText(
            f"{count} unconfirmed {'text' if count == 1 else 'texts'}, as plain text. They stay here too."
        )

    def enter(self) -> None:
        """Write the file."""
        entries, drafts, folder = [_told(one) for one in self.desk.kept], self._drafts, self.folder.text()
        now, zone = self.desk.now(), self.desk.zone
        text = unconfirmed_text(entries, drafts, now, zone)
        self._show_no_result()

        def write(_: Desk) -> Path:
            return keep_elsewhere(text, folder, now, zone)

        self.run(write, self._is_written)

    def _show_no_result(self) -> None:
        """What was saved before says nothing of the folder that stands there now."""
        self.result.clear()

    def _is_written(self, place: Path) -> None:
        self.result.setText(f"Saved to {place}. Enter it again from there if it does not reach the log.")

    def is_about(self, about: object) -> bool:
        """Drawn anew each time: other texts are unconfirmed now."""
        return False


def _told(writing: Writing) -> Unconfirmed:
    acts = [
        (act.name.partition(":")[2], act.arguments) if isinstance(act, Named) else (act.command.name, act.arguments)
        for act in writing.acts
    ]
    said = writing.said
    return Unconfirmed(writing.entry_id, said["words"], said["occurred_at"], acts)
