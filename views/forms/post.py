"""A post of the station: what it is called and what it is there for."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.commands.posts import add_post, edit_post
from app.desk import Receipt
from models.station import Post
from views.desk import QtDesk
from views.forms.form import Form, changed_in, text_field


class PostForm(Form):
    """Adds a post, or edits the one it is about; sends only what was changed."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None, about: UUID | None = None) -> None:
        super().__init__("Add a post" if about is None else "Edit a post", desk, parent)
        post = None if about is None or desk.picture is None else desk.picture.get(Post, about)
        self._about = None if post is None else post.id
        self._shown = {"name": post.name if post else "", "duty": (post.duty or "") if post else ""}
        self.name = text_field(self._shown["name"], "e.g. Night Coordinator")
        self.duty = text_field(self._shown["duty"], "e.g. keeps the log, calls the on-call leads")
        self.add_field("name", "Post", self.name, "A post, never a person's name.")
        self.add_field("duty", "What it is there for", self.duty)
        self.add_foot("Add" if self._about is None else "Save")
        self.says.setText("Saves in the station's log. Every window offers it then.")

    def enter(self) -> None:
        """Add it, or save what was changed."""
        held = {"name": self.name.text().strip(), "duty": self.duty.text().strip()}
        if self._about is None:
            self.save(add_post(held["name"], held["duty"]), done=self._saved)
        elif changed := changed_in(self._shown, held):
            shown = {name: self._shown[name] or None for name in changed}
            self.save(edit_post(post_id=self._about, **changed).seen(Post, self._about, **shown), done=self._saved)
        else:
            self.finished.emit()

    def refused(self, sentence: str, field: str | None) -> None:
        """Say why; what another desk made of it is shown then, so that a second Enter writes over it."""
        super().refused(sentence, field)
        post = None if self._about is None or self.desk.picture is None else self.desk.picture.get(Post, self._about)
        if post is not None and field in self._shown:
            self._shown[field] = getattr(post, field) or ""

    def is_about(self, about: object) -> bool:
        """Whether it is about this post; a new one is about none."""
        return about == self._about

    def _saved(self, _: Receipt) -> None:
        self.finished.emit()
