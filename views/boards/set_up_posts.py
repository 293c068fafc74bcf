"""Set-up, posts: who can hold a desk, own a task or decide, in the station's own order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.board import Line
from app.command import Bound
from app.commands.posts import move_post, remove_post
from app.posts import missing_posts, posts
from models.picture import Picture
from models.station import Post
from views.boards.lines import RowRole
from views.boards.set_up_list import SetUpList, action_button
from views.desk import QtDesk
from views.keys import Key

NONE = "No posts. Press + to add one, or add those of a hospital incident management team."
WHY = "Offered where a post is asked for. Never a person's name."


class PostsSection(SetUpList):
    """Each key acts at once and makes one entry of the station's log."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Posts", NONE, desk, parent)
        self.standard = action_button("Add the HICS posts", "", self._add_standard)
        self.head.addWidget(self.standard)
        self.arrange(
            WHY,
            [
                action_button("Add", "+", self._add),
                action_button("Edit", "Enter", self._edit),
                action_button("Remove", "Del", self._remove),
                action_button("Up", "Alt+Up", partial(self._move, -1)),
                action_button("Down", "Alt+Down", partial(self._move, 1)),
            ],
        )
        self.list.activated.connect(self._edit)

    def keys(self) -> Sequence[Key]:
        """The keys of this list; but for adding they mean the chosen post, and act only where it has the keyboard."""
        return [
            Key("+", "New post", self._add, self.writes),
            Key("Ins", "New post", self._add),
            Key("Del", "Remove the post", partial(self.in_list, self._remove)),
            Key("Alt+Up", "Move it up", partial(self.in_list, partial(self._move, -1))),
            Key("Alt+Down", "Move it down", partial(self.in_list, partial(self._move, 1))),
        ]

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the posts of this picture."""
        if picture is None:
            return
        self.show_lines([_line(post) for post in posts(picture)])
        self.standard.setEnabled(self.writes())
        self.standard.setVisible(bool(missing_posts(picture)))

    def show_row(self, row_id: UUID) -> None:
        """Choose a post."""
        keys = [self.list.lines.index(row).data(RowRole).key for row in range(self.list.lines.rowCount())]
        if str(row_id) in keys:
            self.list.setCurrentIndex(self.list.lines.index(keys.index(str(row_id))))

    @property
    def chosen(self) -> UUID | None:
        """The post that is chosen."""
        index = self.list.currentIndex()
        return UUID(index.data(RowRole).key) if index.isValid() else None

    def _add(self) -> None:
        self.asked.emit("post", None)

    def _edit(self) -> None:
        if self.chosen is not None:
            self.asked.emit("post", self.chosen)

    def _remove(self) -> None:
        if (chosen := self.chosen) is not None and (post := self._post(chosen)) is not None:
            self.do(remove_post(chosen).seen(Post, chosen, name=post.name))

    def _move(self, by: int) -> None:
        place = self.list.currentIndex().row() + 1 + by
        if (chosen := self.chosen) is not None and 1 <= place <= self.list.lines.rowCount():
            self.do(move_post(chosen, place))

    def _post(self, post_id: UUID) -> Post | None:
        return None if self.desk.picture is None else self.desk.picture.get(Post, post_id)

    def _add_standard(self) -> None:
        missing: list[Bound] = [] if self.desk.picture is None else missing_posts(self.desk.picture)
        if missing:
            self.do(*missing, words=f"{len(missing)} posts of HICS 201 added.")


def _line(post: Post) -> Line:
    spoken = f"{post.name}, {post.duty}" if post.duty else post.name
    return Line(str(post.id), "user", post.name, "", spoken, remark=post.duty or "")
