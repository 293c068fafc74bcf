"""The areas of the register beside each other, moved through by the arrows as one board."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.systems import Area
from models.marks import SEVERITY
from views import theme
from views.boards.cards import HEADER
from views.boards.system_area import AreaCard
from views.boards.system_card import FOLD
from views.fade import EdgeFade

COLUMN_LEAST, GUTTER = 300, theme.GAP
"""Design pixels; the scroll bar lies in the gutter at the right, so that no column moves when it comes."""


class AreaSheet(QScrollArea):
    """All areas; each keeps its column as long as one looks at them, so that none moves when another grows.

    It begins at the top, on the worst system; what the operator has chosen stays chosen.
    """

    chosen = Signal(str)
    """The id of the chosen system as text; nothing where a fold is chosen."""
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._made: dict[str, AreaCard] = {}
        self.cards: list[AreaCard] = []
        """The areas that are shown, in the register's order."""
        self._columns: list[list[AreaCard]] = []
        self._planned: tuple[object, ...] = ()
        self._whole = self._by_hand = self._draws = False
        self._sheet = QWidget()
        self.setWidget(self._sheet)
        self._sheet.setAutoFillBackground(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._fade = EdgeFade(self, "ground")
        theme.switch().changed.connect(self.arrange)

    def show_areas(self, areas: Sequence[Area], *, whole: bool) -> None:
        """Show these areas; what is chosen stays chosen, in its new place or folded."""
        key, card = self.key, self.chosen_card()
        had_focus = card is not None and card.list.hasFocus()
        self._whole, self._draws = whole, True
        self.cards = [self._card(area) for area in areas]
        for name, one in self._made.items():
            one.setVisible(name in {area.name for area in areas})
        self.arrange()
        if key and key != self.key and not self.choose(key):
            self._choose_near(card, had_focus)
        elif key and had_focus and (now := self.chosen_card()) is not None:
            now.list.setFocus()
        self._draws = False
        if self.key == FOLD:
            self.begin()

    def begin(self) -> None:
        """Stand at the top, on the worst system, unless the operator has chosen another line."""
        if self._by_hand or not self.cards:
            return
        self._planned, self._draws = (), True
        self.arrange()
        self.verticalScrollBar().setValue(0)
        worst, had_focus = min(self.cards, key=_severity), self.isAncestorOf(self.window().focusWidget() or self)
        worst.list.choose(0)
        self._draws = False
        self._show_line(worst)
        if had_focus:
            worst.list.setFocus()

    def forget(self) -> None:
        """Another incident: nothing is chosen yet."""
        self._by_hand = False

    def showEvent(self, event: QShowEvent) -> None:
        """Shown anew."""
        super().showEvent(event)
        self.begin()

    def _card(self, area: Area) -> AreaCard:
        if area.name not in self._made:
            card = self._made[area.name] = AreaCard(area.name, self._sheet)
            card.list.chosen.connect(partial(self._take, card))
            card.list.entered.connect(partial(self._enter, card))
            card.list.left.connect(partial(self._leave, card))
            card.list.beside.connect(partial(self._go_beside, card))
        self._made[area.name].show_area(area, whole=self._whole)
        return self._made[area.name]

    def _choose_near(self, card: AreaCard | None, had_focus: bool) -> None:
        """What was chosen is folded or filtered away: choose the fold of its area, or the first line."""
        near = card if card in self.cards else next(iter(self.cards), None)
        if near is not None and near.list.lines.rowCount():
            near.list.choose(near.list.row_of(FOLD) or 0)
            if had_focus:
                near.list.setFocus()

    def arrange(self) -> None:
        """Place the cards in as many columns as fit and are needed; the columns share the width."""
        gap, width = theme.GAP, self.width() / theme.zoom() - GUTTER
        count = max(1, min(int((width + gap) // (COLUMN_LEAST + gap)), len(self.cards)))
        each = (width - gap * (count - 1)) / count
        if (planned := (count, *self.cards)) != self._planned:
            self._planned, self._columns = planned, _columns(self.cards, count, each)
        places = [self._place(column, at * (each + gap), each) for at, column in enumerate(self._columns)]
        self._sheet.resize(theme.px(width), max(places, default=0))

    def _place(self, column: Sequence[AreaCard], left: float, width: float) -> int:
        """Put a column's cards under each other, `left` and `width` in design pixels; how high they are, in pixels."""
        top, gap = 0, theme.px(theme.GAP)
        for card in column:
            height = card.height_in(width)
            card.setGeometry(QRect(theme.px(left), top, theme.px(width), height))
            top += height + gap
        return max(0, top - gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for other columns; what is chosen stays in sight."""
        super().resizeEvent(event)
        card = self.chosen_card()
        if card is not None and not self._by_hand:
            self.begin()
            return
        self.arrange()
        if card is not None:
            self._show_line(card)

    # --- what is chosen ---------------------------------------------------------------------------------------------

    @property
    def key(self) -> str:
        """The key of the chosen line: the id of a system, the fold, or nothing."""
        card = self.chosen_card()
        return "" if card is None else card.list.key

    def chosen_card(self) -> AreaCard | None:
        """The card that holds the chosen line."""
        return next((card for card in self.cards if card.list.currentIndex().isValid()), None)

    def choose(self, key: str) -> bool:
        """Choose a system by its id as text, opening its area where it is folded; whether it is there."""
        for card in self.cards:
            if any(line.key == key for line in card.area.normal) and card.list.row_of(key) is None:
                continue
            if (row := card.list.row_of(key)) is not None and key != FOLD:
                card.list.choose(row)
                return True
        return False

    def unfold(self, key: str) -> None:
        """Open the area in which this system is folded."""
        for card in self.cards:
            if any(line.key == key for line in card.area.normal) and card.list.row_of(key) is None:
                self._toggle(card)

    def focus_chosen(self) -> None:
        """Give the keyboard to the chosen line, or to the first one."""
        if self.chosen_card() is None:
            self.begin()
        card = self.chosen_card() or next(iter(self.cards), None)
        if card is not None:
            card.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, card: AreaCard, key: str) -> None:
        for other in self.cards:
            if other is not card:
                other.list.setCurrentIndex(QModelIndex())
        self._by_hand = self._by_hand or not self._draws
        self._show_line(card)
        self.chosen.emit("" if key == FOLD else key)

    def _show_line(self, card: AreaCard) -> None:
        """Scroll to the chosen line; with the first line its area's name is seen as well."""
        index = card.list.currentIndex()
        place = card.list.visualRect(index)
        top = card.list.mapTo(self._sheet, place.topLeft()).y() - (theme.px(HEADER) if index.row() == 0 else 0)
        bottom = card.list.mapTo(self._sheet, place.bottomLeft()).y()
        self.ensureVisible(card.x() + card.width() // 2, bottom, 0, theme.px(theme.GAP))
        self.ensureVisible(card.x() + card.width() // 2, top, 0, theme.px(theme.GAP))

    def _enter(self, card: AreaCard, key: str) -> None:
        if key == FOLD:
            self._toggle(card)
        else:
            self._by_hand = True
            self.opened.emit(key)

    def _toggle(self, card: AreaCard) -> None:
        card.unfolded = not card.unfolded
        card.show_area(card.area, whole=self._whole)
        self.arrange()

    def _leave(self, card: AreaCard, step: int) -> None:
        """To the area below or above in this column."""
        column = next(one for one in self._columns if card in one)
        at = column.index(card) + step
        if 0 <= at < len(column):
            column[at].list.choose(0 if step > 0 else -1)
            column[at].list.setFocus()

    def _go_beside(self, card: AreaCard, step: int) -> None:
        """To what stands at the same height in the next column that holds anything."""
        at = next(number for number, one in enumerate(self._columns) if card in one) + step
        if not 0 <= at < len(self._columns) or not self._columns[at]:
            return
        here = self._middle(card, card.list.currentIndex())
        places = [
            (abs(self._middle(other, other.list.lines.index(row)).y() - here.y()), number, row)
            for number, other in enumerate(self._columns[at])
            for row in range(other.list.lines.rowCount())
        ]
        if places:
            _, number, row = min(places)
            self._columns[at][number].list.choose(row)
            self._columns[at][number].list.setFocus()

    def _middle(self, card: AreaCard, index: QModelIndex) -> QPoint:
        return card.list.mapTo(self._sheet, card.list.visualRect(index).center())


def _columns(cards: Sequence[AreaCard], count: int, width: float) -> list[list[AreaCard]]:
    """The highest cards first, each to the column that is shortest so far; columns and cards in the register's order.

    `width` in design pixels.
    """
    high = {card: card.height_in(width) + theme.px(theme.GAP) for card in cards}
    columns: list[list[AreaCard]] = [[] for _ in range(count)]
    for card in sorted(cards, key=high.__getitem__, reverse=True):
        min(columns, key=lambda column: sum(map(high.__getitem__, column))).append(card)
    for column in columns:
        column.sort(key=cards.index)
    return sorted(columns, key=lambda column: cards.index(column[0]) if column else len(cards))


def _severity(card: AreaCard) -> tuple[bool, int, int, int]:
    """How bad the worst system of an area is, and where it stands: the least is the one to begin with."""
    affected = card.area.affected
    return not affected, SEVERITY.index(affected[0].mark) if affected else 0, card.y(), card.x()
