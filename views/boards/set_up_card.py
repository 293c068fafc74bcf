"""The frame of a section of the set-up that is no form: a heading, and what may be scrolled below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from views import theme
from views.boards.cards import HEADER
from views.desk import QtDesk
from views.forms.form import FieldArea
from views.labels import label
from views.view import View


class SetUpCard(View):
    """A heading with a count beside it; a button may stand at its right, in `head`. What is shown goes into `body`."""

    def __init__(self, title: str, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.count = label("", "second")
        top, self.head = heading(title)
        self.head.insertWidget(1, self.count)
        self.body = QVBoxLayout()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(1, 1, 1, 1)
        self._whole.setSpacing(0)
        self._whole.addWidget(top)

    def let_scroll(self) -> None:
        """As high as what it holds, and scrolled where there is less room."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        inner = QWidget()
        inner.setObjectName("fields")
        inner.setLayout(self.body)
        self.body.setContentsMargins(theme.PADDING, 4, theme.PADDING, theme.PADDING)
        area = WholeArea(self.body)
        area.setWidget(inner)
        self._whole.addWidget(area)

    def fill(self) -> None:
        """As high as there is room."""
        self._whole.addLayout(self.body, 1)


class WholeArea(FieldArea):
    """Asks for all the height that it holds."""

    def sizeHint(self) -> QSize:
        """Of what is scrolled."""
        held = self.widget()
        return QSize() if held is None else held.sizeHint()


def heading(title: str) -> tuple[QWidget, QHBoxLayout]:
    """The head of a section, as high as a card's; and its layout, where a button may be added."""
    top = QWidget()
    top.setFixedHeight(HEADER)
    across = QHBoxLayout(top)
    across.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
    across.setSpacing(8)
    across.addWidget(label(title, "title"))
    across.addStretch(1)
    return top, across
