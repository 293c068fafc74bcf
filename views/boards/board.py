"""The board: situation, figures, systems, the log, what needs action, and who was called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.board import LastEntry, last_entry, newest_of, tiles
from app.commands.countdowns import end_countdown
from app.commands.incidents import acknowledge_incident
from app.commands.tasks import finish_task
from models.countdown import Countdown
from models.decision import Decision
from models.message import Message
from models.picture import Picture
from models.task import Task
from views import theme
from views.boards.call_down import CallDownCard
from views.boards.lines import RowRole
from views.boards.log_card import BOARD_TABS, LogCard
from views.boards.needs_action import NeedsActionCard
from views.boards.situation import SituationCard
from views.boards.systems import SystemsCard
from views.boards.tiles import TileRow
from views.keys import Key
from views.view import View

if TYPE_CHECKING:
    from models.base import IncidentRow
    from views.desk import QtDesk

FOLD_WIDTH, FOLD_HEIGHT = 1500 - theme.RAIL_WIDTH, 800 - theme.HEADER_HEIGHT - theme.BAR_HEIGHT
"""A window of less than 1500 × 800 folds the call-down."""
CALLS_LEAST = 200
"""The room below what needs action in which the call-down is not folded."""
TABS_WIDTH = 1150 - theme.RAIL_WIDTH
"""In a narrower one situation and systems are tabs of one place."""
SLIM_WIDTH, TILES_HEIGHT = 860, 560
"""Below this width all cards are tabs beside the log; below this height a tile is one line."""
SHARES, SLIM_SHARES = (27, 46, 27), (46, 54, 0)
SIDE_WIDEST = 680
SITUATION_SHARE, SITUATION_SHARE_LOW = 0.5, 0.45
"""How much of its column the situation may take from the systems."""

OPENS: dict[type, str] = {Task: "go_to_task", Decision: "decision", Countdown: "countdown", Message: "answer"}
"""What Enter opens in Needs action, by the row."""


class BoardScreen(View):
    """Everything at a glance in five seconds; the console puts the entry line into `entry_slot`, below the log."""

    report = "handover"

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tiles = TileRow()
        self.situation, self.systems = SituationCard(), SystemsCard()
        self.log = LogCard(self.ask, BOARD_TABS, whole=False)
        self.needs, self.calls = NeedsActionCard(), CallDownCard()
        self.switch = SideSwitch(self.situation, self.systems, self.needs, self.calls)
        self.entry_slot = slot = QVBoxLayout()
        self._right_column = QWidget()
        self._left, self._right, self._columns = QVBoxLayout(), QVBoxLayout(), QHBoxLayout()
        self._picture: Picture | None = None
        self._minute: datetime | None = None
        self._arrange(slot)
        self.systems.list.activated.connect(partial(self._go_to, "go_to_system"))
        self.calls.list.activated.connect(partial(self._go_to, "go_to_contact"))
        self.needs.list.activated.connect(self._open_needed)
        self.log.undoable.connect(partial(self.asked.emit, "can_undo"))
        self.log.use_stream(desk.habits.get("stream", ""))
        self.log.stream_kept.connect(partial(self.asked.emit, "stream"))
        self.log.view.correct_asked.connect(partial(self.asked.emit, "correct"))
        self.log.view.current_changed.connect(partial(self.asked.emit, "entry"))
        self.log.view.entry_chosen.connect(partial(self.asked.emit, "go_to_entry"))
        self.setFocusProxy(self.log.view)

    def _arrange(self, slot: QVBoxLayout) -> None:
        left, centre, right = self._left, QVBoxLayout(), self._right
        left.addWidget(self.switch)
        left.addWidget(self.situation)
        left.addWidget(self.systems, 1)
        left.addStretch()
        centre.addWidget(self.log, 1)
        centre.addLayout(slot)
        right.addWidget(self.needs, 3)
        right.addWidget(self.calls, 2)
        right.addStretch()
        columns = self._columns
        columns.setSpacing(theme.GAP)
        for layout, share in zip((left, centre, right), SHARES, strict=True):
            layout.setSpacing(theme.GAP)
            column = self._right_column if layout is right else QWidget()
            column.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            layout.setContentsMargins(0, 0, 0, 0)
            column.setLayout(layout)
            if layout is not centre:
                column.setMaximumWidth(SIDE_WIDEST)
            columns.addWidget(column, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        whole.setSpacing(theme.GAP)
        whole.addWidget(self.tiles)
        whole.addLayout(columns, 1)

    def keys(self) -> Sequence[Key]:
        """Acknowledge the incident; what is chosen is done, or a promise of it was broken."""
        return (
            Key("A", "Acknowledge", self._acknowledge, self._unacknowledged),
            Key("X", "Task done, promise kept, answered", self._finish),
            Key("B", "Promise not kept", self._break),
            Key("Shift+V", "Log: written, console or both", self.log.switch.turn),
        )

    def _unacknowledged(self) -> bool:
        picture = self._picture
        if picture is None or not picture.has_incident or self.desk.read_only:
            return False
        return picture.incident.acknowledged_at is None

    def _acknowledge(self) -> None:
        self.do(acknowledge_incident())

    def _needed(self) -> IncidentRow | None:
        """What is chosen in Needs action."""
        line, picture = self.needs.list.currentIndex().data(RowRole), self._picture
        if line is None or picture is None:
            return None
        found = (picture.get(row, UUID(line.key)) for row in (Task, Decision, Countdown, Message))
        return next((row for row in found if row is not None), None)

    def _finish(self) -> None:
        match self._needed():
            case Task() as task:
                self.do(finish_task(task.id))
            case Countdown() as countdown:
                self.do(end_countdown(countdown.id))
            case Message() as message:
                self.asked.emit("answer", message.id)

    def _break(self) -> None:
        chosen = self._needed()
        if isinstance(chosen, Countdown) and chosen.promised:
            self.do(end_countdown(chosen.id, kept=False))

    def _open_needed(self) -> None:
        chosen = self._needed()
        if chosen is not None:
            self.asked.emit(OPENS[type(chosen)], chosen.id)

    def _go_to(self, action: str, index: QModelIndex) -> None:
        self.asked.emit(action, UUID(index.data(RowRole).key))

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw the board of this picture."""
        old, self._picture = self._picture, picture
        minute, self._minute = self._minute, moment.replace(second=0, microsecond=0)
        if picture is None:
            return
        self.log.show_picture(picture, moment)
        only_entries = old is not None and old is not picture and picture.has_rows_of(old)
        if not only_entries or minute != self._minute:
            for card in (self.situation, self.systems, self.needs, self.calls):
                card.show_picture(picture, moment)
            self._share_heights()
        if (last := newest_of(picture)) is not None:
            self._show_tiles(picture, moment, last)
        elif picture.incident_fold is not None:
            self.ask(last_entry(), partial(self._show_tiles, picture, moment), "last entry")

    def _show_tiles(self, picture: Picture, moment: datetime, last: LastEntry | None) -> None:
        if picture is self._picture:
            self.tiles.show_tiles(tiles(picture, moment, last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        low = self._low
        self._place_cards()
        self.tiles.set_compact(self.height() < theme.px(TILES_HEIGHT))
        self.situation.set_compact(low)
        self.systems.set_compact(low)
        self._share_heights()

    def _place_cards(self) -> None:
        """Two tabs share the left column in a narrow window; in a very narrow one all four cards do."""
        slim = self.width() < theme.px(SLIM_WIDTH)
        if slim is not self._right_column.isHidden():
            for at, (card, share) in enumerate(((self.needs, 3), (self.calls, 2))):
                (self._left if slim else self._right).insertWidget(3 + at if slim else at, card, share)
            self._right_column.setHidden(slim)
            for at, share in enumerate(SLIM_SHARES if slim else SHARES):
                self._columns.setStretch(at, share)
        self.switch.set_needed(4 if slim else 2 if self._narrow else 0)

    @property
    def _low(self) -> bool:
        return self.height() < theme.px(FOLD_HEIGHT)

    @property
    def _narrow(self) -> bool:
        return self.width() < theme.px(TABS_WIDTH)

    def _share_heights(self) -> None:
        """Give each column's first card what it needs, where the second can spare it."""
        low, narrow = self._low, self._narrow
        column = self.height() / theme.zoom() - theme.TILE_HEIGHT - 3 * theme.GAP
        least = column * (SITUATION_SHARE_LOW if low else SITUATION_SHARE)
        spare = column - theme.GAP - self.systems.wanted_height()
        self.situation.setMaximumHeight(theme.px(max(0, column if narrow else max(least, spare))))
        room = column - theme.GAP - self.needs.wanted_height()
        self.calls.set_foldable((low or self.width() < theme.px(FOLD_WIDTH)) and room < CALLS_LEAST)


class SideSwitch(QWidget):
    """Tabs of cards that share one place where the window is too narrow for all of them."""

    def __init__(self, *cards: QWidget) -> None:
        super().__init__()
        self._cards, self._needed = cards, 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for number, card in enumerate(cards):
            button = QToolButton()
            button.setText(card.accessibleName())
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("kind", "tab")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            self._group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.hide()
        self._group.idClicked.connect(self._show)

    def set_needed(self, needed: int) -> None:
        """Let the first so many cards share the place; the others are shown beside it."""
        self._needed = needed
        self.setVisible(needed > 0)
        for number, button in enumerate(self._group.buttons()):
            button.setVisible(number < needed)
        if self._group.checkedId() >= needed > 0:
            self._group.button(0).setChecked(True)
        self._show(self._group.checkedId())

    def _show(self, number: int) -> None:
        for at, card in enumerate(self._cards):
            card.setVisible(at >= self._needed or at == number)
