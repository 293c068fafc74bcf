"""The handover's screen: six steps at the left, what each shows in the middle, the live page beside them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, cast
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from app.handover import points_to_check
from app.handover_lists import earlier_handovers, handover_under_way, last_signed
from app.handover_steps import CHECK, DO_FIRST, PRINT, SIGN, SITUATION, STEPS, step_states
from models.incident import Handover
from models.picture import Picture
from views import theme
from views.boards.cards import HEADER, Card
from views.boards.handover_page import LivePage
from views.boards.handover_stack import EARLIER, StepStack
from views.boards.handover_stepper import Stepper
from views.boards.key_button import KeyButton
from views.desk import QtDesk
from views.keys import Key
from views.theme import ROW_ONE
from views.view import View

if TYPE_CHECKING:
    from views.boards.handover_print import PrintStep
    from views.boards.handover_sign import SignStep

STEPPER_WIDTH, INSET = 232, 6
WIDE, FOLDED = 1360, 900
"""From these widths the page stands beside the steps, and the steps have their words."""
LOW = 420
"""Below this height the list of earlier handovers is behind its key only."""


class HandoverScreen(View):
    """The draft that grows through the shift: checked, completed, printed, walked through, read back, signed."""

    report = "handover"

    def __init__(self, desk: QtDesk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setAccessibleName("Handover")
        self.stepper = Stepper(STEPS)
        self.earlier_button = KeyButton("B", "Earlier handovers")
        self.page = LivePage(desk)
        self.stack = StepStack(desk)
        self._picture: Picture | None = None
        self._incident: UUID | None = None
        self._read: set[int] = set()
        self._page_wanted = False
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._left = Card("Steps")
        self._left.setFixedWidth(STEPPER_WIDTH)
        left = self._left.body
        left.setContentsMargins(INSET, INSET, INSET, INSET)
        left.setSpacing(theme.GAP)
        left.addWidget(self.stepper, 100)
        left.addStretch(1)
        left.addWidget(self.earlier_button)
        across = QHBoxLayout(self)
        across.setContentsMargins(theme.PADDING, theme.GAP, theme.PADDING, theme.GAP)
        across.setSpacing(theme.GAP)
        across.addWidget(self._left)
        across.addWidget(self.stack, 10)
        across.addWidget(self.page, 9)

    def _connect(self) -> None:
        self.stepper.chosen.connect(self.go_to)
        self.stepper.entered.connect(self.stack.focus_first)
        self.earlier_button.clicked.connect(self.show_earlier)
        self.stack.went_on.connect(self._go_on)
        self.stack.asked.connect(self._ask_for)
        self.stack.wanted.connect(self.go_to)
        self.stack.issued_wanted.connect(self._show_issued)
        self.stack.paper_chosen.connect(self.page.set_paper)
        self.stack.signed.connect(self._read.clear)

    # --- going through the steps --------------------------------------------------------------------------------------

    @property
    def step(self) -> int:
        """The step that is shown; `EARLIER` for the list of earlier handovers."""
        return self.stack.step

    @property
    def print_step(self) -> PrintStep:
        """Where the page is issued, printed and walked through."""
        return cast("PrintStep", self.stack.part(PRINT))

    @property
    def sign(self) -> SignStep:
        """Where it is read back and signed."""
        return cast("SignStep", self.stack.part(SIGN))

    def go_to(self, step: int) -> None:
        """Show a step, and give it the focus."""
        self._turn_to(step)
        self.stack.focus_first()

    def _turn_to(self, step: int) -> None:
        self.stack.show_step(step)
        self.stepper.mark(step if step < EARLIER else -1)
        self._page_wanted = False
        self._fold()
        self._show_step()

    def _go_on(self, step: int) -> None:
        self._read.add(step)
        self.go_to(step + 1)

    def _by(self, steps: int) -> None:
        self.go_to(max(0, min(self.step + steps, SIGN)) if self.step != EARLIER else CHECK)

    def focus_first(self) -> None:
        """Go into the step; from within it, out to the column of steps, where single letters are keys."""
        focused = QApplication.focusWidget()
        if focused is not None and self.stack.isAncestorOf(focused) and self.step < EARLIER:
            self.stepper.buttons[self.step].setFocus()
        else:
            self.stack.focus_first()

    def show_earlier(self) -> None:
        """Show the earlier handovers."""
        self.go_to(EARLIER)

    def _ask_for(self, action: str, about: object) -> None:
        if action == "situation":
            self.go_to(SITUATION)
        else:
            self.asked.emit(action, about)

    # --- the page -----------------------------------------------------------------------------------------------------

    def _show_issued(self, row: Handover) -> None:
        self.page.show_issued(row, signed=row.signed_at is not None)
        if not self._wide:
            self.toggle_page()

    def toggle_page(self) -> None:
        """Where the window is narrow, show the page in the place of the step, or the step again."""
        self._page_wanted = not self._page_wanted
        self._fold()
        if self.page.isVisibleTo(self) and (self._page_wanted or self._wide):
            self.page.view.setFocus()
        else:
            self.stack.focus_first()

    def _turn(self, by: int) -> None:
        if self.page.isVisibleTo(self):
            self.page.view.turn(by)

    # --- drawing ------------------------------------------------------------------------------------------------------

    def show_picture(self, picture: Picture | None, moment: datetime) -> None:
        """Draw how far the handover is at this moment."""
        self._picture = picture
        if picture is not None and picture.has_incident:
            self._notice_incident(picture.incident.id)
            self._show_states(picture, moment)
            self._show_step()
            self.page.show_picture(picture, moment)

    def _notice_incident(self, incident_id: UUID) -> None:
        """What was begun for another incident is not finished in this one."""
        if self._incident not in (None, incident_id):
            self._read.clear()
            self.stack.begin_next()
            self._turn_to(CHECK)
        self._incident = incident_id

    def _show_states(self, picture: Picture, moment: datetime) -> None:
        points = points_to_check(picture, moment, len(self.desk.kept))
        self.stack.points = points
        states = step_states(picture, moment, points, self._read)
        for button, state in zip(self.stepper.buttons, states, strict=True):
            button.show_state(state.words, done=state.done)
        count = len(earlier_handovers(picture))
        self.earlier_button.words.setText(f"Earlier handovers  {count}" if count else "Earlier handovers")
        self._left.count.setText(f"{sum(state.done for state in states)} of {len(states)} done")

    def _show_step(self) -> None:
        """Draw the step that is shown, and choose its page."""
        picture, moment = self._picture, self.desk.moment()
        if picture is None or not picture.has_incident:
            return
        self.stack.show_picture(picture, moment)
        if self.step != EARLIER:
            self._choose_page(picture)

    def _choose_page(self, picture: Picture) -> None:
        """What is walked through and signed is the issued page; before, and in the past, it is the draft."""
        row = handover_under_way(picture) if self.step in (PRINT, SIGN) else None
        signed = last_signed(picture) if self.step == SIGN and row is None else None
        if self.desk.read_only or (row is None and signed is None):
            self.page.show_draft()
        elif row is not None:
            self.page.show_issued(row, signed=False)
        elif signed is not None:
            self.page.show_issued(signed, signed=True)

    @property
    def _wide(self) -> bool:
        return self.width() >= theme.px(WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        wide = self._wide
        self.page.setVisible(wide or self._page_wanted)
        self.stack.setVisible(wide or not self._page_wanted)
        self._fold_steps()

    def _fold_steps(self) -> None:
        """Where it is narrow or low the steps are numbers; where it is lower still, beside each other."""
        height = self.height() / theme.zoom()
        low = height < LOW
        self.stepper.fit(height - 2 * (theme.GAP + INSET + 1) - (0 if low else HEADER + ROW_ONE + theme.GAP))
        narrow = self.width() < theme.px(FOLDED) or self.stepper.columns > 1
        width = self.stepper.least_width() + 2 * (INSET + 1) if narrow else STEPPER_WIDTH
        self._left.setFixedWidth(theme.px(width))
        if (head := self._left.header.parentWidget()) is not None:
            head.setHidden(narrow or low)
        self.earlier_button.setHidden(narrow or low)

    # --- what the console asks ----------------------------------------------------------------------------------------

    def keys(self) -> Sequence[Key]:
        """The steps by their numbers, the page, and what acts in a step."""
        writes = self._writes
        return [
            *(Key(str(number), words, partial(self.go_to, number - 1)) for number, words in enumerate(STEPS, 1)),
            Key("Ctrl+Down", "Step after", partial(self._by, 1)),
            Key("Ctrl+Up", "Step before", partial(self._by, -1)),
            Key("M", "Note", self._note, writes),
            Key("Del", "Strike the chosen note", self._strike),
            Key("P", "Page", self.toggle_page, self._always),
            Key("PgDown", "Page after", partial(self._turn, 1)),
            Key("PgUp", "Page before", partial(self._turn, -1)),
            Key("B", "Earlier handovers", self.show_earlier),
            Key("Shift+P", "Print the chosen earlier one", self._print_again),
        ]

    def _always(self) -> bool:
        return True

    def _writes(self) -> bool:
        return not self.desk.read_only

    def _note(self) -> None:
        self.go_to(DO_FIRST)
        self.stack.part(DO_FIRST).notes.line.field.setFocus()

    def _strike(self) -> None:
        if self.step == DO_FIRST:
            self.stack.part(DO_FIRST).notes.strike()

    def _print_again(self) -> None:
        if self.step == EARLIER:
            self.stack.part(EARLIER).print_again()

    def show_row(self, row_id: UUID) -> None:
        """Show an earlier handover by its id."""
        row = None if self._picture is None else self._picture.get(Handover, row_id)
        if row is not None:
            self.show_earlier()
            self.stack.part(EARLIER).choose(row)
            self._show_issued(row)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed in a step that is not in the log."""
        return any(form.unsaved for form in self.stack.forms)

    def content(self) -> tuple[object, ...]:
        """What was typed in the steps and is not in the log."""
        return tuple(form.content() for form in self.stack.forms if form.unsaved)
