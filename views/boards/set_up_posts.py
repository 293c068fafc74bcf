"""Set-up, posts: who can hold a desk, own a task or decide, in the station's own order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.board import Line
from app.command import Bound
from app.commands.posts import move_post, remove_post
from app.posts import missing_posts, posts
from models.picture import Picture
from models.station import Post
from views import theme
from views.boards.cards import empty_label
from views.boards.lines import LineList, RowRole
from views.boards.set_up_card import SetUpCard
from views.desk import QtDesk
from views.keys import Key
from views.labels import label


class PostsSection(SetUpCard):
    """Each key acts at once and makes one entry of the station's log."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Posts", desk, parent)
        self.list = LineList("Posts")
        self.empty = empty_label("No posts. Press + to add one, or add those of a hospital incident management team.")
        self.standard = _button("Add the HICS posts", "", self._add_standard)
        self.buttons = [
            _button("Add", "+", self._add),
            _button("Edit", "Enter", self._edit),
            _button("Remove", "Del", self._remove),
            _button("Up", "Alt+Up", partial(self._move, -1)),
            _button("Down", "Alt+Down", partial(self._move, 1)),
        ]
        self._arrange()
        self.list.activated.connect(self._edit)
        self.setFocusProxy(self.list)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(theme.PADDING, 8, theme.PADDING, theme.PADDING)
        row.setSpacing(8)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.head.addWidget(self.standard)
        why = QHBoxLayout()
        why.setContentsMargins(theme.PADDING, 0, theme.PADDING, 8)
        why.addWidget(label("Offered where a post is asked for. Never a person's name.", "hint", wrap=True))
        self.body.addLayout(why)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        self.body.addLayout(row)
        self.fill()

    def keys(self) -> Sequence[Key]:
        """The keys of this list; but for adding they mean the chosen post, and act only where it has the keyboard."""
        return [
            Key("+", "New post", self._add, self._writes),
            Key("Ins", "New post", self._add),
            Key("Del", "Remove the post", partial(self._in_list, self._remove)),
            Key("Alt+Up", "Move it up", partial(self._in_list, partial(self._move, -1))),
            Key("Alt+Down", "Move it down", partial(self._in_list, partial(self._move, 1))),
        ]

    def _in_list(self, act: Callable[[], object]) -> None:
        if self.list.hasFocus():
            act()

    def _writes(self) -> bool:
        return not self.desk.read_only

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the posts of this picture."""
        if picture is None:
            return
        there = posts(picture)
        self.list.show_rows([_line(post) for post in there])
        self.count.setText(str(len(there)) if there else "")
        self.list.setVisible(bool(there))
        self.empty.setVisible(not there)
        for button in (*self.buttons, self.standard):
            button.setEnabled(self._writes() and (bool(there) or button in (self.buttons[0], self.standard)))
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


def _button(words: str, key: str, act: Callable[[], object]) -> QPushButton:
    made = QPushButton(words)
    made.setToolTip(key)
    made.setAccessibleName(f"{words} ({key})" if key else words)
    made.setAutoDefault(True)
    made.clicked.connect(act)
    return made
