"""The log on the screen: lays out only the rows that are seen, reads pages as they are needed, follows the end."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPushButton, QWidget

from app.logbook import log_counts
from models.log_line import LogLine
from models.picture import Picture
from models.terms import EntryKind
from views import theme
from views.log_pages import PAGE, Asker, Store
from views.log_row import Reading, RowLayout, lay_out, paint_row, paint_unread, spoken
from views.painting import hairline, paint_fade, paint_text

LAYOUTS_KEPT = 600
UNREAD_HEIGHT = theme.ROW_TWO
WHEEL_STEP = 96
"""Pixels for one notch of the wheel."""


class LogView(QAbstractScrollArea):
    """The log of the incident, oldest first, every entry whole.

    At the end it follows what is written; scrolled up, or with a row chosen, it stays where it is and says how many
    are new below. The scroll bar counts rows. What it costs does not grow with the log.
    """

    current_changed = Signal(object)
    """The chosen `LogLine`, or None."""
    entry_chosen = Signal(object)
    correct_asked = Signal(object)
    counted = Signal(dict)
    """How many entries of each kind the log holds."""

    def __init__(self, ask: Asker, parent: QWidget | None = None, *, whole: bool = True) -> None:
        """`whole` shows all that the commands say below the operators' words, else two lines of it."""
        super().__init__(parent)
        self._ask = ask
        self._is_whole = whole
        self._store = Store(ask, self._pages_arrived)
        self._layouts: OrderedDict[tuple[UUID, int, float, bool], RowLayout] = OrderedDict()
        self._reading: Reading | None = None
        self._look: object = None
        self._count = self._whole = self._below = 0
        self._top, self._offset = 0, 0.0
        self._following, self._moving = True, False
        self._current: int | None = None
        self._to_announce = False
        self._pill = QPushButton(self.viewport())
        self._prepare()

    def _prepare(self) -> None:
        self.setAccessibleName("Log")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._pill.setProperty("kind", "primary")
        self._pill.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pill.hide()
        self._pill.clicked.connect(self.follow)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        theme.switch().changed.connect(self.viewport().update)

    # --- what is shown ---------------------------------------------------------------------------------------------

    def show_picture(self, picture: Picture, moment: datetime) -> None:
        """Show the log of this picture: now or as at its moment. New entries are read, nothing else."""
        reading = Reading.of(picture, moment)
        if reading != self._reading:
            self._reading = reading
            self._layouts.clear()
        fold = picture.incident_fold
        whole = 0 if fold is None else sum(fold.places.values())
        look = (None if fold is None else fold.scope_id, picture.moment)
        if look != self._look:
            self._look = look
            self._store.clear()
            self._start_over()
        elif whole != self._whole:
            self._store.epoch += 1
            self._to_announce = whole > self._whole and picture.moment is None
        else:
            self._settle()
            return
        self._whole = whole
        if fold is not None:
            self._ask(log_counts(), partial(self._take_counts, look), "log counts")
        if not self._store.kinds:
            self._set_count(whole)

    def show_kinds(self, kinds: Sequence[EntryKind]) -> None:
        """Show entries of these kinds only; none: all."""
        if tuple(kinds) == self._store.kinds:
            return
        self._store.kinds = tuple(kinds)
        self._store.clear()
        self._start_over()
        if kinds:
            self._set_count(0)
            self._ask(log_counts(), partial(self._take_counts, self._look), "log counts")
        else:
            self._set_count(self._whole)

    def _start_over(self) -> None:
        self._choose_none()
        self._count = self._below = self._top = 0
        self._offset, self._following = 0.0, True

    def _take_counts(self, look: object, counts: dict[EntryKind, int]) -> None:
        if look != self._look:
            return
        self.counted.emit(counts)
        if self._store.kinds:
            self._set_count(sum(counts.get(kind, 0) for kind in self._store.kinds))

    def _set_count(self, count: int) -> None:
        if self._following:
            self._below = 0
        else:
            self._below = max(0, self._below + count - self._count)
        self._count = count
        self._settle()

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._count

    @property
    def following(self) -> bool:
        """Whether it stays at the end."""
        return self._following

    @property
    def new_below(self) -> int:
        """How many entries have come below since it was left scrolled up."""
        return self._below

    @property
    def current(self) -> LogLine | None:
        """The chosen line."""
        return None if self._current is None else self._store.line(self._current)

    def _pages_arrived(self) -> None:
        self._settle()
        if self._to_announce and self._count and (line := self._store.line(self._count - 1)):
            self._to_announce = False
            self._announce(line)
        if self._current is not None:
            self._tell_current()

    def _announce(self, line: LogLine) -> None:
        if self._reading is not None:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken(line, self._reading)))

    # --- rows and where they are -----------------------------------------------------------------------------------

    def layout_of(self, row: int) -> RowLayout | None:
        """The row laid out for the present width; None while its page is unread."""
        line = self._store.line(row)
        if line is None or self._reading is None:
            return None
        before = self._store.before(row)
        new_day = before is None or self._reading.day(before.entry) != self._reading.day(line.entry)
        width = float(self.width())
        key = (line.entry.id, len(line.corrections), width, new_day)
        found = self._layouts.get(key)
        if found is None:
            found = self._layouts[key] = lay_out(line, before, width, self._reading, whole=self._is_whole)
            while len(self._layouts) > LAYOUTS_KEPT:
                self._layouts.popitem(last=False)
        self._layouts.move_to_end(key)
        return found

    def _height(self, row: int) -> float:
        layout = self.layout_of(row)
        return UNREAD_HEIGHT if layout is None else layout.height

    def visible_rows(self) -> Iterator[tuple[int, float, float]]:
        """Each row that is seen, from the top: its number, its upper edge and its height."""
        y, row, bottom = -self._offset, self._top, self.viewport().height()
        while y < bottom and row < self._count:
            height = self._height(row)
            yield row, y, height
            y += height
            row += 1

    def _settle(self) -> None:
        """Stand where the log should stand, read what is seen and a little around it, and set the scroll bar."""
        if not self._following:
            self._normalise()
        if self._following or self._ends_above(0):
            self._stand_on(self._count - 1)
        if self._ends_above(1):
            self._below = 0
        rows = [row for row, _, _ in self.visible_rows()] or [0]
        if self._count:
            self._store.want(max(0, rows[0] - PAGE // 4), min(self._count - 1, rows[-1] + PAGE // 4))
        self._set_bar(len(rows))
        self._show_pill()
        self.viewport().update()
        if self.hasFocus():
            self._choose_seen()

    def _stand_on(self, row: int) -> None:
        """Put the lower edge of a row at the lower edge of the view, or the first row at the top."""
        y = float(self.viewport().height())
        while row >= 0 and y > 0:
            y -= self._height(row)
            row -= 1
        self._top, self._offset = row + 1, max(0.0, -y)

    def _normalise(self) -> None:
        while self._offset < 0 and self._top > 0:
            self._top -= 1
            self._offset += self._height(self._top)
        self._offset = max(0.0, self._offset)
        self._top = max(0, min(self._top, self._count - 1))
        while self._top < self._count - 1 and self._offset >= self._height(self._top):
            self._offset -= self._height(self._top)
            self._top += 1

    def _ends_above(self, spare: float) -> bool:
        """Whether the last row ends above the lower edge of the view (`spare` pixels of it may be hidden)."""
        row, y, height = -1, 0.0, 0.0
        for row, y, height in self.visible_rows():  # noqa: B007 - the last one counts
            pass
        return row == self._count - 1 and y + height < self.viewport().height() + spare

    def _set_bar(self, seen: int) -> None:
        bar = self.verticalScrollBar()
        self._moving = True
        last = self._top if self._following else max(self._top + 1, self._count - seen)
        bar.setRange(0, last)
        bar.setPageStep(max(1, seen - 1))
        bar.setValue(self._top)
        self._moving = False

    def _scrolled(self, value: int) -> None:
        if self._moving:
            return
        if value >= self.verticalScrollBar().maximum():
            self.follow()
            return
        self._following, self._top, self._offset = False, value, 0.0
        self._settle()

    def follow(self) -> None:
        """Go to the end and stay there."""
        self._following, self._below = True, 0
        self._settle()

    def scroll_by(self, pixels: float) -> None:
        """Move the rows up (or down) by so much."""
        self._following = False
        self._offset += pixels
        self._normalise()
        if self._ends_above(1):
            self.follow()
        else:
            self._settle()

    def _show_pill(self) -> None:
        self._pill.setVisible(self._below > 0)
        if self._below:
            self._pill.setText(f"{self._below} new below")
            self._pill.adjustSize()
            view = self.viewport()
            self._pill.move((view.width() - self._pill.width()) // 2, view.height() - self._pill.height() - 12)

    # --- choosing --------------------------------------------------------------------------------------------------

    def choose(self, row: int) -> None:
        """Choose a row and bring it into view. The last one follows the end; any other holds the log still."""
        if not self._count:
            return
        self._current = max(0, min(row, self._count - 1))
        if self._current == self._count - 1:
            self.follow()
        else:
            self._following = False
            self._bring_into_view(self._current)
        self._tell_current()

    def _choose_seen(self) -> None:
        """There is a chosen row where the keyboard is: the last that is seen whole."""
        if self._current is None and self._count:
            whole = [row for row, y, height in self.visible_rows() if y + height <= self.viewport().height()]
            self.choose(whole[-1] if whole else self._top)

    def _bring_into_view(self, row: int) -> None:
        seen = {at: (y, y + height) for at, y, height in self.visible_rows()}
        upper, lower = seen.get(row, (-1.0, 0.0) if row < self._top else (0.0, float("inf")))
        if upper < 0 or self._height(row) > self.viewport().height():
            self._top, self._offset = row, 0.0
        elif lower > self.viewport().height():
            self._stand_on(row)
        self._settle()

    def _choose_none(self) -> None:
        if self._current is not None:
            self._current = None
            self._tell_current()

    def _tell_current(self) -> None:
        line = self.current
        said = "" if line is None or self._reading is None else spoken(line, self._reading)
        if said != self.accessibleDescription() or line is None:
            self.setAccessibleDescription(said)
        self.current_changed.emit(line)
        self.viewport().update()

    def _step(self, rows: int) -> None:
        self.choose(self._count - 1 if self._current is None else self._current + rows)

    def _turn_page(self, direction: int) -> None:
        self.scroll_by(direction * (self.viewport().height() - UNREAD_HEIGHT))
        whole = [row for row, y, height in self.visible_rows() if y >= 0 and y + height <= self.viewport().height()]
        if whole:
            self.choose(whole[-1] if direction > 0 else whole[0])

    # --- Qt --------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose rows; `E` corrects the chosen entry, or the last one, and Enter opens it."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        line = self.current or self._store.line(self._count - 1)
        match key:
            case Qt.Key.Key_Up | Qt.Key.Key_K:
                self._step(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_J:
                self._step(1)
            case Qt.Key.Key_PageUp:
                self._turn_page(-1)
            case Qt.Key.Key_PageDown:
                self._turn_page(1)
            case Qt.Key.Key_Home:
                self.choose(0)
            case Qt.Key.Key_End:
                self.choose(self._count - 1)
            case Qt.Key.Key_E if line is not None:
                self.correct_asked.emit(line)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if line is not None:
                self.entry_chosen.emit(line)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row that is clicked."""
        row = self._row_at(event.position())
        if row is not None and event.button() is Qt.MouseButton.LeftButton:
            self._current = row
            self._following = self._following and row == self._count - 1
            self._settle()
            self._tell_current()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it; no other widget needs to know."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the row that is clicked twice."""
        if self.current is not None:
            self.entry_chosen.emit(self.current)

    def _row_at(self, point: QPointF) -> int | None:
        return next((row for row, y, height in self.visible_rows() if y <= point.y() < y + height), None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll by pixels, though the bar counts rows."""
        pixels = event.pixelDelta().y() or event.angleDelta().y() / 120 * WHEEL_STEP
        self.scroll_by(-pixels)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap to the new width; the top row, or the end, stays in place."""
        super().resizeEvent(event)
        self._settle()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is. A click chooses its own row."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self._choose_seen()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that are seen."""
        if self._reading is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        if not self._count:
            self._paint_empty(painter)
        plain_above = False
        for row, y, height in self.visible_rows():
            layout = self.layout_of(row)
            if layout is None:
                paint_unread(painter, self.width(), y, height)
                plain_above = False
                continue
            chosen = row == self._current
            ruled = plain_above and not layout.decision
            paint_row(painter, layout, y, self._reading, chosen=chosen, focused=self.hasFocus(), ruled=ruled)
            plain_above = not layout.decision
        self._paint_edges(painter)

    def _paint_edges(self, painter: QPainter) -> None:
        """Let the rows fade that are cut by the upper or the lower edge."""
        width, bottom = self.width(), self.viewport().height()
        seen = list(self.visible_rows())
        if seen and seen[0][1] < 0:
            paint_fade(painter, width, 0, seen[0][1] + seen[0][2])
        if seen and seen[-1][1] + seen[-1][2] > bottom:
            paint_fade(painter, width, bottom, seen[-1][1])
        hairline(painter, theme.PADDING, width - theme.PADDING, 0)

    def _paint_empty(self, painter: QPainter) -> None:
        text = "No entries of this kind." if self._store.kinds else "Nothing written yet. Press N and type."
        rect = QRectF(self.viewport().rect()).adjusted(theme.PADDING, 4, -theme.PADDING, 0)
        rect.setHeight(24)
        paint_text(painter, rect, text, theme.colour("text2"), size=13)
