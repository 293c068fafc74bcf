"""The right side of the contacts screen: one contact, how it is reached, what to say, and the call."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.contact_sheet import ContactSheet
from views import theme
from views.boards.cards import Card, ContentScroll
from views.boards.contact_call import CallBar
from views.boards.contact_caller import Calling
from views.boards.contact_list import WholeList
from views.boards.contact_ways import WayRows
from views.fade import EdgeFade
from views.labels import ElidedLabel, label, restyle
from views.painting import plain

LOW = 300
"""A card lower than this shows a single number in its head."""
LEAST_KIND = 72
"""So much of the kind of a contact is shown beside its name; the name and the number go before it."""
MOST_SAID = 5
"""Lines of `say_lines`: an exercise, the incident, now, next, and what is asked for."""
EMPTY = "No contact is chosen. Choose one with ↑ and ↓, or press + to add one to the directory."


class ContactPane(Card):
    """Built once; each picture changes its words only where they differ."""

    alternate_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Contact", parent)
        self.name = ElidedLabel("title")
        self.header.insertWidget(0, self.name)
        restyle(self.right, "kind", "value")
        self.sheet: ContactSheet | None = None
        self.ways = WayRows()
        self.alternate = QPushButton()
        self.alternate.clicked.connect(self._ask_alternate)
        self.facts = {word: _value() for word in ("Groups", "Checked")}
        self.say = [_value("words") for _ in range(MOST_SAID)]
        self.calls = WholeList("Calls to this contact")
        self.bar = CallBar()
        self._empty = label(EMPTY, "second", wrap=True)
        self._nothing = _inset(self._empty)
        self._scroll = ContentScroll(self)
        self._scroll.setMinimumHeight(1)
        self._scroll.show_sheet(self._sheet())
        EdgeFade(self._scroll)
        self.title.hide()
        self.body.addWidget(self._nothing, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.bar)
        self.show_contact(None, None, "")

    def _sheet(self) -> QWidget:
        sheet = QWidget()
        down = QVBoxLayout(sheet)
        down.setContentsMargins(0, 0, 0, theme.PADDING)
        down.setSpacing(theme.SPACES[1])
        self._facts_box = _inset(self._facts())
        down.addWidget(self.ways)
        down.addWidget(_inset(label("What to say", "title")))
        self._say_boxes = [_inset(one) for one in self.say]
        for box in self._say_boxes:
            down.addWidget(box)
        down.addWidget(self._facts_box)
        self._calls_head = label("", "title")
        down.addWidget(_inset(self._calls_head))
        down.addWidget(self.calls)
        down.addStretch(1)
        return sheet

    def _facts(self) -> QWidget:
        facts = QWidget()
        grid = QGridLayout(facts)
        grid.setContentsMargins(0, theme.SPACES[1], 0, theme.SPACES[3])
        grid.setHorizontalSpacing(theme.SPACES[3])
        grid.setVerticalSpacing(theme.SPACES[1])
        grid.setColumnStretch(1, 1)
        self._alternate_word = label("Alternate", "second")
        grid.addWidget(self._alternate_word, 0, 0)
        grid.addWidget(self.alternate, 0, 1, Qt.AlignmentFlag.AlignLeft)
        for row, (word, value) in enumerate(self.facts.items(), start=1):
            grid.addWidget(label(word, "second"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        return facts

    def show_contact(self, sheet: ContactSheet | None, calling: Calling | None, read_only: str) -> None:
        """Show this contact and the call that goes on now; None says how to choose one."""
        if sheet != self.sheet or sheet is None:
            self.sheet = sheet
            self._nothing.setVisible(sheet is None)
            self._scroll.setVisible(sheet is not None)
            self.bar.setVisible(sheet is not None)
            self.name.setText("Contact" if sheet is None else plain(sheet.name))
            self.count.setText("" if sheet is None else plain(sheet.second))
            if sheet is not None:
                self._fill(sheet)
        self._facts_box.setVisible(calling is None)
        if sheet is not None:
            at = sheet.ways.index(calling.way) if calling is not None and calling.way in sheet.ways else -1
            self.ways.show_ways(sheet.ways, at)
        self.bar.show_call("" if sheet is None else plain(sheet.name), calling, read_only)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the only number stands in the head, so that there is room for what to say."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        ways = () if self.sheet is None else self.sheet.ways
        in_head = self.height() < theme.px(LOW) and len(ways) == 1 and not ways[0].defect
        self.right.setText(plain(ways[0].spoken) if in_head else "")
        number = self.right.sizeHint().width() if in_head else 0
        room = self.width() - theme.px(2 * theme.PADDING + LEAST_KIND) - number
        self.right.setMinimumWidth(number)
        self.name.setMinimumWidth(max(0, min(self.name.sizeHint().width(), room)))
        self.ways.setVisible(not in_head)

    def _fill(self, sheet: ContactSheet) -> None:
        for part in (self.alternate, self._alternate_word):
            part.setVisible(sheet.alternate_id is not None)
        self.alternate.setText(plain(sheet.alternate).replace("&", "&&"))
        self.alternate.setAccessibleName(f"Alternate: {sheet.alternate}")
        self.facts["Groups"].setText(plain(sheet.groups) or "None")
        self.facts["Checked"].setText(sheet.checked)
        for number, (one, box) in enumerate(zip(self.say, self._say_boxes, strict=True)):
            one.setText(plain(sheet.say[number]) if number < len(sheet.say) else "")
            box.setVisible(number < len(sheet.say))
        self._calls_head.setText("Calls in this incident" if sheet.calls else "Not called in this incident yet")
        self.calls.show_contacts(sheet.calls)
        self._scroll.updateGeometry()

    def _ask_alternate(self) -> None:
        if self.sheet is not None:
            self.alternate_asked.emit(self.sheet.alternate_id)


def _value(kind: str = "value") -> QLabel:
    made = label("", kind, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _inset(part: QWidget) -> QWidget:
    """A part of the sheet on the card's own left edge."""
    made = QWidget()
    across = QVBoxLayout(made)
    across.setContentsMargins(theme.PADDING, 0, theme.PADDING, 0)
    across.addWidget(part)
    return made
