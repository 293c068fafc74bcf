"""The live page beside the steps of a handover: the draft as it would be printed now, or a page as it was issued."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QToolButton, QWidget

from models.incident import Handover
from models.picture import Picture
from views import icons, theme
from views.boards.cards import Card
from views.desk import QtDesk
from views.page_view import PageView

if TYPE_CHECKING:
    from app.desk import Desk

QUIET = 400
"""Milliseconds without a change before the page is drawn anew."""
BUTTONS = (
    ("chevron-left", "Page before (PgUp)", "before"),
    ("chevron-right", "Page after (PgDn)", "after"),
    ("zoom-out", "Smaller (−)", "smaller"),
    ("zoom-in", "Larger (+)", "larger"),
)


class LivePage(Card):
    """Draws on the desk's long worker, and only while it can be seen; an answer that is no more wanted is dropped."""

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__("Page", parent)
        self.view = PageView(desk)
        self.paper: str | None = None
        self._desk = desk
        self._picture: Picture | None = None
        self._issued: Handover | None = None
        self._signed = False
        self._drawn: tuple[object, ...] = ()
        self._drawn_of: Picture | None = None
        self._token = object()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(QUIET)
        self._soon.timeout.connect(self._draw)
        self._buttons = [self._button(*one) for one in BUTTONS]
        self.body.addWidget(self.view, 1)
        self.view.changed.connect(self._say)
        theme.switch().changed.connect(self._paint_buttons)
        self._paint_buttons()
        self._say()

    def _button(self, icon: str, words: str, what: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("kind", "quiet")
        button.setProperty("icon_name", icon)
        button.setFixedSize(28, 28)
        button.setToolTip(words)
        button.setAccessibleName(words)
        turn, zoom = self.view.turn, self.view.zoom_by
        act = {"before": partial(turn, -1), "after": partial(turn, 1), "smaller": partial(zoom, -1)}
        button.clicked.connect(act.get(what, partial(zoom, 1)))
        self.header.addWidget(button)
        return button

    def _paint_buttons(self) -> None:
        for button in self._buttons:
            button.setIcon(icons.icon(button.property("icon_name"), theme.theme().text2, theme.ICON_SMALL))

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """The picture may have changed: draw the page anew, if it did and can be seen."""
        self._picture = picture
        self._want(moment)

    def show_draft(self) -> None:
        """Show the page as it would be printed now."""
        self._show(None, signed=False)

    def show_issued(self, row: Handover, *, signed: bool) -> None:
        """Show a handover exactly as it was issued, with its signatures or without."""
        self._show(row, signed=signed)

    def set_paper(self, paper: str) -> None:
        """Draw the draft on this paper."""
        self.paper = paper
        self._want(self._desk.moment())

    def _show(self, row: Handover | None, *, signed: bool) -> None:
        if (row and row.id, signed) != (self._issued and self._issued.id, self._signed):
            self.view.show_words("The page is being drawn.")
            self.view.page = 0
        self._issued, self._signed = row, signed
        self._want(self._desk.moment())

    def _want(self, moment: datetime) -> None:
        """Begin to wait for quiet, where what is drawn is not what is to be shown."""
        if self._wanted(moment) != self._drawn and not self._soon.isActive():
            self._soon.start()
        self._say()

    def _wanted(self, moment: datetime) -> tuple[object, ...]:
        if self._issued is not None:
            return self._issued.id, self._signed
        minute = moment.replace(second=0, microsecond=0)
        return id(self._picture), minute, self.paper

    def _draw(self) -> None:
        if not self.isVisible() or self._picture is None or not self._picture.has_incident:
            return
        self._drawn, self._drawn_of = self._wanted(self._desk.moment()), self._picture
        self._token = object()
        row, signed, paper = self._issued, self._signed, self.paper
        task = partial(_page, row=row, signed=signed, paper=paper)
        told = partial(self._is_refused, self._token)
        self._desk.run(self, task, partial(self._take, self._token), told, partial(told, field=None))

    def _take(self, token: object, pdf: bytes) -> None:
        if token is self._token:
            self.view.show_pdf(pdf)

    def _is_refused(self, token: object, sentence: str, field: str | None) -> None:
        if token is self._token:
            self.view.show_words(sentence)

    def _say(self) -> None:
        """What is shown, in the head of the card."""
        row, view = self._issued, self.view
        what = (
            f"Handover {row.number}, {'signed copy' if self._signed else 'as issued'}" if row else "Draft, not issued"
        )
        self.count.setText(what)
        self.right.setText(f"{view.page + 1} of {view.count}" if view.count else "")

    def showEvent(self, event: object) -> None:
        """What was put off while nobody looked."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._want(self._desk.moment())


def _page(desk: Desk, *, row: Handover | None, signed: bool, paper: str | None) -> bytes:
    # Imported by the worker: it brings the whole of ReportLab with it.
    from app.reporting import handover_report

    return handover_report(desk, paper=paper if row is None else None, handover=row, signed=signed)
